import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.names import romanised
from index.stems import stem
from index.terms import Analyser, longest, normalise

ANALYSER = Analyser()
terms, tagged = ANALYSER.terms, ANALYSER.tagged


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("34", "３４"),
        ("12,000", "1.2万"),
        ("25.68亿元", "2568000000元"),
        ("少年法庭", "少年法庭"),
        ("內蒙古自治區", "内蒙古自治区"),
        ("Juvenile Courts", "juvenile court"),
        ("91.90%", "９１.９％"),
    ],
)
def test_what_is_the_same_gets_the_same_terms(one: str, other: str) -> None:
    assert terms(one) == terms(other)


def test_a_chinese_numeral_gives_its_figure_too() -> None:
    assert "34" in terms("三十四个")
    assert "2022" in terms("二〇二二年")


def test_long_words_and_the_words_in_them() -> None:
    assert {"内蒙古", "内蒙古自治区", "自治区"} <= set(terms("内蒙古自治区"))


def test_words_of_four_characters_and_more_in_a_longer_one() -> None:
    assert "博茨瓦纳" in terms("博茨瓦纳共和国")
    assert "哈萨克斯坦" in terms("哈萨克斯坦共和国")


def test_kinds_of_places_are_words_of_their_own() -> None:
    assert {"盟市", "盟", "市"} <= set(terms("12个盟市"))
    assert {"旗县", "旗", "县"} <= set(terms("103个旗县(市区)"))
    assert "个盟市" not in terms("12个盟市")
    assert terms("个人") == ["个人"]
    assert "市" not in terms("城市")


def test_tags_have_offsets() -> None:
    text = "副厅长高建华发布介绍"
    assert [text[start:end] for start, end, tag in tagged(text) if tag == "nr"] == ["高建华"]


@given(st.text())
def test_any_text_has_terms_without_blanks(text: str) -> None:
    assert all(term and not term.isspace() and " " not in term for term in terms(text))


@given(st.text() | st.text("高建华吕布在内蒙古的少年法庭GDPcourts'-，。 é〇𠀀"))
def test_terms_stand_where_their_words_are(text: str) -> None:
    """For figures see test_figures."""
    normal = normalise(text)
    for term in ANALYSER.words(normal):
        word = normal[term.start : term.end]
        assert term.text in (word, stem(word), romanised(word))
    for term in ANALYSER.cut(normal):
        assert 0 <= term.start < term.end <= len(normal)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("GDP增长", ["gdp", "增长"]),
        ("中国Mate手机", ["中国", "mate", "手机"]),
        ("在Python里安装numpy", ["在", "python", "里", "安装", "numpi"]),
        ("o'clock", ["o", "clock"]),
        ("Café Über", ["cafe", "uber"]),
        ("Gāo Jiànhuá", ["gao", "jianhua"]),
    ],
)
def test_latin_words_are_terms_by_themselves(text: str, words: list[str]) -> None:
    assert terms(text) == words


def test_a_name_gives_its_romanisation_in_the_same_place() -> None:
    assert [(term.text, term.start, term.end) for term in ANALYSER.cut("副厅长高建华")][-2:] == [
        ("高建华", 3, 6),
        ("gaojianhua", 3, 6),
    ]


def test_the_longest_terms() -> None:
    cut = ANALYSER.cut("在内蒙古自治区成立少年法庭")
    assert [term.text for term in longest(cut)] == ["在", "内蒙古自治区", "成立", "少年法庭"]


@pytest.mark.parametrize("line", ["三码合一", "三码合一 5", "三码合一 5 nz", "三码合一 nz"])
def test_a_users_word_is_cut_whole_by_its_own_analyser_only(line: str) -> None:
    text = "推进三码合一"
    before = terms(text)
    own = Analyser([line])
    assert "三码合一" in own.terms(text)
    assert (2, 6) in [(start, end) for start, end, _ in own.tagged(text)]
    assert "三码合一" not in before
    assert before == terms(text) == Analyser().terms(text)
    assert own.terms("少年法庭在内蒙古自治区") == terms("少年法庭在内蒙古自治区")


def test_rare_words_say_more() -> None:
    found = [ANALYSER.rarity(term) for term in ("的", "会议", "法庭", "孤儿")]
    assert found == sorted(found)
    assert 0.5 <= found[0] < found[-1] <= 4.0


def test_the_dictionarys_words_are_known() -> None:
    text = "防诱骗拐卖34个ABC"
    assert [text[low:high] for low, high in Analyser().known(text)] == ["诱骗", "拐卖"]
    assert Analyser().known("ﬃ诱骗") == []  # offsets would not hold
    assert Analyser().known("誘騙") == [(0, 2)]
