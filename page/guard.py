"""What the server lets in and the browser lets happen, as one small ASGI layer around everything.

- Only the paths that the page and the API use are open: Gradio's uploads, file serving and proxies are not.
- A Content-Security-Policy on every answer, refusals and errors too: nothing is loaded from anywhere but
  here, no script runs that is not ours (scripts in Gradio's page get a nonce), and no other site may frame
  the page. Our own script and style are put first in the page, so that they are there before anything shows.
- Only its own names are answered to, and no other site's page may ask (`page.hosts`).
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Awaitable, Callable, Collection, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from page.hosts import Hosts

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LOGIN = "/login"

_OPEN = re.compile(
    r"/(?:|healthz|original|page/\w+\.(?:js|css|svg)|theme\.css|favicon\.ico|manifest\.json|config|(?:assets|static|svelte)/.*"
    r"|documents/(?:list|work|trash|snapshots|upload|remove|restore|discard|empty|rebuild|cancel|rollback)"
    r"|gradio_api/(?:queue/(?:join|data)|heartbeat/[\w-]+|info|startup-events|app_id|reset|cancel"
    r"|call/(?:v2/)?(?:ask|search|documents)(?:/\w+)?|mcp)/?)"
)

# Gradio compiles its templates ('unsafe-eval') and styles elements in place ('unsafe-inline' for styles).
_POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'self'; "
    "form-action {forms}; frame-ancestors 'none'"
)

_SCRIPTS = ("page", "history", "export", "source", "labels", "evaluation", "documents", "uploads", "leave")
_STYLES = ("palette", "style", "asking", "quotes", "talk", "export", "labels", "evaluation", "documents")
_HEAD = (
    "<head>"
    + "".join(f'<script src="page/{name}.js"></script>' for name in _SCRIPTS)
    + "".join(f'<link rel="stylesheet" href="page/{name}.css">' for name in _STYLES)
    + '<link rel="icon" href="page/icon.svg">'
).encode()


class Guard:
    """Wraps an ASGI application. `also`: paths that are open besides those of the page and the API."""

    def __init__(self, app: App, hosts: Hosts, also: Collection[str] = ()) -> None:
        self._app = app
        self._hosts = hosts
        self._also = also

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":  # no part of the page uses WebSockets
            await self._answer(scope, receive, _Shielded(send, scope["path"]))

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        host = _host(scope)
        if not self._hosts.answers(host):
            await _refuse(send, 421, b"This server does not go by this name; see python ui.py --host-name.")
        elif not self._hosts.may_ask(host, _origin(scope)):
            await _refuse(send, 403, b"Another site may not ask here.")
        elif not _OPEN.fullmatch(scope["path"]) and scope["path"] not in self._also:
            await _refuse(send, 404, b"Not found.")
        else:
            await self._app(_plain(scope), receive, send)


class _Shielded:
    """Sends on what it is given, with our headers, and with the nonce in the scripts of Gradio's page."""

    def __init__(self, send: Send, path: str) -> None:
        self._send = send
        self._path = path
        self._nonce = secrets.token_urlsafe(16)
        self._start: Message = {}
        self._page: list[bytes] | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            await self._begin(message)
        elif self._page is None:
            await self._send(message)
        else:
            self._page.append(message.get("body", b""))
            if not message.get("more_body", False):
                await self._finish(b"".join(self._page))

    async def _begin(self, message: Message) -> None:
        headers = [(name.lower(), value) for name, value in message["headers"]]
        kind = dict(headers).get(b"content-type", b"")
        # Only the login page has a form; without a referrer a browser would not say which site sends it.
        forms, referrer = ("'self'", b"same-origin") if self._path == LOGIN else ("'none'", b"no-referrer")
        policy = _POLICY.format(nonce=self._nonce, forms=forms).encode()
        message["headers"] = [
            *headers,
            (b"content-security-policy", policy),
            (b"x-content-type-options", b"nosniff"),
            (b"referrer-policy", referrer),
            *([] if b"cache-control" in dict(headers) else [(b"cache-control", b"no-cache")]),
        ]
        # Gradio's page is held back: its length is known only once it is whole.
        if self._path == "/" and kind.startswith(b"text/html"):
            self._start, self._page = message, []
        else:
            await self._send(message)

    async def _finish(self, page: bytes) -> None:
        page = page.replace(b"<head>", _HEAD, 1).replace(
            b"<script", b'<script nonce="' + self._nonce.encode() + b'"'
        )
        headers = [pair for pair in self._start["headers"] if pair[0] != b"content-length"]
        self._start["headers"] = [*headers, (b"content-length", str(len(page)).encode())]
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": page})


def _plain(scope: Scope) -> Scope:
    """Without what Gradio would believe of the address it is reached at, which `Host` says and is checked.

    For the page itself, ask for no compression: its scripts are to be given a nonce.
    """
    unwanted = {b"x-forwarded-host", b"x-gradio-server"} | (
        {b"accept-encoding"} if scope["path"] == "/" else set()
    )
    return {**scope, "headers": [pair for pair in scope["headers"] if pair[0] not in unwanted]}


def header(scope: Scope, name: bytes) -> str:
    """What a request says under `name` (which is in small letters), "" if nothing."""
    value: bytes = dict(scope["headers"]).get(name, b"")
    return value.decode("latin-1")


def _host(scope: Scope) -> str:
    return re.sub(r":\d+$", "", header(scope, b"host")).strip("[]").lower()


def _origin(scope: Scope) -> str:
    """The host of the site whose page sends the request; "" when the browser does not say."""
    origin = header(scope, b"origin")
    return (urlsplit(origin).hostname or "null").lower() if origin else ""


async def _refuse(send: Send, status: int, reason: bytes) -> None:
    headers = [(b"content-type", b"text/plain"), (b"content-length", str(len(reason)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": reason})
