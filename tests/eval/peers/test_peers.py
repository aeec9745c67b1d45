"""Each peer by its own package, where it is installed: its vectors are ours, and both of its runs find."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from eval.peers.job import Job
from eval.peers.run import measure
from index.bundled import prepare
from index.embed import Embedder

QUESTION, PASSAGE = "图书馆什么时候建的？", "河桥镇\n图书馆建于1987年，藏书四万册。"


def langchain(model: str) -> tuple[Any, Any]:
    from eval.peers import by_langchain

    embeddings = by_langchain.embeddings(model)
    return embeddings.embed_query(QUESTION), embeddings.embed_documents([PASSAGE])[0]


def llamaindex(model: str) -> tuple[Any, Any]:
    from eval.peers import by_llamaindex

    embeddings = by_llamaindex.embeddings(model)
    return embeddings.get_query_embedding(QUESTION), embeddings.get_text_embedding(PASSAGE)


def haystack(model: str) -> tuple[Any, Any]:
    from haystack import Document

    from eval.peers import by_haystack

    of_questions, of_documents = by_haystack.embedders(model)
    (document,) = of_documents.run([Document(content=PASSAGE)])["documents"]
    return of_questions.run(QUESTION)["embedding"], document.embedding


def txtai(model: str) -> tuple[Any, Any]:
    from eval.peers import by_txtai

    embeddings = by_txtai.embeddings(model)
    return embeddings.transform(QUESTION), embeddings.batchtransform([PASSAGE], "data")[0]


PEERS = [
    pytest.param(langchain, "langchain_huggingface", id="langchain"),
    pytest.param(llamaindex, "llama_index.core", id="llamaindex"),
    pytest.param(haystack, "haystack_integrations", id="haystack"),
    pytest.param(txtai, "txtai", id="txtai"),
]


@pytest.mark.parametrize(("vectors", "package"), PEERS)
def test_prompts_are_put_before_once(
    vectors: Callable[[str], tuple[Any, Any]], package: str, bundled: Embedder
) -> None:
    pytest.importorskip(package)
    question, passage = (np.asarray(vector) for vector in vectors(str(prepare())))
    # A wrong prompt gives .98, and so does a second one.
    assert question @ bundled.embed_questions([QUESTION])[0] > 0.995
    assert passage @ bundled.embed_passages([PASSAGE])[0] > 0.995


@pytest.mark.parametrize(("vectors", "package"), PEERS)
@pytest.mark.usefixtures("bundled")
def test_both_runs_find(
    vectors: Callable[[str], tuple[Any, Any]], package: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pytest.importorskip(package)
    title, text = PASSAGE.split("\n")
    others = [(f"p{number}", "", f"第{number}条：本镇有{number}座桥。") for number in range(60)]
    job = Job((("library", title, text), *others), (QUESTION,), str(prepare()))
    plain, cut = measure(vectors.__name__, job)
    assert cut.name == f"{plain.name} + jieba"
    assert cut.rankings[0][0] == "library"
    assert "library" in plain.rankings[0]
