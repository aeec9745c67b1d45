from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.build import build
from index.cache import cache_folder
from index.document import Source
from index.errors import QuestionError
from index.lexicon import Lexicon, open_lexicon
from qa.engine import Engine
from qa.filters import EVERYTHING, Filters, Holdings
from tests.conftest import APART, FakeEmbedder, source

ARTICLES = (
    # path, title, publisher, date
    ("news/北京.txt", "北京召开会议", "《人民日报》", "2021-06-15"),
    ("news/杭州.txt", "杭州发展民宿", "浙江日报", "2021年3月"),
    ("news/桐庐.txt", "桐庐县与海南合作", "浙江日报", "6月15日"),
    ("laws/草原.txt", "草原条例", "呼和浩特日报", "2019年"),
    ("laws/附则.txt", "附则", "人民日报海外版", ""),
)


def article(path: str, title: str, publisher: str, date: str) -> Source:
    """A document of one article with two passages."""
    return source(
        path,
        f"{title}的正文。",
        f"{title}的说明。",
        title=title,
        publisher=publisher,
        date=date,
        between=APART,
    )


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return open_lexicon(cache_folder())


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    index = tmp_path_factory.mktemp("index")
    build([article(*one) for one in ARTICLES], index, FakeEmbedder())
    return Engine.open(index, embedder=FakeEmbedder(), reader="none")


def left(engine: Engine, **given: Any) -> list[str]:
    """The names of the documents that filters leave."""
    rows = engine.holdings.rows(Filters.from_json(given))
    found = (row for row in range(len(rows)) if rows[row])
    paths = (engine.snapshot.passage(row).article.document_id for row in found)
    return [Path(path).stem for path in dict.fromkeys(paths)]


@pytest.mark.parametrize("document", ["news/北京.txt", "北京.txt", "北京", "news/北*", "北?.txt", "北京*"])
def test_a_document_by_its_path_its_name_or_a_pattern(engine: Engine, document: str) -> None:
    assert left(engine, documents=document) == ["北京"]


@pytest.mark.parametrize("folder", ["laws", "laws/", "laws/*", "l*/*.txt"])
def test_a_folder(engine: Engine, folder: str) -> None:
    assert left(engine, documents=folder) == ["草原", "附则"]


@pytest.mark.parametrize(
    ("publisher", "names"),
    [
        ("人民日报", ["北京"]),
        ("《人民日報》", ["北京"]),
        ("人民", ["北京", "附则"]),
        ("海外版", ["附则"]),
        ("People's Daily", ["北京"]),
        ("Zhejiang Daily", ["杭州", "桐庐"]),
    ],
)
def test_a_publisher_by_its_name_or_a_part_of_it(engine: Engine, publisher: str, names: list[str]) -> None:
    assert left(engine, publishers=publisher) == names


@pytest.mark.parametrize(
    ("place", "names"),
    [
        ("浙江", ["杭州", "桐庐"]),
        ("浙江省", ["杭州", "桐庐"]),
        ("Zhejiang", ["杭州", "桐庐"]),
        ("Zhejiang Province", ["杭州", "桐庐"]),
        ("桐庐", ["桐庐"]),
        ("浙江桐庐县", ["桐庐"]),
        ("海南", ["桐庐"]),
        ("Inner Mongolia", ["草原"]),
        ("Hohhot City", ["草原"]),
        ("內蒙古", ["草原"]),
    ],
)
def test_a_place_and_what_lies_in_it(engine: Engine, place: str, names: list[str]) -> None:
    assert left(engine, places=place) == names


def test_a_kind_of_place_tells_places_of_one_name_apart(tmp_path: Path) -> None:
    some = (("a.txt", "吉林市的会议", "", ""), ("b.txt", "长春市的会议", "", ""))
    build([article(*one) for one in some], tmp_path, FakeEmbedder())
    engine = Engine.open(tmp_path, embedder=FakeEmbedder(), reader="none")
    assert left(engine, places="Jilin City") == ["a"]
    assert left(engine, places="Jilin Province") == ["a", "b"]


@pytest.mark.parametrize(
    ("since", "until", "names"),
    [
        ("2021", "", ["北京", "杭州", "桐庐"]),
        ("2021-03-31", "2021-04", ["杭州"]),
        ("2021-06", "2021年6月", ["北京", "桐庐"]),
        ("", "2020", ["桐庐", "草原"]),
        ("June 2019", "2019", ["桐庐", "草原"]),
    ],
)
def test_what_certainly_lies_outside_is_left_out(
    engine: Engine, since: str, until: str, names: list[str]
) -> None:
    assert left(engine, since=since, until=until) == names


