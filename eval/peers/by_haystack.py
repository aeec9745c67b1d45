"""Haystack: an in-memory store's embedding and BM25 retrievers, joined by reciprocal ranks in a Pipeline."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from eval.peers.job import DEPTH, Built, Job, words


def build(job: Job) -> Iterator[Built]:
    from haystack import Document
    from haystack.document_stores.in_memory import InMemoryDocumentStore

    of_questions, of_documents = embedders(job.model)
    documents = [Document(id=piece.id, content=piece.text) for piece in job.pieces()]
    started = time.perf_counter()
    documents = of_documents.run(documents)["documents"]
    seconds = time.perf_counter() - started

    started = time.perf_counter()
    store = InMemoryDocumentStore()
    store.write_documents(documents)
    pipeline = _pipeline(store, of_questions)

    def search(text: str) -> list[str]:
        return _ids(pipeline.run({"embedder": {"text": text}, "terms": {"query": text}}))

    yield Built("Haystack", seconds + time.perf_counter() - started, search)

    started = time.perf_counter()
    # The store takes a pattern, no tokenizer: it gets texts that are cut already, with the same vectors.
    by_word = InMemoryDocumentStore(bm25_tokenization_regex=r"\S+")
    by_word.write_documents([replace(one, content=" ".join(words(one.content))) for one in documents])
    # A component stands in one pipeline only; its model is loaded once all the same.
    cut_pipeline = _pipeline(by_word, embedders(job.model)[0])

    def search_words(text: str) -> list[str]:
        return _ids(cut_pipeline.run({"embedder": {"text": text}, "terms": {"query": " ".join(words(text))}}))

    yield Built("Haystack + jieba", seconds + time.perf_counter() - started, search_words)


def embedders(model: str) -> tuple[Any, Any]:
    """Of questions, and of documents."""
    from haystack_integrations.components.embedders.sentence_transformers import (
        SentenceTransformersDocumentEmbedder,
        SentenceTransformersTextEmbedder,
    )

    settings = {"model": model, "normalize_embeddings": True, "progress_bar": False}
    of_questions = SentenceTransformersTextEmbedder(prefix="query: ", **settings)
    of_documents = SentenceTransformersDocumentEmbedder(prefix="passage: ", **settings)
    of_questions.warm_up()
    of_documents.warm_up()
    return of_questions, of_documents


def _pipeline(store: Any, embedder: Any) -> Any:
    from haystack import Pipeline
    from haystack.components.joiners import DocumentJoiner
    from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever

    pipeline = Pipeline()
    pipeline.add_component("embedder", embedder)
    pipeline.add_component("vectors", InMemoryEmbeddingRetriever(store, top_k=DEPTH))
    pipeline.add_component("terms", InMemoryBM25Retriever(store, top_k=DEPTH))
    pipeline.add_component("joiner", DocumentJoiner(join_mode="reciprocal_rank_fusion"))
    pipeline.connect("embedder.embedding", "vectors.query_embedding")
    pipeline.connect("vectors", "joiner")
    pipeline.connect("terms", "joiner")
    return pipeline


def _ids(result: Any) -> list[str]:
    return [document.id for document in result["joiner"]["documents"]]
