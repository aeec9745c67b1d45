"""Scores of tokens become whole words of the text."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from index.tokens import Token
from qa.reader.spans import LONGEST, Part, Span, settled, snapped
from qa.reader.spans import best as best_of

TEXT = "全区设立少年法庭34个，配备法官“120名”。"


def tokens(text: str) -> list[Token]:
    return [Token(0, at, at + 1) for at in range(len(text))]


def best(scores: NDArray[np.float32], tokens: list[Token], text: str) -> list[Span]:
    """Of one part, which is the whole text."""
    return best_of([Part(0.0, scores, tokens)], text)


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("4个", "34个"),
        ("3", "34"),
        ("34个，", "34个"),
        ("，配备法官", "配备法官"),
        ("“120名", "120名"),
        ("“120名”", "“120名”"),
        ("0名”", "120名"),
        ("，", ""),
    ],
)
def test_a_span_holds_whole_figures_and_no_outer_marks(words: str, whole: str) -> None:
    start = TEXT.index(words)
    low, high = snapped(TEXT, start, start + len(words))
    assert TEXT[low:high] == whole


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("团圆”行动", "“团圆”行动"),
        ("《领导小组", "领导小组"),
        ("出台《领导小组", "出台《领导小组规则》"),
        ("出台", "出台"),
        ("规则》，开展“团圆", "《领导小组规则》，开展“团圆”"),
    ],
)
def test_the_other_half_of_a_pair_of_marks_is_taken_in(words: str, whole: str) -> None:
    text = "会议出台《领导小组规则》，开展“团圆”行动。"
    start = text.index(words)
    low, high = snapped(text, start, start + len(words))
    assert text[low:high] == whole


def test_a_half_whose_other_is_far_stays_one() -> None:
    text = "“" + "很" * 30 + "远”的话"
    assert snapped(text, 20, len(text)) == (20, len(text))


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        ("家庭教育促进条例", "内蒙古自治区家庭教育促进条例"),
        ("教育促进条例》", "内蒙古自治区家庭教育促进条例"),
        ("内蒙古自治区", "内蒙古自治区"),  # whose law it is may be what is asked
        ("家庭教育", "家庭教育"),
        ("安康工程", "安康工程"),
    ],
)
def test_of_a_title_the_end_alone_is_no_answer(words: str, quoted: str) -> None:
    text = "推进出台《内蒙古自治区家庭教育促进条例》，实施“家家幸福安康工程”"
    start = text.index(words)
    low, high = snapped(text, start, start + len(words))
    assert text[low:high] == quoted


def test_a_decimal_and_its_percent_sign_are_whole() -> None:
    assert snapped("增长12.5%以上", 3, 4) == (2, 7)


def test_the_likeliest_ends_win_and_probabilities_are_products() -> None:
    scores = np.log(np.array([[0.1, 0.1], [0.7, 0.1], [0.1, 0.2], [0.1, 0.6]], np.float32))
    spans = best(scores, tokens("甲乙丙丁"), "甲乙丙丁")
    assert [(span.start, span.end) for span in spans][:2] == [(1, 4), (1, 3)]
    assert spans[0].probability == pytest.approx(0.42)


def test_spans_that_snap_to_the_same_words_count_together() -> None:
    text = "34"
    scores = np.log(np.array([[0.5, 0.5], [0.5, 0.5]], np.float32))
    (span,) = best(scores, tokens(text), text)
    assert (span.start, span.end) == (0, 2)
    assert span.probability == pytest.approx(0.75)


def test_words_that_are_known_are_not_cut() -> None:
    text = "防诱骗拐卖"
    scores = np.full((5, 2), -9.0, np.float32)
    scores[2, 0] = scores[4, 1] = 9.0
    (span, *_) = best_of([Part(0.0, scores, tokens(text))], text, known=[(1, 3), (3, 5)])
    assert text[span.start : span.end] == "诱骗拐卖"


def test_a_part_s_words_count_by_the_odds_that_it_answers() -> None:
    """Three times as probably in the second part: 3/4 · 0.9 against 1/4 · 1; words of both parts add up."""
    text = "甲乙丙"
    low, high = np.log(0.1), np.log(0.9)
    sure = np.array([[0, 0], [-50, -50]], np.float32)
    likely = np.array([[low, low], [high, high]], np.float32)
    parts = [Part(0.0, sure, tokens(text)[:2]), Part(float(np.log(3)), likely, tokens(text)[1:])]
    spans = best_of(parts, text)
    assert [(span.start, span.end) for span in spans[:2]] == [(2, 3), (0, 1)]
    assert spans[0].probability == pytest.approx(0.75 * 0.81, abs=1e-4)
    assert spans[1].probability == pytest.approx(0.25, abs=1e-4)
    same = [Part(0.0, sure, tokens(text)[:2]), Part(0.0, sure, tokens(text)[:2])]
    assert best_of(same, text)[0].probability == pytest.approx(1.0, abs=1e-4)


@pytest.mark.parametrize(("across", "words"), [(1.0, "甲，丙"), (0.25, "甲")])
def test_words_of_two_clauses_count_for_less(across: float, words: str) -> None:
    text = "甲，丙"
    scores = np.log(np.array([[0.9, 0.4], [0.05, 0.1], [0.05, 0.5]], np.float32))
    first = best_of([Part(0.0, scores, tokens(text))], text, across=across)[0]
    assert text[first.start : first.end] == words


def test_a_comma_within_a_figure_parts_no_clauses() -> None:
    text = "70,000"
    scores = np.zeros((6, 2), np.float32)
    (span,) = best(scores, tokens(text), text)
    assert span.probability > 0.5


def test_nothing_is_found_in_nothing() -> None:
    assert best(np.empty((0, 2), np.float32), [], "") == []


@given(st.text(min_size=1, max_size=120), st.integers(0, 2**32 - 1))
def test_spans_lie_within_the_text(text: str, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(len(text), 2)).astype(np.float32) * 4
    spans = best(scores, tokens(text), text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert sum(span.probability for span in spans) <= 1 + 1e-4
    assert [span.probability for span in spans] == sorted((s.probability for s in spans), reverse=True)
    digits = "0123456789"
    for span in spans:  # no figure is cut
        before, after = text[max(0, span.start - 1) : span.start + 1], text[span.end - 1 : span.end + 1]
        assert not (len(before) == 2 and all(c in digits for c in before) and span.start)
        assert not (len(after) == 2 and all(c in digits for c in after))


def test_an_answer_is_not_longer_than_it_may_be() -> None:
    text = "字" * (LONGEST + 20)
    scores = np.full((len(text), 2), -9, np.float32)
    scores[0, 0] = scores[-1, 1] = 9
    assert all(span.end - span.start <= LONGEST for span in best(scores, tokens(text), text))


def test_words_of_the_kind_are_what_the_spans_agree_on() -> None:
    spans = [Span(6, 8, 0.6), Span(2, 9, 0.3)]  # 34, 少年法庭34个
    first, *others = settled(spans, [(6, 9), (13, 17)])
    assert (first.start, first.end) == (6, 9)
    assert first.probability == pytest.approx(0.6 * 4 / 5 + 0.3 * 6 / 10)
    assert others == spans


def test_spans_that_speak_for_no_place_stay() -> None:
    spans = [Span(0, 2, 0.6), Span(2, 9, 0.01)]
    assert settled(spans, [(6, 9)]) == spans
    assert settled(spans, []) == spans
    assert settled([], [(6, 9)]) == []
