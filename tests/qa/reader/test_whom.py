"""Who is quoted."""

import pytest

from index.terms import Analyser
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


def test_where_two_do_it_the_likeliest_stays() -> None:
    text = "市长李强主持会议，书记王刚主持仪式。"
    found = whom("谁主持?", text, [Span(2, 4, 0.5)], (), ANALYSER)
    assert text[found.spans[0].start : found.spans[0].end] == "李强"
