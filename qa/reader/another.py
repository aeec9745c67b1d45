"""Whether a text tells of another than is asked about: 神舟二十一号 for 二十号, the sixth for the fifth."""

from __future__ import annotations

import re
from collections.abc import Collection

from index.numerals import HAN, numeral_value
from qa.answer import Met

_NUMBER = rf"(?P<number>\d+|[{HAN}]+)"
_SESSION = re.compile(rf"(?:第 ?|(?<![\d{HAN}第]))(?:{_NUMBER}|首) ?届(?P<of>\w\w)")
_MODEL = re.compile(rf"{_NUMBER}号(?!文件|令|线|楼)")
_MODEL_EN = re.compile(r"-(?P<number>\d+)(?![\d,.%])")


def of_another(question: str, text: str, found: Collection[Met]) -> bool:
    """Whether `text` has what `question` numbers with other numbers alone. `found`: which words met."""
    return _other_session(question, text) or any(_other_model(question, text, one) for one in found)


def _other_session(question: str, text: str) -> bool:
    """第六届进博会 alone for 第五届进博会."""
    there: dict[str, set[str]] = {}
    for one in _SESSION.finditer(text):
        there.setdefault(one["of"], set()).add(_value(one["number"] or "1"))
    asked = [(one["of"], _value(one["number"] or "1")) for one in _SESSION.finditer(question)]
    return any(of in there and number not in there[of] for of, number in asked)


def _other_model(question: str, text: str, one: Met) -> bool:
    """神舟二十一号 alone for 神舟二十号, Shenzhou-20."""
    at = question.find(one.question)
    if at < 0 or one.in_context or one.passage.endswith("月"):
        return False
    pattern = _MODEL_EN if one.question.isascii() else _MODEL
    asked = pattern.match(question, at + len(one.question))
    behind = (_MODEL.match(text, match.end()) for match in re.finditer(re.escape(one.passage), text))
    there = {_value(model["number"]) for model in behind if model}
    return asked is not None and bool(there) and _value(asked["number"]) not in there


def _value(number: str) -> str:
    return str(int(number)) if number.isdecimal() else numeral_value(number) or number
