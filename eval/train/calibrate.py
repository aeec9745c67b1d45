"""`reader.json`: what the model's odds are worth beside what retrieval says, and from when on they answer.

Fitted on questions that the model was not trained on: of ChineseSquad the paragraphs that were kept out,
asked of all passages of the training data, and the project's own development questions, which are few and
more like what users ask, and so count for more. A row is a passage that was read for a question; it is right
if it is of the right document and holds the answer. The thresholds are set on the development questions: the
first is the least at which 88 of a hundred unanswerable ones are refused; `sure` is the least probability
from which on at most one passage in a hundred is wrong, and the words are right in 92 of them, or mostly so;
but no less than `SURE`, as questions of others about other documents (`eval.elsewhere`) are harder.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, astuple, dataclass, fields
from pathlib import Path

import numpy as np
from tqdm import tqdm

from eval.__main__ import indexed
from eval.certainty import auroc, calibration_error
from eval.datasets import Question
from eval.datasets import own as questions_of
from eval.logistic import Flags, Floats, logistic, sigmoid
from eval.matching import f1, holds
from eval.metrics import relevant
from eval.train.data import held_out
from eval.train.export import dumped
from eval.train.mine import FILES, together
from eval.train.mine import read as read_training
from eval.train.mined import Mined
from index.digest import sha256_of
from qa.engine import CANDIDATES, Engine
from qa.reader.trained import BREADTH, CARD, Evidence, TrainedReader, Weights
from qa.retrieve import Hit

_ROOT = Path(__file__).parent.parent.parent
WEIGHT = 30.0  # of a passage read for a development question: they are few, and what users ask
REFUSED = 0.88
PRECISION, WORDS = 0.99, 0.92
SURE = 0.9
"""From here on, of 243 answers to questions of others, 97 in a hundred stand in the right passage, and 95 are
the right words, or mostly so; from 0.825 on, which the development questions would allow, 95 and 91."""
AGREE = 0.5  # F1 of words that are mostly right
SAMPLE = 400  # of the questions that were kept out


@dataclass(frozen=True, slots=True)
class Read:
    """A question, and of each passage read for it the evidence (a row), whether it is right, and the words of
    it are.
    """

    lang: str
    answerable: bool
    own: bool
    evidence: Floats
    right: Flags
    words: Flags


def calibrate(data: Path) -> None:
    """Adds to `reader.json` what the weights that lie beside it need; prints what the thresholds do."""
    weights = fitted([*_kept_out(data), *_development()])
    print(weights)
    facts = json.loads(CARD.read_text("utf-8"))
    CARD.write_text(dumped(facts | {"weights": asdict(weights), "data": _hashes(data)}), "utf-8")


def fitted(reads: Sequence[Read]) -> Weights:
    """The weights by all questions, the thresholds by the project's own."""
    rows = np.vstack([one.evidence for one in reads])
    right = np.concatenate([one.right for one in reads])
    counts = np.concatenate([np.full(len(one.right), WEIGHT if one.own else 1.0) for one in reads])
    found, bias = logistic(rows, right, counts)
    best = [int(np.argmax(one.evidence @ found)) for one in reads]
    values = [one.evidence[at] @ found + bias for one, at in zip(reads, best, strict=True)]
    chances = sigmoid(np.array(values))
    right_first = np.array([one.right[at] for one, at in zip(reads, best, strict=True)])
    words_first = np.array([one.words[at] for one, at in zip(reads, best, strict=True)])
    answerable, mine = (np.array([getattr(one, name) for one in reads]) for name in ("answerable", "own"))
    threshold = _threshold(chances[mine], answerable[mine])
    sure = max(SURE, _sure(chances[mine], right_first[mine], words_first[mine]))
    langs = np.array([one.lang for one in reads])
    groups = {str(lang): langs == lang for lang in np.unique(langs)}
    for name, mask in {**groups, "own": mine, "all": mine | ~mine}.items():
        certain = mask & (chances >= sure)
        of_sure = (
            f"{one[certain].mean():.3f}" if certain.any() else "–" for one in (right_first, words_first)
        )
        print(
            f"{name:5} n {mask.sum():5} first right {right_first[mask & answerable].mean():.3f}"
            f" AUROC {auroc(chances[mask], answerable[mask]) or 0:.3f}"
            f" ECE {calibration_error(chances[mask], right_first[mask]):.3f}"
            f" answered wrongly {(chances[mask & ~answerable] >= threshold).mean():.3f}"
            f" given up {(chances[mask & answerable] < threshold).mean():.3f}"
            f" sure {certain.sum() / mask.sum():.3f}, right {', words '.join(of_sure)}"
        )
    names = [field.name for field in fields(Evidence)]
    return Weights(
        bias=round(bias, 4),
        **{name: round(float(value), 4) for name, value in zip(names, found, strict=True)},
        threshold=round(threshold, 3),
        sure=round(sure, 3),
    )


