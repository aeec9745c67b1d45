"""Which words of a question occur in no document."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.build import build
from qa.engine import Engine
from qa.filters import Filters
from qa.missing import missing as words_missing
from tests.conftest import APART, FakeEmbedder, source


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    index: Path = tmp_path_factory.mktemp("index")
    courts = source("a.txt", "全区成立少年法庭34个。", "2021年6月资助学生。", between=APART)
    build([courts, source("b.txt", "海南的儿童福利机构。")], index, FakeEmbedder())
    return Engine.open(index, embedder=FakeEmbedder(), reader="none")


def missing(engine: Engine, question: str) -> tuple[str, ...]:
    return words_missing(engine.parse(question), engine.snapshot)


def test_words_that_no_document_has(engine: Engine) -> None:
    assert missing(engine, "四川有多少座核电站？") == ("四川", "核电站")
    assert missing(engine, "海南2019年的核电站") == ("2019年", "核电站")


def test_a_word_that_is_cut_otherwise_may_stand_there(engine: Engine) -> None:
    question = "区成和核电站"
    assert not {notion.words: notion.met for notion in engine.parse(question).notions}["区成"]
    assert missing(engine, question) == ("核电站",)


def test_a_translation_counts(engine: Engine) -> None:
    assert missing(engine, "Which penguins in juvenile courts?") == ("penguins",)


def test_in_the_scope_only_what_lies_in_it_counts(engine: Engine) -> None:
    answer = engine.ask("核电站的少年法庭", Filters(documents=("b.txt",)))
    assert answer.searched.missing == ("核电站", "少年法庭")
    assert (answer.searched.documents, answer.searched.passages) == (1, 1)


def test_how_much_was_searched(engine: Engine) -> None:
    answer = engine.ask("四川有多少座核电站？")
    assert (answer.searched.documents, answer.searched.passages) == (2, 3)
    assert answer.as_json()["searched"]["missing"] == ["四川", "核电站"]
