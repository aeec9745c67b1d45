"""Passages and documents as the API gives them: unread, with their sources; by path, in parts."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.build import build
from index.document import Source
from index.errors import QuestionError
from index.load import iter_files
from qa.engine import Engine
from qa.filters import Filters
from tests.conftest import APART, FakeEmbedder, source


def article(path: str, publisher: str, *said: str) -> Source:
    return source(path, *said, title=f"《{path}》", publisher=publisher, date="2021年3月", between=APART)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    index = tmp_path_factory.mktemp("index")
    sources = [
        article("b.txt", "光明日报", "设立少年法庭34个。", "发展民宿。"),
        article("a.txt", "人民日报", "设立少年法庭116个。"),
    ]
    build(sources, index, FakeEmbedder())
    return Engine.open(index, embedder=FakeEmbedder(), reader="none")


def test_documents_come_by_path_with_what_they_state(engine: Engine) -> None:
    listed = engine.documents().as_json(0, 10)
    assert listed == {
        "documents": [
            {
                "path": path,
                "copies": [],
                "title": f"《{path}》",
                "publisher": publisher,
                "date": "2021年3月",
                "place": None,
                "number": None,
                "articles": 1,
                "passages": passages,
            }
            for path, publisher, passages in (("a.txt", "人民日报", 1), ("b.txt", "光明日报", 2))
        ],
        "offset": 0,
        "total": 2,
        "snapshot": engine.snapshot.id,
    }


def test_documents_are_filtered_and_counted_in_parts(engine: Engine) -> None:
    ours = Filters(publishers=("光明日报",))
    assert [one.paths for one in engine.documents(ours).documents] == [("b.txt",)]
    second = engine.documents().as_json(1, 10)
    assert ([one["path"] for one in second["documents"]], second["total"]) == (["b.txt"], 2)
    assert engine.documents().as_json(2, 10)["documents"] == []
    with pytest.raises(QuestionError, match="publisher"):
        engine.documents(Filters(publishers=("新华社",)))


def test_passages_are_slices_best_first_without_answers(engine: Engine) -> None:
    found = engine.passages(" 少年法庭34个 ", 2)
    assert found.question == "少年法庭34个"
    assert [quote.text for quote in found.quotes] == ["设立少年法庭34个。", "设立少年法庭116个。"]
    for quote in found.quotes:
        document = engine.snapshot.document(quote.passage.article.document_id)
        assert document.slice(quote.passage.spans) == quote.text
        assert (quote.sentence, quote.answers) == (None, ())
    said = found.as_json()
    assert said.keys() == {"question", "passages", "filters", "snapshot", "milliseconds"}
    first = said["passages"][0]
    assert (first["document"]["path"], first["title"], first["answers"]) == ("b.txt", "《b.txt》", [])


def test_copies_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    for name in ("2.txt", "1.txt"):
        (folder / name).write_text("设立少年法庭34个。", "utf-8")
    build(iter_files(folder), tmp_path / "index", FakeEmbedder())
    (only,) = Engine.open(tmp_path / "index", embedder=FakeEmbedder(), reader="none").documents().documents
    assert only.as_json()["path"] == "1.txt"
    assert only.as_json()["copies"] == ["2.txt"]
