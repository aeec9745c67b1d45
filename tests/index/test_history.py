"""Which snapshots there are, whether they are whole, and back to one."""

import json
from pathlib import Path

import pytest

from index.__main__ import main
from index.build import build
from index.errors import IndexBusy, IndexDamaged, IndexMissing
from index.history import history, rollback
from index.snapshot import building, current_id, open_snapshot
from tests.conftest import FakeEmbedder, source


@pytest.fixture
def index(tmp_path: Path, milvus: str) -> Path:
    """Three snapshots; of each the document says which."""
    for text in ("第一。", "第二。", "第三。"):
        build([source("a.txt", text)], tmp_path / "i", FakeEmbedder(), keep=9, milvus=milvus)
    return tmp_path / "i"


def says(index: Path) -> str:
    snapshot = open_snapshot(index)
    return snapshot.text(snapshot.passage(0))


def damage(index: Path, identity: str) -> None:
    path = index / "snapshots" / identity / "catalog.sqlite"
    path.write_bytes(path.read_bytes()[:-1] + b"?")


def order(index: Path) -> list[str]:
    """The ids as they were published; two within a second need not sort so."""
    return sorted(
        (path.name for path in (index / "snapshots").iterdir()),
        key=lambda name: (index / "snapshots" / name / "manifest.json").stat().st_mtime_ns,
    )


def test_all_are_listed_with_the_current_one(index: Path) -> None:
    entries = history(index)
    assert {entry.id for entry in entries} == set(order(index))
    assert [entry.id for entry in entries if entry.current] == [current_id(index)]
    assert all((entry.documents, entry.passages, entry.problem) == (1, 1, "") for entry in entries)
    assert all(entry.bytes > 1000 for entry in entries)


def test_a_damaged_one_is_found_when_looked_at_thoroughly(index: Path) -> None:
    first = order(index)[0]
    damage(index, first)
    assert not any(entry.problem for entry in history(index))
    (bad,) = [entry for entry in history(index, thoroughly=True) if entry.problem]
    assert bad.id == first
    assert "catalog.sqlite" in bad.problem


def test_back_to_a_named_one_and_on_again(index: Path, milvus: str) -> None:
    first = order(index)[0]
    assert rollback(index, first) == first
    assert says(index) == "第一。"
    build([source("a.txt", "第四。")], index, FakeEmbedder(), keep=9, milvus=milvus)
    assert says(index) == "第四。"


def test_back_to_the_one_before(index: Path) -> None:
    older = sorted(order(index))[:-1]
    rollback(index, sorted(order(index))[-1])
    assert rollback(index) == older[-1]
    assert current_id(index) == older[-1]


def test_a_damaged_one_is_not_gone_back_to(index: Path) -> None:
    first, before = order(index)[0], current_id(index)
    damage(index, first)
    with pytest.raises(IndexDamaged, match=r"catalog\.sqlite"):
        rollback(index, first)
    assert current_id(index) == before


@pytest.mark.parametrize("identity", ["nonsense", "..", "../..", "20260101T000000Z-00000000"])
def test_what_is_not_there_cannot_be_gone_back_to(index: Path, identity: str) -> None:
    with pytest.raises(IndexMissing, match="--list"):
        rollback(index, identity)


def test_the_oldest_has_none_before_it(index: Path) -> None:
    rollback(index, min(order(index)))
    with pytest.raises(IndexMissing, match="no snapshot before"):
        rollback(index)


def test_not_during_a_build(index: Path) -> None:
    with building(index), pytest.raises(IndexBusy):
        rollback(index)


def test_without_an_index_there_is_nothing_to_list(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="python -m index"):
        history(tmp_path)


@pytest.mark.parametrize("keep", [1, 2, 3])
def test_so_many_are_kept_and_the_one_before_among_them(index: Path, milvus: str, keep: int) -> None:
    first = order(index)[0]
    rollback(index, first)
    report = build([source("a.txt", "第四。")], index, FakeEmbedder(), keep=keep, milvus=milvus)
    left = set(order(index))
    assert len(left) == keep
    assert report.snapshot in left
    assert keep == 1 or first in left


def test_the_commands(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    at = ["--index", str(index)]
    assert main(["--list", *at]) == 0
    assert capsys.readouterr().out.count("1 documents, 1 passages") == 3
    first = order(index)[0]
    assert main(["--rollback", first, *at]) == 0
    assert capsys.readouterr().out == first + "\n"
    assert main(["--list", "--json", *at]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["id"] for line in lines if line["current"]] == [first]
    damage(index, first)
    assert main(["--verify", *at]) == 1
    assert "catalog.sqlite: not what was published" in capsys.readouterr().out
    assert main(["--rollback", first, *at]) == 1
    assert "catalog.sqlite" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["documents", "--list"], ["documents", "--keep", "0"]])
def test_what_makes_no_sense_is_refused(arguments: list[str]) -> None:
    with pytest.raises(SystemExit):
        main(arguments)
