"""Whether words are told of another than is asked about: of 神舟二十一号 for 二十号, of 舒兰 for 扶余."""

from __future__ import annotations

import re
from collections.abc import Collection

from index.gazetteer import PROVINCES
from index.numerals import HAN, numeral_value
from index.terms import Analyser
from qa.answer import Met
from qa.read import Offsets

_NUMBER = rf"(?P<number>\d+|[{HAN}]+)"
_OF_A_ROW = re.compile(rf"第 ?{_NUMBER} ?(?P<of>[届次轮批期])(?!之)")
_AFTER_A_NAME = re.compile(rf"[- ]?{_NUMBER}(?![\d,.%])")
_MODEL = re.compile(rf"{_NUMBER}号")
_OPENING = re.compile("(?:^|[。；;\\n])\\s*(?P<at>在)?(?P<place>[\u4e00-\u9fff]{2,5})[，,]")
_SENTENCE = re.compile("[。；;\\n]")


def of_another(question: str, text: str, found: Collection[Met], words: Offsets, analyser: Analyser) -> bool:
    """Whether `text` has what `question` numbers with other numbers alone, or text[words] is in a sentence
    that opens with another town than the one that the question names. `found`: what met what.
    """
    return (
        _other_number(question, text)
        or any(_other_model(question, text, one) for one in found)
        or _other_town(text, found, words, analyser)
    )


def _other_number(question: str, text: str) -> bool:
    """第六届 alone for 第五届."""
    for asked in _OF_A_ROW.finditer(question):
        there = {_value(one["number"]) for one in _OF_A_ROW.finditer(text) if one["of"] == asked["of"]}
        if there and _value(asked["number"]) not in there:
            return True
    return False


def _other_model(question: str, text: str, one: Met) -> bool:
    """神舟二十一号 alone for 神舟二十号, Shenzhou-20."""
    at = question.find(one.question)
    asked = _AFTER_A_NAME.match(question, at + len(one.question)) if at >= 0 and not one.in_context else None
    if not asked:
        return False
    behind = (_MODEL.match(text, match.end()) for match in re.finditer(re.escape(one.passage), text))
    there = {_value(model["number"]) for model in behind if model}
    return bool(there) and _value(asked["number"]) not in there


def _value(number: str) -> str:
    return number.lstrip("0") if number.isascii() else numeral_value(number) or number


def _other_town(text: str, found: Collection[Met], words: Offsets, analyser: Analyser) -> bool:
    """Of 扶余…。在舒兰，213户 what is asked of 扶余; a province may be asked about by its towns."""
    openings = [match for match in _OPENING.finditer(text, 0, words[0]) if match.end() <= words[0]]
    if not openings or _SENTENCE.search(text, openings[-1].end(), words[0]):
        return False
    opening = openings[-1]
    end = _SENTENCE.search(text, words[1])
    sentence = text[opening.start("place") : end.start() if end else len(text)]
    tags = {text[low:high]: tag for low, high, tag in analyser.tagged(text)}
    # jieba has few towns, and takes some for persons.
    opens = tags.get(opening["place"])
    asked = {
        one.passage
        for one in found
        if not one.in_context
        and len(one.passage) > 1
        and (one.question[0].isupper() or tags.get(one.passage) == "ns")
        and tags.get(one.passage) != "nr"
    }
    return bool(
        (opens == "ns" or (opens == "nr" and opening["at"]))
        and asked - PROVINCES
        and not any(place in sentence for place in asked)
    )
