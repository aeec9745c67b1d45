"""Is each exported quote still in the documents, word for word and where it was said to be?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import accumulate, chain, pairwise
from typing import Any, Literal, Protocol

from index.document import Article, Document, Passage, Span, cut
from qa.answer import Extract, Quote
from qa.export import item as items
from qa.export.item import Cited, Evidence, Item, cited, place
from qa.export.locate import locate, nearest, standing_at
from qa.quoted import quoted

Status = Literal["intact", "moved", "changed", "missing"]
_NAMES = tuple(field.name for field in fields(Cited))


class Documents(Protocol):
    """What is needed of a snapshot."""

    def files(self) -> dict[str, tuple[str, str]]: ...
    def entry(self, document_id: str) -> tuple[Document, list[Article], list[Passage]]: ...
    def having(self, words: Sequence[str]) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of a quote.

    `intact`: the document has the same bytes, and exporting what stands at these positions states the same.
    `moved`: the same words stand at `spans` of `now`, and may be cited otherwise there.
    `changed`: the document is there, and `differences` says what it has otherwise: field, stated, now.
    `missing`: neither the words nor anything like them.
    """

    item: Item
    status: Status
    now: Cited | None = None
    spans: tuple[Span, ...] = ()
    differences: tuple[tuple[str, str, str], ...] = ()

    def as_json(self) -> dict[str, Any]:
        stated = self.item.cited
        place = self.now and {name: getattr(self.now, name) or None for name in _NAMES}
        return {
            "status": self.status,
            "question": self.item.question,
            "text": self.item.passage.text,
            "document": {"path": stated.path, "sha256": self.item.sha256},
            "spans": _pairs(self.item.passage.spans),
            "now": place and {**place, "spans": _pairs(self.spans)},
            "differences": [
                {"field": field, "stated": before, "now": after} for field, before, after in self.differences
            ],
        }


def verify(evidence: Evidence, documents: Documents) -> list[Finding]:
    """A finding for each quote, in order."""
    files = documents.files()
    return [_find(item, documents, files) for item in evidence.items]


def _find(item: Item, documents: Documents, files: dict[str, tuple[str, str]]) -> Finding:
    sha256, own = files.get(item.cited.path, ("", ""))
    if sha256 == item.sha256 and (finding := _in_place(item, documents, own)):
        return finding
    for document_id in _candidates(item, documents, files):
        document, _, passages = documents.entry(document_id)
        if passages and (spans := locate(document, passages, item.passage.text)):
            return Finding(item, "moved", cited(_restated(item, document, passages, spans)), spans)
    if own:
        document, _, passages = documents.entry(own)
        if (text := nearest(document, passages, item.passage.text)) is not None:
            return Finding(item, "changed", differences=(("text", item.passage.text, text),))
    return Finding(item, "missing")


def _in_place(item: Item, documents: Documents, document_id: str) -> Finding | None:
    """Intact, or cited otherwise now; None when other words stand at its positions."""
    document, _, passages = documents.entry(document_id)
    spans = item.passage.spans
    if not passages or document.slice(spans) != item.passage.text or not _whole(passages, spans):
        return None
    quote = _restated(item, document, passages, spans)
    again = items.item(quote, item.question, item.understood, item.found, item.snapshot)
    # A file with the same bytes as another goes by the other's name in the index.
    again = replace(again, cited=replace(again.cited, path=item.cited.path))
    differences = tuple(_differences(item, again))
    return Finding(item, "changed" if differences else "intact", again.cited, spans, differences)


def _whole(passages: Sequence[Passage], spans: Sequence[Span]) -> bool:
    """Whether `spans` leave out only what a passage leaves out there as well: a page break, not a word."""
    broken = {(one.end, after.start) for passage in passages for one, after in pairwise(passage.spans)}
    return all((one.end, after.start) in broken for one, after in pairwise(spans))


def _restated(item: Item, document: Document, passages: Sequence[Passage], spans: tuple[Span, ...]) -> Quote:
    """The quote as the index has it now, its words standing at `spans`."""

    def there(part: Extract) -> tuple[Span, ...]:
        return cut(spans, *place(item.passage, part))

    stands = standing_at(passages, spans[0].start) or passages[0]
    sentence = there(item.sentence) if item.sentence else ()
    return quoted(document, replace(stands, spans=spans), sentence, [there(words) for words in item.words])


def _candidates(item: Item, documents: Documents, files: dict[str, tuple[str, str]]) -> Iterator[str]:
    """The ids of documents that may have the words, each once: its own, those with its bytes, others."""
    done = set()
    same = (own for path, (sha256, own) in sorted(files.items()) if sha256 == item.sha256)
    for document_id in chain([own for _, own in [files.get(item.cited.path, ("", ""))] if own], same):
        if document_id not in done:
            done.add(document_id)
            yield document_id
    # A page break may tear the words elsewhere in another file: half of their longest piece, then.
    ends = accumulate(map(len, item.passage.spans), initial=0)
    longest = max((item.passage.text[start:end] for start, end in pairwise(ends)), key=len)
    half = (len(longest) + 1) // 2
    yield from (one for one in documents.having([longest[:half], longest[half:]]) if one not in done)


def _differences(stated: Item, now: Item) -> Iterator[tuple[str, str, str]]:
    for name in _NAMES:
        before, after = getattr(stated.cited, name), getattr(now.cited, name)
        if before != after:
            yield name, _said(before), _said(after)
    if stated.doubtful != now.doubtful:
        before, after = (", ".join(one.text for one in item.doubtful) for item in (stated, now))
        yield "doubtful", before, after


def _said(value: str | int | None) -> str:
    return "" if value is None else str(value)


def _pairs(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
