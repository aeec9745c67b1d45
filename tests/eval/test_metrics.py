"""The numbers are worked out by hand beside them."""

from math import log2

import pytest

from eval.datasets import Question
from eval.metrics import Scores, interval, paired_interval, percentiles, relevant, scores, summary
from tests.eval.fakes import asked, quote

SCHOOLS = Question("q1", "有几所小学？", "zh", ("三所", "三所小学"), frozenset({"p1"}))
UNANSWERABLE = Question("q2", "有几所大学？", "zh", answerable=False)


def test_ranking_of_one_relevant() -> None:
    (values,) = scores([asked(SCHOOLS, ranking=["p3", "p2", "p1"])])
    assert (values["recall@1"], values["recall@5"], values["recall@10"]) == (0, 1, 1)
    assert values["mrr@10"] == pytest.approx(1 / 3)
    assert values["ndcg@10"] == pytest.approx(1 / log2(4))


def test_ranking_of_two_relevant() -> None:
    question = Question("q", "?", "zh", (), frozenset({"p1", "p2"}))
    (values,) = scores([asked(question, ranking=["p1", *"abcde", "p2"])])
    assert (values["recall@1"], values["recall@5"], values["recall@10"]) == (0.5, 0.5, 1)
    assert values["mrr@10"] == 1
    # Gains at ranks 1 and 7 of a best of 1 and 2.
    assert values["ndcg@10"] == pytest.approx((1 + 1 / log2(8)) / (1 + 1 / log2(3)))


def test_beyond_rank_ten_and_nowhere_are_zero() -> None:
    late, nowhere, nothing = scores(
        [
            asked(SCHOOLS, ranking=[*"abcdefghij", "p1"]),
            asked(SCHOOLS, ranking=["a"]),
            asked(SCHOOLS, ranking=[]),
        ]
    )
    for values in (late, nowhere, nothing):
        assert {values[name] for name in ("recall@1", "recall@10", "mrr@10", "ndcg@10")} == {0}


def test_passages_judged_by_their_words_count_once() -> None:
    question = Question("q", "?", "zh", ("三所",), article="河桥镇")
    (values,) = scores([asked(question, ranking=["a", "b", "c"], relevant=["b", "c"])])
    assert (values["recall@1"], values["recall@5"], values["mrr@10"]) == (0, 1, 0.5)
    assert values["ndcg@10"] == pytest.approx(1 / log2(3))
    (values,) = scores([asked(question, ranking=["a"], relevant=[])])
    assert (values["recall@10"], values["ndcg@10"]) == (0, 0)


def test_first_quote() -> None:
    right = asked(SCHOOLS, quote(words="三所小学"), ranking=["p1"])
    wide = asked(SCHOOLS, quote(words="有三所小学"), ranking=["p1"])
    second = asked(SCHOOLS, quote("河桥镇有桥。", "桥"), quote(words="三所"), ranking=["p1"])
    no_words = asked(SCHOOLS, quote(), ranking=["p1"])
    nothing = asked(SCHOOLS, ranking=["p1"])
    got = [
        (values["first_quote_holds"], values["exact_match"], values["f1"])
        for values in scores([right, wide, second, no_words, nothing])
    ]
    # 有 三 所 小 学 | 三 所 小 学: P 4/5, R 1, so 8/9.
    assert got == [(1, 1, 1), (1, 0, pytest.approx(8 / 9)), (0, 0, 0), (1, 0, 0), (0, 0, 0)]


def test_abstention() -> None:
    run = [
        asked(SCHOOLS, quote()),
        asked(SCHOOLS),  # given up on, wrongly
        asked(UNANSWERABLE),  # rightly
        asked(UNANSWERABLE),  # rightly
        asked(UNANSWERABLE, quote()),  # answered, wrongly
        asked(UNANSWERABLE, quote()),
    ]
    means = summary(scores(run))
    assert means["abstention_precision"] == pytest.approx(2 / 3)
    assert means["abstention_recall"] == 2 / 4
    assert means["wrong_abstention"] == 1 / 2


def test_what_does_not_apply_is_none() -> None:
    means = summary(scores([asked(SCHOOLS)]))
    assert means["abstention_precision"] is None
    assert means["abstention_recall"] is None
    assert means["right_article"] is None
    assert means["quote_characters"] is None
    means = summary(scores([asked(UNANSWERABLE, quote())]))
    assert means["abstention_precision"] is None
    assert means["abstention_recall"] == 0
    assert {
        means[name] for name in ("recall@1", "ndcg@10", "first_quote_holds", "f1", "wrong_abstention")
    } == {None}
    no_answers = Question("q", "?", "zh", (), frozenset({"p1"}))
    means = summary(scores([asked(no_answers, quote(), ranking=["p1"])]))
    assert (means["recall@1"], means["first_quote_holds"], means["exact_match"]) == (1, None, None)


def test_right_article_and_length() -> None:
    question = Question("q", "?", "zh", ("三所",), article="河桥镇")
    run = [
        asked(question, quote("甲乙"), quote("甲乙丙丁")),
        asked(question, quote("甲", title="别处")),
        asked(question),
    ]
    means = summary(scores(run))
    assert means["right_article"] == pytest.approx(1 / 3)
    assert means["quote_characters"] == (3 + 1) / 2


def test_relevant_means_the_article_and_an_answer_in_it() -> None:
    question = Question("q", "?", "zh", ("三所",), article="《河桥镇》")
    assert relevant(question, "河桥镇", "有三所小学")
    assert not relevant(question, "别处", "有三所小学")
    assert not relevant(question, "河桥镇", "有五所小学")
    assert relevant(Question("q", "?", "zh", ("三所",)), "别处", "有三所小学")


def test_percentiles_lie_between_neighbours_by_line() -> None:
    run = [asked(SCHOOLS, milliseconds=value) for value in (40, 10, 20, 30)]
    # Ranks 0 to 3: the median at 1.5, the 95th at 2.85.
    assert percentiles(run) == pytest.approx({"ms_p50": 25, "ms_p95": 38.5})


def test_interval() -> None:
    half = scores([asked(SCHOOLS, *([quote()] * (number % 2)), ranking=["p1"]) for number in range(100)])
    low, high = interval(half, "first_quote_holds") or (0, 0)
    # The mean of 100 throws of a coin has a standard deviation of 0.05.
    assert low == pytest.approx(0.40, abs=0.02)
    assert high == pytest.approx(0.60, abs=0.02)
    assert interval(half, "first_quote_holds") == (low, high)
    assert interval(half, "recall@1") == (1, 1)
    assert interval(half, "right_article") is None


def test_paired_interval() -> None:
    def ranked(*firsts: bool) -> list[Scores]:
        return scores([asked(SCHOOLS, ranking=["p1"] if first else ["a", "p1"]) for first in firsts])

    mixed = [number % 2 == 0 for number in range(100)]
    ours, theirs = ranked(*[True] * 100), ranked(*mixed)
    # Ahead by 1 - 1/2 in every second question: .25 in the mean, with a deviation of .25 / sqrt(100).
    low, high = paired_interval(ours, theirs, "mrr@10") or (0, 0)
    assert low == pytest.approx(0.25 - 1.96 * 0.025, abs=0.01)
    assert high == pytest.approx(0.25 + 1.96 * 0.025, abs=0.01)
    assert paired_interval(theirs, ours, "mrr@10") == pytest.approx((-high, -low))
    # Both find the same questions hard: none differs, though the means of either vary.
    assert paired_interval(theirs, theirs, "mrr@10") == (0, 0)
    assert paired_interval(ours, theirs, "right_article") is None
