"""The way to the folder of documents: what is shown comes by GET, every change by POST, all as JSON.

{"html": …} is what the page shows, escaped. A change is made only for a page of our own: it says so in a
header that other sites' pages cannot send, and comes from the host that it asks.
"""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Body, Depends, FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse
from starlette.requests import ClientDisconnect

from index.errors import YinjuError, printable
from index.history import history, rollback
from index.snapshot import names
from page.answer import render_error
from page.documents.listing import render_list
from page.documents.past import render_snapshots, render_trash
from page.documents.refused import Refused
from page.documents.room import Room
from page.documents.work import render_work
from page.texts import say

_AT_ONCE = 1000
"""Files that are removed at once."""


def documents_app(room: Room) -> FastAPI:
    """What is mounted at /documents."""
    app = FastAPI(openapi_url=None)

    @app.exception_handler(YinjuError)
    def refuse(_: Request, error: YinjuError) -> JSONResponse:
        if isinstance(error, Refused):
            return _said(say(error.key, **error.values), error.status)
        return _said(render_error(error), 409)

    @app.get("/list")
    def files(find: str = "", state: str = "", page: int = 1) -> JSONResponse:
        return _said(render_list(room.standing(), find, state, page, changes=not room.why_not))

    @app.get("/work")
    def work() -> JSONResponse:
        if room.why_not:
            return JSONResponse({"html": "", "busy": False, "version": room.version})
        progress, outcome = room.rebuild.progress, room.rebuild.outcome
        stated = {"html": render_work(progress, outcome), "busy": progress is not None}
        return JSONResponse({**stated, "version": room.version})

    @app.get("/trash")
    def trash() -> JSONResponse:
        return _said(render_trash(room.shelf.removed()))

    @app.get("/snapshots")
    def snapshots() -> JSONResponse:
        entries = history(room.index) if names(room.index) else []
        return _said(render_snapshots(entries, changes=not room.why_not))

    ours = [Depends(_ours)]

    @app.post("/upload", dependencies=ours)
    async def upload(request: Request, name: str) -> JSONResponse:
        shelf = room.shelf
        parts = shelf.checked(name)
        with shelf.receiving() as incoming:
            try:
                async for chunk in request.stream():
                    await run_in_threadpool(incoming.write, chunk)
            except ClientDisconnect:
                return _said("", 400)
            placed = await run_in_threadpool(shelf.place, incoming, parts)
        if placed.already:
            return _said(say("upload_already", name=printable(placed.name)))
        return _said(say("upload_as", name=placed.name) if placed.name != name else "")

    @app.post("/remove", dependencies=ours)
    def remove(files: Annotated[list[str], Body(embed=True, max_length=_AT_ONCE)]) -> JSONResponse:
        for name in files:
            room.shelf.remove(name)
        return _said(say("removed", count=len(files)))

    @app.post("/restore", dependencies=ours)
    def restore(id: Annotated[str, Body(embed=True)]) -> JSONResponse:
        return _said(say("restored", name=printable(room.shelf.restore(id).name)))

    @app.post("/discard", dependencies=ours)
    def discard(id: Annotated[str, Body(embed=True)]) -> JSONResponse:
        room.shelf.discard(id)
        return _said(say("discarded"))

    @app.post("/empty", dependencies=ours)
    def empty(latest: Annotated[str, Body(embed=True)]) -> JSONResponse:
        return _said(say("trash_emptied", count=room.shelf.empty(latest)))

    @app.post("/rebuild", dependencies=ours)
    def rebuild() -> JSONResponse:
        room.rebuild.start()
        return _said("")

    @app.post("/cancel", dependencies=ours)
    def cancel() -> JSONResponse:
        room.rebuild.cancel()
        return _said("")

    @app.post("/rollback", dependencies=ours)
    def go_back(id: Annotated[str, Body(embed=True)]) -> JSONResponse:
        room.shelf  # noqa: B018 (raises where nothing can be changed)
        rollback(room.index, id)
        room.published()
        return _said(say("rolled_back", id=id))

    return app


def _ours(request: Request) -> None:
    """Raises Refused unless the request comes from a page of this server."""
    origin = request.headers.get("origin")
    if request.headers.get("x-yinju") != "1" or (
        origin and urlsplit(origin).netloc.lower() != request.headers.get("host", "").lower()
    ):
        raise Refused("documents_foreign", 403)


def _said(html: str, status: int = 200) -> JSONResponse:
    return JSONResponse({"html": html}, status)
