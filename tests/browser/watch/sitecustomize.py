"""Python imports this as it starts, where PYTHONPATH names this folder: each address that the process, or a
Python process that it starts, connects to or looks up is then written to the file that YINJU_WATCH names."""

import json
import os
import sys

_LOOKED_UP = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")  # (host, …)
_REACHED = ("socket.connect", "socket.sendto", "socket.sendmsg")  # (socket, address)


def _watch(event: str, values: tuple[object, ...]) -> None:
    if event in _LOOKED_UP:
        host = values[0]
    elif event in _REACHED:
        address = values[1]
        if not isinstance(address, tuple):
            return  # a socket of this machine's file system, or what is connected already
        host = address[0]
    else:
        return
    text = host.decode("latin-1") if isinstance(host, bytes) else str(host or "localhost")
    line = json.dumps([event, text]).encode() + b"\n"
    log = os.open(os.environ["YINJU_WATCH"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(log, line)
    os.close(log)


if "YINJU_WATCH" in os.environ:
    sys.addaudithook(_watch)
