"""Answers as HTML: what is quoted, how it is marked, where it stands, and what is said when there is none."""

from dataclasses import replace

import pytest

from index.document import Span
from index.errors import IndexDamaged, IndexMissing, ModelError, QuestionError, YinjuError
from page.answer import Turn, quote_at, render_conversation, render_error, source_line
from qa.answer import Extract, Met
from qa.filters import Filters
from tests.page.fakes import COURTS, COURTS_END, HOSTILE, FakeEngine, answer_of
from tests.page.test_marks import Read

ENGINE = FakeEngine()


def asked(question: str) -> Turn:
    return Turn(question, ENGINE.ask(question))


def test_a_quote_shows_its_text_its_marks_and_its_source() -> None:
    html = render_conversation([asked("内蒙古有多少个少年法庭？")])
    read = Read(html)
    assert COURTS + COURTS_END in read.text
    assert ("exact", "116") in read.marks
    assert ("sentence", "全区法院系统共设立少年法庭") in read.marks
    for words in (
        "《内蒙古日报》",
        "2022年6月16日",
        "发布会/内蒙古.txt",
        "第 12 段",
        "paragraph 12",
        "第 1 页",
    ):
        assert words in read.text


def test_files_with_the_same_text_are_named_and_not_too_many() -> None:
    quote = ENGINE.ask("内蒙古").quotes[0]
    assert "same file" not in source_line(quote)
    line = source_line(replace(quote, copies=("<b>.txt", "二.txt", "三.txt", "四.txt", "五.txt")))
    assert "same file: " in Read(line).text
    assert "<b>.txt、二.txt、三.txt +2" in Read(line).text


def test_a_clause_stands_in_place_of_the_paragraph() -> None:
    quote = replace(ENGINE.ask("内蒙古").quotes[0], clause=Extract("第十二条", (Span(0, 4),)))
    text = Read(source_line(quote)).text
    assert "第十二条" in text
    assert "paragraph" not in text


def test_further_quotes_are_folded() -> None:
    html = render_conversation([asked("内蒙古有多少个少年法庭？")])
    first, folded = html.split('<details class="other"')
    assert COURTS[:10] in first
    assert "另有 1 处原文" in first
    line, whole = folded.split("</summary>")
    assert "116 juvenile courts" in line
    assert "Inner Mongolia has set up" in whole


def test_the_exact_words_come_first_then_the_sentence_then_the_passage() -> None:
    html = render_conversation([asked("内蒙古有多少个少年法庭？")])
    words, sentence, passage = (html.index(f'class="{name}"') for name in ("words", "around", "quote"))
    assert passage < words < sentence < html.index("<blockquote")
    assert '<p class="words" dir="auto">116、个，</p>' in html
    whole = replace(ENGINE.ask("孤儿").quotes[0])
    assert "around" not in render_conversation([Turn("x", answer_of("x", (whole,)))])  # it is the passage
    long = replace(whole, answers=(Extract("长" * 40, (Span(0, 40),)),))
    assert 'class="words long"' in render_conversation([Turn("x", answer_of("x", (long,)))])


def test_not_found_says_so_before_what_is_nearest() -> None:
    text = Read(render_conversation([asked("海南有多少个少年法庭？")])).text
    assert text.index("The documents do not say.") < text.index("they do not answer") < text.index("旗县")


def test_nothing_is_marked_in_what_does_not_answer() -> None:
    assert not Read(render_conversation([asked("海南有多少个少年法庭？")])).marks


def test_not_found_with_nothing_near() -> None:
    html = render_conversation([Turn("x", answer_of("x"))])
    assert "The documents do not say." in html
    assert "nearest" not in html


def test_a_document_can_forge_nothing() -> None:
    read = Read(render_conversation([asked("hostile")]))
    assert read.text.count(HOSTILE) == 2  # the quote and, as a document may call itself anything, the title
    assert not {tag for tag, _ in read.tags} & {"script", "img", "a", "form", "style"}
    assert [found["type"] for tag, found in read.tags if tag == "input"] == ["checkbox"]  # ours
    citations = [attributes for _, attributes in read.tags if attributes.get("class") == "cite"]
    assert citations == [{"type": "button", "class": "cite", "data-turn": "0", "data-quote": "0"}]
    assert not [name for _, attributes in read.tags for name in attributes if name.startswith("on")]


