"""The tab in which documents are asked: conversation, question, scope, and the source beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gradio as gr

from page.answer import Turn, render_conversation
from page.desk import Desk
from page.export import Exporter
from page.feedback import Labelling, Session, render_given
from page.scope import fields, filters_of, listed, render_switch, values_of
from page.talk import clicked, render_history
from qa.filters import EVERYTHING, Filters

# So many questions are read at the same time; others wait their turn.
AT_ONCE = 4


def asking(
    page: gr.Blocks, desk: Desk, new: gr.Button, text: gr.I18n, labelling: Labelling | None = None
) -> None:
    """The tab's content. Each session has a conversation of its own; `new` begins another.

    Without `labelling` readers cannot say whether answers are right.
    """

    def ask(
        turns: list[Turn], question: str, filters: Filters, literally: bool = False
    ) -> Iterator[tuple[list[Turn], str]]:
        for conversation in desk.ask(turns, question, filters, literally):
            yield conversation, render_conversation(conversation)

    def ask_typed(turns: list[Turn], question: str, *scope: Any) -> Iterator[tuple[Any, ...]]:
        emptied: Any = ""  # once: what is typed while the answer comes is the next question
        for shown in ask(turns, question, filters_of(*scope)):
            yield *shown, emptied
            emptied = gr.skip()

    def ask_clicked(turns: list[Turn], event: gr.EventData, *scope: Any) -> Iterator[tuple[Any, ...]]:
        question, given, literally = clicked(event._data)
        filters = filters_of(*scope) if given is None else given
        row: tuple[Any, ...] = (gr.skip(),) * len(scope) if given is None else values_of(given)
        for shown in ask(turns, question, filters, literally):
            yield *shown, *row
            row = (gr.skip(),) * len(scope)

    def cite(turns: list[Turn], event: gr.EventData) -> str:
        return desk.source(turns, event._data)

    def export(turns: list[Turn], event: gr.EventData) -> str:
        return exporter.file(turns, event._data)

    def show_scope(*scope: Any) -> str:
        return render_switch(filters_of(*scope))

    def start_anew() -> tuple[list[Turn], str, str, str]:
        return [], render_conversation([]), "", ""

    exporter = Exporter(desk.engine)
    turns = gr.State([])
    with gr.Row(elem_id="desk"):
        with gr.Column(elem_id="talk"):
            conversation = gr.HTML(
                render_conversation([]),
                js_on_load="yinju.conversation(element, trigger, watch)  // 'ask', 'cite', 'export', 'judge'",
                apply_default_css=False,
                elem_id="conversation",
            )
            parcel = gr.HTML(
                "",
                js_on_load="yinjuExport.deliver(element, watch)",
                apply_default_css=False,
                elem_id="parcel",
            )
            if labelling:
                judged(labelling, turns, conversation)
            question = gr.Textbox(
                placeholder=text("placeholder"),
                label=text("placeholder"),
                show_label=False,
                container=False,
                lines=1,
                max_lines=6,
                submit_btn=True,
                autofocus=True,
                elem_id="question",
            )
            switch = gr.HTML(
                render_switch(EVERYTHING),
                js_on_load="yinju.scope(element, watch)",
                apply_default_css=False,
                elem_id="switch",
            )
            with gr.Row(elem_id="scope"):
                scope = fields(text)
                clear = gr.Button(text("clear"), elem_id="clear", size="sm", scale=0)
            past = gr.HTML(
                render_history(),
                js_on_load="yinju.history(element, trigger)  // 'ask'",
                apply_default_css=False,
                elem_id="past",
            )
        source = gr.HTML(
            "",
            js_on_load="yinjuSource.show(element, trigger, props, watch)  // 'cite'",
            apply_default_css=False,
            elem_id="source",
        )
    quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    asked = {**quiet, "concurrency_limit": AT_ONCE, "concurrency_id": "ask"}
    answered = [turns, conversation]
    # Entered while another is being answered it is asked next: by default it would be passed over in silence.
    question.submit(
        ask_typed, [turns, question, *scope], [*answered, question], trigger_mode="always_last", **asked
    )
    for asks in (conversation, past):
        asks.ask(ask_clicked, [turns, *scope], [*answered, *scope], **asked)
    conversation.cite(cite, [turns], source, **quiet)
    conversation.export(export, [turns], parcel, **quiet)
    source.cite(cite, [turns], source, **quiet)
    gr.on([field.change for field in scope], show_scope, scope, switch, **quiet)
    clear.click(lambda: ([], [], [], "", ""), None, scope, **quiet)
    page.load(lambda: listed(desk.choices()), None, scope[:3], **quiet)
    new.click(start_anew, None, [turns, conversation, source, parcel], **quiet)


def judged(labelling: Labelling, turns: gr.State, conversation: gr.HTML) -> None:
    """What was said of the answers of a session, under the conversation."""
    given = gr.State({})
    said = gr.HTML(
        render_given({}),
        js_on_load="yinjuLabels.given(watch)",
        apply_default_css=False,
        elem_id="given",
    )

    def judge(turns: list[Turn], given: Session, event: gr.EventData) -> tuple[Session, str]:
        return labelling.give(turns, given, event._data)

    conversation.judge(
        judge,
        [turns, given],
        [given, said],
        api_visibility="private",
        show_progress="hidden",
        concurrency_limit=None,
    )
