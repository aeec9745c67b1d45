"""`python -m eval.reading DATASET`: the reader alone, given the paragraph that a question is about.

    python -m eval.reading DATASET [--sample N] [--seed S] [--phrases]

Exact match and F1 of its first words, where the paragraph answers and the answer is known; whether its
probability tells questions that the paragraph answers from those that it does not (`is_impossible`, with
`context_id`): area under the ROC curve, expected calibration error, and at the shipped threshold the
unanswerable that are answered and the answerable that are given up. Milliseconds are of one paragraph.
A question's names and hints are those of an index over the dataset's passages, as when users ask.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from tqdm import tqdm

from eval.__main__ import indexed
from eval.certainty import auroc, calibration_error
from eval.choice import parser, sampled, without_titles
from eval.datasets import Dataset, load
from eval.matching import exact_match, f1
from eval.report import aligned
from index.document import Source
from index.errors import YinjuError
from qa.engine import Engine
from qa.reader.trained import TrainedReader


@dataclass(frozen=True, slots=True)
class Read:
    """What came of a question and its paragraph. `exact` and `f1` are None where no answer is known."""

    id: str
    lang: str
    answers: bool
    probability: float
    exact: float | None
    f1: float | None
    milliseconds: float


def main(arguments: list[str] | None = None) -> int:
    arguments_parser = parser("eval.reading", __doc__)
    arguments_parser.add_argument(
        "--phrases", action="store_true", help="read whole phrases, which CMRC 2018 has for answers"
    )
    options = arguments_parser.parse_args(arguments)
    try:
        whole = load(options.dataset, options.distractors, options.questions)
        dataset = sampled(whole if options.titles else without_titles(whole), options)
        engine, _ = indexed(dataset)
        reader = engine.reader
        assert isinstance(reader, TrainedReader)
        found = list(read(dataset, engine, reader, options.phrases))
    except YinjuError as error:
        print(f"reading: {error}", file=sys.stderr)
        return 1
    print(table(found, reader.threshold))
    return 0


def read(dataset: Dataset, engine: Engine, reader: TrainedReader, phrases: bool = False) -> Iterator[Read]:
    """Every question that names its passage."""
    sources = {item.document.id: item for item in dataset.sources if isinstance(item, Source)}
    for question in tqdm(dataset.questions, unit="question", file=sys.stderr, disable=None):
        document = question.context_id or next(iter(sorted(question.positive_ids)), "")
        if document not in sources:
            continue
        (article, _), text = sources[document].articles[0], sources[document].document.text
        started = time.perf_counter()
        given = reader.given(engine.parse(question.text), article.title, text, phrases)
        milliseconds = (time.perf_counter() - started) * 1000
        words = text[given.spans[0].start : given.spans[0].end] if given.spans else ""
        known = question.answerable and bool(question.answers)
        yield Read(
            question.id,
            question.lang,
            question.answerable,
            given.probability,
            exact_match(words, question.answers) if known else None,
            f1(words, question.answers) if known else None,
            milliseconds,
        )


def table(found: Sequence[Read], threshold: float) -> str:
    """A row for each language."""
    rows = [["", "n", "EM", "F1", "AUROC", "ECE", "answered wrongly", "given up wrongly", "ms p50", "p95"]]
    for lang in sorted({one.lang for one in found}):
        own = [one for one in found if one.lang == lang]
        exact = [one.exact for one in own if one.exact is not None]
        overlap = [one.f1 for one in own if one.f1 is not None]
        chances = np.array([one.probability for one in own])
        answers = np.array([one.answers for one in own])
        area = auroc(chances, answers)
        rows.append(
            [
                lang,
                str(len(own)),
                _share(float(np.mean(exact))) if exact else "–",
                _share(float(np.mean(overlap))) if overlap else "–",
                "–" if area is None else f"{area:.3f}",
                f"{calibration_error(chances, answers):.3f}" if area is not None else "–",
                _share((chances[~answers] >= threshold).mean()) if not answers.all() else "–",
                _share((chances[answers] < threshold).mean()) if answers.any() else "–",
                *(f"{np.percentile([one.milliseconds for one in own], at):.0f}" for at in (50, 95)),
            ]
        )
    return aligned(rows)


def _share(value: float) -> str:
    return f"{100 * value:.1f}"


if __name__ == "__main__":
    raise SystemExit(main())
