"""Where a quote is said to stand: at its words, or where it begins if it does not answer."""

from __future__ import annotations

import pytest

from index.document import Article, Document, Passage, Span
from qa.answer import Answer, Quote
from qa.export.item import Evidence, items
from qa.export.verify import verify
from qa.quoted import quoted
from tests.qa.export.catalogs import WHEN, catalog
from tests.qa.test_clause import LAW

TEXT = "各地应当逐户核实。\n标准为每人每月753元。"
TURNED = TEXT.index("标准")


def made(found: bool, words: str = "753元") -> Quote:
    document = Document("a.pdf", "a.pdf", "0" * 64, TEXT, (0, TURNED))
    whole = (Span(0, len(TEXT)),)
    passage = Passage("a.pdf#1", Article("a.pdf", "", "", "", whole[0]), 1, whole)
    at = TEXT.index(words)
    answers = [(Span(at, at + len(words)),)] if words else []
    return quoted(document, passage, answers=answers, found=found)


@pytest.mark.parametrize(
    ("found", "words", "page"), [(True, "753元", 2), (True, "逐户", 1), (True, "", 1), (False, "753元", 1)]
)
def test_the_page_is_that_of_the_words(found: bool, words: str, page: int) -> None:
    assert made(found, words).page == page


@pytest.mark.parametrize("found", [True, False])
def test_what_is_exported_is_intact_however_many_clauses_it_spans(found: bool) -> None:
    held = catalog({"law.md": LAW})
    document, _, passages = held.entry("law.md")
    passage = next(one for one in passages if "第二条" in document.slice(one.spans))
    at = LAW.index("生存权")
    assert document.slice(passage.spans).startswith("第一条")
    quote = quoted(document, passage, answers=[(Span(at, at + 3),)], found=found)
    answer = Answer("有哪些权利？", (quote,) * found, (quote,) * (not found), "snapshot-1", 0.0, 0.0)
    (item,) = items(answer, answer.shown)
    assert item.cited.clause == ("第二条之一" if found else "第一条")
    (finding,) = verify(Evidence(WHEN, (item,)), held)
    assert (finding.status, finding.differences) == ("intact", ())
