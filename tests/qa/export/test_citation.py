"""Citations say what the document states, and nothing else."""

import doctest
from dataclasses import replace

import pytest

from qa.export import citation
from qa.export.citation import gbt7714, plain
from qa.export.item import Cited

LAW = Cited("法律/未成年人保护法.docx", "未成年人保护法", "", "", "2020年10月17日", "第十二条", 9, None, None)


def test_the_examples() -> None:
    assert not doctest.testmod(citation).failed


@pytest.mark.parametrize(
    ("publisher", "kind"),
    [
        ("人民日报", "N"),
        ("《河南日报》", "N"),
        ("China Daily", "N"),
        ("国务院公报", "Z"),
        ("工作简报", "Z"),
        ("", "Z"),
    ],
)
def test_what_a_newspaper_published_is_told_by_its_name(publisher: str, kind: str) -> None:
    assert f"[{kind}]. " in gbt7714(replace(LAW, publisher=publisher), "2026-11-25")


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("2020年10月17日", "(2020-10-17)["),
        ("2020年10月", "(2020-10)["),
        ("2020", "(2020)["),
        ("6月15日至17日", "(6月15日至17日)["),
        ("二〇二〇年十月十七日", "(2020-10-17)["),
        ("", "[Z]. [2026-11-25]."),
    ],
)
def test_a_date_is_written_as_the_standard_has_it_where_it_is_one(date: str, said: str) -> None:
    assert said in gbt7714(replace(LAW, date=date), "2026-11-25")


def test_plainly_with_clause_or_paragraph_and_page() -> None:
    assert plain(LAW) == "未成年人保护法 · 2020年10月17日 · 法律/未成年人保护法.docx · 第十二条"
    assert plain(replace(LAW, clause="", page=3)).endswith(" · ¶9 · p. 3")


def test_a_number_that_stands_in_the_title_is_not_said_twice() -> None:
    numbered = replace(LAW, title="关于印发的通知（民发〔2020〕1号）", number="民发〔2020〕1号")
    for citation_ in (plain(numbered), gbt7714(numbered, "2026-11-25")):
        assert citation_.count("民发〔2020〕1号") == 1
