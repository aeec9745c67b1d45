"""A folder of documents, its index made with the tiny embedder, and the shelf that looks after it."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.build import build
from index.load import iter_files
from page.documents.shelf import Placed, Shelf
from tests.conftest import FakeEmbedder


class Place:
    def __init__(self, root: Path) -> None:
        self.folder, self.index = root / "documents", root / "index"
        self.folder.mkdir()

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def build(self) -> str:
        report = build(iter_files(self.folder), self.index, FakeEmbedder(), folder=self.folder)
        return report.snapshot


@pytest.fixture
def place(tmp_path: Path) -> Place:
    made = Place(tmp_path)
    made.write("a.txt", "The levy is 42 yuan a month.")
    made.write("of/b.txt", "Thirty-four courts were set up.")
    return made


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    folder = tmp_path / "documents"
    folder.mkdir()
    return Shelf(folder, tmp_path / "index")


def put(shelf: Shelf, path: str, data: bytes = b"words") -> Placed:
    parts = shelf.checked(path)
    with shelf.receiving() as incoming:
        incoming.write(data)
        return shelf.place(incoming, parts)


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
