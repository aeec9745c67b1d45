"""`python -m index`, with the tiny embedder in place of the model."""

import json
from pathlib import Path

import pytest

from index.__main__ import main
from index.snapshot import current_id
from tests.conftest import FakeEmbedder


@pytest.fixture(autouse=True)
def models(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The models that were opened, by name."""
    opened: list[str] = []

    def open_embedder(model: str = "bundled") -> FakeEmbedder:
        opened.append(model)
        return FakeEmbedder()

    monkeypatch.setattr("index.embed.open_embedder", open_embedder)
    return opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "documents"
    made.mkdir()
    paragraphs = (sentence * 12 for sentence in ("成立少年法庭34个。", "孤儿每月2004元。"))
    (made / "a.txt").write_text("\n\n".join(paragraphs), "utf-8")
    return made


def run(folder: Path, *more: str) -> int:
    return main([str(folder), "--index", str(folder.parent / "index"), *more])


def test_the_report_says_what_was_published(
    folder: Path, models: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder) == 0
    printed = capsys.readouterr().out
    snapshot = current_id(folder.parent / "index")
    assert printed.startswith(f"1 documents, 1 articles, 2 passages (2 embedded): snapshot {snapshot}")
    assert "published in" in printed
    assert models == ["bundled"]


def test_a_second_run_is_already_up_to_date(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder) == 0
    before = current_id(folder.parent / "index")
    capsys.readouterr()
    assert run(folder) == 0
    assert capsys.readouterr().out.endswith(f"snapshot {before} already up to date\n")
    assert current_id(folder.parent / "index") == before


def test_the_report_as_one_object(
    folder: Path, models: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "b.pdf").write_bytes(b"%PDF-1.7")
    assert run(folder, "--json", "--model", "M") == 0
    report = json.loads(capsys.readouterr().out)
    assert report.pop("seconds") >= 0
    (skipped,) = report.pop("skipped")
    assert skipped["path"] == "b.pdf"
    assert report == {
        "snapshot": current_id(folder.parent / "index"),
        "documents": 1,
        "articles": 1,
        "passages": 2,
        "embedded": 2,
        "copies": [],
        "changes": {"added": [], "changed": [], "moved": [], "removed": []},
        "why": [],
        "unchanged": False,
    }
    assert models == ["M"]


def test_a_skipped_file_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "b.pdf").write_bytes(b"%PDF-1.7")
    assert run(folder) == 0
    skipped, summary = capsys.readouterr().out.splitlines()
    assert skipped.startswith("skipped b.pdf: not a PDF, or a damaged one; ")
    assert summary.startswith("1 documents")


def test_a_missing_folder_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder / "nowhere") == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    (message,) = (line for line in printed.err.splitlines() if line.startswith("index: "))
    assert "nowhere: no such folder; give the folder" in message


def test_progress_as_lines_for_another_program(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "--progress", "json", "--json") == 0
    printed = capsys.readouterr()
    stages = [json.loads(line) for line in printed.err.splitlines()]
    assert stages[0] == {"stage": "read", "done": 1, "total": 0}
    assert {"stage": "embed", "done": 2, "total": 2} in stages
    assert stages[-1] == {"stage": "cut", "done": 2, "total": 2}
    assert json.loads(printed.out)["passages"] == 2
