"""Questions of others: of which documents they are asked."""

import json
from pathlib import Path

import pytest

from eval.datasets import read_questions
from eval.elsewhere import QUESTIONS, asked_of, main
from index.document import Source
from index.errors import YinjuError


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "xwlb").mkdir()
    news = [
        {"id": f"xwlb-{number}", "title": f"新闻{number}", "text": f"第{number}条。"} for number in range(3)
    ]
    lines = "\n".join(json.dumps(item, ensure_ascii=False) for item in news)
    (tmp_path / "xwlb" / "passages.jsonl").write_text(lines, "utf-8")
    (tmp_path / "laws" / "宪法").mkdir(parents=True)
    (tmp_path / "laws" / "宪法" / "宪法.md").write_text("# 宪法\n\n第一条 甲。", "utf-8")
    return tmp_path


def asking(folder: Path, *documents: str) -> Path:
    path = folder / "questions.jsonl"
    rows = [
        {"id": name, "question": "甲?", "answers": ["甲"], "positive_ids": [name]} for name in documents[1:]
    ]
    near = {"id": "near", "question": "乙?", "answers": [], "near": documents[0]}
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in [*rows, near]), "utf-8")
    return path


def test_the_documents_are_those_that_the_questions_name(data: Path) -> None:
    dataset = asked_of(data, asking(data, "xwlb-2.txt", "xwlb-0.txt", "宪法.md"))
    texts = {one.document.id: one.document.text for one in dataset.sources if isinstance(one, Source)}
    assert texts.keys() == {"xwlb-0.txt", "xwlb-2.txt", "宪法.md"}
    assert texts["xwlb-0.txt"] == "新闻0\n\n第0条。"
    assert [question.answerable for question in dataset.questions] == [True, True, False]


def test_a_document_that_is_not_there_is_named(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = asking(data, "xwlb-7.txt")
    with pytest.raises(YinjuError, match=r"no document xwlb-7\.txt"):
        asked_of(data, file)
    assert main([str(data), str(file)]) == 1
    assert "is it the right folder?" in capsys.readouterr().err


def test_every_question_names_what_it_is_asked_of() -> None:
    for file in QUESTIONS.glob("*.jsonl"):
        for question in read_questions([file]):
            assert question.answerable == bool(question.answers) == bool(question.positive_ids)
