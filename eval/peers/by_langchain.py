"""LangChain: FAISS and BM25Retriever in an EnsembleRetriever of equal weights."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

from eval.peers.job import DEPTH, Built, Job, words


def build(job: Job) -> Iterator[Built]:
    from langchain_classic.retrievers import EnsembleRetriever
    from langchain_community.retrievers import BM25Retriever
    from langchain_community.vectorstores import FAISS
    from langchain_core.documents import Document

    documents = [Document(piece.text, metadata={"piece": piece.id}) for piece in job.pieces()]
    model = embeddings(job.model)
    started = time.perf_counter()
    by_vector = FAISS.from_documents(documents, model).as_retriever(search_kwargs={"k": DEPTH})
    seconds = time.perf_counter() - started
    for name, settings in (("LangChain", {}), ("LangChain + jieba", {"preprocess_func": words})):
        started = time.perf_counter()
        by_term = BM25Retriever.from_documents(documents, k=DEPTH, **settings)
        # Of two pieces with equal sums that comes first which the first retriever found: the vectors'.
        retriever = EnsembleRetriever(retrievers=[by_vector, by_term], weights=[0.5, 0.5])

        def search(text: str, retriever: Any = retriever) -> list[str]:
            return [found.metadata["piece"] for found in retriever.invoke(text)]

        yield Built(name, seconds + time.perf_counter() - started, search)


def embeddings(model: str) -> Any:
    from langchain_huggingface import HuggingFaceEmbeddings

    return HuggingFaceEmbeddings(
        model_name=model,
        encode_kwargs={"prompt_name": "passage", "normalize_embeddings": True},
        query_encode_kwargs={"prompt_name": "query", "normalize_embeddings": True},
    )
