"""A user's glossary before the dictionary, and names of persons."""

import pytest

from index.cache import cache_folder
from index.lexicon import Lexicon, open_lexicon
from index.terms import Analyser
from qa.question import parse
from tests.qa.test_question import ANALYSER, clauses


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return open_lexicon(cache_folder())


@pytest.mark.parametrize(
    ("pair", "question", "index", "alternatives"),
    [
        (("三码", "three codes"), "What are the three codes?", "三码", ("三码",)),
        (("三码", "three codes"), "三码是什么?", "the three codes", ("three 3 code",)),
        (("three codes", "三码"), "三码是什么?", "the three codes", ("three 3 code",)),
        (("法庭", "bench"), "法庭", "the bench of a court", ("bench",)),
        (("法庭", "bench"), "bench", "法庭，长凳", ("法庭",)),
        (
            ("十四五规划", "14th five-year plan"),
            "The 14th Five-Year Plan?",
            "十四五规划",
            ("十四五", "十四五 规划"),
        ),
    ],
)
def test_a_users_glossary_goes_before_the_dictionary(
    pair: tuple[str, str], question: str, index: str, alternatives: tuple[str, ...]
) -> None:
    analyser = Analyser(["三码"])
    own = open_lexicon(cache_folder(), [pair])
    assert alternatives in clauses(question, set(analyser.terms(index)), own, analyser).values()


def test_a_place_stays_a_name_in_a_glossary() -> None:
    own = open_lexicon(cache_folder(), [("海南", "Hainan"), ("法庭", "court")])
    for text in ("海南有几个法庭?", "Courts in Hainan?"):
        found = parse(text, own, ANALYSER, {"内蒙古", "法庭"}.__contains__).notions
        assert {notion.name for notion in found if notion.words in ("海南", "hainan")} == {True}
        assert {notion.name for notion in found if notion.words in ("法庭", "court")} == {False}


def test_where_the_index_lacks_a_glossarys_rendering_the_dictionarys_stands() -> None:
    own = open_lexicon(cache_folder(), [("青少年审判庭", "juvenile court")])
    found = clauses("juvenile courts", set(ANALYSER.terms("少年法庭")), own)
    assert found == {"juvenile court": ("少年法庭",)}


@pytest.mark.parametrize(
    ("question", "stranger"),
    [
        ("Which office does Li Wei head?", "li wei"),
        ("Who is Ouyang Xiu?", "ouyang xiu"),
        ("What post does Zhao Ming hold?", "zhao ming"),
        ("What did Jian-guo Zhang say?", "jian guo zhang"),
        ("Can Li Wei attend?", "li wei"),
        ("what post does zhao ming hold?", None),
        ("Where is Bai Ma Lake?", None),
        ("What did Ping An report?", None),
        ("How much did Jing Dong pay?", None),
        ("When did the Long March begin?", None),
        ("Is He the director?", None),
    ],
)
def test_a_name_that_the_index_lacks_is_one_by_its_spelling(
    lexicon: Lexicon, question: str, stranger: str | None
) -> None:
    found = parse(question, lexicon, ANALYSER, set(ANALYSER.terms("厅长王毅出席会议")).__contains__).notions
    assert [one.words for one in found if one.kind == "person"] == ([stranger] if stranger else [])
    assert all(one.name and one.understood and not one.met for one in found if one.kind == "person")


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("courts in Inner Mongolia", ["inner mongolia"]),
        ("courts in inner mongolia", ["inner mongolia"]),
        ("How many courts in inner mongolia?", ["inner mongolia"]),
        ("How many courts does Hainan have in inner mongolia?", ["hainan"]),
        ("How many courts in China?", []),
        ("what was the GDP of hainan?", ["hainan"]),
    ],
)
def test_names_have_capitals_if_any_word_has(lexicon: Lexicon, question: str, names: list[str]) -> None:
    known = {"内蒙古", "海南", "中国", "法院"}.__contains__
    assert [one.words for one in parse(question, lexicon, ANALYSER, known).names] == names


def test_a_name_may_begin_with_a_function_word(lexicon: Lexicon) -> None:
    known = {"全国妇联", "中国", "妇女"}.__contains__
    found = parse("the All-China Women's Federation", lexicon, ANALYSER, known).notions
    assert [one.clause.alternatives for one in found] == [("全国妇联",)]


def test_a_place_that_is_spelled_in_two_words_is_one(lexicon: Lexicon) -> None:
    (notion,) = parse("In He Nan", lexicon, ANALYSER, {"河南"}.__contains__).notions
    assert (notion.clause.alternatives, notion.name, notion.met) == (("河南",), True, True)


def test_a_name_that_english_passages_have_too_meets_these(lexicon: Lexicon) -> None:
    known = {*ANALYSER.terms("厅长高建华出席会议"), *ANALYSER.terms("Gao Jianhua said")}
    (notion,) = (one for one in parse("Gao Jianhua", lexicon, ANALYSER, known.__contains__).notions)
    assert notion.clause.alternatives == ("gaojianhua", "gao jianhua")


def test_a_word_that_is_a_far_places_name_too_is_none(lexicon: Lexicon) -> None:
    """Perlis is a state of Malaysia; "Wales" is a name as often."""
    found = parse("the subsidy per post", lexicon, ANALYSER, set(ANALYSER.terms("岗位补助，论")).__contains__)
    assert not found.names


def names(text: str, index: str, lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    known = set(ANALYSER.terms(index)).__contains__
    return {one.words: one.clause.alternatives for one in parse(text, lexicon, ANALYSER, known).names}


@pytest.mark.parametrize(
    ("question", "index", "expected"),
    [
        ("工信部说什么?", "由工业和信息化部牵头", {"工信部": ("工业 和 信息化 部",)}),
        # Of a name that is met the words in it are no names; of one that is not they are.
        ("内蒙古自治区的法庭?", "内蒙古自治区", {"内蒙古自治区": ("内蒙古自治区", "内蒙古")}),
        ("中国有几个法庭?", "中国的法庭", {}),
        ("台风“白海豚”来时?", "白海", {}),
        ("湖南岳阳的法庭?", "南岳的法庭", {}),
        ("去南岳的法庭?", "南岳的法庭", {"南岳": ("南岳",)}),
    ],
)
def test_names_and_their_other_names(
    lexicon: Lexicon, question: str, index: str, expected: dict[str, tuple[str, ...]]
) -> None:
    assert names(question, index, lexicon) == expected
