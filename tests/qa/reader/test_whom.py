"""Who is quoted."""

import pytest

from index.terms import Analyser
from qa.answer import Met
from qa.reader.spans import Span
from qa.reader.whom import whom

ANALYSER = Analyser()
TEXT = "副省长李德金参加会议并讲话，副省长郑建闽主持会议，秘书长吴政隆宣读名单。"


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("会议由哪位副省长主持?", "郑建闽"),
        ("Who chaired the meeting?", "郑建闽"),
        ("名单是谁念的?", "吴政隆"),
        ("Who read the list?", "吴政隆"),
        ("哪位副省长讲话?", "李德金"),
    ],
)
def test_who_does_what_the_text_says_behind_the_name(question: str, name: str) -> None:
    start = TEXT.index("李德金")
    found = whom(question, TEXT, [Span(start, start + 3, 0.5)], (), ANALYSER)
    assert TEXT[found.spans[0].start : found.spans[0].end] == name


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("谁主持?", "市长李强主持会议，书记王刚主持仪式。"),
        ("谁主持闭幕式?", "市长王毅主持开幕式，闭幕式由李强主持。"),
        ("哪位领导人参观了纪念馆?", "市长王毅宣读贺信。李强参观了纪念馆。"),
    ],
)
def test_where_it_may_be_another_the_likeliest_stays(question: str, text: str) -> None:
    start = text.index("李强")
    found = whom(question, text, [Span(start, start + 2, 0.9)], (), ANALYSER)
    assert text[found.spans[0].start : found.spans[0].end] == "李强"


@pytest.mark.parametrize(
    ("question", "likeliest", "said", "name"),
    [
        ("Who is the speaker?", "武契奇", ["议长"], "布尔纳比奇"),
        ("Who was there?", "武契奇", ["招待会"], "武契奇"),
        ("Which envoy spoke?", "波利扬斯基会后", [], "波利扬斯基"),
    ],
)
def test_foreign_names_and_offices(question: str, likeliest: str, said: list[str], name: str) -> None:
    text = "招待会上，总统武契奇、议长布尔纳比奇欢聚一堂。代表波利扬斯基会后表示反对。"
    start = text.index(likeliest)
    found = whom(
        question,
        text,
        [Span(start, start + len(likeliest), 0.5)],
        [Met(one, one, False) for one in said],
        ANALYSER,
    )
    assert text[found.spans[0].start : found.spans[0].end] == name


def test_a_name_is_quoted_whole() -> None:
    text = "国家主席武文赏向大会发来贺电。"
    start = text.index("武文")
    found = whom("是谁?", text, [Span(start, start + 2, 0.5)], [], ANALYSER)
    assert text[found.spans[0].start : found.spans[0].end] == "武文赏"
