"""Saying whether an answer is right, in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from page.desk import Desk
from page.feedback import Labelling
from qa.feedback import NOTHING, PASSAGE, RIGHT, Feedback
from tests.browser.conftest import serving
from tests.browser.visitor import OVERFLOW, ask, findings
from tests.page.fakes import COURTS, COURTS_END, ENGLISH, FakeEngine

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]

ASKED = "内蒙古有多少个少年法庭？"


@pytest.fixture
def feedback(tmp_path: Path) -> Feedback:
    return Feedback(tmp_path / "feedback.jsonl")


@pytest.fixture
def url(feedback: Feedback) -> Iterator[str]:
    with serving(Desk(FakeEngine), labelling=Labelling(feedback)) as address:
        yield address


def test_right_then_another_passage_then_undone(url: str, visit: Visit, feedback: Feedback) -> None:
    page = visit(url=url)
    ask(page, ASKED)
    turn = page.locator(".turn-of-talk").first
    right = turn.get_by_role("button", name="对", exact=True)
    undo = turn.get_by_role("button", name="撤销")
    expect(undo).to_be_hidden()
    right.click()
    expect(right).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#given [role=status]")).to_have_text("已记下。", use_inner_text=True)
    (label,), _ = feedback.labels()
    assert (label.kind, label.question) == (RIGHT, ASKED)
    assert label.passage
    assert label.passage.text == COURTS + COURTS_END
    turn.locator(".other summary").click()
    folded = turn.locator(".other button.label")
    folded.click()
    expect(folded).to_have_attribute("aria-pressed", "true")
    expect(right).to_have_attribute("aria-pressed", "false")
    expect(turn.locator(".other blockquote")).to_be_visible()  # nothing has folded
    (label,), _ = feedback.labels()
    assert label.passage
    assert (label.kind, label.passage.text) == (PASSAGE, ENGLISH)
    ask(page, "那海南呢？")  # the conversation is written anew
    expect(folded).to_have_attribute("aria-pressed", "true")
    turn.get_by_role("button", name="撤销").click()
    expect(turn.locator("[aria-pressed=true]")).to_have_count(0)
    expect(turn.get_by_role("button", name="撤销")).to_be_hidden()
    assert feedback.labels() == ([], [])


def test_not_there_by_keyboard_and_pressed_again(url: str, visit: Visit, feedback: Feedback) -> None:
    page = visit("en-GB", url=url)
    ask(page, "海南有多少个少年法庭？")
    nothing = page.get_by_role("button", name="Right, they do not say")
    nothing.focus()
    page.keyboard.press("Enter")
    expect(nothing).to_have_attribute("aria-pressed", "true")
    (label,), _ = feedback.labels()
    assert (label.kind, label.passage) == (NOTHING, None)
    page.keyboard.press("Enter")
    expect(nothing).to_have_attribute("aria-pressed", "false")
    assert feedback.labels() == ([], [])


def test_where_nothing_is_kept_nothing_is_asked(visit: Visit) -> None:
    page = visit()
    ask(page, ASKED)
    expect(page.locator(".labels").first).to_be_hidden()


def test_what_cannot_be_kept_is_said(visit: Visit, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    labelling = Labelling(Feedback(tmp_path / "file" / "x.jsonl"))
    with serving(Desk(FakeEngine), labelling=labelling) as url:
        page = visit("en-GB", url=url)
        ask(page, "How many juvenile courts are there in Inner Mongolia?")
        page.get_by_role("button", name="Wrong").click()
        expect(page.locator("#given")).to_contain_text("could not be noted")
        expect(page.locator("[aria-pressed=true]")).to_have_count(0)


@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1280)])
def test_nothing_serious(url: str, visit: Visit, scheme: str, width: int) -> None:
    page = visit("en-GB", width, color_scheme=scheme, reduced_motion="reduce", url=url)
    ask(page, "How many juvenile courts are there in Inner Mongolia?")
    page.locator(".other summary").first.click()
    page.get_by_role("button", name="Wrong").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    page.wait_for_timeout(300)
    assert not findings(page)
    assert page.evaluate(OVERFLOW) <= 0
