"""Which part of the documents a question is asked of: by document, publisher, place and date.

Filters become the rows that may be found before anything is ranked. Of the values of one kind any may hold,
of the kinds all must. Places and publishers may be named in another language than the documents'.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from fnmatch import translate
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

from index.days import Days, days
from index.document import Article
from index.errors import QuestionError
from index.glosses import key
from index.lexicon import Lexicon
from index.places import WORD
from index.terms import normalise

if TYPE_CHECKING:
    from index.vectors import Rows

_KINDS = {
    "province": "省",
    "autonomous region": "自治区",
    "city": "市",
    "prefecture": "州",
    "county": "县",
    "district": "区",
}
_KIND_OF_PLACE = re.compile(f" ({'|'.join(_KINDS)})$", re.IGNORECASE)
KEPT = 32
"""Filters whose rows are remembered."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked. `documents`: paths, file names or patterns (`news/*.txt`); `publishers`: names or parts
    of them; `places`: with all that lies in them; `since`, `until`: days, months or years, both included."""

    documents: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    since: str = ""
    until: str = ""

    def __bool__(self) -> bool:
        return bool(self.as_json())

    def as_json(self) -> dict[str, Any]:
        """Those that are set."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in values.items()
            if value
        }

    @classmethod
    def from_json(cls, value: object) -> Filters:
        """What `as_json` gave; a single value need not be in a list. Raises QuestionError."""
        kinds = {field.name: field.default for field in fields(cls)}
        if not isinstance(value, Mapping) or value.keys() - kinds.keys():
            raise QuestionError(f"filters: not an object with some of {', '.join(kinds)}: {value!r}")
        given: dict[str, Any] = {}
        for name, said in value.items():
            several = isinstance(kinds[name], tuple)
            listed = said if several and isinstance(said, list) else [said]
            if not all(isinstance(one, str) for one in listed):
                raise QuestionError(
                    f"filters: {name} is not a text{' or a list of them' * several}: {said!r}"
                )
            given[name] = tuple(listed) if several else said
        return cls(**given)


EVERYTHING = Filters()


