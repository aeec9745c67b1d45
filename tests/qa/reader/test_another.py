"""What is told of another than the question asks about."""

import pytest

from qa.answer import Met
from qa.reader.another import of_another


@pytest.mark.parametrize(
    ("question", "text", "another"),
    [
        ("神舟二十号哪天发射?", "10月31日，神舟二十一号发射。", True),
        ("When was Shenzhou-20 launched?", "10月31日，神舟21号发射。", True),
        ("神舟二十号哪天发射?", "4月24日，神舟20号发射，神舟二十一号随后。", False),
        ("神舟二十号哪天发射?", "4月24日，神舟飞船发射。", False),
        ("第五届进博会何时开?", "第六届进博会11月5日开幕。", True),
        ("第五届进博会何时开?", "第5届进博会11月5日开幕。", False),
        ("第五届进博会何时开?", "进博会11月5日开幕。", False),
        ("第五届进博会何时开?", "第２届进博会11月5日开幕。", True),
        ("第五届进博会何时开?", "第五届进博会开幕，第六届进博会在筹备。", False),
        ("第十四届全国人大何时开会?", "十四届全国人大三次会议3月5日开幕，第十五届运动会在即。", False),
        ("首届进博会何时开?", "第一届进博会11月5日开幕。", False),
        ("首届进博会何时开?", "第二届进博会11月5日开幕。", True),
        ("神舟10个部门印发了什么?", "神舟5号升空，10个部门印发。", False),
    ],
)
def test_of_what_is_numbered_it_is_that_number(question: str, text: str, another: bool) -> None:
    found = [Met(word, "神舟", False) for word in ("神舟", "Shenzhou") if word in question]
    assert of_another(question, text, found) is another
