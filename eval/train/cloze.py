"""Sentences with a gap → questions to begin training with: what stands in the gap, and where?

Questions with answers are few, passages are not. After Lewis et al. (2019), Unsupervised Question Answering
by Cloze Translation, https://arxiv.org/abs/1906.04980: of a sentence a figure or a name is left out, and with
it some clauses and words; half of the Chinese ones are turned into English word for word, as real questions
are (`eval.train.gloss`): what is learned is to find in a passage what words of another language say of it. A
quarter is asked of a part of the paragraph that does not have the sentence.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from eval.train.data import WIDTHS, Examples
from eval.train.drawn import Example
from eval.train.gloss import glossed
from eval.train.mined import Window
from index.split import sentences
from index.terms import Analyser, is_han

ENGLISH, ELSEWHERE, UNTITLED = 0.5, 0.25, 0.5
CLAUSES, WORDS, HINTS = 0.45, 0.85, 0.5
"""Of the other clauses, the other words, and the words that may be hints: how many are kept."""
TIMES = 2
"""Gaps for each sentence."""
LEAST = 40
"""Tokens of a part that does not have the sentence."""
_GAP = "\0"
_ASKING = {
    "nr": ("谁", "who"),
    "ns": ("哪里", "where"),
    "nt": ("哪个机构", "which organisation"),
    "t": ("什么时候", "when"),
}
_LONG = ("n", "nz")  # tags whose words may be gaps from three characters on
_HINT = tuple("nvmaft")
_FIGURE = re.compile(
    r"\d[\d,.]*[万亿千百]*(?:[个年月日人元米公里次名位座所家岁%级号部集场届种条吨天分]{1,2})?"
)
_NAME = re.compile(r"\d[\d,.]*\d|\d|[A-Z][\w'-]+(?:\s+(?:of |the |and )?[A-Z][\w'-]+)*")
_YEAR = re.compile(r"1\d{3}|20\d\d")
_CLAUSE = re.compile("(?<=[，,；;])")
_MARKS = "。，；,;. "


@dataclass(frozen=True, slots=True)
class Cloze:
    """A question; where in the text its sentence stands, and the words that it asks for."""

    question: str
    sentence: tuple[int, int]
    at: tuple[int, int]
    hints: tuple[str, ...] = ()


def clozes(text: str, analyser: Analyser, draw: random.Random) -> Iterator[Cloze]:
    """Of each sentence of a text one, if it has a figure or a name that it says once."""
    chinese = sum(map(is_han, text)) * 4 > len(text)
    for low, high in sentences(text):
        some = _chinese if chinese else _english
        for one in some(text[low:high], analyser, draw):
            start, end = one.at
            yield Cloze(one.question, (low, high), (low + start, low + end), one.hints)


def examples(source: Examples, seed: int) -> list[Example]:
    """The clozes of all passages that are trained on, in the order in which they are to be seen."""
    draw = random.Random(f"{seed}/clozes")  # noqa: S311
    found: list[Example] = []
    for document in source.documents * TIMES:
        text = source.texts[document]
        for one in clozes(text, source.analyser, draw):
            where, at = _elsewhere(source, document, one, draw), None
            if not where:
                whole = Window(document, 0, len(text))
                where, at = source.window(whole, one.at, draw), one.at
            where = Window(document, where.start, where.end, one.hints)
            title = "" if draw.random() < UNTITLED else source.titles[document]
            found.append(source.example(one.question, where, title, at, at is not None, False, draw))
    draw.shuffle(found)
    return found


def _elsewhere(source: Examples, document: str, one: Cloze, draw: random.Random) -> Window | None:
    """At times, what stands before or after the sentence, if it lacks the words that are asked for."""
    if draw.random() >= ELSEWHERE:
        return None
    text, tokens, width = source.texts[document], source.tokens(document), draw.randint(*WIDTHS)
    before = [token for token in tokens if token.end <= one.sentence[0]][-width:]
    after = [token for token in tokens if token.start >= one.sentence[1]][:width]
    parts = [(part[0].start, part[-1].end) for part in (before, after) if len(part) >= LEAST]
    without = [part for part in parts if text[slice(*one.at)] not in text[slice(*part)]]
    return Window(document, *draw.choice(without)) if without else None


def _chinese(sentence: str, analyser: Analyser, draw: random.Random) -> Iterator[Cloze]:
    words = analyser.tagged(sentence)
    gaps = [(*match.span(), "m") for match in _FIGURE.finditer(sentence)]
    gaps += [
        (low, high, tag) for low, high, tag in words if tag in _ASKING or (tag in _LONG and high - low >= 3)
    ]
    gaps = [gap for gap in gaps if gap[1] - gap[0] > 1 and sentence.count(sentence[gap[0] : gap[1]]) == 1]
    for low, high, tag in draw.sample(gaps, min(1, len(gaps))):
        gap = sentence[low:high]
        chinese, english = _asks(gap, tag)
        said = _thinned(_clauses(sentence, low, high, draw), analyser, draw).strip(_MARKS)
        if len(said) < 6:
            continue
        if draw.random() >= ENGLISH:
            yield Cloze(said.replace(_GAP, chinese) + "？", (0, 0), (low, high))
            continue
        parts = [glossed(part, analyser, draw) if part else "" for part in said.split(_GAP)]
        order = [parts[0], english, parts[1]] if draw.random() < 0.5 else [english, *parts]
        hints = tuple(
            sentence[start:end]
            for start, end, kind in words
            if end - start > 1
            and kind[:1] in _HINT
            and (end <= low or start >= high)
            and draw.random() < HINTS
        )
        yield Cloze(" ".join(filter(None, order)) + "?", (0, 0), (low, high), hints)


def _asks(gap: str, tag: str) -> tuple[str, str]:
    """What asks for the words of a gap, in Chinese and in English."""
    if tag != "m":
        return _ASKING.get(tag, ("什么", "what"))
    if gap.endswith("年"):
        return "哪年", "what year"
    return "多少" + re.sub(r"[\d,.]+[万亿千百]*", "", gap), "how many"


def _clauses(sentence: str, low: int, high: int, draw: random.Random) -> str:
    """The clause that has the gap, and some of the others."""
    gapped = sentence[:low] + _GAP + sentence[high:]
    return "".join(part for part in _CLAUSE.split(gapped) if _GAP in part or draw.random() < CLAUSES)


def _thinned(said: str, analyser: Analyser, draw: random.Random) -> str:
    """`said` without some of its words."""
    parts = []
    for part in said.split(_GAP):
        words = [part[low:high] for low, high, _ in analyser.tagged(part)]
        parts.append("".join(word for word in words if draw.random() < WORDS))
    return _GAP.join(parts)


def _english(sentence: str, _: Analyser, draw: random.Random) -> Iterator[Cloze]:
    names = [match for match in _NAME.finditer(sentence) if match.start() and sentence.count(match[0]) == 1]
    if not names:
        return
    gap = draw.choice(names)
    if _YEAR.fullmatch(gap[0]):
        asks = "what year"
    else:
        asks = "how many" if gap[0][0].isdigit() else draw.choice(["who", "what", "which"])
    before, after = sentence[: gap.start()].split(), sentence[gap.end() :].split()
    before, after = ([word for word in some if draw.random() < WORDS] for some in (before, after))
    before, after = before[-draw.randint(4, 14) :], after[: draw.randint(4, 14)]
    order = [*before, asks, *after] if draw.random() < 0.5 else [asks, *before, *after]
    if len(order) > 3:
        yield Cloze(" ".join(order).strip(_MARKS) + "?", (0, 0), gap.span())