def _hashes(data: Path) -> dict[str, str]:
    """Of the files of questions and passages that training reads: SHA-256."""
    names = sorted({f"{name}/{file}" for name, *files in FILES for file in ("passages.jsonl", *files)})
    return {name: sha256_of(data / name) for name in names}


def _threshold(chances: Floats, answerable: Flags) -> float:
    steps = [at for at in np.linspace(0.02, 0.95, 94) if (chances[~answerable] < at).mean() >= REFUSED]
    return float(min(steps, default=0.95))


def _sure(chances: Floats, right: Flags, words: Flags) -> float:
    steps = [at for at in np.arange(300, 1000) / 1000 if (chances >= at).sum() >= 20]
    enough = (
        at
        for at in steps
        if right[chances >= at].mean() >= PRECISION and words[chances >= at].mean() >= WORDS
    )
    return float(min(enough, default=1.0))


def _kept_out(data: Path) -> Iterator[Read]:
    passages, questions = read_training(data)
    engine, _ = indexed(together(passages))
    kept = [
        one for one in questions if held_out(one.paragraph.document) and (one.answer or not one.answerable)
    ]
    random.Random(0).shuffle(kept)  # noqa: S311
    for one in tqdm(kept[:SAMPLE], file=sys.stderr):

        def right(hit: Hit, text: str, one: Mined = one) -> bool:
            return hit.passage.article.document_id == one.paragraph.document and holds(text, [one.answer])

        answers = [one.answer] if one.answerable else []
        yield _read(engine, one.question, one.lang, answers, right if one.answerable else None, own=False)


def _development() -> Iterator[Read]:
    files = [_ROOT / "eval" / "questions" / name for name in ("dev.jsonl", "phrases.jsonl")]
    dataset = questions_of(_ROOT / "documents", files)
    engine, _ = indexed(dataset)
    for one in tqdm(dataset.questions, file=sys.stderr):

        def right(hit: Hit, text: str, one: Question = one) -> bool:
            return relevant(one, hit.passage.article.title, text)

        yield _read(engine, one.text, one.lang, one.answers, right if one.answerable else None, own=True)


def _read(
    engine: Engine,
    text: str,
    lang: str,
    answers: Sequence[str],
    right: Callable[[Hit, str], bool] | None,
    own: bool,
) -> Read:
    reader = engine.reader
    assert isinstance(reader, TrainedReader)

    def passage(hit: Hit) -> str:
        return engine.snapshot.text(hit.passage)

    question = engine.parse(text)
    _, hits = engine.retrieve(question, CANDIDATES)
    weighed = reader.weigh(question, reader.order(question, hits, passage)[:BREADTH], hits[0].score, passage)
    evidence = np.array([astuple(one) for _, one, _ in weighed])
    found = np.array([bool(right and right(hit, passage(hit))) for hit, *_ in weighed])
    words = [
        f1(passage(hit)[scored.spans[0].start : scored.spans[0].end], answers) if scored.spans else 0.0
        for hit, _, scored in weighed
    ]
    return Read(lang, right is not None, own, evidence, found, found & (np.array(words) >= AGREE))
