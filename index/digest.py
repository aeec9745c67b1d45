"""The SHA-256 of a file, by which it is known again."""

from hashlib import file_digest
from pathlib import Path


def sha256_of(path: Path) -> str:
    """In hexadecimal. Raises OSError."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
