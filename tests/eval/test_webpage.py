import re
from html.parser import HTMLParser
from typing import Any

import pytest

from eval.datasets import Question
from eval.report import Run, as_json
from eval.webpage import marked, page
from index.document import Passage, Span
from qa.answer import Extract, Quote
from tests.eval.fakes import asked, passage, quote
from tests.eval.test_report import LIBRARY, NOWHERE, SCHOOLS, TOWN, run

EVIL = '<script>alert(1)</script><img src=x onerror="x"> $table ${chart} & "'


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def tags(text: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = Tags()
    parser.feed(text)
    return parser.seen


def test_page_has_failures_first() -> None:
    text = page(TOWN, as_json(TOWN))
    assert "Failures (1)" in text
    assert "The rest (2)" in text
    order = [text.index(word) for word in ("Failures (", LIBRARY.text, "The rest (", SCHOOLS.text)]
    assert order == sorted(order)
    assert "right passage at rank 2" in text
    assert "<mark>三所</mark>" in text
    assert "a note" in text
    assert "<svg" in text


def test_page_escapes_all_text_and_loads_nothing() -> None:
    evil = Question(EVIL, EVIL, EVIL, (EVIL,), frozenset({"p1"}), file=EVIL)
    answered = asked(evil, quote(EVIL, EVIL, EVIL, EVIL))
    bad = Run(EVIL, EVIL, EVIL, EVIL, 1, 1, (answered, *TOWN.asked), (EVIL,))
    text = page(bad, as_json(bad))
    found = tags(text)
    assert not {"script", "img", "link", "iframe", "a", "form"} & {tag for tag, _ in found}
    assert not {"src", "href", "onerror"} & {name for _, attributes in found for name in attributes}
    assert not re.search(r"https?:|url\(|@import", text)
    assert "$table" in text  # as text: what was put in is not filled in again
    assert "default-src 'none'" in text


def test_page_without_anything_to_chart() -> None:
    nothing = run(asked(NOWHERE))
    assert "Failures (0)" in page(nothing, as_json(nothing))


def item(text: str, spans: tuple[Span, ...], *answers: tuple[Span, ...]) -> Quote:
    article = passage().article
    extracts = tuple(Extract("", answer) for answer in answers)
    return Quote(Passage("p#1", article, 1, spans), text, "p", "", None, None, extracts, 1.0)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ((), "ab&lt;cdef"),
        (((Span(11, 13),),), "a<mark>b&lt;</mark>cdef"),
        (((Span(12, 13), Span(20, 21)),), "ab<mark>&lt;</mark><mark>c</mark>def"),  # over a page break
        (((Span(12, 21),),), "ab<mark>&lt;</mark><mark>c</mark>def"),
        (((Span(20, 23),), (Span(21, 24),)), "ab&lt;<mark>cde</mark><mark>f</mark>"),  # overlapping
        (((Span(0, 5),),), "ab&lt;cdef"),
    ],
)
def test_marks_stand_where_the_spans_say(answers: Any, expected: str) -> None:
    assert marked(item("ab<cdef", (Span(10, 13), Span(20, 24)), *answers)) == expected


def test_the_sentence_is_marked_where_there_are_no_words() -> None:
    whole = item("abc", (Span(0, 3),))
    sentence = Quote(whole.passage, "abc", "p", "", None, Extract("bc", (Span(1, 3),)), (), 1.0)
    assert marked(sentence) == "a<mark>bc</mark>"
