"""The same documents in every format: are the same questions answered alike?

    python -m eval.roundtrip DATASET [--sample 30] [--seed 0]

Documents of a dataset (whole ones, with questions) are written down as text, DOCX, HTML and PDF, of one
column and of two, with heads and feet, and as scans, tilted by 1° and noisy (`eval.render`; these need the
extra `ocr` and a Chinese font, and take seconds a page); each set is indexed and asked the same questions.
Told are: the share of questions whose answer is alike, which is to say the same first words, or nothing, as
from plain text; and the character error rate of the passages: edits in percent of the plain text's.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from eval.datasets import Dataset, Question, load
from eval.matching import holds, normalise
from eval.render import FORMATS, SCANS
from eval.report import aligned
from index.arguments import positive
from index.build import Report, build
from index.document import Source
from index.embed import Embedder, open_embedder
from index.errors import YinjuError
from index.formats import ocr
from index.load import iter_files
from qa.answer import Answer
from qa.engine import Engine

_PARAGRAPH = re.compile(r"\n|(?<=[。！？：；])\s+")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        "python -m eval.roundtrip", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("dataset", type=Path)
    parser.add_argument("--sample", type=positive, default=30, metavar="N", help="documents (30)")
    parser.add_argument("--seed", type=int, default=0, help="of the sample (0)")
    options = parser.parse_args(arguments)
    try:
        documents, questions = chosen(load(options.dataset), options.sample, options.seed)
        print(aligned(measured(documents, questions)))
    except YinjuError as error:
        print(f"roundtrip: {error}", file=sys.stderr)
        return 1
    return 0


def chosen(dataset: Dataset, size: int, seed: int) -> tuple[list[Source], list[Question]]:
    """So many documents that something is asked about, and the questions."""
    asked: dict[str, list[Question]] = defaultdict(list)
    for question in dataset.questions:
        for identity in question.positive_ids:
            asked[identity].append(question)
    sources = [one for one in dataset.sources if isinstance(one, Source) and one.document.id in asked]
    picked = random.Random(seed).sample(sources, min(size, len(sources)))  # noqa: S311
    return picked, [question for one in picked for question in asked[one.document.id]]


def measured(documents: Sequence[Source], questions: Sequence[Question]) -> list[list[str]]:
    """A table, with a line for each format."""
    embedder = open_embedder()
    rows = [["format", "passages", "alike", "holds", "CER %", "skipped"]]
    plain_answers: list[str] = []
    plain_texts: dict[str, str] = {}
    for name, write in FORMATS.items():
        if write in SCANS and not ocr.available():
            rows.append([name, *["–"] * 5])
            continue
        with TemporaryDirectory(prefix="yinju-roundtrip-") as folder:
            written = Path(folder) / "documents"
            written.mkdir()
            for number, one in enumerate(documents):
                title, lines = _paragraphs(one)
                write(written / f"{number:03}", title, lines)
            report, engine = _indexed(written, embedder)
            answers = [engine.ask(question.text) for question in questions]
            texts = _texts(engine)
            engine.snapshot.close()
        words = list(map(_first, answers))
        plain_answers, plain_texts = plain_answers or words, plain_texts or texts
        alike = [mine == plain for mine, plain in zip(words, plain_answers, strict=True)]
        held = [
            bool(answer.quotes) and holds(answer.quotes[0].text, question.answers)
            for answer, question in zip(answers, questions, strict=True)
        ]
        edits = sum(distance(texts.get(key, ""), plain) for key, plain in plain_texts.items())
        rows.append(
            [
                name,
                str(report.passages),
                f"{np.mean(alike):.3f}",
                f"{np.mean(held):.3f}",
                f"{100 * edits / max(1, sum(map(len, plain_texts.values()))):.2f}",
                str(len(report.skipped)),
            ]
        )
    return rows


def _paragraphs(source: Source) -> tuple[str, list[str]]:
    """Title and paragraphs; where line ends were lost, a blank behind a sentence is taken for one."""
    text = source.document.text.strip()
    title = source.articles[0][0].title
    if text.startswith(title):  # which may have been cut
        title = text.split(maxsplit=1)[0]
        text = text.removeprefix(title)
    lines = [line.strip() for line in _PARAGRAPH.split(text)]
    return title, [line for line in lines if line]


def _indexed(folder: Path, embedder: Embedder) -> tuple[Report, Engine]:
    index = folder.parent / "index"
    report = build(iter_files(folder), index, embedder)
    return report, Engine.open(index, embedder=embedder)


def _first(answer: Answer) -> str:
    """The first words that answer, compared without white space and punctuation; "" if there are none."""
    if not answer.quotes:
        return ""
    first = answer.quotes[0]
    return normalise(first.answers[0].text if first.answers else first.text)


def _texts(engine: Engine) -> dict[str, str]:
    """What the passages of each document say together, by the document's name without its ending."""
    found: dict[str, str] = defaultdict(str)
    for block in engine.snapshot.passages(1024):
        for _, _, passage, text in block:
            found[Path(passage.article.document_id).stem] += "".join(text.split())
    return dict(found)


def distance(one: str, other: str) -> int:
    """Edits that make one text of the other (Levenshtein 1966).

    >>> distance("全区34个", "全34 个")
    2
    """
    codes = np.array([ord(character) for character in other])
    steps = np.arange(len(codes) + 1)
    row = steps.copy()
    for number, character in enumerate(one, 1):
        changed = row[:-1] + (codes != ord(character))
        best = np.minimum(changed, row[1:] + 1)
        # A run of insertions costs its length: the least of what came before, plus how far it is.
        row = np.minimum.accumulate(np.concatenate([[number], best]) - steps) + steps
    return int(row[-1])


if __name__ == "__main__":
    sys.exit(main())
