"""What an exported file shows: its record, block by block, the same in Markdown and in Word.

Everything that the record states is shown, so that neither can be changed without the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal

from index.document import Span
from qa.export.citation import gbt7714, plain
from qa.export.item import Evidence, Item, place
from qa.export.record import UNSEEN, dump

RECORD = "记录 · Record"
_TITLE = "引据摘录 · Quotes by Yinju"
_VERIFY = "请勿改动；核对用 · Do not change this file; to verify it: python -m qa verify FILE"
_NEAREST = "文件中没有写到；以下是最接近的段落 · The documents do not say; these passages came nearest"
_POSITIONS = "字符位置，从 0 数起，不含末位 · characters, counted from 0, the last not included"

Run = tuple[str, bool]
"""Text, and whether it is highlighted."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph: what kind of one, and its text in runs."""

    kind: Literal["title", "heading", "note", "quote", "line", "record"]
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.runs)


def blocks(evidence: Evidence) -> list[Block]:
    return [
        _block("title", _TITLE),
        _block("note", f"导出 · Exported: {evidence.exported}"),
        _block("note", _VERIFY),
        *_quotes(evidence),
        _block("heading", RECORD),
        *(_block("record", line) for line in dump(evidence)),
    ]


def seen(text: str) -> str:
    """`text` with a sign in place of what cannot be shown, or would turn what stands around it."""
    return UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text)


def _quotes(evidence: Evidence) -> Iterator[Block]:
    number = 0
    for (question, understood, found), group in groupby(evidence.items, _asked):
        yield _block("heading", f"问 · Question: {question}")
        if understood:
            yield _block("note", f"理解为 · Understood as: {understood}")
        if not found:
            yield _block("note", _NEAREST)
        for item in group:
            number += 1
            yield Block("quote", ((f"[{number}] ", False), *_highlighted(item)))
            yield from (_block("line", line) for line in _lines(item, evidence.exported[:10]))


def _asked(item: Item) -> tuple[str, str, bool]:
    return item.question, item.understood, item.found


def _lines(item: Item, accessed: str) -> Iterator[str]:
    told = item.cited
    for words in item.words:
        yield f"原词 · Exact words: {words.text} {_at(words.spans)}"
    if item.sentence:
        yield f"句 · Sentence: {item.sentence.text} {_at(item.sentence.spans)}"
    yield f"引用 · Citation (GB/T 7714—2015): {gbt7714(told, accessed)}"
    yield f"出处 · Source: {plain(told)}"
    yield f"文件 · Document: {told.path}"
    yield f"SHA-256: {item.sha256}"
    yield f"位置 · Position: {_at(item.passage.spans)} ({_POSITIONS})"
    yield f"段 · Paragraph: {told.paragraph}"
    if told.ocr is not None:
        doubtful = "".join(f"; 存疑 · in doubt: {one.text} {_at(one.spans)}" for one in item.doubtful)
        yield f"文字识别 · By OCR: ≥ {told.ocr}%{doubtful}"
    yield f"快照 · Snapshot: {item.snapshot}"


def _highlighted(item: Item) -> Iterator[Run]:
    """The text of the quote, with the exact words highlighted."""
    text = item.passage.text
    marks = [place(item.passage, words) for words in item.words]
    marked = {at for mark in marks for at in range(*mark)}
    edges = sorted({0, len(text), *(edge for mark in marks for edge in mark)})
    for start, end in pairwise(edges):
        yield seen(text[start:end]), start in marked


def _at(spans: Iterable[Span]) -> str:
    return "[" + ", ".join(f"{span.start}–{span.end}" for span in spans) + "]"


def _block(kind: Literal["title", "heading", "note", "line", "record"], text: str) -> Block:
    return Block(kind, ((seen(text), False),))


def merged(runs: Sequence[Run]) -> list[Run]:
    """Runs as one sees them: neighbours that look the same are one, and empty ones are none."""
    return [
        ("".join(text for text, _ in group), strong)
        for strong, group in groupby((run for run in runs if run[0]), lambda run: run[1])
    ]
