"""What a passage is found by besides its own words: what its article states of itself; its file's name."""

from __future__ import annotations

from pathlib import PurePosixPath

from index.document import Passage


def context_text(passage: Passage) -> str:
    """What a passage's own words may leave out: its article's title, publisher, date, number, place; file."""
    article = passage.article
    name = PurePosixPath(article.document_id)
    # A file's name may say what it is about; what is no file has a number at most.
    stated = " ".join(
        filter(
            None,
            (
                *(article.title, article.publisher, article.date),
                article.number if article.number not in article.title else "",
                name.stem * bool(name.suffix),
            ),
        )
    )
    return " ".join(filter(None, (stated, *(region for region in article.regions if region not in stated))))


def embedded_text(passage: Passage, text: str) -> str:
    """What is embedded of a passage whose own text is `text`: behind its article's title, place, date.

    What only the file's name says is left to the terms, so that a file may be renamed.
    """
    article = passage.article
    named = article.title_spans or article.title != PurePosixPath(article.document_id).stem
    place = article.place if article.place_spans or named else ""
    title = article.title if named else ""
    heading = " ".join(filter(None, (title, "" if place in title else place, article.date)))
    return f"{heading}\n{text}" if heading else text
