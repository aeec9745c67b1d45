"""Where the words of a quote stand in the documents now; or what stands in their place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import groupby, pairwise

from index.document import Document, Passage, Span, cut

_LIKE = 0.6
"""The least likeness (`SequenceMatcher.ratio`) of a passage that is taken for a quote that was changed."""
_COMPARED = 8  # passages that are compared character by character
_AROUND = 10  # characters that are shown around a difference
_SHOWN = 3  # differences that are shown


def locate(document: Document, passages: Sequence[Passage], text: str) -> tuple[Span, ...]:
    """The spans of `text` in a document, whole or torn by a page break; none if it is not there."""
    at = document.text.find(text)
    if at >= 0:
        return (Span(at, at + len(text)),)
    for _, group in groupby(passages, lambda passage: passage.article):
        body = tuple(span for passage in group for span in passage.spans)
        if (at := document.slice(body).find(text)) >= 0:
            return cut(body, at, at + len(text))
    return ()


def standing_at(passages: Sequence[Passage], position: int) -> Passage | None:
    """The passage that the position lies in; else the last one before it."""
    before = None
    for passage in passages:
        if passage.spans[0].start > position:
            break
        before = passage
    return before


def nearest(document: Document, passages: Sequence[Passage], text: str) -> str | None:
    """The text of the passage that is most like `text`; None if there is none that much is alike in."""
    texts = [document.slice(passage.spans) for passage in passages]
    # The likeness that two texts can have at most, by their lengths: a record may state a text of millions.
    texts = [one for one in texts if 2 * min(len(text), len(one)) >= _LIKE * (len(text) + len(one))]
    if not texts:
        return None
    own = _pairs(text)
    texts.sort(key=lambda other: -(own & _pairs(other)).total() / max(1, len(text) + len(other)))
    matcher = SequenceMatcher(None, "", text, autojunk=False)
    best, likeness = None, _LIKE
    for other in texts[:_COMPARED]:
        matcher.set_seq1(other)
        if (ratio := matcher.ratio()) >= likeness:
            best, likeness = other, ratio
    return best


def difference(stated: str, now: str) -> str:
    """What differs between two texts, in brief.

    >>> difference("全区共设立少年法庭34个。", "全区共设立少年法庭116个。")
    '全区共设立少年法庭[-34-]{+116+}个。'
    """
    matcher = SequenceMatcher(None, stated, now, autojunk=False)
    parts, last = [], 0
    changes = [one for one in matcher.get_opcodes() if one[0] != "equal"]
    for _, start, end, low, high in changes[:_SHOWN]:
        parts.append(_between(stated, last, start))
        parts.append(f"[-{stated[start:end]}-]" * (end > start) + f"{{+{now[low:high]}+}}" * (high > low))
        last = end
    rest = len(changes) > _SHOWN or last + _AROUND < len(stated)
    return "".join(parts) + stated[last : last + _AROUND] + "…" * rest


def _between(text: str, start: int, end: int) -> str:
    """`text[start:end]`, its middle left out where that is long."""
    if not start:
        return "…" * (end > _AROUND) + text[max(0, end - _AROUND) : end]
    whole = text[start:end]
    return whole if len(whole) <= 2 * _AROUND else f"{whole[:_AROUND]}…{whole[-_AROUND:]}"


def _pairs(text: str) -> Counter[str]:
    return Counter(first + second for first, second in pairwise(text))
