from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

from eval.datasets import Dataset, Question, source
from eval.peers.chart import chart
from eval.peers.job import Measured
from eval.peers.results import HEADS, Comparison, cells, lines, machine, write

QUESTIONS = (
    Question("q1", "桥", "zh", (), frozenset({"p1"})),
    Question("q2", "桥", "zh", (), frozenset({"p2"})),
    Question("q3", "bridge", "en", (), frozenset({"p1"})),
)
OURS = Measured("Yinju", 1.25, 400_000_000, (("p1", "p2"), ("p2",), ("p2", "p1")), (10.0, 20.0, 30.0))
THEIRS = Measured("Peer <1>", 7.0, 1_500_000_000, (("p2", "p1"), ("p1", "p2"), ("p2",)), (1.0, 2.0, 3.0))
COMPARISON = Comparison(
    Dataset("town among others", (source("p1", "", "桥"), source("p2", "", "桥")), QUESTIONS, ("a sample",)),
    2,
    (OURS, THEIRS),
    ("other: no such module",),
    "2026-01-01 00:00 UTC",
    {"peer": "1.0"},
)


def test_lines_are_by_language() -> None:
    found = {(line.system, line.language): line for line in lines(COMPARISON)}
    assert list(found) == [("Yinju", "en"), ("Peer <1>", "en"), ("Yinju", "zh"), ("Peer <1>", "zh")]
    ours, theirs = found["Yinju", "zh"], found["Peer <1>", "zh"]
    assert (ours.ranking["recall@1"], ours.ranking["mrr@10"], ours.ahead) == (1, 1, None)
    assert (theirs.ranking["recall@1"], theirs.ranking["recall@10"], theirs.ranking["mrr@10"]) == (0, 1, 0.5)
    # Half ahead in both questions, so in every draw of them.
    assert theirs.ahead == (0.5, 0.5, 0.5)
    assert (ours.questions, ours.median) == (2, 15)
    # Found second, and not at all.
    english = found["Peer <1>", "en"]
    assert (english.ranking["recall@10"], english.ahead) == (0, (0.5, 0.5, 0.5))


def test_cells_fit_their_heads() -> None:
    ours, theirs = (cells(line) for line in lines(COMPARISON)[2:])
    assert len(ours) == len(HEADS)
    assert ours[:4] == ["Yinju", "2 zh", "100.0", "100.0"]
    assert ours[6:] == ["–", "–", "1.2", "15", "20", "400"]
    assert theirs[6:] == ["+50.0", "+50.0 … +50.0", "7.0", "2", "2", "1,500"]


def test_without_ours_nothing_is_compared() -> None:
    assert all(line.ahead is None for line in lines(replace(COMPARISON, measured=(THEIRS,))))


def test_a_section_takes_the_place_of_its_earlier_one(tmp_path: Path) -> None:
    path = tmp_path / "RESULTS.md"
    written, picture = write(COMPARISON, path)
    assert (written, picture) == (path, tmp_path / "charts" / "town-among-others.svg")
    other = replace(COMPARISON, dataset=replace(COMPARISON.dataset, name="city"))
    write(other, path)
    before = path.read_text("utf-8")
    write(replace(COMPARISON, created="2026-02-02 00:00 UTC"), path)
    after = path.read_text("utf-8")
    assert after == before.replace("2026-01-01", "2026-02-02", 1)
    assert [line for line in after.splitlines() if line.startswith("#")][1:] == [
        "## town among others",
        "## city",
    ]


def test_a_section_says_what_was_measured_and_what_failed(tmp_path: Path) -> None:
    write(COMPARISON, tmp_path / "RESULTS.md")
    text = (tmp_path / "RESULTS.md").read_text("utf-8")
    for part in (
        f"2026-01-01 00:00 UTC · {machine()} · 2 passages in 2 pieces",
        "Note: a sample.",
        "Failed: other: no such module",
        "| Yinju | 2 zh | 100.0 |",
        "(charts/town-among-others.svg)",
        "peer 1.0",
    ):
        assert part in text


def test_the_chart_has_a_bar_for_each_share() -> None:
    shares = (("en", "Yinju", 0.5), ("en", "Peer <1>", 0.0), ("zh", "Yinju", 1.0), ("zh", "Peer <1>", 0.5))
    picture = ElementTree.fromstring(chart("MRR@10", shares))
    bars = picture.findall(".//{*}rect")
    assert [bar.get("class") for bar in bars] == ["ours", "peer", "ours", "peer"]
    assert [float(bar.get("width") or 0) for bar in bars] == [210, 0, 420, 210]
    assert "Peer <1>" in [text.text for text in picture.findall(".//{*}text")]
