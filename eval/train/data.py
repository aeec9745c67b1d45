"""Mined questions → examples: token ids, the tokens of the answer, whether the passage answers.

An example is a window of a paragraph, as retrieval would bring one: cut at sentence ends, of changing width.
Besides what was mined, some are made unanswerable: a figure or a name of the question is changed for
another, or the passage gets another article's title. A few come in traditional characters, or with a page's
foot in their middle.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from eval.train.drawn import Example
from eval.train.mined import Mined, Window, from_row, lines, occurrence
from eval.train.noise import torn, traditional
from index.terms import Analyser
from index.tokens import EOS, Token, Tokenizer
from qa.reader.encode import encode

WIDTHS = (72, 208)
"""Tokens of the shortest and the longest window."""
WHOLE = 2 * WIDTHS[1]
"""Tokens of the longest paragraph that is read whole, where it must be."""
SHARES = {"cmrc2018": 1.0, "chinese_squad": 2.0, "squadshifts_en": 0.4}
"""How often an epoch has a question of each set, on average."""
GLOSSED, IMPOSSIBLE = 0.4, 0.3
"""Of that, one that is written word for word in English, and an unanswerable one."""
PHRASES, BARE, SHORT = "cmrc2018", 10, 0.5
"""The set whose answers are whole phrases; those of so many characters are called so at this share only, as
they may be bare words as well."""
MISSES = 0.5
"""Per answerable question, near misses in an epoch."""
CHANGED = 0.12
"""Of the questions, how many are made unanswerable besides."""
NAMES = ("ns", "nr", "nt")
"""What of a question is changed besides its figures: places, persons, institutions, as jieba tags them."""
UNTITLED, TRADITIONAL, TORN = 0.2, 0.05, 0.05
_SENTENCE_END = re.compile("[。！？；!?;\n]|[.](?= )")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")


class Examples:
    """What `eval.train.mine` made, as examples by epoch: the same seed gives the same."""

    def __init__(self, made: Path, tokenizer: Tokenizer, analyser: Analyser, seed: int) -> None:
        self._tokenizer, self.analyser, self._seed = tokenizer, analyser, seed
        passages = list(lines(made / "passages.jsonl"))
        self.texts = {one["id"]: one["text"] for one in passages}
        self.titles = {one["id"]: one["title"].replace("_", " ") for one in passages}
        self._mined = [from_row(row) for row in lines(made / "questions.jsonl")]
        self._tokens: dict[str, list[Token]] = {}

    @property
    def documents(self) -> list[str]:
        """Of the paragraphs that are trained on."""
        asked = {one.paragraph.document for one in self._mined}
        return sorted(document for document in asked if not held_out(document))

    def epoch(self, number: int) -> list[Example]:
        """The examples of an epoch, in the order in which they are to be seen."""
        return self._drawn(random.Random(f"{self._seed}/{number}"), kept_out=False)  # noqa: S311

    def held_out(self, limit: int) -> list[Example]:
        """Examples of the paragraphs that no epoch has, the same for every seed."""
        return self._drawn(random.Random(0), kept_out=True)[:limit]  # noqa: S311

    def _drawn(self, draw: random.Random, kept_out: bool) -> list[Example]:
        asked = [one for one in self._mined if held_out(one.paragraph.document) == kept_out]
        found = [example for one in asked for example in self._examples(one, draw)]
        draw.shuffle(found)
        return found

    def _examples(self, one: Mined, draw: random.Random) -> Iterator[Example]:
        share = SHARES[one.set]
        if one.lang == "glossed":
            share *= GLOSSED
        if not one.answerable:
            share *= IMPOSSIBLE
        for _ in range(int(share) + (draw.random() < share % 1)):
            yield from self._once(one, draw)

    def _once(self, one: Mined, draw: random.Random) -> Iterator[Example]:
        title = "" if draw.random() < UNTITLED else self.titles[one.paragraph.document]
        text = self.texts[one.paragraph.document]
        at = occurrence(text, one.answer, one.question) if one.answer else None
        # Where it is not known where the answer stands, only the whole paragraph is sure to have it.
        if one.answerable and not at and len(self.tokens(one.paragraph.document)) > WHOLE:
            return
        where = self.window(one.paragraph, at, draw) if at or not one.answerable else one.paragraph
        phrase = one.set == PHRASES and (len(one.answer) > BARE or draw.random() < SHORT)
        if (
            one.answerable
            and at
            and draw.random() < CHANGED
            and (changed := self._changed(one, where, title, phrase, draw))
        ):
            yield changed
        else:
            yield self.example(one.question, where, title, at, one.answerable, phrase, draw)
        if one.answerable and draw.random() < MISSES:
            misses = [hit for hit in one.hits if self._is_miss(hit, one)]
            if misses:
                miss = draw.choice(misses[:4])
                title = "" if draw.random() < UNTITLED else self.titles[miss.document]
                yield self.example(one.question, miss, title, None, False, phrase, draw)

    def _is_miss(self, hit: Window, one: Mined) -> bool:
        """Whether a hit is surely none that answers: of another paragraph, or without the answer's words.

        What is kept out is not trained on as a miss either.
        """
        if held_out(hit.document) and not held_out(one.paragraph.document):
            return False
        if not one.answer:
            return hit.document != one.paragraph.document
        return one.answer not in self.texts[hit.document][hit.start : hit.end]

    def example(
        self,
        question: str,
        window: Window,
        title: str,
        at: tuple[int, int] | None,
        answers: bool,
        phrase: bool,
        draw: random.Random,
    ) -> Example:
        text, hints = self.texts[window.document], window.hints
        kind = draw.random()
        if kind < TRADITIONAL:
            text, question, title = traditional(text), traditional(question), traditional(title)
            hints = tuple(map(traditional, hints))
        elif kind < TRADITIONAL + TORN:
            text, foot, longer = torn(text, window.start, window.end, draw)
            window = replace(window, end=window.end + longer)
            if at and foot < at[1]:
                at = (at[0] if at[0] < foot else at[0] + longer), at[1] + longer
        if text is self.texts[window.document]:
            tokens = self.tokens(window.document)
        else:
            tokens = self._tokenizer.tokens(text)
        inside = [token for token in tokens if token.start >= window.start and token.end <= window.end]
        hints = tuple(hint for hint in hints if hint in text[window.start : window.end])
        head = encode(self._tokenizer, question, hints, title, phrase)
        span = None
        if at and answers:
            covered = [n for n, token in enumerate(inside) if token.start < at[1] and token.end > at[0]]
            if covered:
                span = len(head) + covered[0], len(head) + covered[-1]
        ids = (*head, *(token.id for token in inside), EOS)
        return Example(ids, len(head), span, answers)

    def tokens(self, document: str) -> list[Token]:
        if document not in self._tokens:
            self._tokens[document] = self._tokenizer.tokens(self.texts[document])
        return self._tokens[document]

    def window(self, paragraph: Window, at: tuple[int, int] | None, draw: random.Random) -> Window:
        """Some sentences of a paragraph, with the answer if there is one."""
        tokens = self.tokens(paragraph.document)
        text = self.texts[paragraph.document]
        width = draw.randint(*WIDTHS)
        if at is None and len(tokens) <= 2 * width:
            width = len(tokens)  # an unanswerable question is so for the whole of it
        if len(tokens) <= width:
            return paragraph
        low, high = 0, len(tokens) - width
        if at:
            first = next((n for n, token in enumerate(tokens) if token.end > at[0]), 0)
            last = next((n for n, token in enumerate(tokens) if token.end >= at[1]), len(tokens) - 1)
            low, high = max(0, last - width + 1), min(first, len(tokens) - width)
            high = max(low, high)
        n = draw.randint(low, high)
        start, end = tokens[n].start, tokens[min(n + width, len(tokens)) - 1].end
        # Begin after the sentence end before, and stop at the next one, without growing by much.
        before = [match.end() for match in _SENTENCE_END.finditer(text, max(0, start - 60), start)]
        start = before[-1] if before else start
        if at:
            start, end = min(start, at[0]), max(end, at[1])
        after = _SENTENCE_END.search(text, end, end + 60)
        return Window(paragraph.document, start, after.end() if after else end, paragraph.hints)

    def _changed(
        self, one: Mined, window: Window, title: str, phrase: bool, draw: random.Random
    ) -> Example | None:
        """The question with another figure or name than the passage has, or under another title."""
        text = self.texts[window.document][window.start : window.end]
        figures = [match for match in _FIGURE.finditer(one.question) if match[0] in text]
        if figures:
            old = draw.choice(figures)[0]
            new = str(int(float(old)) + draw.choice([-3, -2, -1, 1, 2, 3, 10]))
            if new not in text:
                return self.example(one.question.replace(old, new), window, title, None, False, phrase, draw)
        if one.lang == "zh":
            names = [(tag, word) for tag, word in self._names(one.question) if word in text]
            if names:
                tag, old = draw.choice(names)
                new = draw.choice(self._others[tag])
                if new not in text and old not in new:
                    return self.example(
                        one.question.replace(old, new), window, title, None, False, phrase, draw
                    )
        if title and title in one.question and title not in text:
            other = draw.choice(list(self.titles.values()))
            if other and other != title:
                return self.example(one.question, window, other, None, False, phrase, draw)
        return None

    @cached_property
    def _others(self) -> dict[str, list[str]]:
        """Names that questions have, by jieba's tag."""
        draw = random.Random(self._seed)  # noqa: S311
        asked = [one for one in self._mined if one.lang == "zh"]
        found = {
            pair for one in draw.sample(asked, min(3000, len(asked))) for pair in self._names(one.question)
        }
        return {tag: sorted(word for kind, word in found if kind == tag) for tag in NAMES}

    def _names(self, text: str) -> list[tuple[str, str]]:
        words = self.analyser.tagged(text)
        return [(tag, text[low:high]) for low, high, tag in words if tag in NAMES and high - low > 1]


def held_out(document: str) -> bool:
    """Whether a paragraph is kept out: every tenth ten of ChineseSquad, as neighbours are alike."""
    name, _, number = document.rpartition("-")
    return name in ("zhsquad", "zhsquad_en") and int(number) // 10 % 10 == 0
