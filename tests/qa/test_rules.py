import math
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest

from index.background import Background
from index.cache import cache_folder
from index.document import Article, Passage, Span
from index.lexicon import Lexicon, open_lexicon
from index.postings import Clause
from index.terms import Analyser
from qa.evidence import ANSWER, BIAS, Evidence
from qa.notion import Notion
from qa.question import Question, parse
from qa.retrieve import Hit
from qa.rules import BREADTH, RuleReader
from tests.conftest import PLAIN, hit

ANALYSER = Analyser()

COURTS = "全区成立少年法庭34个,关闭网站400余家。孤儿每月2004元。"
HERE = Article(
    "a.txt", "内蒙古新闻", "日报", "6月15日", Span(0, 100), publisher_spans=(Span(90, 91), Span(95, 96))
)
THERE = replace(HERE, title="海南新闻")
VECTOR = np.array([1, 0], np.float32)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return open_lexicon(cache_folder())


@pytest.fixture
def equal(monkeypatch: pytest.MonkeyPatch) -> None:
    """All notions weigh the same."""
    monkeypatch.setattr(Analyser, "rarity", lambda self, term: 1.0)


def hits(*scores: float, article: Article = HERE, background: Background = PLAIN) -> list[Hit]:
    """Hits that are numbered from 1; scores are cosines."""
    return [
        hit(Passage(f"a.txt#{number}", article, number, (Span(0, 50),)), score, number, background)
        for number, score in enumerate(scores, 1)
    ]


def cosines(near: dict[str, float]) -> Callable[[Sequence[str]], np.ndarray]:
    """An embedder of sentences: the cosine with `VECTOR` is that of the first key in the sentence, or 0."""

    def embed(texts: Sequence[str]) -> np.ndarray:
        found = [next((value for key, value in near.items() if key in text), 0.0) for text in texts]
        return np.array([[value, 0] for value in found], np.float32).reshape(-1, 2)

    return embed


def asked(text: str, *notions: str, names: Sequence[str] = ()) -> Question:
    return Question(
        text,
        (
            *(Notion(name, Clause((name,)), name=True) for name in names),
            *(Notion(notion, Clause((notion,))) for notion in notions),
        ),
    )


@pytest.mark.usefixtures("equal")
def test_the_evidence_of_a_worked_example() -> None:
    question = asked("内蒙古有多少个少年法庭，缺多少?", "少年 法庭", "缺", names=["内蒙古"])
    reader = RuleReader(cosines({"法庭": 0.9, "孤儿": 0.5}), ANALYSER)
    ((_, evidence, sentence, answers), (_, second, *_)) = reader.weigh(
        question, VECTOR, hits(0.8, 0.6, background=Background(0.5, 0.1)), lambda hit: COURTS
    )
    # The nearest, 0.9 and 0.8, are 0.4 and 0.3 above the background's mean; the hit behind the first is 0.1.
    assert (evidence.sentence, evidence.passage) == pytest.approx((0.3, 0.2))
    assert (second.sentence, second.passage) == pytest.approx((0.3, 0.0))
    assert (evidence.behind, second.behind) == pytest.approx((0.0, -0.2))
    assert evidence.share == 0.5  # 少年法庭 and not 缺; a name is not counted
    assert evidence.names == 1.0  # by the title
    assert evidence.kind == 0.75  # a half, for 34个 beside half of the question
    assert evidence.translated == 0.0
    assert COURTS[slice(*sentence)] == "全区成立少年法庭34个,关闭网站400余家。"
    assert [COURTS[slice(*answer)] for answer in answers] == ["34个"]


@pytest.mark.usefixtures("equal")
def test_each_hit_is_judged_against_its_own_background() -> None:
    """The same cosine says more of a passage in another language than the question's."""
    same, other = hits(0.8, background=Background(0.7, 0.1)) + hits(0.8, background=Background(0.5, 0.1))
    reader = RuleReader(cosines({"法庭": 0.8}), ANALYSER)
    ((_, near, *_), (_, far, *_)) = reader.weigh(asked("?"), VECTOR, [same, other], lambda hit: COURTS)
    assert (near.sentence, near.passage) == pytest.approx((-0.2, -0.2))
    assert (far.sentence, far.passage) == pytest.approx((0.0, 0.0), abs=1e-6)


