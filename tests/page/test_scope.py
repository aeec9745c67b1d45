"""The row in which the scope of a question is set."""

import gradio as gr
import pytest

from page.scope import CHOICES, describe, fields, filters_of, listed, render_switch
from page.texts import TEXTS
from qa.filters import EVERYTHING, Filters

HOSTILE = "<script>alert(1)</script>"


def test_what_is_set_makes_filters() -> None:
    assert filters_of(None, None, None, " ", "") == EVERYTHING
    chosen = filters_of(["a.txt"], [], ["海南", "河南"], " 2021 ", "2022-06")
    assert chosen == Filters(("a.txt",), (), ("海南", "河南"), "2021", "2022-06")


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        (EVERYTHING, ["全部文件", "all documents"]),
        (Filters(places=("海南", "河南")), ["海南", "河南"]),
        (Filters(publishers=("人民日报",), since="2021"), ["人民日报", "2021–"]),
        (Filters(documents=(HOSTILE,), until=HOSTILE), ["&lt;script&gt;", "–&lt;script&gt;"]),
    ],
)
def test_the_switch_says_what_is_set(filters: Filters, words: list[str]) -> None:
    html = render_switch(filters).replace("<bdi>", "").replace("</bdi>", "")
    assert all(word in html for word in words)
    assert 'aria-expanded="false" aria-controls="scope"' in html
    assert "<script" not in html


def test_nothing_set_is_nothing_said() -> None:
    assert describe(EVERYTHING) == ""


def test_every_field_has_a_label() -> None:
    made = fields(lambda name: TEXTS[name][0])
    assert [field.label for field in made] == ["文件", "来源", "地点", "起始日期", "截止日期"]
    assert all(isinstance(field, gr.Dropdown) and field.multiselect for field in made[:3])


def test_long_lists_are_cut_and_can_be_typed() -> None:
    few, many = listed([("a",), tuple(map(str, range(CHOICES + 1)))])
    assert (few.choices, few.allow_custom_value) == ([("a", "a")], False)
    assert (len(many.choices), many.allow_custom_value) == (CHOICES, True)
