"""Something that a question is about, and the terms that may stand for it."""

from __future__ import annotations

from dataclasses import dataclass

from index.postings import Clause
from index.terms import is_han


@dataclass(frozen=True, slots=True)
class Notion:
    """Something that a question is about.

    `understood` is false for a word of another script that neither index nor dictionary knows: it says
    nothing about whether a passage answers. `name`: of a place, a person, an institution; a figure counts
    as one. `met`: whether the index has any of its terms. `kind`: "word", "person",
    "place", "figure", or "half" (the rural, the women) of all.
    """

    words: str
    clause: Clause
    understood: bool = True
    name: bool = False
    met: bool = True
    kind: str = "word"

    @property
    def translated(self) -> bool:
        """Whether its own words occur in no passage."""
        return all(is_han(option) != is_han(self.words) for option in self.clause.alternatives)