def test_a_question_is_escaped_and_a_very_long_one_cut() -> None:
    html = render_conversation([Turn("<b>" + "长" * 10_000)])
    assert "<b>" not in html
    assert html.count("长") < 1000


def test_a_question_being_asked_says_so() -> None:
    assert "Reading the documents…" in render_conversation([Turn("x")])


def test_no_conversation_yet_offers_examples() -> None:
    read = Read(render_conversation([]))
    examples = [attributes["data-ask"] for tag, attributes in read.tags if "data-ask" in attributes]
    assert "内蒙古有多少个少年法庭？" in examples
    assert "How many juvenile courts are there in Inner Mongolia?" in examples


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (QuestionError("far too <long>"), "This question cannot be asked"),
        (IndexMissing("no index"), "python -m index"),
        (IndexDamaged("vectors.faiss"), "The index is damaged"),
        (ModelError("no model"), "The model cannot be used"),
        (YinjuError("other"), "This could not be done"),
    ],
)
def test_errors_are_said_in_our_words_and_their_own(error: YinjuError, said: str) -> None:
    text = Read(render_error(error)).text
    assert said in text
    assert str(error) in text


def test_an_unexpected_error_shows_no_details() -> None:
    assert "secret" not in render_error(RuntimeError("secret path"))


def test_quotes_are_found_only_where_they_are() -> None:
    turns = [asked("内蒙古"), asked("海南"), Turn("being asked")]
    found, nearest = turns[0].answer, turns[1].answer
    assert found
    assert nearest
    assert quote_at(turns, 0, 1) == found.quotes[1]
    assert quote_at(turns, 1, 1) == nearest.nearest[1]
    assert quote_at(turns, 1, 0) == replace(nearest.nearest[0], sentence=None, answers=())
    for turn, number in ((0, 2), (0, -1), (-1, 0), (2, 0), (3, 0), (10**20, 0)):
        assert quote_at(turns, turn, number) is None


def test_a_source_line_leaves_out_what_the_document_does_not_state() -> None:
    quote = FakeEngine().ask("large").quotes[0]
    assert "page" not in Read(source_line(quote)).text


def test_an_answer_says_of_which_documents_it_was_asked() -> None:
    scoped = ENGINE.ask('内蒙古"<b>', Filters(places=("海南",), since="2021"))
    html = render_conversation([Turn(scoped.question, scoped)])
    assert "海南" in html
    assert "2021–" in html
    assert "The chosen documents do not say." in html
    assert 'data-ask="内蒙古&quot;&lt;b&gt;" data-filters="{}"' in html
    everything = ENGINE.ask("广东")
    html = render_conversation([Turn(everything.question, everything)])
    assert "about" not in html
    assert "everywhere" not in html
    assert "The documents do not say." in html


def test_an_answer_says_that_the_latest_comes_first() -> None:
    for question, said in (("内蒙古最新的", True), ("内蒙古", False), ("最新的", False)):
        answer = ENGINE.ask(question)
        assert ("the latest first" in render_conversation([Turn(question, answer)])) is said


def test_words_that_met_are_told_where_they_do_not_meet_the_eye() -> None:
    met = (Met("<b>court", "法庭", False), Met("海南", "海南", True), Met("孤儿", "孤儿", False))
    quotes = tuple(replace(quote, met=met) for quote in ENGINE.ask("内蒙古有多少个少年法庭？").quotes[:1])
    html = render_conversation([Turn("?", answer_of("?", quotes))])
    told = html[html.index('<div class="met">') :]
    assert '<li><span dir="auto">&lt;b&gt;court</span> ↔ <span dir="auto">法庭</span></li>' in told
    assert '<li><span dir="auto">海南</span><span lang="zh">' in told
    assert "孤儿" not in told


def test_an_answer_says_how_sure_it_is() -> None:
    answer = ENGINE.ask("内蒙古有多少个少年法庭？")
    for sure, said in ((True, "确定"), (False, "很可能")):
        quotes = tuple(replace(quote, sure=sure) for quote in answer.quotes)
        html = render_conversation([Turn("?", replace(answer, quotes=quotes))])
        assert said in html
    none = ENGINE.ask("广东")
    html = render_conversation([Turn("?", none)])
    assert "确定" not in html
    assert "很可能" not in html
