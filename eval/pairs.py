"""`python -m eval.pairs`: does a question find in English what it finds in Chinese?

    python -m eval.pairs                                the project's own questions over documents/
    python -m eval.pairs --questions eval/questions/dev.jsonl

Questions of one `pair` ask the same in two languages. Where the first passage of the Chinese one holds the
answer in the right article, it is told how many of the English ones have such a passage as well: first, and
among the first three, which is what is shown.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import YinjuError

if TYPE_CHECKING:
    from eval.datasets import Question
    from qa.engine import Engine

SHOWN = 3


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        "python -m eval.pairs",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--questions", nargs="+", type=Path, default=[], metavar="FILE", help="only these")
    options = parser.parse_args(arguments)
    try:
        from eval.__main__ import indexed
        from eval.datasets import own

        dataset = own(Path("documents"), options.questions)
        engine, _ = indexed(dataset, reader="none")
        files = options.questions or sorted((Path(__file__).parent / "questions").glob("*.jsonl"))
        ranks = [*compare(engine, dataset.questions, pairs(files))]
    except YinjuError as error:
        print(f"pairs: {error}", file=sys.stderr)
        return 1
    total = len(ranks)
    for name, limit in (("first", 1), (f"among the first {SHOWN}", SHOWN)):
        found = sum(rank is not None and rank <= limit for _, rank in ranks)
        print(f"{name}: {found} of {total} ({100 * found / max(total, 1):.1f} %)")
    for question, rank in ranks:
        if rank != 1:
            print(f"  {'rank ' + str(rank) if rank else 'not found'}: {question}")
    return 0


def pairs(files: list[Path]) -> dict[str, str]:
    """Id of a question → the pair that it belongs to."""
    lines = (json.loads(line) for file in files for line in file.read_text("utf-8").splitlines() if line)
    return {line["id"]: line["pair"] for line in lines if line.get("pair")}


def compare(
    engine: Engine, questions: tuple[Question, ...], pair_of: dict[str, str]
) -> list[tuple[str, int | None]]:
    """English questions whose Chinese pair finds the answer first, and the rank at which they do."""
    together: defaultdict[str, list[Question]] = defaultdict(list)
    for question in questions:
        if question.answerable and question.id in pair_of:
            together[pair_of[question.id]].append(question)
    found = []
    for group in together.values():
        if any(question.lang == "zh" and _rank(engine, question) == 1 for question in group):
            found += [(one.text, _rank(engine, one)) for one in group if one.lang == "en"]
    return found


def _rank(engine: Engine, question: Question) -> int | None:
    """The rank of the first passage that holds the answer in the right article; None if none is near."""
    from eval.metrics import relevant

    for rank, hit in enumerate(engine.search(question.text, 10), 1):
        if relevant(question, hit.passage.article.title, engine.snapshot.text(hit.passage)):
            return rank
    return None


if __name__ == "__main__":
    raise SystemExit(main())
