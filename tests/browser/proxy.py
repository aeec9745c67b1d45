"""A tiny reverse proxy that shows a server at a folder, as nginx does: the folder's name is taken off."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

_OWN = ("connection", "transfer-encoding", "keep-alive")
"""Headers of one connection only."""


@contextmanager
def proxied(url: str, folder: str, **headers: str) -> Iterator[str]:
    """The address at which the server at `url` is shown below `folder`; `headers` are added to requests."""

    class Handler(BaseHTTPRequestHandler):
        def pass_on(self) -> None:
            if not self.path.startswith(f"{folder}/"):
                self.send_error(404)
                return
            upstream = HTTPConnection(urlsplit(url).netloc)
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            upstream.request(
                self.command, self.path.removeprefix(folder), body, {**dict(self.headers), **headers}
            )
            response = upstream.getresponse()
            self.send_response(response.status)
            for name, value in response.getheaders():
                if name.lower() not in _OWN:
                    self.send_header(name, value)
            self.send_header("connection", "close")
            self.end_headers()
            while part := response.read1():  # a stream is passed on as it comes
                self.wfile.write(part)
                self.wfile.flush()

        do_GET = do_POST = pass_on

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{folder}"
    finally:
        server.shutdown()
