"""What the Evaluation tab does: shows kept runs, begins another, corrects labels."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from index.errors import YinjuError
from page.answer import render_error
from page.labelled import UNDO, render_labelled
from page.marks import as_text
from page.report import render_runs
from page.running import Progress, Runner
from page.runs import read_runs
from page.texts import say
from qa.feedback import DELETED, NAME, NOTHING, PASSAGE, RIGHT, WRONG, Feedback, Label
from qa.reader import READERS

_PAUSE = 0.4  # seconds between two looks at a run


class Evaluation:
    """Of the index in a folder. Unless `writable`, it only shows; one serves everyone."""

    def __init__(self, index: Path, reader: str = READERS[0], writable: bool = True) -> None:
        self._index, self._writable = index, writable
        self._feedback = Feedback(index / NAME)
        folder = str(index.resolve())
        self._runner = Runner(["-m", "eval", "--index", folder, "--reader", reader, "--progress"])

    def runs(self) -> str:
        """The kept runs, as HTML."""
        try:
            return render_runs(*read_runs(self._index))
        except YinjuError as error:
            return render_error(error)

    def labelled(self, said: str = "", undo: str = "") -> str:
        """The labelled questions, as HTML."""
        try:
            return render_labelled(*self._feedback.labels(), self._writable, said, undo)
        except YinjuError as error:
            return render_error(error)

    def control(self) -> str:
        """The button that begins a run, or how far the run under way is, as HTML."""
        return _control(self._runner.progress, self._writable, self._is_labelled())

    def run(self, click: Any) -> None:
        """Begins a run, or stops it, as a click says. `click` is untrusted."""
        if not self._writable:
            return
        if click == {"run": "stop"}:
            self._runner.stop()
        elif self._is_labelled():
            self._runner.start()

    def close(self) -> None:
        """Ends the run under way: the page is going down, and nobody would see it."""
        self._runner.stop()

    async def follow(self) -> AsyncIterator[str]:
        """How far the run under way is, as HTML, until it ends; it takes no thread, however many look on."""
        while (progress := self._runner.progress).running:
            yield _control(progress, self._writable)
            await asyncio.sleep(_PAUSE)
        yield await asyncio.to_thread(self.control)

    def correct(self, click: Any) -> str:
        """The labelled questions after a click that says something else of one. `click` is untrusted."""
        match click:
            case {"id": str(identity), "label": str(kind)} if self._writable:
                pass
            case _:
                return self.labelled()
        try:
            if kind == UNDO:
                self._feedback.undo(identity)
                return self.labelled("label_undone")
            label = next((one for one in self._feedback.labels()[0] if one.id == identity), None)
            if label is None or not _can_be_said(label, kind):
                return self.labelled("correct_lost")
            changed = self._feedback.correct(label, kind)
        except YinjuError as error:
            return render_error(error) + self.labelled()
        return self.labelled("deleted" if kind == DELETED else "corrected", changed.id)

    def _is_labelled(self) -> bool:
        """Whether there is anything to ask. Where that cannot be read, a run says why."""
        try:
            return bool(self._feedback.labels()[0])
        except YinjuError:
            return True


def _can_be_said(label: Label, kind: str) -> bool:
    """A passage is right only if there is one, and its words only if they were."""
    if kind == RIGHT:
        return label.kind == RIGHT
    return kind in (NOTHING, WRONG, DELETED) or (kind == PASSAGE and label.passage is not None)


def _control(progress: Progress, writable: bool, labelled: bool = True) -> str:
    about = f'<p class="about">{say("evaluation_about")}</p>'
    if not writable:
        return f'{about}<p class="read-only">{say("read_only")}</p>'
    if progress.running:
        said = (
            say("run_asked", done=progress.done, total=progress.total) if progress.total else say("run_begun")
        )
        bar = f'<progress max="{max(1, progress.total)}" value="{progress.done}"></progress>'
        button = f'<button type="button" data-run="stop">{say("run_stop")}</button>'
        return f'{about}<div class="run">{button}<label>{bar} <span>{said}</span></label></div>'
    if not labelled:
        button = f'<button type="button" disabled aria-describedby="run-why">{say("run_now")}</button>'
        why = f'<span role="status" id="run-why">{say("run_nothing")}</span>'
        return f'{about}<div class="run">{button}{why}</div>'
    if progress.failure:
        said = (
            f'{say("run_failed")} <span class="detail" dir="auto">{as_text(progress.failure[-600:])}</span>'
        )
    elif progress.stopped:
        said = say("run_stopped")
    else:
        said = say("run_done") if progress.total else ""
    button = f'<button type="button" data-run="start">{say("run_now")}</button>'
    return f'{about}<div class="run">{button}<span role="status">{said}</span></div>'
