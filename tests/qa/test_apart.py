"""Who is asked for beside another, and who held what is asked about."""

import pytest

from index.terms import Analyser
from qa.answer import Met
from qa.apart import organiser, remaining
from qa.candidates import candidates

LEADERS = "领导小组组长、副省长戴柏华，副省长、省公安厅厅长顾雪飞在郑州出席会议，习近平总书记有指示。"
BRIEFING = "6月15日上午,自治区人民政府新闻办召开未成年人保护工作新闻发布会,民政厅副厅长高建华发布介绍。"
ANALYSER = Analyser()


@pytest.mark.parametrize(
    ("question", "said", "left"),
    [
        ("除顾雪飞外还有谁出席?", "", ["戴柏华"]),
        ("除了公安厅长,还有哪位副省长?", "公安厅 公安厅, 副省长 副省长", ["戴柏华"]),
        ("Apart from the police chief, who attended?", "police 公安", ["戴柏华"]),
        ("Besides Dai Bohua, who attended?", "Dai Bohua 戴柏华", []),  # no title says whom
        ("谁出席了会议?", "会议 会议", []),
        ("免除顾雪飞职务后，由谁接任?", "", []),
        ("Apart from the mayor, who attended?", "", []),
    ],
)
def test_those_that_are_left(question: str, said: str, left: list[str]) -> None:
    pairs = [one.rsplit(" ", 1) for one in said.split(", ") if one]
    found = [Met(asked, there, False) for asked, there in pairs]
    persons = candidates("person", LEADERS, ANALYSER)
    likeliest = (0, len(LEADERS))
    assert [
        LEADERS[low:high] for low, high in remaining(question, LEADERS, likeliest, persons, found)
    ] == left


@pytest.mark.parametrize(
    ("question", "text", "office"),
    [
        ("Who organised the press briefing?", BRIEFING, "自治区人民政府新闻办"),
        ("Who were the organisers of the press briefing?", BRIEFING, "自治区人民政府新闻办"),
        ("发布会的主办单位是谁?", BRIEFING, "自治区人民政府新闻办"),
        ("谁召开了发布会?", "发布会由省政府新闻办主办,发布会上王伟介绍。", "省政府新闻办"),
        ("Who spoke at the press briefing?", BRIEFING, None),
        ("Who called the press briefing a success?", BRIEFING, None),
        ("Who held the post of spokesman at the press briefing?", BRIEFING, None),
        # Who is likeliest presided over it himself.
        ("Who convened the press briefing?", "李强主持召开发布会。省政府召开发布会。", None),
        ("发布会由谁承办? 承办单位是哪个?", "市教育局主办发布会,市青少年宫承办发布会。", "市青少年宫"),
        ("Who organised the press briefing?", "近日召开发布会。", None),
        ("Who organised the press briefing?", "王伟主持召开发布会。", None),
    ],
)
def test_who_organised_it(question: str, text: str, office: str | None) -> None:
    likeliest = (0, 2) if text.startswith("李强") else (len(text), len(text))
    place = organiser(question, text, likeliest, [Met("press briefing", "发布会", False)])
    assert (text[slice(*place)] if place else None) == office
