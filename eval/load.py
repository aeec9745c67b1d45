"""The server under load: many people ask at once, while the index is built anew.

    python -m eval.load [--index .index] [--askers 16] [--seconds 120] [--rebuild]

Starts `python ui.py` over a temporary copy of the index. Each asker asks one real question after the other
through the public API, whose calls wait in one queue with those of the page. With `--rebuild`, a file is
added to a copy of the documents (`--documents`) and all of them are indexed, again and again meanwhile.
Every call must end with an answer from a snapshot that was current at some time; anything else is an error,
named, and the exit status is 1. Says how long the answers took, from the call to the answer.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from eval.datasets import read_questions
from eval.report import aligned
from index.arguments import positive
from index.errors import YinjuError
from index.snapshot import current_id

ROOT = Path(__file__).parent.parent
QUESTIONS = Path(__file__).parent / "questions" / "dev.jsonl"
PATIENCE = 60.0
"""Seconds after which a call counts as lost."""


@dataclass
class Log:
    """What askers and the builder saw; written by several threads."""

    seconds: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    answered_from: Counter[str] = field(default_factory=Counter)
    current: set[str] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def answered(self, snapshot: str, seconds: float) -> None:
        with self.lock:
            self.seconds.append(seconds)
            self.answered_from[snapshot] += 1

    def failed(self, reason: str) -> None:
        with self.lock:
            self.errors[reason] += 1

    def problems(self) -> list[str]:
        """Each kind of error, with how often; answers from what never was current are one."""
        strange = {name: n for name, n in self.answered_from.items() if name not in self.current}
        return [f"{n} × {reason}" for reason, n in self.errors.most_common()] + [
            f"{n} × answered from {name}, which was never current" for name, n in strange.items()
        ]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        "python -m eval.load", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--index", type=Path, default=Path(".index"))
    parser.add_argument("--documents", type=Path, default=Path("documents"))
    parser.add_argument("--questions", type=Path, default=QUESTIONS, help="as python -m eval has them")
    parser.add_argument("--askers", type=positive, default=16)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--rebuild", action="store_true", help="build the index anew meanwhile")
    options = parser.parse_args(arguments)
    try:
        questions = [one.text for one in read_questions([options.questions])]
        current_id(options.index)  # says how one is made where there is none
        with TemporaryDirectory(prefix="yinju-load-") as name:
            root = Path(name)
            shutil.copytree(options.index, root / "index")
            if options.rebuild:
                shutil.copytree(options.documents, root / "documents")
            log = loaded(root, questions, options.askers, options.seconds, options.rebuild)
    except (YinjuError, OSError) as error:
        print(f"load: {error}", file=sys.stderr)
        return 1
    problems = log.problems()
    print(described(log, options.askers, options.seconds))
    print("\n".join(problems) or "no errors")
    return int(bool(problems) or not log.seconds)


def described(log: Log, askers: int, seconds: float) -> str:
    """A table: how many answers, how fast, how long, from how many snapshots."""
    took = sorted(log.seconds)
    cuts = statistics.quantiles(took, n=20, method="inclusive") if len(took) > 1 else [0.0] * 19
    row = [
        *(str(askers), f"{seconds:.0f}", str(len(took)), f"{len(took) / seconds:.1f}"),
        *(f"{value:.2f}" for value in (cuts[9], cuts[18], took[-1] if took else 0.0)),
        *(str(sum(log.errors.values())), f"{len(log.answered_from)} of {len(log.current)}"),
    ]
    head = [
        "askers",
        "seconds",
        "answers",
        "a second",
        "p50 s",
        "p95 s",
        "most s",
        "errors",
        "snapshots asked",
    ]
    return aligned([head, row])


def loaded(root: Path, questions: Sequence[str], askers: int, seconds: float, rebuild: bool) -> Log:
    """Asks and builds for so long, over `root`/index and `root`/documents."""
    log = Log(current={current_id(root / "index")})
    with served(root / "index") as port:
        end = time.monotonic() + seconds
        threads = [
            threading.Thread(target=_ask, args=(log, port, islice(cycle(questions), number, None), end))
            for number in range(askers)
        ]
        if rebuild:
            threads.append(threading.Thread(target=_rebuild, args=(log, root, end)))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return log


@contextmanager
def served(index: Path) -> Iterator[int]:
    """The server over an index; its port."""
    command = [sys.executable, str(ROOT / "ui.py"), "--index", str(index), "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603
        try:
            said = next((line for line in server.stdout or () if "http://" in line), "")
            if not said:
                raise YinjuError("the server did not start; see above")
            yield int(said.rpartition(":")[2])
        finally:
            server.terminate()


def _ask(log: Log, port: int, questions: Iterator[str], end: float) -> None:
    while time.monotonic() < end:
        started = time.monotonic()
        try:
            snapshot = _answered(port, next(questions))
        except (OSError, HTTPException, ValueError, KeyError, YinjuError) as error:
            log.failed(f"{type(error).__name__}: {error}")
            time.sleep(0.1)  # a server that is gone is not to be asked a million times
        else:
            log.answered(snapshot, time.monotonic() - started)


def _answered(port: int, question: str) -> str:
    """The snapshot that a question was answered from, through the API in its two steps."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("POST", "/gradio_api/call/ask", json.dumps({"data": [question]}))
        joined = connection.getresponse()
        if joined.status != 200:
            raise YinjuError(f"refused with {joined.status}: {joined.read()[:200]!r}")
        connection.request("GET", f"/gradio_api/call/ask/{json.loads(joined.read())['event_id']}")
        event = ""
        for line in connection.getresponse():
            name, _, value = line.decode().rstrip().partition(": ")
            event = value if name == "event" else event
            if name == "data" and event == "error":
                raise YinjuError(value)
            if name == "data" and event == "complete":
                (answer,) = json.loads(value)
                return str(answer["snapshot"])
        raise YinjuError("the connection ended without an answer")
    finally:
        connection.close()


def _rebuild(log: Log, root: Path, end: float) -> None:
    number = 0
    command = [sys.executable, "-m", "index", str(root / "documents"), "--index", str(root / "index")]
    while time.monotonic() < end:
        number += 1
        (root / "documents" / f"load-{number}.txt").write_text(f"第{number}份文件，加在提问之中。\n", "utf-8")
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode:
            log.failed(f"the build failed: {done.stderr.strip()[-200:]}")
        with log.lock:
            log.current.add(current_id(root / "index"))


if __name__ == "__main__":
    raise SystemExit(main())
