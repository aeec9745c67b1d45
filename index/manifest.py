"""What a snapshot consists of: by which settings it was made, and every file with its size and SHA-256."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from index.digest import sha256_of
from index.errors import IndexDamaged
from index.lock import replace_text

FORMAT = 5
REBUILD = "rebuild it: python -m index documents/"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a snapshot is made of, and by which settings; a question is asked with the same ones."""

    id: str
    created: str
    model: str
    """What `open_embedder` was given: "bundled", a name or a folder."""
    embedder: str
    """The embedder's own name: vectors of different embedders do not compare."""
    dimension: int
    split_limit: int
    read_version: str
    """Of what makes articles and passages out of files."""
    embedded_version: int
    terms_version: int
    content: str
    """Digest of all documents, articles and passages."""
    vocabulary: str
    """Digest of a user's own words."""
    documents: int
    articles: int
    passages: int
    folder: str = ""
    """Where the documents are, for pictures of their pages; "" when they are no files."""
    milvus: str = ""
    """Where vectors and postings are; "" when they are files of the snapshot."""
    collections: dict[str, dict[str, str | int]] = field(default_factory=dict)
    """Which there are in that Milvus, see `index.sealed`."""
    format: int = FORMAT
    files: dict[str, dict[str, str | int]] = field(default_factory=dict)


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a snapshot's folder. Raises IndexDamaged."""
    path = folder / "manifest.json"
    try:
        text = path.read_text("utf-8")
        stated = json.loads(text)
        if isinstance(stated, dict) and stated.get("format") != FORMAT:
            raise IndexDamaged(f"{path}: format {stated.get('format')}, this Yinju reads {FORMAT}; {REBUILD}")
        del stated["checksum"]
        manifest = Manifest(**stated)
        if text != _sealed(manifest):
            raise ValueError("not what was published")
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise IndexDamaged(f"{path}: {error}; {REBUILD}") from error
    if manifest.id != folder.name:
        raise IndexDamaged(f"{path}: belongs to snapshot {manifest.id}; {REBUILD}")
    return manifest


def verify(folder: Path) -> Manifest:
    """The manifest of a snapshot's folder, once every file is as it was published. Raises IndexDamaged."""
    manifest = read_manifest(folder)
    present = {path.relative_to(folder).as_posix(): path for path in _files(folder)}
    present.pop("manifest.json")
    for name in sorted(manifest.files.keys() - present.keys()):
        raise IndexDamaged(f"{folder / name}: missing; {REBUILD}")
    for name, signature in manifest.files.items():
        if _sign(present[name]) != signature:
            raise IndexDamaged(f"{present[name]}: not what was published; {REBUILD}")
    return manifest


def seal(folder: Path, manifest: Manifest) -> Manifest:
    """Writes the manifest of a folder that is complete, with its files, and returns it."""
    files = {path.relative_to(folder).as_posix(): _sign(path) for path in _files(folder)}
    sealed = replace(manifest, files=files)
    replace_text(folder / "manifest.json", _sealed(sealed))
    return sealed


def _sealed(manifest: Manifest) -> str:
    """A manifest as it stands in its file, with a checksum of itself."""
    stated = json.dumps(asdict(manifest), ensure_ascii=False, indent=1)
    checksum = hashlib.sha256(stated.encode()).hexdigest()
    return json.dumps({"checksum": checksum, **asdict(manifest)}, ensure_ascii=False, indent=1)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(".lock"))


def _sign(path: Path) -> dict[str, str | int]:
    return {"bytes": path.stat().st_size, "sha256": sha256_of(path)}
