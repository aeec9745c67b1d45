import pytest

from index.cache import cache_folder
from index.lexicon import open_lexicon
from index.postings import Clause
from index.terms import Analyser
from qa.met import met
from qa.notion import Notion
from qa.question import Question, parse

ANALYSER = Analyser()


@pytest.mark.parametrize(
    ("question", "text", "context", "pairs"),
    [
        (
            "How many juvenile courts in Hainan?",
            "成立少年法庭34个",
            "海南",
            {"juvenile courts": "少年法庭", "Hainan": "海南"},
        ),
        ("What happened on June 15?", "6月15日上午", "", {"June 15": "6月15日"}),
        ("Who is Gao Jianhua?", "副厅长高建华发布介绍", "", {"Gao Jianhua": "高建华"}),
        ("少年法庭有多少?", "少年法庭34个", "", {"少年法庭": "少年法庭"}),
        ("１２，０００户在哪里?", "共1.2万户", "", {"１２，０００": "1.2万", "户": "户"}),
        ("二十国集团", "学校开学了", "", {}),
    ],
)
def test_words_that_met(question: str, text: str, context: str, pairs: dict[str, str]) -> None:
    known = set(ANALYSER.terms(f"{text} {context}")).__contains__
    parsed = parse(question, open_lexicon(cache_folder()), ANALYSER, known)
    found = met(parsed, text, context, ANALYSER)
    assert {one.question: one.passage for one in found} == pairs
    assert {one.passage for one in found if one.in_context} == ({context} if context else set())


def test_what_stands_apart_is_shown_apart() -> None:
    question = Question("juvenile court", (Notion("juvenile court", Clause(("少年 法庭",))),))
    (one,) = met(question, "少年和法庭", "", ANALYSER)
    assert one.passage == "少年 … 法庭"
