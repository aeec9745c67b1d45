from dataclasses import replace
from pathlib import Path

import pytest

from index.catalog import Catalog, CatalogWriter
from index.document import Source, Span
from index.errors import IndexDamaged
from index.split import split
from tests.conftest import APART, source

FIRST = source("甲.txt", "第一段。", "第二段。", title="标题", publisher="日报", between=APART)
SECOND = source("b.txt", "other")


def written(path: Path, *sources: Source) -> CatalogWriter:
    writer = CatalogWriter(path)
    for one in sources:
        writer.add(one, split(one))
    writer.close()
    return writer


def test_what_was_added_comes_back(tmp_path: Path) -> None:
    writer = written(tmp_path / "c", FIRST, SECOND)
    catalog = Catalog(tmp_path / "c")
    assert (writer.documents, writer.articles, writer.passages) == (2, 2, 3)
    assert catalog.count() == 3
    assert catalog.document("甲.txt") == FIRST.document
    assert [catalog.passage(row) for row in range(3)] == [*split(FIRST), *split(SECOND)]
    assert catalog.text(catalog.passage(1)) == "第二段。"


def test_articles_come_with_their_rows(tmp_path: Path) -> None:
    ((article, paragraphs),) = FIRST.articles
    located = replace(article, place="海口", place_spans=(Span(0, 1), Span(2, 3)), regions=("海口", "海南"))
    empty = replace(article, title="空", span=Span(8, 9))
    first = replace(FIRST, articles=((located, paragraphs), (empty, ())))
    written(tmp_path / "c", first, SECOND)
    catalog = Catalog(tmp_path / "c")
    assert catalog.articles() == [
        (("甲.txt",), located, range(2)),
        (("b.txt",), SECOND.articles[0][0], range(2, 3)),
    ]
    assert catalog.passage(1).article == located


def test_what_is_not_there(tmp_path: Path) -> None:
    written(tmp_path / "c", FIRST)
    catalog = Catalog(tmp_path / "c")
    with pytest.raises(KeyError):
        catalog.document("b.txt")
    with pytest.raises(KeyError):
        catalog.passage(2)


def test_the_digest_is_of_the_content(tmp_path: Path) -> None:
    digests = [
        written(tmp_path / str(n), *sources).digest
        for n, sources in enumerate([(FIRST,), (FIRST,), (SECOND,), (FIRST, SECOND)])
    ]
    assert digests[0] == digests[1]
    assert len(set(digests)) == 3


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    written(tmp_path / "c", FIRST)
    (tmp_path / "c").write_bytes(b"no database at all" * 100)
    with pytest.raises(IndexDamaged, match="c: "):
        Catalog(tmp_path / "c").count()
