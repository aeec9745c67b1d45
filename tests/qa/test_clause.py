"""A quote out of a law cites its clause."""

from pathlib import Path

import pytest

from index.build import build
from index.document import Article, Document, Span
from index.load import iter_files
from qa.clause import clause
from qa.engine import Engine
from tests.conftest import FakeEmbedder

LAW = """# 未成年人保护法

第一章　总则

第一条　为了保护未成年人身心健康，根据宪法，制定本法。

第二条　本法所称未成年人是指未满十八周岁的公民。
前款所称公民，见第九条。

**第二条之一**　国家保障未成年人的生存权、发展权、受保护权、参与权等权利。

第三条 保护未成年人，应当坚持最有利于未成年人的原则。
"""


def cited(text: str, words: str) -> str | None:
    document = Document("a.md", "a.md", "0" * 64, text)
    found = clause(document, Article("a.md", "", "", "", Span(0, len(text))), text.index(words))
    return document.slice((found,)) if found else None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("未满十八周岁", "第二条"),
        ("前款所称", "第二条"),
        ("见第九条", "第二条"),
        ("生存权", "第二条之一"),
        ("第三条", "第三条"),
        ("最有利于", "第三条"),
        ("总则", None),
    ],
)
def test_the_clause_is_the_one_that_began_last(words: str, expected: str | None) -> None:
    assert cited(LAW, words) == expected


def test_what_only_mentions_clauses_is_no_law() -> None:
    assert cited("第一条 意见如下。\n第二条 略。\n说明。", "说明") is None


def test_a_quote_cites_it(tmp_path: Path, embedder: FakeEmbedder) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "law.md").write_text(LAW, "utf-8")
    build(iter_files(documents), tmp_path / "index", embedder)
    engine = Engine.open(tmp_path / "index", embedder=embedder, reader="none")
    answer = engine.ask("未成年人是指未满多少周岁的公民？")
    first = (answer.quotes or answer.nearest)[0]
    assert first.clause is not None
    document = engine.snapshot.document("law.md")
    assert document.slice(first.clause.spans) == first.clause.text
    assert first.as_json()["clause"] == first.clause.text
