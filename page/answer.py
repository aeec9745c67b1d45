"""A conversation as HTML: questions, quotes with their sources, or that the documents do not say."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field, replace
from html import escape

from index.document import Span
from index.errors import IndexDamaged, IndexMissing, ModelError, QuestionError, YinjuError
from page.choice import render_choice, render_menu
from page.labels import render_bar, render_pick
from page.marks import Layer, as_text, marked
from page.scope import describe
from page.talk import render_differing, render_searched, render_understood
from page.texts import EXAMPLES, say
from qa.answer import Answer, Met, Quote, percent

# A question far longer than any (it will have been refused) is shown up to here.
_SHOWN_QUESTION = 600
_LONG = 30  # characters of exact words that are shown less large
_COPIES = 3  # of a file, that are named

_PROBLEMS: list[tuple[type[YinjuError], str]] = [
    (QuestionError, "question_error"),
    (IndexMissing, "index_missing"),
    (IndexDamaged, "index_damaged"),
    (ModelError, "model_error"),
    (YinjuError, "problem"),
]


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what came of it: an answer, or what went wrong; neither while it is being asked.

    `id` is no other turn's; by it the browser knows which it has in its history.
    """

    question: str
    answer: Answer | None = None
    error: Exception | None = None
    id: str = field(default_factory=lambda: secrets.token_hex(8))


def shown(answer: Answer) -> tuple[Quote, ...]:
    """The quotes; or the nearest passages, bare: as they do not answer, nothing in them may look as if."""
    if answer.found:
        return answer.shown
    return tuple(replace(quote, sentence=None, answers=()) for quote in answer.shown)


def quote_at(turns: list[Turn], turn: int, number: int) -> Quote | None:
    """The quote so numbered in the conversation, if there is one."""
    answer = turns[turn].answer if 0 <= turn < len(turns) else None
    quotes = shown(answer) if answer else ()
    return quotes[number] if 0 <= number < len(quotes) else None


def render_conversation(turns: list[Turn]) -> str:
    """All of a conversation; a welcome with example questions while there is none."""
    if not turns:
        return _welcome()
    items = "".join(_turn(number, turn) for number, turn in enumerate(turns))
    quotes = sum(len(turn.answer.shown) for turn in turns if turn.answer)
    return f'<div class="turns" role="log">{render_menu(quotes)}{items}</div>'


def render_error(error: Exception) -> str:
    """What went wrong, in our words, and in the error's own where it was raised on purpose."""
    for kind, key in _PROBLEMS:
        if isinstance(error, kind):
            detail = f'<p class="detail">{as_text(str(error))}</p>'
            return f'<div class="problem" role="alert"><p>{say(key)}</p>{detail}</div>'
    return f'<div class="problem" role="alert"><p>{say("unexpected")}</p></div>'


def source_line(quote: Quote) -> str:
    """Where a quote stands: title · publisher · number · date · file, copies, paragraph, page; if by OCR."""
    article = quote.passage.article
    said = [
        f'<span class="{name}">{as_text(value)}</span>'
        for name, value in (
            ("publisher", article.publisher),
            ("number", article.number if article.number not in article.title else ""),
            ("date", article.date),
            ("file", quote.path),
        )
        if value
    ]
    if quote.copies:
        names = [f'<span class="file">{as_text(path)}</span>' for path in quote.copies[:_COPIES]]
        more = f" +{len(quote.copies) - _COPIES}" * (len(quote.copies) > _COPIES)
        said.append(say("copies") + "、".join(names) + more)
    if quote.clause:
        said.append(f'<span class="clause">{as_text(quote.clause.text)}</span>')
    else:
        said.append(say("paragraph", number=quote.passage.paragraph))
    if quote.page is not None:
        said.append(say("page", number=quote.page))
    if quote.recognised:
        said.append(say("recognised", percent=percent(quote.recognised.confidence)))
    title = f'<span class="title">{as_text(article.title)}</span>' if article.title else ""
    return f'{title}<span class="where">{" · ".join(said)}</span>'


def _welcome() -> str:
    questions = "".join(
        f'<li lang="{language}"><button type="button" class="example" data-ask="{escape(question)}">'
        f"{escape(question)}</button></li>"
        for language, examples in EXAMPLES.items()
        for question in examples
    )
    return (
        f'<div class="welcome"><h2>{say("welcome")}</h2><p>{say("promise")}</p>'
        f'<p class="try">{say("try")}</p><ul>{questions}</ul></div>'
    )


def _turn(number: int, turn: Turn) -> str:
    question = turn.question[:_SHOWN_QUESTION] + ("…" if len(turn.question) > _SHOWN_QUESTION else "")
    if turn.error:
        body = render_error(turn.error)
    elif turn.answer:
        body = _about(turn.answer) + (_found if turn.answer.found else _not_found)(number, turn.answer)
        body += render_bar(number, turn.answer)
    else:
        body = f'<p class="searching" role="status">{say("searching")}</p>'
    asked = f'<h2 class="question">{as_text(question)}</h2>'
    return f'<section class="turn-of-talk"{_remembered(turn)}>{asked}{body}</section>'


def _remembered(turn: Turn) -> str:
    """What the browser keeps of a turn, as attributes: the question, as understood, its scope."""
    if not turn.answer:
        return ""
    answer = turn.answer
    kept = {
        "id": turn.id,
        "question": answer.question,
        "understood": answer.understood,
        "filters": json.dumps(answer.filters.as_json()),
    }
    return "".join(f' data-{name}="{escape(value)}"' for name, value in kept.items())


