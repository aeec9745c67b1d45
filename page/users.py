"""Who may ask: a file with a user a line, `name:scrypt:…`, of which no password can be read.

    python -m page.users FILE NAME      asks for a password, and adds the user or changes the password

To shut a user out, delete the line; a server that runs notices.
"""

from __future__ import annotations

import argparse
import getpass
import hashlib
import hmac
import os
import re
import secrets
import sys
import unicodedata
from base64 import b64decode, b64encode
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from index.errors import YinjuError, printable, speak_utf8

SHORTEST, LONGEST = 8, 256
"""Characters of a password."""

# 16 MB and some .2 s a try, as OWASP's cheat sheet has it (2024).
_COST, _BLOCK, _PARALLEL = 1 << 14, 8, 5
_NAME = re.compile(r"[\w.@+-]{1,64}")


class Secret(NamedTuple):
    """What is kept of a password."""

    salt: bytes
    hash: bytes

    @classmethod
    def of(cls, password: str, salt: bytes | None = None) -> Secret:
        salt = salt or secrets.token_bytes(16)
        known = unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
        return cls(salt, hashlib.scrypt(known, salt=salt, n=_COST, r=_BLOCK, p=_PARALLEL))

    @classmethod
    def parse(cls, text: str) -> Secret:
        """Of `scrypt:<salt>:<hash>`, both in base64. Raises ValueError."""
        kind, salt, known = text.split(":")
        secret = cls(b64decode(salt, validate=True), b64decode(known, validate=True))
        if kind != "scrypt" or len(secret.salt) < 16 or len(secret.hash) != 64:
            raise ValueError("not a hash by scrypt")
        return secret

    def __str__(self) -> str:
        return f"scrypt:{b64encode(self.salt).decode()}:{b64encode(self.hash).decode()}"

    def is_of(self, password: str) -> bool:
        """Whether it is `password`; takes as long whatever the answer."""
        return hmac.compare_digest(Secret.of(password, self.salt).hash, self.hash)


class Users:
    """The users of a file, read again when it changes. Raises YinjuError if it cannot be read at first."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._nobody = Secret.of(secrets.token_hex())
        self._version = _version(path)
        self._users = read(path)
        if not self._users:
            raise YinjuError(f"{path} names no user; run: python -m page.users {path} NAME")

    def secret(self, name: str) -> Secret | None:
        """What the file has of a user now. A file that cannot be read any more lets nobody in."""
        with self._lock:
            if (version := _version(self._path)) != self._version:
                try:
                    self._users = read(self._path)
                except YinjuError as error:
                    print(error, file=sys.stderr)
                    self._users = {}
                self._version = version
            return self._users.get(_normal(name))

    def admitted(self, name: str, password: str) -> Secret | None:
        """The secret of user `name` if `password` is right. A name that is not there takes as long."""
        secret = self.secret(name)
        is_right = (secret or self._nobody).is_of(password[:LONGEST])
        return secret if is_right else None


def read(path: Path) -> dict[str, Secret]:
    """The users of a file. Raises YinjuError that names the line that is none."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise YinjuError(
            f"{path} cannot be read as a file of users ({error}); run: python -m page.users {path} NAME"
        ) from error
    users = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        name, _, secret = line.strip().partition(":")
        try:
            users[_normal(name)] = Secret.parse(secret)
        except ValueError as error:
            raise YinjuError(
                f"{path}, line {number}: {printable(name)!r} has no hash of a password; "
                f"delete the line and run: python -m page.users {path} NAME"
            ) from error
    return users


def write(path: Path, name: str, password: str) -> None:
    """Adds a user, or changes the password; other lines stay as they are. Raises YinjuError."""
    if not _NAME.fullmatch(_normal(name)):
        raise YinjuError(f"{printable(name)!r} is no name: letters, digits and . @ + - _, at most 64")
    if not SHORTEST <= len(password) <= LONGEST:
        raise YinjuError(f"a password has {SHORTEST} to {LONGEST} characters")
    if path.exists():
        read(path)
    old = path.read_text("utf-8").splitlines() if path.exists() else []
    others = [line for line in old if _normal(line.strip().partition(":")[0]) != _normal(name)]
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with open(unfinished, "x", encoding="utf-8", opener=_for_the_owner) as file:
            file.writelines(f"{line}\n" for line in (*others, f"{_normal(name)}:{Secret.of(password)}"))
        unfinished.replace(path)
    except OSError as error:
        raise YinjuError(f"{path} cannot be written ({error.strerror})") from error


def main(arguments: list[str] | None = None) -> int:
    speak_utf8()
    parser = argparse.ArgumentParser("python -m page.users", description="Add a user, or change a password.")
    parser.add_argument("file", type=Path, help="the file of users, for python ui.py --auth")
    parser.add_argument("name", help="the user's name")
    chosen = parser.parse_args(arguments)
    try:
        password = getpass.getpass(f"Password of {printable(chosen.name)}: ")
        if password != getpass.getpass("Once more: "):
            raise YinjuError("the passwords differ; nothing was changed")
        write(chosen.file, chosen.name, password)
    except YinjuError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{printable(chosen.name)} may log in: python ui.py --auth {chosen.file}")
    return 0


def _normal(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _version(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino


def _for_the_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


if __name__ == "__main__":
    sys.exit(main())