@pytest.mark.usefixtures("equal")
def test_what_only_a_translation_can_meet_is_counted() -> None:
    notions = (Notion("court", Clause(("法庭",))), Notion("法庭", Clause(("法庭",))))
    reader = RuleReader(cosines({}), ANALYSER)
    ((_, evidence, _, _),) = reader.weigh(Question("courts?", notions), VECTOR, hits(0.8), lambda hit: COURTS)
    assert evidence.translated == 0.5
    assert evidence.share == 1.0


@pytest.mark.usefixtures("equal")
def test_what_no_one_understands_says_nothing() -> None:
    unknown = Notion("qwxyz", Clause(("qwxyz",)), understood=False, met=False)
    reader = RuleReader(cosines({}), ANALYSER)
    ((_, evidence, _, _),) = reader.weigh(
        Question("qwxyz?", (unknown,)), VECTOR, hits(0.8), lambda hit: COURTS
    )
    assert (evidence.share, evidence.names, evidence.translated) == (1.0, 1.0, 0.0)


def test_passages_that_meet_the_names_are_read_before_nearer_ones() -> None:
    near, far = hits(0.9)[0], replace(hits(0.5, article=THERE)[0])
    question = asked("海南有多少个少年法庭?", "法庭", names=["海南"])
    readings = RuleReader(cosines({}), ANALYSER).read(question, VECTOR, [near, far], lambda hit: COURTS)
    assert [reading.hit for reading in readings] == [far]


def test_a_name_that_no_passage_meets_is_missed_by_all() -> None:
    question = asked("广东有多少个少年法庭?", "法庭", names=["广东"])
    weighed = RuleReader(cosines({}), ANALYSER).weigh(question, VECTOR, hits(0.9, 0.8), lambda hit: COURTS)
    assert [evidence.names for _, evidence, _, _ in weighed] == [0.0, 0.0]
    met = asked("内蒙古有多少个少年法庭?", "法庭", names=["内蒙古"])
    reader = RuleReader(cosines({}), ANALYSER)
    scores = [reader.read(one, VECTOR, hits(0.9), lambda hit: COURTS)[0].score for one in (question, met)]
    assert scores[0] < scores[1]


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        ("有多少个少年法庭?", COURTS, ["34个"]),
        ("关闭了多少家网站?", COURTS, ["400余家"]),
        ("孤儿每月多少元?", COURTS, ["2004元"]),
        ("How many juvenile courts?", COURTS, ["34个"]),
        ("领导小组是什么时候成立的?", "领导小组于2021年5月25日成立,6月1日开会。", ["2021年5月25日"]),
        ("家长学校开办率是多少?", "家长学校1200所,开办率达到91.9%。", ["91.9%"]),
        ("出台了哪部条例?", "出台《家庭教育促进条例》。", ["《家庭教育促进条例》"]),
        ("谁发布了介绍?", "民政厅副厅长高建华发布介绍。", ["高建华"]),
        ("海南有哪些城市改革?", "在海口、三亚、儋州、琼海4个城市改革。", ["海口、三亚、儋州、琼海"]),
        ("有多少个少年法庭?", "少年法庭不少。", []),
        ("少年法庭做什么?", COURTS, []),
    ],
)
def test_the_words_of_the_kind_asked_for(
    lexicon: Lexicon, question: str, text: str, words: list[str]
) -> None:
    parsed = parse(question, lexicon, ANALYSER, lambda term: not term.isascii())
    (reading,) = RuleReader(cosines({}), ANALYSER).read(parsed, VECTOR, hits(0.9), lambda hit: text)
    assert [text[slice(*answer)] for answer in reading.answers] == words


