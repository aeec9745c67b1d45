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


def test_the_words_of_a_figure_are_no_notions(lexicon: Lexicon) -> None:
    assert notions(parse("thirty-four courts on May 5", lexicon, ANALYSER, lambda term: True)) == {
        "34",
        "courts",
        "05-05",
    }
    assert notions(parse("三十四法庭", lexicon, ANALYSER, lambda term: True)) == {"34", "法庭"}


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


def test_words_that_another_word_begins_with_are_no_name(lexicon: Lexicon) -> None:
    found = parse(
        "Is there a way to the library?", lexicon, ANALYSER, {"away", "way", "librari"}.__contains__
    ).notions
    assert [(notion.words, notion.name) for notion in found] == [("way", False), ("library", False)]


@pytest.mark.parametrize("text", ["?", "多少", "……", "\x00", "🙂"])
def test_a_question_about_nothing_has_no_notions(lexicon: Lexicon, text: str) -> None:
    assert parse(text, lexicon, ANALYSER, lambda term: True).notions == ()
