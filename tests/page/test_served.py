"""What a server that runs answers: whatever it says, it says under the strict policy."""

from __future__ import annotations

import json
from collections.abc import Iterator

import httpx
import pytest

from page.desk import Desk
from tests.browser.conftest import serving
from tests.page.fakes import FakeEngine

NEEDED = (
    "default-src 'none'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "base-uri 'self'",
    "form-action 'none'",
    "frame-ancestors 'none'",
)


class Failing:
    """An engine that fails in a way that nobody thought of."""

    def __call__(self) -> FakeEngine:
        raise RuntimeError("unheard of")


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with serving(Desk(FakeEngine)) as url, httpx.Client(base_url=url, trust_env=False) as opened:
        yield opened


def is_strict(response: httpx.Response) -> bool:
    """Whether nothing may be loaded but from here, and no script run but ours."""
    policy = [part.strip() for part in response.headers.get("content-security-policy", "").split(";")]
    scripts = [part for part in policy if part.startswith("script-src")]
    return (
        set(NEEDED) <= set(policy)
        and len(scripts) == 1
        and scripts[0].startswith("script-src 'self' 'nonce-")
        and "'unsafe-inline'" not in scripts[0]
        and not any(word in " ".join(policy) for word in ("http", "*", "ws:"))
        and response.headers["x-content-type-options"] == "nosniff"
        and response.headers["referrer-policy"] == "no-referrer"
    )


def asset(client: httpx.Client) -> str:
    """The path of one of Gradio's own scripts, as the page names it."""
    return next(part for part in client.get("/").text.split('"') if part.startswith("./assets/"))[1:]


@pytest.mark.parametrize(
    ("status", "method", "path", "headers"),
    [
        (200, "GET", "/", {}),
        (200, "HEAD", "/", {}),
        (200, "GET", "/healthz", {}),
        (200, "GET", "/config", {}),
        (200, "GET", "/page/page.js", {}),
        (200, "GET", "/page/style.css", {}),
        (200, "GET", "/page/icon.svg", {}),
        (200, "GET", "/theme.css", {}),
        (404, "GET", "/nowhere", {}),
        (404, "GET", "/page/missing.js", {}),
        (404, "GET", "/assets/missing.js", {}),
        (404, "GET", "/gradio_api/file=/etc/passwd", {}),
        (403, "GET", "/", {"origin": "http://outside.example"}),
        (421, "GET", "/", {"host": "outside.example"}),
        (405, "POST", "/", {}),
        (422, "POST", "/gradio_api/queue/join", {"content-type": "application/json"}),
        (400, "POST", "/gradio_api/queue/join", {"content-type": "application/json", "x-body": "{}"}),
    ],
)
def test_every_answer_is_under_the_policy(
    client: httpx.Client, status: int, method: str, path: str, headers: dict[str, str]
) -> None:
    body = json.dumps({"data": []}) if headers.pop("x-body", "") else None
    response = client.request(method, path, headers=headers, content=body)
    assert response.status_code == status
    assert is_strict(response)


def test_what_gradio_serves_is_too(client: httpx.Client) -> None:
    response = client.get(asset(client))
    assert response.status_code == 200
    assert is_strict(response)


def test_a_stream_is_too(client: httpx.Client) -> None:
    with client.stream("GET", "/gradio_api/heartbeat/abc") as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        assert is_strict(response)


def test_an_error_that_nobody_thought_of_is_too() -> None:
    with serving(Desk(Failing())) as url:
        response = httpx.get(f"{url}/healthz", trust_env=False)
    assert response.status_code == 500
    assert is_strict(response)
    assert "unheard" not in response.text


@pytest.mark.parametrize(
    "policy",
    [
        "",
        "default-src 'self'",
        "; ".join((*NEEDED, "script-src 'self' 'nonce-x' 'unsafe-inline'")),
        "; ".join((*NEEDED, "script-src 'self' 'nonce-x'", "font-src https://fonts.example")),
    ],
)
def test_a_weaker_policy_would_be_noticed(policy: str) -> None:
    headers = {"content-security-policy": policy, "x-content-type-options": "nosniff"}
    assert not is_strict(httpx.Response(200, headers={**headers, "referrer-policy": "no-referrer"}))