def test_any_value_of_a_kind_and_all_kinds(engine: Engine) -> None:
    assert left(engine, places=["海南", "内蒙古"]) == ["桐庐", "草原"]
    assert left(engine, places=["海南", "内蒙古"], documents="laws") == ["草原"]
    assert left(engine, places="浙江", publishers="浙江日报", since="2021", until="2021-04") == ["杭州"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"documents": "南京.txt"}, r"document '南京.txt': .* they have news/北京\.txt"),
        ({"publishers": "浙江晚报"}, r"publisher '浙江晚报': .* they have 浙江日报"),
        ({"places": "四川"}, r"place '四川': .* they have 杭州, 浙江, "),
        ({"places": "宁波"}, r"place '宁波': .* they have 浙江$"),
        ({"places": "浙江", "publishers": "人民日报"}, "all of this at once"),
        ({"since": "昨天"}, r"since '昨天': not a date"),
        ({"until": "6月15日"}, r"until '6月15日': not a date with its year"),
        ({"since": "2022", "until": "2021"}, "exchange"),
        ({"since": "2023-07", "until": "2023-08"}, "since 2023-07 until 2023-08; they are from 2019-01-01"),
        ({"place": "海南"}, "filters: not an object"),
        ({"places": 1}, "places is not a text or a list"),
        ({"since": ["2021"]}, "since is not a text"),
    ],
)
def test_what_cannot_be_filtered_says_why(engine: Engine, given: dict[str, Any], said: str) -> None:
    with pytest.raises(QuestionError, match=said):
        left(engine, **given)


@pytest.mark.parametrize("value", ["海南", ["海南"], None, 3])
def test_filters_are_an_object(value: object) -> None:
    with pytest.raises(QuestionError, match="filters: not an object"):
        Filters.from_json(value)


def test_only_what_is_set_is_told() -> None:
    filters = Filters(places=("海南",), since="2021")
    assert filters.as_json() == {"places": ["海南"], "since": "2021"}
    assert Filters.from_json(filters.as_json()) == filters
    assert not EVERYTHING
    assert EVERYTHING.as_json() == {}


def test_what_there_is_to_choose(engine: Engine) -> None:
    holdings = engine.holdings
    assert holdings.documents == tuple(path for path, *_ in ARTICLES)
    assert holdings.publishers[0] == "浙江日报"
    assert holdings.places[:2] == ("杭州", "浙江")
    assert set(holdings.places) == {"浙江", "北京", "杭州", "桐庐", "海南", "内蒙古", "呼和浩特"}


def test_an_index_without_articles_has_nothing_to_choose(lexicon: Lexicon) -> None:
    holdings = Holdings([], lexicon)
    with pytest.raises(QuestionError, match=r"have none$"):
        holdings.rows(Filters(places=("海南",)))
    with pytest.raises(QuestionError, match=r"dated since 2021$"):
        holdings.rows(Filters(since="2021"))


SOME = {
    "documents": ["news/*", "laws/*", "北京"],
    "publishers": ["人民", "浙江日报"],
    "places": ["浙江", "海南", "北京", "内蒙古"],
}


@given(
    st.fixed_dictionaries(
        {}, optional={kind: st.lists(st.sampled_from(values)) for kind, values in SOME.items()}
    ),
    st.sampled_from(["民宿的说明", "海南合作", "草原条例", "会议的正文"]),
)
def test_filtered_results_are_those_of_all_restricted_but_for_the_wording(
    engine: Engine, given: dict[str, list[str]], question: str
) -> None:
    filters = Filters.from_json(given)
    try:
        rows = engine.holdings.rows(filters)
    except QuestionError:
        return
    allowed = {engine.snapshot.passage(row).id for row in range(len(rows)) if rows[row]}
    everything = engine.search(question, 100)
    found = engine.search(question, 100, filters)
    # What tells passages apart is told among those that are left; all else is of the whole index.
    fused = {hit.passage.id: hit.score - hit.wording for hit in everything if hit.passage.id in allowed}
    assert {hit.passage.id: hit.score - hit.wording for hit in found} == pytest.approx(fused)
    assert len(found) == len(fused)
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)
    if all(rows):
        assert found == everything
