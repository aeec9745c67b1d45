"""What must meet across languages, and what must not."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dates import finest
from index.figures import figures
from index.terms import Analyser, normalise

SMALL = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
LARGE = [(10**9, "billion"), (10**6, "million"), (1000, "thousand")]
numbers = st.integers(2, 10**12 - 1)


def found(text: str) -> list[str]:
    return [term for figure in figures(normalise(text)) for term in figure.terms]


def english(number: int) -> str:
    for scale, name in LARGE:
        if number >= scale:
            return f"{english(number // scale)} {name} {english(number % scale)}".removesuffix(" zero")
    if number >= 100:
        return f"{SMALL[number // 100]} hundred and {english(number % 100)}".removesuffix(" and zero")
    if number >= 20:
        return f"{TENS[number // 10 - 2]}-{SMALL[number % 10]}".removesuffix("-zero")
    return SMALL[number]


def chinese(number: int) -> str:
    for scale, name in [(10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")]:
        if number >= scale:
            rest = number % scale
            gap = "零" if 0 < rest < scale // 10 else ""
            return chinese(number // scale) + name + gap + (chinese(rest) if rest else "")
    return "零一二三四五六七八九"[number]


@pytest.mark.parametrize(
    ("figure", "spellings"),
    [
        ("34", "34个|３４个|三十四个|thirty-four|thirty four courts|34th"),
        ("12000", "12,000|1.2万|1.2 万元|1万2千|12 thousand|twelve thousand|壹万贰仟元整|12千元"),
        ("120", "一百二十名|一百二|one hundred and twenty|one hundred twenty"),
        ("5000000", "$5 million|500万美元|五百万|5百万|five million|五百多万"),
        ("120000000", "1.2亿|1亿2000万|120 million|0.12 billion|一亿两千万"),
        ("2022", "二〇二二年|二零二二年|二○二二年|2022年|2022|twenty twenty-two"),
        ("1998", "nineteen ninety-eight|一九九八年|1998"),
        ("100", "a hundred people|一百|100"),
        ("4", "四次|four|4次"),
        ("12", "第十二条|第12条|article 12|twelfth"),
        (
            "十四五",
            "14th Five-Year Plan|fourteenth five-year plan|“十四五”期间|第十四个五年规划|第14个五年规划",
        ),
        ("1", "第一条|article 1"),
        ("3.5", "3.50|三点五|3.5"),
        ("34%", "34%|３４％|34 percent|34 per cent|百分之三十四|百分之34|thirty-four percent"),
        ("3.5%", "3.5个百分点|3.5 percentage points|百分之三点五|35‰|千分之三十五"),
        ("30%", "三成。|3成以上|30%|thirty percent"),
        ("2/3", "三分之二|2/3|two thirds|two-thirds"),
        ("1/3", "三分之一|one third|a third of them|⅓"),
        ("1990s", "90年代|九十年代|1990年代|the 1990s|the 90s|'90s|1990's"),
        ("20 1990s", "20世纪90年代|二十世纪九十年代"),
        ("19 1860s", "19世纪60年代"),
        ("10 20", "10-20|10至20|10 to 20|10—20个"),
        ("100000 200000", "10~20万|10至20万|十万到二十万"),
        ("10% 20%", "10-20%|10至20%|10%～20%|10 to 20 percent|一到两成。"),
        ("3 5", "三至五个|three to five"),
        ("2019 2021", "2019—2021年|2019至2021年|from 2019 to 2021"),
        ("m06", "6月|六月份|in June|June"),
        ("m06 06-15", "6月15日|6 月 15 号|六月十五日|June 15|June 15th|Jun. 15|15 June|the 15th of June"),
        ("2021 2021-06 m06", "2021年6月|2021 年 6 月|二〇二一年六月|June 2021|June, 2021"),
        (
            "2021 2021-06 m06 06-15",
            "2021年6月15日|2021-06-15|2021/6/15|2021.6.15|June 15, 2021|15 June 2021|二〇二一年六月十五日",
        ),
        ("m06 06-15 06-20", "6月15日至20日|6月15—20日|June 15-20|15 to 20 June"),
        ("m05 05-05", "May 5|5 May|5月5日"),
        ("2020 2020-03 m03", "March 2020|2020年3月"),
        ("2021 2021-01 m01 2021-06 m06", "2021年1—6月|2021年1月至6月"),
        ("2022 12 2022号12", "〔2022〕12号|[2022]12号|(2022)第12号|【2022】 12 号|［2022］012号"),
        ("13", "13月"),
        ("2 31", "2月31日"),
        ("14 30", "14:30"),
        ("7", "007"),
    ],
)
def test_all_spellings_have_the_same_terms(figure: str, spellings: str) -> None:
    assert {spelling: found(spelling) for spelling in spellings.split("|")} == dict.fromkeys(
        spellings.split("|"), figure.split()
    )


@pytest.mark.parametrize(
    "text",
    [
        *(
            "一个",
            "一起",
            "三角",
            "万一",
            "一一",
            "四周",
            "十分",
            "三门峡",
            "三成立",
            "十五五个",
            "十四五六",
            "十三五家",
            "两岸",
        ),
        *("三四个", "几十个", "数百万", "多少", "几个"),
        *("one", "a second third party", "half", "一半", "half a million", "hundreds of thousands", "a year"),
        *("he may go", "they march on", "mar"),
    ],
)
def test_what_is_no_figure(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("6月", "6"),
        ("6月15日", "6月16日"),
        ("34", "34%"),
        ("2/3", "2 3"),
        ("1990s", "1990"),
        ("May 5", "article 5 may be amended"),
        ("June 15", "June 15,000"),
        ("5千", "5千米"),
    ],
)
def test_what_must_not_meet(one: str, other: str) -> None:
    assert not set(found(one)[-1:]) & set(found(other))


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("June 15", "2021年6月15日"),
        ("June 2021", "2021年6月15日"),
        ("in June", "6月15日"),
        ("2021", "2021年6月"),
    ],
)
def test_a_date_meets_what_says_more_of_it(question: str, passage: str) -> None:
    assert set(found(question)) <= set(found(passage))


def test_numbers_side_by_side_are_several() -> None:
    assert found("two and three, fifteen and twenty; twenty-one thirty-two") == [
        "2",
        "3",
        "15",
        "20",
        "21",
        "32",
    ]
    assert found("2020,2021,2022") == ["2020", "2021", "2022"]


def test_the_notions_of_a_date_are_the_finest() -> None:
    assert finest(("2021", "2021-06", "m06", "06-15")) == (("2021",), ("06-15",))
    assert finest(("2021", "2021-06", "m06")) == (("2021",), ("2021-06", "m06"))
    assert finest(("m01", "m06")) == (("m01",), ("m06",))
    assert finest(("34%",)) == (("34%",),)


def test_offsets() -> None:
    text = "6月15日,第十二条规定34个,thirty-four percent."
    assert [text[one.start : one.end] for one in figures(text)] == [
        "6月15日",
        "第十二",
        "34",
        "thirty-four percent",
    ]


@given(numbers)
def test_a_number_is_the_same_however_it_is_written(number: int) -> None:
    for spelling in (str(number), f"{number:,}", f"{english(number)} people"):
        assert found(spelling) == [str(number)]
    assert found(f"{chinese(number)}元") == [str(number)]


pieces = st.sampled_from(
    [*"0123456789零〇一二两三四五六七八九十百千万亿年月日个成点第数多至到%‰,.-/:~ 壹贰仟"]
)
latin = st.sampled_from(
    ["one", "hundred", "million", " and ", "-", "june", "may", "third", "a ", "th", "percent"]
)


@given(st.text() | st.lists(pieces | latin).map("".join))
def test_any_text_has_figures_in_order(text: str) -> None:
    end = 0
    for figure in figures(normalise(text)):
        assert end <= figure.start < figure.end <= len(normalise(text))
        assert figure.terms
        assert all(term and not any(map(str.isspace, term)) for term in figure.terms)
        end = figure.end


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "一",
        "1,",
        "1-",
        "1、",
        "二十",
        "亿",
        "1亿1万",
        "1月",
        "百分之",
        "one ",
        "june 1 and ",
        "1/",
        " ",
        "a",
    ],
)
def test_long_lines_take_no_long_time(piece: str) -> None:
    started = time.process_time()
    figures(piece * 50_000)
    assert time.process_time() - started < 5  # a tenth of it as a rule; what is quadratic takes minutes


def test_words_remain_beside_figures() -> None:
    terms = Analyser().terms
    assert {"三十四", "34"} <= set(terms("三十四个"))
    assert terms("gdp增长5%") == ["gdp", "增长", "5%"]
