"""What is measured, each measure defined where it is computed.

Every measure is the mean over questions of a value that `scores` gives each question; a question to which
it does not apply has None and is left out. So a share, a mean and its confidence interval are all alike.

    recall@1 recall@5 recall@10 mrr@10 ndcg@10    of the answerable: the ranking before anything is read
    first_quote_holds exact_match f1              of the answerable with answers: the first quote
    abstention_precision abstention_recall        of those given up on; of the unanswerable
    wrong_abstention                              of the answerable: given up on
    right_article                                 of those that name an article: the first quote is from it
    quote_characters                              mean length of the quotes shown
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eval.matching import exact_match, f1, holds, normalise

if TYPE_CHECKING:
    from eval.datasets import Question
    from qa.answer import Answer

RANKING = {"recall@1": "R@1", "recall@5": "R@5", "recall@10": "R@10", "mrr@10": "RR@10", "ndcg@10": "nDCG@10"}
"""Our names of the ranking measures, and ir_measures' names."""
READING = ("first_quote_holds", "exact_match", "f1")
ABSTENTION = ("abstention_precision", "abstention_recall", "wrong_abstention")
METRICS = (*RANKING, *READING, *ABSTENTION, "right_article", "quote_characters")

Scores = dict[str, float | None]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question put to the engine, and all that measuring needs.

    `ranking` holds ids, best first, without repeats: of documents where the question names the relevant ones
    (`positive_ids`), else of passages. `milliseconds`: the whole of `Engine.ask`.
    """

    question: Question
    answer: Answer
    ranking: tuple[str, ...]
    relevant: frozenset[str]
    milliseconds: float

    @property
    def rank(self) -> int | None:
        """The rank of the best relevant one, from 1; None if the ranking does not hold any."""
        return next((rank for rank, name in enumerate(self.ranking, 1) if name in self.relevant), None)

    @property
    def judged_ranking(self) -> tuple[str, ...]:
        """The ranking with at most one relevant passage where relevance is told by the answer's words.

        A fact often stands twice in an article; to find one of the places is to find it, and nobody
        has counted them all.
        """
        if self.question.positive_ids:
            return self.ranking
        return tuple(
            name
            for rank, name in enumerate(self.ranking, 1)
            if name not in self.relevant or rank == self.rank
        )


def relevant(question: Question, title: str, text: str) -> bool:
    """Whether a passage answers a question without `positive_ids`: right article, and an answer in it."""
    if question.article is not None and normalise(title) != normalise(question.article):
        return False
    return holds(text, question.answers)


def scores(asked: Sequence[Asked]) -> list[Scores]:
    """Each question's value of every measure, None where the measure does not apply to it."""
    return [_reading(one) | ranking for one, ranking in zip(asked, _rankings(asked), strict=True)]


def mean(values: Iterable[Scores], name: str) -> float | None:
    """Mean of the measure `name` over the questions to which it applies; None if there is none."""
    applied = [value for scores in values if (value := scores[name]) is not None]
    return sum(applied) / len(applied) if applied else None


def summary(values: Sequence[Scores]) -> Scores:
    """The mean of every measure.

    Precision of abstaining means nothing where every question can be answered: it is None there.
    """
    means = {name: mean(values, name) for name in METRICS}
    if means["abstention_recall"] is None:
        means["abstention_precision"] = None
    return means


def percentiles(asked: Sequence[Asked]) -> dict[str, float]:
    """Median and 95th percentile of the milliseconds of a whole `ask`, between neighbours by line.

    Nothing of no question.
    """
    import numpy as np

    if not asked:
        return {}
    middle, late = np.percentile([one.milliseconds for one in asked], [50, 95])
    return {"ms_p50": float(middle), "ms_p95": float(late)}


