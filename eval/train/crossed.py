"""The same questions over paragraphs in another language: more of what crosses languages, from the same data.

*parallel*: SQuAD 2.0's questions, Chinese and English, over the English paragraphs that ChineseSquad's were
translated from: what answers and what is made to mislead, without what translation broke. Where an answer
stands is known only where it says the same in both (1949), so most teach but whether a passage answers.
*switched*: real English questions over paragraphs with most words in Chinese (`eval.train.switch`).
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from eval.train.mined import Mined, Window, lines, occurrence
from eval.train.switch import Switched, switched
from index.lexicon import Lexicon

Passages = dict[str, tuple[str, str]]
LONGEST = 1500
"""Characters of an English paragraph that is read whole: some 350 tokens."""


def parallel(data: Path, mined: Iterable[Mined]) -> tuple[Passages, list[Mined]]:
    """The English paragraphs (title and text by id), and ChineseSquad's questions about them."""
    passages: Passages = {}
    for row in lines(data / "chinese_squad" / "parallel_paragraphs.jsonl"):
        if not row["xquad_paragraph"] and len(row["en"]) <= LONGEST:
            passages[_parallel(row["passage_id"])] = row["title"], row["en"]
    found = []
    for one in mined:
        document = _parallel(one.paragraph.document)
        if one.set == "chinese_squad" and one.lang in ("zh", "en") and document in passages:
            text = passages[document][1]
            answer = one.answer if one.answer in text else ""
            whole = Window(document, 0, len(text))
            found.append(
                replace(one, id=one.id + ".parallel", set="parallel", answer=answer, paragraph=whole, hits=())
            )
    return passages, found


def switch(
    passages: Passages, mined: Sequence[Mined], lexicon: Lexicon, draw: random.Random
) -> tuple[Passages, list[Mined]]:
    """English paragraphs with Chinese words, and the English questions about them, near misses included."""
    asked = [one for one in mined if one.set == "squadshifts_en" and one.lang == "en" and one.answer]
    changed: dict[str, Switched] = {}
    found: Passages = {}
    for document in dict.fromkeys(one.paragraph.document for one in asked):
        title, text = passages[document]
        changed[document] = switched(text, lexicon, draw)
        found[_switched(document)] = switched(title, lexicon, draw).text, changed[document].text

    def moved(window: Window) -> Window:
        if window.document not in changed:
            return window
        start, end = changed[window.document].moved(window.start, window.end)
        return Window(_switched(window.document), start, end)

    def asked_again() -> Iterator[Mined]:
        for one in asked:
            there = changed[one.paragraph.document]
            at = occurrence(passages[one.paragraph.document][1], one.answer, one.question)
            start, end = there.moved(*at)
            if answer := there.text[start:end].strip():
                yield replace(
                    one,
                    id=one.id + ".switched",
                    set="switched",
                    answer=answer,
                    paragraph=moved(one.paragraph),
                    hits=tuple(map(moved, one.hits)),
                )

    return found, list(asked_again())


def _parallel(document: str) -> str:
    name, _, number = document.partition("-")
    return f"{name}_en-{number}"


def _switched(document: str) -> str:
    return document + "-switched"
