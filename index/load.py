"""File → Document: plain text and Markdown, in the encodings that Chinese documents come in.

`Document.text` is the file's bytes decoded and nothing else: line ends stay as they are, only a byte
order mark is not part of the text.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TypeVar

from index.decode import decode
from index.document import Document, File, Skipped
from index.errors import DocumentError
from index.vocabulary import GLOSSARY, USERDICT

_Read = TypeVar("_Read", Document, File)
SUFFIXES = (".txt", ".text", ".md", ".markdown")


def load(path: Path, root: Path) -> Document:
    """Reads one file below `root`.

    Raises DocumentError when it is not a text format, cannot be read, is empty or cannot be decoded.
    """
    name = _name(path, root)
    if path.suffix.lower() not in SUFFIXES:
        raise DocumentError(
            name, f"{path.suffix or 'no suffix'} is not supported yet; save it as .txt or .md"
        )
    try:
        data = path.read_bytes()
    except OSError as error:
        raise _unreadable(name, error) from error
    try:
        text = decode(data)
    except ValueError as error:
        raise DocumentError(name, str(error)) from error
    if not text.strip():
        raise DocumentError(name, "empty; put text into it or remove it")
    return Document(id=name, path=name, sha256=sha256(data).hexdigest(), text=text)


def iter_documents(folder: Path) -> Iterator[Document | Skipped]:
    """Each file below `folder` as a Document, one at a time, or as a Skipped that says why not; sorted.

    Hidden files and a user's dictionaries are left out. Links are not followed: what they lead to comes
    under its own name, or lies outside, and then the link is named. Raises DocumentError when `folder` is
    missing or not a folder.
    """
    return _each(folder, load)


def iter_files(folder: Path) -> Iterator[File | Skipped]:
    """Each file as `iter_documents` finds them, unread but for the hash of its bytes."""
    return _each(folder, _hashed)


def _each(folder: Path, read: Callable[[Path, Path], _Read]) -> Iterator[_Read | Skipped]:
    for entry in _entries(folder):
        if isinstance(entry, Skipped):
            yield entry
            continue
        try:
            yield read(entry, folder)
        except DocumentError as error:
            yield Skipped(error.path, error.reason)


def _hashed(path: Path, root: Path) -> File:
    try:
        with path.open("rb") as file:
            return File(_name(path, root), path, root, file_digest(file, "sha256").hexdigest())
    except OSError as error:
        raise _unreadable(_name(path, root), error) from error


def _unreadable(name: str, error: OSError) -> DocumentError:
    return DocumentError(name, f"cannot be read ({error.strerror or error}); check it")


def _entries(folder: Path) -> Iterator[Path | Skipped]:
    if not folder.is_dir():
        reason = "not a folder" if folder.exists() else "no such folder"
        raise DocumentError(str(folder), f"{reason}; give the folder that holds the documents")
    return _walk(folder, folder)


def _walk(folder: Path, root: Path) -> Iterator[Path | Skipped]:
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        reason = f"folder cannot be listed ({error.strerror or error}); check its permissions"
        yield Skipped(_name(folder, root), reason)
        return
    for name in names:
        path = folder / name
        if name.startswith(".") or (folder == root and name in (GLOSSARY, USERDICT)):
            continue
        if path.is_symlink():
            if not _leads_inside(path, root):
                yield Skipped(
                    _name(path, root),
                    "a link that leads nowhere or out of the folder; put the file itself here",
                )
        elif path.is_dir():
            yield from _walk(path, root)
        elif path.is_file():
            yield path
        else:
            yield Skipped(_name(path, root), "not a regular file (a socket, pipe or device); remove it")


def _leads_inside(link: Path, root: Path) -> bool:
    try:
        return link.resolve(strict=True).is_relative_to(root.resolve())
    except (OSError, RuntimeError):  # broken, or a loop (a RuntimeError before Python 3.13)
        return False


def _name(path: Path, root: Path) -> str:
    """The path below `root`, with `/`; bytes that are no UTF-8 as `\\x..`."""
    name = path.relative_to(root) if path.is_relative_to(root) else path
    return os.fsencode(name.as_posix()).decode("utf-8", "backslashreplace")
