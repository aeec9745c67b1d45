"""Figures, dates and shares: which are quoted, and what doubts them."""

import math

import pytest

from index.terms import Analyser
from qa.answer import Met
from qa.reader.choice import EVEN, HARDLY, LIKELY, NEVER, Chosen
from qa.reader.exact import exact
from qa.reader.spans import Span

ANALYSER = Analyser()


def chosen(kind: str, question: str, text: str, words: str, *said: str) -> Chosen:
    start = text.index(words)
    spans = [Span(start, start + len(words), 0.6)]
    found = exact(kind, question, text, spans, [Met(one, one, False) for one in said], ANALYSER)
    assert found
    return found


def quoted(text: str, found: Chosen) -> str:
    return text[found.spans[0].start : found.spans[0].end]


@pytest.mark.parametrize(
    ("question", "text", "most"),
    [
        ("哪天检查?", "2020年2月17日", NEVER),
        ("通知是哪天印发的?", "2020年2月17日", float("inf")),
        ("哪天检查?", "2020年2月17日检查", float("inf")),
    ],
)
def test_the_date_below_a_letter_is_its_own(question: str, text: str, most: float) -> None:
    assert chosen("date", question, text, "2020年2月17日").most == most


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("学前教育法什么时候施行?", "2025年6月1日"),
        ("When does the law take effect?", "2025年6月1日"),
        ("学前教育法什么时候通过?", "2024年11月8日"),
    ],
)
def test_since_when_a_law_is_in_force(question: str, day: str) -> None:
    text = "2024年11月8日通过，自2025年6月1日起施行。"
    assert quoted(text, chosen("date", question, text, "2024年11月8日")) == day


def test_of_figures_one_that_may_be_what_is_asked_for() -> None:
    text = "隔离14天，共48人。"
    found = chosen("count", "多少人隔离?", text, "14天，共48人")
    assert quoted(text, found) == "48人"
    assert found.most > HARDLY


@pytest.mark.parametrize(("question", "date"), [("何时开始封锁?", "13日10时"), ("哪天开始封锁?", "13日")])
def test_a_date_to_the_hour_unless_the_day_is_asked_for(question: str, date: str) -> None:
    assert (
        quoted("从13日10时开始封锁。", chosen("date", question, "从13日10时开始封锁。", "13日10时")) == date
    )


@pytest.mark.parametrize(("probability", "figure"), [(0.95, "43个"), (0.6, "两种")])
def test_a_figure_that_is_certain_stays(probability: float, figure: str) -> None:
    text = "重点针对大豆玉米两种作物设立了大豆技术集成创新总中心、产区中心和分中心43个。"
    start = text.index("43个")
    said = [Met(one, one, False) for one in ("大豆", "玉米", "技术", "集成", "创新", "产区")]
    found = exact(
        "count", "为大豆、玉米设了多少个机构?", text, [Span(start, start + 3, probability)], said, ANALYSER
    )
    assert found
    assert quoted(text, found) == figure


def test_of_shares_that_of_the_part_of_the_sentence_that_says_most() -> None:
    text = "城镇居民13.18亿，增长22.4%；农村居民4.76亿，增长39.2%。"
    assert quoted(text, chosen("change", "农村增长了多少?", text, "22.4%", "农村", "增长")) == "39.2%"
    assert quoted(text, chosen("change", "增长了多少?", text, "22.4%", "增长")) == "22.4%"
    two = "农村居民占22.4%，增长39.2%；其他"
    assert quoted(two, chosen("percent", "农村占百分之几?", two, "22.4%", "农村")) == "22.4%"


def test_how_many_is_doubted_where_there_is_no_figure() -> None:
    text = "在腾格里沙漠治理59.23万亩。"
    assert chosen("number", "多少?", text, "腾格里沙漠").most == EVEN
    assert chosen("number", "多少?", text, "59.23万亩").most > EVEN
    assert chosen("number", "多少人遇难?", "造成重大人员伤亡。", "重大人员伤亡").most == HARDLY
    assert chosen("number", "How long?", "一直治理到底。", "到底").most == EVEN


def test_words_that_may_answer() -> None:
    text = "本办法自2024年3月1日起实行。"
    assert chosen("date", "何时生效?", text, "2024年3月1日").most > HARDLY
    assert chosen("age", "At what age?", "Men retire at the age of 60.", "60").most > HARDLY
    assert chosen("count", "How many people died?", "无人员伤亡。", "无人员伤亡").most > HARDLY