@pytest.mark.parametrize(
    ("question", "text", "kind"),
    [
        ("会议强调什么?", COURTS, 0.5),  # no telling what is asked for
        ("有多少法庭?", "少年法庭不少。", 0.0),
        ("有多少法庭?", COURTS, 1.0),
    ],
)
def test_the_evidence_of_a_kind(question: str, text: str, kind: float) -> None:
    reader = RuleReader(cosines({}), ANALYSER)
    ((_, evidence, _, _),) = reader.weigh(asked(question, "法庭"), VECTOR, hits(0.9), lambda hit: text)
    assert evidence.kind == kind


def test_a_date_of_the_question_is_found_however_it_is_written(lexicon: Lexicon) -> None:
    text = "6月1日来了12人,6月15日来了34人。"
    question = parse("How many came on June 15?", lexicon, ANALYSER, {"06-15"}.__contains__)
    reader = RuleReader(cosines({}), ANALYSER)
    ((_, _, _, answers),) = reader.weigh(question, VECTOR, hits(0.9), lambda hit: text)
    assert [text[slice(*answer)] for answer in answers] == ["34人"]


def test_who_published_is_quoted_from_where_it_stands() -> None:
    """As probable as its article: a half by one passage here, surely by two."""
    question = asked("内蒙古的消息是哪家报纸登的?", names=["内蒙古"])
    reader = RuleReader(cosines({}), ANALYSER)
    first, second = reader.read(question, VECTOR, hits(0.9), lambda hit: COURTS)
    assert first.hit.passage.spans == HERE.publisher_spans
    assert (first.score, first.sentence, first.answers) == (0.5, None, ((0, 2),))
    assert reader.read(question, VECTOR, hits(0.9, 0.8), lambda hit: COURTS)[0].score == 1.0
    assert second.hit.passage.spans == (Span(0, 50),)


@pytest.mark.parametrize(
    ("article", "name"), [(replace(HERE, publisher="", publisher_spans=()), "内蒙古"), (HERE, "海南")]
)
def test_no_publisher_is_quoted_that_is_not_stated_or_not_of_this(article: Article, name: str) -> None:
    question = asked(f"{name}的消息是哪家报纸登的?", names=[name])
    readings = RuleReader(cosines({}), ANALYSER).read(
        question, VECTOR, hits(0.9, article=article), lambda hit: COURTS
    )
    assert [reading.hit.passage.spans for reading in readings] == [(Span(0, 50),)]


def test_the_best_comes_first_and_only_a_few_are_read() -> None:
    texts = {"a.txt#1": "别的。", "a.txt#2": "成立少年法庭34个。"}
    question = asked("有多少个少年法庭?", "少年 法庭")
    readings = RuleReader(cosines({"法庭": 0.9}), ANALYSER).read(
        question, VECTOR, hits(*[0.8] * 10), lambda hit: texts.get(hit.passage.id, "无。")
    )
    assert len(readings) == BREADTH
    assert readings[0].hit.passage.id == "a.txt#2"
    assert readings[0].score == max(reading.score for reading in readings)


@pytest.mark.parametrize("question", ["有多少个法庭?", "是哪家报纸登的?", "内蒙古?", "🙂"])
def test_without_hits_there_is_nothing_to_read(lexicon: Lexicon, question: str) -> None:
    parsed = parse(question, lexicon, ANALYSER, lambda term: True)
    assert RuleReader(cosines({}), ANALYSER).read(parsed, VECTOR, [], lambda hit: COURTS) == []


def test_the_score_is_the_probability_by_the_fitted_weights() -> None:
    evidence = Evidence(0.05, 0.04, -0.01, 0.5, 1.0, 0.75, 0.2)
    value = BIAS + sum(weight * one for weight, one in zip(ANSWER, evidence.values(), strict=True))
    assert evidence.probability == pytest.approx(1 / (1 + math.exp(-value)))
    assert replace(evidence, share=0.0).probability < evidence.probability
    (reading,) = RuleReader(cosines({}), ANALYSER).read(asked("?"), VECTOR, hits(0.9), lambda hit: "")
    assert 0 <= reading.score <= 1
