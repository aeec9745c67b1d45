"""What the current snapshot already has, so that a build reads only files whose content is new.

Files are told by the hash of their bytes. One that is unchanged, moved or renamed brings its articles and
passages along; which were added, changed, moved and removed is reported by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from index.catalog import Catalog
from index.document import File, Passage, Source
from index.errors import IndexDamaged, IndexMissing, MissingExtra, StoreError
from index.manifest import Manifest, verify
from index.parts import check_parts
from index.snapshot import current_id


@dataclass(frozen=True, slots=True)
class Changes:
    """The paths that a build found otherwise than the one before; `moved`: from, to."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    moved: tuple[tuple[str, str], ...] = ()
    removed: tuple[str, ...] = ()


class Previous:
    """The current snapshot, as a build begins. `why` says why there is none that could be gone on from.

    Raises nothing: a damaged snapshot is as good as none.
    """

    def __init__(self, index: Path) -> None:
        self.manifest: Manifest | None = None
        self.why = ""
        self._files: dict[str, tuple[str, str]] = {}
        self._documents: dict[str, list[str]] = {}
        try:
            self.folder = index / "snapshots" / current_id(index)
            manifest = verify(self.folder)
            check_parts(manifest)
            self._catalog = Catalog(self.folder / "catalog.sqlite")
            self._files = self._catalog.files()
            self.manifest = manifest
        except IndexMissing:
            return
        except (IndexDamaged, StoreError, MissingExtra) as error:
            self.why = str(error)
            return
        for sha256, document_id in self._files.values():
            self._documents.setdefault(sha256, []).append(document_id)

    def close(self) -> None:
        if self.manifest:
            self._catalog.close()

    def entry(self, file: File) -> tuple[Source, list[Passage]] | None:
        """What was made of a file with these bytes, under this one's name; None if there was none such."""
        known = self._documents.get(file.sha256, [])
        for document_id in sorted(known, key=lambda one: (one != file.name, one)):
            document, articles, passages = self._catalog.entry(document_id)
            old, new = PurePosixPath(document_id), PurePosixPath(file.name)
            # Another ending is another format; a title out of a file's name goes with the name.
            titled = old.stem == new.stem or all(one.title_spans for one in articles)
            if titled and old.suffix == new.suffix:
                renamed = {one: replace(one, document_id=file.name) for one in articles}
                again = replace(document, id=file.name, path=file.name, copies=())
                return Source(again, tuple((one, ()) for one in renamed.values())), [
                    Passage(f"{file.name}#{n}", renamed[one.article], one.paragraph, one.spans)
                    for n, one in enumerate(passages, 1)
                ]
        return None

    def changes(self, now: Mapping[str, str]) -> Changes:
        """How the files `now`, path → hash, differ from those before."""
        before = {path: sha256 for path, (sha256, _) in self._files.items()}
        gone: dict[str, list[str]] = {}
        for path in sorted(before.keys() - now.keys(), reverse=True):
            gone.setdefault(before[path], []).append(path)
        added, moved = [], []
        for path in sorted(now.keys() - before.keys()):
            if origins := gone.get(now[path]):
                moved.append((origins.pop(), path))
            else:
                added.append(path)
        changed = sorted(path for path in now.keys() & before.keys() if now[path] != before[path])
        removed = sorted(path for paths in gone.values() for path in paths)
        return Changes(tuple(added), tuple(changed), tuple(moved), tuple(removed))
