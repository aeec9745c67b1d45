"""LlamaIndex: VectorStoreIndex and BM25Retriever, fused by reciprocal ranks in a QueryFusionRetriever."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

from eval.peers.job import DEPTH, PIECES, Built, Job, words


def build(job: Job) -> Iterator[Built]:
    from llama_index.core import VectorStoreIndex
    from llama_index.core.llms import MockLLM
    from llama_index.core.retrievers import QueryFusionRetriever
    from llama_index.core.retrievers.fusion_retriever import FUSION_MODES
    from llama_index.core.schema import TextNode

    nodes = [TextNode(id_=piece.id, text=piece.text) for piece in job.pieces()]
    model = embeddings(job.model)
    started = time.perf_counter()
    index = VectorStoreIndex(nodes, embed_model=model)
    by_vector = index.as_retriever(similarity_top_k=DEPTH)
    seconds = time.perf_counter() - started
    for name, by_term in (("LlamaIndex", _by_pattern), ("LlamaIndex + jieba", _by_word)):
        started = time.perf_counter()
        retriever = QueryFusionRetriever(
            [by_vector, by_term(nodes)],
            llm=MockLLM(),
            mode=FUSION_MODES.RECIPROCAL_RANK,
            similarity_top_k=PIECES,
            num_queries=1,  # no LLM that words the question anew
            use_async=False,
        )

        def search(text: str, retriever: Any = retriever) -> list[str]:
            return [found.node.node_id for found in retriever.retrieve(text)]

        yield Built(name, seconds + time.perf_counter() - started, search)


def embeddings(model: str) -> Any:
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding

    return HuggingFaceEmbedding(model, query_instruction="query: ", text_instruction="passage: ")


def _by_pattern(nodes: list[Any]) -> Any:
    from llama_index.retrievers.bm25 import BM25Retriever

    return BM25Retriever.from_defaults(nodes=nodes, similarity_top_k=DEPTH)


def _by_word(nodes: list[Any]) -> Any:
    """BM25Retriever takes a pattern, no tokenizer: it gets texts and questions that are cut already."""
    from llama_index.core.retrievers import BaseRetriever
    from llama_index.core.schema import NodeWithScore, TextNode
    from llama_index.retrievers.bm25 import BM25Retriever

    by_id = {node.node_id: node for node in nodes}
    cut = [TextNode(id_=node.node_id, text=" ".join(words(node.text))) for node in nodes]
    by_term = BM25Retriever.from_defaults(nodes=cut, similarity_top_k=DEPTH, token_pattern=r"\S+")  # noqa: S106

    class ByWord(BaseRetriever):  # type: ignore[misc]
        def _retrieve(self, query_bundle: Any) -> list[Any]:
            found = by_term.retrieve(" ".join(words(query_bundle.query_str)))
            return [NodeWithScore(node=by_id[one.node.node_id], score=one.score) for one in found]

    return ByWord()
