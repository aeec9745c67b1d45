import pytest

from index.numerals import numeral_value, spelled


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("三十四", "34"),
        ("十二", "12"),
        ("一百零五", "105"),
        ("一百五", "150"),
        ("两千", "2000"),
        ("一万二千", "12000"),
        ("两万五", "25000"),
        ("壹万贰仟", "12000"),
        ("三百二十九万", "3290000"),
        ("一亿零五十万", "100500000"),
        ("两万亿", "2000000000000"),
        ("二〇二二", "2022"),
        ("十十", None),
        ("二三十", None),
    ],
)
def test_chinese_numerals(numeral: str, value: str | None) -> None:
    assert numeral_value(numeral) == value


@pytest.mark.parametrize(
    ("text", "read", "value"),
    [
        ("thirty-four courts", "thirty-four", 34),
        ("nineteen ninety-eight", "nineteen ninety-eight", 1998),
        ("nineteen hundred", "nineteen hundred", 1900),
        ("two thousand a year", "two thousand", 2000),
        ("twenty-first century", "twenty-first", 21),
        ("two hundred and five thousand and six", "two hundred and five thousand and six", 205_006),
        ("a hundred", "a hundred", 100),
    ],
)
def test_english_numbers(text: str, read: str, value: int) -> None:
    assert spelled(text, 0) == (len(read), value)


@pytest.mark.parametrize("text", ["courts", "hundreds", "million", "", "a few"])
def test_no_number(text: str) -> None:
    assert (spelled(text, 0) or (0, 1))[1] == 1
