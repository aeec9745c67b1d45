"""txtai: Embeddings with `hybrid=True` and content, which adds normalised scores in equal parts."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

from eval.peers.job import DEPTH, Built, Job, words


def build(job: Job) -> Iterator[Built]:
    from txtai.scoring import ScoringFactory

    index = embeddings(job.model)
    pieces = job.pieces()

    def search(text: str) -> list[str]:
        return [found["id"] for found in index.search(text, DEPTH)]

    started = time.perf_counter()
    index.index((piece.id, piece.text) for piece in pieces)
    seconds = time.perf_counter() - started
    yield Built("txtai", seconds, search)

    # Its BM25 takes a pattern, no tokenizer: another, with its own settings and jieba, is put in its place.
    # The vectors' seconds cannot be told from those of the first: both stand in the sum.
    started = time.perf_counter()
    scoring = ScoringFactory.create(dict(index.config["scoring"]))
    scoring.tokenizer = words
    scoring.index((number, piece.text, None) for number, piece in enumerate(pieces))
    index.scoring = scoring
    yield Built("txtai + jieba", seconds + time.perf_counter() - started, search)


def embeddings(model: str) -> Any:
    from txtai import Embeddings

    # Given instructions, it leaves the model's own prompts alone: no text gets two.
    return Embeddings(
        path=model, instructions={"query": "query: ", "data": "passage: "}, hybrid=True, content=True
    )
