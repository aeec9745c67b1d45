"""Which figure counts what is counted, and which enumeration has as many items."""

import pytest

from index.terms import Analyser
from qa.answer import Met
from qa.candidates import candidates
from qa.counting import called, counting, enumerated, kinds_asked, summed_up

ANALYSER = Analyser()
CASES = "结案650件积案,步行十公里长路。"
GROUPS = "是一个多民族社区,有瑶族等15个民族的2万多人。"
ALLOWANCES = "分别2004元、1712元。儿童纳入低保75861人,救助94人。"
LEAGUES = "督促全区12个盟市,103个旗县(市区)全部建立了协调机制。"


def pairs(said: str) -> list[Met]:
    """`said`: "leagues 盟, cities 市"."""
    return [Met(one.rsplit(" ", 1)[0], one.rsplit(" ", 1)[1], False) for one in said.split(", ") if one]


@pytest.mark.parametrize(
    ("question", "text", "likeliest", "said", "figure"),
    [
        ("How many leagues and cities have one?", LEAGUES, "103个", "leagues 盟, cities 市", "12个"),
        ("How many banners and counties have one?", LEAGUES, "12个", "banners 旗, counties 县", "103个"),
        ("多少个盟市建立了?", LEAGUES, "103个", "盟市 盟市", "12个"),
        ("How many mechanisms are there?", LEAGUES, "12个", "mechanisms 机制", "12个"),
        # What is near the likeliest figure counts for it, before it and behind it.
        ("How many long-stalled cases?", CASES, "650件", "long 长, cases 积案", "650件"),
        ("How many courts were set up?", "成立少年法庭34个,12个法庭。", "34个", "courts 法庭", "34个"),
        # Two figures with it tell nothing.
        ("How many cities have one?", "12个市和3个市建立,5个县没有。", "5个", "cities 市", "5个"),
        # What stands behind a figure at once, though others have it near.
        ("How many ethnic groups live there?", GROUPS, "2万多人", "groups 民族", "15个"),
        # No figure of the kind: the one before which most stands that met.
        ("How many children get it?", ALLOWANCES, "2004元", "get 纳入, it 低保", "75861人"),
        # Not what they attended; not what a part is counted of; no money.
        ("How many children attend leagues?", LEAGUES, "103个", "leagues 盟, children 儿童", "103个"),
        ("How many firms were fined?", "检查1500家企业,对其中12家处以罚款。", "12家", "firms 企业", "12家"),
        ("How many US dollars are it?", LEAGUES, "103个", "leagues 盟", "103个"),
        ("几名委员提议案?", "32名委员、56名代表提议案。", "32名", "委员 委员, 议案 议案", "32名"),
        ("近几年多少个旗县有?", LEAGUES, "12个", "旗县 旗县, 有 有", "103个"),
        ("How many counties in Taiyuan have one?", LEAGUES, "12个", "counties 县", "103个"),
        ("Who leads?", LEAGUES, "103个", "leagues 盟", "103个"),
        ("有几名辅警殉职?", "共有208名民警、174名辅警因公牺牲。", "208名", "", "174名"),
    ],
)  # fmt: skip
def test_the_figure_of_what_is_counted(
    question: str, text: str, likeliest: str, said: str, figure: str
) -> None:
    places = candidates("count", text, ANALYSER)
    chosen = text.index(likeliest), text.index(likeliest) + len(likeliest)
    low, high = counting(question, text, chosen, places, pairs(said), ANALYSER)
    assert text[low:high] == figure


SYSTEMS = (
    "守牢兜底保障、安全守护两条底线,完善工作、人才两大体系建设,抓好试点示范、宣传教育、执法检查三项工作。"
)


@pytest.mark.parametrize(
    ("question", "text", "said", "items"),
    [
        ("What three tasks are there?", SYSTEMS, "tasks 工作", ["试点示范、宣传教育、执法检查"]),
        ("Which two systems does it want?", SYSTEMS, "systems 体系", ["工作、人才"]),
        ("要守牢哪两条底线?", SYSTEMS, "底线 底线", ["兜底保障、安全守护"]),
        ("两大体系是指什么?", SYSTEMS, "体系 体系", ["工作、人才"]),
        ("哪三个方面的保护?", "构建“家庭、学校、社会”三大保护。", "保护 保护", ["家庭、学校、社会"]),
        ("What four tasks are there?", SYSTEMS, "tasks 工作", []),
        ("Which two laws does it want?", SYSTEMS, "laws 法律", []),  # of another kind
        ("哪三项工作?", "甲、乙、丙、丁三项工作。", "工作 工作", []),  # one item more
        ("有哪些工作?", SYSTEMS, "工作 工作", []),
        ("When did it start the three tasks?", SYSTEMS, "tasks 工作", []),
        ("第三项工作是什么?", SYSTEMS, "工作 工作", []),
        ("哪三个市?", "三亚、海口、儋州13个市。", "市 市", []),
        ("三项工作有什么特点?", SYSTEMS, "工作 工作", []),
    ],
)  # fmt: skip
def test_an_enumeration_of_as_many_items(question: str, text: str, said: str, items: list[str]) -> None:
    _, found = enumerated(question, text, pairs(said), ANALYSER)
    assert [text[low:high] for low, high in found] == items


SECTORS = "深化家庭、学校、社会有机融合,形成民政、教育、司法、群团等多部门联动体系。"


@pytest.mark.parametrize(
    ("question", "said", "items"),
    [
        ("Which departments have to work together?", "departments 部门", ["民政、教育、司法、群团"]),
        ("哪些部门要联动?", "部门 部门", ["民政、教育、司法、群团"]),
        ("Which kinds of protection merge?", "protection 保护", []),
        ("Who works with the departments?", "departments 部门", []),
    ],
)
def test_an_enumeration_of_what_is_asked_for(question: str, said: str, items: list[str]) -> None:
    found = summed_up(question, SECTORS, pairs(said), ANALYSER)
    assert [SECTORS[low:high] for low, high in found] == items


@pytest.mark.parametrize(
    ("question", "said", "kinds"),
    [
        ("At which reservoir did they fish?", "reservoir 水库, fish 鱼", {"水库"}),
        ("Which small town is it?", "small 小, town 镇", {"镇"}),
        ("是哪支武装宣布的?", "武装 武装", {"武装"}),
        ("Where did they fish?", "fish 鱼", set()),
    ],
)
def test_what_the_name_is_asked_of(question: str, said: str, kinds: set[str]) -> None:
    assert kinds_asked(question, pairs(said)) == kinds


@pytest.mark.parametrize(
    ("question", "said", "kinds"),
    [
        ("这次行动叫什么?", "行动 行动", {"行动"}),
        ("这次行动的名字叫什么?", "行动 行动", {"行动"}),
        ("What is the campaign called?", "campaign 行动", {"行动"}),
        ("What is the name of the campaign?", "campaign 行动", {"行动"}),
        ("那名拳手叫什么?", "行动 行动", set()),
        ("哪次行动?", "行动 行动", set()),
    ],
)
def test_what_is_called_something(question: str, said: str, kinds: set[str]) -> None:
    assert called(question, pairs(said)) == kinds
