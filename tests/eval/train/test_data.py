"""From mined questions to examples."""

import json
from pathlib import Path
from typing import Any

import pytest

from eval.train.data import Examples, held_out
from eval.train.drawn import Example
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


def examples(made: Path, seed: int = 1) -> Examples:
    return Examples(made, open_tokenizer(prepare()), Analyser(), seed)


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


def test_near_misses_do_not_answer(made: Path) -> None:
    found = [one for number in range(4) for one in examples(made).epoch(number)]
    missed = [one for one in found if "没有图书馆" in words(one, one.passage, None)]
    assert 40 <= len(missed) <= 80  # of 4 times 30 answerable ones half
    assert not any(one.answers for one in missed)


def test_of_unanswerable_questions_some_are_asked(made: Path) -> None:
    unknown = [one for number in range(10) for one in examples(made).epoch(number) if asks(one, "图书馆")]
    assert 15 <= len(unknown) <= 45  # of 10 times 10
    assert not any(one.answers for one in unknown)


def asks(example: Example, said: str) -> bool:
    return said in words(example, 0, example.passage)


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


def test_where_the_answer_is_not_known_all_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eval.train.data.TORN", 0.0)
    monkeypatch.setattr("eval.train.data.WHOLE", 2000)
    long = TEXT * 4
    whole = {"document": "p1", "start": 0, "end": len(long), "hints": ["图书馆"]}
    asked = [row(f"q{n}", "", set="chinese_squad", answerable=True, paragraph=whole) for n in range(20)]
    write(tmp_path, [{"id": "p1", "title": "", "text": long}], asked)
    found = examples(tmp_path).epoch(0)
    assert {one.answers for one in found} == {True}
    assert {one.span for one in found} == {None}
    assert {words(one, one.passage, None).count("1987") for one in found} == {4}
    monkeypatch.setattr("eval.train.data.WHOLE", 100)
    assert examples(tmp_path).epoch(0) == []


def test_a_pages_foot_moves_the_answer(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eval.train.data.TRADITIONAL", 0.0)
    monkeypatch.setattr("eval.train.data.TORN", 1.0)
    found = [one for number in range(5) for one in examples(made).epoch(number) if one.span]
    whole = [one for one in found if spelled(one) == "三所小学"]
    assert len(whole) > 0.8 * len(found)  # the foot stands within few
    ends = {spelled(one).strip("▁")[:: len(spelled(one).strip("▁")) - 1] for one in found}
    assert ends == {"三学"}


def test_hints_are_traditional_where_the_passage_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eval.train.data.TRADITIONAL", 1.0)
    paragraph = {"document": "p1", "start": 0, "end": len(TEXT), "hints": ["图书馆"]}
    asked = [row(f"q{n}", "1987年", question="the library?", paragraph=paragraph) for n in range(10)]
    write(tmp_path, [{"id": "p1", "title": "", "text": TEXT}], asked)
    found = examples(tmp_path).epoch(0)
    assert found
    assert all("圖書館" in words(one, 0, one.passage) for one in found)


def test_what_is_kept_out_is_no_miss_either(tmp_path: Path) -> None:
    kept = {"document": "zhsquad-000105", "start": 0, "end": 9, "hints": []}
    other = "山下镇没有图书馆。"
    passages = [{"id": "p1", "title": "", "text": TEXT}, {"id": "zhsquad-000105", "title": "", "text": other}]
    write(tmp_path, passages, [row(f"q{n}", "四万册", hits=[kept]) for n in range(20)])
    assert all(one.answers for one in examples(tmp_path).epoch(0))


def test_what_is_kept_out_is_in_no_epoch(made: Path) -> None:
    assert held_out("zhsquad-000105")
    assert not held_out("zhsquad-000115")
    assert not held_out("cmrc-000105")
    kept = [one for one in examples(made).held_out(9) if one.answers]
    assert {spelled(one) for one in kept} == {"1987年"}
    assert all("1987年" not in spelled(one) for one in examples(made).epoch(0) if one.span)
