from collections.abc import Collection

import pytest

from index.cache import cache_folder
from index.lexicon import Lexicon, open_lexicon
from index.terms import Analyser
from qa.question import Question, parse

ANALYSER = Analyser()


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return open_lexicon(cache_folder())


def notions(question: Question) -> set[str]:
    return {notion.words for notion in question.notions}


def test_question_words_are_left_out(lexicon: Lexicon) -> None:
    question = parse("请问内蒙古现在有多少个少年法庭?", lexicon, ANALYSER, lambda term: True)
    assert notions(question) == {"内蒙", "蒙古", "内蒙古", "少年", "法庭", "少年法庭"}


def test_phrases_are_translated_before_words(lexicon: Lexicon) -> None:
    question = parse(
        "How many orphans are there in Inner Mongolia?", lexicon, ANALYSER, {"孤儿", "内蒙古"}.__contains__
    )
    assert notions(question) == {"inner mongolia", "orphans"}
    place = next(notion for notion in question.notions if notion.words == "inner mongolia")
    assert "内蒙古" in place.clause.alternatives
    assert place.name


def test_only_translations_that_the_index_has(lexicon: Lexicon) -> None:
    question = parse("orphans", lexicon, ANALYSER, {"孤儿"}.__contains__)
    assert question.notions[0].clause.alternatives == ("孤儿",)


def test_a_name_that_the_index_lacks_is_still_a_name(lexicon: Lexicon) -> None:
    (notion,) = parse("Guangdong", lexicon, ANALYSER, lambda term: False).notions
    assert notion.name
    assert notion.understood


def test_a_word_that_no_one_knows_is_not_understood(lexicon: Lexicon) -> None:
    (notion,) = parse("qwxyz", lexicon, ANALYSER, lambda term: False).notions
    assert not notion.understood


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("2021年", {("2021",)}),
        ("June 15, 2021", {("2021",), ("06-15",)}),
        ("二〇二一年六月", {("2021",), ("2021-06", "m06")}),
        ("10~20万", {("100000",), ("200000",)}),
        ("thirty-four percent", {("34%",)}),
    ],
)
def test_figures_are_notions_that_count_as_names(
    lexicon: Lexicon, text: str, figures: set[tuple[str, ...]]
) -> None:
    found = parse(text, lexicon, ANALYSER, lambda term: True).notions
    assert {notion.clause.alternatives for notion in found} == figures
    assert all(notion.name for notion in found)


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("九百多座煤矿", False),
        ("nearly 900 mines", False),
        ("900个左右", False),
        ("900座煤矿有多少", True),
        ("2021年多少人", True),
        ("2021年几月", True),
        ("2023年余额是多少", True),
        ("what about 2021", True),
        ("签约34个项目", True),
        ("约34个项目", False),
    ],
)
def test_a_figure_given_roughly_need_not_be_met(lexicon: Lexicon, text: str, exact: bool) -> None:
    found = parse(text, lexicon, ANALYSER, lambda term: True).notions
    assert [notion.name for notion in found if notion.kind == "figure"] == [exact]


def test_the_words_of_a_figure_are_no_notions(lexicon: Lexicon) -> None:
    assert notions(parse("thirty-four courts on May 5", lexicon, ANALYSER, lambda term: True)) == {
        "34",
        "courts",
        "05-05",
    }
    assert notions(parse("三十四法庭", lexicon, ANALYSER, lambda term: True)) == {"34", "法庭"}


@pytest.mark.parametrize(
    ("text", "names"), [("of COVID-19", []), ("the first three quarters", []), ("in mid-2021", ["2021"])]
)
def test_figures_that_are_part_of_a_word_are_none(lexicon: Lexicon, text: str, names: list[str]) -> None:
    assert [one.words for one in parse(text, lexicon, ANALYSER, lambda term: True).names] == names


@pytest.mark.parametrize("text", ["which four cities", "name three cities"])
def test_few_are_asked_for(lexicon: Lexicon, text: str) -> None:
    assert notions(parse(text, lexicon, ANALYSER, lambda term: True)) == {"cities"}


@pytest.mark.parametrize("text", ["哪两个城市", "有几个城市", "第二次在哪个城市"])
def test_few_are_asked_for_in_chinese(lexicon: Lexicon, text: str) -> None:
    assert not any(notion.name for notion in parse(text, lexicon, ANALYSER, lambda term: True).notions)


@pytest.mark.parametrize(
    "spelled", ["Gao Jianhua", "Jianhua Gao", "Gao Jian-hua", "Gao Jian hua", "Jian-hua Gao", "GAO Jianhua"]
)
def test_a_chinese_name_in_latin_letters(lexicon: Lexicon, spelled: str) -> None:
    known = set(ANALYSER.terms("副厅长高建华发布介绍")).__contains__
    question = parse(f"What did {spelled} say?", lexicon, ANALYSER, known)
    (notion,) = (one for one in question.notions if one.name)
    assert notion.clause.alternatives == ("gaojianhua",)
    assert notion.met


def test_a_chinese_name_is_romanised_only_where_it_is_spelled_otherwise(lexicon: Lexicon) -> None:
    """夏菲 for 夏飞 still meets by its sound; what stands there as it is asked counts once."""
    known = set(ANALYSER.terms("副厅长高建华发布介绍")).__contains__
    assert notions(parse("高建华", lexicon, ANALYSER, known)) >= {"高建华"}
    assert "gaojianhua" not in notions(parse("高建华", lexicon, ANALYSER, known))
    assert "gaojianhua" in notions(parse("高健华", lexicon, ANALYSER, known))


