"""From a label to the Evaluation tab and back, in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from index.journal import append
from page.desk import Desk
from page.evaluation import Evaluation
from page.feedback import Labelling
from qa.feedback import NAME, NOTHING, PASSAGE, RIGHT, RUNS, WRONG, Feedback, label_of
from tests.browser.conftest import serving
from tests.browser.visitor import OVERFLOW, ask, evaluation, findings
from tests.page.fakes import FakeEngine
from tests.page.test_evaluation import HOSTILE, run_of

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]

ASKED = "内蒙古有多少个少年法庭？"


@pytest.fixture
def feedback(tmp_path: Path) -> Feedback:
    return Feedback(tmp_path / NAME)


@pytest.fixture
def url(tmp_path: Path, feedback: Feedback) -> Iterator[str]:
    with serving(Desk(FakeEngine), labelling=Labelling(feedback), evaluated=Evaluation(tmp_path)) as address:
        yield address


def test_a_label_is_seen_corrected_deleted_and_brought_back(
    url: str, visit: Visit, feedback: Feedback
) -> None:
    page = visit(url=url)
    ask(page, ASKED)
    page.get_by_role("button", name="对", exact=True).click()
    expect(page.locator("#given")).to_contain_text("已记下")
    evaluation(page)
    item = page.locator(".labelled li")
    expect(item).to_have_count(1)
    expect(item.locator(".asked")).to_have_text(ASKED)
    expect(item.get_by_role("button", name="对", exact=True)).to_have_attribute("aria-pressed", "true")
    item.get_by_role("button", name="不该引这一段").click()
    expect(page.locator("#labelled .said")).to_contain_text("已改。")
    expect(item.get_by_role("button", name="不该引这一段")).to_have_attribute("aria-pressed", "true")
    assert [label.kind for label in feedback.labels()[0]] == [WRONG]
    item.get_by_role("button", name="该引这一段", exact=True).click()
    expect(item.get_by_role("button", name="该引这一段", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    assert [label.kind for label in feedback.labels()[0]] == [PASSAGE]
    item.get_by_role("button", name="删除").click()
    expect(page.locator("#labelled")).to_contain_text("还没有标注。")
    run = page.get_by_role("button", name="现在评测")
    expect(run).to_be_disabled()
    expect(run).to_have_accessible_description("还没有标注过的问题，没有什么可问。先在“提问”里说答得对不对。")
    assert feedback.labels()[0] == []
    page.locator("#labelled .said").get_by_role("button", name="撤销").click()
    expect(item).to_have_count(1)
    expect(run).to_be_enabled()
    assert [label.kind for label in feedback.labels()[0]] == [PASSAGE]


def test_a_failed_question_is_asked_again_in_the_first_tab(url: str, visit: Visit, tmp_path: Path) -> None:
    append(tmp_path / RUNS, run_of())
    page = evaluation(visit("en-GB", url=url))
    expect(page.locator(".result")).to_have_text("1 of 2 right", use_inner_text=True)
    expect(page.locator(".failures .asked")).to_have_text(HOSTILE)
    assert page.evaluate("window.pwned") is None
    page.locator(".failures .again").click()
    expect(page.locator(".question").last).to_have_text(HOSTILE)
    expect(page.locator(".about .set").last).to_have_text("海南")
    expect(page.locator("#tabs [role=tab]").first).to_have_attribute("aria-selected", "true")


def test_a_run_is_begun_and_its_failure_said_while_questions_are_answered(
    url: str, visit: Visit, feedback: Feedback
) -> None:
    feedback.add(label_of(FakeEngine().ask(ASKED), RIGHT))
    page = evaluation(visit("en-GB", url=url))
    page.get_by_role("button", name="Run now").click()
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    another = evaluation(visit("en-GB", url=url))
    page.locator("#tabs [role=tab]").first.click()
    ask(page, ASKED)
    expect(page.locator(".turn-of-talk .quote").first).to_be_visible()
    page.locator("#tabs [role=tab]").last.click()
    expect(page.locator("#run [role=status]")).to_contain_text("no index there")
    expect(another.locator("#run [role=status]")).to_contain_text("no index there")  # told of it, too


def test_served_to_others_nothing_can_be_changed(visit: Visit, tmp_path: Path, feedback: Feedback) -> None:
    shown = Evaluation(tmp_path, writable=False)
    with serving(Desk(FakeEngine), labelling=Labelling(feedback), evaluated=shown) as url:
        page = visit("en-GB", url=url)
        ask(page, ASKED)
        page.get_by_role("button", name="Right", exact=True).click()
        expect(page.locator("#given")).to_contain_text("Noted")
        evaluation(page)
        expect(page.locator("#run")).to_contain_text("without --allow-changes")
        expect(page.locator("#evaluation button:not(.again)")).to_have_count(0)
        assert [label.kind for label in feedback.labels()[0]] == [RIGHT]


@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1280)])
def test_nothing_serious(
    url: str, visit: Visit, tmp_path: Path, feedback: Feedback, scheme: str, width: int
) -> None:
    for right in (0, 2, 1):
        append(tmp_path / RUNS, run_of(right))
    page = visit("en-GB", width, color_scheme=scheme, reduced_motion="reduce", url=url)
    ask(page, "海南有多少个少年法庭？")
    page.get_by_role("button", name="Right, they do not say").click()
    expect(page.locator("#given")).to_contain_text("Noted")
    evaluation(page)
    expect(page.locator(".labelled li")).to_have_count(1)
    page.wait_for_timeout(300)
    assert not findings(page)
    assert page.evaluate(OVERFLOW) <= 0
    assert [label.kind for label in feedback.labels()[0]] == [NOTHING]
