"""Lets nobody in without a password: the login page, and the layer that stands before all the rest.

The page of its own needs no script. A browser gets a cookie that no script can read and no other site can
have sent; programs send `Authorization: Basic` with each call.
"""

from __future__ import annotations

from html import escape
from urllib.parse import parse_qs

import anyio
from starlette.requests import cookie_parser
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from page.guard import LOGIN, App, Receive, Scope, Send, header
from page.received import body_of
from page.sessions import HOURS, Sessions, TooMany
from page.texts import in_language, say
from page.users import LONGEST

LOGOUT = "/logout"
WITHOUT = ("/healthz", "/page/palette.css", "/page/login.css", "/page/icon.svg")
"""What may be had by anyone, beside the login page."""

_LARGEST = 4096
_AT_ONCE = 2
_COOKIE = "yinju"


class Login:
    """Wraps an ASGI application. `root_path`: where the server is seen by browsers, "" or like "/yinju"."""

    def __init__(self, app: App, sessions: Sessions, root_path: str = "") -> None:
        self._app = app
        self._sessions = sessions
        self._root_path = root_path
        self._limiter = anyio.CapacityLimiter(_AT_ONCE)  # passwords take time and memory to check

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in WITHOUT:
            await self._app(scope, receive, send)
        elif scope["path"] == LOGIN:
            await (await self._log_in(scope, receive))(scope, receive, send)
        elif refusal := await self._refusal(scope):
            await refusal(scope, receive, send)
        elif scope["path"] == LOGOUT:
            await self._log_out(scope)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _refusal(self, scope: Scope) -> Response | None:
        """What those hear who are not logged in; None for those who are."""
        authorization = header(scope, b"authorization")
        try:
            if self._sessions.is_open(_token(scope)) or (
                authorization
                and await anyio.to_thread.run_sync(
                    self._sessions.admits, authorization, _address(scope), limiter=self._limiter
                )
            ):
                return None
        except TooMany:
            return JSONResponse({"error": "too many wrong passwords; wait five minutes"}, 429)
        if scope["path"] == "/" and scope["method"] == "GET" and not authorization:
            return RedirectResponse(LOGIN[1:], 303)
        # Only programs are told how: of what the page asks for, a browser would ask its user in a window.
        asks = scope["path"].startswith(("/gradio_api/call/", "/gradio_api/mcp"))
        challenge = {"www-authenticate": 'Basic realm="Yinju", charset="UTF-8"'} if asks else None
        return JSONResponse({"error": "log in first, or send a name and a password"}, 401, challenge)

    async def _log_in(self, scope: Scope, receive: Receive) -> Response:
        if scope["method"] in ("GET", "HEAD"):
            return _page(scope)
        if scope["method"] != "POST":
            return Response(status_code=405, headers={"allow": "GET, POST"})
        name, password = _fields(await body_of(receive, _LARGEST))
        try:
            token = await anyio.to_thread.run_sync(
                self._sessions.open, name, password, _address(scope), limiter=self._limiter
            )
        except TooMany:
            return _page(scope, 429, "login_wait", name)
        if token is None:
            return _page(scope, 401, "login_wrong", name)
        self._sessions.close(_token(scope))
        return self._with_cookie(RedirectResponse("./", 303), scope, token, HOURS * 3600)

    def _log_out(self, scope: Scope) -> Response:
        if scope["method"] != "POST":
            return Response(status_code=405, headers={"allow": "POST"})
        self._sessions.close(_token(scope))
        return self._with_cookie(Response(status_code=204), scope, "", 0)

    def _with_cookie(self, response: Response, scope: Scope, token: str, seconds: int) -> Response:
        response.set_cookie(
            _COOKIE,
            token,
            max_age=seconds,
            path=self._root_path or "/",
            secure=scope.get("scheme") == "https",
            httponly=True,
            samesite="strict",
        )
        return response


def _page(scope: Scope, status: int = 200, problem: str = "", name: str = "") -> Response:
    """The login page, in the language that the browser asks for first."""
    language = "zh" if header(scope, b"accept-language").lower().startswith("zh") else "en"
    said = in_language(language)
    alert = f'<p class="problem" role="alert" id="problem">{say(problem)}</p>' if problem else ""
    about = ' aria-describedby="problem"' if problem else ""
    focus = ("", " autofocus") if name else (" autofocus", "")
    content = f"""<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(said["login"])} · 引据 Yinju</title>
<link rel="icon" href="page/icon.svg">
<link rel="stylesheet" href="page/palette.css">
<link rel="stylesheet" href="page/login.css">
</head>
<body class="as-system">
<main>
<span class="seal" aria-hidden="true">引<br>据</span>
<h1><span lang="zh">引据</span><span lang="en">Yinju</span></h1>
<p>{say("motto")}</p>
<form method="post" action="login">
{alert}
<label for="name">{say("login_name")}</label>
<input id="name" name="name" value="{escape(name)}" maxlength="64" autocomplete="username"
 autocapitalize="none" spellcheck="false" required{about}{focus[0]}>
<label for="password">{say("login_password")}</label>
<input id="password" name="password" type="password" maxlength="{LONGEST}" autocomplete="current-password"
 required{about}{focus[1]}>
<button>{say("login")}</button>
</form>
</main>
</body>
</html>
"""
    return HTMLResponse(content, status, {"cache-control": "no-store", "vary": "accept-language"})


def _fields(body: bytes | None) -> tuple[str, str]:
    """The name and the password of a form that was sent; empty where it has none."""
    try:
        fields = parse_qs((body or b"").decode("ascii"), max_num_fields=8, errors="strict")
    except ValueError:
        return "", ""
    return fields.get("name", [""])[0].strip(), fields.get("password", [""])[0]


def _token(scope: Scope) -> str:
    return cookie_parser(header(scope, b"cookie")).get(_COOKIE, "")


def _address(scope: Scope) -> str:
    return str((scope.get("client") or ("",))[0])
