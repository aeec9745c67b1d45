"""File → Document, whatever its format: plain text and Markdown here, all others by `formats`, isolated.

Of a text file, `Document.text` is its bytes decoded and nothing else: line ends stay as they are, only a byte
order mark is not part of the text.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from index.archive import ENDING, members, unpacked
from index.decode import NotText, decode
from index.digest import sha256_of
from index.document import Document, File, Skipped
from index.errors import DocumentError
from index.formats import PICTURES, PLAIN, SUFFIXES
from index.formats.kind import CONVERTED
from index.formats.markup import Text
from index.isolated import isolated
from index.reasons import Reason, unreadable
from index.vocabulary import GLOSSARY, USERDICT


def load(path: Path, root: Path) -> Document:
    """Reads one file below `root`.

    Raises DocumentError when it is of no known format, cannot be read, is empty or cannot be decoded.
    """
    return _document(path, name_of(path, root))


def load_file(file: File) -> Document:
    """Reads a file that `iter_files` found. Raises DocumentError."""
    if not file.member:
        return _document(file.path, file.name)
    with unpacked(file) as path:
        return _document(path, file.name)


def iter_documents(folder: Path) -> Iterator[Document | Skipped]:
    """Each file below `folder` as a Document, one at a time, or as a Skipped that says why not; sorted.

    Hidden files and a user's dictionaries are left out. Links are not followed: what they lead to comes
    under its own name, or lies outside, and then the link is named. Raises DocumentError when `folder` is
    missing or not a folder.
    """
    for file in iter_files(folder):
        try:
            yield file if isinstance(file, Skipped) else load_file(file)
        except DocumentError as error:
            yield Skipped(error.path, error.reason)


def iter_files(folder: Path) -> Iterator[File | Skipped]:
    """Each file as `iter_documents` has them, those in archives too, unread but for the hash of its bytes."""
    for entry in entries(folder):
        if isinstance(entry, Skipped):
            yield entry
        else:
            yield from contents(entry, name_of(entry, folder))


def contents(entry: Path, name: str) -> Iterator[File | Skipped]:
    """A file that `entries` found, or the files in it, if it is an archive."""
    try:
        if entry.suffix.lower() == ENDING:
            yield from members(entry, name)
        else:
            yield File(name, entry, sha256_of(entry))
    except OSError as error:
        yield Skipped(name, unreadable(error))


def readable() -> tuple[str, ...]:
    """The endings of files that can be read with what is installed here."""
    from index.formats import ocr, office

    lacking = {*(() if ocr.available() else PICTURES), *(() if office.found() else CONVERTED)}
    return tuple(suffix for suffix in (*SUFFIXES, ENDING) if suffix not in lacking)


def _document(path: Path, name: str) -> Document:
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        reason = Reason("unsupported", {"ending": suffix}) if suffix else Reason("no_ending")
        raise DocumentError(name, reason)
    try:
        if suffix in PLAIN:
            data = path.read_bytes()
            digest, read = sha256(data).hexdigest(), Text(decode(data))
        else:
            digest, read = sha256_of(path), isolated().read(path, suffix)
    except OSError as error:
        raise DocumentError(name, unreadable(error)) from error
    except (DocumentError, NotText) as error:
        raise DocumentError(name, error.reason) from error
    if not read.text.strip():
        raise DocumentError(name, Reason("empty"))
    return Document(id=name, path=name, sha256=digest, text=read.text, pages=read.pages, reads=read.reads)


def entries(folder: Path) -> Iterator[Path | Skipped]:
    """The files below `folder`, sorted and unread, as `iter_documents` has them; archives as one file.

    Raises as `iter_documents`.
    """
    if not folder.is_dir():
        raise DocumentError(str(folder), Reason("not_folder" if folder.exists() else "no_folder"))
    return _walk(folder, folder)


def _walk(folder: Path, root: Path) -> Iterator[Path | Skipped]:
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        reason = Reason("folder_closed", {"error": error.strerror or str(error)})
        yield Skipped(name_of(folder, root), reason)
        return
    for name in names:
        path = folder / name
        if name.startswith(".") or (folder == root and name in (GLOSSARY, USERDICT)):
            continue
        if path.is_symlink():
            if not _leads_inside(path, root):
                yield Skipped(name_of(path, root), Reason("link"))
        elif path.is_dir():
            yield from _walk(path, root)
        elif path.is_file():
            yield path
        else:
            yield Skipped(name_of(path, root), Reason("device"))


def _leads_inside(link: Path, root: Path) -> bool:
    try:
        return link.resolve(strict=True).is_relative_to(root.resolve())
    except (OSError, RuntimeError):  # broken, or a loop (a RuntimeError before Python 3.13)
        return False


def name_of(path: Path, root: Path) -> str:
    """The path below `root`, with `/`; bytes that are no UTF-8 as `\\x..`."""
    name = path.relative_to(root) if path.is_relative_to(root) else path
    return os.fsencode(name.as_posix()).decode("utf-8", "backslashreplace")
