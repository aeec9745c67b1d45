"""What the trained reader makes of hits, with a model that says what a test wants it to say."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from index.document import Article, Passage, Span
from index.postings import Clause
from index.terms import Analyser
from qa.notion import Notion
from qa.question import Question
from qa.reader.model import ReaderModel, Scored
from qa.reader.spans import Span as Words
from qa.reader.trained import BREADTH, FIRST, Evidence, TrainedReader, Weights
from qa.retrieve import Hit
from tests.conftest import hit

ANALYSER = Analyser()
WEIGHTS = Weights(
    bias=0.0, odds=1.0, span=0.0, length=0.0, behind=0.0, names=0.0, kind=0.0, threshold=0.5, sure=0.95
)
ARTICLE = Article("a.txt", "内蒙古新闻", "日报", "", Span(0, 90), publisher_spans=(Span(80, 82),))
VECTOR = np.zeros(2, np.float32)


class FakeModel(ReaderModel):
    """Knows the log odds of a text, and which words of it are meant. Counts what it reads."""

    def __init__(self, odds: dict[str, float], *words: tuple[str, float]) -> None:
        self.odds, self.words, self.read_texts = odds, words, list[str]()

    def read(
        self,
        question: str,
        hints: Sequence[str],
        title: str,
        text: str,
        phrase: bool = False,
        known: Sequence[tuple[int, int]] = (),
    ) -> Scored:
        self.read_texts.append(text)
        found = [(text.find(one), one, chance) for one, chance in self.words if one in text]
        spans = tuple(Words(at, at + len(one), chance) for at, one, chance in found)
        return Scored(self.odds.get(text, -4.0), spans)


def hits(count: int, article: Article = ARTICLE) -> list[Hit]:
    spans = (Span(0, 50),)
    return [hit(Passage(f"a.txt#{n}", article, n, spans), 0.9 - n / 100) for n in range(count)]


def reader(model: FakeModel, weights: Weights = WEIGHTS) -> TrainedReader:
    return TrainedReader(model, ANALYSER, weights)


def text_of(texts: dict[str, str]):  # type: ignore[no-untyped-def]
    return lambda hit: texts.get(hit.passage.id, f"无{hit.passage.id}")


def named(*names: str, text: str = "?") -> Question:
    asked = [Notion(name, Clause((name,)), name=True, kind="place") for name in names]
    return Question(text, (Notion("法庭", Clause(("法庭",))), *asked))


def test_what_most_probably_answers_comes_first_with_its_words() -> None:
    texts = {"a.txt#2": "前面。成立少年法庭34个。后面。"}
    model = FakeModel({texts["a.txt#2"]: 2.0}, ("34个", 0.8), ("少年法庭34个", 0.1))
    first, *others = reader(model).read(named(), VECTOR, hits(5), text_of(texts))
    assert first.hit.passage.id == "a.txt#2"
    assert first.score == pytest.approx(1 / (1 + np.exp(-2)))
    assert texts["a.txt#2"][slice(*first.answers[0])] == "34个"
    assert len(first.answers) == 1
    assert first.sentence is not None
    assert texts["a.txt#2"][slice(*first.sentence)] == "成立少年法庭34个。"
    assert all(other.score < 0.5 and other.answers == () for other in others)


def test_one_sure_passage_is_enough() -> None:
    model = FakeModel({"无a.txt#1": 5.0})
    assert len(reader(model).read(named(), VECTOR, hits(20), text_of({}))) == FIRST
    assert len(model.read_texts) == FIRST


def test_without_one_more_are_read() -> None:
    model = FakeModel({"无a.txt#1": 1.0})
    assert len(reader(model).read(named(), VECTOR, hits(20), text_of({}))) == BREADTH


def test_as_many_are_read_as_are_asked_for() -> None:
    model = FakeModel({"无a.txt#1": 9.0})
    assert len(reader(model).read(named(), VECTOR, hits(20), text_of({}), breadth=12)) == 12


def test_those_with_the_names_are_read_first() -> None:
    texts = {"a.txt#17": "海南成立少年法庭。"}
    model = FakeModel({})
    readings = reader(model).read(named("海南"), VECTOR, hits(20), text_of(texts))
    assert texts["a.txt#17"] in model.read_texts
    assert len(readings) == BREADTH


def test_names_count() -> None:
    weights = replace(WEIGHTS, names=6.0, bias=-3.0)
    texts = {"a.txt#1": "海南成立少年法庭。"}
    first, second, *_ = reader(FakeModel({}), weights).read(named("海南"), VECTOR, hits(3), text_of(texts))
    assert first.hit.passage.id == "a.txt#1"
    assert first.score > 100 * second.score


def test_a_question_that_says_nothing_here_is_not_answered() -> None:
    for understood, met in ((False, True), (True, False)):
        question = Question("?", (Notion("xyz", Clause(("xyz",)), understood=understood, met=met),))
        readings = reader(FakeModel({"无a.txt#1": 9.0})).read(question, VECTOR, hits(3), text_of({}))
        assert all(reading.score == 0 for reading in readings)


def test_a_list_may_have_words_apart() -> None:
    text = "设立海口法庭。另有三亚法庭。"
    model = FakeModel({text: 3.0}, ("海口", 0.4), ("三亚", 0.3), ("亚法", 0.29), ("法庭", 0.01))
    asked = named(text="有哪些城市?")
    first, *_ = reader(model).read(asked, VECTOR, hits(1), text_of({"a.txt#0": text}))
    assert [text[low:high] for low, high in first.answers] == ["海口", "三亚"]


def test_who_published_is_quoted_from_where_it_stands() -> None:
    asked = named("内蒙古", text="内蒙古的消息是哪家报纸登的?")
    first, *_ = reader(FakeModel({})).read(asked, VECTOR, hits(2), text_of({}))
    assert first.hit.passage.spans == ARTICLE.publisher_spans
    assert first.score == 1.0
    other = named("海南", text="海南的消息是哪家报纸登的?")
    first, *_ = reader(FakeModel({})).read(other, VECTOR, hits(2), text_of({}))
    assert first.hit.passage.spans == (Span(0, 50),)


def test_without_hits_there_is_nothing_to_read() -> None:
    assert reader(FakeModel({})).read(named("海南"), VECTOR, [], text_of({})) == []


def test_a_text_that_is_given() -> None:
    given = reader(FakeModel({"海南有4个": 1.0}, ("4个", 0.9))).given(named("海南"), "", "海南有4个")
    assert given.probability == pytest.approx(1 / (1 + np.exp(-1)))
    assert given.spans[0].probability == 0.9


def test_the_probability_is_logistic_and_does_not_overflow() -> None:
    weights = Weights(-1.0, 0.5, 0.2, 0.3, 0.1, 2.0, 0.8, 0.5, 0.9)
    value = -1.0 + 0.5 * 3 + 0.2 * -1 + 0.3 * 2 + 0.1 * -2 + 2.0 + 0.8 * 0.5
    assert weights.probability(Evidence(3, -1, 2, -2, 1, 0.5)) == pytest.approx(1 / (1 + np.exp(-value)))
    assert weights.probability(Evidence(1e9, 0, 0, 0, 0, 0)) == 1.0


def test_figures_are_quoted_with_their_unit_and_count_as_such() -> None:
    text = "成立少年法庭34个。"
    model = FakeModel({text: 1.0}, ("34", 0.6), ("少年法庭34个", 0.3))
    weights = replace(WEIGHTS, kind=4.0)
    asked = named(text="有多少个少年法庭?")
    first, *_ = reader(model, weights).read(asked, VECTOR, hits(1), text_of({"a.txt#0": text}))
    assert text[slice(*first.answers[0])] == "34个"
    assert first.score == pytest.approx(1 / (1 + np.exp(-5)))


@pytest.mark.parametrize(
    ("asked", "names", "said", "shown"),
    [
        ("谁出席?", (), "副省长戴柏华", "戴柏华"),
        ("公安厅厅长是谁?", ("公安厅", "厅长"), "副省长戴柏华", "顾雪飞"),
        ("顾雪飞是谁?", ("顾雪飞",), "公安厅厅长顾雪飞", "公安厅厅长顾雪飞"),
        ("谁出席?", (), "公安厅", "公安厅"),
    ],
)
def test_a_person_is_quoted_by_name(asked: str, names: tuple[str, ...], said: str, shown: str) -> None:
    text = "副省长戴柏华,公安厅厅长顾雪飞出席。"
    given = reader(FakeModel({text: 4.0}, (said, 0.9))).given(named(*names, text=asked), "", text)
    first = given.spans[0]
    assert text[first.start : first.end] == shown
