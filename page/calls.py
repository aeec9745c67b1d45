"""Calls of the API as they arrive: their values checked and completed, before Gradio sees them.

Gradio answers a call with too few values, or with one that has another name, by an error that says nothing.
So a call may give its values in order, `{"data": [...]}`, or by name (at `/call/v2/`); those left out get
their defaults, and what is wrong is said at once.
"""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Callable
from typing import Any

from starlette.responses import JSONResponse

from index.errors import QuestionError
from page.guard import App, Message, Receive, Scope, Send
from page.received import body_of

LARGEST = 1 << 16
"""Bytes of the largest call."""

_CALL = re.compile(r"/gradio_api/call/(v2/)?(\w+)/?")


class Calls:
    """Wraps an ASGI application that answers calls of `functions`, by their names."""

    def __init__(self, app: App, functions: tuple[Callable[..., Any], ...]) -> None:
        self._app = app
        self._functions = {function.__name__: function for function in functions}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        found = _CALL.fullmatch(scope["path"]) if scope["type"] == "http" else None
        function = self._functions.get(found[2]) if found else None
        if not found or not function or scope["method"] != "POST":
            await self._app(scope, receive, send)
            return
        body = await body_of(receive, LARGEST)
        if body is None:
            status, reason = 413, f"the call is larger than {LARGEST:,} bytes"
            await JSONResponse({"error": reason}, status)(scope, receive, send)
            return
        try:
            values = completed(function, body, named=bool(found[1]))
        except QuestionError as error:
            await JSONResponse({"error": str(error)}, 422)(scope, receive, send)
            return
        whole = json.dumps({"data": values}).encode()
        await self._app(
            _at(scope, f"/gradio_api/call/{function.__name__}", whole), _given(whole, receive), send
        )


def completed(function: Callable[..., Any], body: bytes, named: bool) -> list[Any]:
    """All values of a call of `function`, in order. Raises QuestionError."""
    try:
        said: Any = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise QuestionError("the call is not JSON") from error
    signature = inspect.signature(function)
    try:
        match named, said:
            case True, dict():
                bound = signature.bind(**said)
            case False, {"data": [*values]}:
                bound = signature.bind(*values)
            case _:
                shape = '{"question": "…"}' if named else '{"data": ["…"]}'
                raise QuestionError(f"the call is not of the shape {shape}")
    except TypeError as error:
        raise QuestionError(
            f"{function.__name__} takes {', '.join(signature.parameters)}: {error}"
        ) from error
    bound.apply_defaults()
    return list(bound.args)


def _at(scope: Scope, path: str, body: bytes) -> Scope:
    others = [pair for pair in scope["headers"] if pair[0] not in (b"content-length", b"content-type")]
    headers = [*others, (b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
    return {**scope, "path": path, "raw_path": path.encode(), "headers": headers}


def _given(body: bytes, receive: Receive) -> Receive:
    """A `receive` that gives `body`, then what else there is: that who asked has gone."""
    left = [body]

    async def given() -> Message:
        return {"type": "http.request", "body": left.pop()} if left else await receive()

    return given
