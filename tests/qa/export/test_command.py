"""`python -m qa "…" --export FILE`, and `python -m qa verify FILE`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import qa.__main__ as cli
from index.build import build, read_folder
from qa.engine import Engine
from tests.conftest import FakeEmbedder
from tests.qa.export.catalogs import TORN

ASKED = "全区法院系统共设立多少个少年法庭?"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the documents, the index and the files are."""
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "a.txt").write_text(TORN, "utf-8")
    _build(tmp_path)
    monkeypatch.setattr(
        cli, "_open", lambda index, reader: Engine.open(index, embedder=FakeEmbedder(), reader="none")
    )
    return tmp_path


def _build(folder: Path) -> None:
    build(read_folder(folder / "documents"), folder / "index", FakeEmbedder())


def _run(folder: Path, *arguments: str) -> int:
    return cli.main([*arguments, "--index", str(folder / "index")])


@pytest.mark.parametrize("kind", [".md", ".docx"])
def test_from_the_question_to_the_verdict(
    folder: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(folder / f"quotes{kind}")
    assert _run(folder, ASKED, "--export", file) == 0
    capsys.readouterr()
    assert _run(folder, "verify", file) == 0
    printed = capsys.readouterr().out
    assert "[1] 未变 · intact  全区法院系统共设立少年法庭34个" in printed
    assert printed.endswith("未变 · intact: 1\n")
    document = folder / "documents" / "a.txt"
    document.write_text(TORN.replace("34", "116"), "utf-8")
    _build(folder)
    assert _run(folder, "verify", file) == 1
    assert "[-34-]{+116+}个" in capsys.readouterr().out
    document.write_text("加上一行。\n\n" + TORN, "utf-8")
    _build(folder)
    assert _run(folder, "verify", file, "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert said["good"]
    assert [quote["status"] for quote in said["quotes"]] == ["moved"]
    assert said["quotes"][0]["now"]["path"] == "a.txt"
    document.unlink()
    (folder / "documents" / "b.txt").write_text("另一份文件说的是别的事情。", "utf-8")
    _build(folder)
    assert _run(folder, "verify", file) == 1
    assert "不见 · missing" in capsys.readouterr().out


def test_a_file_that_cannot_be_written_is_said_before_the_question_is_asked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(folder, ASKED, "--export", str(folder / "quotes.pdf")) == 1
    said = capsys.readouterr()
    assert "quotes.pdf: name a file that ends with .md or .docx" in said.err
    assert not said.out


def test_a_file_that_is_no_export_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "notes.md").write_text("# Notes\n", "utf-8")
    assert _run(folder, "verify", str(folder / "notes.md")) == 1
    assert "notes.md: it has no record; verify the file as it was exported" in capsys.readouterr().err


def test_a_document_cannot_drive_the_terminal(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "documents" / "a.txt").write_text(TORN.replace("全区法院", "\x1b[31m全区法院"), "utf-8")
    _build(folder)
    file = str(folder / "quotes.md")
    assert _run(folder, ASKED, "--export", file) == 0
    assert _run(folder, "verify", file) == 0
    assert "\x1b" not in capsys.readouterr().out
