"""The file that a document was read from, to be downloaded: never shown, and only as it was indexed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from index.errors import YinjuError
from page.desk import Engine
from page.texts import TEXTS

if TYPE_CHECKING:
    from starlette.responses import Response


class Originals:
    """Hands out the files of the current snapshot; `engine` gives the engine at the time."""

    def __init__(self, engine: Callable[[], Engine]) -> None:
        self._engine = engine

    def respond(self, document_id: str, site: str) -> Response:
        """The file of the document with that id, or why it cannot be had.

        The id is looked up in the snapshot, which says whose file it is; it is no path. `site`: what the
        browser says of who asks (`Sec-Fetch-Site`); pages of other sites get nothing.
        """
        from starlette.responses import FileResponse, PlainTextResponse

        if site not in ("", "same-origin", "none"):
            return PlainTextResponse("Another site may not ask for a file.", 403)
        try:
            snapshot = self._engine().snapshot
            document = snapshot.document(document_id)
            path = snapshot.file(document)
        except KeyError:
            return PlainTextResponse("No such document.", 404)
        except YinjuError as error:
            return PlainTextResponse(str(error), 503)
        if path is None:
            return PlainTextResponse(" · ".join(TEXTS["no_original"]), 409)
        return FileResponse(
            path,
            media_type="application/octet-stream",
            filename=PurePosixPath(document.path).name,
            headers={
                "content-security-policy": "sandbox; default-src 'none'",
                "cross-origin-resource-policy": "same-origin",
                "cache-control": "no-store",
            },
        )
