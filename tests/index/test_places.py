from __future__ import annotations

from dataclasses import replace

import pytest

from index.cache import cache_folder
from index.document import Span
from index.gazetteer import Place
from index.lexicon import open_lexicon
from index.places import PERSON, WORD, Places, located
from tests.conftest import source


@pytest.fixture(scope="module")
def places() -> Places:
    return open_lexicon(cache_folder()).places


def found(places: Places, text: str, doubt: int = 0) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.place.name) for one in places.find(text, doubt)]


@pytest.mark.parametrize(
    ("name", "called", "within"),
    [
        ("内蒙古自治区", "内蒙古", ()),
        ("内蒙", "内蒙古", ()),
        ("內蒙古自治區", "内蒙古", ()),
        ("海口", "海口", ("海南",)),
        ("海口市", "海口", ("海南",)),
        ("呼和浩特", "呼和浩特", ("内蒙古",)),
        ("桐庐县", "桐庐", ("杭州", "浙江")),
        ("大理白族自治州", "大理", ("云南",)),
        ("永平县", "永平", ("大理", "云南")),
        ("吉林省", "吉林", ()),
        ("吉林市", "吉林市", ("吉林",)),
        ("海南藏族自治州", "海南藏族自治州", ("青海",)),
        ("浦东新区", "浦东", ("上海",)),
        ("武汉市", "武汉", ("湖北",)),
        ("臺灣", "台湾", ()),
        ("法国", "法国", ()),
        ("巴黎", "巴黎", ("法国",)),
    ],
)
def test_a_place_has_one_name_and_lies_in_others(
    places: Places, name: str, called: str, within: tuple[str, ...]
) -> None:
    (one,) = places.find(name)
    assert (one.start, one.end, one.place.name, one.place.within) == (0, len(name), called, within)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("海南召开推进会", [("海南", "海南")]),
        ("习近平结束对法国的访问", [("法国", "法国")]),
        ("浙江省杭州市桐庐县发展民宿", [("浙江省杭州市桐庐县", "桐庐")]),
        ("浙江桐庐发展民宿", [("浙江桐庐", "桐庐")]),
        ("河南开封、山东日照", [("河南开封", "开封"), ("山东日照", "日照")]),
        ("李永平同志任职", []),
        ("维护世界和平", []),
        ("日照时间长", []),
        ("国泰民安天下太平", []),
        ("上海合作组织峰会", []),
        ("长江西岸", []),
        ("6月1日本报讯", []),
        ("中国的发展", []),
        ("", []),
    ],
)
def test_names_of_places_are_told_from_words(places: Places, text: str, names: list[tuple[str, str]]) -> None:
    assert found(places, text) == names


def test_where_a_place_is_expected_any_name_counts(places: Places) -> None:
    assert found(places, "永平", PERSON) == [("永平", "永平")]
    assert found(places, "光明日报", PERSON) == []
    assert found(places, "和平", PERSON) == []
    assert found(places, "和平", WORD) == [("和平", "和平")]


def test_of_a_name_of_several_places_only_what_all_have_is_known(places: Places) -> None:
    assert [one.place.within for one in places.find("朝阳区")] == [()]
    assert [one.place.within for one in places.find("北京市朝阳区")] == [("北京",)]


def test_what_a_name_may_mean(places: Places) -> None:
    assert places.names("浙江桐庐") == {"桐庐"}
    assert places.names("和平区") == {"和平区", "和平"}
    assert places.names("不是地名") == places.names("浙江与海南") == frozenset()


@pytest.mark.parametrize(
    ("title", "publisher", "opening", "place", "regions"),
    [
        (
            "内蒙古呼和浩特召开会议",
            "海南日报",
            "新华社北京6月1日电 今天",
            "内蒙古呼和浩特",
            ("呼和浩特", "内蒙古"),
        ),
        ("召开会议", "呼和浩特日报", "本报海口6月1日讯（记者 张三）今天", "海口", ("海口", "海南")),
        ("召开会议", "", "新华社北京6月15日电 今天", "北京", ("北京",)),
        ("召开会议", "", "新華社臺北6月15日電 今天", "臺北", ("台北", "台湾")),
        ("召开会议", "", "本报讯（记者 张三）呼和浩特市今天", "呼和浩特市", ("呼和浩特", "内蒙古")),
        ("召开会议", "", "人民网和平6月3日电 今天", "和平", ("和平", "沈阳", "辽宁")),
        ("召开会议", "呼和浩特日报", "今天，海南省召开会议", "呼和浩特", ("呼和浩特", "内蒙古")),
        ("召开会议", "人民日报", "今天召开会议", "", ()),
        ("海南与四川成都合作", "", "", "海南", ("海南", "成都", "四川")),
    ],
)
def test_title_then_dateline_then_publisher(
    places: Places, title: str, publisher: str, opening: str, place: str, regions: tuple[str, ...]
) -> None:
    one = source("a.txt", opening, title=title, publisher=publisher)
    ((article, _),) = located(one, places).articles
    assert (article.place, article.regions) == (place, regions)


def test_a_place_is_a_slice_of_the_document(places: Places) -> None:
    text = "关于内蒙\n\n古的报道"
    one = source("a.txt", text, "新华社呼和浩特6月15日电 今天", title="关于内蒙古的报道")
    ((article, paragraphs),) = one.articles
    titled = replace(article, title_spans=(Span(0, 4), Span(6, 10)))
    ((torn, _),) = located(replace(one, articles=((titled, paragraphs),)), places).articles
    assert torn.place_spans == (Span(2, 4), Span(6, 7))
    assert one.document.slice(torn.place_spans) == torn.place == "内蒙古"
    untitled = replace(article, title="报道")
    ((dated, _),) = located(replace(one, articles=((untitled, paragraphs[1:]),)), places).articles
    assert one.document.slice(dated.place_spans) == dated.place == "呼和浩特"


def test_names_may_be_given() -> None:
    small = Places(
        [("甲地", Place("甲地", 1)), ("乙地", Place("乙地", 3, ("甲地",), doubt=1)), ("甲地人", None)]
    )
    assert [one.place.name for one in small.find("乙地甲地乙地甲地人")] == ["乙地"]