class Holdings:
    """What an index holds, as filters choose from it. `articles` are those of `Snapshot.articles`.

    `documents`, `publishers` and `places` are what there is to choose, the commonest publishers and places
    first. Safe to use from several threads.
    """

    def __init__(self, articles: Iterable[tuple[tuple[str, ...], Article, range]], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._passages: list[int] = []  # of each article
        self._documents: list[str] = []  # of each article
        paths: dict[str, list[int]] = {}
        publishers: dict[str, list[int]] = {}
        places: dict[str, list[int]] = {}
        self._days: dict[Days, list[int]] = {}
        for number, (copies, article, rows) in enumerate(articles):
            self._passages.append(len(rows))
            self._documents.append(article.document_id)
            for path in copies:
                paths.setdefault(path, []).append(number)
            if article.publisher:
                publishers.setdefault(article.publisher, []).append(number)
            if stated := days(article.date):
                self._days.setdefault(stated, []).append(number)
            for place in article.regions:
                places.setdefault(place, []).append(number)
        self._of = {"document": paths, "publisher": _commonest(publishers), "place": _commonest(places)}
        self.documents, self.publishers, self.places = (tuple(values) for values in self._of.values())
        self.rows = lru_cache(maxsize=KEPT)(self._rows)

    def _rows(self, filters: Filters) -> Rows:
        """The rows that the filters leave, shape (passages,). Raises QuestionError when they leave none."""
        import numpy as np

        left = np.ones(len(self._passages), np.bool_)
        for kind, values, meant in (
            ("document", filters.documents, self._paths_meant),
            ("publisher", filters.publishers, self._publishers_meant),
            ("place", filters.places, self._places_meant),
        ):
            if values:
                left &= self._articles(
                    numbers for value in values for numbers in self._chosen(kind, value, meant)
                )
        if filters.since or filters.until:
            left &= self._articles(self._dated(filters.since, filters.until))
        if not left.any():
            said = json.dumps(filters.as_json(), ensure_ascii=False)
            raise QuestionError(f"no article is all of this at once: {said}; leave some of it out")
        return np.repeat(left, self._passages)

    def size(self, filters: Filters) -> tuple[int, int]:
        """How many documents the filters leave, in part or whole, and how many passages. Raises as `rows`."""
        rows = self.rows(filters)
        starts = list(accumulate(self._passages, initial=0))
        spans = zip(self._documents, pairwise(starts), strict=True)
        return len({name for name, (low, high) in spans if rows[low:high].any()}), int(rows.sum())

    def _articles(self, lists: Iterable[Sequence[int]]) -> Rows:
        import numpy as np

        chosen = np.zeros(len(self._passages), np.bool_)
        for numbers in lists:
            chosen[numbers] = True
        return chosen

    def _chosen(self, kind: str, value: str, meant: Callable[[str], Sequence[str]]) -> list[list[int]]:
        there = self._of[kind]
        names = meant(value)
        if found := [there[name] for name in names if name in there]:
            return found
        named = (place for name in [*names, value] for place in self._lexicon.places.find(name, WORD))
        around = [outer for one in named for outer in one.place.within if outer in there]
        near = around or difflib.get_close_matches(value, there, 3, 0.4) or there
        known = ", ".join(list(dict.fromkeys(near))[:3])
        raise QuestionError(
            f"{kind} {value!r}: the documents have none{f'; they have {known}' * bool(known)}"
        )

    def _paths_meant(self, value: str) -> list[str]:
        """Those of that path or file name, with its ending or without, in that folder, or of that pattern."""
        folder = value.rstrip("/") + "/"
        pattern = re.compile(translate(value))
        found = []
        for path in self.documents:
            name = path.rpartition("/")[2]
            exact = value in (path, name, name.rpartition(".")[0]) or path.startswith(folder)
            if exact or pattern.match(path) or pattern.match(name):
                found.append(path)
        return found

    def _publishers_meant(self, value: str) -> list[str]:
        """Those of that very name; else those whose name has it, or a translation of each of its words."""
        own = [(name, _plain(name)) for name in self.publishers]
        spellings = self._spellings(value)
        words = [[word, *self._lexicon.translations(key([word]))] for word in _words(value)]
        return (
            [name for name, plain in own if plain in spellings]
            or [name for name, plain in own if any(spelling in plain for spelling in spellings if spelling)]
            or [
                name
                for name, plain in own
                if words and all(any(map(plain.__contains__, word)) for word in words)
            ]
        )

    def _places_meant(self, value: str) -> list[str]:
        """What the place is called, or the places if several are called so."""
        whole, bare, of_the_kind = self._spellings(value), list[str](), list[str]()
        if kind := _KIND_OF_PLACE.search(value):
            bare = self._spellings(value[: kind.start()])
            of_the_kind = [one for one in bare if one.endswith(_KINDS[kind[1].lower()])]
        for spellings in (whole, of_the_kind, bare):
            if names := [name for one in spellings for name in sorted(self._lexicon.places.names(one))]:
                return list(dict.fromkeys([*names, *spellings]))
        return list(dict.fromkeys([*whole, *bare]))

    def _spellings(self, value: str) -> list[str]:
        """A value as the documents may have it: without marks, simplified; and its translations."""
        words = _words(value)
        return [_plain(value), *(self._lexicon.translations(key(words)) if words else ())]

    def _dated(self, since: str, until: str) -> list[list[int]]:
        first = _day("since", since).first if since else ""
        last = _day("until", until).last if until else ""
        if since and until and last < first:
            raise QuestionError(f"since {since!r} is after until {until!r}; exchange them")
        if found := [numbers for stated, numbers in self._days.items() if stated.may_lie(first, last)]:
            return found
        there = [stated for stated in self._days if stated.has_year]
        known = [min(stated.first for stated in there), max(stated.last for stated in there)] if there else []
        asked = " ".join(f"{name} {value}" for name, value in (("since", since), ("until", until)) if value)
        raise QuestionError(
            f"no article is dated {asked}{f'; they are from {known[0]} to {known[1]}' if known else ''}"
        )


def _day(name: str, value: str) -> Days:
    stated = days(value)
    if not stated or not stated.has_year:
        raise QuestionError(f"{name} {value!r}: not a date with its year; write 2021, 2021-06 or 2021-06-15")
    return stated


def _commonest(values: dict[str, list[int]]) -> dict[str, list[int]]:
    return dict(sorted(values.items(), key=lambda one: (-len(one[1]), one[0])))


def _plain(name: str) -> str:
    return normalise(name).strip("《》〈〉“” ")


def _words(value: str) -> list[str]:
    return re.findall(r"[a-z]+|\d+", re.sub("['’]s\\b", "", normalise(value)))
