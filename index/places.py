"""Where an article is from: the place that its title names, else its dateline, else its publisher's name.

A text is searched from left to right for the names of the gazetteer, the longest first. Names that stand
together are one place: the last of them, in those before it (浙江桐庐, 北京市朝阳区).

>>> places = Places([("浙江", Place("浙江", 1)), ("桐庐", Place("桐庐", 3, ("杭州", "浙江"), doubt=1))])
>>> [found.place.name for text in ("桐庐会议", "浙江桐庐会议") for found in places.find(text)]
['桐庐']
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from index.document import Article, Paragraph, Source, cut
from index.gazetteer import Place

_OUTLET = "(?:[\u4e00-\u9fff]{0,8}?(?:[报報社网網台臺刊]|客户端|杂志))"
_DATELINE = re.compile(
    rf"[【\[(（]?据?{_OUTLET}?(?P<at>[\u4e00-\u9fff、]{{2,12}}?)(?:[0-9]{{1,2}}月[0-9]{{1,2}}日)?(?:[电電讯訊]|消息)"
    r"(?=[\s(（:：,，】\])）])"
)
# What a place follows at once: 本报讯（记者 张三）呼和浩特…
_BYLINE = re.compile(
    rf"{_OUTLET}?[讯訊电電]?\s?[(（][^()（）]{{0,12}}(?:记者|記者|通讯员)[^()（）]{{1,60}}[)）]\s?"
)
PERSON, WORD = 1, 2
"""How much doubt of `Place.doubt` is allowed: names that may be a person's, names that may be any word."""


@dataclass(frozen=True, slots=True)
class Found:
    """A place that a text names at `[start, end)`."""

    start: int
    end: int
    place: Place


class Places:
    """The gazetteer in memory; `names` as `index.gazetteer` gives them. Safe to use from several threads."""

    def __init__(self, names: Iterable[tuple[str, Place | None]]) -> None:
        self._names: dict[str, list[Place]] = {}
        self._lengths: dict[str, set[int]] = {}
        for name, place in names:
            self._names.setdefault(name, []).extend([place] if place else [])
            self._lengths.setdefault(name[:2], set()).add(-len(name))

    def find(self, text: str, doubt: int = 0) -> Iterator[Found]:
        """The places that `text` names, in order; `doubt` says which names count as such by themselves."""
        at = 0
        last: Found | None = None
        while at < len(text):
            name = self._longest(text, at)
            means = self._names.get(name, [])
            inner = last and next((place for place in means if last.place.name in place.within), None)
            if last and inner:
                last = Found(last.start, at + len(name), inner)
            else:
                if last:
                    yield last
                alone = _alone(name, [place for place in means if place.doubt <= doubt])
                last = Found(at, at + len(name), alone) if alone else None
            at += len(name) or 1
        if last:
            yield last

    def names(self, text: str) -> frozenset[str]:
        """What the places are called that `text` may name, and nothing else; empty if it names none."""
        found = list(self.find(text, WORD))
        if len(found) != 1 or (found[0].start, found[0].end) != (0, len(text)):
            return frozenset()
        return frozenset((found[0].place.name, *(place.name for place in self._names.get(text, ()))))

    def _longest(self, text: str, at: int) -> str:
        if text[at] in "年月日" and text[at - 1 : at].isdigit():  # 6月1日本报讯
            return ""
        for length in sorted(self._lengths.get(text[at : at + 2], ())):
            if (name := text[at : at - length]) in self._names:
                return name
        return ""


def _alone(name: str, means: Sequence[Place]) -> Place | None:
    """The largest place that a name means by itself; of several alike, what is true of all of them."""
    like = [place for place in means if place.level == means[0].level]
    if len(like) < 2:
        return like[0] if like else None
    within = (outer for outer in like[0].within if all(outer in place.within for place in like))
    return Place(name, like[0].level, tuple(within), like[0].doubt)


def located(source: Source, places: Places) -> Source:
    """`source` with each article's place, and all the places that it belongs to."""
    return replace(
        source, articles=tuple((_located(source, places, *one), one[1]) for one in source.articles)
    )


def _located(source: Source, places: Places, article: Article, paragraphs: tuple[Paragraph, ...]) -> Article:
    titled = list(places.find(article.title))
    found = [(article.title, article.title_spans, one) for one in titled[:1]]
    if not found and paragraphs:
        opening = source.document.slice(cut(paragraphs[0].spans, 0, 120))
        found = [(opening, paragraphs[0].spans, one) for one in _dateline(opening, places)]
    if not found:
        named = places.find(article.publisher, PERSON)
        found = [(article.publisher, article.publisher_spans, one) for one in named]
    if not found:
        return article
    text, spans, own = found[0]
    regions = (name for one in (own, *titled) for name in (one.place.name, *one.place.within))
    return replace(
        article,
        place=text[own.start : own.end],
        place_spans=cut(spans, own.start, own.end),
        regions=tuple(dict.fromkeys(regions)),
    )


def _dateline(text: str, places: Places) -> list[Found]:
    """The places of the dateline that a text begins with, at most one that a reporter's name does."""
    if line := _DATELINE.match(text):
        start, end = line.span("at")
        if found := [_moved(one, start) for one in places.find(text[start:end], WORD)]:
            return found
    if byline := _BYLINE.match(text):
        after = places.find(text[byline.end() :])
        return [_moved(one, byline.end()) for one in islice(after, 1) if not one.start]
    return []


def _moved(found: Found, by: int) -> Found:
    return replace(found, start=found.start + by, end=found.end + by)
