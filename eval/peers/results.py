"""What was measured: a table for the terminal, and a section with a chart in eval/RESULTS.md."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.datasets import Dataset, Question
from eval.metrics import Asked, Scores, mean, paired_interval, percentiles, scores
from eval.peers.chart import chart
from eval.peers.job import OURS, Measured
from eval.report import shown
from qa.answer import Answer

RESULTS = Path(__file__).parent.parent / "RESULTS.md"
RANKING = {"recall@1": "R@1", "recall@10": "R@10", "mrr@10": "MRR@10", "ndcg@10": "nDCG@10"}
HEADS = ("", "questions", *RANKING.values(), "ours − it", "95 %", "index s", "ms", "p95 ms", "peak MB")
_PREAMBLE = """\
# Yinju beside LlamaIndex, LangChain, Haystack and txtai

Each section is what `python -m eval.peers DATASET … --write` measured and wrote: one run on one machine.

Every system gets the same pieces (the passages as Yinju splits them, their titles before them), the same
questions and the same model (multilingual-e5-small, with its prompts): Yinju as it is, in 8 bits by ONNX
Runtime, the peers as they load it, in 32 bits by torch. Each is set up for hybrid search (vectors and
BM25) as its own documentation shows: LlamaIndex, LangChain and Haystack fuse the ranks of ten pieces by
either, txtai adds the scores and gives ten. Two choices were measured and made in the peers' favour: more
than ten pieces made them worse, and of equal sums the piece found by its vector comes first. "+ jieba" is
a second run, with jieba's words for BM25, by what the peer offers for that. A passage is found at the
rank of its best piece.

- *ours − it*: difference of MRR@10, with a 95 % paired bootstrap interval over the questions
- *index s*: from the pieces to a system that can be asked, without imports and loading the model; of a second
  run too, which has the vectors of the first
- *ms*: median and 95th percentile of a whole retrieval, one question after the other
- *peak MB*: the most memory that the system's own process had held by then

Shares are in percent.
"""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One run: systems in the order in which they ran; `failed` says why others did not."""

    dataset: Dataset
    pieces: int
    measured: tuple[Measured, ...]
    failed: tuple[str, ...]
    created: str
    versions: dict[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """A system on the questions of one language. `ahead`: our MRR@10 less its own, and the interval."""

    system: str
    language: str
    questions: int
    ranking: Scores
    ahead: tuple[float, float, float] | None
    seconds: float
    median: float
    late: float
    peak: int


def lines(comparison: Comparison) -> list[Line]:
    """By language, then in the order in which the systems ran."""
    questions = comparison.dataset.questions
    asked = {one.name: _asked(questions, one) for one in comparison.measured}
    values = {name: scores(found) for name, found in asked.items()}
    found = []
    for language in sorted({question.lang for question in questions}):
        numbers = [number for number, question in enumerate(questions) if question.lang == language]
        groups = {name: [all_[number] for number in numbers] for name, all_ in values.items()}
        for one in comparison.measured:
            timed = percentiles([asked[one.name][number] for number in numbers])
            found.append(
                Line(
                    one.name,
                    language,
                    len(numbers),
                    {measure: mean(groups[one.name], measure) for measure in RANKING},
                    _ahead(groups.get(OURS), groups[one.name]) if one.name != OURS else None,
                    one.seconds,
                    timed["ms_p50"],
                    timed["ms_p95"],
                    one.peak,
                )
            )
    return found


def cells(line: Line) -> list[str]:
    """As `HEADS` names them."""
    difference, interval = "–", "–"
    if line.ahead:
        middle, low, high = (f"{100 * value:+.1f}".replace("-", "−") for value in line.ahead)
        difference, interval = middle, f"{low} … {high}"
    return [
        line.system,
        f"{line.questions} {line.language}",
        *(shown(name, value) for name, value in line.ranking.items()),
        difference,
        interval,
        f"{line.seconds:.1f}",
        f"{line.median:.0f}",
        f"{line.late:.0f}",
        f"{line.peak / 1e6:,.0f}",
    ]


def write(comparison: Comparison, path: Path) -> list[Path]:
    """Puts this run's section into the file at `path`, in place of an earlier one of that name."""
    name = comparison.dataset.name
    picture = path.parent / "charts" / (re.sub(r"[^\w-]+", "-", name) + ".svg")
    picture.parent.mkdir(parents=True, exist_ok=True)
    found = lines(comparison)
    bars = ((line.language, line.system, line.ranking["mrr@10"] or 0.0) for line in found)
    picture.write_text(chart("MRR@10", bars), "utf-8")
    before = path.read_text("utf-8") if path.exists() else _PREAMBLE
    section = f"## {name}\n\n{_section(comparison, found, f'charts/{picture.name}')}"
    head, *sections = re.split(r"^(?=## )", before, flags=re.MULTILINE)
    kept = [one.strip() for one in sections]
    own = next((at for at, one in enumerate(kept) if one.splitlines()[0] == f"## {name}"), len(kept))
    kept[own : own + 1] = [section]
    path.write_text("\n\n".join([head.strip(), *kept]) + "\n", "utf-8")
    return [path, picture]


def machine() -> str:
    """The processor, how many of them, and the memory."""
    info = Path("/proc/cpuinfo")
    model = re.search(r"^model name\s*:\s*(.+)$", info.read_text(), re.MULTILINE) if info.exists() else None
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    name = model[1] if model else platform.processor() or platform.machine()
    return f"{name}, {os.cpu_count()} processors, {memory:.0f} GiB"


def _asked(questions: Sequence[Question], measured: Measured) -> list[Asked]:
    nothing = Answer("", (), (), "", 0.0, 0.0)  # nobody reads here
    return [
        Asked(question, nothing, ranking, question.positive_ids, milliseconds)
        for question, ranking, milliseconds in zip(
            questions, measured.rankings, measured.milliseconds, strict=True
        )
    ]


def _ahead(ours: list[Scores] | None, theirs: list[Scores]) -> tuple[float, float, float] | None:
    interval = paired_interval(ours, theirs, "mrr@10") if ours else None
    if ours is None or interval is None:
        return None
    return (mean(ours, "mrr@10") or 0.0) - (mean(theirs, "mrr@10") or 0.0), *interval


def _section(comparison: Comparison, found: Sequence[Line], picture: str) -> str:
    dataset = comparison.dataset
    rows = [f"| {' | '.join(row)} |" for row in (HEADS, *map(cells, found))]
    rows.insert(1, f"|---|{'---:|' * (len(HEADS) - 1)}")
    versions = ", ".join(f"{name} {version}" for name, version in comparison.versions.items())
    size = f"{len(dataset.sources):,} passages in {comparison.pieces:,} pieces"
    parts = [
        f"{comparison.created} · {machine()} · {size}",
        *(f"Note: {note}." for note in dataset.notes),
        *(f"Failed: {failure}" for failure in comparison.failed),
        "\n".join(rows),
        f"![MRR@10 of each system]({picture})",
        f"Python {platform.python_version()}, {versions}",
    ]
    return "\n\n".join(parts)
