"""`python -m index documents/`: index a folder of documents, and publish the snapshot.

    python -m index documents/ --gate eval/questions/dev.jsonl    only if it answers as well as before
    python -m index documents/ --store milvus --uri http://127.0.0.1:19530
    python -m index documents/ --share 2/8    compute one of eight shares, here; then build
    python -m index --list             the snapshots there are
    python -m index --verify           every file of theirs, checked
    python -m index --rollback [ID]    back to the one before, or to that one

`python -m index terms "…"` shows how a text is cut (a folder of that name is indexed as ./terms).
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.arguments import parse
from index.errors import YinjuError, printable, speak_utf8
from index.show import show

NAMED = 20
"""Files of a kind that are named one by one."""

if TYPE_CHECKING:
    from eval.gate import Gate
    from index.build import Report
    from index.compute import Progress
    from index.embed import Embedder
    from index.share import Shared


def main(arguments: list[str] | None = None) -> int:
    arguments = sys.argv[1:] if arguments is None else arguments
    speak_utf8()
    try:
        if arguments[:1] == ["terms"]:
            show(arguments[1:])
            return 0
        return _index(arguments)
    except YinjuError as error:
        print(printable(f"index: {error}"), file=sys.stderr)
        return 1


def _index(arguments: list[str]) -> int:
    options = parse(arguments)
    if options.list or options.verify:
        return _history(options.index, options.verify, options.json)
    if options.rollback is not None:
        from index.history import rollback

        print(rollback(options.index, options.rollback or None))
        return 0
    try:
        if options.share:
            _compute(options)
        else:
            _build(options)
    except KeyboardInterrupt:
        print("index: stopped; the old index stays, and what was embedded is kept", file=sys.stderr)
        return 130
    return 0


def _build(options: argparse.Namespace) -> None:
    from index.build import build
    from index.embed import open_embedder
    from index.load import iter_files
    from index.vocabulary import read_vocabulary

    folder, index, model = options.folder, options.index, options.model
    if Path(model).is_dir():
        model = str(Path(model).resolve())  # the index may be asked from another folder
    milvus = ""
    if options.uri:
        from index.milvus import address

        milvus = address(options.uri)
    vocabulary, unread = read_vocabulary(folder)
    embedder = open_embedder(model)
    gate = _gate(options, embedder) if options.gate else None
    try:
        report = build(
            chain(unread, iter_files(folder)),
            index,
            embedder,
            vocabulary=vocabulary,
            model=model,
            folder=folder,
            milvus=milvus,
            keep=options.keep,
            judge=gate,
            progress=_progress(options),
        )
    finally:
        verdict = gate.verdict if gate else None
        if verdict and not options.json:
            print("\n".join(map(printable, verdict.lines())))
    if options.json:
        stated = _stated(report) | ({"gate": asdict(verdict) if verdict else None} if gate else {})
        print(json.dumps(stated, ensure_ascii=False))
    else:
        print(_describe(report))


def _compute(options: argparse.Namespace) -> None:
    """One share of the work, see `index.share`."""
    from index.embed import open_embedder
    from index.load import iter_files
    from index.share import Share, compute_share
    from index.vocabulary import read_vocabulary

    vocabulary, unread = read_vocabulary(options.folder)
    done = compute_share(
        chain(unread, iter_files(options.folder)),
        options.index,
        open_embedder(options.model),
        Share(*options.share),
        vocabulary=vocabulary,
        progress=_progress(options),
    )
    if options.json:
        print(json.dumps(_stated(done), ensure_ascii=False))
        return
    lines = [f"skipped {item.path}: {item.reason}" for item in done.skipped]
    number, of = options.share
    lines.append(
        f"share {number} of {of}: {done.documents} documents, {done.passages} passages"
        f" ({done.embedded} embedded); when all shares are there, build: python -m index {options.folder}"
        f" --index {options.index}"
    )
    print("\n".join(map(printable, lines)))


def _gate(options: argparse.Namespace, embedder: Embedder) -> Gate:
    from eval.datasets import read_questions
    from eval.gate import Gate

    notes: list[str] = []
    questions = read_questions(options.gate, notes)
    print("".join(printable(f"gate: {note}\n") for note in notes), end="", file=sys.stderr)
    return Gate(options.index, questions, embedder, options.max_drop)


def _history(index: Path, thoroughly: bool, as_json: bool) -> int:
    """Prints the snapshots; 1 if one of them is damaged."""
    from index.history import history

    entries = history(index, thoroughly)
    for entry in entries:
        if as_json:
            print(json.dumps(asdict(entry), ensure_ascii=False))
            continue
        size = f"{entry.documents} documents, {entry.passages} passages, {entry.bytes / 1e6:.1f} MB"
        said = entry.problem or f"{size}, {entry.model}" + f", in {entry.milvus}" * bool(entry.milvus)
        print(printable(f"{'*' if entry.current else ' '} {entry.id}  {said}"))
    return int(any(entry.problem for entry in entries))


def _progress(options: argparse.Namespace) -> Progress:
    from index.progress import bars, lines

    return lines() if options.progress == "json" else bars()


def _stated(report: Report | Shared) -> dict[str, Any]:
    """As JSON has it: what was skipped with its reason, and with the code and values to say it otherwise."""
    skipped = [
        {"path": item.path, "reason": str(item.reason), **asdict(item.reason)} for item in report.skipped
    ]
    return asdict(report) | {"skipped": skipped}


def _describe(report: Report) -> str:
    changes = report.changes
    lines = [f"skipped {item.path}: {item.reason}" for item in report.skipped]
    lines += [f"{copy}: the same as {original}, indexed once" for copy, original in report.copies]
    lines += [f"because {reason}" for reason in report.why]
    moved = [f"{old} → {new}" for old, new in changes.moved]
    for name, paths in (
        ("added", changes.added),
        ("changed", changes.changed),
        ("moved", moved),
        ("removed", changes.removed),
    ):
        lines += [f"{name} {path}" for path in paths[:NAMED]]
        lines += [f"{name} {len(paths) - NAMED} more; --json names all"] * (len(paths) > NAMED)
    state = "already up to date" if report.unchanged else f"published in {report.seconds:.1f} s"
    lines.append(
        f"{report.documents} documents, {report.articles} articles, {report.passages} passages"
        f" ({report.embedded} embedded): snapshot {report.snapshot} {state}"
    )
    return "\n".join(map(printable, lines))


if __name__ == "__main__":
    # Whoever ends it (a page, a system that goes down) lets it clear away first.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    raise SystemExit(main())
