"""Sentences with gaps, as questions."""

import random
from pathlib import Path

import pytest

from eval.train.cloze import Cloze, clozes, examples
from eval.train.data import Examples
from eval.train.drawn import Example
from index.bundled import prepare
from index.terms import Analyser
from index.tokens import open_tokenizer
from tests.eval.train.test_data import row, words, write

CHINESE = "河桥镇位于内蒙古的东部，常住人口三万人。镇上的图书馆建于1987年，藏书42000册，由市教育局管理。"
ENGLISH = "The library of River Bridge was opened in 1987 by Anna Smith. It has 42,000 books and three rooms."


def some(text: str, times: int = 30) -> list[Cloze]:
    return [one for seed in range(times) for one in clozes(text, Analyser(), random.Random(seed))]


@pytest.mark.parametrize("text", [CHINESE, ENGLISH])
def test_the_gap_is_in_its_sentence_and_not_in_the_question(text: str) -> None:
    found = some(text)
    assert found
    for one in found:
        gap = text[slice(*one.at)]
        assert gap
        assert one.sentence[0] <= one.at[0] < one.at[1] <= one.sentence[1]
        assert gap not in one.question
        assert one.question[-1] in "?？"
        assert not {text[slice(*one.at)]} & set(one.hints)
        assert all(hint in text[slice(*one.sentence)] for hint in one.hints)


def test_what_asks_is_of_the_kind_of_the_gap() -> None:
    asked = {CHINESE[slice(*one.at)]: one.question for one in some(CHINESE) if not one.question.isascii()}
    assert "哪年" in asked["1987年"]
    assert "多少" in asked["42000"]
    assert "哪里" in asked["内蒙古"]
    english = {ENGLISH[slice(*one.at)]: one.question for one in some(ENGLISH)}
    assert "what year" in english["1987"]
    assert "how many" in english["42,000"]
    assert any(word in english["Anna Smith"] for word in ("who", "what", "which"))


def test_half_of_the_chinese_ones_are_english_word_for_word() -> None:
    found = some(CHINESE)
    english = [one for one in found if one.question.endswith("?")]
    assert 0.3 < len(english) / len(found) < 0.7
    assert any("library" in one.question.lower() for one in english)
    assert any(one.hints for one in english)
    assert not any(one.hints for one in found if one not in english)


def test_the_same_seed_gives_the_same() -> None:
    assert some(CHINESE, 3) == some(CHINESE, 3)
    assert some("没有名字也没有数字的一句话。") == []
    assert some("") == []


LONG = "镇外有一座山，山上有一座庙，庙里有一口井。" * 6


@pytest.fixture
def source(tmp_path: Path) -> Examples:
    around = LONG + CHINESE + LONG
    passages = [
        {"id": "p1", "title": "河桥镇", "text": around},
        {"id": "zhsquad-000105", "title": "", "text": CHINESE},
        {"id": "cmrc-9", "title": "", "text": CHINESE},  # nothing is asked about it: it may be a test's
    ]
    paragraph = {"document": "p1", "start": 0, "end": len(around), "hints": []}
    kept = {"document": "zhsquad-000105", "start": 0, "end": len(CHINESE), "hints": []}
    write(tmp_path, passages, [row("1", "", paragraph=paragraph), row("2", "", paragraph=kept)])
    return Examples(tmp_path, open_tokenizer(prepare()), Analyser(), 1)


def drawn(source: Examples) -> list[Example]:
    return [one for seed in range(40) for one in examples(source, seed)]


def test_of_what_is_kept_out_or_not_asked_about_there_is_none(source: Examples) -> None:
    assert source.documents == ["p1"]
    assert examples(source, 1) == examples(source, 1)


def test_the_words_stand_where_the_sentence_is_and_not_elsewhere(
    source: Examples, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("TRADITIONAL", "TORN"):
        monkeypatch.setattr(f"eval.train.data.{name}", 0.0)
    found = drawn(source)
    answered = [one for one in found if one.span]
    assert {one.answers for one in answered} == {True}
    spelled = {words(one, one.span[0], one.span[1] + 1).strip("▁") for one in answered if one.span}
    assert {"1987年", "内蒙古"} <= spelled
    without = [words(one, one.passage, None) for one in found if not one.answers]
    assert without
    assert not any("常住人口" in passage and "图书馆" in passage for passage in without)  # one of them asks
    assert any("常住人口" in passage or "图书馆" in passage for passage in without)
