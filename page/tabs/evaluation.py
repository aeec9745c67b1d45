"""The tab in which what was measured is shown, and labels are corrected."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import gradio as gr

from page.evaluation import Evaluation


def evaluation(tab: gr.Tab, shown: Evaluation) -> None:
    """The tab's content, fetched anew whenever the tab is opened; a run is followed by all who look on."""

    def fetch() -> tuple[str, str, str]:
        return shown.control(), shown.runs(), shown.labelled()

    def run(event: gr.EventData) -> None:
        shown.run(event._data)

    async def follow() -> AsyncIterator[tuple[Any, Any]]:
        states = 0
        async for state in shown.follow():
            states += 1
            yield state, gr.skip()
        if states > 1:  # a run has ended meanwhile
            yield gr.skip(), await asyncio.to_thread(shown.runs)

    def correct(event: gr.EventData) -> tuple[str, str]:
        return shown.correct(event._data), shown.control()

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
    opened = tab.select(fetch, None, [control, runs, labelled], **quiet)
    clicked = control.run(run, None, None, **quiet)
    for event in (opened, clicked):
        event.then(follow, None, [control, runs], **quiet, concurrency_limit=None)
    labelled.correct(correct, None, [labelled, control], **quiet)
