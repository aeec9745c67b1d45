"""Document text as HTML: nothing lost, nothing obeyed, marks where the spans are."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest

from index.document import Span
from page.marks import as_text, marked
from tests.page.fakes import HOSTILE, LARGE


class Read(HTMLParser):
    """What a browser would make of some HTML: its text, its tags, and the text of each mark."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.marks: list[tuple[str | None, str]] = []
        self._mark: str | None = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))
        if tag == "mark":
            self._mark = dict(attributes)["class"]
            self.marks.append((self._mark, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "mark":
            self._mark = None

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._mark:
            self.marks[-1] = (self._mark, self.marks[-1][1] + data)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[[1]](#cite-0-0) **b** _i_ `c` # h\n    code\n- list",
        "[x](javascript:alert(1)) ${alert(1)} {{value}} {{{value}}} @children `",
        "&lt;b&gt; &amp;amp; &#60;",
        "a\u202e21\u202cb \u200f \u2066x\u2069",
        "a\r\nb\rc\n\n\n  d\t",
        "长" * 100_000,
        HOSTILE,
    ],
)
def test_text_is_shown_as_it_is(text: str) -> None:
    read = Read(as_text(text))
    assert read.text == text
    assert {tag for tag, _ in read.tags} <= {"span"}
    assert all(attributes["class"] == "turn" for _, attributes in read.tags)


def test_what_turns_the_direction_is_shut_in() -> None:
    assert as_text("1\u202e2") == '1<span class="turn" title="U+202E">\u202e</span>2'


def test_a_lone_surrogate_does_not_break_the_page() -> None:
    assert as_text("a\ud800b") == "a?b"


def test_marks_over_several_spans() -> None:
    text = "第一页末尾共有34\n\n个，其他。"
    spans = (Span(0, 9), Span(11, 16))
    quote = "".join(text[span.start : span.end] for span in spans)
    layers = [("sentence", (Span(5, 9), Span(11, 13))), ("exact", (Span(7, 9), Span(11, 12)))]
    html = marked(quote, spans, layers)
    assert Read(html).text == quote
    assert Read(html).marks == [("sentence", "共有"), ("exact", "34"), ("exact", "个"), ("sentence", "，")]


def test_what_lies_outside_the_spans_is_not_marked() -> None:
    assert marked("中间", (Span(10, 12),), [("exact", (Span(0, 11), Span(40, 50)))]) == (
        '<mark class="exact">中</mark>间'
    )


def test_without_layers_it_is_the_text() -> None:
    assert marked("a<b", (Span(3, 6),), [("exact", ())]) == "a&lt;b"


def test_marks_lose_nothing_at_any_cut() -> None:
    text = LARGE[:60] + "<&>\u202e"
    for start in range(len(text)):
        html = marked(text, (Span(0, 30), Span(30, len(text))), [("exact", (Span(start, start + 7),))])
        assert unescape(re.sub("<[^>]*>", "", html)) == text


def test_what_is_in_doubt_keeps_its_mark_and_says_so() -> None:
    html = marked("1350元", [Span(5, 10)], [("exact", (Span(5, 10),))], (Span(6, 7),))
    assert re.sub(r' title="[^"]*"', "", html) == (
        '<mark class="exact">1</mark><mark class="exact doubtful">3</mark><mark class="exact">50元</mark>'
    )
    assert "识别存疑" in html
    assert "with doubt" in html
