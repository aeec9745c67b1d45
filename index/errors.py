"""What can go wrong, as one small tree. Every message names the file or value and the way out.

YinjuError
├── DocumentError      a file that cannot be read; the others go on
├── ModelError         the embedding model cannot be found, prepared or run
├── MissingExtra       an optional package is not installed; names the install command
├── IndexMissing       there is no index there yet
├── IndexDamaged       a snapshot's files are not what was published
├── IndexBusy          another process is building this index
├── IndexRefused       a new snapshot answers worse than the one before, and was not published
├── StoreError         Milvus cannot be reached, or refuses
├── IndexUnwritable    the index or the cache cannot be written where it should be
├── EvidenceError      a file of exported quotes that cannot be written, or is none, or was altered
└── QuestionError      a question that cannot be asked: empty, or far too long
"""

from __future__ import annotations

import sys
from io import TextIOWrapper

from index.reasons import Reason


class YinjuError(Exception):
    """Base of all errors that Yinju raises on purpose."""


class DocumentError(YinjuError):
    """A file that cannot be read as text."""

    def __init__(self, path: str, reason: Reason) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class ModelError(YinjuError):
    """The embedding model cannot be found, prepared or run."""


class MissingExtra(YinjuError):
    """An optional package is not installed."""

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(f"{package} is not installed; run: pip install 'yinju[{extra}]'")


class IndexMissing(YinjuError):
    """There is no published index in a folder."""


class IndexDamaged(YinjuError):
    """A snapshot's files are not what was published."""


class IndexBusy(YinjuError):
    """Another process is building this index."""


class IndexRefused(YinjuError):
    """A new snapshot answers worse than the one before, and was not published."""


class StoreError(YinjuError):
    """Milvus, where an index has its vectors and postings, cannot be reached, or refuses."""


class IndexUnwritable(YinjuError):
    """The index, or the cache, cannot be written where it should be."""


class EvidenceError(YinjuError):
    """A file of exported quotes that cannot be written, or that is none, or was altered."""


class QuestionError(YinjuError):
    """A question that cannot be asked."""


def printable(text: str) -> str:
    """`text` for a terminal: what could drive it, or break a line, is replaced."""
    return "".join(character if character.isprintable() else "�" for character in text)


def speak_utf8() -> None:
    """Let a command print Chinese whatever the locale says, and never fail for a character."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
