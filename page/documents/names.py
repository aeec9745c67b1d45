"""What a browser calls a file → a name that is safe on every system, or none.

A name is one component: without separators, `..`, control and direction characters, what Windows reserves,
and not longer than file systems hold. A path, of a folder that was uploaded, is several of them.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

from page.documents.refused import Refused

LONGEST = 200
"""Bytes of a name in UTF-8; most file systems hold 255, and a number may be added."""
DEEPEST = 8
"""Folders in one another."""

_NOT_ON_WINDOWS = re.compile(r'[<>:"|?*]')
_DEVICE = re.compile(
    r"(?:CON|PRN|AUX|NUL|(?:COM|LPT)[0-9¹²³]|CONIN\$|CONOUT\$)(?=\s*(?:\.|$))", re.IGNORECASE
)
_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def cleaned_path(path: str) -> tuple[str, ...]:
    """The components of a path that a browser gives, cleaned; the last is the file. Raises Refused."""
    parts = [cleaned(part) for part in re.split(r"[/\\]", path)]
    named = tuple(part for part in parts if part)
    if not named or not parts[-1]:
        raise Refused("name_empty")
    if len(named) > DEEPEST:
        raise Refused("name_deep", most=DEEPEST)
    return named


def cleaned(name: str) -> str:
    """One component as it may be called; "" if nothing of it remains.

    >>> cleaned("..\\u202egpj.txt "), cleaned("a/b"), cleaned("con.txt"), cleaned("..")
    ('gpj.txt', 'a_b', '_con.txt', '')
    """
    name = unicodedata.normalize("NFC", name)
    name = "".join(
        " " if one.isspace() else one
        for one in name
        if one.isspace() or unicodedata.category(one) not in _UNSEEN
    )
    name = _NOT_ON_WINDOWS.sub("_", re.sub(r"[/\\]", "_", unicodedata.normalize("NFC", name)))
    name = _trimmed(" ".join(name.split()))
    if _DEVICE.match(name):
        name = f"_{name}"
    return _shortened(name)


def numbered(name: str, number: int) -> str:
    """The name of another file that would be called the same.

    >>> numbered("report.pdf", 2)
    'report (2).pdf'
    """
    path = PurePosixPath(name)
    return f"{path.stem} ({number}){path.suffix}"


def _trimmed(name: str) -> str:
    """Without dots and blanks in front, which hide a file, and behind, which Windows leaves out."""
    return name.strip(" .")


def _shortened(name: str) -> str:
    if len(name.encode()) <= LONGEST:
        return name
    suffix = PurePosixPath(name).suffix
    if len(suffix.encode()) > 20:  # it is none
        suffix = ""
    stem = name[: len(name) - len(suffix)].encode()[: LONGEST - len(suffix.encode())]
    return _trimmed(stem.decode("utf-8", "ignore")) + suffix
