"""Are follow-ups understood? `python -m eval.followups`: rules of `qa.followup` against what people meant.

    eval/questions/followups/dev.jsonl    to look at and develop on
    eval/questions/followups/test.jsonl   held out: report only

One object a line: `id`, `kind`, `before` (the questions before, in order), `question`, `understood` (the
whole question as it may be put, or null for one that is to stay as it is). Punctuation, blanks and capitals
do not count. *Right*: one of those, or rightly left alone. *Wrong*: rewritten into something else, which is
worse than *missed*: left alone though it leans on what was asked before.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.errors import speak_utf8
from index.terms import normalise

FOLDER = Path(__file__).parent / "questions" / "followups"


Understood = Callable[[str, str], str | None]
"""Of a question and the one before it: the whole of it, or None."""


@dataclass(frozen=True, slots=True)
class Followup:
    """A question behind others, and how the whole of it may be put; nothing if it is to stay as it is."""

    id: str
    kind: str
    before: tuple[str, ...]
    question: str
    understood: tuple[str, ...]


def read(file: Path) -> list[Followup]:
    return [
        Followup(
            item["id"], item["kind"], (*item["before"],), item["question"], (*(item["understood"] or ()),)
        )
        for item in map(json.loads, file.read_text("utf-8").splitlines())
    ]


def outcome(followup: Followup, understood: Understood) -> tuple[str, str | None]:
    """Right, wrong or missed, and what was understood; the questions before are understood in turn."""
    before, *others = followup.before
    for question in others:
        before = understood(question, before) or question
    said = understood(followup.question, before)
    if said is None:
        return ("missed" if followup.understood else "right"), None
    return ("right" if _plain(said) in map(_plain, followup.understood) else "wrong"), said


def report(name: str, followups: Sequence[Followup], understood: Understood) -> Iterator[str]:
    """The table of a file, a line each."""
    outcomes = [(one, *outcome(one, understood)) for one in followups]
    groups = {"to be understood": True, "to be left alone": False}
    yield f"{name}: {len(followups)} follow-ups"
    for group, leans in groups.items():
        counted = Counter(said for one, said, _ in outcomes if bool(one.understood) == leans)
        total = sum(counted.values())
        shares = ", ".join(
            f"{kind} {counted[kind]}" for kind in ("right", "missed", "wrong") if counted[kind]
        )
        yield f"  {group}: {counted['right'] / total:.3f} of {total} right ({shares})"
    rewritten = [said for _, said, whole in outcomes if whole is not None]
    if rewritten:
        share = rewritten.count("right") / len(rewritten)
        yield f"  of {len(rewritten)} that were rewritten {share:.3f} are right"
    kinds = Counter(one.kind for one in followups)
    good = Counter(one.kind for one, said, _ in outcomes if said == "right")
    yield "  " + "  ".join(f"{kind} {good[kind]}/{count}" for kind, count in sorted(kinds.items()))


def failures(followups: Sequence[Followup], understood: Understood) -> Iterator[str]:
    for one in followups:
        said, whole = outcome(one, understood)
        if said != "right":
            wanted = one.understood[0] if one.understood else "left alone"
            yield f"  {said} {one.id}: {' → '.join(one.before)} → {one.question}: {whole} (meant: {wanted})"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m eval.followups", description="Are follow-ups understood?"
    )
    parser.add_argument("--failures", action="store_true", help="name those of dev.jsonl that go wrong")
    chosen = parser.parse_args(arguments)
    speak_utf8()
    understood = rules()
    for name in ("dev", "test"):
        followups = read(FOLDER / f"{name}.jsonl")
        print("\n".join(report(name, followups, understood)))
        if chosen.failures and name == "dev":
            print("\n".join(failures(followups, understood)))
    return 0


def rules() -> Understood:
    """What `Engine.ask` makes of a question and the one before, over an index without words of its own."""
    from index.cache import cache_folder
    from index.lexicon import open_lexicon
    from index.terms import Analyser
    from qa.followup import understood

    lexicon, analyser = open_lexicon(cache_folder()), Analyser()
    return lambda question, before: understood(question, before, lexicon, analyser)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", normalise(text))


if __name__ == "__main__":
    raise SystemExit(main())
