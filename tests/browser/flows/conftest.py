"""The server as users start it, with the model and the reader that they have, over a folder of documents."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.flows.folder import furnish
from tests.browser.server import served

PATIENCE = 15_000
"""Milliseconds that an answer may take where others use the processor as well."""

BUILD = 90_000
"""The same, of a build."""


@dataclass(frozen=True)
class Site:
    """A server, and what it serves."""

    url: str
    documents: Path
    index: Path


@contextmanager
def opened(root: Path, *options: str) -> Iterator[Site]:
    """The server, with these options, over a folder and an index of its own below `root`."""
    documents, index = root / "documents", root / "index"
    furnish(documents)
    with served(documents, index, *options) as url:
        yield Site(url, documents, index)


@pytest.fixture(scope="package")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Whose documents nobody changes."""
    with opened(tmp_path_factory.mktemp("library")) as site:
        yield site


@pytest.fixture(scope="module")
def changing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Whose documents the tests of one file change."""
    with opened(tmp_path_factory.mktemp("changing")) as site:
        yield site


@pytest.fixture(scope="package")
def address(library: Site) -> str:
    """Where `visit` goes."""
    return library.url


@pytest.fixture(autouse=True)
def _patient() -> Iterator[None]:
    expect.set_options(timeout=PATIENCE)
    yield
    expect.set_options(timeout=5_000)


def rebuild(shelf: Locator) -> None:
    """Builds the index anew, in the Documents tab in Chinese, and waits for it."""
    snapshot = shelf.locator(".totals code")
    before = snapshot.inner_text()
    shelf.get_by_role("button", name="重建索引").click()
    expect(snapshot).not_to_have_text(before, timeout=BUILD)
    built(shelf)


def built(shelf: Locator) -> None:
    expect(shelf.locator(".building .work .stage")).to_contain_text("索引已重建", timeout=BUILD)
