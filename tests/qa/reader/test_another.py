"""What is told of another than the question asks about."""

import pytest

from index.terms import Analyser
from qa.answer import Met
from qa.reader.another import of_another

ANALYSER = Analyser()
TOWNS = "吉林扶余受损道路修复工作已经完工。在舒兰，住房重建正抓紧进行，修缮施工213户。"


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
    ],
)
def test_of_what_is_numbered_it_is_that_number(question: str, text: str, another: bool) -> None:
    found = [Met(word, "神舟", False) for word in ("神舟", "Shenzhou") if word in question]
    assert of_another(question, text, found, (0, 6), ANALYSER) is another


@pytest.mark.parametrize(
    ("asked", "town", "words", "another"),
    [
        ("Fuyu", "扶余", "213户", True),
        ("Shulan", "舒兰", "213户", False),
        ("Jilin", "吉林", "213户", False),  # a province may be asked about by its towns
        ("Fuyu", "扶余", "道路", False),
        ("roads", "道路", "213户", False),
    ],
)
def test_what_stands_in_a_sentence_of_another_town(asked: str, town: str, words: str, another: bool) -> None:
    start = TOWNS.index(words)
    found = [Met(asked, town, False)]
    assert of_another("?", TOWNS, found, (start, start + len(words)), ANALYSER) is another
