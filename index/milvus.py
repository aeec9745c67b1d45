"""The one seam to Milvus: a connection, the few calls that are made of it, and its errors in our words.

A collection has one record a row: `row`, the primary key, and the fields that it is created with. Vectors in
it are compared by inner product. It is written once, in row order, sealed, and never changed.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from index.errors import IndexDamaged, MissingExtra, StoreError
from index.manifest import REBUILD

TOKEN = "YINJU_MILVUS_TOKEN"  # noqa: S105 (the name of a variable)
"""The environment variable with `user:password` or a token; it is written nowhere."""
MOST = 16_384
"""Rows that one search gives at most."""
_SECONDS = 60.0
"""How long a question waits."""
_AT_ONCE = 1024  # records in one query
_RANGES = 100
"""Ranges of rows that a search is given; more are too many to read."""
_CALM = {"grpc.keepalive_time_ms": 300_000}
"""A ping in five minutes: Milvus Lite hangs up on who pings more often, as pymilvus does by itself."""
_NO_COLLECTION = 100  # Milvus' own code

Record = Mapping[str, Any]


def address(uri: str) -> str:
    """`uri` as it goes into a manifest: a server's address, or the full path of a file of Milvus Lite.

    Raises StoreError for what is neither, and for one with a password.
    """
    parts = urlsplit(uri)
    if parts.scheme in ("http", "https", "tcp"):
        if "@" in parts.netloc or parts.query:
            raise StoreError(
                f"{parts.scheme}://{parts.hostname}: an address is kept in the index, so it must not hold a"
                f" password; put user:password, or a token, into the environment variable {TOKEN}"
            )
        return uri
    if uri.endswith(".db"):
        return str(Path(uri).expanduser().resolve())
    raise StoreError(
        f"{uri!r}: no address of a Milvus; give one, such as http://127.0.0.1:19530, or for Milvus Lite a"
        " file whose name ends in .db"
    )


class Milvus:
    """A connection to the Milvus at `uri`. Safe to use from several threads.

    Every call raises IndexDamaged when the collection is not there, StoreError for anything else.
    """

    def __init__(self, uri: str) -> None:
        """Raises MissingExtra and StoreError."""
        self.uri = uri
        try:
            import pymilvus

            if uri.endswith(".db"):
                import milvus_lite  # noqa: F401
        except ImportError as error:
            package = "pymilvus" if error.name == "pymilvus" else "milvus-lite"
            raise MissingExtra(package, "milvus" if package == "pymilvus" else "milvus-lite") from error
        # What goes wrong is said by what is raised; pymilvus would also print it, with all its calls.
        for name in ("pymilvus", "milvus_lite"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        self._types = pymilvus.DataType
        self._errors = pymilvus.exceptions.MilvusException
        with self._told(""):
            self._client: Any = pymilvus.MilvusClient(
                uri, token=os.environ.get(TOKEN, ""), timeout=10, grpc_options=_CALM
            )

    def close(self) -> None:
        self._client.close()

    def create(self, name: str, **fields: tuple[str, dict[str, int]]) -> None:
        """A new collection. Each field has the name of a type of Milvus, and what that type is told."""
        with self._told(name):
            schema = self._client.create_schema(auto_id=False, enable_dynamic_field=False)
            schema.add_field("row", self._types.INT64, is_primary=True)
            for field, (kind, told) in fields.items():
                schema.add_field(field, self._types[kind], **told)
            self._client.create_collection(name, schema=schema)

    def insert(self, name: str, records: list[dict[str, Any]]) -> None:
        with self._told(name):
            self._client.insert(name, records)

    def complete(self, name: str, field: str, kind: str, told: dict[str, Any]) -> None:
        """Index the vectors of a collection that is written, and load it, so that it can be searched."""
        with self._told(name):
            self._client.flush(name)
            indices = self._client.prepare_index_params()
            indices.add_index(field, index_type=kind, metric_type="IP", params=told)
            self._client.create_index(name, indices)
            self._client.load_collection(name)

    def load(self, name: str) -> None:
        """Makes sure that a collection is in memory, as it may not be in a server that was started again."""
        with self._told(name):
            self._client.load_collection(name)

    def count(self, name: str) -> int:
        with self._told(name):
            (found,) = self._client.query(
                name, filter="", output_fields=["count(*)"], consistency_level="Strong", timeout=_SECONDS
            )
        return int(found["count(*)"])

    def search(
        self,
        name: str,
        field: str,
        questions: Sequence[Any],
        limit: int,
        only: str = "",
        told: Mapping[str, int] | None = None,
    ) -> list[tuple[list[int], list[float]]]:
        """Of each question the rows whose vectors are nearest, up to `limit`, and their inner products.

        `only`: which rows may be found, as Milvus has it; "" for all.
        """
        with self._told(name):
            found = self._client.search(
                name,
                data=list(questions),
                anns_field=field,
                limit=min(limit, MOST),
                filter=only,
                search_params={"params": dict(told or {})},
                output_fields=["row"],
                timeout=_SECONDS,
            )
        return [(list(hits.ids), list(hits.distances)) for hits in found]

    def records(self, name: str, rows: Sequence[int], fields: Sequence[str]) -> list[Record]:
        """The records of rows, in that order. Raises IndexDamaged when one is not there."""
        found: dict[int, Record] = {}
        for start in range(0, len(rows), _AT_ONCE):
            part = [int(row) for row in rows[start : start + _AT_ONCE]]
            with self._told(name):
                records = self._client.query(
                    name, filter=f"row in {part}", output_fields=["row", *fields], timeout=_SECONDS
                )
            found.update((int(record["row"]), record) for record in records)
        try:
            return [found[int(row)] for row in rows]
        except KeyError as error:
            raise IndexDamaged(f"{self.uri}: the collection {name} lacks row {error}; {REBUILD}") from None

    def drop(self, name: str) -> None:
        """A collection that is not there is as good as dropped."""
        with self._told(name), suppress(IndexDamaged), self._told(name):
            for alias in self._client.list_aliases(collection_name=name)["aliases"]:
                self._client.drop_alias(alias)
            self._client.drop_collection(name)

    def point(self, alias: str, name: str) -> None:
        """Another name for a collection; it moves there in one step from where it was."""
        with self._told(name):
            try:
                self._client.alter_alias(name, alias)
            except self._errors:  # there is no such alias yet
                self._client.create_alias(name, alias)

    @contextmanager
    def _told(self, name: str) -> Iterator[None]:
        """Errors of Milvus in our words. gRPC's own have no base in common with them."""
        try:
            yield
        except (StoreError, IndexDamaged):
            raise
        except Exception as error:
            if getattr(error, "code", None) == _NO_COLLECTION:
                raise IndexDamaged(f"{self.uri}: the collection {name} is not there; {REBUILD}") from error
            said = next(iter(str(getattr(error, "message", "") or error).strip().splitlines()), "")
            raise StoreError(f"{self.uri}: {said or type(error).__name__}; {_way_out(self.uri)}") from error


def _way_out(uri: str) -> str:
    if uri.endswith(".db"):
        return (
            "a file of Milvus Lite is open in one process at a time: end the other, or let them share it by"
            f" milvus-lite server --data-dir {uri}, and index with --uri http://127.0.0.1:19530"
        )
    return f"see that a Milvus runs there and lets you in ({TOKEN}: user:password, or a token)"


def among(rows: Any, count: int) -> str:
    """`rows`, a bool array of shape (count,), as Milvus has it: ranges if those are few, else one by one."""
    import numpy as np

    edges = np.flatnonzero(np.diff(np.concatenate([[False], rows, [False]]).astype(np.int8)))
    if len(edges) <= 2 * _RANGES:
        return " or ".join(
            f"({first} <= row and row < {end})"
            for first, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
        )
    if 2 * int(rows.sum()) <= count:
        return f"row in {np.flatnonzero(rows).tolist()}"
    return f"row not in {np.flatnonzero(~rows).tolist()}"
