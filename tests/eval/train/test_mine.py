"""Reading the datasets, and lending English questions the answers of Chinese ones."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from eval.train.mine import align, read
from eval.train.mined import Mined, Window
from tests.conftest import FakeEmbedder

PARAGRAPH = Window("p1", 0, 10)


def question(identity: str, lang: str, text: str, answer: str = "") -> Mined:
    return Mined(identity, "chinese_squad", lang, text, answer, True, PARAGRAPH)


class Pairs(FakeEmbedder):
    """Puts questions that end alike at the same place."""

    def embed_questions(self, texts: Sequence[str]) -> np.ndarray:
        return np.eye(10, dtype=np.float32)[[int(text[-1]) for text in texts]]


def test_the_same_question_lends_its_answer() -> None:
    chinese = [question("z1", "zh", "何时1", "1987年"), question("z2", "zh", "何人2", "老王")]
    english = [question("e2", "en", "who 2"), question("e3", "en", "where 3"), question("e1", "en", "when 1")]
    found = {one.id: one.answer for one in align([*chinese, *english], Pairs())}
    assert found == {"z1": "1987年", "z2": "老王", "e2": "老王", "e3": "", "e1": "1987年"}


def test_of_another_paragraph_nothing_is_lent() -> None:
    chinese = question("z1", "zh", "何时1", "1987年")
    english = replace(question("e1", "en", "when 1"), paragraph=Window("p2", 0, 10))
    assert [one.answer for one in align([chinese, english], Pairs())] == ["1987年", ""]


def write(folder: Path, **files: list[dict[str, object]]) -> None:
    folder.mkdir(parents=True)
    for name, rows in files.items():
        path = folder / f"{name.replace('_', '.')}.jsonl"
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")


def test_three_datasets_are_read(tmp_path: Path) -> None:
    base = {"lang": "zh", "question": "?"}
    write(
        tmp_path / "cmrc2018",
        passages=[{"id": "c1", "title": "甲", "text": "一二三"}, {"id": "c2", "title": "乙", "text": "四"}],
        questions_train=[{**base, "id": "1", "positive_ids": ["c1"], "answers": ["二三", "二"]}],
    )
    no = {**base, "id": "2", "positive_ids": [], "answers": [], "is_impossible": True, "context_id": "z1"}
    write(
        tmp_path / "chinese_squad", passages=[{"id": "z1", "text": "五"}], questions_zh=[no], questions_en=[]
    )
    write(
        tmp_path / "squadshifts_en",
        passages=[{"id": "s1", "title": "A", "text": "six"}, {"id": "s2", "title": "B", "text": "seven"}],
        questions=[
            {**base, "id": "3", "positive_ids": ["s1"], "answers": ["six"], "split": "new_wiki"},
            {**base, "id": "4", "positive_ids": ["s2"], "answers": ["seven"], "split": "reddit"},
        ],
    )
    passages, questions = read(tmp_path)
    assert passages.keys() == {"c1", "c2", "z1", "s1"}
    assert [(one.id, one.answer, one.answerable) for one in questions] == [
        ("1", "二", True),
        ("2", "", False),
        ("3", "six", True),
    ]
