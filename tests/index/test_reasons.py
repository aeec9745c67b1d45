"""Why files are not read, in both languages."""

from string import Formatter

import pytest

from index.reasons import TEXTS, Reason


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("code", TEXTS)
def test_both_languages_say_the_same_values_and_what_to_do(code: str) -> None:
    chinese, english = TEXTS[code]
    assert fields(chinese) == fields(english)
    assert any("\u4e00" <= character <= "\u9fff" for character in chinese)
    assert english.isascii() or code in ("word_line", "pair_line")


def test_a_reason_says_its_values_as_they_are() -> None:
    reason = Reason("failed", {"error": "{0} <b>"})
    assert reason.texts()[0] == "读不了（{0} <b>）；请打开它，重新保存"
    assert str(reason) == f"{reason}" == "cannot be read ({0} <b>); open it and save it again"
    assert "1,234 files" in str(Reason("zip_many", {"count": 1234}))


@pytest.mark.parametrize(("code", "values"), [("none", {}), ("failed", {}), ("late", {"minutes": 1})])
def test_what_cannot_be_said_is_no_reason(code: str, values: dict[str, str]) -> None:
    with pytest.raises(KeyError):
        Reason(code, values)
