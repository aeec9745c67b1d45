"""Reading an answer: the exact words, the sentence, the passage; further quotes; figures that differ."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.flows.folder import ASKED, COURTS_TITLE, HOMES, HOMES_ASKED
from tests.browser.visitor import IN_VIEW, OVERFLOW, ask
from tests.conftest import SAMPLE

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]

TEXT = "it => it.textContent"
SIZE = "it => parseFloat(getComputedStyle(it).fontSize)"
SENTENCE = (
    "加强对全区法院少年法庭工作的统筹指导,成立少年法庭34个,保障和强化审判的专业化,"
    "对有犯罪记录和不良倾向的未成年人开展复苗工程。"
)
NEWEST, OLDER, UNDATED = HOMES.values()


@pytest.mark.parametrize(("locale", "sure"), [("zh-CN", "确定"), ("en-GB", "Sure")])
def test_the_words_then_the_sentence_then_the_passage(visit: Visit, locale: str, sure: str) -> None:
    answer = ask(visit(locale), ASKED[locale])
    expect(answer.locator(".certainty")).to_have_text(sure, use_inner_text=True)
    quote = answer.locator(".found > .quote")
    parts = [quote.locator(part) for part in (".words", ".around", "blockquote")]
    words, sentence, passage = [part.evaluate(TEXT) for part in parts]
    assert (words, sentence) == ("34个", SENTENCE)
    assert passage.startswith("五是强化司法保护力量。将未成年人权益保护工作纳入平安建设")
    assert sentence in passage
    (document,) = [path.read_text("utf-8") for path in SAMPLE.glob("*.txt")]
    # The paragraph is torn by a page break in the file; the quote is joined there, and else as it stands.
    assert passage.replace("法律监督,", "法律监\n\n督,") in document
    for part in parts[1:]:
        assert part.locator("mark.exact").all_inner_texts() == ["34个"]
    sizes = [part.evaluate(SIZE) for part in parts]
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) == 3
    cited = quote.locator("figcaption .cite")
    expect(cited.locator(".title")).to_have_text(COURTS_TITLE)
    expect(cited.locator(".publisher")).to_have_text("呼和浩特日报")
    expect(cited.locator(".date")).to_have_text("6月15日")
    expect(cited.locator(".file")).to_have_text("未成年人保护工作动态.txt")
    expect(cited).to_contain_text("第 7 段" if locale == "zh-CN" else "paragraph 7", use_inner_text=True)


def test_an_english_question_says_which_words_met(visit: Visit) -> None:
    met = ask(visit("en-GB"), ASKED["en-GB"]).locator(".found > .quote .met li")
    pairs = ["juvenile courts ↔ 少年法庭", "Inner Mongolia ↔ 内蒙古(title or source)"]
    expect(met).to_have_text(pairs, use_inner_text=True)


@pytest.mark.parametrize(
    ("locale", "likely"), [("zh-CN", "很可能，请核对原文"), ("en-GB", "Likely; check the source")]
)
def test_what_is_less_sure_says_so(visit: Visit, locale: str, likely: str) -> None:
    answer = ask(visit(locale), "内蒙古 关停网站 数量")
    expect(answer.locator(".certainty")).to_have_text(likely, use_inner_text=True)
    expect(answer.locator(".found > .quote .words")).to_have_text("400余家")


def test_other_quotes_are_a_line_each_that_unfolds(visit: Visit) -> None:
    answer = ask(visit(), HOMES_ASKED["zh-CN"])
    expect(answer.locator(".found > .quote .words")).to_have_text("9800个")
    expect(answer.get_by_text("另有 2 处原文")).to_be_visible()
    older, newest = (answer.locator(".other").nth(at) for at in range(2))
    for folded, words, line, paragraph in (
        (older, "1.2万个", "浙江省儿童之家建设稳步推进 · 新华社 · 2021年6月1日", OLDER[1]),
        (newest, "2.3万个", "浙江省儿童之家基本实现全覆盖 · 浙江日报 · 2023年5月30日", NEWEST[1]),
    ):
        expect(folded.locator("summary .words")).to_have_text(words)
        expect(folded.locator("summary .line")).to_have_text(line)
        expect(folded.locator("blockquote")).to_be_hidden()
        folded.locator("summary").click()
        expect(folded.locator("blockquote")).to_be_visible()
        expect(folded.locator("blockquote")).to_have_text(paragraph)
        expect(folded.locator("mark.exact")).to_have_text(words)


@pytest.mark.parametrize(
    ("locale", "width", "unsaid", "says"),
    [
        ("zh-CN", 1280, "未注明", "各处数字不一，新的在前"),
        ("en-GB", 390, "not stated", "The documents give different figures; the newest first"),
    ],
)
def test_figures_that_differ_stand_in_a_table_newest_first(
    visit: Visit, locale: str, width: int, unsaid: str, says: str
) -> None:
    page = visit(locale, width)
    table = ask(page, HOMES_ASKED[locale]).locator(".differ")
    expect(table.locator("p")).to_have_text(says, use_inner_text=True)
    assert rows(table) == [
        ["2.3万个", "2023年5月30日", "浙江省", "浙江日报", NEWEST[1]],
        ["1.2万个", "2021年6月1日", "浙江省", "新华社", OLDER[1]],
        ["9800个", unsaid, "浙江省", unsaid, UNDATED[1]],
    ]
    assert page.evaluate(OVERFLOW) <= 0
    table.locator(".cite").nth(1).click()
    expect(page.locator("#source .title")).to_have_text(OLDER[0])
    expect(page.locator("#source mark.exact")).to_have_text("1.2万个")
    page.wait_for_function(f"({IN_VIEW})() > 0")


def rows(table: Locator) -> list[list[str]]:
    """What is seen in each cell, without what buttons say to those who do not see them."""
    seen = "them => them.map(it => it.innerText.split('\\n')[0])"
    return [line.locator("td").evaluate_all(seen) for line in table.locator("tbody tr").all()]
