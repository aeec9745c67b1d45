"""From mined questions to examples."""

import json
from pathlib import Path
from typing import Any

import pytest

from eval.train.data import Example, Examples, held_out
from eval.train.settings import Settings
from index.bundled import prepare
from index.terms import Analyser
from index.tokens import EOS, open_tokenizer

TEXT = "河桥镇有三所小学。镇上的图书馆建于1987年，藏书四万册。" + "镇外有一座山，山上有一座庙。" * 20


def row(identity: str, answer: str, **more: Any) -> dict[str, Any]:
    paragraph = {"document": "p1", "start": 0, "end": len(TEXT), "hints": []}
    return {
        "id": identity,
        "set": "cmrc2018",
        "lang": "zh",
        "question": "图书馆建于哪一年？",
        "answer": answer,
        "answerable": bool(answer),
        "paragraph": paragraph,
        "hits": [],
    } | more


@pytest.fixture
def made(tmp_path: Path) -> Path:
    passages = [
        {"id": "p1", "title": "河桥镇", "text": TEXT},
        {"id": "p2", "title": "山下镇", "text": "山下镇没有图书馆，1987年也没有。"},
        {"id": "zhsquad-000105", "title": "", "text": TEXT},
    ]
    near = {"document": "p2", "start": 0, "end": 17, "hints": []}
    kept = {"document": "zhsquad-000105", "start": 0, "end": len(TEXT), "hints": []}
    questions = [
        *(row(f"q{n}", "三所小学", hits=[near], question="河桥镇有什么?") for n in range(30)),
        *(row(f"n{n}", "") for n in range(10)),
        row("kept", "1987年", paragraph=kept),
    ]
    write(tmp_path, passages, questions)
    return tmp_path


def write(folder: Path, passages: list[dict[str, str]], questions: list[dict[str, Any]]) -> None:
    for name, rows in (("passages", passages), ("questions", questions)):
        lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in rows)
        (folder / f"{name}.jsonl").write_text(lines, "utf-8")


def examples(made: Path, seed: int = 1, without: tuple[str, ...] = ()) -> Examples:
    return Examples(made, open_tokenizer(prepare()), Analyser(), Settings(seed, without=without))


def spelled(example: Example) -> str:
    assert example.span
    return words(example, example.span[0], example.span[1] + 1)


def words(example: Example, start: int, end: int | None) -> str:
    pieces = (prepare() / "pieces.txt").read_text("utf-8").split("\n")
    return "".join(pieces[one] for one in example.ids[start:end])


def test_an_epoch_is_the_same_for_the_same_seed(made: Path) -> None:
    assert examples(made).epoch(0) == examples(made).epoch(0)
    assert examples(made).epoch(0) != examples(made).epoch(1)
    assert examples(made).epoch(0) != examples(made, seed=2).epoch(0)


def test_a_set_can_be_left_out(made: Path) -> None:
    assert examples(made, without=("parallel",)).epoch(0) == examples(made).epoch(0)
    assert examples(made, without=("cmrc2018",)).epoch(0) == []


def test_windows_hold_the_answer(made: Path) -> None:
    found = examples(made).epoch(0)
    positive = [one for one in found if one.span]
    assert len(positive) > 20
    for one in positive:
        assert one.answers
        assert one.passage <= one.span[0] <= one.span[1] < len(one.ids) - 1  # type: ignore[index]
        assert one.ids[-1] == EOS
        assert spelled(one) in ("三所小学", "三所小學")
    assert {one.span for one in found if not one.answers} == {None}


def test_near_misses_and_the_unanswerable_do_not_answer(made: Path) -> None:
    found = examples(made).epoch(0)
    assert 10 <= sum(not one.answers for one in found) <= 30


def test_another_name_makes_a_question_unanswerable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eval.train.data.CHANGED", 1.0)
    monkeypatch.setattr("eval.train.data.TRADITIONAL", 0.0)
    monkeypatch.setattr("eval.train.data.TORN", 0.0)
    names = ("毛泽东", "马克思", "邓小平")
    text = "1936年毛泽东来到河桥镇。" + TEXT
    paragraph = {"document": "p1", "start": 0, "end": len(text), "hints": []}
    asked = [row(name, "", question=f"{name}何时出生？") for name in names]
    asked += [row("q", "1936年", question="毛泽东何时来到河桥镇？", paragraph=paragraph)]
    write(tmp_path, [{"id": "p1", "title": "", "text": text}], asked)
    seen = set()
    for number in range(30):
        for one in examples(tmp_path).epoch(number):
            said = words(one, 0, one.passage)
            if "来到" in said and not one.answers:
                seen |= {name for name in names if name in said}
                assert "毛泽东" not in said
    assert seen == {"马克思", "邓小平"}


def test_of_an_english_paragraph_all_is_read(tmp_path: Path) -> None:
    english = "The library was opened in a small town. " * 20
    whole = {"document": "zhsquad_en-000115", "start": 0, "end": len(english), "hints": []}
    asked = [row(f"q{n}", "", set="parallel", answerable=n % 2 == 0, paragraph=whole) for n in range(20)]
    write(tmp_path, [{"id": "zhsquad_en-000115", "title": "", "text": english}], asked)
    found = examples(tmp_path).epoch(0)
    assert {one.answers for one in found} == {True, False}
    assert {one.span for one in found} == {None}
    assert all(words(one, one.passage, None).count("library") == 20 for one in found)


def test_what_is_kept_out_is_in_no_epoch(made: Path) -> None:
    assert held_out("zhsquad-000105")
    assert not held_out("zhsquad-000115")
    assert not held_out("cmrc-000105")
    kept = [one for one in examples(made).held_out(9) if one.answers]
    assert {spelled(one) for one in kept} == {"1987年"}
    assert all("1987年" not in spelled(one) for one in examples(made).epoch(0) if one.span)
