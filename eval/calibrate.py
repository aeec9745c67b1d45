"""`python -m eval.calibrate`: fit the weights of `qa.evidence` again, and print them beside the present ones.

    python -m eval.calibrate                      on the development questions over documents/
    python -m eval.calibrate --dataset DATASET    ... and, for RANK, on questions of a dataset's folder

RANK, which of the passages read for a question is right, is fitted to all that are read for answerable ones;
a development question counts five times. Right is a passage of the right document that holds an answer.
ANSWER and BIAS, whether the first by RANK answers, are fitted to the development questions alone; BIAS is
moved so that --threshold becomes a half. "left out": by models that did not see the question (RANK did).
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from eval.__main__ import indexed
from eval.certainty import auroc
from eval.datasets import Dataset, Question, load, own
from eval.logistic import Flags, Floats, logistic, sigmoid
from eval.metrics import relevant
from index.arguments import positive
from index.errors import YinjuError
from qa.engine import CANDIDATES
from qa.evidence import ANSWER, BIAS, RANK, Evidence
from qa.retrieve import Hit
from qa.rules import RuleReader

Model = tuple[Floats, float]  # a weight of each kind of evidence, and a bias

NAMES = [field.name for field in fields(Evidence)]
SCALES = np.array([0.02, 0.02, 0.4, 0.3, 0.3, 0.3, 0.5])  # about their spread: an even ridge
ORDERS = [at for at, name in enumerate(NAMES) if name != "translated"]  # one value for all passages read
TELLS = [at for at, name in enumerate(NAMES) if name not in ("passage", "behind")]  # these two add nothing
WEIGHT = 5  # of a development question when RANK is fitted: so that they, being few, are not drowned


@dataclass(frozen=True, slots=True)
class Read:
    """A question, and of each passage read for it the evidence (a row) and whether it is right."""

    question: Question
    evidence: Floats
    right: Flags

    def first(self, rank: Floats) -> int:
        """Which passage these weights put first."""
        return int(np.argmax(self.evidence @ rank))


def main(arguments: list[str] | None = None) -> None:
    parser = ArgumentParser("python -m eval.calibrate", description=__doc__)
    parser.formatter_class = RawDescriptionHelpFormatter
    add, dev = parser.add_argument, Path(__file__).parent / "questions" / "dev.jsonl"
    add("--dataset", type=Path, metavar="FOLDER", help="with passages.jsonl and questions*.jsonl, for RANK")
    add("--questions", nargs="+", type=Path, default=[dev], metavar="FILE", help="not dev.jsonl, but these")
    add("--sample", type=positive, default=700, metavar="N", help="of the dataset, in a language (700)")
    add("--seed", type=int, default=0, help="of the sample (0)")
    add("--threshold", type=float, default=0.46, help="the probability that becomes one half (0.46)")
    options = parser.parse_args(arguments)
    try:
        mine = own(Path("documents"), options.questions)
        others = load(options.dataset) if options.dataset else None
        drawn = read(others, sample(others.questions, options.sample, options.seed)) if others else []
        _report(read(mine, mine.questions), drawn, options.threshold)
    except YinjuError as error:
        sys.exit(f"calibrate: {error}")


def sample(questions: Sequence[Question], size: int, seed: int) -> list[Question]:
    """`size` answerable questions of each language, the same for the same seed."""
    draw, known = np.random.default_rng(seed), [one for one in questions if one.answerable]
    groups = [[one for one in known if one.lang == lang] for lang in sorted({one.lang for one in known})]
    return [group[at] for group in groups for at in draw.permutation(len(group))[:size]]


def read(dataset: Dataset, questions: Sequence[Question]) -> list[Read]:
    """Each question with the evidence of what the engine reads for it, over the index of `python -m eval`."""
    (engine, _), found = indexed(dataset, reader="none"), []
    reader = RuleReader(engine.embedder.embed_passages, engine.snapshot.analyser)
    for question in tqdm(questions, desc=dataset.name, unit="question", file=sys.stderr, disable=None):
        # As `Engine.ask` does, which does not show the evidence.
        parsed = engine.parse(question.text)
        vector, hits = engine.retrieve(parsed, CANDIDATES)
        weighed = reader.weigh(parsed, vector, hits, lambda hit: engine.snapshot.text(hit.passage))
        evidence = np.array([evidence.values() for _, evidence, *_ in weighed])
        right = [_right(question, hit, engine.snapshot.text(hit.passage)) for hit, *_ in weighed]
        found.append(Read(question, evidence, np.array(right)))
    return found


def fit(rows: Floats, labels: Flags, counts: Floats, heeded: list[int], ridge: float = 1.0) -> Model:
    """`logistic` of the evidence; 0 for what is not heeded."""
    weights = np.zeros(len(NAMES))
    found, bias = logistic(rows[:, heeded] / SCALES[heeded], labels, counts, ridge)
    weights[heeded] = found / SCALES[heeded]
    return weights, bias


def folds(labels: Flags, seed: int, count: int = 10) -> list[NDArray[np.intp]]:
    """The numbers 0, 1, … of the labels, divided at random, each label spread over all folds."""
    shuffled = np.random.default_rng(seed).permutation(len(labels))
    ordered = shuffled[np.argsort(labels[shuffled], kind="stable")]
    return [ordered[start::count] for start in range(min(count, len(labels)))]


def fit_rank(reads: Sequence[Read]) -> Floats:
    """RANK, from the passages of the answerable questions."""
    rows, right = np.vstack([one.evidence for one in reads]), np.concatenate([one.right for one in reads])
    counts = np.concatenate([np.full(len(one.right), float(one.question.answerable)) for one in reads])
    return fit(rows, right, counts, ORDERS)[0]


def fit_answer(first: Floats, answerable: Flags) -> Model:
    """ANSWER and a bias, from the evidence of first passages; both classes count the same in sum."""
    sizes = np.where(answerable, answerable.sum(), (~answerable).sum())
    return fit(first, answerable, len(first) / 2 / sizes, TELLS)


def left_out(first: Floats, answerable: Flags, seeds: int = 5) -> Floats:
    """Each question's probability by models fitted without it: the mean over several divisions into folds."""
    chances = np.zeros((seeds, len(first)))
    for seed in range(seeds):
        for fold in folds(answerable, seed):
            answer, bias = fit_answer(np.delete(first, fold, 0), np.delete(answerable, fold))
            chances[seed, fold] = sigmoid(first[fold] @ answer + bias)
    return np.asarray(chances.mean(axis=0))


