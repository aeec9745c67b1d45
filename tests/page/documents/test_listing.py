"""What the tab shows of builds, snapshots and the trash."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from index.history import Entry
from page.documents.listing import said_size, said_time
from page.documents.past import render_snapshots, render_trash
from page.documents.rebuild import Outcome, Progress
from page.documents.trash import Trashed
from page.documents.work import NAMED, render_work

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
REPORT: dict[str, Any] = {
    **{"documents": 1200, "passages": 30, "embedded": 3, "seconds": 4.4, "unchanged": False},
    "changes": {
        "added": [f"{n}.txt" for n in range(25)],
        "changed": ["<b>"],
        "moved": [["a", "b"]],
        "removed": [],
    },
    "skipped": [{"path": "x.zip", "reason": "", "code": "zip_damaged", "values": {"error": "<i>"}}],
}


def test_how_far_a_build_is() -> None:
    html = render_work(Progress("embed", 1200, 5000, 24.6, 154.5), None)
    assert 'max="5000" value="1200"' in html
    assert "1,200 / 5,000" in html
    assert "25 passages/s" in html
    assert "about 3 min left" in html
    assert "2/3" in html
    assert 'data-do="cancel"' in html


def test_what_is_not_known_is_not_said() -> None:
    html = render_work(Progress("read", 7), None)
    assert "value=" not in html
    assert "/s" not in html.replace("</s", "")
    assert "Starting" in render_work(Progress(), None)
    assert "Checking and publishing" in render_work(Progress("cut", 9, 9), None)
    stopping = render_work(Progress("embed", 1, 9, stopping=True), None)
    assert "Stopping" in stopping
    assert "<button" not in stopping


def test_what_came_of_a_build() -> None:
    html = render_work(None, Outcome(NOW, REPORT))
    assert "The index was rebuilt" in html
    assert "1,200" in html
    assert html.count("<li dir") == NAMED + 3
    assert "5 more" in html
    assert 'x.zip: <span lang="zh">不是 ZIP 压缩包，或者坏了（&lt;i&gt;）；' in html
    assert "damaged one (&lt;i&gt;); pack it again</span>" in html
    assert "a → b" in html
    assert "Removed" not in html
    assert "Nothing has changed" in render_work(None, Outcome(NOW, REPORT | {"unchanged": True}))


def test_a_build_that_failed_or_was_stopped() -> None:
    assert "&lt;b&gt;full&lt;/b&gt;" in render_work(None, Outcome(NOW, error="<b>full</b>"))
    assert "Stopped" in render_work(None, Outcome(NOW, cancelled=True))
    assert render_work(None, None) == ""


def test_snapshots_and_which_can_be_gone_back_to() -> None:
    entries = [
        Entry("20260102T030405Z-00000002", True, 3, 4, "bundled", 5_000_000),
        Entry("20260102T030405Z-00000001", False, 1, 2, "bundled", 5_000_000),
        Entry("20260102T030405Z-00000000", False, 0, 0, "", 0, "<b>damaged</b>"),
    ]
    html = render_snapshots(entries, changes=True)
    assert html.count("data-rollback") == 1
    assert "in use" in html
    assert "&lt;b&gt;damaged" in html
    assert 'datetime="2026-01-02T03:04:05Z"' in html
    assert "data-rollback" not in render_snapshots(entries, changes=False)


def test_the_trash() -> None:
    items = [Trashed(str(n), "<b>.txt", 2048, NOW.isoformat()) for n in range(201)]
    html = render_trash(items)
    assert html.count("data-restore") == 200
    assert "&lt;b&gt;.txt" in html
    assert "1 more" in html
    assert "empty" in render_trash([])


@pytest.mark.parametrize(
    ("size", "said"),
    [(0, "0 B"), (1000, "1 KB"), (150_000, "146 KB"), (3 << 30, "3.0 GB"), (20 << 20, "20 MB")],
)
def test_sizes(size: int, said: str) -> None:
    assert said_size(size) == said


def test_times() -> None:
    assert said_time(NOW.isoformat()).count("2026-01-02T03:04:05+00:00") == 2
