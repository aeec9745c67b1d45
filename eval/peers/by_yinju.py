"""Yinju: an index built anew, with no vectors kept from before; `Engine.search`."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from eval.peers.job import OURS, PIECES, Built, Job


def build(job: Job) -> Iterator[Built]:
    from index.build import build as build_index
    from index.embed import OnnxEmbedder
    from qa.engine import Engine

    embedder = OnnxEmbedder(Path(job.model))
    with TemporaryDirectory(prefix="yinju-") as folder:
        started = time.perf_counter()
        build_index(job.sources(), Path(folder), embedder)
        seconds = time.perf_counter() - started
        engine = Engine.open(Path(folder), embedder=embedder, reader="none")
        yield Built(OURS, seconds, lambda text: [hit.passage.id for hit in engine.search(text, PIECES)])
