"""Shares of the work are computed apart, and the build has nothing left to embed or cut."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import filelock
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.__main__ import main
from index.build import build
from index.document import File
from index.errors import IndexBusy, IndexUnwritable
from index.load import iter_files
from index.share import Share, compute_share
from index.snapshot import open_snapshot
from index.terms import Analyser
from tests.conftest import FakeEmbedder


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number}.txt").write_text(f"第{number}号文件说，成立少年法庭{number}个。" * 4, "utf-8")
    (folder / "empty.txt").write_text("", "utf-8")
    return folder


def shared(documents: Path, index: Path, number: int, of: int = 3) -> tuple[int, int]:
    """Documents of a share, and passages that were embedded for it."""
    done = compute_share(iter_files(documents), index, FakeEmbedder(), Share(number, of))
    return done.documents, done.embedded


@given(st.integers(1, 99), st.text("0123456789abcdef", min_size=64, max_size=64))
def test_every_document_is_in_one_share(of: int, sha256: str) -> None:
    file = File("a.txt", Path("a.txt"), sha256)
    assert sum(Share(number, of).has(file) for number in range(1, of + 1)) == 1


def test_shares_together_leave_nothing_to_embed_or_cut(
    documents: Path, tmp_path: Path, milvus: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = tmp_path / "index"
    done = [shared(documents, index, number) for number in (1, 2, 3)]
    assert sum(number for number, _ in done) == sum(embedded for _, embedded in done) == 12
    assert all(number for number, _ in done)

    def cut(analyser: Analyser, text: str) -> list[str]:
        raise AssertionError(f"cut again: {text}")

    with monkeypatch.context() as patch:
        patch.setattr(Analyser, "terms", cut)
        report = build(iter_files(documents), index, FakeEmbedder(), milvus=milvus)
    assert (report.passages, report.embedded) == (12, 0)
    assert not list((index / "shares").glob("*.sqlite*"))
    alone = build(iter_files(documents), tmp_path / "alone", FakeEmbedder(), milvus=milvus)
    one, other = open_snapshot(index), open_snapshot(tmp_path / "alone")
    question = FakeEmbedder().embed_questions(["少年法庭3个"])[0]
    assert alone.passages == 12
    assert one.vectors.search(question, 5) == other.vectors.search(question, 5)


def test_what_the_index_has_is_not_computed_again(documents: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    build(iter_files(documents), index, FakeEmbedder())
    (documents / "new.txt").write_text("新的文件，成立少年法庭。", "utf-8")
    assert sum(shared(documents, index, number)[1] for number in (1, 2, 3)) == 1
    assert build(iter_files(documents), index, FakeEmbedder()).embedded == 0


class Interrupted(FakeEmbedder):
    def embed_passages(self, texts: Sequence[str], progress: object = None) -> np.ndarray:
        if self.texts:
            raise KeyboardInterrupt
        return super().embed_passages(texts)


def test_one_that_was_interrupted_goes_on_and_is_not_taken_in_before(
    documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = tmp_path / "index"
    monkeypatch.setattr("index.computed._AT_ONCE", 2)
    with pytest.raises(KeyboardInterrupt):
        compute_share(iter_files(documents), index, Interrupted(), Share(1, 1))
    assert not list((index / "shares").glob("*.sqlite"))
    assert build(iter_files(documents), tmp_path / "index", FakeEmbedder()).embedded == 12
    assert shared(documents, tmp_path / "index", 1, of=1) == (12, 0)


def test_one_that_was_interrupted_keeps_what_it_had(
    documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.computed._AT_ONCE", 2)
    with pytest.raises(KeyboardInterrupt):
        compute_share(iter_files(documents), tmp_path / "index", Interrupted(), Share(1, 1))
    assert shared(documents, tmp_path / "index", 1, of=1) == (12, 10)
    assert shared(documents, tmp_path / "index", 1, of=1) == (12, 0)  # not taken in yet, and not lost


def test_the_same_share_is_made_once_at_a_time(documents: Path, tmp_path: Path) -> None:
    lock = tmp_path / "index" / "shares" / "1-of-3.lock"
    lock.parent.mkdir(parents=True)
    with filelock.FileLock(lock), pytest.raises(IndexBusy, match="share 1-of-3"):
        shared(documents, tmp_path / "index", 1)
    assert shared(documents, tmp_path / "index", 1)[0]


def test_a_damaged_one_is_done_without(
    documents: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    index = tmp_path / "index"
    for number in (1, 2, 3):
        shared(documents, index, number)
    damaged = index / "shares" / "2-of-3.embeddings.sqlite"
    with sqlite3.connect(damaged) as connection:
        (lost,) = connection.execute("SELECT count(*) FROM computed").fetchone()
    damaged.write_bytes(b"not a database, by no means" * 200)
    assert build(iter_files(documents), index, FakeEmbedder()).embedded == lost > 0
    assert "2-of-3.embeddings.sqlite: cannot be taken in" in caplog.text


def test_where_it_cannot_be_written_is_named(documents: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(IndexUnwritable, match="--index"):
        shared(documents, tmp_path / "file", 1)


def test_the_command(
    documents: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.embed.open_embedder", lambda *_: FakeEmbedder())
    at = [str(documents), "--index", str(tmp_path / "index")]
    assert main([*at, "--share", "1/1"]) == 0
    assert "share 1 of 1: 12 documents, 12 passages (12 embedded); when all" in capsys.readouterr().out
    assert main([*at, "--share", "1/1", "--json"]) == 0
    assert '"embedded": 0' in capsys.readouterr().out
    assert main(at) == 0
    assert "12 passages (0 embedded)" in capsys.readouterr().out


@pytest.mark.parametrize("share", ["0/3", "4/3", "1", "a/b", "1/0", "-1/3"])
def test_what_is_no_share_is_refused(share: str) -> None:
    with pytest.raises(SystemExit):
        main(["documents", f"--share={share}"])
