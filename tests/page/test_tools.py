"""The tools of an assistant, as the official client of the protocol sees them."""

from __future__ import annotations

import inspect
import json
import sys
from collections.abc import Awaitable, Callable, Iterator
from typing import Any, TypeVar

import anyio
import httpx
import pytest
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client
from mcp.types import CallToolResult, TextContent

from index.errors import MissingExtra
from page.api import Api
from page.app import build_app
from page.desk import Desk
from page.tools import LARGEST, NOTICE, PATH, VALUES
from tests.browser.conftest import serving
from tests.page.fakes import COURTS, COURTS_END, FakeEngine

Said = TypeVar("Said")

ASKED = "内蒙古有多少个少年法庭？"


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with serving(Desk(FakeEngine), mcp=True) as address:
        yield f"{address}{PATH}"


def with_session(url: str, use: Callable[[ClientSession], Awaitable[Said]]) -> Said:
    async def run() -> Said:
        async with (
            streamable_http_client(url) as (read, write, _),
            ClientSession(read, write) as session,
        ):
            await session.initialize()
            return await use(session)

    return anyio.run(run)


def called(url: str, name: str, values: dict[str, Any]) -> CallToolResult:
    return with_session(url, lambda session: session.call_tool(name, values))


def said(result: CallToolResult) -> str:
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


def test_exactly_these_tools(url: str) -> None:
    tools = with_session(url, lambda session: session.list_tools()).tools
    assert [tool.name for tool in tools] == ["ask", "search", "documents"]
    for tool in tools:
        assert tool.description
        assert "never" in tool.description  # an instruction
        assert tool.annotations
        assert tool.annotations.readOnlyHint
        assert tool.inputSchema["additionalProperties"] is False


def test_the_client_is_told_to_cite(url: str) -> None:
    async def instructions(session: ClientSession) -> str:
        return (await session.initialize()).instructions or ""

    told = with_session(url, instructions)
    assert "cite" in told
    assert NOTICE in told


@pytest.mark.parametrize("path", ["", "/"])
def test_asking(url: str, path: str) -> None:
    result = called(url + path, "ask", {"question": ASKED, "filters": {"since": "2021"}})
    answer = json.loads(said(result))
    assert not result.isError
    assert answer == result.structuredContent
    assert answer["notice"] == NOTICE
    assert answer["quotes"][0]["text"] == COURTS + COURTS_END
    assert answer["filters"] == {"since": "2021"}
    assert "少年法庭" in said(result)  # not as \uXXXX, which would cost an assistant six times as much


def test_searching_and_listing(url: str) -> None:
    found = json.loads(said(called(url, "search", {"question": "法庭", "limit": 1})))
    listed = json.loads(said(called(url, "documents", {})))
    assert len(found["passages"]) == 1
    assert listed["total"] == 3


@pytest.mark.parametrize(
    ("name", "values", "reason"),
    [
        ("ask", {}, "'question' is a required property"),
        ("ask", {"question": "长" * 1001}, "too long"),
        ("ask", {"question": "x", "nix": 1}, "nix"),
        ("ask", {"question": "x", "filters": {"place": "海南"}}, "place"),
        ("search", {"question": "x", "limit": 51}, "maximum of 50"),
        ("delete", {}, "there are ask, search, documents"),
    ],
)
def test_what_is_wrong_is_said(url: str, name: str, values: dict[str, Any], reason: str) -> None:
    result = called(url, name, values)
    assert result.isError
    assert reason in said(result)


def test_only_calls_are_answered(url: str) -> None:
    assert httpx.get(url, headers={"accept": "text/html"}, trust_env=False).status_code == 405
    assert httpx.post(url, content=b" " * (LARGEST + 1), trust_env=False).status_code == 413
    assert httpx.post(url, headers={"origin": "http://outside.example"}, trust_env=False).status_code == 403
    assert httpx.post(url, headers={"host": "outside.example"}, trust_env=False).status_code == 421


def test_there_are_no_tools_unless_asked_for() -> None:
    with serving(Desk(FakeEngine)) as address:
        assert httpx.post(f"{address}{PATH}", json={}, trust_env=False).status_code == 404


def test_tools_take_what_the_functions_take() -> None:
    for function in Api(FakeEngine).functions():
        parameters = inspect.signature(function).parameters
        values = VALUES[function.__name__]
        assert list(values) == list(parameters)
        for name, value in values.items():
            assert value.get("default") in (None, parameters[name].default)


def test_without_the_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mcp.server.lowlevel", None)
    with pytest.raises(MissingExtra, match=r"pip install 'yinju\[mcp\]'"):
        build_app(Desk(FakeEngine), mcp=True)
