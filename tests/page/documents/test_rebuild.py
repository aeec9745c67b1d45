"""An index built in a process of its own: how far it is, what came of it, and stopping it."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable

import pytest

from index.manifest import read_manifest
from index.snapshot import current_id
from page.documents.rebuild import Outcome, Rebuild, as_before
from page.documents.refused import Refused
from tests.page.documents.conftest import Place

BEGIN = "import json, sys, time; say = lambda line: print(line, file=sys.stderr, flush=True)\n"
READ = 'say(json.dumps({"stage": "read", "done": 1, "total": 0}))\n'
REPORT = {"documents": 2}


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def rebuild(place: Place, told: list[str]) -> Rebuild:
    return Rebuild(place.folder, place.index, lambda: told.append("told"))


def runs(rebuild: Rebuild, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Starts, in place of a build, something that says what one would say."""
    monkeypatch.setattr(rebuild, "_command", lambda: [sys.executable, "-c", BEGIN + code])
    rebuild.start()


def wait(condition: Callable[[], object]) -> None:
    end = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.02)


def ended(rebuild: Rebuild) -> Outcome:
    wait(lambda: rebuild.outcome)
    assert rebuild.outcome
    assert rebuild.progress is None
    return rebuild.outcome


def test_how_far_it_is_and_what_came_of_it(
    rebuild: Rebuild, monkeypatch: pytest.MonkeyPatch, told: list[str]
) -> None:
    embed = (
        "for n in range(40): say(json.dumps({'stage': 'embed', 'done': n, 'total': 400})); time.sleep(.05)\n"
    )
    runs(rebuild, monkeypatch, READ + embed + f"print('{json.dumps(REPORT)}')")
    wait(lambda: rebuild.progress and rebuild.progress.rate)
    progress = rebuild.progress
    assert progress
    assert progress.rate
    assert progress.left
    assert (progress.stage, progress.total) == ("embed", 400)
    assert 5 < progress.rate < 25
    assert progress.left == pytest.approx((400 - progress.done) / progress.rate)
    assert ended(rebuild).report == REPORT
    wait(lambda: told)
    assert told == ["told"]


def test_one_at_a_time(rebuild: Rebuild, monkeypatch: pytest.MonkeyPatch) -> None:
    runs(rebuild, monkeypatch, "time.sleep(60)")
    with pytest.raises(Refused, match="rebuild_busy"):
        rebuild.start()
    rebuild.cancel()
    assert ended(rebuild).cancelled


def test_what_it_says_when_it_fails(
    rebuild: Rebuild, monkeypatch: pytest.MonkeyPatch, told: list[str]
) -> None:
    runs(rebuild, monkeypatch, READ + "say('index: <b>the disk is full</b>'); sys.exit(1)")
    assert ended(rebuild).error == "<b>the disk is full</b>"
    assert told == []
    rebuild.start()
    assert rebuild.outcome is None
    ended(rebuild)


def test_stopped_when_asked(rebuild: Rebuild, monkeypatch: pytest.MonkeyPatch, told: list[str]) -> None:
    hears = "import signal; signal.signal(signal.SIGTERM, signal.default_int_handler)\n"
    code = "try:\n time.sleep(60)\nexcept KeyboardInterrupt:\n say('stopped'); sys.exit(130)"
    runs(rebuild, monkeypatch, hears + READ + code)
    wait(lambda: rebuild.progress and rebuild.progress.stage)
    rebuild.cancel()
    assert rebuild.progress is None or rebuild.progress.stopping
    assert ended(rebuild) == Outcome(ended(rebuild).ended, cancelled=True)
    assert told == []


def test_ended_when_it_does_not_stop(rebuild: Rebuild, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.child.PATIENCE", 0.1)
    deaf = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
    runs(rebuild, monkeypatch, deaf + READ + "time.sleep(60)")
    wait(lambda: rebuild.progress and rebuild.progress.stage)
    rebuild.cancel()
    assert ended(rebuild).cancelled


def test_a_build_is_made_as_the_one_before(place: Place) -> None:
    assert as_before(place.index) == ["--keep", "2"]
    place.build()
    model = read_manifest(place.index / "snapshots" / current_id(place.index)).model
    assert as_before(place.index) == ["--keep", "2", "--model", model]


def test_a_real_build(place: Place, rebuild: Rebuild) -> None:
    place.write("bad.exe", "MZ")
    rebuild.start()
    outcome = ended(rebuild)
    assert outcome.error == ""
    assert (outcome.report["documents"], outcome.report["embedded"]) == (2, 2)
    assert [item["path"] for item in outcome.report["skipped"]] == ["bad.exe"]
    assert outcome.report["snapshot"] == current_id(place.index)
