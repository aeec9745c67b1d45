"""From how many vectors on an inverted file is worth its lists: recall@10 and time, side by side.

    python -m eval.lists INDEX [--sizes 100000 1000000 2000000 4000000] [--questions 200]

The vectors of INDEX come first, as they are; what is missing to a size is drawn from them, `NOISE` away from
a real one (cosine about .9), as in `eval.scale`. Asked are the titles of its articles. All vectors are
written twice, to be searched exhaustively and by lists; each line says which share of the lists was searched,
how much of the true nearest ten was found, and what a question took next to the exhaustive search.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np

from eval.report import aligned
from eval.scale import NOISE, TOP, nearest, recall, titles
from index.arguments import positive
from index.embed import open_embedder
from index.errors import YinjuError
from index.snapshot import open_snapshot
from index.vectors import Vectors, write

if TYPE_CHECKING:
    from index.vectors import Matrix

_AT_ONCE = 65_536
_SHARES = (1 / 64, 1 / 32, 1 / 16, 1 / 8)
_HEAD = ["vectors", "real", "search", "build s", "MB", "recall@10", "p50 ms", "p95 ms", "of exhaustive"]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        "python -m eval.lists", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("index", type=Path)
    parser.add_argument(
        "--sizes", type=positive, nargs="+", default=[100_000, 1_000_000, 2_000_000, 4_000_000], metavar="N"
    )
    parser.add_argument("--questions", type=positive, default=200, metavar="N", help="titles that are asked")
    options = parser.parse_args(arguments)
    try:
        with closing(open_snapshot(options.index)) as snapshot:
            real = np.load(snapshot.folder / "vectors" / "halves.npy", mmap_mode="r")
            asked = titles(snapshot, options.questions)
            questions = open_embedder(snapshot.manifest.model).embed_questions(asked)
            lines = [line for size in options.sizes for line in _measured(real, size, questions)]
    except YinjuError as error:
        print(f"lists: {error}", file=sys.stderr)
        return 1
    print(aligned([_HEAD, *lines]))
    return 0


def _measured(real: Matrix, size: int, questions: Matrix) -> Iterator[list[str]]:
    """The lines of one size: exhaustive, then by each share of the lists."""
    with TemporaryDirectory(prefix="yinju-lists-") as name:
        folder = Path(name)
        matrix = np.lib.format.open_memmap(folder / "all.npy", "w+", np.float32, (size, real.shape[1]))
        for start in range(0, size, _AT_ONCE):
            matrix[start : start + _AT_ONCE] = _drawn(real, start, min(start + _AT_ONCE, size))
        exact = nearest(questions, (matrix[start : start + _AT_ONCE] for start in range(0, size, _AT_ONCE)))
        usual = 0.0
        for kind, exhaustive in (("all", size), ("lists", 0)):
            started = time.perf_counter()
            write(folder / kind, matrix, [0] * size, exhaustive)
            built = time.perf_counter() - started
            megabytes = (folder / kind / "vectors.faiss").stat().st_size / 1e6
            for share in (1.0,) if kind == "all" else _SHARES:
                opened = Vectors(folder / kind, share)
                found, taken = _asked(opened, questions)
                p50, p95 = np.percentile(taken, [50, 95]) * 1000
                usual = usual or p50
                yield [
                    f"{size:,}",
                    f"{min(size, len(real)):,}",
                    kind if kind == "all" else f"1/{1 / share:.0f} of {opened.lists:,} lists",
                    f"{built:.0f}",
                    f"{megabytes:,.0f}",
                    f"{recall(found, exact):.4f}",
                    f"{p50:.1f}",
                    f"{p95:.1f}",
                    f"{p50 / usual:.2f}",
                ]


def _drawn(real: Matrix, first: int, last: int) -> Matrix:
    """Vectors `first` to `last`: the real ones, then over and over copies of them with noise."""
    made = real[np.arange(first, last) % len(real)].astype(np.float32)
    noise = np.random.default_rng(first).standard_normal(made.shape, np.float32)
    noise[: max(0, len(real) - first)] = 0
    made += NOISE * noise / np.maximum(np.linalg.norm(noise, axis=1, keepdims=True), 1e-9)
    made /= np.linalg.norm(made, axis=1, keepdims=True)
    return made


def _asked(opened: Vectors, questions: Matrix) -> tuple[list[list[int]], list[float]]:
    """The nearest rows of each question, and the seconds each took; the first asked once before."""
    opened.search(questions[0], TOP)
    found, taken = [], []
    for question in questions:
        started = time.perf_counter()
        near = opened.search(question, TOP)
        taken.append(time.perf_counter() - started)
        found.append([one.row for one in near])
    return found, taken


if __name__ == "__main__":
    sys.exit(main())
