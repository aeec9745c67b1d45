"""How much of a question's wording the first hits have."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.postings import Clause
from qa.notion import Notion
from qa.question import Question
from qa.wording import PHRASES, TRANSLATIONS, wording


def asked(text: str, *notions: tuple[str, str]) -> Question:
    """A question; each notion: its words, and the alternatives that may stand for them."""
    return Question(text, tuple(Notion(words, Clause((other,))) for words, other in notions))


def best(question: Question, *texts: str) -> str:
    gains = wording(question, texts)
    return texts[gains.index(max(gains))]


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        ("夫妻一方欠债谁偿还", "一方所欠的款,由夫妻偿还。", "夫妻双方应当互相忠实。"),
        ("内蒙古有多少少年法庭", "内蒙古成立少年法庭。", "法庭在内蒙古审理少年。"),  # the same words, apart
        ("少年法庭", "設立少年法庭", "少年在法庭"),  # traditional
        ("who won Super Bowl 50", "Denver won Super Bowl 50.", "The bowl was super, 50 said."),
        ("What is the cat?", "A cat.", "Categories."),  # whole words only
        ("２０２０年度的亏损", "2020年度发生的亏损", "年度发生的亏损,2021"),
    ],
)
def test_phrases_of_the_question_tell_passages_apart(question: str, right: str, wrong: str) -> None:
    assert best(asked(question), wrong, right) == right


def test_what_all_have_tells_nothing_and_what_few_have_much() -> None:
    question = asked("疫情期间的亏损")
    common = "疫情期间,"
    gains = wording(question, [common + "亏损", *[common + "补贴"] * 9])
    assert gains[0] > 3 * gains[1] > 0
    assert len(set(gains[1:])) == 1


def test_of_a_question_in_another_script_the_translations_count_as_far_as_they_stand_there() -> None:
    question = asked("juvenile courts", ("juvenile courts", "少年法庭"))
    whole, part, none = wording(question, ["设少年法庭", "设少年审判庭", "设幼儿园"])
    assert whole > part > none == 0
    assert whole <= TRANSLATIONS


@pytest.mark.parametrize(
    ("term", "right", "wrong"),
    [
        ("juvenil court", "Juvenile courts sit.", "The court sits."),  # all its words
        ("countri", "The country signed.", "The count signed."),  # stems are no beginnings
        ("win", "Denver won.", "Winter came."),
        ("un", "The UN met.", "Under the law."),
        ("t恤", "买了T恤", "买了一件"),
    ],
)
def test_latin_translations_are_met_as_terms_are(term: str, right: str, wrong: str) -> None:
    met, unmet = wording(asked("x", ("少年法庭", term)), [right, wrong])
    assert met > unmet == 0


def test_other_words_of_the_same_script_are_no_translation() -> None:
    """Synonyms meet as terms; here only what is asked counts as it is asked."""
    assert wording(asked("x", ("工信部", "工业和信息化部")), ["工业和信息化部发布", "无关"]) == [0, 0]


def test_a_stray_word_weighs_by_how_much_else_was_asked() -> None:
    alone, among = (
        wording(asked(text), ["于2016年举行", "无关"])[0]
        for text in ("2016", "where did the team that won the final in 2016 play before it moved")
    )
    assert among < alone / 5


def test_without_passages_there_is_nothing_to_say() -> None:
    assert wording(asked("少年法庭"), []) == []


@given(st.text(max_size=60), st.lists(st.text(max_size=60), min_size=1, max_size=6))
def test_it_only_adds_and_has_an_end(question: str, texts: list[str]) -> None:
    """What stands behind the first hits needs not be looked at only if none of these can lose."""
    gains = wording(asked(question, ("court", "法庭")), texts)
    assert len(gains) == len(texts)
    assert all(0 <= gain <= PHRASES + TRANSLATIONS + 1e-9 for gain in gains)


@given(st.text(min_size=1, max_size=60), st.lists(st.text(max_size=60), min_size=1, max_size=5))
def test_nobody_has_more_of_a_question_than_who_says_it(question: str, texts: list[str]) -> None:
    gains = wording(asked(question), [question, *texts, question])
    assert gains[0] == gains[-1] >= max(gains) - 1e-9  # the same text, the same: ties must not part
