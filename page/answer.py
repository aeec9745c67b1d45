"""A conversation as HTML: questions, quotes with their sources, or that the documents do not say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape

from index.document import Span
from index.errors import IndexDamaged, IndexMissing, ModelError, QuestionError, YinjuError
from page.marks import as_text, marked
from page.scope import describe
from page.texts import EXAMPLES, say
from qa.answer import Answer, Met, Quote, percent

# A question far longer than any (it will have been refused) is shown up to here.
_SHOWN_QUESTION = 600
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
    """A question and what came of it: an answer, or what went wrong; neither while it is being asked."""

    question: str
    answer: Answer | None = None
    error: Exception | None = None


def shown(answer: Answer) -> tuple[Quote, ...]:
    """The quotes; else the nearest passages, bare: they do not answer, so nothing in them may look as if."""
    return answer.quotes or tuple(replace(quote, sentence=None, answers=()) for quote in answer.nearest)


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
    return f'<div class="turns" role="log">{items}</div>'


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
    else:
        body = f'<p class="searching" role="status">{say("searching")}</p>'
    return f'<section class="turn-of-talk"><h2 class="question">{as_text(question)}</h2>{body}</section>'


def _about(answer: Answer) -> str:
    """Of which documents it was asked, if not of all; how the quotes are ordered, if not the best first."""
    scope = f'{say("asked_of")} <span class="set">{describe(answer.filters)}</span>' if answer.filters else ""
    said = [scope, say("latest") if answer.latest and answer.found else ""]
    return "".join(f'<p class="about">{part}</p>' for part in said if part)


def _found(turn: int, answer: Answer) -> str:
    first, *others = [_quote(turn, number, quote) for number, quote in enumerate(shown(answer))]
    first = f'<p class="certainty">{say("sure" if answer.certainty == "sure" else "likely")}</p>{first}'
    if not others:
        return f'<div class="found">{first}</div>'
    rest = f"<summary>{say('more', count=len(others))}</summary>{''.join(others)}"
    return f'<div class="found">{first}<details class="more">{rest}</details></div>'


def _not_found(turn: int, answer: Answer) -> str:
    said = f'<p class="not-found">{say("not_found_here" if answer.filters else "not_found")}</p>'
    if answer.filters:
        ask = f'class="everywhere" data-ask="{escape(answer.question)}" data-everywhere="1"'
        said += f'<p><button type="button" {ask}>{say("everywhere")}</button></p>'
    if not answer.nearest:
        return said
    passages = "".join(_quote(turn, number, quote) for number, quote in enumerate(shown(answer)))
    return f'{said}<div class="nearest"><h3>{say("nearest")}</h3>{passages}</div>'


def _quote(turn: int, number: int, quote: Quote) -> str:
    layers = [
        ("sentence", quote.sentence.spans if quote.sentence else ()),
        ("exact", tuple(span for answer in quote.answers for span in answer.spans)),
    ]
    text = marked(quote.text, quote.passage.spans, layers, doubtful(quote))
    return (
        f'<figure class="quote"><blockquote dir="auto">{text}</blockquote><figcaption>'
        f'<button type="button" class="cite" data-turn="{turn}" data-quote="{number}">'
        f'<span class="number">{number + 1}</span><span class="from">{source_line(quote)}</span>'
        f'<span class="unseen">{say("open")}</span></button>'
        f'<button type="button" class="copy"><span class="todo">{say("copy")}</span>'
        f'<span class="done">{say("copied")}</span></button></figcaption>'
        f"{_doubt(quote)}{_met(quote)}</figure>"
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
    return spelled + (f'<span class="lent">{say("in_title")}</span>' if met.in_context else "")
