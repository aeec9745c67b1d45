from index.cache import cache_folder
from index.lexicon import open_lexicon
from index.terms import Analyser
from qa.hints import hints
from qa.met import met
from qa.question import parse

ANALYSER = Analyser()
TEXT = "海南成立少年法庭34个。"


def hinted(question: str) -> tuple[str, ...]:
    known = set(ANALYSER.terms(TEXT)).__contains__
    asked = parse(question, open_lexicon(cache_folder()), ANALYSER, known)
    return hints(met(asked, TEXT, "", ANALYSER))


def test_what_a_translation_met() -> None:
    assert hinted("How many juvenile courts are there in Hainan?") == (
        "少年法庭",
        "海南",
    )


def test_nothing_in_the_question_s_own_language() -> None:
    assert hinted("海南有多少个少年法庭?") == ()
