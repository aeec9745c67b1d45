"""A file that many append to: every line whole, whatever happens."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index import journal
from index.errors import IndexUnwritable
from index.journal import append, read

ROOT = Path(__file__).parents[2]
WRITER = (
    "import sys; from pathlib import Path; from index.journal import append\n"
    "for n in range(50): append(Path(sys.argv[1]), {'by': sys.argv[2], 'n': n, 'text': '长' * 3000})"
)


def items(path: Path) -> list[dict[str, object]]:
    return [item for _, item in read(path).items]


def test_what_is_written_is_read_in_order(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "a.jsonl"
    assert read(path) == journal.Contents((), ())
    lines: list[dict[str, object]] = [{"n": 1}, {"text": "两\n行 \u2028 \ud83d"}, {"n": 3}]
    for line in lines:
        append(path, line)
    assert items(path) == [{"n": 1}, {"text": "两\n行 \u2028 ?"}, {"n": 3}]
    assert [where for where, _ in read(path).items] == [f"{path}:{number}" for number in (1, 2, 3)]


def test_processes_at_once_lose_and_mix_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    commands = [[sys.executable, "-c", WRITER, str(path), name] for name in "abc"]
    started = [subprocess.Popen(command, cwd=ROOT) for command in commands]
    assert [process.wait(60) for process in started] == [0, 0, 0]
    assert not read(path).problems
    for name in "abc":
        assert [item["n"] for item in items(path) if item["by"] == name] == list(range(50))


def test_threads_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: append(path, {"n": n}), range(100)))
    assert sorted(str(item["n"]) for item in items(path)) == sorted(map(str, range(100)))


@pytest.mark.parametrize("torn", [b'{"n": ', b'{"n": 2}', "{半".encode()[:-1]])
def test_what_a_crash_left_is_named_and_harms_no_other_line(tmp_path: Path, torn: bytes) -> None:
    path = tmp_path / "a.jsonl"
    append(path, {"n": 1})
    with path.open("ab") as file:
        file.write(torn)
    append(path, {"n": 3})
    assert [item["n"] for item in items(path) if item["n"] != 2] == [1, 3]
    assert len(read(path).problems) == (torn != b'{"n": 2}')


@pytest.mark.parametrize("line", [b"7", b"[]", b"\xff", b"{", b"[" * 100_000])
def test_bad_lines_are_named_and_passed_over(tmp_path: Path, line: bytes) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"n": 1}\n\n' + line + b'\n{"n": 2}\n')
    assert [item["n"] for item in items(path)] == [1, 2]
    (problem,) = read(path).problems
    assert problem.startswith(f"{path}:3: not ")


def test_a_full_disk_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.jsonl"
    append(path, {"n": 1})

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(IndexUnwritable, match=r"a\.jsonl: cannot be written \(No space left"):
        append(path, {"n": 2})
    monkeypatch.undo()
    append(path, {"n": 3})
    assert [item["n"] for item in items(path)] == [1, 3]
    assert not read(path).problems


def test_there_is_an_end_to_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.jsonl"
    monkeypatch.setattr(journal, "LARGEST", 100)
    with pytest.raises(IndexUnwritable, match="a line of"):
        append(path, {"text": "x" * journal.LONGEST})
    for _ in range(3):
        append(path, {"text": "x" * 15})
    with pytest.raises(IndexUnwritable, match="100 bytes are the most"):
        append(path, {"text": "x" * 15})
    path.write_bytes(path.read_bytes() * 2)
    assert "the rest is not read" in read(path).problems[0]


def test_where_nothing_can_be_written_or_read_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(IndexUnwritable, match="cannot be written"):
        append(tmp_path / "file" / "a.jsonl", {})
    with pytest.raises(IndexUnwritable, match="cannot be read"):
        read(tmp_path)
