"""`python -m eval.ablation DATASET`: what each part of retrieval adds, over one index, question by question.

    python -m eval.ablation DATASET [--distractors OTHER ...] [--no-titles] [--sample N]

vectors         cosines alone
terms           BM25 of the question's own words, figures as they are written
+ lexicon       ... and of their translations
+ names         ... and of names, romanised
+ numbers       ... and of figures in one form: all that Yinju looks for
rank fusion     vectors and these terms by reciprocal rank, equal weights (k = 60; Cormack et al. 2009)
fused           both as they are, and the article's terms
Yinju           ... and the wording of the first of these: `qa.retrieve`

Below each line: Yinju less that line, as a 95 % interval of the mean difference (paired bootstrap).
"""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from eval.choice import chosen, parser, sampled
from index.errors import YinjuError
from index.postings import Clause
from index.terms import is_han, normalise

if TYPE_CHECKING:
    from eval.datasets import Dataset
    from eval.metrics import Asked
    from index.document import Passage
    from qa.engine import Engine
    from qa.notion import Notion

SHOWN = ("recall@1", "recall@5", "recall@10", "mrr@10", "ndcg@10")
OURS = "Yinju"
DEPTH = 10
_PIECES = 200
"""Passages ranked: enough for that many documents."""


def main(arguments: list[str] | None = None) -> int:
    options = parser("eval.ablation", __doc__).parse_args(arguments)
    try:
        dataset = chosen(options)
        if not options.titles:
            # Indexes are kept by name and content, of which titles are no part.
            dataset = replace(dataset, name=f"{dataset.name}-untitled")
        _print(ablate(sampled(dataset, options)))
    except YinjuError as error:
        print(f"ablation: {error}", file=sys.stderr)
        return 1
    return 0


def ablate(dataset: Dataset) -> dict[str, list[Asked]]:
    """Every system's rankings of documents, for every question; each must have one to find."""
    from tqdm import tqdm

    from eval.__main__ import indexed
    from eval.metrics import Asked
    from qa.answer import Answer

    engine, _ = indexed(dataset, reader="none")
    found: dict[str, list[Asked]] = {}
    for question in tqdm(dataset.questions, desc="ask", unit="question", file=sys.stderr, disable=None):
        nothing = Answer(question.text, (), (), "", 0.0, 0.0)
        for name, passages in _rankings(engine, question.text).items():
            ranked = tuple(dict.fromkeys(passage.article.document_id for passage in passages))[:DEPTH]
            found.setdefault(name, []).append(Asked(question, nothing, ranked, question.positive_ids, 0.0))
    return found


def _rankings(engine: Engine, text: str) -> dict[str, list[Passage]]:
    """Passages by system, best first."""
    snapshot, question = engine.snapshot, engine.parse(text)
    vector, hits = engine.retrieve(question, _PIECES)
    normal = normalise(text)

    def written(notion: Notion) -> bool:
        return notion.kind != "figure" or any(term in normal for term in notion.clause.alternatives)

    def own(notion: Notion) -> Notion:
        alternatives = notion.clause.alternatives
        kept = tuple(option for option in alternatives if is_han(option) == is_han(notion.words))
        return replace(notion, clause=Clause(kept))

    def parts(notion: Notion) -> list[Notion]:
        """A name in Latin letters as the words that it consists of."""
        if notion.kind != "person" or is_han(notion.words):
            return [notion]
        return [replace(notion, words=word, clause=Clause((word,))) for word in notion.words.split()]

    words = [part for notion in question.notions for part in parts(notion)]
    ladder = {
        "terms": [own(notion) for notion in words if written(notion)],
        "+ lexicon": [notion for notion in words if written(notion)],
        "+ names": [notion for notion in question.notions if written(notion)],
        "+ numbers": question.notions,
    }
    rows = {"vectors": [near.row for near in snapshot.vectors.search(vector, _PIECES)]}
    for name, notions in ladder.items():
        found = snapshot.postings.search([notion.clause for notion in notions], _PIECES)
        rows[name] = [row for row, _ in found]
    rows["rank fusion"] = _fused(rows["vectors"], rows["+ numbers"])
    fused = sorted(hits, key=lambda hit: hit.wording - hit.score)
    ranked = {name: [snapshot.passage(row) for row in ranking] for name, ranking in rows.items()}
    return ranked | {"fused": [hit.passage for hit in fused], OURS: [hit.passage for hit in hits]}


def _fused(*rankings: list[int]) -> list[int]:
    """Reciprocal rank fusion (Cormack, Clarke and Büttcher 2009): the sum of 1 / (60 + rank)."""
    scores: defaultdict[int, float] = defaultdict(float)
    for ranking in rankings:
        for rank, row in enumerate(ranking, 1):
            scores[row] += 1 / (60 + rank)
    return sorted(scores, key=lambda row: (-scores[row], row))


def _print(found: dict[str, list[Asked]]) -> None:
    from eval.metrics import mean, paired_interval, scores

    values = {name: scores(asked) for name, asked in found.items()}
    languages = sorted({one.question.lang for one in found[OURS]})
    for language in languages:
        at = [number for number, one in enumerate(found[OURS]) if one.question.lang == language]
        head = f"{language}, {len(at)} questions"
        print(f"\n{head}" + "".join(f"{name:>12}" for name in SHOWN))
        ours = [values[OURS][number] for number in at]
        for name, theirs in values.items():
            chosen = [theirs[number] for number in at]
            shown = "".join(f"{100 * (mean(chosen, measure) or 0.0):12.1f}" for measure in SHOWN)
            print(f"{name:<{len(head)}}{shown}")
            if name != OURS:
                gaps = [paired_interval(ours, chosen, measure) or (0.0, 0.0) for measure in SHOWN]
                ends = (f"{100 * low:+.1f} {100 * high:+.1f}" for low, high in gaps)
                print(" " * len(head) + "".join(f"{both:>12}" for both in ends))


if __name__ == "__main__":
    raise SystemExit(main())
