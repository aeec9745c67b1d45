"""What the steps of training hand on: mined questions in rows of JSON lines, and checkpoints by seed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Window:
    """Part of a document's text, and what of it a question met by translation."""

    document: str
    start: int
    end: int
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mined:
    """A question about a paragraph. `answer` is "" where it is not known or there is none."""

    id: str
    set: str
    lang: str
    question: str
    answer: str
    answerable: bool
    paragraph: Window
    hits: tuple[Window, ...] = ()


CLOZES, HELD = "clozes", "held"
"""Of what is drawn: what all trainings begin with, and what none has. Epochs have their numbers."""


def checkpoint_of(made: Path, training: int | str) -> Path:
    """Where a training, with its seed or on `CLOZES`, keeps its state."""
    return made / f"{training}.pt"


def drawn_of(made: Path, part: str) -> Path:
    """Where the examples of a part are (`eval.train.drawn`)."""
    return made / "drawn" / f"{part}.npz"


def lines(path: Path) -> Iterator[Any]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def from_row(row: dict[str, Any]) -> Mined:
    def window(one: dict[str, Any]) -> Window:
        return Window(**{**one, "hints": tuple(one["hints"])})

    return Mined(**{**row, "paragraph": window(row["paragraph"]), "hits": tuple(map(window, row["hits"]))})


def occurrence(text: str, answer: str, question: str) -> tuple[int, int]:
    """Where an answer stands: of several places that with most of the question's pairs of letters around."""
    pairs = {question[n : n + 2] for n in range(len(question) - 1)}
    places = [match.start() for match in re.finditer(re.escape(answer), text)]

    def around(at: int) -> int:
        near = text[max(0, at - 50) : at + len(answer) + 50]
        return sum(pair in near for pair in pairs)

    at = max(places, key=lambda at: (around(at), -at))
    return at, at + len(answer)
