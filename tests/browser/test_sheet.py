"""A quote from a PDF on its page, in a real browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.browser.visitor import ON_SHEET, ask, open_source
from tests.page.fakes import LEVY_AT

pytestmark = pytest.mark.browser


def test_a_pdf_is_shown_with_the_words_marked_where_they_stand(visit: Callable[..., Page]) -> None:
    page = visit("en-GB")
    ask(page, "what is the levy?")
    open_source(page)
    expect(page.locator("#source .sheet img")).to_be_visible()
    expect(page.locator("#source .sheet i")).to_have_count(1)
    left, right, top, bottom = page.evaluate(ON_SHEET)
    before, words = (stringWidth(text, "Helvetica", 12) for text in ("The levy is ", "42"))
    assert left == pytest.approx((LEVY_AT[0] + before) / 500, abs=0.006)
    assert right == pytest.approx((LEVY_AT[0] + before + words) / 500, abs=0.006)
    assert top < 1 - LEVY_AT[1] / 800 < bottom  # the line that the words stand on
    assert bottom - top < 0.03
