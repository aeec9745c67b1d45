"""A catalog of a few texts, and their passages as if each had been quoted."""

from __future__ import annotations

import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory

from index.catalog import Catalog, CatalogWriter
from index.document import Document, Read, Source, cut
from index.repair import articles
from index.split import split
from qa.answer import Answer
from qa.export.item import Evidence, items
from qa.quoted import quoted

WHEN = "2026-11-25T08:00:00Z"
TORN = (
    "内蒙古自治区召开发布会\n\n来源：内蒙古日报 2022年6月16日\n\n"
    "全区法院系统共设立少年法庭34\n\n\n个，形成未成年人司法保护的合力。\n"
)


def catalog(texts: dict[str, str], reads: tuple[Read, ...] = ()) -> Catalog:
    """The catalog of these documents, path: text, as a snapshot has it. It stays when its file is removed."""
    with TemporaryDirectory(prefix="yinju-test-") as folder:
        path = Path(folder) / "catalog.sqlite"
        writer = CatalogWriter(path)
        for name, text in texts.items():
            sha256 = hashlib.sha256(text.encode()).hexdigest()
            document = Document(name, name, sha256, text, (0,) if name.endswith(".pdf") else (), (), reads)
            made = Source(document, tuple(articles(document)))
            writer.add(made, split(made))
        writer.close()
        return Catalog(path)


def evidence(held: Catalog, path: str, question: str = "有多少个？", words: int = 2) -> Evidence:
    """All passages of a document as quotes that answer with their first `words` characters."""
    document, _, passages = held.entry(path)
    quotes = [
        quoted(document, passage, passage.spans, [cut(passage.spans, 0, words)] if words else [])
        for passage in passages
    ]
    return Evidence(WHEN, items(Answer(question, tuple(quotes), (), "snapshot-1", 0.0, 0.0), quotes))
