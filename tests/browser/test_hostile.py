"""Hostile documents, from the file to the screen: nothing runs, loads or is cited falsely."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Dialog, Page

from index.build import build
from index.load import iter_files
from index.snapshot import open_snapshot
from page.api import Api
from page.desk import Desk
from qa.answer import Answer
from qa.engine import Engine
from qa.filters import EVERYTHING, Filters
from tests.browser import hostile
from tests.browser.conftest import serving
from tests.browser.visitor import ask
from tests.conftest import FakeEmbedder

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]

TEXT = "it => it.textContent"
# Elements that no document may bring in where its text is shown; boxes by which quotes are chosen are ours.
MARKUP = (
    "script, style, img, svg, a, form, input:not(.choose > input), iframe, object, embed, link, meta, base,"
    "video, template, details"
)


class Heard(Engine):
    """Asks each question of the document that it names, and keeps the answer, to compare the page with."""

    last: Answer

    def ask(self, text: str, filters: Filters = EVERYTHING, before: str = "") -> Answer:
        self.last = super().ask("暗号一共有多少个？", Filters(documents=(text,)))
        return self.last


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Heard:
    root = tmp_path_factory.mktemp("hostile")
    (root / "documents").mkdir()
    (root / "outside.txt").write_text("before", "utf-8")
    assert hostile.write(root / "documents") == 30
    embedder = FakeEmbedder()
    build(iter_files(root / "documents"), root / "index", embedder)
    assert sorted(path.name for path in root.iterdir()) == ["documents", "index", "outside.txt"]
    assert (root / "outside.txt").read_text("utf-8") == "before"
    return Heard(open_snapshot(root / "index"), embedder, "none")


@pytest.fixture(scope="module")
def url(engine: Heard) -> Iterator[str]:
    with serving(Desk(lambda: engine)) as address:
        yield address


def test_documents_are_only_text(visit: Visit, engine: Heard, url: str) -> None:
    page = visit(url=url)
    dialogs: list[str] = []

    def refuse(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", refuse)
    paths = [paths[0] for paths, _, _ in engine.snapshot.articles()]
    assert len(set(paths)) >= 30
    for path in sorted(set(paths)):
        page.locator("#new").click()
        page.locator(".welcome").wait_for()
        ask(page, path)
        quotes = engine.last.quotes or engine.last.nearest
        assert quotes[0].path == path
        shown = page.locator("#conversation blockquote")
        assert [shown.nth(at).evaluate(TEXT) for at in range(shown.count())] == [q.text for q in quotes]
        assert page.locator("#conversation .cite").count() == len(quotes)
        assert page.locator("#conversation figure").count() == len(quotes)
        assert page.locator("#conversation .choose").count() == len(quotes)
        files = page.locator("#conversation .file").evaluate_all("them => them.map(it => it.textContent)")
        assert files == [quote.path for quote in quotes]
        page.locator(".cite").first.dispatch_event("click")
        source = page.locator("article.source .text")
        source.wait_for()
        document = engine.snapshot.document(quotes[0].passage.article.document_id)
        text = source.evaluate(TEXT)
        assert text == document.text or (len(document.text) > 24_000 and text in document.text)
        for place in ("#conversation blockquote", "#conversation figcaption", "article.source"):
            assert not page.locator(place).locator(MARKUP).count()
    assert not dialogs
    assert page.evaluate("window.pwned") is None


def test_programs_get_the_text_as_it_stands(engine: Heard) -> None:
    for path in sorted({paths[0] for paths, _, _ in engine.snapshot.articles()}):
        answer = json.loads(json.dumps(Api(lambda: engine).ask(path)))
        for quote in answer["quotes"] or answer["nearest"]:
            text = engine.snapshot.document(quote["document"]["path"]).text
            assert "".join(text[start:end] for start, end in quote["spans"]) == quote["text"]


def test_nothing_is_called_what_would_leave_its_folder(engine: Heard) -> None:
    paths = [paths[0] for paths, _, _ in engine.snapshot.articles()]
    assert len(paths) >= 30
    assert not [
        path for path in paths if path.startswith(("/", "\\")) or ".." in path.replace("\\", "/").split("/")
    ]
