"""What an exported file states, as lines of JSON: the record that is verified.

The first line says what the file is and when it was made; each further line is a quote, with all that the
file says of it. There is one way only to write a record down, and what is read must be written so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from index.document import Span
from index.errors import EvidenceError
from qa.answer import Extract
from qa.export.item import Cited, Evidence, Item, place

FORMAT = 1
"""Of the record and of how it is shown. Files are verified for years: who changes either keeps the old."""

# What cannot be shown or kept in a file: control characters but tab and line end, what turns the direction
# of writing, half characters, what XML has no place for.
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_HASH = re.compile("[0-9a-f]{64}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def dump(evidence: Evidence) -> list[str]:
    """The lines of the record."""
    head = {"yinju": "evidence", "format": FORMAT, "exported": evidence.exported}
    return [_line(head), *(_line(_dump(item)) for item in evidence.items)]


def load(lines: Sequence[str]) -> Evidence:
    """What `dump` made. Raises EvidenceError, saying which line is no such record."""
    if not lines:
        raise EvidenceError("it has no record")
    match _parse(lines[0], 1):
        case {"yinju": "evidence", "format": 1, "exported": str(exported)} if _TIME.fullmatch(exported):
            pass
        case {"yinju": "evidence", "format": int(number)} if number > FORMAT:
            raise EvidenceError(f"its record has format {number}, this Yinju reads {FORMAT}; update Yinju")
        case _:
            raise EvidenceError("line 1 of its record is not what Yinju writes")
    found = []
    for number, line in enumerate(lines[1:], 2):
        try:
            found.append(_load(_parse(line, number)))
        except (KeyError, TypeError, ValueError) as error:
            raise EvidenceError(f"line {number} of its record is not what Yinju writes ({error})") from error
    evidence = Evidence(exported, tuple(found))
    for number, (line, own) in enumerate(zip(lines, dump(evidence), strict=True), 1):
        if line != own:
            raise EvidenceError(f"line {number} of its record is not as Yinju writes it")
    if not found:
        raise EvidenceError("its record holds no quote")
    return evidence


def _line(value: dict[str, Any]) -> str:
    """One line of JSON that any editor shows and keeps."""
    text = json.dumps(value, ensure_ascii=False)
    return UNSEEN.sub(lambda unseen: f"\\u{ord(unseen[0]):04x}", text)


def _parse(line: str, number: int) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise EvidenceError(f"line {number} of its record is not JSON ({error})") from error


def _dump(item: Item) -> dict[str, Any]:
    told = item.cited
    return {
        "question": item.question,
        "understood": item.understood or None,
        "found": item.found,
        **_extract(item.passage),
        "sentence": _extract(item.sentence) if item.sentence else None,
        "answers": [_extract(words) for words in item.words],
        "document": {"path": told.path, "sha256": item.sha256},
        "title": told.title,
        "publisher": told.publisher or None,
        "number": told.number or None,
        "date": told.date or None,
        "clause": told.clause or None,
        "paragraph": told.paragraph,
        "page": told.page,
        "ocr": None
        if told.ocr is None
        else {"percent": told.ocr, "doubtful": [_extract(digits) for digits in item.doubtful]},
        "snapshot": item.snapshot,
    }


def _load(value: Any) -> Item:
    """Raises KeyError, TypeError, ValueError."""
    document, ocr = value["document"], value["ocr"]
    item = Item(
        question=_text(value["question"]),
        understood=_said(value["understood"]),
        found=value["found"] is True,
        snapshot=_text(value["snapshot"]),
        sha256=_text(document["sha256"]),
        passage=_part(value),
        sentence=None if value["sentence"] is None else _part(value["sentence"]),
        words=tuple(map(_part, value["answers"])),
        doubtful=tuple(map(_part, ocr["doubtful"])) if ocr is not None else (),
        cited=Cited(
            path=_text(document["path"]),
            title=_text(value["title"]),
            publisher=_said(value["publisher"]),
            number=_said(value["number"]),
            date=_said(value["date"]),
            clause=_said(value["clause"]),
            paragraph=_whole(value["paragraph"]),
            page=None if value["page"] is None else _whole(value["page"]),
            ocr=None if ocr is None else _whole(ocr["percent"]),
        ),
    )
    if not _HASH.fullmatch(item.sha256):
        raise ValueError(f"no SHA-256: {item.sha256[:80]!r}")
    if len(item.passage.text) != sum(map(len, item.passage.spans)):
        raise ValueError("its text is not as long as its positions")
    for part in (*item.words, *item.doubtful, *([item.sentence] if item.sentence else [])):
        place(item.passage, part)
    return item


def _extract(extract: Extract) -> dict[str, Any]:
    return {"text": extract.text, "spans": [[span.start, span.end] for span in extract.spans]}


def _part(value: Any) -> Extract:
    spans = tuple(Span(_whole(start), _whole(end)) for start, end in value["spans"])
    if not spans:
        raise ValueError("no positions")
    return Extract(_text(value["text"]), spans)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"not a text: {value!r:.80}")
    return value


def _said(value: Any) -> str:
    return "" if value is None else _text(value)


def _whole(value: Any) -> int:
    if type(value) is not int:  # True is an int
        raise TypeError(f"not a whole number: {value!r:.80}")
    return value
