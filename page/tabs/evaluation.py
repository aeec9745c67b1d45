"""The tab in which what was measured is shown, and labels are corrected."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gradio as gr

from page.evaluation import Evaluation


def evaluation(tab: gr.Tab, shown: Evaluation) -> None:
    """The tab's content, which is fetched anew whenever the tab is opened."""

    def fetch() -> tuple[str, str, str]:
        return shown.control(), shown.runs(), shown.labelled()

    def run(event: gr.EventData) -> Iterator[tuple[Any, Any]]:
        for state in shown.run(event._data):
            yield state, gr.skip()
        yield gr.skip(), shown.runs()

    def correct(event: gr.EventData) -> str:
        return shown.correct(event._data)

    with gr.Column(elem_id="evaluation"):
        control, runs, labelled = (
            gr.HTML(
                "",
                js_on_load="yinjuEvaluation.part(element, trigger)  // 'run', 'correct'",
                apply_default_css=False,
                elem_id=name,
            )
            for name in ("run", "runs", "labelled")
        )
    quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    tab.select(fetch, None, [control, runs, labelled], **quiet)
    control.run(run, None, [control, runs], **quiet, concurrency_limit=None)
    labelled.correct(correct, None, labelled, **quiet)