def test_words_that_another_word_begins_with_are_no_name(lexicon: Lexicon) -> None:
    found = parse(
        "Is there a way to the library?", lexicon, ANALYSER, {"away", "way", "librari"}.__contains__
    ).notions
    assert [(notion.words, notion.name) for notion in found] == [("way", False), ("library", False)]


def clauses(
    text: str, known: Collection[str], lexicon: Lexicon, analyser: Analyser = ANALYSER
) -> dict[str, tuple[str, ...]]:
    """What the index has of a question, by the question's words."""
    notions = parse(text, lexicon, analyser, known.__contains__).notions
    return {notion.words: notion.clause.alternatives for notion in notions if notion.met}


def english(text: str) -> set[str]:
    return set(ANALYSER.terms(text))


@pytest.mark.parametrize(
    ("question", "index", "found"),
    [
        ("有多少个少年法庭?", "juvenile court", {"少年法庭": ("juvenil court",)}),
        ("法庭", "juvenile court", {"法庭": ("court",)}),
        (
            "內蒙古的孤兒",
            "orphans of Inner Mongolia",
            {"内蒙古": ("inner mongolia",), "孤儿": ("orphan",)},
        ),
        ("2021年的图书馆", "libraries in 2021", {"2021": ("2021",), "图书馆": ("librari",)}),
        ("人工智能", "AI", {"人工智能": ("ai",)}),
        ("孤儿", "court", {}),
    ],
)
def test_a_chinese_question_over_an_english_index(
    lexicon: Lexicon, question: str, index: str, found: dict[str, tuple[str, ...]]
) -> None:
    assert clauses(question, english(index), lexicon) == found


def test_the_words_of_a_phrase_that_the_index_lacks_are_translated(lexicon: Lexicon) -> None:
    found = clauses("少年法庭", english("the court"), lexicon)
    assert any("court" in alternatives for alternatives in found.values())


def test_no_part_of_a_name_is_missed_where_the_name_is_translated(lexicon: Lexicon) -> None:
    known = english("juvenile courts of Inner Mongolia, Gao Jianhua").__contains__
    found = parse("高建华说内蒙古有多少个少年法庭?", lexicon, ANALYSER, known).notions
    assert [notion.words for notion in found if notion.name and not notion.met] == []


@pytest.mark.parametrize(
    ("question", "words", "alternatives"),
    [
        ("juvenile courts", "juvenile courts", ("juvenil court", "少年法庭")),
        ("orphans", "orphans", ("orphan", "孤儿")),
        ("少年法庭", "少年法庭", ("少年法庭", "juvenil court")),
    ],
)
def test_over_a_mixed_index_both_stand_for_a_word(
    lexicon: Lexicon, question: str, words: str, alternatives: tuple[str, ...]
) -> None:
    known = english("juvenile courts for orphans") | english("少年法庭，孤儿")
    assert clauses(question, known, lexicon)[words] == alternatives


def test_chinese_words_are_not_translated_for_chinese_passages(lexicon: Lexicon) -> None:
    known = english("少年法庭 juvenile court").__contains__
    found = parse("少年法庭", lexicon, ANALYSER, known, {"han"}).notions
    assert {notion.clause.alternatives for notion in found} == {("少年",), ("法庭",), ("少年法庭",)}


@pytest.mark.parametrize(
    ("question", "index", "words", "alternatives"),
    [
        ("高建华说了什么?", "Gao Jianhua said", "高建华", ("gao jianhua",)),
        ("高建华说了什么?", "Jianhua Gao said", "高建华", ("gao jianhua",)),
        ("What did Gao Jianhua say?", "高建华说", "gao jianhua", ("gaojianhua",)),
        ("What did Jianhua Gao say?", "高建华说", "jianhua gao", ("gaojianhua",)),
        ("Gāo Jiànhuá", "高建华说", "gao jianhua", ("gaojianhua",)),
        ("Gao Jianhua's words", "高建华说", "gao jianhua", ("gaojianhua",)),
        ("Lü Buwei", "吕不韦传", "lu buwei", ("lubuwei",)),
        ("吕不韦", "Lü Buwei", "吕不韦", ("lu buwei",)),
    ],
)
def test_a_name_across_languages(
    lexicon: Lexicon, question: str, index: str, words: str, alternatives: tuple[str, ...]
) -> None:
    assert clauses(question, english(index), lexicon)[words] == alternatives


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Hainan's courts", ["hainan", "courts"]),
        ("Hainan’s courts", ["hainan", "courts"]),
        ("the courts' clerks", ["courts", "clerks"]),
        ("Café Über", ["cafe", "uber"]),
        ("O'Neill’s", ["neill"]),
    ],
)
def test_marks_of_words_are_no_words(lexicon: Lexicon, question: str, words: list[str]) -> None:
    known = english("Hainan courts clerks cafe uber neill")
    assert list(clauses(question, known, lexicon)) == words


@pytest.mark.parametrize("question", ["违反第六条怎么罚?", "penalty for violating article six"])
def test_the_number_of_a_part_of_a_law_is_asked_about(lexicon: Lexicon, question: str) -> None:
    found = parse(question, lexicon, ANALYSER, lambda term: True).notions
    assert [one.clause.alternatives for one in found if one.kind == "figure"] == [("6",)]


@pytest.mark.parametrize("text", ["?", "多少", "……", "\x00", "🙂"])
def test_a_question_about_nothing_has_no_notions(lexicon: Lexicon, text: str) -> None:
    assert parse(text, lexicon, ANALYSER, lambda term: True).notions == ()