def interval(
    values: Sequence[Scores], name: str, resamples: int = 1000, seed: int = 0
) -> tuple[float, float] | None:
    """95 % percentile bootstrap interval of the mean over questions (Efron and Tibshirani 1993, ch. 13;
    Sakai 2006, https://doi.org/10.1145/1148170.1148261): questions are drawn anew with replacement."""
    import numpy as np

    applied = np.array([value for scores in values if (value := scores[name]) is not None])
    if not len(applied):
        return None
    draw = np.random.default_rng(seed)
    means = [applied[draw.integers(0, len(applied), len(applied))].mean() for _ in range(resamples)]
    low, high = np.percentile(means, [2.5, 97.5])
    return float(low), float(high)


def paired_interval(
    ours: Sequence[Scores], theirs: Sequence[Scores], name: str, resamples: int = 1000, seed: int = 0
) -> tuple[float, float] | None:
    """The `interval` of the mean difference ours − theirs over the same questions in the same order.

    What makes a question hard for both is in both and falls out, so that it is narrower than the intervals
    of the two means let one think.
    """
    pairs = [(one[name], other[name]) for one, other in zip(ours, theirs, strict=True)]
    differences: list[Scores] = [
        {name: None if one is None or other is None else one - other} for one, other in pairs
    ]
    return interval(differences, name, resamples, seed)


def _rankings(asked: Sequence[Asked]) -> list[Scores]:
    """The ranking measures, by ir_measures (MacAvaney et al. 2022, https://arxiv.org/abs/2111.13466).

    recall@k: the share of the relevant that is among the first k. mrr@10: one over the rank of the first
    relevant, 0 beyond 10 (Voorhees 1999). ndcg@10: gain discounted by the logarithm of the rank, over the
    best possible (Järvelin and Kekäläinen 2002). A question of which nothing relevant was found has 0.
    """
    import ir_measures

    judgements, run = [], []
    for number, one in enumerate(asked):
        if one.question.answerable:
            ranking = one.judged_ranking
            found = one.relevant if one.question.positive_ids else one.relevant.intersection(ranking)
            # Something must count as relevant, or the question would be left out rather than failed.
            judgements += [ir_measures.Qrel(str(number), name, 1) for name in sorted(found or {""})]
            # Measures sort by score and break ties each in its own way: scores that fall leave no tie.
            run += [ir_measures.ScoredDoc(str(number), name, -rank) for rank, name in enumerate(ranking)]
    measures = {ir_measures.parse_measure(theirs): ours for ours, theirs in RANKING.items()}
    values: list[Scores] = [dict.fromkeys(RANKING) for _ in asked]
    for metric in ir_measures.iter_calc(list(measures), judgements, run) if judgements else ():
        values[int(metric.query_id)][measures[metric.measure]] = float(metric.value)
    return values


def _reading(one: Asked) -> Scores:
    """The measures of what was shown.

    first_quote_holds: the first quote's text holds an answer. exact_match, f1: of the first extract of the
    first quote. Without a quote, or without an extract, they are 0.
    Abstaining is to be found like a class (as SQuAD 2.0 counts its unanswerable questions: Rajpurkar et al.
    2018, https://arxiv.org/abs/1806.03822): its precision is the share of unanswerable questions among those
    given up on, its recall the share of the unanswerable that was given up on.
    """
    question, quotes = one.question, one.answer.quotes
    first = quotes[0] if quotes else None
    extract = first.answers[0].text if first and first.answers else ""
    judged = question.answerable and bool(question.answers)
    given_up = float(not quotes)
    held = first is not None and holds(first.text, question.answers)
    in_article = first is not None and normalise(first.passage.article.title) == normalise(
        question.article or ""
    )
    return {
        "first_quote_holds": float(held) if judged else None,
        "exact_match": exact_match(extract, question.answers) if judged else None,
        "f1": f1(extract, question.answers) if judged else None,
        "abstention_precision": float(not question.answerable) if given_up else None,
        "abstention_recall": None if question.answerable else given_up,
        "wrong_abstention": given_up if question.answerable else None,
        "right_article": float(in_article) if question.article else None,
        "quote_characters": sum(len(quote.text) for quote in quotes) / len(quotes) if quotes else None,
    }