@pytest.mark.parametrize(
    ("kind", "question", "text", "words"),
    [
        ("count", "How many people died?", "强制居家隔离14天。", "14天"),
        ("age", "监察官多少岁退休?", "第六十二条 监察官退休后享受待遇。", "第六十二"),
        ("date", "新法何时生效?", "会议28日闭幕。", "28日"),
    ],
)
def test_words_that_hardly_answer(kind: str, question: str, text: str, words: str) -> None:
    assert chosen(kind, question, text, words).most == HARDLY


def test_a_number_may_be_a_share_a_count_is_none() -> None:
    text = "浓度为75%"
    assert chosen("number", "浓度是多少?", text, "75%").kind == 1.0
    assert chosen("count", "多少个?", text, "75%").kind == 0.0


@pytest.mark.parametrize(
    ("question", "pair", "least"),
    [
        ("How many juvenile courts are there?", ("juvenile courts", "少年法庭"), LIKELY),
        ("有多少个少年法庭？", ("少年法庭", "少年法庭"), LIKELY),
        ("How many libraries are free?", ("libraries", "图书馆"), LIKELY),
        ("How many judges sit in juvenile courts?", ("juvenile courts", "少年法庭"), -math.inf),
        ("How many children visit libraries?", ("libraries", "图书馆"), -math.inf),
    ],
)
def test_a_figure_beside_what_is_counted_is_likely(
    question: str, pair: tuple[str, str], least: float
) -> None:
    text = "成立少年法庭34个，117个图书馆免费开放。"
    figure = "34个" if pair[1] == "少年法庭" else "117个"
    span = Span(text.index(figure), text.index(figure) + len(figure), 0.9)
    found = exact("count", question, text, [span], [Met(*pair, False)], ANALYSER)
    assert found
    assert quoted(text, found) == figure
    assert found.least == least


def test_an_ordinal_is_left_to_others_where_there_is_none() -> None:
    assert exact("ordinal", "第几届?", "没有", [Span(0, 2, 0.6)], [], ANALYSER) is None


def test_of_several_telephone_numbers_that_behind_whose_it_is() -> None:
    text = "举报电话：平凉市 0933-8239022 邮箱：甲 泾川县 0933-3301990 邮箱：乙"
    first = "0933-8239022"
    assert quoted(text, chosen("phone", "泾川县的电话是多少?", text, first, "泾川县")) == "0933-3301990"
    assert quoted(text, chosen("phone", "电话是多少?", text, first)) == first


def test_telephone_numbers_with_their_owners_behind_them() -> None:
    text = "热线12345（市长热线）、12348（法律援助热线）、12355（青少年热线）"
    assert quoted(text, chosen("phone", "法律援助热线?", text, "12345", "法律援助")) == "12348"


def test_of_several_laws_the_likeliest_day_in_force_stays() -> None:
    text = "甲法自2020年1月1日起施行；乙法自2021年3月1日起施行。"
    assert quoted(text, chosen("date", "乙法什么时候施行?", text, "2021年3月1日")) == "2021年3月1日"


def test_a_share_is_of_its_own_sentence() -> None:
    text = "全省1%；乙县游客增长2%。丙县收入增长3%；丁县收入增长4%。"
    found = chosen("change", "丙县收入增长多少?", text, "3%", "丙县", "收入")
    assert quoted(text, found) == "3%"


@pytest.mark.parametrize(
    ("kind", "text", "words"), [("count", "Twelve judges sat.", "Twelve"), ("date", "在春节期间举行", "春节")]
)
def test_words_that_are_figures_or_days_are_not_doubted(kind: str, text: str, words: str) -> None:
    assert chosen(kind, "?", text, words).most == math.inf


@pytest.mark.parametrize(("question", "most"), [("哪天开放?", HARDLY), ("通知是哪天发的?", float("inf"))])
def test_a_letter_is_signed_on_no_other_day(question: str, most: float) -> None:
    text = "窗口恢复时间另行通知。感谢支持！ 泰州市海陵区行政审批局 2020年2月2日"
    assert chosen("date", question, text, "2020年2月2日").most == most


@pytest.mark.parametrize(
    ("kind", "question", "text", "words", "most"),
    [
        ("count", "How many doctors were sent?", "安排19个省份支援。", "19个", HARDLY),
        ("count", "How many provinces helped?", "安排19个省份支援。", "19个", float("inf")),
        ("count", "拿了多少枚金牌?", "37个代表团入场。", "37个", HARDLY),
        ("money", "How much did the park cost?", "占地43.5亩的公园建成。", "43.5亩", HARDLY),
    ],
)
def test_what_is_counted_is_no_other_thing(
    kind: str, question: str, text: str, words: str, most: float
) -> None:
    assert chosen(kind, question, text, words).most == most
