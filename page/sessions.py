"""Who is logged in: known by a cookie, or by the password sent along with each call."""

from __future__ import annotations

import hashlib
import secrets
import time
from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from page.attempts import Attempts
from page.users import Secret, Users

HOURS = 12
"""A session ends after a working day."""

PER_ADDRESS, PER_NAME = 10, 50
"""Wrong passwords from one address, and for one name, until it must wait: see page.attempts."""


class TooMany(Exception):
    """Too many wrong passwords of late."""


@dataclass(frozen=True, slots=True)
class _Session:
    name: str
    secret: Secret
    ends: float


class Sessions:
    """A session ends with its time, when it is closed, and when the user's line changes or goes.

    Tokens and passwords are kept only as hashes with a key of this process.
    """

    def __init__(self, users: Users, now: Callable[[], float] = time.monotonic) -> None:
        self._users = users
        self._now = now
        self._key = secrets.token_bytes(32)
        self._lock = Lock()
        self._sessions: dict[bytes, _Session] = {}
        self._addresses = Attempts(PER_ADDRESS, now)
        self._names = Attempts(PER_NAME, now)

    def open(self, name: str, password: str, address: str) -> str | None:
        """A new session's token, or None if the password is wrong. Slow. Raises TooMany."""
        secret = self._admitted(name, password, address)
        if secret is None:
            return None
        token = secrets.token_urlsafe(32)
        self._keep(token, name, secret)
        return token

    def is_open(self, token: str) -> bool:
        """Whether a token is that of a session that has not ended."""
        with self._lock:
            session = self._sessions.get(self._hash(token))
        if session is None:
            return False
        return session.ends > self._now() and self._users.secret(session.name) == session.secret

    def admits(self, authorization: str, address: str) -> bool:
        """Whether an `Authorization` header has a user's password. Slow the first time. Raises TooMany."""
        if self.is_open(authorization):
            return True
        kind, _, encoded = authorization.partition(" ")
        try:
            name, colon, password = b64decode(encoded, validate=True).decode("utf-8").partition(":")
        except ValueError:
            return False
        if kind.lower() != "basic" or not colon:
            return False
        secret = self._admitted(name, password, address)
        if secret is not None:
            self._keep(authorization, name, secret)
        return secret is not None

    def close(self, token: str) -> None:
        with self._lock:
            self._sessions.pop(self._hash(token), None)

    def _admitted(self, name: str, password: str, address: str) -> Secret | None:
        if not (self._addresses.begin(address) and self._names.begin(name)):
            raise TooMany
        secret = self._users.admitted(name, password)
        if secret is not None:
            self._addresses.succeeded(address)
            self._names.succeeded(name)
        return secret

    def _keep(self, token: str, name: str, secret: Secret) -> None:
        now = self._now()
        with self._lock:
            self._sessions = {key: one for key, one in self._sessions.items() if one.ends > now}
            self._sessions[self._hash(token)] = _Session(name, secret, now + HOURS * 3600)

    def _hash(self, token: str) -> bytes:
        return hashlib.blake2b(token.encode("utf-8", "surrogatepass"), key=self._key).digest()
