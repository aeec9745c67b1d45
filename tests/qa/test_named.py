"""Which hits meet the names of a question."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.postings import Clause
from index.terms import Analyser
from qa.named import DOUBTFUL, named
from qa.notion import Notion
from tests.qa.reader.test_trained import hits


def year(text: str) -> Notion:
    return Notion(text, Clause((text,)), name=True, kind="figure")


def asked(*names: str) -> list[Notion]:
    return [
        Notion(name, Clause((name,)), name=True, kind="figure" if name[0].isdecimal() else "place")
        for name in names
    ]


def met(
    names: list[Notion], texts: list[str], title: str = "新闻", date: str = "", least: float = 1.0
) -> list[int]:
    found = hits(len(texts))
    about = replace(found[0].passage.article, title=title, date=date)
    found = [replace(hit, passage=replace(hit.passage, article=about)) for hit in found]
    text = dict(zip((hit.passage.id for hit in found), texts, strict=True))
    graded = named(names, found, lambda hit: text[hit.passage.id], Analyser())
    return [found.index(hit) for hit, grade in graded if grade >= least]


@pytest.mark.parametrize(
    ("texts", "date", "expected"),
    [
        (["2020年的数据", "共34个"], "", [0, 1]),
        (["2020年的数据", "2021年共34个"], "", [0]),
        (["2019年的数据", "共34个"], "", []),
        (["2020年的数据", "共34个"], "2021-05-01", [0]),
        (["2020年的数据", "标准为2000元"], "", [0, 1]),
    ],
)
def test_a_passage_without_a_year_has_that_of_its_article(
    texts: list[str], date: str, expected: list[int]
) -> None:
    assert met(asked("2020"), texts, date=date) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["截至2月15日共34个", "共55个"], [0]),
        (["截至2月15日共34个", "2019年共55个"], []),
        (["截至2月16日共34个"], []),
    ],
)
def test_the_year_of_a_day_where_an_article_says_none(texts: list[str], expected: list[int]) -> None:
    assert met(asked("2020", "02-15"), texts) == expected


@pytest.mark.parametrize(
    ("texts", "title", "expected"),
    [
        (["义乌的社区", "成立于2019年"], "新闻", [0, 1]),
        (["义乌的社区", "广东成立于2019年"], "新闻", [0]),
        (["义乌的社区", "南京市成立于2019年"], "新闻", [0]),
        (["义乌的社区", "在法国成立"], "新闻", [0]),
        (["义乌的社区", "全国各社区"], "新闻", [0, 1]),
        (["义乌的社区", "浙江成立于2019年"], "浙江新闻", [0, 1]),
        (["社区", "成立于2019年"], "新闻", []),
        (["成立于2019年", "义乌的社区"], "新闻", [1, 0]),
    ],
)
def test_a_place_that_another_passage_of_the_article_names(
    texts: list[str], title: str, expected: list[int]
) -> None:
    assert met(asked("义乌"), texts, title=title) == expected


def test_a_person_is_met_also_where_the_name_is_cut_otherwise_but_never_lent() -> None:
    person = Notion("李强", Clause(("李强",)), name=True, kind="person")
    assert met([person], ["李强调研乡村", "共34个"]) == [0]


def test_a_passage_may_be_of_the_province_of_its_article() -> None:
    texts = ["浙江的社区", "成立于2019年", "江苏的社区"]
    assert met(asked("浙江"), texts) == [0]
    assert met(asked("浙江"), texts, least=DOUBTFUL) == [0, 1]
    assert met(asked("浙江"), texts, title="江苏新闻", least=DOUBTFUL) == [0]


@pytest.mark.parametrize(
    ("names", "texts", "surely", "perhaps"),
    [
        # A day of which a passage does not say the month; another month; another day.
        (["06-11"], ["11日上涨"], [0], [0]),
        (["06-11"], ["7月11日上涨"], [], []),
        (["06-11"], ["12日上涨"], [], []),
        (["06-11"], ["处11日以下拘留"], [], [0]),
        (["07-26"], ["26日上午", "3月25日至26日"], [], []),
        # What the article says, and the passage not.
        (["02-15"], ["2月15日召开", "共34个"], [0], [0, 1]),
        (["2020-02"], ["2020年2月共3个", "3月共34个"], [0], [0]),
        # No year in the article at all.
        (["2020"], ["共34个"], [], [0]),
        (["北京"], ["会议在京召开", "会议在津召开"], [0], [0]),
        (["天津"], ["在津贴发放前"], [], []),
    ],
)
def test_what_a_passage_may_be_of(
    names: list[str], texts: list[str], surely: list[int], perhaps: list[int]
) -> None:
    assert met(asked(*names), texts) == surely
    assert met(asked(*names), texts, least=DOUBTFUL) == perhaps


def test_an_institution_may_be_that_of_the_article() -> None:
    office = [Notion("工信部", Clause(("工信部",)), name=True)]
    assert met(office, ["工信部要求", "不予复产"]) == [0]
    assert met(office, ["工信部要求", "不予复产"], least=DOUBTFUL) == [0, 1]


def test_a_person_by_pinyin_however_the_text_is_cut() -> None:
    person = [Notion("zhang yuze", Clause(("zhangyuze",)), name=True, kind="person")]
    assert met(person, ["负责人张羽泽是上海人", "负责人是上海人"]) == [0]


def test_a_person_is_met_by_no_parts_of_words() -> None:
    for spelled, text in (("ma li", "Roma liberated the court"), ("wen mingcheng", "海口获评全国文明城市")):
        name = Notion(spelled, Clause((spelled.replace(" ", ""),)), name=True, kind="person")
        assert met([name], [text], least=DOUBTFUL) == []


@pytest.mark.parametrize(
    ("land", "said", "other"),
    [
        ("越南", "位于中越边境的靖西", "越过边境"),
        ("俄罗斯", "俄方表示", "俄方块游戏"),
        ("日本", "中日关系", "今日关系"),
        ("美国", "美中关系", "其中加贸易额"),
        ("日本", "日方称", "当日方公布"),
    ],
)
def test_countries_in_short(land: str, said: str, other: str) -> None:
    assert met(asked(land), [said]) == [0]
    assert met(asked(land), [other], least=DOUBTFUL) == []
