"""Evidence → a file → evidence. A file must show just what its record states, or it is refused."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import zip_longest
from pathlib import Path

from index.errors import EvidenceError
from qa.export import markdown, word
from qa.export.blocks import blocks, merged
from qa.export.item import Evidence, Item
from qa.export.record import load

KINDS = (".md", ".docx")
LARGEST = 64 << 20
"""Bytes of the largest file that is verified."""
_AGAIN = "verify the file as it was exported, or export the quotes again"


def render(evidence: Evidence, kind: str) -> bytes:
    """The file's content; `kind` is one of `KINDS`."""
    shown = blocks(evidence)
    return word.render_docx(shown) if kind == ".docx" else markdown.render_markdown(shown).encode()


def check_kind(path: Path) -> str:
    """The kind of a file that is to be written. Raises EvidenceError when it cannot be."""
    kind = path.suffix.lower()
    if kind not in KINDS:
        raise EvidenceError(f"{path}: name a file that ends with {' or '.join(KINDS)}")
    if path.exists():
        raise EvidenceError(f"{path}: is there already; name another file")
    return kind


def write(items: Sequence[Item], path: Path) -> None:
    """Exports quotes as a new file. Raises EvidenceError."""
    kind = check_kind(path)
    if not items:
        raise EvidenceError(f"{path}: not written, as there is no quote to export")
    try:
        with path.open("xb") as file:
            file.write(render(Evidence(now(), tuple(items)), kind))
    except OSError as error:
        raise EvidenceError(f"{path}: cannot be written ({error.strerror}); name another place") from error


def now() -> str:
    return f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"


def read(path: Path) -> Evidence:
    """The evidence in a file that was exported. Raises EvidenceError: which file, why, and the way out."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise EvidenceError(f"{path}: cannot be read ({error.strerror})") from error
    try:
        return parse(content)
    except EvidenceError as error:
        raise EvidenceError(f"{path}: {error}; {_AGAIN}") from error


def parse(content: bytes) -> Evidence:
    """The evidence in a file's content. Raises EvidenceError, without naming the file."""
    if not content:
        raise EvidenceError("it is empty")
    if len(content) > LARGEST:
        raise EvidenceError(f"it is larger than {LARGEST >> 20} MB, and so no export of Yinju")
    return _from_word(content) if content.startswith(b"PK") else _from_markdown(content)


def _from_word(content: bytes) -> Evidence:
    paragraphs = word.shown_by(content)
    evidence = load(word.record_of(paragraphs))
    _same(paragraphs, [merged(block.runs) for block in blocks(evidence)], "paragraph")
    return evidence


def _from_markdown(content: bytes) -> Evidence:
    try:
        # A byte order mark and the line ends of Windows change no word.
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise EvidenceError(f"it is no text in UTF-8 ({error.reason} at byte {error.start})") from error
    evidence = load(markdown.record_of(text))
    _same(text.split("\n"), markdown.render_markdown(blocks(evidence)).split("\n"), "line")
    return evidence


def _same(there: Sequence[object], stated: Sequence[object], unit: str) -> None:
    for number, (one, other) in enumerate(zip_longest(there, stated), 1):
        if one != other:
            raise EvidenceError(f"{unit} {number} is not what its record states: it was changed by hand")
