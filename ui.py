"""The browser's face: `python ui.py`, then open http://127.0.0.1:7860.

It has no logic of its own: `page.app` puts the page together, `page.desk` answers its events, and this file
reads the command line and serves.
"""

from __future__ import annotations

import argparse
import asyncio
import locale
import os
import re
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import uvicorn

from index.arguments import positive
from index.errors import YinjuError
from page.app import build_app
from page.desk import Desk
from page.documents.rebuild import as_before
from page.documents.room import Room
from page.evaluation import Evaluation
from page.feedback import Labelling
from page.guard import Guard
from page.hosts import LOCAL, Hosts
from page.users import Users
from qa.feedback import NAME, Feedback
from qa.reader import READERS

_GRACE = 3
"""Seconds that answers under way have to end once the server is to."""
_OPENLY = "Everyone who can reach this address can read the documents; see --auth."
_IN_CLEAR = "Passwords cross the network unencrypted unless a proxy with TLS stands before: docs/serving.md"


class _Server(uvicorn.Server):
    """Says where it is once it really serves, and ends without a word though pages are open.

    `ending` is called as soon as it is to end.
    """

    def __init__(self, config: uvicorn.Config, ending: Callable[[], object]) -> None:
        super().__init__(config)
        self._ending = ending

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started and sockets:
            host, port = sockets[0].getsockname()[:2]
            at = f"http://{f'[{host}]' if ':' in host else host}:{port}"
            print(f"引据已在 {at}" if _is_chinese() else f"Yinju is at {at}", flush=True)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Waits for answers under way, then lets go of open pages: each keeps a connection for good."""
        self._ending()
        if self.server_state.tasks:
            await asyncio.wait(tuple(self.server_state.tasks), timeout=_GRACE)
        for connection in tuple(self.server_state.connections):
            connection.transport.close()
        await super().shutdown(sockets)


def serve(app: Guard, listening: socket.socket, ending: Callable[[], object]) -> None:
    """Serves until interrupted; calls `ending` then."""
    config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=_GRACE)
    _Server(config, ending).run(sockets=[listening])


def listen(host: str, port: int) -> socket.socket:
    """A socket bound to `host` and `port`. Raises YinjuError that says what to do when it cannot be had."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
        if os.name == "posix":  # elsewhere this option would share the port with who has it
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except OSError as error:
        raise YinjuError(
            f"{host}:{port} cannot be used ({error.strerror}). Is Yinju running there already? "
            f"Open it in the browser, or choose another port: python ui.py --port {port + 1}"
        ) from error
    return listening


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python ui.py", description="Ask the documents in a browser.")
    parser.add_argument("--index", type=Path, default=Path(".index"), help="index folder (default: .index)")
    parser.add_argument(
        "--documents", type=Path, help="index this folder first, and look after it in the browser"
    )
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to serve at (default: this machine only)"
    )
    parser.add_argument(
        "--host-name", action="append", default=[], metavar="NAME", help="a name that browsers reach it by"
    )
    parser.add_argument(
        "--root-path", type=_folder, default="", metavar="/FOLDER", help="where a proxy shows it"
    )
    parser.add_argument("--port", type=_port, default=7860, help="port to serve at (default: 7860)")
    parser.add_argument("--reader", choices=READERS, default=READERS[0], help="none: by rules alone")
    parser.add_argument(
        "--auth", type=Path, metavar="FILE", help="who may ask; add users by: python -m page.users FILE NAME"
    )
    parser.add_argument(
        "--allow-changes",
        action="store_true",
        help="whoever can reach the address may change documents and labels, rebuild and evaluate",
    )
    parser.add_argument(
        "--max-upload-mb", type=positive, default=200, metavar="MB", help="largest file that is taken (200)"
    )
    parser.add_argument(
        "--max-files", type=positive, default=50_000, metavar="N", help="files the folder may hold (50000)"
    )
    parser.add_argument("--mcp", action="store_true", help="answer assistants too: /gradio_api/mcp")
    chosen = parser.parse_args(arguments)
    try:
        users = Users(chosen.auth) if chosen.auth else None
        listening = listen(chosen.host, chosen.port)
        if chosen.documents:
            _index(chosen.documents, chosen.index)
    except YinjuError as error:
        print(error, file=sys.stderr)
        return 1
    local_only = chosen.host in LOCAL and not chosen.host_name  # a proxy has a name
    if not local_only:
        print(_OPENLY if users is None else _IN_CLEAR, file=sys.stderr)
    from qa.live import LiveEngine

    desk = Desk(LiveEngine(chosen.index, chosen.reader))
    _, said = desk.health()  # opens the engine, so that the first question need not wait for it
    if "message" in said:
        print(said["message"], file=sys.stderr)
    changes = local_only or chosen.allow_changes
    room = Room(
        chosen.index,
        chosen.documents,
        changes=changes,
        published=desk.health,
        max_bytes=chosen.max_upload_mb << 20,
        max_files=chosen.max_files,
    )
    labelling = Labelling(Feedback(chosen.index / NAME))
    evaluated = Evaluation(chosen.index, chosen.reader, writable=changes)
    try:
        hosts = Hosts(local_only, [chosen.host, *chosen.host_name])
        app = build_app(
            desk,
            hosts,
            labelling=labelling,
            room=room,
            evaluated=evaluated,
            mcp=chosen.mcp,
            users=users,
            root_path=chosen.root_path,
        )
    except YinjuError as error:
        print(error, file=sys.stderr)
        return 1

    def ending() -> None:
        room.close()
        evaluated.close()

    serve(app, listening, ending)
    return 0


def _port(text: str) -> int:
    """A port's number; 0 lets the system choose."""
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port: 0 to 65535")
    return int(text)


def _folder(text: str) -> str:
    """A path such as /yinju; "" for /."""
    if not re.fullmatch(r"(?:/[\w.~-]+)*/?", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no path such as /yinju")
    return text.rstrip("/")


def _index(documents: Path, index: Path) -> None:
    """The same as `python -m index DOCUMENTS --index INDEX`, with the model that the index has.

    What cannot be indexed is said there, and may be looked after on the page. Raises YinjuError where there
    is no folder.
    """
    from index.__main__ import main as run

    if not documents.is_dir():
        raise YinjuError(f"{documents}: no such folder; give the folder that holds the documents")
    run([str(documents), "--index", str(index), *as_before(index)])


def _is_chinese() -> bool:
    return (locale.getlocale()[0] or os.environ.get("LANG", "")).startswith(("zh", "Chinese"))


if __name__ == "__main__":
    sys.exit(main())
