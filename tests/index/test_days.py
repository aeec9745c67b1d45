import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.days import Days, days


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021-06-15", "2021-06-15", "2021-06-15"),
        ("2021/6/5", "2021-06-05", "2021-06-05"),
        ("2021.6.15", "2021-06-15", "2021-06-15"),
        ("2022年6月16日", "2022-06-16", "2022-06-16"),
        ("2022 年 6 月 16 日", "2022-06-16", "2022-06-16"),
        ("2022年2月", "2022-02-01", "2022-02-28"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2022年", "2022-01-01", "2022-12-31"),
        ("2022", "2022-01-01", "2022-12-31"),
        ("二〇二一年六月十五日", "2021-06-15", "2021-06-15"),
        ("二○○九年十月三十日", "2009-10-30", "2009-10-30"),
        ("一九九八年十二月二十九日", "1998-12-29", "1998-12-29"),
        ("6月15日", "--06-15", "--06-15"),
        ("2月29日", "--02-29", "--02-29"),
        ("6月", "--06-01", "--06-30"),
        ("6月15日至17日", "--06-15", "--06-17"),
        ("2020年6月28日—7月2日", "2020-06-28", "2020-07-02"),
        ("2020年12月30日至1月2日", "2020-12-30", "2021-01-02"),
        ("12月30日至1月2日", "--12-30", "--01-02"),
        ("June 15, 2021", "2021-06-15", "2021-06-15"),
        ("15 June 2021", "2021-06-15", "2021-06-15"),
        ("Jun 15,2021", "2021-06-15", "2021-06-15"),
        ("15 June,2021", "2021-06-15", "2021-06-15"),
        ("15th of June", "--06-15", "--06-15"),
        ("June", "--06-01", "--06-30"),
        ("Sept. 3rd", "--09-03", "--09-03"),
        ("March 2021", "2021-03-01", "2021-03-31"),
    ],
)
def test_forms(text: str, first: str, last: str) -> None:
    assert days(text) == Days(first, last)


@pytest.mark.parametrize(
    "text", ["", "今天", "2021-13-01", "2月30日", "2021年2月29日", "15", "0000-01-01", "Juneau"]
)
def test_what_is_no_day(text: str) -> None:
    assert days(text) is None


@pytest.mark.parametrize(
    ("text", "since", "until", "may"),
    [
        ("2021-06-15", "2021-06-15", "2021-06-15", True),
        ("2021-06-15", "2021-06-16", "", False),
        ("2021-06-15", "", "2021-06-14", False),
        ("2021年", "2021-12-31", "", True),
        ("6月15日", "2021-01-01", "2021-12-31", True),
        ("6月15日", "2021-07-01", "2021-12-31", False),
        ("6月15日", "2021-07-01", "2022-06-15", True),
        ("6月15日", "2021-07-01", "", True),
        ("12月30日至1月2日", "2021-01-02", "2021-01-05", True),
        ("12月30日至1月2日", "2021-01-03", "2021-12-29", False),
    ],
)
def test_what_may_lie_in_a_range(text: str, since: str, until: str, may: bool) -> None:
    found = days(text)
    assert found
    assert found.may_lie(since, until) is may


@given(
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.integers(0, 800),
)
def test_without_its_year_a_day_is_not_lost(day: date, since: date, length: int) -> None:
    until = since + timedelta(length)
    for text in (f"{day:%Y-%m-%d}", f"{day.year}年{day.month}月{day.day}日", f"{day:%d %B %Y}"):
        stated = days(text)
        assert stated == Days(day.isoformat(), day.isoformat())
        assert stated.may_lie(since.isoformat(), until.isoformat()) == (since <= day <= until)
    without = days(f"{day.month}月{day.day}日")
    assert without
    assert not without.has_year
    span = (since + timedelta(n) for n in range(length + 1))
    some = any((one.month, one.day) == (day.month, day.day) for one in span)
    assert without.may_lie(since.isoformat(), until.isoformat()) >= some


@given(st.text("0123456789年月日至-—/. 一二十〇JuneMay,", max_size=14))
def test_whatever_is_read_is_in_iso_form(text: str) -> None:
    if found := days(text):
        for day in (found.first, found.last):
            assert re.fullmatch(r"(?:\d{4}-|--)\d\d-\d\d", day)
