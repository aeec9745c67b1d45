"""What the server lets in, and the headers that it adds."""

import asyncio
import re
from typing import Any

import pytest

from page.guard import _SCRIPTS, Guard, Message, Receive, Scope, Send
from page.hosts import Hosts

HERE = Hosts(local_only=True)

PAGE = b"<html><head><title>x</title></head><script>1</script><script src=a></script></html>"


async def page(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers with a page in two parts, compressed-looking if it was asked to be."""
    assert b"accept-encoding" not in dict(scope["headers"])
    kind = b"text/html; charset=utf-8" if scope["path"] == "/" else b"text/css"
    length = str(len(PAGE)).encode()
    headers = [(b"Content-Type", kind), (b"Content-Length", length)]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": PAGE[:20], "more_body": True})
    await send({"type": "http.response.body", "body": PAGE[20:]})


def get(
    path: str, host: str = "127.0.0.1:7860", hosts: Hosts = HERE, origin: str = ""
) -> tuple[int, dict[bytes, bytes], bytes]:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"host", host.encode())] + ([(b"accept-encoding", b"br")] if path == "/" else [])
    headers += [(b"origin", origin.encode())] if origin else []
    scope: Scope = {"type": "http", "path": path, "headers": headers}
    asyncio.run(Guard(page, hosts)(scope, receive, send))
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return sent[0]["status"], dict(sent[0]["headers"]), body


def test_a_page_gets_a_nonce_and_our_files_first() -> None:
    status, headers, body = get("/")
    policy = headers[b"content-security-policy"].decode()
    found = re.search("'nonce-([^']+)'", policy)
    assert status == 200
    assert found
    assert body.count(f'<script nonce="{found[1]}"'.encode()) == 2 + len(_SCRIPTS)
    assert body.index(b"page/page.js") < body.index(b"<title>")
    assert headers[b"content-length"] == str(len(body)).encode()
    assert "script-src 'self' 'nonce-" in policy
    assert "http" not in policy


def test_nonces_differ() -> None:
    assert get("/")[1][b"content-security-policy"] != get("/")[1][b"content-security-policy"]


def test_other_answers_pass_unchanged() -> None:
    status, headers, body = get("/page/style.css")
    assert (status, body) == (200, PAGE)
    assert headers[b"x-content-type-options"] == b"nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/upload",
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/proxy=http://outside.example",
        "/gradio_api/call/ask_typed",
        "/gradio_api/call/ask/../ask_typed",
        "/gradio_api/run/ask",
        "/gradio_api/mcp/sse",
        "/gradio_api/openapi.json",
        "/monitoring",
        "/page/desk.py",
        "/page/../ui.py",
        "/docs",
    ],
)
def test_what_the_page_does_not_need_is_closed(path: str) -> None:
    assert get(path)[0] == 404


@pytest.mark.parametrize("host", ["127.0.0.1:7860", "localhost", "LOCALHOST:1", "[::1]:7860"])
def test_this_machine_is_let_in(host: str) -> None:
    assert get("/", host)[0] == 200


@pytest.mark.parametrize("host", ["outside.example", "127.0.0.1.outside.example", "192.168.1.5", ""])
def test_other_names_are_refused_on_this_machine(host: str) -> None:
    assert get("/", host)[0] == 421


SHARED = Hosts(local_only=False, names=["Docs.example"])


@pytest.mark.parametrize(
    "host", ["docs.example", "DOCS.example:80", "192.168.1.5:7860", "[fe80::1]", "localhost"]
)
def test_served_to_others_it_goes_by_its_names_and_addresses(host: str) -> None:
    assert get("/", host, SHARED)[0] == 200


@pytest.mark.parametrize(
    "host", ["outside.example", "sub.docs.example", "1.2.3.4.example", "docs.example.", ""]
)
def test_served_to_others_it_goes_by_no_other_name(host: str) -> None:
    assert get("/", host, SHARED)[0] == 421


@pytest.mark.parametrize(
    ("host", "origin", "status"),
    [
        ("docs.example", "https://docs.example", 200),
        ("docs.example", "http://localhost", 403),
        ("docs.example", "http://6.6.6.6", 403),
        ("192.168.1.5", "http://192.168.1.5:7860", 200),
        ("192.168.1.5", "http://192.168.1.6", 403),
        ("192.168.1.5", "null", 403),
    ],
)
def test_served_to_others_only_its_own_page_may_ask(host: str, origin: str, status: int) -> None:
    assert get("/", host, SHARED, origin)[0] == status


@pytest.mark.parametrize("origin", ["http://outside.example", "null", "http://127.0.0.1.outside.example"])
def test_another_sites_page_may_not_ask(origin: str) -> None:
    assert get("/", origin=origin)[0] == 403


@pytest.mark.parametrize("origin", ["http://127.0.0.1:7860", "http://localhost:7860", ""])
def test_our_own_page_may_ask(origin: str) -> None:
    assert get("/", origin=origin)[0] == 200


def test_web_sockets_are_closed() -> None:
    async def unused(*_: object) -> Any:
        raise AssertionError

    asyncio.run(Guard(unused, HERE)({"type": "websocket", "path": "/", "headers": []}, unused, unused))
