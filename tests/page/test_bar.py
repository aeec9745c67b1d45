"""The bar over a source: steps to the other quotes, copies with a citation, the file."""

from dataclasses import replace

from page.bar import render_steps, render_tools
from tests.page.fakes import COURTS, COURTS_END, TITLE, FakeEngine, document_of
from tests.page.test_marks import Read

ENGINE = FakeEngine()
QUOTE = ENGINE.ask("内蒙古").quotes[0]


def test_steps_lead_to_the_quotes_before_and_after() -> None:
    buttons = [found for tag, found in Read(render_steps(2, 0, 3)).tags if tag == "button"]
    assert [(one["data-turn"], one["data-quote"], "disabled" in one) for one in buttons] == [
        ("2", "-1", True),
        ("2", "1", False),
    ]
    assert "disabled" in render_steps(2, 2, 3).split("next")[1]
    assert render_steps(0, 0, 1) == ""


def test_copies_have_the_quote_and_its_citation() -> None:
    tags = Read(render_tools(ENGINE.press, QUOTE, True)).tags
    standard, plainly = [found["data-copy"] or "" for tag, found in tags if tag == "button"]
    assert standard.startswith(f"{COURTS}{COURTS_END}\n—— {TITLE}[N]. 内蒙古日报, 2022-06-16[2")
    assert plainly == (
        f"{COURTS}{COURTS_END}\n—— {TITLE} · 《内蒙古日报》 · 2022年6月16日 · 发布会/内蒙古.txt · ¶12 · p. 1"
    )


def test_a_hostile_quote_stays_in_its_attribute() -> None:
    quote = ENGINE.ask("hostile").quotes[0]
    tags = Read(render_tools(ENGINE.hostile, quote, True)).tags
    copied = [found["data-copy"] or "" for tag, found in tags if tag == "button"]
    assert len(copied) == 2
    assert all(one.startswith(quote.text) for one in copied)
    assert not {tag for tag, _ in tags} & {"script", "img", "form", "input", "style"}


def test_the_file_is_asked_for_by_the_documents_id() -> None:
    document = replace(document_of("x", "a/b & 'c\".txt"), id='a/../b?x=1&"<')
    ((_, link),) = [one for one in Read(render_tools(document, QUOTE, True)).tags if one[0] == "a"]
    assert link["href"] == "original?document=a%2F..%2Fb%3Fx%3D1%26%22%3C"
    assert link["download"] == "b & 'c\".txt"


def test_a_file_that_is_not_as_it_was_indexed_is_said() -> None:
    html = render_tools(ENGINE.press, QUOTE, False)
    assert "<a " not in html
    assert "it was changed or moved since it was indexed" in html
