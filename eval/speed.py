"""How fast passages are embedded, beside sentence-transformers with the same model and its own batching.

    python -m eval.speed DATASET [--passages 2000]

Both embed the same passages of a dataset, one after the other in one process, each after a few that are not
counted; `SentenceTransformer.encode` in torch, fp32, on as many threads. Needs the extra `models`.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

from eval.datasets import load
from eval.report import aligned
from index import bundled
from index.arguments import positive
from index.context import embedded_text
from index.document import Source
from index.embed import Embedder, open_embedder
from index.errors import YinjuError
from index.split import split

_WARM = 32


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        "python -m eval.speed", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("dataset", type=Path)
    parser.add_argument("--passages", type=positive, default=2000, metavar="N")
    options = parser.parse_args(arguments)
    try:
        texts = texts_of(options.dataset, options.passages)
        print(aligned(measured(texts, open_embedder(), open_embedder(str(bundled.prepare())))))
    except YinjuError as error:
        print(f"speed: {error}", file=sys.stderr)
        return 1
    return 0


def texts_of(dataset: Path, limit: int) -> list[str]:
    """What would be embedded of so many passages."""
    sources = (one for one in load(dataset).sources if isinstance(one, Source))
    texts = (
        embedded_text(passage, one.document.slice(passage.spans)) for one in sources for passage in split(one)
    )
    return list(islice(texts, limit))


def measured(texts: Sequence[str], ours: Embedder, theirs: Embedder) -> list[list[str]]:
    """A table: passages a second of either, and how many times as many are ours."""
    speeds = [_speed(embedder.embed_passages, texts) for embedder in (ours, theirs)]
    length = sum(map(len, texts)) / len(texts)
    return [
        ["passages", "characters", "yinju /s", "sentence-transformers /s", "ratio"],
        [
            str(len(texts)),
            f"{length:.0f}",
            *(f"{speed:.1f}" for speed in speeds),
            f"{speeds[0] / speeds[1]:.2f}",
        ],
    ]


def _speed(embed: Callable[[Sequence[str]], object], texts: Sequence[str]) -> float:
    embed(texts[:_WARM])
    started = time.perf_counter()
    embed(texts)
    return len(texts) / (time.perf_counter() - started)


if __name__ == "__main__":
    sys.exit(main())
