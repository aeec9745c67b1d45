"""`python -m qa verify FILE`: are the quotes that were exported still in the documents?"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import printable

if TYPE_CHECKING:
    from qa.export.verify import Finding, Status

_SAID: dict[Status, str] = {
    "intact": "未变 · intact",
    "moved": "移动 · moved",
    "changed": "改动 · changed",
    "missing": "不见 · missing",
}
_SHOWN = 40  # characters of a quote


def command(arguments: list[str]) -> int:
    """Prints what became of each quote; 0 if all are there, 1 if not. Raises YinjuError."""
    parser = argparse.ArgumentParser(
        prog="python -m qa verify",
        description="Check exported quotes against the documents, as the index has them now.",
        epilog="Exit status 0: all quotes are intact, or stand elsewhere; 1: some are changed or missing.",
    )
    parser.add_argument("file", type=Path, help="a .md or .docx that --export, or the page, has written")
    parser.add_argument("--index", type=Path, default=Path(".index"), help="where the index is (.index)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args(arguments)

    from index.snapshot import open_snapshot
    from qa.export.file import read
    from qa.export.verify import verify

    evidence = read(options.file)
    snapshot = open_snapshot(options.index)
    findings = verify(evidence, snapshot)
    good = all(finding.status in ("intact", "moved") for finding in findings)
    if options.json:
        said = {
            "file": str(options.file),
            "exported": evidence.exported,
            "snapshot": snapshot.id,
            "good": good,
            "quotes": [finding.as_json() for finding in findings],
        }
        print(json.dumps(said, ensure_ascii=False))
    else:
        print(describe(findings))
    snapshot.close()
    return int(not good)


def describe(findings: list[Finding]) -> str:
    lines = []
    for number, finding in enumerate(findings, 1):
        text = " ".join(finding.item.passage.text.split())
        shown = text[:_SHOWN] + "…" * (len(text) > _SHOWN)
        lines += [
            f"[{number}] {_SAID[finding.status]}  {shown}",
            *(f"    {line}" for line in _details(finding)),
        ]
    counts = Counter(finding.status for finding in findings)
    lines.append(" · ".join(f"{_SAID[status]}: {counts[status]}" for status in _SAID if counts[status]))
    return "\n".join(map(printable, lines))


def _details(finding: Finding) -> list[str]:
    from qa.export.citation import plain
    from qa.export.locate import difference

    match finding.status:
        case "moved" if finding.now:
            at = ", ".join(f"{span.start}–{span.end}" for span in finding.spans)
            return [f"{plain(finding.item.cited)}", f"→ {plain(finding.now)} [{at}]"]
        case "changed":
            said = [
                difference(stated, now) if field == "text" else f"{field}: {stated or '–'} → {now or '–'}"
                for field, stated, now in finding.differences
            ]
            return [plain(finding.item.cited), *said]
        case _:
            return [plain(finding.item.cited)]
