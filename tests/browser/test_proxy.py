"""The page in a folder of another server, through a proxy that takes the folder's name off."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Page, expect

from page.desk import Desk
from tests.browser.conftest import serving
from tests.browser.proxy import proxied
from tests.browser.visitor import ask_example, open_source
from tests.page.fakes import TITLE, FakeEngine

pytestmark = pytest.mark.browser

FOLDER = "/team/yinju"


def test_all_of_the_page_works_below_its_folder(visit: Callable[..., Page]) -> None:
    with serving(Desk(FakeEngine), root_path=FOLDER) as url, proxied(url, FOLDER) as shown:
        page = visit(url=f"{shown}/")
        paths: list[str] = []
        page.on("request", lambda request: paths.append(urlsplit(request.url).path))
        ask_example(page, 0)
        open_source(page)
        expect(page.locator("article.source .title")).to_have_text(TITLE)
        page.context.close()
    assert paths
    assert all(path.startswith(f"{FOLDER}/") for path in paths)


def test_what_a_proxy_says_of_its_address_is_not_believed() -> None:
    with serving(Desk(FakeEngine)) as url:
        headers = {"x-forwarded-host": "outside.example", "x-gradio-server": "http://outside.example"}
        for path in ("/", "/config", "/gradio_api/info"):
            assert "outside.example" not in httpx.get(url + path, headers=headers, trust_env=False).text
