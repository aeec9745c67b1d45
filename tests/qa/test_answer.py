from dataclasses import replace

from qa.answer import Answer
from tests.qa.test_latest import quote


def test_an_answer_is_as_sure_as_its_first_quote() -> None:
    likely, sure = quote("2022", 0.5), replace(quote("2021", 0.9), sure=True)

    def certainty(*quotes: object) -> str:
        return Answer("?", quotes, (), "s", 0.0, 0.0).certainty  # type: ignore[arg-type]

    assert [certainty(sure, likely), certainty(likely, sure), certainty()] == ["sure", "likely", "nearest"]
