import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from eval.datasets import Dataset, guess_language, load, own, read_questions, sample, source
from index.document import Source
from index.errors import YinjuError

PASSAGES: list[dict[str, Any]] = [
    {"id": "p1", "title": "河桥镇", "text": "镇上有三所小学。\n图书馆建于1987年。"},
    {"id": "p2", "text": "The bridge was built in 1910."},
]
QUESTIONS: list[dict[str, Any]] = [
    {"id": "q1", "question": "有几所小学？", "lang": "zh", "positive_ids": ["p1"], "answers": ["三所"]},
    {"id": "q2", "question": "When was the bridge built?", "positive_ids": ["p2"], "answers": []},
    {"id": "q3", "question": "有几所大学？", "is_impossible": True, "context_id": "p1", "answers": []},
]


def write(path: Path, items: Sequence[dict[str, Any] | str]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (item if isinstance(item, str) else json.dumps(item, ensure_ascii=False) for item in items)
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def dataset_folder(folder: Path) -> Path:
    write(folder / "passages.jsonl", PASSAGES)
    write(folder / "questions.jsonl", QUESTIONS)
    return folder


def documents(dataset: Dataset) -> dict[str, str]:
    return {item.document.id: item.document.text for item in dataset.sources if isinstance(item, Source)}


def test_load(tmp_path: Path) -> None:
    dataset = load(dataset_folder(tmp_path / "town"))
    assert dataset.name == "town"
    assert documents(dataset) == {"p1": PASSAGES[0]["text"], "p2": PASSAGES[1]["text"]}
    known, bridge, impossible = dataset.questions
    assert (known.lang, known.answers, known.answerable) == ("zh", ("三所",), True)
    assert known.positive_ids == {"p1"}
    assert (bridge.lang, bridge.answers, bridge.answerable) == ("en", (), True)
    assert (impossible.lang, impossible.answerable) == ("zh", False)
    assert dataset.notes == ()


def test_each_line_of_a_passage_is_a_paragraph_and_a_slice() -> None:
    made = source("p", "题目", "  第一段。 \n\n\t\r\n第二段。")
    ((article, paragraphs),) = made.articles
    assert (article.title, article.title_spans, article.document_id) == ("题目", (), "p")
    assert [made.document.slice(paragraph.spans) for paragraph in paragraphs] == ["第一段。", "第二段。"]


def test_distractors_bring_passages_and_no_questions(tmp_path: Path) -> None:
    first, second = dataset_folder(tmp_path / "one"), dataset_folder(tmp_path / "two")
    dataset = load(first, [second])
    assert list(documents(dataset)) == ["p1", "p2", "two/p1", "two/p2"]
    assert len(dataset.questions) == 3


def test_distractors_need_no_questions_of_their_own(tmp_path: Path) -> None:
    write(tmp_path / "b" / "passages.jsonl", [{"id": "x", "text": "别的。"}])
    assert "x" in documents(load(dataset_folder(tmp_path / "a"), [tmp_path / "b"]))


def test_the_key_follows_content_and_model_and_not_the_place(tmp_path: Path) -> None:
    here, there = load(dataset_folder(tmp_path / "a")), load(dataset_folder(tmp_path / "b"))
    assert here.key("bundled") == there.key("bundled") != here.key("other")
    write(tmp_path / "b" / "passages.jsonl", [*PASSAGES, {"id": "p3", "text": "新的。"}])
    assert load(tmp_path / "b").key("bundled") != here.key("bundled")


def test_an_id_in_two_files_of_questions_is_told_apart_by_the_file(tmp_path: Path) -> None:
    files = [write(tmp_path / f"{name}.jsonl", QUESTIONS[:1]) for name in ("dev", "test")]
    assert [(item.id, item.file) for item in read_questions(files)] == [("q1", "dev"), ("test/q1", "test")]


def test_notes_say_what_no_system_could_find(tmp_path: Path) -> None:
    folder = dataset_folder(tmp_path / "town")
    lost = {"id": "q4", "question": "桥？", "positive_ids": ["gone"], "answers": ["桥"]}
    told = {"id": "q5", "question": "几所？", "positive_ids": ["p1"], "answers": ["大约有好几所"]}
    write(folder / "questions.jsonl", [QUESTIONS[0], lost, told])
    missing, unquotable = load(folder).notes
    assert "1 questions" in missing
    assert "gone" not in missing
    assert "q4" in missing
    assert "answers of 1 of 2 questions" in unquotable


@pytest.mark.parametrize("text", ["", " \n"])
def test_a_question_without_text_is_skipped_and_noted(tmp_path: Path, text: str) -> None:
    folder = dataset_folder(tmp_path / "town")
    blank = [{"id": f"b{number}", "question": text, "positive_ids": ["p1"]} for number in range(2)]
    path = write(folder / "questions.jsonl", [QUESTIONS[0], blank[0], QUESTIONS[1], blank[1]])
    dataset = load(folder)
    assert [question.id for question in dataset.questions] == ["q1", "q2"]
    assert dataset.notes == (f"skipped 2 questions with an empty text: {path}:2, {path}:4",)
    assert own(tmp_path / "town", [path]).notes[0] == dataset.notes[0]
    with pytest.raises(YinjuError, match="no questions"):
        read_questions([write(tmp_path / "blank.jsonl", blank)])


def test_a_sample_is_the_same_for_the_same_seed(tmp_path: Path) -> None:
    write(tmp_path / "passages.jsonl", PASSAGES)
    write(tmp_path / "questions.jsonl", [QUESTIONS[0] | {"id": f"q{number}"} for number in range(50)])
    whole = load(tmp_path)
    ids = [question.id for question in sample(whole, 10, 1).questions]
    assert ids == [question.id for question in sample(whole, 10, 1).questions]
    assert ids != [question.id for question in sample(whole, 10, 2).questions]
    assert ids == sorted(ids, key=lambda name: int(name[1:]))
    assert sample(whole, 50, 1) == whole


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{broken", "not JSON"),
        ("[1]", "not an object"),
        ({"id": "q9"}, '"question" must be a text'),
        ({"id": "q9", "question": None}, '"question" must be a text, not null'),
        ({"id": "q9", "question": "", "answers": "三所"}, '"answers" must be a list'),
        ({"id": "", "question": "?"}, '"id" must be a text'),
        ({"id": 7, "question": "?"}, '"id" must be a text, not 7'),
        ({"id": "q9", "question": "?", "answers": "三所"}, '"answers" must be a list'),
        (QUESTIONS[0], "a second question"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, line: dict[str, Any] | str, says: str) -> None:
    path = write(tmp_path / "q.jsonl", [QUESTIONS[0], "", line])
    with pytest.raises(YinjuError) as caught:
        read_questions([path])
    assert str(caught.value).startswith(f"{path}:3: ")
    assert says in str(caught.value)


def test_broken_passages_are_named(tmp_path: Path) -> None:
    folder = dataset_folder(tmp_path)
    write(folder / "passages.jsonl", [*PASSAGES, PASSAGES[0]])
    with pytest.raises(YinjuError, match=r"passages\.jsonl:3: a second passage"):
        load(folder)
    write(folder / "passages.jsonl", [{"id": "p1"}])
    with pytest.raises(YinjuError, match=r'passages\.jsonl:1: no "text"'):
        load(folder)
    (folder / "passages.jsonl").write_bytes(b"\xff\xfe")
    with pytest.raises(YinjuError, match="not UTF-8"):
        load(folder)


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(YinjuError, match="no such folder"):
        load(tmp_path / "none")
    with pytest.raises(YinjuError, match="no such folder"):
        own(tmp_path / "none")
    write(tmp_path / "questions.jsonl", QUESTIONS)
    with pytest.raises(YinjuError, match=r"no passages\.jsonl"):
        load(tmp_path)
    with pytest.raises(YinjuError, match="no questions"):
        read_questions([write(tmp_path / "empty.jsonl", [])])
    with pytest.raises(YinjuError, match=r"gone\.jsonl"):
        read_questions([tmp_path / "gone.jsonl"])


def test_text_that_cannot_be_stored_is_made_storable(tmp_path: Path) -> None:
    write(tmp_path / "questions.jsonl", QUESTIONS)
    write(tmp_path / "passages.jsonl", ['{"id": "p1", "text": "半个\\ud83d字"}'])
    assert documents(load(tmp_path)) == {"p1": "半个?字"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("有几所?", "zh"),
        ("How many?", "en"),
        ("いくつ", "ja"),
        ("몇 개", "ko"),
        ("GDP是多少", "zh"),
        ("1987?", "und"),
    ],
)
def test_guess_language(text: str, language: str) -> None:
    assert guess_language(text) == language
