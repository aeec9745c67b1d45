"""With `--auth` nobody gets in without a password: no visitor, no program, no assistant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import anyio
import httpx
import pytest
from gradio_client import Client
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client
from playwright.sync_api import Page, expect

from page.users import write
from tests.browser.flows.conftest import Site, opened
from tests.browser.flows.folder import ASKED, COURTS_TITLE, HOMES, NOTICE, NOTICE_ASKED
from tests.browser.visitor import ask

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]

NAME, PASSWORD = "anna", "the right one"
MCP = "/gradio_api/mcp"
CALLS = tuple(f"/gradio_api/call/{name}" for name in ("ask", "search", "documents"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    root = tmp_path_factory.mktemp("closed")
    write(root / "users.txt", NAME, PASSWORD)
    with opened(root, "--auth", str(root / "users.txt"), "--mcp") as made:
        yield made


@pytest.mark.parametrize(
    ("locale", "wrong"),
    [("zh-CN", "用户名或密码不对。"), ("en-GB", "The name or the password is wrong.")],
)
def test_in_with_the_right_password_and_out_again(visit: Visit, site: Site, locale: str, wrong: str) -> None:
    page = visit(locale, url=site.url, arrival="#password", expected="401")
    assert page.url == f"{site.url}/login"
    page.locator("#name").fill(NAME)
    page.locator("#password").fill("the wrong one")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text(wrong, use_inner_text=True)
    expect(page.locator("#name")).to_have_value(NAME)
    page.keyboard.type(PASSWORD)  # it has the focus, and is empty
    page.keyboard.press("Enter")
    page.locator(".example:visible").first.wait_for()
    assert page.url == f"{site.url}/"
    expect(ask(page, ASKED[locale]).locator(".found > .quote .words")).to_have_text("34个")
    page.locator(".leave:visible").click()
    page.locator("#password").wait_for()
    page.goto(site.url)
    assert page.url == f"{site.url}/login"
    assert not page.context.cookies()


def test_without_it_programs_are_refused(site: Site) -> None:
    listing = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    for given in (None, (NAME, "the wrong one")):
        with httpx.Client(base_url=site.url, trust_env=False, auth=given) as client:
            refused = [client.post(path, json={"data": [ASKED["zh-CN"]]}) for path in CALLS]
            refused.append(client.post(MCP, json=listing))
            refused.append(client.get("/original", params={"document": NOTICE}))
            refused.append(client.get("/documents/list"))
        assert {answer.status_code for answer in refused} == {401}
        assert not [answer for answer in refused if "ask" in answer.text or "34" in answer.text]


def test_with_it_they_are_answered(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADIO_ANALYTICS_ENABLED", "False")
    headers = {"authorization": httpx.BasicAuth(NAME, PASSWORD)._auth_header}
    client = Client(site.url, verbose=False, download_files=False, headers=headers)
    quote = client.predict(ASKED["en-GB"], api_name="/ask")["quotes"][0]
    assert (quote["answers"][0]["text"], quote["title"]) == ("34个", COURTS_TITLE)
    passage = client.predict(NOTICE_ASKED["zh-CN"], limit=1, api_name="/search")["passages"][0]
    assert (passage["document"]["path"], passage["number"]) == (NOTICE, "青民发〔2023〕12号")
    filters = {"places": ["浙江"]}
    listed = client.predict(filters=filters, api_name="/documents")["documents"]
    assert {one["path"]: one["title"] for one in listed} == {name: told[0] for name, told in HOMES.items()}
    client.close()


def test_with_it_an_assistant_has_its_tools(site: Site) -> None:
    async def asked() -> tuple[list[str], str]:
        async with (
            httpx.AsyncClient(auth=(NAME, PASSWORD), trust_env=False) as http,
            streamable_http_client(f"{site.url}{MCP}", http_client=http) as (read, write, _),
            ClientSession(read, write) as session,
        ):
            await session.initialize()
            tools = [tool.name for tool in (await session.list_tools()).tools]
            answer = await session.call_tool("ask", {"question": ASKED["zh-CN"]})
            assert answer.structuredContent
            return tools, answer.structuredContent["quotes"][0]["answers"][0]["text"]

    with ThreadPoolExecutor(1) as aside:  # Playwright keeps a loop of its own in this thread
        tools, words = aside.submit(anyio.run, asked).result()
    assert (tools, words) == (["ask", "search", "documents"], "34个")
