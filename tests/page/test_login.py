"""Without a password there is nothing to be had; with one, everything, also behind a proxy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import anyio
import httpx
import pytest
from gradio_client import Client
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client

from page import users
from page.desk import Desk
from page.hosts import Hosts
from page.sessions import PER_ADDRESS
from page.tools import PATH
from page.users import Users, write
from tests.browser.conftest import serving
from tests.browser.proxy import proxied
from tests.page.fakes import FakeEngine
from tests.page.test_api import ASKED
from tests.page.test_served import is_strict

NAME, PASSWORD = "anna", "the right one"
PUBLIC = "docs.example"
PREFIX = "/yinju"


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Users]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(users, "_COST", 4)
        path = tmp_path_factory.mktemp("users") / "users.txt"
        write(path, NAME, PASSWORD)
        yield Users(path)


@pytest.fixture
def url(known: Users) -> Iterator[str]:
    with serving(Desk(FakeEngine), users=known, mcp=True) as address:
        yield address


@pytest.fixture
def client(url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=url, trust_env=False) as opened:
        yield opened


def log_in(client: httpx.Client, password: str = PASSWORD, **headers: str) -> httpx.Response:
    return client.post("login", data={"name": NAME, "password": password}, headers=headers)


def test_nothing_is_to_be_had_without_a_password(client: httpx.Client) -> None:
    asset = "/assets/index.js"
    closed = ["/config", "/theme.css", "/gradio_api/info", "/page/page.js", "/page/style.css", asset]
    for path in closed:
        assert (client.get(path).status_code, path) == (401, path)
    listing = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    for path in (PATH, "/gradio_api/call/ask", "/gradio_api/queue/join", "/logout"):
        refused = client.post(path, json=listing)
        assert refused.status_code == 401
        assert "tools" not in refused.text
        assert is_strict(refused)
    home = client.get("/")
    assert (home.status_code, home.headers["location"], home.text) == (303, "login", "")


def test_programs_are_told_how_and_browsers_ask_nobody(client: httpx.Client) -> None:
    for path in (PATH, "/gradio_api/call/ask"):
        assert client.post(path, json={}).headers["www-authenticate"].startswith("Basic ")
    assert "www-authenticate" not in client.get("/config").headers


def test_what_is_open_says_nothing_of_the_documents(client: httpx.Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    page = client.get("/login", headers={"accept-language": "zh-CN,zh"})
    assert page.status_code == 200
    assert '<html lang="zh">' in page.text
    assert "<script" not in page.text
    assert page.headers["cache-control"] == "no-store"
    for name in ("palette", "login"):
        assert client.get(f"/page/{name}.css").status_code == 200


def test_the_login_page_is_under_the_policy_and_may_send_its_form(client: httpx.Client) -> None:
    policy = client.get("/login").headers["content-security-policy"]
    assert "form-action 'self'" in policy
    assert "form-action 'none'" in client.get("/healthz").headers["content-security-policy"]
    assert policy.replace("form-action 'self'", "").count("'none'") == 2  # by default, and as a frame


def test_logging_in_and_out(client: httpx.Client) -> None:
    done = log_in(client)
    assert (done.status_code, done.headers["location"]) == (303, "./")
    cookie = done.headers["set-cookie"]
    assert {"HttpOnly", "Path=/", "SameSite=strict"} <= {part.strip() for part in cookie.split(";")}
    assert client.get("/").status_code == 200
    assert "yinju.leave" in client.get("/").text
    kept = dict(client.cookies)
    assert client.post("/logout").status_code == 204
    assert not client.cookies
    client.cookies.update(kept)
    assert client.get("/").status_code == 303


def test_a_wrong_password_is_said_and_nothing_is_given_away(client: httpx.Client) -> None:
    wrong = log_in(client, "the wrong one")
    nobody = client.post("/login", data={"name": "nobody", "password": "the wrong one"})
    assert wrong.status_code == nobody.status_code == 401
    assert wrong.text.replace(NAME, "") == nobody.text.replace("nobody", "")
    assert 'role="alert"' in wrong.text
    assert "set-cookie" not in wrong.headers


@pytest.mark.parametrize(
    "body", [b"", b"name=anna", b"\xff", b"name=%ff&password=%ff", b"x" * 5000, b"&" * 100]
)
def test_a_form_that_is_none_is_a_wrong_password(client: httpx.Client, body: bytes) -> None:
    assert client.post("/login", content=body).status_code == 401


def test_a_name_is_only_text(client: httpx.Client) -> None:
    page = client.post("/login", data={"name": '"><script>alert(1)</script>', "password": "x"}).text
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_who_tries_too_often_must_wait(client: httpx.Client) -> None:
    for _ in range(PER_ADDRESS):
        assert log_in(client, "the wrong one").status_code == 401
    assert log_in(client).status_code == 429
    tried = client.post("/gradio_api/call/ask", json={"data": [ASKED]}, auth=(NAME, PASSWORD))
    assert tried.status_code == 429


def test_another_site_cannot_log_anybody_in(client: httpx.Client) -> None:
    assert log_in(client, origin="http://outside.example").status_code == 403


def test_programs_send_the_password_along(client: httpx.Client, url: str) -> None:
    joined = client.post("/gradio_api/call/ask", json={"data": [ASKED]}, auth=(NAME, PASSWORD))
    ended = client.get(f"/gradio_api/call/ask/{joined.json()['event_id']}", auth=(NAME, PASSWORD))
    assert "event: complete" in ended.text
    assert client.post("/gradio_api/call/ask", json={"data": []}, auth=(NAME, "wrong")).status_code == 401


def authorization() -> dict[str, str]:
    return {"authorization": httpx.BasicAuth(NAME, PASSWORD)._auth_header}


def test_gradios_client_behind_a_proxy(known: Users, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADIO_ANALYTICS_ENABLED", "False")
    with serving(Desk(FakeEngine), users=known, root_path=PREFIX) as url, proxied(url, PREFIX) as seen:
        client = Client(f"{seen}/", verbose=False, download_files=False, headers=authorization())
        assert client.predict(ASKED, api_name="/ask")["quotes"][0]["answers"][0]["text"] == "116"
        client.close()


def test_an_assistant_behind_a_proxy(known: Users) -> None:
    async def names(url: str) -> list[str]:
        async with (
            httpx.AsyncClient(headers=authorization(), trust_env=False) as http,
            streamable_http_client(url, http_client=http) as (read, write, _),
            ClientSession(read, write) as session,
        ):
            await session.initialize()
            return [tool.name for tool in (await session.list_tools()).tools]

    with (
        serving(Desk(FakeEngine), users=known, root_path=PREFIX, mcp=True) as url,
        proxied(url, PREFIX) as seen,
    ):
        assert anyio.run(names, seen + PATH) == ["ask", "search", "documents"]


def test_the_cookie_behind_a_proxy_with_tls(known: Users) -> None:
    hosts = Hosts(local_only=True, names=[PUBLIC])
    tls = {"Host": PUBLIC, "X-Forwarded-Proto": "https"}
    with (
        serving(Desk(FakeEngine), hosts=hosts, users=known, root_path=PREFIX) as url,
        proxied(url, PREFIX, **tls) as seen,
        httpx.Client(base_url=f"{seen}/", trust_env=False) as client,
    ):
        done = log_in(client, origin=f"https://{PUBLIC}")
        assert done.status_code == 303
        parts = {part.strip() for part in done.headers["set-cookie"].split(";")}
        assert {"Secure", f"Path={PREFIX}"} <= parts
        assert log_in(client, origin="https://outside.example").status_code == 403
        config = client.get("config", headers={"cookie": done.headers["set-cookie"].split(";")[0]})
        assert config.json()["root"] == f"https://{PUBLIC}{PREFIX}"


def test_no_file_of_users_no_login(tmp_path: Path) -> None:
    with serving(Desk(FakeEngine)) as url, httpx.Client(base_url=url, trust_env=False) as client:
        assert client.get("/login").status_code == 404
        assert client.post("/logout").status_code == 404
        assert "yinju.leave(" not in client.get("/").text
