"""Which words of a question met which words of a passage: "juvenile court ↔ 少年法庭"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from index.terms import Analyser, Term, normalise
from qa.answer import Met
from qa.notion import Notion
from qa.question import Question


def met(question: Question, text: str, context: str, analyser: Analyser) -> tuple[Met, ...]:
    """What a passage's `text` meets of a question, else what its `context` (title, place) does; in order.

    Words that are part of longer ones that met as well are left out.
    """
    asked = _cut(question.text, analyser)
    read, lent = _cut(text, analyser), _cut(context, analyser)
    found = {}
    for notion in question.notions:
        words = _asked(notion, question.text, asked)
        if not words:
            continue
        if here := _spelled(notion, read):
            found[words] = Met(words, here, in_context=False)
        elif there := _spelled(notion, lent):
            found[words] = Met(words, there, in_context=True)
    return tuple(one for one in found.values() if not any(_within(one.question, other) for other in found))


def unmet(question: Question, notions: Iterable[Notion], analyser: Analyser) -> tuple[str, ...]:
    """`notions` of a question by the words that they are asked in; not those that are part of longer ones."""
    asked = _cut(question.text, analyser)
    words = dict.fromkeys(filter(None, (_asked(notion, question.text, asked) for notion in notions)))
    return tuple(one for one in words if not any(_within(one, other) for other in words))


def _asked(notion: Notion, text: str, asked: tuple[str, dict[str, Term]]) -> str:
    """The words of the question `text`, cut into `asked`, that a notion was made of."""
    return _spelled(notion, asked) if notion.kind == "figure" else _as_written(notion.words, text)


def _as_written(words: str, text: str) -> str:
    """`words` with the capitals that `text` has."""
    at = text.lower().find(words)
    return text[at : at + len(words)] if at >= 0 and len(text) == len(text.lower()) else words


def _within(words: str, others: str) -> bool:
    if words.isascii():  # the art of the party
        words, others = f" {words} ", f" {others} "
    return words != others and words in others


def _cut(text: str, analyser: Analyser) -> tuple[str, dict[str, Term]]:
    """A text, and where in it each of its terms stands first."""
    normal = normalise(text)
    places: dict[str, Term] = {}
    for term in analyser.cut(normal):
        places.setdefault(term.text, term)
    # Where nothing got longer or shorter, the words are shown as they were written.
    return (text if len(text) == len(normal) else normal), places


def _spelled(notion: Notion, cut: tuple[str, dict[str, Term]]) -> str:
    """The words of a text that meet `notion`, as they stand there; "" if none do."""
    text, places = cut
    for option in notion.clause.alternatives:
        terms = [places[term] for term in option.split() if term in places]
        if terms and len(terms) == len(option.split()):
            return _joined(text, sorted(terms, key=lambda term: term.start))
    return ""


def _joined(text: str, terms: Sequence[Term]) -> str:
    """The words of `terms`, with what stands between them if that is no more than a blank."""
    spelled, end = text[terms[0].start : terms[0].end], terms[0].end
    for term in terms[1:]:
        if term.end <= end:
            continue
        between = text[end : term.start] if term.start >= end else ""
        spelled += (between if not between.strip() else " … ") + text[max(end, term.start) : term.end]
        end = term.end
    return spelled
