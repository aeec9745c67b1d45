"""The Evaluation tab without Gradio: kept runs, labels corrected, a run begun."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from eval.report import Reason
from index.build import build
from index.embed import Embedder
from index.journal import append
from page.evaluation import Evaluation
from page.report import REASONS, render_runs
from page.runs import read_runs
from qa.engine import Engine
from qa.feedback import DELETED, NAME, NOTHING, PASSAGE, RIGHT, RUNS, WRONG, Feedback, Label, label_of
from tests.conftest import source
from tests.page.fakes import FakeEngine
from tests.page.test_marks import Read

ENGINE = FakeEngine()
FOUND, NOT_FOUND = ENGINE.ask("内蒙古有多少个少年法庭？"), ENGINE.ask("海南有多少个少年法庭？")
SHARES = {"questions": 2, "recall@1": 0.5, "recall@10": 1.0, "ndcg@10": None, "p50_ms": 3}
HOSTILE = "<img src=x onerror='window.pwned = 1'>"


def run_of(right: int = 1, dataset: str = "feedback", **others: Any) -> dict[str, Any]:
    failed = {
        "question": HOSTILE,
        "filters": {"places": ["海南"]},
        "reason": Reason.ELSE,
        "answers": ["34个"],
        "passage": "…",
        "path": "a.txt",
        "quoted": True,
        "found": HOSTILE,
        "found_path": HOSTILE,
    }
    return {
        "dataset": dataset,
        "created": "2026-07-01 10:30 UTC",
        "snapshot": "s1",
        "right": {"questions": 2, "right": right},
        "all": SHARES,
        "languages": {"zh": SHARES},
        "failures": [failed],
        "notes": [HOSTILE],
    } | others


@pytest.fixture
def shown(tmp_path: Path) -> Evaluation:
    return Evaluation(tmp_path)


@pytest.fixture
def feedback(tmp_path: Path) -> Feedback:
    return Feedback(tmp_path / NAME)


def test_before_anything_it_says_what_to_do(shown: Evaluation) -> None:
    assert "Nothing has been measured yet" in shown.runs()
    assert "Nothing is labelled yet" in shown.labelled()
    read = Read(shown.control())
    (button,) = [given for tag, given in read.tags if tag == "button"]
    assert "disabled" in button
    assert button["aria-describedby"] in {given.get("id") for _, given in read.tags}
    assert "No question is labelled yet" in read.text
    shown.run({"run": "start"})
    assert followed(shown) == [shown.control()]


def test_with_a_label_a_run_can_be_begun_and_without_it_no_more(
    shown: Evaluation, feedback: Feedback
) -> None:
    (label,) = said(feedback, RIGHT)
    assert 'data-run="start"' in shown.control()
    assert "disabled" not in shown.control()
    feedback.correct(label, DELETED)
    assert "disabled" in shown.control()


def test_where_labels_cannot_be_read_a_run_says_why(shown: Evaluation, tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    shown.run({"run": "start"})
    assert "The evaluation failed" in followed(shown)[-1]


def test_runs_are_shown_by_set_over_time_by_language_with_what_failed(
    shown: Evaluation, tmp_path: Path
) -> None:
    for one in (run_of(0), run_of(2, "dev"), run_of(1)):
        append(tmp_path / RUNS, one)
    read = Read(shown.runs())
    assert "1 of 2 right" in read.text
    assert read.text.index("Questions that readers labelled") < read.text.index("Question set dev")
    circles = [given for tag, given in read.tags if tag == "circle"]
    assert len(circles) == 3 * 2 + 3 * 1
    assert "100.0" in read.text
    assert "–" in read.text
    assert not [tag for tag, _ in read.tags if tag == "img"]
    asks = [given for _, given in read.tags if given.get("data-ask") == HOSTILE]
    assert {given["data-filters"] for given in asks} == {'{"places": ["\\u6d77\\u5357"]}'}


def test_a_chart_is_named_and_stands_beside_a_table_of_the_same(shown: Evaluation, tmp_path: Path) -> None:
    append(tmp_path / RUNS, run_of())
    read = Read(shown.runs())
    (chart,) = [given for tag, given in read.tags if tag == "svg"]
    assert chart["role"] == "img"
    ids = [given["id"] for _, given in read.tags if "id" in given]
    named = [given["aria-labelledby"] for _, given in read.tags if "aria-labelledby" in given]
    assert set(named) <= set(ids)
    assert len(ids) == len(set(ids))


def test_a_question_that_only_a_wrong_passage_is_known_of_is_said_to_count_apart(
    shown: Evaluation, tmp_path: Path
) -> None:
    append(tmp_path / RUNS, run_of(dataset="all judged"))
    assert "known what does not answer" not in shown.runs()
    append(tmp_path / RUNS, run_of() | {"right": {"questions": 3, "right": 1}})
    assert "Of 1 more it is known what does not answer" in Read(shown.runs()).text


def test_every_reason_is_said_in_both_languages() -> None:
    assert set(REASONS) == set(Reason)


@pytest.mark.parametrize(
    "bad",
    [
        {"right": None},
        {"right": {"questions": "many", "right": 1}},
        {"languages": []},
        {"all": {"recall@1": "x"}},
        {"all": {"recall@1": float("nan")}},
        {"right": {"questions": float("inf"), "right": 1}},
        {"failures": [{"question": "?"}]},
        {"failures": [7]},
        {"notes": 7},
    ],
)
def test_a_line_that_is_no_run_is_named(shown: Evaluation, tmp_path: Path, bad: dict[str, Any]) -> None:
    (tmp_path / RUNS).write_text(json.dumps(run_of(**bad)) + "\n", "utf-8")
    append(tmp_path / RUNS, run_of())
    runs, (problem,) = read_runs(tmp_path)
    assert len(runs) == 1
    assert problem.startswith(f"{tmp_path / RUNS}:1: no run")
    assert f"{RUNS}:1: no run" in Read(render_runs(runs, [problem])).text


def said(feedback: Feedback, *kinds: str) -> list[Label]:
    answers = {NOTHING: NOT_FOUND}
    for kind in kinds:
        feedback.add(label_of(answers.get(kind, FOUND), kind, FOUND.quotes[1]))
    return feedback.labels()[0]


@pytest.mark.parametrize("kind", [PASSAGE, WRONG, NOTHING])
def test_a_label_is_corrected_and_the_correction_taken_back(
    shown: Evaluation, feedback: Feedback, kind: str
) -> None:
    (label,) = said(feedback, RIGHT)
    html = shown.correct({"id": label.id, "label": kind})
    (changed,), _ = feedback.labels()
    assert changed.kind == kind
    assert changed.passage == (None if kind == NOTHING else label.passage)
    assert "Changed." in html
    assert "Undone." in shown.correct({"id": changed.id, "label": "undo"})
    assert feedback.labels()[0] == [label]


def test_a_label_is_deleted_and_brought_back(shown: Evaluation, feedback: Feedback) -> None:
    (label,) = said(feedback, RIGHT)
    read = Read(shown.correct({"id": label.id, "label": DELETED}))
    assert feedback.labels()[0] == []
    (undo,) = [given for _, given in read.tags if given.get("data-label") == "undo"]
    shown.correct({"id": undo["data-id"], "label": "undo"})
    assert feedback.labels()[0] == [label]


@pytest.mark.parametrize(
    ("given", "kind"),
    [(NOTHING, PASSAGE), (NOTHING, RIGHT), (WRONG, RIGHT), (RIGHT, "perhaps")],
)
def test_what_cannot_be_said_is_not(shown: Evaluation, feedback: Feedback, given: str, kind: str) -> None:
    labels = said(feedback, given)
    assert "nothing was done" in shown.correct({"id": labels[0].id, "label": kind})
    assert feedback.labels()[0] == labels


@pytest.mark.parametrize("click", [None, {}, {"id": "gone", "label": WRONG}, {"id": 7, "label": WRONG}])
def test_a_forged_click_changes_nothing(shown: Evaluation, feedback: Feedback, click: Any) -> None:
    labels = said(feedback, RIGHT)
    shown.correct(click)
    assert feedback.labels()[0] == labels


def test_served_to_others_it_only_shows(tmp_path: Path, feedback: Feedback) -> None:
    (label,) = said(feedback, RIGHT)
    shown = Evaluation(tmp_path, writable=False)
    assert "without --allow-changes" in shown.control()
    assert not [given for _, given in Read(shown.labelled()).tags if "data-label" in given]
    shown.correct({"id": label.id, "label": DELETED})
    assert feedback.labels()[0] == [label]
    shown.run({"run": "start"})
    assert followed(shown) == [shown.control()]


def followed(shown: Evaluation) -> list[str]:
    async def states() -> list[str]:
        return [state async for state in shown.follow()]

    return asyncio.run(states())


def test_the_command_is_that_of_eval(shown: Evaluation, feedback: Feedback) -> None:
    said(feedback, RIGHT)
    shown.run({"run": "start"})
    states = followed(shown)
    assert "Opening the index" in states[0]
    assert "The evaluation failed" in states[-1]
    assert "no index there" in states[-1]


def test_a_label_is_measured_on_the_index_itself(tmp_path: Path, bundled: Embedder) -> None:
    courts = source("a.txt", "全区成立少年法庭34个，覆盖全区各地。")
    build([courts], tmp_path, bundled)
    answer = Engine.open(tmp_path, embedder=bundled, reader="none").ask("全区成立了多少个少年法庭？")
    Feedback(tmp_path / NAME).add(label_of(answer, RIGHT))
    shown = Evaluation(tmp_path, reader="none")
    shown.run({"run": "start"})
    assert "The evaluation is done." in followed(shown)[-1]
    assert "1 of 1 right" in Read(shown.runs()).text
