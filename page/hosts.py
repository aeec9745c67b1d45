"""Which `Host` and `Origin` are answered: a site that points its own name here (DNS rebinding) is refused."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable

LOCAL = ("127.0.0.1", "localhost", "::1")


class Hosts:
    """The names of this server, without a port.

    Served to others (not `local_only`), it answers to any address in figures too: there no name leads astray.
    """

    def __init__(self, local_only: bool, names: Iterable[str] = ()) -> None:
        self._local_only = local_only
        self._names = {name.lower() for name in names}

    def answers(self, host: str) -> bool:
        """Whether requests to `host` are answered."""
        return host in LOCAL or host in self._names or (not self._local_only and _is_address(host))

    def may_ask(self, host: str, origin: str) -> bool:
        """Whether a page of `origin` may ask `host`; "" is what is no page's."""
        return origin in ("", host) or (origin in LOCAL and host in LOCAL)


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
