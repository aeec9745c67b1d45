"""A tiny snapshot in memory and an engine that knows a few questions by heart."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from index.document import Article, Document, Passage, Span
from index.errors import QuestionError
from index.formats.pdf import read_pdf
from qa.answer import Answer, Extract, Passages, Quote, Searched, Stated
from qa.filters import EVERYTHING, Filters
from qa.listing import Listing, listing

TITLE = "内蒙古自治区召开未成年人保护工作新闻发布会"

# A sentence torn over a page break, as in many a file made from a PDF.
COURTS = "五是大力提升司法保护能力。全区法院系统共设立少年法庭116"
COURTS_END = "个，形成未成年人司法保护的合力。全区检察机关对涉未成年人案件实行专人办理。"
ORPHANS = (
    "自治区孤儿每月基本生活保障标准为：集中养育每人每月1880元，分散养育每人每月1350元，并随物价变动适时调整。"
)
OTHER = "自治区在每个旗县设立未成年人保护工作站，配备专职人员，负责困境儿童的走访、登记和帮扶。"
ENGLISH = (
    "Inner Mongolia has set up 116 juvenile courts. <b>Hard</b> cases go to judges who are trained for them."
)

TEXT = (
    f"{TITLE}\n\n《内蒙古日报》 2022年6月16日\n\n"
    + "\n\n".join(
        f"{number}、自治区各地按照部署推进未成年人保护工作，逐级落实责任，健全机制，统筹各方面力量形成合力。"
        for number in "一二三四五六七八九十"
    )
    + f"\n\n{ORPHANS}\n\n{COURTS}\n\n\n{COURTS_END}\n\n{OTHER}\n\n{ENGLISH}\n\n"
    + "\n\n".join(f"（{number}）各盟市定期报告落实情况，由领导小组办公室汇总。" for number in range(1, 40))
)

# What a document might say to take over the page, forge a citation, load something, or hide its words.
HOSTILE = (
    "<script>window.pwned = 1</script><img src=http://outside.example/a.png onerror='window.pwned = 1'> "
    '<a href="javascript:window.pwned=1">x</a> <form action="http://outside.example/"><input></form> '
    "<button class='cite' data-turn='0' data-quote='0'>1</button> [[1]](#cite-0-0) **bold** `code` $x$ "
    "![i](http://outside.example/b.png) ${window.pwned = 1} `${window.pwned = 1}` {{constructor}} @children "
    "&lt;b&gt; \u202e21\u202c \u2066x\u2069 \r end \\ </div></blockquote><style>*{color:red}</style> "
    + "长"
    * 3000
)

NEEDLE = "Here is the needle."
LARGE = (
    "\n".join(f"Line {n} of the hay, before." for n in range(4000))
    + f"\n{NEEDLE}\n"
    + ("\n".join(f"Line {n} of the hay, after." for n in range(4000)))
)


LEVY, LEVY_TEXT = "levy.pdf", "The levy is 42 yuan a month."


@cache
def levy() -> tuple[Document, Path]:
    """A PDF of one page, and where it lies."""
    from reportlab.pdfgen.canvas import Canvas

    path = Path(mkdtemp(prefix="yinju-test-")) / LEVY
    canvas = Canvas(str(path), (500, 800))
    canvas.setFont("Helvetica", 12)
    canvas.drawString(72, 600, LEVY_TEXT)
    canvas.save()
    read = read_pdf(path)
    return document_of(read.text, LEVY, read.pages), path


def span_of(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))


def document_of(text: str, path: str = "发布会/内蒙古.txt", pages: tuple[int, ...] = ()) -> Document:
    return Document(path, path, hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(), text, pages)


def quote_of(
    document: Document,
    parts: tuple[str, ...],
    sentence: tuple[str, ...] = (),
    answers: tuple[str, ...] = (),
    paragraph: int = 1,
    title: str = TITLE,
) -> Quote:
    """The quote that consists of `parts` of the document."""
    text = document.text
    spans = tuple(span_of(text, part) for part in parts)
    article = Article(document.id, title, "《内蒙古日报》", "2022年6月16日", Span(0, len(text)))
    passage = Passage(f"p{paragraph}", article, paragraph, spans)
    return Quote(
        passage=passage,
        text=document.slice(spans),
        path=document.path,
        sha256=document.sha256,
        page=1 if document.pages else None,
        sentence=extract_of(text, sentence) if sentence else None,
        answers=tuple(extract_of(text, (answer,)) for answer in answers),
        score=1.0 / paragraph,
    )


def extract_of(text: str, parts: tuple[str, ...]) -> Extract:
    return Extract("".join(parts), tuple(span_of(text, part) for part in parts))


def answer_of(question: str, quotes: tuple[Quote, ...] = (), nearest: tuple[Quote, ...] = ()) -> Answer:
    return Answer(question, quotes, nearest, "snapshot-1", 3.0, 1.0)


@dataclass
class FakeSnapshot:
    documents: dict[str, Document]
    id: str = "snapshot-1"

    def file(self, document: Document) -> Path | None:
        return levy()[1] if document.id == LEVY else None

    def document(self, document_id: str) -> Document:
        return levy()[0] if document_id == LEVY else self.documents[document_id]


@dataclass(frozen=True)
class FakeHoldings:
    documents: tuple[str, ...] = ("发布会/内蒙古.txt", "<b>hostile</b>.txt", "large.txt")
    publishers: tuple[str, ...] = ("《内蒙古日报》", "人民日报")
    places: tuple[str, ...] = ("内蒙古", "海南")


FOLLOWUPS = {
    ("内蒙古有多少个少年法庭？", "那海南呢？"): "海南有多少个少年法庭？",
    ("海南有多少个少年法庭？", "那内蒙古呢？"): "内蒙古有多少个少年法庭？",
}
"""The question before, and what follows it: how that is understood."""


class FakeEngine:
    """Answers by the words of the question; whatever it does not know is not in the documents."""

    def __init__(self) -> None:
        self.press = document_of(TEXT, pages=(0, TEXT.index(COURTS_END) - 1))
        self.hostile = document_of(HOSTILE, "<b>hostile</b>.txt")
        self.large = document_of(LARGE, "large.txt")
        self.holdings = FakeHoldings()
        self.snapshot = FakeSnapshot({it.id: it for it in (self.press, self.hostile, self.large)})

    def ask(self, question: str, filters: Filters = EVERYTHING, before: str = "") -> Answer:
        if question.startswith("slowly"):
            time.sleep(1)
        if len(question) > 1000:
            raise QuestionError("the question has more than 1000 characters")
        understood = FOLLOWUPS.get((before, question), "")
        answer = self._answer(understood or question, filters)
        searched = Searched(3, 120, missing=() if answer.found else ("少年法庭", "<b>bold</b>"))
        return replace(
            answer,
            question=question,
            filters=filters,
            latest="最新" in question,
            understood=understood,
            searched=searched,
        )

    def passages(self, text: str, limit: int, filters: Filters = EVERYTHING) -> Passages:
        quotes = (self._courts(), self._english(), quote_of(self.press, (OTHER,), paragraph=13))
        return Passages(text, quotes[:limit], self.snapshot.id, 3.0, filters)

    def documents(self, filters: Filters = EVERYTHING) -> Listing:
        articles = [
            ((one.path,), Article(one.id, one.path, "", "", Span(0, len(one.text))), range(at, at + 1))
            for at, one in enumerate(self.snapshot.documents.values())
        ]
        return listing(articles, None, self.snapshot.id)

    def _answer(self, question: str, filters: Filters) -> Answer:
        if filters.places == ("海南",):
            return answer_of(question, nearest=(quote_of(self.press, (OTHER,), paragraph=13),))
        if "设立" in question:
            return self._differing(question)
        if quotes := self._quotes(question.lower()):
            return answer_of(question, quotes)
        other = quote_of(self.press, (OTHER,), (OTHER,), ("困境儿童",), paragraph=13)
        near = (other, quote_of(self.press, (ORPHANS,), paragraph=11))
        return answer_of(question, nearest=near)

    def _quotes(self, question: str) -> tuple[Quote, ...]:
        if "内蒙古" in question:
            return (self._courts(), self._english())
        if "mongolia" in question:
            return (self._english(), self._courts())
        if "孤儿" in question or "orphan" in question:
            return (quote_of(self.press, (ORPHANS,), (ORPHANS,), ("1880元", "1350元"), paragraph=11),)
        if "hostile" in question:
            return (quote_of(self.hostile, (HOSTILE,), (HOSTILE,), ("[[1]](#cite-0-0)",), title=HOSTILE),)
        if "levy" in question:
            return (quote_of(levy()[0], (LEVY_TEXT,), (LEVY_TEXT,), ("42",)),)
        if "large" in question:
            return (quote_of(self.large, (NEEDLE,), (NEEDLE,), ("needle",)),)
        return ()

    def _differing(self, question: str) -> Answer:
        courts = replace(self._courts(), answers=(extract_of(TEXT, ("116",)),))
        quote = quote_of(self.press, (OTHER,), (OTHER,), ("每个",))
        other = replace(quote.passage.article, date="2021年", publisher="", place="海南")
        quote = replace(quote, passage=replace(quote.passage, article=other))
        stated = (Stated("116", "", courts), Stated("34", "", quote))
        return replace(answer_of(question, (courts,)), differing=stated)

    def _courts(self) -> Quote:
        sentence = ("全区法院系统共设立少年法庭116", "个，形成未成年人司法保护的合力。")
        return quote_of(self.press, (COURTS, COURTS_END), sentence, ("116", "个，"), paragraph=12)

    def _english(self) -> Quote:
        sentence = "Inner Mongolia has set up 116 juvenile courts."
        return quote_of(self.press, (ENGLISH,), (sentence,), ("116 juvenile courts",), paragraph=14)
