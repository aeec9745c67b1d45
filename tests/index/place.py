"""An index in a Milvus of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from index.build import Report, build
from index.manifest import read_manifest
from index.milvus import Milvus
from index.snapshot import current_id
from tests.conftest import FakeEmbedder, source

TEXTS = ("成立少年法庭34个。", "孤儿每月2004元。", "海南召开会议。")


class Place:
    def __init__(self, root: Path) -> None:
        self.index, self.uri = root / "laws", str(root / "m.db")
        self.milvus = Milvus(self.uri)
        self.client: Any = self.milvus._client

    def build(self, *texts: str, **settings: Any) -> Report:
        made = [source(f"{number}.txt", text) for number, text in enumerate(texts or TEXTS)]
        return build(made, self.index, FakeEmbedder(), **({"milvus": self.uri} | settings))

    def collection(self, part: str) -> str:
        manifest = read_manifest(self.index / "snapshots" / current_id(self.index))
        return str(manifest.collections[part]["name"])

    def meant(self, part: str) -> str:
        """The collection that other tools get."""
        alias = f"yinju_{self.index.parent.name.replace('-', '_')}_laws_{part}"
        return str(self.client.describe_alias(alias)["collection_name"])
