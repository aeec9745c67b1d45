import json
import multiprocessing
import os
import re
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from index.build import build
from index.errors import IndexBusy, IndexDamaged, IndexMissing, IndexUnwritable
from index.manifest import read_manifest
from index.snapshot import building, current_id, make_current, names, open_snapshot
from tests.conftest import APART, FakeEmbedder, source


@pytest.fixture
def index(tmp_path: Path, milvus: str) -> Path:
    made = source("a.txt", "成立少年法庭34个。", "孤儿每月2004元。", between=APART)
    build([made], tmp_path / "i", FakeEmbedder(), milvus=milvus)
    return tmp_path / "i"


def files(index: Path) -> list[Path]:
    folder = index / "snapshots" / current_id(index)
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock")


def test_a_published_snapshot_opens(index: Path) -> None:
    snapshot = open_snapshot(index)
    assert snapshot.manifest.passages == 2
    assert snapshot.text(snapshot.passage(0)) == "成立少年法庭34个。"
    assert snapshot.id == current_id(index)


def test_no_index_is_named_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="python -m index"):
        open_snapshot(tmp_path)


@pytest.fixture
def other(index: Path, milvus: str) -> Path:
    """The folder of another snapshot beside the current one, of the same passages but for a figure."""
    made = source("a.txt", "成立少年法庭35个。", "孤儿每月2004元。", between=APART)
    before = current_id(index)
    build([made], index, FakeEmbedder(), milvus=milvus)
    folder = index / "snapshots" / current_id(index)
    make_current(index, before)
    return folder


def _truncated(data: bytes, other: bytes) -> bytes:
    return data[: len(data) // 2]


def _emptied(data: bytes, other: bytes) -> bytes:
    return b""


def _flipped(at: float) -> Callable[[bytes, bytes], bytes]:
    def flipped(data: bytes, other: bytes) -> bytes:
        place = int(at * (len(data) - 1))
        return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]

    return flipped


def _swapped(data: bytes, other: bytes) -> bytes:
    return other


@pytest.mark.parametrize(
    "damage", [_truncated, _emptied, _swapped, *(_flipped(at) for at in (0.0, 0.1, 0.33, 0.5, 0.9, 1.0))]
)
def test_every_damaged_file_is_refused_by_name(
    index: Path, other: Path, milvus: str, damage: Callable[[bytes, bytes], bytes]
) -> None:
    folder = index / "snapshots" / current_id(index)
    changed = 0
    for path in files(index):
        original = path.read_bytes()
        # Tantivy names its segments at random; what stands for them is any segment of that kind.
        like = other / path.relative_to(folder)
        twin = like if like.exists() else min(like.parent.glob(f"*{path.suffix}"))
        damaged = damage(original, twin.read_bytes())
        if damaged == original:
            continue
        changed += 1
        path.write_bytes(damaged)
        with pytest.raises(IndexDamaged, match=re.escape(path.name)):
            open_snapshot(index)
        path.write_bytes(original)
    assert changed > (3 if milvus else 8)
    open_snapshot(index)


def test_every_bit_of_the_manifest_counts(index: Path) -> None:
    path = index / "snapshots" / current_id(index) / "manifest.json"
    original = path.read_bytes()
    for place in range(0, len(original), 7):
        path.write_bytes(original[:place] + bytes([original[place] ^ 1]) + original[place + 1 :])
        with pytest.raises(IndexDamaged, match=r"manifest\.json"):
            read_manifest(path.parent)


def test_a_missing_file_is_named(index: Path) -> None:
    for path in files(index):
        original = path.read_bytes()
        path.unlink()
        with pytest.raises(IndexDamaged, match=re.escape(path.name)):
            open_snapshot(index)
        path.write_bytes(original)


@pytest.mark.parametrize("name", ["", "..", "../..", "nonsense", "x" * 5000])
def test_a_damaged_pointer_is_refused(index: Path, name: str) -> None:
    (index / "CURRENT").write_text(name)
    with pytest.raises(IndexDamaged, match="CURRENT"):
        open_snapshot(index)


def test_another_snapshots_manifest_is_refused(index: Path) -> None:
    path = index / "snapshots" / current_id(index) / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**manifest, "id": "another"}), "utf-8")
    with pytest.raises(IndexDamaged, match=r"manifest\.json"):
        open_snapshot(index)


def test_a_second_builder_is_refused(index: Path) -> None:
    with building(index), pytest.raises(IndexBusy, match=r"process \d+ on .* since"), building(index):
        pass


def _build_and_wait(index: Path, pipe: Connection) -> None:
    with building(index) as folder:
        (folder / "half").write_text("written")
        pipe.send(None)
        signal.pause()


def test_a_dead_builders_lock_and_leavings_are_gone(index: Path, milvus: str) -> None:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_build_and_wait, args=(index, theirs))
    process.start()
    assert ours.poll(60)
    before = current_id(index)
    with pytest.raises(IndexBusy), building(index):
        pass
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join()
    assert current_id(index) == before
    open_snapshot(index)
    report = build([source("b.txt", "新的。")], index, FakeEmbedder(), milvus=milvus)
    assert current_id(index) == report.snapshot
    assert not list((index / "snapshots").glob("*.building"))


def test_ids_are_in_the_order_of_builds(index: Path, milvus: str) -> None:
    made = [
        build([source("b.txt", f"第{n}次。")], index, FakeEmbedder(), keep=9, milvus=milvus).snapshot
        for n in range(5)
    ]
    assert made == sorted(made)
    assert names(index)[:5] == made[::-1]


def test_an_open_snapshot_outlives_its_successor(index: Path, milvus: str) -> None:
    old = open_snapshot(index)
    for text in ("新的。", "更新的。", "最新的。"):
        build([source("b.txt", text)], index, FakeEmbedder(), milvus=milvus)
    assert old.text(old.passage(1)) == "孤儿每月2004元。"
    assert old.document("a.txt").path == "a.txt"
    assert len(list((index / "snapshots").iterdir())) == 2


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(IndexUnwritable, match="file: cannot be written"), building(tmp_path / "file"):
        pass
