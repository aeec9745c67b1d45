"""Enumerations: the whole of which some words are an item, and which of several figures is asked for."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from index.terms import Analyser

# 等 ends an enumeration, but not within words (平等, 等级); an item may have a remark: 乡镇(街道)文化站.
ITEM = (
    r"(?:[^\s，,。；;：:、（）()《》“”等]|(?<=[高初同相均何劣优特头一二三四五六七八九甲乙丙丁])等"
    r"|(?<=平)(?<!和平)等|(?<=中)(?<![高初]中)等|等(?=[级于候待额效价次式离奖功]|同于)"
    r"|[（(][^\s，,。；;：:、（）()《》“”]{1,8}[）)]){1,20}"
)
ENUMERATIONS = (f"{ITEM}(?:、{ITEM})+", "“[^”]{1,40}”(?:、?“[^”]{1,40}”)+")
"""海口、三亚、儋州 and “清朗”“网上扫黄打非”, as regular expressions."""
_WHOLE = re.compile("|".join(ENUMERATIONS))
_RESPECTIVELY = re.compile("([^，,。；;：:]+)分别([^。；;]+)")
_AND = re.compile("、|和|与|及|以及|[,，](?=[^,，])")
_SEVERAL = re.compile(r"[各和与及、]|分别|\b(?:and|both|each|respectively)\b", re.IGNORECASE)
_APART = re.compile(r"比|除|\b(?:than|compared|besides|except)\b", re.IGNORECASE)
_ONE_MORE = re.compile(
    r"(?:和|以及|及|与)(?!其[他它]|有关|相关|周边|所有|[去今明]年|\d)"
    r"(?P<item>[^\s，,。；;：:、（）()《》“”的等和及与]{1,20})(?=[\s，,。；;：:、（）()《》“”的等]|$)"
)
_CONSISTS = re.compile("(?:应当|主要|一般|分别)?(?:包括|包含|载明|写明|列明|分为|分别[是为])[：:]?")
_PARAGRAPH = re.compile("(?<![^\\s])[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十])")
"""What numbers a paragraph, and is no item."""
_ITEMS = re.compile("[^、，,。；;]+|[，,。；;]")


def listed(text: str, start: int, end: int, analyser: Analyser) -> tuple[int, int]:
    """The whole enumeration that text[start:end] is some of; text[start:end] itself where it is of none.

    Where it begins within the first item or ends within the last, it says itself how far that goes; and where
    much stands before it in its item, the enumeration is taken to begin with it.
    """
    for match in _WHOLE.finditer(text):
        low, high = _unnumbered(text, match.start()), match.end()
        if low <= start < end <= high and ("、" in text[low:high] or text[low] == "“"):
            if text[low] == "“":
                return low, high
            first, last = text.index("、", low), text.rindex("、", low, high) + 1
            before = text.rfind("、", low, start) + 1
            opens = start < first or start - before > end - start
            known = text[start if opens else before : end].split("、")
            whole = trimmed(text, low, high, analyser, max(map(len, known)))
            # It ends, too, where most of the last of several items is behind it: 甲、乙|发出的一份、两份.
            inner, after = text.rfind("、", start, end) + 1, text.find("、", end, high)
            closes = end > last or (inner > 0 and after - end > end - inner)
            ends = end if closes else whole[1]
            return start if opens else whole[0], _joined(text, ends, max(map(len, known)))
    return start, end


def _unnumbered(text: str, start: int) -> int:
    """Where an enumeration begins whose paragraph has a number: behind 三、."""
    number = _PARAGRAPH.match(text, start)
    return number.end() if number else start


def _joined(text: str, end: int, usual: int) -> int:
    """Where an enumeration ends that one more item, no longer than the others, follows behind 和 or 及."""
    found = _ONE_MORE.match(text, end)
    return found.end() if found and len(found["item"]) <= usual + 1 else end


def items(text: str, start: int, end: int) -> int:
    """Where the items begin that text[start:end] says something consists of: behind 应当包括."""
    found = _CONSISTS.search(text, start, end)
    return found.end() if found and "、" in text[found.end() : end] else start


def trimmed(text: str, start: int, end: int, analyser: Analyser, usual: int = 0) -> tuple[int, int]:
    """An enumeration without the words that run into its first item and on from its last one.

    在海口、三亚、儋州、琼海4个 enumerates names of two characters: those between tell how long the outer ones
    are. Of two items only `usual` can, the length of one. Before 等 the last one is whole.
    """
    start = _unnumbered(text, start)
    items = text[start:end].split("、")
    usual = max((len(item) for item in items[1:-1]), default=usual)
    if not usual or len(items) < 2:
        return start, end
    first = [(low, high) for low, high, _ in analyser.tagged(items[0])]
    last = [(low, high) for low, high, _ in analyser.tagged(items[-1])]
    opening = max((low for low, _ in first if len(items[0]) - low >= usual), default=0)
    closing = min((high for _, high in last if high >= usual), default=len(items[-1]))
    if text.startswith("等", end):
        closing = len(items[-1])
    return start + opening, end - len(items[-1]) + closing


def counted(
    text: str, chosen: tuple[int, int], places: Sequence[tuple[int, int]], words: Collection[str]
) -> tuple[int, int]:
    """Of several figures in a row, the one whose item has most of `words`; `chosen` where none has more.

    In 120个文化馆、1087个文化站 an item says what its figure counts, and so it does in 甲、乙分别为3元、4元,
    more surely than any model. `places` are the figures. A word counts for less that stands in several items.
    """
    row = _respective(text, chosen, places) or _row(text, chosen, places)
    return most_said(row, chosen, words)


def both(
    question: str,
    text: str,
    chosen: tuple[int, int],
    places: Sequence[tuple[int, int]],
    words: Collection[str],
) -> tuple[int, int]:
    """Of 甲、乙分别为3元、4元 both figures where `question` asks for both: 3元、4元; else `chosen`."""
    row = _respective(text, chosen, places)
    own = {place: {word for word in words if word in item} for place, item in row.items()}
    asked = [
        at
        for at, said in enumerate(own.values())
        if any(sum(word in others for others in own.values()) == 1 for word in said)
    ]
    adjacent = len(asked) > 1 and asked[-1] - asked[0] == len(asked) - 1
    if not adjacent or not _SEVERAL.search(question) or _APART.search(question):
        return chosen
    figures = list(own)
    return figures[asked[0]][0], figures[asked[-1]][1]


def most_said(
    items: Mapping[tuple[int, int], str], chosen: tuple[int, int], words: Collection[str]
) -> tuple[int, int]:
    """The place whose item has most of `words`; `chosen`, which need not have one, where none has more."""
    said = {place: {word for word in words if word in item} for place, item in items.items()}

    def weight(place: tuple[int, int]) -> float:
        return sum(1 / sum(word in others for others in said.values()) for word in said.get(place, ()))

    best = max(said, key=weight, default=chosen)
    return best if weight(best) > weight(chosen) else chosen


def _respective(
    text: str, chosen: tuple[int, int], places: Sequence[tuple[int, int]]
) -> dict[tuple[int, int], str]:
    """The figures of 甲、乙分别为3元、4元, `chosen` among them, each with the item that it is said of.

    The items are taken to be no longer than the shortest, as a sentence runs into the first and on from the
    last.
    """
    for match in _RESPECTIVELY.finditer(text):
        figures = [place for place in places if match.start(2) <= place[0] and place[1] <= match.end(2)]
        items = _AND.split(match[1])[-len(figures) :] if figures else []
        apart = [text[low:high] for (_, low), (high, _) in pairwise(figures)]
        if chosen in figures and 1 < len(figures) == len(items) and all(map(_AND.match, apart)):
            usual = min(map(len, items))
            first, *others = items
            return dict(zip(figures, [first[-usual:], *(item[:usual] for item in others)], strict=True))
    return {}


def _row(text: str, chosen: tuple[int, int], places: Sequence[tuple[int, int]]) -> dict[tuple[int, int], str]:
    """The figures that follow one another item by item, `chosen` among them, each with the words of its item.

    None where an item is a figure and nothing else: 分别达到2004元、1712元. The first and the last item are
    taken to be no longer than another, as a sentence runs into the one and on from the other.
    """
    row: dict[tuple[int, int], tuple[int, int]] = {}
    for match in _ITEMS.finditer(text):
        within = [place for place in places if match.start() <= place[0] and place[1] <= match.end()]
        if len(within) == 1 and within[0] != match.span():
            row[within[0]] = match.span()
        elif chosen in row:
            break
        else:
            row = {}
    if chosen not in row or len(row) < 2:
        return {}
    (_, (begin, opened)), *between, (_, (closed, end)) = row.items()
    usual = max((high - low for _, (low, high) in between), default=min(opened - begin, end - closed))
    first, *_, last = row
    row[first] = max(begin, min(first[0], opened - usual)), opened
    row[last] = closed, min(end, max(last[1], closed + usual))
    return {place: text[slice(*item)] for place, item in row.items()}
