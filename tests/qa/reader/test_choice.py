"""What is made of the likeliest words."""

import pytest

from index.terms import Analyser
from qa.reader.choice import whole
from qa.reader.spans import Span

TEXT = "发出家庭教育令、督促监护令，收到回函"


@pytest.mark.parametrize(
    ("others", "quoted"),
    [
        ([("家庭教育令、督促监护令", 0.2)], "家庭教育令、督促监护令"),
        ([("家庭教育令、督促监护令", 0.05)], "家庭教育令、督促"),
        ([("家庭教育令、督促监护令，收到回函", 0.2)], "家庭教育令、督促"),  # another clause
        ([("督促监护令", 0.3)], "家庭教育令、督促"),  # another beginning
    ],
)
def test_a_last_item_goes_on_where_other_likely_words_do(
    others: list[tuple[str, float]], quoted: str
) -> None:
    spans = [span(words, probability) for words, probability in [("家庭教育令、督促", 0.4), *others]]
    first, *_ = whole(spans, TEXT, Analyser())
    assert TEXT[first.start : first.end] == quoted
    assert first.probability == 0.4


@pytest.mark.parametrize(
    ("probability", "quoted"), [(0.3, "甲证书、乙证书和丙证书"), (0.1, "甲证书、乙证书")]
)
def test_an_enumeration_that_is_nearly_as_likely_as_its_first_item(probability: float, quoted: str) -> None:
    text = "实行甲证书、乙证书和丙证书制度。"
    spans = [Span(2, 5, 0.4), Span(2, 13, probability)]
    first, *_ = whole(spans, text, Analyser())
    assert text[first.start : first.end] == quoted


def test_words_that_enumerate_nothing_stay() -> None:
    first, *_ = whole([span("家庭", 0.4), span("家庭教育令", 0.3)], "发出家庭教育令", Analyser())
    assert (first.start, first.end) == (2, 4)


def span(words: str, probability: float) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), probability)


@pytest.mark.parametrize(
    ("text", "words", "quoted"),
    [
        ("由甲部队、乙部队等组成", "甲部队、乙部队等", "甲部队、乙部队"),
        ("倡导自由、平等，促进", "自由、平等", "自由、平等"),
    ],
)
def test_and_so_on_is_no_item_and_equality_is(text: str, words: str, quoted: str) -> None:
    start = text.index(words)
    first, *_ = whole([Span(start, start + len(words), 0.5)], text, Analyser())
    assert text[first.start : first.end] == quoted


@pytest.mark.parametrize(
    ("text", "words", "quoted"),
    [
        (
            "重点保障蔬菜、肉类、蛋类以及食用油8类生活必需品。",
            "蔬菜、肉类、蛋类以及食用油8类",
            "蔬菜、肉类、蛋类以及食用油",
        ),
        ("有发明专利3项、实用新型专利5项。", "发明专利3项、实用新型专利5项", "发明专利3项、实用新型专利5项"),
        ("分为第一类、第二类、第三类。", "第一类、第二类、第三类", "第一类、第二类、第三类"),
        ("一、二、三年级学生参加。", "一、二、三年级", "一、二、三年级"),
        ("一、甲方应当付款。", "甲方", "甲方"),
        ("三、美方将暂停对海事、物流和造船业的措施。", "海事、物流和造船业", "海事、物流和造船业"),
    ],
)
def test_no_figure_closes_an_enumeration_and_no_number_of_a_paragraph_opens_it(
    text: str, words: str, quoted: str
) -> None:
    start = text.index(words)
    first, *_ = whole([Span(start, start + len(words), 0.5)], text, Analyser())
    assert text[first.start : first.end] == quoted
