"""Files in ZIP archives, each under the archive's name: `公文.zip/通知.docx`.

Nothing is unpacked but one file at a time, into a temporary folder under a name of our own, and within
limits: what an archive calls its files decides over nothing but what they are called.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from index.document import File, Skipped
from index.errors import DocumentError
from index.reasons import Reason

ENDING = ".zip"
MEMBERS = 10_000
LARGEST, TOGETHER = 512 << 20, 4 << 30
"""Bytes of one file, and of all in an archive."""
RATIO = 200
"""What is packed smaller than this was made to do harm, or holds next to nothing."""
_SMALL = 1 << 20
_CHUNK = 1 << 20
_BROKEN = (zipfile.BadZipFile, zlib.error, KeyError, OSError, RuntimeError, ValueError, EOFError)
_UTF8, _ENCRYPTED = 0x800, 0x1


def members(path: Path, name: str) -> Iterator[File | Skipped]:
    """The files in the archive at `path`, which is called `name`; those that cannot be read are named."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [one for one in archive.infolist() if not one.is_dir()]
            if len(entries) > MEMBERS:
                yield Skipped(name, Reason("zip_many", {"count": len(entries)}))
                return
            together = 0
            for entry in sorted(entries, key=_name):
                inner = _name(entry)
                if inner.rpartition("/")[2].startswith((".", "~$")) or inner.startswith("__MACOSX/"):
                    continue
                full = f"{name}/{inner}"
                together += entry.file_size
                if code := _refused(entry, together):
                    yield Skipped(full, Reason(code))
                    continue
                try:
                    digest = sha256()
                    for chunk in _chunks(archive, entry):
                        digest.update(chunk)
                    yield File(full, path, digest.hexdigest(), entry.filename)
                except _BROKEN as error:
                    yield Skipped(full, Reason("packed_damaged", {"error": str(error)}))
    except _BROKEN as error:
        yield Skipped(name, Reason("zip_damaged", {"error": str(error)}))


@contextmanager
def unpacked(file: File) -> Iterator[Path]:
    """A member of an archive as a file by itself, for as long as it is read. Raises DocumentError."""
    with TemporaryDirectory(prefix="yinju-zip-") as folder:
        target = Path(folder) / f"file{Path(file.name).suffix}"
        try:
            with zipfile.ZipFile(file.path) as archive, target.open("wb") as out:
                for chunk in _chunks(archive, archive.getinfo(file.member)):
                    out.write(chunk)
        except _BROKEN as error:
            raise DocumentError(file.name, Reason("packed_damaged", {"error": str(error)})) from error
        yield target


def _chunks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """A member's bytes. Raises ValueError when there are more than it declares."""
    left = entry.file_size
    with archive.open(entry) as member:
        while chunk := member.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                raise ValueError("larger than it says")
            yield chunk


def _refused(entry: zipfile.ZipInfo, together: int) -> str:
    """The code of the reason why a member is not read; "" if it is."""
    if entry.flag_bits & _ENCRYPTED:
        return "packed_locked"
    if entry.filename.lower().endswith((ENDING, ".rar", ".7z", ".tar", ".gz")):
        return "packed_archive"
    if entry.file_size > LARGEST or together > TOGETHER:
        return "packed_large"
    if entry.file_size > _SMALL and entry.file_size > RATIO * max(1, entry.compress_size):
        return "packed_dense"
    return ""


def _name(entry: zipfile.ZipInfo) -> str:
    """A member's name, which is no path: without `..`, and as Chinese Windows may have written it."""
    name = entry.filename
    if not entry.flag_bits & _UTF8:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("gb18030")
    parts = posixpath.normpath(name.replace("\\", "/")).split("/")
    return "/".join(part for part in parts if part not in ("", ".", "..")) or "file"
