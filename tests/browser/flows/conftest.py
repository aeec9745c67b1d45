"""The server as users start it, with the model and the reader that they have, over a folder of documents."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.flows.folder import furnish
from tests.browser.server import served

PATIENCE = 15_000
"""Milliseconds that an answer may take where others use the processor as well."""


@dataclass(frozen=True)
class Site:
    """A server, and what it serves."""

    url: str
    documents: Path
    index: Path


@contextmanager
def opened(root: Path) -> Iterator[Site]:
    documents, index = root / "documents", root / "index"
    furnish(documents)
    with served(documents, index) as url:
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
