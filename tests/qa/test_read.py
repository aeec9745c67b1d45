"""Which hits meet the names of a question."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.postings import Clause
from index.terms import Analyser
from qa.notion import Notion
from qa.read import named
from tests.qa.reader.test_trained import hits


def year(text: str) -> Notion:
    return Notion(text, Clause((text,)), name=True, kind="figure")


@pytest.mark.parametrize(
    ("texts", "date", "met"),
    [
        (["2020年的数据", "共34个"], "", [0, 1]),
        (["2020年的数据", "2021年共34个"], "", [0]),
        (["2019年的数据", "共34个"], "", []),
        (["2020年的数据", "共34个"], "2021-05-01", [0]),
    ],
)
def test_a_passage_without_a_year_has_that_of_its_article(
    texts: list[str], date: str, met: list[int]
) -> None:
    found = hits(len(texts))
    article = replace(found[0].passage.article, date=date)
    found = [replace(hit, passage=replace(hit.passage, article=article)) for hit in found]
    text = dict(zip((hit.passage.id for hit in found), texts, strict=True))
    kept = named([year("2020")], found, lambda hit: text[hit.passage.id], Analyser())
    assert [found.index(hit) for hit in kept] == met