def _about(answer: Answer) -> str:
    """Of which documents it was asked, if not of all; how the quotes are ordered, if not the best first."""
    scope = f'{say("asked_of")} <span class="set">{describe(answer.filters)}</span>' if answer.filters else ""
    said = [scope, say("latest") if answer.latest and answer.found else ""]
    return render_understood(answer) + "".join(f'<p class="about">{part}</p>' for part in said if part)


def _found(turn: int, answer: Answer) -> str:
    quotes = shown(answer)
    sure = f'<p class="certainty">{say("sure" if answer.certainty == "sure" else "likely")}</p>'
    numbers = [quotes.index(stated.quote) for stated in answer.differing]
    table = render_differing(turn, answer.differing, numbers)
    others = "".join(_folded(turn, number, quote) for number, quote in enumerate(quotes) if number)
    more = f'<div class="more"><h3>{say("more", count=len(quotes) - 1)}</h3>{others}</div>' if others else ""
    return f'<div class="found">{sure}{table}{_first(turn, quotes[0])}{more}</div>'


def _not_found(turn: int, answer: Answer) -> str:
    said = f'<p class="not-found">{say("not_found_here" if answer.filters else "not_found")}</p>'
    said += render_searched(answer)
    if not answer.nearest:
        return said
    passages = "".join(_quote(turn, number, quote) for number, quote in enumerate(shown(answer)))
    return f'{said}<div class="nearest"><h3>{say("nearest")}</h3>{passages}</div>'


def _first(turn: int, quote: Quote) -> str:
    """The first quote: the exact words, large; the sentence around them; the passage."""
    words = _words(quote)
    lead = (
        f'<p class="words{" long" * (len(words) > _LONG)}" dir="auto">{_marked_words(quote)}</p>'
        if words
        else ""
    )
    if quote.sentence and len(quote.sentence.text) < len(quote.text.strip()):
        sentence = marked(quote.sentence.text, quote.sentence.spans, [_exact(quote)], doubtful(quote))
        lead += f'<p class="around" dir="auto">{sentence}</p>'
    return _quote(turn, 0, quote, lead)


def _folded(turn: int, number: int, quote: Quote) -> str:
    """A further quote: a line, that unfolds."""
    article = quote.passage.article
    line = " · ".join(filter(None, (article.title, article.publisher, article.date))) or quote.path
    words = _words(quote) or (quote.sentence.text if quote.sentence else quote.text)
    return (
        f'<details class="other"><summary><span class="number">{number + 1}</span>'
        f'<span class="words" dir="auto">{as_text(words)}</span><span class="line">{as_text(line)}</span>'
        f"</summary>{_quote(turn, number, quote)}</details>"
    )


def _words(quote: Quote) -> str:
    return "、".join(answer.text for answer in quote.answers)


def _marked_words(quote: Quote) -> str:
    return "、".join(marked(answer.text, answer.spans, [], doubtful(quote)) for answer in quote.answers)


def _exact(quote: Quote) -> Layer:
    return "exact", tuple(span for answer in quote.answers for span in answer.spans)


def _quote(turn: int, number: int, quote: Quote, lead: str = "") -> str:
    layers = [("sentence", quote.sentence.spans if quote.sentence else ()), _exact(quote)]
    text = marked(quote.text, quote.passage.spans, layers, doubtful(quote))
    return (
        f'<figure class="quote">{lead}<blockquote dir="auto">{text}</blockquote><figcaption>'
        f'<button type="button" class="cite" data-turn="{turn}" data-quote="{number}">'
        f'<span class="number">{number + 1}</span><span class="from">{source_line(quote)}</span>'
        f'<span class="unseen">{say("open")}</span></button>'
        f'<span class="tools"><button type="button" class="copy"><span class="todo">{say("copy")}</span>'
        f'<span class="done">{say("copied")}</span></button>{render_choice(turn, number)}</span></figcaption>'
        f"{_doubt(quote)}{_met(quote)}{render_pick(turn, number)}</figure>"
    )


def doubtful(quote: Quote) -> tuple[Span, ...]:
    """The digits of a quote that OCR is not sure of."""
    return tuple(span for one in quote.recognised.doubtful for span in one.spans) if quote.recognised else ()


def _doubt(quote: Quote) -> str:
    """The digits that are in doubt, said for those who do not see them marked."""
    if not quote.recognised or not quote.recognised.doubtful:
        return ""
    digits = "、".join(f"<b>{as_text(one.text)}</b>" for one in quote.recognised.doubtful)
    return f'<p class="doubt">{say("doubtful")} {digits}</p>'


def _met(quote: Quote) -> str:
    """Which words of the question met which of the passage, where that does not meet the eye."""
    pairs = "".join(f"<li>{_pair(one)}</li>" for one in quote.met if one.in_context or not one.same)
    return f'<div class="met"><span>{say("met")}</span><ul>{pairs}</ul></div>' if pairs else ""


def _pair(met: Met) -> str:
    sides = (met.passage,) if met.same else (met.question, met.passage)
    spelled = " ↔ ".join(f'<span dir="auto">{as_text(side)}</span>' for side in sides)
    return spelled + (say("in_title") if met.in_context else "")
