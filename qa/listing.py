"""Which documents there are to be asked, and what they say of themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from index.document import Article

if TYPE_CHECKING:
    from index.vectors import Rows


@dataclass(frozen=True, slots=True)
class Listed:
    """A document: its path and those of its copies, its first article, how many articles and passages."""

    paths: tuple[str, ...]
    article: Article
    articles: int
    passages: int

    def as_json(self) -> dict[str, Any]:
        path, *copies = self.paths
        return {
            "path": path,
            "copies": copies,
            "title": self.article.title,
            "publisher": self.article.publisher or None,
            "date": self.article.date or None,
            "place": self.article.place or None,
            "number": self.article.number or None,
            "articles": self.articles,
            "passages": self.passages,
        }


@dataclass(frozen=True, slots=True)
class Listing:
    """The documents of a snapshot, or those that filters leave, by path."""

    documents: tuple[Listed, ...]
    snapshot: str

    def as_json(self, first: int, most: int) -> dict[str, Any]:
        """At most `most` of them, from number `first` on, and how many there are in all."""
        shown = self.documents[first : first + most]
        return {
            "documents": [one.as_json() for one in shown],
            "offset": first,
            "total": len(self.documents),
            "snapshot": self.snapshot,
        }


def listing(
    articles: Iterable[tuple[tuple[str, ...], Article, range]], rows: Rows | None, snapshot: str
) -> Listing:
    """Of what `Snapshot.articles` gives, what has passages among `rows`, shape (passages,); None: all."""
    found: dict[str, Listed] = {}
    for paths, article, span in articles:
        passages = len(span) if rows is None else int(rows[span.start : span.stop].sum())
        if passages:
            one = found.get(article.document_id) or Listed(paths, article, 0, 0)
            counted = (one.articles + 1, one.passages + passages)
            found[article.document_id] = Listed(one.paths, one.article, *counted)
    return Listing(tuple(sorted(found.values(), key=lambda one: one.paths)), snapshot)
