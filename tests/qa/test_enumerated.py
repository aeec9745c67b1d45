"""Items become whole enumerations; of figures in a row the one is taken that counts what is asked for."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.terms import Analyser
from qa.enumerated import both, counted, listed
from qa.titles import introduced, titled

MUSEUMS = "全区100余家科普基地、117个公共图书馆、185个博物馆、12522个嘎查村(社区)文化室等向未成年人免费开放。"
ORDERS = "全区法院系统、检察院系统发出680余份家庭教育令、督促监护令。"


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser()


def place(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


@pytest.mark.parametrize(
    ("text", "found", "whole"),
    [
        ("在海口、三亚、儋州、琼海4个机构", "三亚", "海口、三亚、儋州、琼海"),
        ("在海口、三亚、儋州、琼海4个机构", "海口、三亚", "海口、三亚、儋州、琼海"),
        ("要守牢兜底保障、安全守护两条底线", "兜底保障", "兜底保障、安全守护"),
        ("强化儿童督导员、儿童主任走访排查", "主任", "儿童督导员、儿童主任"),
        (ORDERS, "家庭教育令", "家庭教育令、督促监护令"),
        ("开展“清朗”“网上扫黄打非”等行动", "网上扫黄打非", "“清朗”“网上扫黄打非”"),
        ("推进“宣传月”、“进校园”活动", "宣传月", "“宣传月”、“进校园”"),
        (ORDERS, "法院系统、检察院系统", "法院系统、检察院系统"),
        ("有：图书馆、乡镇(街道)文化站、文化馆等场馆", "图书馆", "图书馆、乡镇(街道)文化站、文化馆"),
        ("有：图书馆、平等对待、等级评定等三项", "图书馆", "图书馆、平等对待、等级评定"),
        ("设一等奖、二等奖、三等奖若干", "一等奖", "一等奖、二等奖、三等奖"),
        ("有关国家就发展、和平等议题交换意见", "和平", "发展、和平"),
        ("设立少年法庭34个", "少年法庭", "少年法庭"),
        ("甲、乙。丙、丁", "乙。丙", "乙。丙"),
    ],
)
def test_an_item_becomes_the_whole_enumeration(text: str, found: str, whole: str, analyser: Analyser) -> None:
    start, end = listed(text, *place(text, found), analyser)
    assert text[start:end] == whole


@given(st.text("甲乙丙一、，。“”4个\n", max_size=30), st.data())
def test_what_is_listed_holds_what_was_found_or_its_end(text: str, data: st.DataObject) -> None:
    analyser = Analyser()
    if not text:
        return
    low = data.draw(st.integers(0, len(text) - 1))
    high = data.draw(st.integers(low + 1, len(text)))
    start, end = listed(text, low, high, analyser)
    assert 0 <= start < end <= len(text)
    assert start < high
    assert low < end


ORPHANS = "集中供养、分散供养孤儿平均基本生活保障标准分别达到每人每月2004元、1712元,位居全国前列"


def figures(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"\d+余?[个家元人]", text)]


@pytest.mark.parametrize(
    ("text", "chosen", "words", "right"),
    [
        (MUSEUMS, "12522个", {"博物馆", "免费", "开放"}, "185个"),
        (MUSEUMS, "12522个", {"公共图书馆", "未成年人", "免费", "开放"}, "117个"),
        (MUSEUMS, "12522个", {"全区", "免费"}, "12522个"),  # where the sentence begins counts nothing
        (MUSEUMS, "185个", {"免费", "开放"}, "185个"),
        (MUSEUMS, "185个", set(), "185个"),
        ("分别达到2004元、1712元", "1712元", {"达到"}, "1712元"),
        (ORPHANS, "1712元", {"集中", "供养", "孤儿", "标准"}, "2004元"),
        (ORPHANS, "2004元", {"分散", "供养"}, "1712元"),
        (ORPHANS, "1712元", {"供养", "孤儿"}, "1712元"),
        ("甲市、乙市和丙市分别为3人、4人和5人。", "3人", {"丙市"}, "5人"),
        ("甲市、乙市分别为3人、4人和5人。", "3人", {"乙市"}, "3人"),  # which is whose cannot be told
        ("支持博物馆6个，文化馆7个", "7个", {"博物馆"}, "7个"),
        ("设立少年法庭34个", "34个", {"少年法庭"}, "34个"),
    ],
)
def test_a_figure_counts_what_stands_beside_it(text: str, chosen: str, words: set[str], right: str) -> None:
    start, end = counted(text, place(text, chosen), figures(text), words)
    assert text[start:end] == right


@pytest.mark.parametrize(
    ("question", "words", "right"),
    [
        ("集中和分散供养的孤儿各多少元?", {"集中", "分散", "供养", "孤儿"}, "2004元、1712元"),
        ("与分散供养相比,集中供养的是多少元?", {"集中", "分散", "供养"}, "2004元"),
        ("集中供养和事实无人抚养的孤儿?", {"集中", "供养", "孤儿"}, "2004元"),
        ("孤儿和儿童?", {"供养", "孤儿"}, "2004元"),
    ],
)
def test_all_figures_that_are_asked_for(question: str, words: set[str], right: str) -> None:
    start, end = both(question, ORPHANS, place(ORPHANS, "2004元"), figures(ORPHANS), words)
    assert ORPHANS[start:end] == right


def test_a_word_counts_for_less_that_stands_in_several_items() -> None:
    text = "城市公共图书馆3个、公共博物馆4个、公共文化馆5个"
    start, end = counted(text, place(text, "3个"), figures(text), {"公共", "文化馆"})
    assert text[start:end] == "5个"


LEADERS = "会议召开。领导小组组长、副省长戴柏华,领导小组组长、副省长、省公安厅厅长顾雪飞出席。"


@pytest.mark.parametrize(
    ("chosen", "words", "right"),
    [
        ("戴柏华", {"副省长", "公安厅", "厅长"}, "顾雪飞"),
        ("顾雪飞", {"副省长"}, "顾雪飞"),
        ("顾雪飞", {"组长", "顾雪飞"}, "戴柏华"),  # 除顾雪飞外另一位组长
        ("顾雪飞", {"顾雪飞"}, "顾雪飞"),
        ("戴柏华", set(), "戴柏华"),
        ("戴柏华", {"会议"}, "戴柏华"),
    ],
)
def test_titles_say_which_person_is_asked_for(chosen: str, words: set[str], right: str) -> None:
    persons = [place(LEADERS, name) for name in ("戴柏华", "顾雪飞")]
    start, end = titled(LEADERS, place(LEADERS, chosen), persons, words)
    assert LEADERS[start:end] == right


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("乙某某是谁?", "组长、公安厅厅长乙某某"),
        ("Who is Yi Moumou?", "组长、公安厅厅长乙某某"),
        ("乙某某会见了谁?", None),
        ("Who met Yi Moumou in the capital yesterday?", None),
        ("乙某某是什么职务?", "组长、公安厅厅长"),
        ("乙某某目前担任什么职务?", "组长、公安厅厅长"),
        ("乙某某曾任什么职务?", None),
        ("What is Yi Moumou's job title?", "组长、公安厅厅长"),
        ("List the positions held by Yi Moumou.", "组长、公安厅厅长"),
    ],
)
def test_who_is_asked_for_by_name_is_quoted_with_titles(question: str, words: str | None) -> None:
    text = "会议由甲某某主持，副省长甲某某，组长、公安厅厅长乙某某出席。"
    persons = [match.span() for match in re.finditer("[甲乙]某某", text)]
    found = introduced(question, text, persons[-1], persons)
    assert (text[slice(*found)] if found else None) == words
    assert introduced(question, text, persons[0], persons) is None  # no title before the name
