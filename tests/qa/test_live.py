"""A page that runs picks up a new snapshot, and goes on when that is damaged."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.build import build
from index.errors import IndexMissing
from index.snapshot import current_id
from qa import engine as engines
from qa.live import LiveEngine
from tests.conftest import FakeEmbedder, source


@pytest.fixture(autouse=True)
def _models(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "open_embedder", lambda model: FakeEmbedder())


def publish(index: Path, text: str) -> str:
    return build([source("a.txt", text)], index, FakeEmbedder()).snapshot


def until(live: LiveEngine, identity: str) -> None:
    end = time.monotonic() + 30
    while live().snapshot.id != identity:
        assert time.monotonic() < end
        time.sleep(0.01)


def test_a_new_snapshot_is_picked_up(tmp_path: Path) -> None:
    first = publish(tmp_path, "成立少年法庭34个。")
    live = LiveEngine(tmp_path, "none")
    old = live()
    assert old.snapshot.id == first
    assert live() is old
    second = publish(tmp_path, "成立少年法庭35个。")
    until(live, second)
    assert live().embedder is old.embedder
    assert old.ask("少年法庭").snapshot == first  # who had begun goes on


def test_one_before_is_asked_while_the_newest_is_damaged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    first = publish(tmp_path, "成立少年法庭34个。")
    live = LiveEngine(tmp_path, "none")
    live()
    second = publish(tmp_path, "成立少年法庭35个。")
    (tmp_path / "snapshots" / second / "catalog.sqlite").write_bytes(b"")
    end = time.monotonic() + 30
    while "the one before is" not in caplog.text:
        assert live().snapshot.id == first
        assert time.monotonic() < end
        time.sleep(0.01)
    assert live().snapshot.id == first
    until(live, publish(tmp_path, "成立少年法庭36个。"))


def test_a_pointer_that_is_gone_changes_nothing(tmp_path: Path) -> None:
    first = publish(tmp_path, "成立少年法庭34个。")
    live = LiveEngine(tmp_path, "none")
    live()
    (tmp_path / "CURRENT").unlink()
    assert live().snapshot.id == first


def test_without_an_index_it_says_so_and_looks_again(tmp_path: Path) -> None:
    live = LiveEngine(tmp_path, "none")
    with pytest.raises(IndexMissing):
        live()
    first = publish(tmp_path, "成立少年法庭34个。")
    assert live().snapshot.id == first


def test_askers_and_a_builder_at_once(tmp_path: Path) -> None:
    """Each answer is from one of the snapshots, and quotes what that one says."""
    said = {publish(tmp_path, "成立少年法庭100个。"): "100"}
    live = LiveEngine(tmp_path, "none")
    done = threading.Event()
    problems: list[object] = []
    answers: list[tuple[str, str]] = []

    def ask() -> None:
        while not done.is_set():
            try:
                answer = live().ask("少年法庭有多少个?")
                quotes = answer.quotes or answer.nearest
                answers.append((answer.snapshot, quotes[0].text))
            except Exception as error:
                problems.append(error)

    askers = [threading.Thread(target=ask) for _ in range(3)]
    for one in askers:
        one.start()
    for number in _numbers(101, 108):
        said[publish(tmp_path, f"成立少年法庭{number}个。")] = str(number)
    until(live, current_id(tmp_path))
    time.sleep(0.1)
    done.set()
    for one in askers:
        one.join()
    assert problems == []
    assert len(answers) > 10
    assert all(text == f"成立少年法庭{said[snapshot]}个。" for snapshot, text in answers)
    assert {snapshot for snapshot, _ in answers} >= {max(said, key=lambda name: int(said[name]))}


def _numbers(start: int, end: int) -> Iterator[int]:
    for number in range(start, end):
        time.sleep(0.05)
        yield number
