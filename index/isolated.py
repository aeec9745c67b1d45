"""Files read in a process of its own, so that a bad one can neither crash, hang nor exhaust a build.

The process gets one JSON object a line, {"path", "suffix"}, and answers {"text", "pages", "reads"}; or
{"path", "page", "text", "spans"}, and answers {"png", "boxes"}; or {"reason"}. An empty line before the
answer says that a page was recognised, and that others follow.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from base64 import b64decode, b64encode
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import IO, Any

from index.child import environment
from index.decode import NotText
from index.errors import DocumentError
from index.formats.markup import Text
from index.formats.picture import Picture, draw
from index.reasons import Reason
from index.stored import dump_reads, load_reads

SECONDS, SECONDS_PER_MB = 60.0, 5.0
"""After how long a file is given up, and after how long a page that is recognised."""
MEMORY = 4 << 30
"""Bytes of address space that reading may take, where the system can limit it."""

_DIED = Reason("died")


class Isolated:
    """One process that reads file after file; begun when first needed, and again after it had to be ended.

    Safe to use from several threads, which take turns.
    """

    def __init__(self, seconds: float = SECONDS, seconds_per_mb: float = SECONDS_PER_MB) -> None:
        self._seconds, self._seconds_per_mb = seconds, seconds_per_mb
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, path: Path, suffix: str) -> Text:
        """As `formats.read`, but DocumentError is all that it raises."""
        found = self._asked(path, {"suffix": suffix})
        return Text(found["text"], tuple(found["pages"]), load_reads(found["reads"]))

    def draw(self, path: Path, page: int, text: str, spans: Sequence[tuple[int, int]]) -> Picture:
        """As `picture.draw`, but DocumentError is all that it raises."""
        found = self._asked(path, {"page": page, "text": text, "spans": list(spans)})
        boxes = ((box[0], box[1], box[2], box[3]) for box in found["boxes"])
        return Picture(b64decode(found["png"]), tuple(boxes))

    def peak(self) -> float:
        """Megabytes of memory that the process has had at most; 0 where that cannot be told."""
        status = Path(f"/proc/{self._process.pid}/status") if self._process else Path()
        if not status.is_file():
            return 0.0
        lines = status.read_text("utf-8").splitlines()
        return next((int(line.split()[1]) / 1000 for line in lines if line.startswith("VmHWM")), 0.0)

    def _asked(self, path: Path, request: dict[str, Any]) -> dict[str, Any]:
        """What it answers. Raises DocumentError when it gives a reason instead, is late, or dies of it."""
        allowed = self._seconds + self._seconds_per_mb * path.stat().st_size / 1e6
        line = json.dumps({"path": os.fsdecode(path.absolute()), **request}).encode() + b"\n"
        with self._lock:
            answer = self._exchanged(line, allowed)
        found: dict[str, Any] = json.loads(answer) if answer else _because(_DIED)
        if "reason" in found:
            raise DocumentError(path.name, Reason(**found["reason"]))
        return found

    def _exchanged(self, request: bytes, allowed: float) -> bytes:
        """A line for a line; b"" if the process died of it. Raises nothing."""
        process = self._process or self._begun()
        late = threading.Event()

        def end() -> None:
            late.set()
            process.kill()

        line = b"\n"
        with suppress(OSError):  # it is dead already
            _pipe(process.stdin).write(request)
            _pipe(process.stdin).flush()
            while line == b"\n":  # each page anew
                timer = threading.Timer(allowed, end)
                timer.start()
                line = _pipe(process.stdout).readline()
                timer.cancel()
        if len(line) > 1 and line.endswith(b"\n"):
            return line
        process.kill()
        process.communicate()
        self._process = None
        reason = Reason("late", {"seconds": round(allowed)})
        return json.dumps(_because(reason)).encode() if late.is_set() else b""

    def _begun(self) -> subprocess.Popen[bytes]:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "index.isolated"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
        )
        return self._process


@cache
def isolated() -> Isolated:
    """The one that all share."""
    return Isolated()


def answer(request: dict[str, Any], turned: Callable[[], None] = lambda: None) -> dict[str, Any]:
    """What the process says to a request; `turned` is called after each page that was recognised."""
    from index.formats import read

    path = Path(request["path"])
    try:
        if "page" not in request:
            found = read(path, request["suffix"], turned)
            return {"text": found.text, "pages": found.pages, "reads": dump_reads(found.reads)}
        picture = draw(path, request["page"], request["text"], request["spans"])
        return {"png": b64encode(picture.png).decode(), "boxes": picture.boxes}
    except (DocumentError, NotText) as error:
        return _because(error.reason)
    except MemoryError:
        return _because(Reason("large"))
    except Exception as error:  # of a library, on a file that nobody foresaw
        said = next(iter(str(error).splitlines()), "") or type(error).__name__
        return _because(Reason("failed", {"error": said[:200]}))


def _because(reason: Reason) -> dict[str, Any]:
    return {"reason": asdict(reason)}


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe


def _serve() -> None:
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    with suppress(ImportError, ValueError, OSError):  # not on Windows
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    def say(line: bytes = b"") -> None:
        answers.write(line + b"\n")
        answers.flush()

    for line in sys.stdin.buffer:
        say(json.dumps(answer(json.loads(line), say)).encode())


if __name__ == "__main__":
    _serve()
