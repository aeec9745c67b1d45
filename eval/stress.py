"""An index under fire: builds that are killed, and builders and askers at once.

    python -m eval.stress kill [--builds 200] [--seed 0]
    python -m eval.stress together [--builders 2] [--askers 8] [--seconds 120]

`kill`: builds in processes of their own are killed (SIGKILL) at random moments while questions are asked.
After each, the index must open and be the old or the new snapshot, whole. `together`: builders add files to
one folder and index it, each when the others let it. At the end every file must be there. In both, every
answer must quote what the snapshot that it names says; anything else counts as a problem, and the exit
status is 1. The real model and reader, in a temporary folder.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from index.arguments import positive
from index.build import build
from index.embed import open_embedder
from index.errors import IndexBusy
from index.load import iter_files
from index.snapshot import Snapshot, current_id, open_snapshot
from qa.live import LiveEngine

FILES = 12
STAGES = ("start", "read", "embed", "cut", "publish")
SOON = 0.15
"""Seconds after a stage began, within which a build is killed."""
QUESTION = "全区成立少年法庭多少个？"
_CONTEXT = multiprocessing.get_context("spawn")


@dataclass
class Log:
    """What askers saw: of each snapshot, what was quoted from it first; and what went wrong."""

    asked: int = 0
    quoted: dict[str, set[str]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def check(self, identity: str, texts: set[str]) -> None:
        """All that was quoted of a snapshot must be a passage of it."""
        with self.lock:
            strange = self.quoted.get(identity, set()) - texts
        self.problems += [f"{identity}: quoted {text!r}, which it does not say" for text in strange]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        "python -m eval.stress", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    kinds = parser.add_subparsers(dest="kind", required=True)
    killing = kinds.add_parser("kill")
    killing.add_argument("--builds", type=positive, default=200)
    killing.add_argument("--seed", type=int, default=0)
    together = kinds.add_parser("together")
    together.add_argument("--builders", type=positive, default=2)
    together.add_argument("--askers", type=positive, default=8)
    together.add_argument("--seconds", type=float, default=120)
    options = parser.parse_args(arguments)
    with TemporaryDirectory(prefix="yinju-stress-") as name:
        if options.kind == "kill":
            said, problems = kill(Path(name), options.builds, random.Random(options.seed))  # noqa: S311
        else:
            said, problems = at_once(Path(name), options.builders, options.askers, options.seconds)
    print(said)
    print("\n".join(problems[:20]) or "no problem")
    return int(bool(problems))


def kill(root: Path, builds: int, draw: random.Random) -> tuple[str, list[str]]:
    """Builds of ever new versions of a few files, killed; what was seen, and what went wrong."""
    documents, index = root / "documents", root / "index"
    documents.mkdir()
    _write(documents, 0)
    _build(documents, index)
    version, stages, published = 0, Counter[str](), 0
    with _asking(index, 2, pause=0.02) as log:
        for number in range(1, builds + 1):
            _write(documents, number)
            stages[_killed(documents, index, draw.choice(STAGES), draw.uniform(0, SOON))] += 1
            try:
                snapshot = open_snapshot(index)
                texts = _texts(snapshot)
                found = {text.partition("版")[0] for text in texts}
                if found not in ({f"第{version}"}, {f"第{number}"}) or len(texts) != FILES:
                    log.problems.append(f"build {number}: {sorted(texts)[:3]} in {snapshot.id}")
                if found == {f"第{number}"}:
                    version, published = number, published + 1
                log.check(snapshot.id, texts)
                snapshot.close()
            except Exception as error:
                log.problems.append(f"build {number}: {error!r}")
    _build(documents, index)
    last = _texts(open_snapshot(index))
    if any(not text.startswith(f"第{builds}版") for text in last):
        log.problems.append("the last build is not what the index says")
    where = ", ".join(f"{stage} {count}" for stage, count in stages.most_common())
    return (
        f"{builds} builds killed ({where}); {published} were published; {log.asked} questions",
        log.problems,
    )


def at_once(root: Path, builders: int, askers: int, seconds: float) -> tuple[str, list[str]]:
    """Builders that add files, and askers, for so long; what was seen, and what went wrong."""
    documents, index = root / "documents", root / "index"
    documents.mkdir()
    _write(documents, 0)
    _build(documents, index)
    end = time.time() + seconds
    told = _CONTEXT.Queue()
    arguments = [(number, documents, index, end, told) for number in range(builders)]
    processes = [_CONTEXT.Process(target=_adding, args=one) for one in arguments]
    for process in processes:
        process.start()
    seen = 0
    with _asking(index, askers) as log:
        last = ""
        while any(process.is_alive() for process in processes):
            if (name := current_id(index)) != last:
                snapshot = open_snapshot(index)
                log.check(snapshot.id, _texts(snapshot))
                snapshot.close()
                last, seen = name, seen + 1
            time.sleep(0.02)
    log.problems += [f"{process.name}: died" for process in processes if process.exitcode]
    done = [told.get(timeout=10) for process in processes if not process.exitcode]
    _build(documents, index)
    final = open_snapshot(index)
    there = {path for paths, *_ in final.articles() for path in paths}
    lost = {path.name for path in documents.iterdir()} - there
    log.problems += [f"{name}: lost" for name in sorted(lost)]
    counts = ", ".join(f"{built} built and {waited} waited" for built, waited in sorted(done))
    said = f"{builders} builders ({counts}), {askers} askers, {seconds:.0f} s; {seen} snapshots seen"
    return f"{said}; {len(there)} files; {log.asked} questions", log.problems


def _killed(documents: Path, index: Path, stage: str, after: float) -> str:
    """Starts a build, kills it `after` seconds from when it comes to `stage`; in which it was then."""
    now: Any = _CONTEXT.Array("c", 16)
    process = _CONTEXT.Process(target=_doomed, args=(documents, index, now))
    process.start()
    while process.is_alive() and now.value != stage.encode():
        time.sleep(0.001)
    process.join(after)
    if process.exitcode is None:
        os.kill(process.pid or 0, signal.SIGKILL)
    process.join()
    return bytes(now.value).decode()


def _doomed(documents: Path, index: Path, now: Any) -> None:
    embedder = open_embedder()
    now.value = b"start"

    def note(stage: str, done: int, total: int) -> None:
        now.value = b"publish" if (stage, done) == ("cut", total) else stage.encode()

    build(iter_files(documents), index, embedder, progress=note)
    now.value = b"done"


def _adding(number: int, documents: Path, index: Path, end: float, told: Any) -> None:
    """Adds a file and indexes the folder, waiting for the other where it must, until the time is over."""
    embedder = open_embedder()
    built = waited = 0
    while time.time() < end:
        text = f"第{built}版：{number}号全区成立少年法庭{built}个。"
        _write_one(documents / f"{number}-{built:04}.txt", text)
        while True:
            try:
                build(iter_files(documents), index, embedder)
                break
            except IndexBusy:
                waited += 1
                time.sleep(0.05)
        built += 1
        time.sleep(0.1)  # another's turn
    told.put((built, waited))


@contextmanager
def _asking(index: Path, askers: int, pause: float = 0.0) -> Iterator[Log]:
    """Threads that ask a page's engine, with so many seconds between two questions."""
    live, log, done = LiveEngine(index), Log(), threading.Event()
    live()

    def ask() -> None:
        while not done.is_set():
            try:
                answer = live().ask(QUESTION)
                first = (answer.quotes or answer.nearest)[0]
                with log.lock:
                    log.asked += 1
                    log.quoted.setdefault(answer.snapshot, set()).add(first.text)
            except Exception as error:
                log.problems.append(f"asking: {error!r}")
            time.sleep(pause)

    threads = [threading.Thread(target=ask) for _ in range(askers)]
    for thread in threads:
        thread.start()
    try:
        yield log
    finally:
        done.set()
        for thread in threads:
            thread.join()


def _build(documents: Path, index: Path) -> None:
    build(iter_files(documents), index, open_embedder())


def _texts(snapshot: Snapshot) -> set[str]:
    return {snapshot.text(snapshot.passage(row)) for row in range(snapshot.manifest.passages)}


def _write(documents: Path, version: int) -> Path:
    """All files in another version."""
    for number in range(FILES):
        text = f"第{version}版：{number}号文件，全区成立少年法庭{version}个。"
        _write_one(documents / f"{number:02}.txt", text)
    return documents


def _write_one(path: Path, text: str) -> None:
    unfinished = path.with_name(f".{path.name}")
    unfinished.write_text(text, "utf-8")
    unfinished.replace(path)


if __name__ == "__main__":
    sys.exit(main())
