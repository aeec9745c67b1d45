"""How an index grows: time, disk, memory, latency and recall at 10,000, 100,000 and a million passages.

    python -m eval.scale INDEX [--sizes 10000 100000 1000000] [--questions 200]

INDEX is an index of real documents (`python -m index FOLDER --index INDEX`). Its passages come first, with
their real text and vectors. What is missing to a size is drawn from them: the same text under a title with a
mark, and a vector `NOISE` away from the real one (cosine about .9). So terms are as frequent as they are in
the real text, and near misses nearer. Everything else is what users run: `build`, which here embeds nothing,
and in a process of its own `Engine.open` and `retrieve`, asked the titles of articles.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import replace
from hashlib import blake2b
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from tqdm import tqdm

from eval.report import aligned
from index.arguments import positive
from index.build import build
from index.computed import CachedEmbedder
from index.context import embedded_text
from index.document import Article, Paragraph, Source
from index.embed import Embedder, Progress, Vectors, open_embedder
from index.errors import YinjuError
from index.snapshot import Snapshot, current_id, open_snapshot

NOISE = 0.48
"""Length of what is added to a vector of length 1."""
_MARK = 0xE000  # private use: no text has it, and no word
TOP = 10


class Drawn:
    """Gives known passages their vectors, and marked ones vectors near those."""

    def __init__(self, index: Path, embedder: Embedder) -> None:
        self.name, self.dimension = embedder.name, embedder.dimension
        self._known = CachedEmbedder(embedder, index / "embeddings.sqlite")

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        raise NotImplementedError

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        vectors = self._known.embed_passages([_unmarked(text) for text in texts]).copy()
        for row, text in enumerate(texts):
            if text != _unmarked(text):
                seed = int.from_bytes(blake2b(text.encode(), digest_size=8).digest())
                noise = np.random.default_rng(seed).standard_normal(self.dimension, np.float32)
                vectors[row] += NOISE * noise / np.linalg.norm(noise)
                vectors[row] /= np.linalg.norm(vectors[row])
        if progress:
            progress(len(texts))
        return vectors


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        "python -m eval.scale", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("index", type=Path)
    parser.add_argument("--sizes", type=positive, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--questions", type=positive, default=200, metavar="N", help="titles that are asked")
    parser.add_argument("--json", action="store_true", help="print one JSON object a size")
    options = parser.parse_args(arguments)
    try:
        rows = [_measured(options.index, size, options.questions) for size in options.sizes]
    except YinjuError as error:
        print(f"scale: {error}", file=sys.stderr)
        return 1
    if options.json:
        print("\n".join(map(json.dumps, rows)))
    else:
        print(aligned([list(rows[0]), *([f"{value:,}" for value in row.values()] for row in rows)]))
    return 0


def _measured(index: Path, size: int, questions: int) -> dict[str, float]:
    """One line of the table. Seconds, megabytes, milliseconds."""
    with TemporaryDirectory(prefix="yinju-scale-") as name, closing(open_snapshot(index)) as base:
        folder, embedder = Path(name), open_embedder(base.manifest.model)
        drawn = Drawn(index, embedder)
        bar = tqdm(desc=f"{size:,}", file=sys.stderr, disable=None)
        started = time.perf_counter()
        report = build(
            _sources(base, size),
            folder,
            drawn,
            model=base.manifest.model,
            progress=lambda stage, done, total: bar.set_postfix_str(f"{stage} {done:,}", refresh=False),
        )
        seconds = time.perf_counter() - started
        bar.close()
        asked = titles(base, questions)
        snapshot = folder / "snapshots" / current_id(folder)
        files = [path for path in snapshot.rglob("*") if path.is_file()]
        kept = [folder / "embeddings.sqlite", folder / "terms.sqlite"]
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
            found, told = pool.submit(_asked, folder, base.manifest.model, asked).result()
        vectors = embedder.embed_questions(asked)
        return {
            "passages": report.passages,
            "real": min(report.passages, base.manifest.passages),
            "build s": round(seconds, 1),
            "snapshot MB": round(sum(path.stat().st_size for path in files) / 1e6),
            "kept MB": round(sum(path.stat().st_size for path in kept) / 1e6),
            **told,
            "recall@10": round(recall(found, nearest(vectors, _vectors(folder, drawn))), 4),
        }


def titles(snapshot: Snapshot, most: int) -> list[str]:
    """Titles of its articles, to be asked: up to so many, chosen at random."""
    found = [article.title for _, article, _ in snapshot.articles() if article.title]
    return random.Random(0).sample(found, min(most, len(found)))  # noqa: S311


def _sources(base: Snapshot, size: int) -> Iterator[Source]:
    """Documents of `base` until they have so many passages; from the second time on marked."""
    left = size
    numbers: dict[str, int] = {}
    for _, article, rows in base.articles():
        numbers[article.document_id] = numbers.get(article.document_id, 0) + len(rows)
    for time_around in count():
        for document_id, passages in numbers.items():
            if left <= 0:
                return
            left -= passages
            yield _source(base, document_id, time_around)


def _source(base: Snapshot, document_id: str, time_around: int) -> Source:
    document, articles, passages = base.entry(document_id)
    mark = chr(_MARK + time_around) if time_around else ""
    name = f"{time_around}/{document_id}" if time_around else document_id
    renamed = {
        one: replace(
            one, document_id=name, title=one.title + mark, title_spans=() if mark else one.title_spans
        )
        for one in articles
    }
    whole: dict[Article, list[Paragraph]] = {one: [] for one in articles}
    for passage in passages:
        whole[passage.article].append(Paragraph(passage.spans))
    return Source(
        replace(document, id=name, path=name),
        tuple((renamed[one], tuple(paragraphs)) for one, paragraphs in whole.items()),
    )


def _asked(folder: Path, model: str, questions: list[str]) -> tuple[list[list[int]], dict[str, float]]:
    """In a process of its own: the nearest rows of each question, and what opening and asking took."""
    from qa.engine import Engine

    embedder = open_embedder(model)
    before = _resident()
    started = time.perf_counter()
    engine = Engine.open(folder, embedder=embedder, reader="none")
    opened = time.perf_counter() - started
    engine.search("热身")
    taken, found = [], []
    for question in questions:
        parsed = engine.parse(question)
        started = time.perf_counter()
        vector, _ = engine.retrieve(parsed, 30)
        taken.append((time.perf_counter() - started) * 1000)
        found.append([near.row for near in engine.snapshot.vectors.search(vector, TOP)[:TOP]])
    return found, {
        "open s": round(opened, 2),
        "resident MB": round(_resident()),
        "of it before MB": round(before),
        "p50 ms": round(float(np.percentile(taken, 50)), 1),
        "p95 ms": round(float(np.percentile(taken, 95)), 1),
    }


def _vectors(folder: Path, drawn: Drawn) -> Iterator[Vectors]:
    """All vectors as they were before they were made small, in blocks, in the order of their rows."""
    with closing(open_snapshot(folder)) as snapshot:
        for block in snapshot.passages(4096):
            yield drawn.embed_passages([embedded_text(passage, text) for _, _, passage, text in block])


def nearest(questions: Vectors, blocks: Iterable[Vectors]) -> list[list[int]]:
    """The `TOP` rows nearest to each question, in any order: every vector, of all `blocks`, is compared."""
    best = np.full((len(questions), TOP), -np.inf, np.float32)
    rows = np.zeros((len(questions), TOP), np.int64)
    start = 0
    for block in blocks:
        cosines = np.hstack([best, questions @ block.T])
        numbers = np.hstack([rows, np.tile(np.arange(start, start + len(block)), (len(questions), 1))])
        order = np.argpartition(-cosines, TOP, axis=1)[:, :TOP]
        best, rows = (np.take_along_axis(one, order, axis=1) for one in (cosines, numbers))
        start += len(block)
    return [list(map(int, found)) for found in rows]


def recall(found: Sequence[Sequence[int]], exact: Sequence[Sequence[int]]) -> float:
    """The share of the `TOP` rows of each exact list that was found."""
    return sum(len({*one} & {*other}) for one, other in zip(found, exact, strict=True)) / (TOP * len(exact))


def _resident() -> float:
    """Megabytes of memory that this process has now."""
    for line in Path("/proc/self/status").read_text("utf-8").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1000
    return 0.0


def _unmarked(text: str) -> str:
    if any(_MARK <= ord(character) < _MARK + 0x1000 for character in text[:400]):
        text = "".join(one for one in text if not _MARK <= ord(one) < _MARK + 0x1000).removeprefix("\n")
    return text


if __name__ == "__main__":
    sys.exit(main())