def _right(question: Question, hit: Hit, text: str) -> bool:
    """Where a dataset gives no answers, every piece of the right document is right."""
    listed = hit.passage.article.document_id in question.positive_ids
    judged = question.answers and (listed or not question.positive_ids)
    return relevant(question, hit.passage.article.title, text) if judged else listed


def _report(development: list[Read], others: list[Read], threshold: float) -> None:
    """Fit; print what the present and the fitted weights give, then the fitted ones to paste."""
    present, rank = np.array(RANK), fit_rank(development * WEIGHT + others)
    print(_row("first passage right", "n", "present", "fitted"))
    for name, reads in (("development", development), ("dataset", others)):
        if known := [one for one in reads if one.question.answerable]:
            right = np.array([[one.right[one.first(by)] for by in (present, rank)] for one in known])
            print(_row(name, len(known), *right.mean(axis=0).round(3)))
    langs = np.array([one.question.lang for one in development])
    answerable = np.array([one.question.answerable for one in development])
    now, first = (np.array([one.evidence[one.first(by)] for one in development]) for by in (present, rank))
    (answer, bias), held = fit_answer(first, answerable), left_out(first, answerable)
    bias -= float(np.log(threshold / (1 - threshold)))
    lines = [("present", 0.5, sigmoid(now @ ANSWER + BIAS)), ("fitted", 0.5, sigmoid(first @ answer + bias))]
    lines += [(f"left out, {at:.2f}", at, held) for at in sorted({0.40, 0.43, 0.46, 0.50, threshold})]
    masks = {str(lang): langs == lang for lang in np.unique(langs)} | {"all": langs != ""}
    print("\n" + _row("given up, refused", *masks, "AUC"))
    for name, at, chances in lines:
        low, pairs = chances < at, [(mask & answerable, mask & ~answerable) for mask in masks.values()]
        cells = [", ".join(f"{(low & part).sum()}/{part.sum()}" for part in pair) for pair in pairs]
        print(_row(name, *cells, f"{auroc(chances, answerable) or 0:.3f}"))
    print(f"\n# {', '.join(NAMES)}\n# RANK = {RANK}\n# ANSWER = {ANSWER}\n# BIAS = {BIAS}")
    for name, weights in (("RANK", rank), ("ANSWER", answer)):
        print(f"{name} = {tuple(float(f'{weight:.3g}') for weight in weights)}")
    print(f"BIAS = {bias:.2f}")


def _row(name: str, *cells: object) -> str:
    return f"{name:20}" + "".join(f"{cell!s:>20}" for cell in cells)


if __name__ == "__main__":
    main()
