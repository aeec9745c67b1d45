from index.cache import cache_folder
from index.lexicon import open_lexicon
from index.terms import Analyser
from qa.hints import hints
from qa.question import Question, parse

ANALYSER = Analyser()
TEXT = "海南成立少年法庭34个。"


def asked(question: str) -> Question:
    known = set(ANALYSER.terms(TEXT)).__contains__
    return parse(question, open_lexicon(cache_folder()), ANALYSER, known)


def test_what_a_translation_met() -> None:
    assert hints(asked("How many juvenile courts are there in Hainan?"), TEXT, ANALYSER) == (
        "少年法庭",
        "海南",
    )


def test_nothing_in_the_question_s_own_language() -> None:
    assert hints(asked("海南有多少个少年法庭?"), TEXT, ANALYSER) == ()
