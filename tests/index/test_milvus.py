"""An index whose vectors and postings are in Milvus: what holds it together, and what may go wrong there."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import index.milvus_vectors
from index.__main__ import main
from index.build import Report, build
from index.errors import IndexDamaged, MissingExtra, StoreError
from index.history import history, rollback
from index.manifest import read_manifest
from index.milvus import TOKEN, Milvus, address, among
from index.milvus_vectors import MilvusVectors, MilvusVectorsWriter
from index.snapshot import current_id, names, open_snapshot
from index.vocabulary import Vocabulary
from tests.conftest import LITE, FakeEmbedder, source

TEXTS = ("成立少年法庭34个。", "孤儿每月2004元。", "海南召开会议。")
needs_lite = pytest.mark.skipif(not LITE, reason="needs pip install 'yinju[milvus-lite]'")


class Place:
    """An index in a Milvus of its own."""

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


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    if not LITE:
        pytest.skip("needs pip install 'yinju[milvus-lite]'")
    made = Place(tmp_path)
    yield made
    made.milvus.close()


def test_the_manifest_names_place_and_collections(place: Place) -> None:
    place.build()
    manifest = open_snapshot(place.index).manifest
    assert manifest.milvus == place.uri
    assert set(manifest.collections) == {"vectors", "postings", "articles"}
    assert {of["name"] for of in manifest.collections.values()} == set(place.client.list_collections())
    assert [of["rows"] for of in manifest.collections.values()] == [3, 3, 3]


@pytest.mark.parametrize("part", ["vectors", "postings", "articles"])
def test_a_collection_that_is_gone_is_named_and_made_again(place: Place, part: str) -> None:
    place.build()
    gone = place.collection(part)
    place.milvus.drop(gone)
    with pytest.raises(IndexDamaged, match=f"{gone} is not there; rebuild it"):
        open_snapshot(place.index)
    again = place.build()
    assert "is not there" in " ".join(again.why)
    assert open_snapshot(place.index).passage(0)


def test_a_short_one_is_named(place: Place) -> None:
    place.build()
    name = place.collection("postings")
    place.client.delete(name, ids=[1])
    with pytest.raises(IndexDamaged, match=f"{name} holds 2 rows, 3 were written"):
        open_snapshot(place.index)


@pytest.mark.parametrize(
    ("part", "field", "value"),
    [("vectors", "vector", [0.125] * 64), ("vectors", "script", 0), ("articles", "terms", {0: 1.0, 7: 0.5})],
)
def test_one_that_holds_something_else_is_named(place: Place, part: str, field: str, value: object) -> None:
    place.build()
    name = place.collection(part)
    fields = ["row", "script", "vector"] if part == "vectors" else ["row", "terms"]
    (record,) = place.client.query(name, filter="row == 1", output_fields=fields)
    place.client.upsert(name, [{**record, field: value}])
    with pytest.raises(IndexDamaged, match=f"{name} is not what was published"):
        open_snapshot(place.index)
    (problem,) = [entry.problem for entry in history(place.index, thoroughly=True)]
    assert name in problem
    with pytest.raises(IndexDamaged, match=name):
        rollback(place.index, current_id(place.index))


def test_every_record_is_read_to_verify(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.sealed._SOME", 2)  # the first and the last are what opening reads
    place.build()
    (record,) = place.client.query(
        place.collection("vectors"), filter="row == 1", output_fields=["row", "script", "vector"]
    )
    place.client.upsert(place.collection("vectors"), [{**record, "vector": [0.125] * 64}])
    open_snapshot(place.index)
    assert not any(entry.problem for entry in history(place.index))
    assert [bool(entry.problem) for entry in history(place.index, thoroughly=True)] == [True]


def test_publishing_and_going_back_move_the_aliases(place: Place) -> None:
    first = place.build().snapshot
    assert place.meant("vectors") == place.collection("vectors")
    place.build("另一份文件。")
    assert place.meant("vectors") == place.collection("vectors")
    newer = place.collection("postings")
    rollback(place.index)
    assert current_id(place.index) == first
    assert {place.meant(part) for part in ("vectors", "postings", "articles")} == {
        place.collection(part) for part in ("vectors", "postings", "articles")
    }
    assert place.meant("postings") != newer
    assert "34个" in open_snapshot(place.index).text(open_snapshot(place.index).passage(0))


def test_collections_go_with_their_snapshot(place: Place) -> None:
    for text in ("第一。", "第二。", "第三。"):
        place.build(text, keep=2)
    assert len(names(place.index)) == 2
    named = {
        str(of["name"])
        for name in names(place.index)
        for of in read_manifest(place.index / "snapshots" / name).collections.values()
    }
    assert set(place.client.list_collections()) == named


def test_other_words_leave_the_vectors_where_they_are(place: Place) -> None:
    place.build()
    vectors, postings = place.collection("vectors"), place.collection("postings")
    place.build(vocabulary=Vocabulary(words=("少年法庭",)), keep=1)
    assert place.collection("vectors") == vectors
    assert place.collection("postings") != postings
    assert postings not in place.client.list_collections()
    assert open_snapshot(place.index).postings.knows("少年法庭")


def test_what_a_failed_build_left_is_cleared(place: Place) -> None:
    def refuse(snapshot: object) -> None:
        raise StoreError("no")

    before = place.build()
    with pytest.raises(StoreError, match="no"):
        place.build("另一份文件。", judge=refuse)
    assert current_id(place.index) == before.snapshot
    assert len(place.client.list_collections()) == 3


def test_what_a_killed_build_left_is_cleared_by_the_next(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("index.snapshot._sweep", lambda index: None)  # as if it had been killed
        patch.setattr("index.build.publish", _killed)
        with pytest.raises(KeyboardInterrupt):
            place.build()
    assert len(place.client.list_collections()) == 3
    place.build("另一份文件。")
    assert {place.collection(part) for part in ("vectors", "postings", "articles")} == set(
        place.client.list_collections()
    )


def _killed(*arguments: object) -> None:
    raise KeyboardInterrupt


def test_others_collections_are_left_alone(place: Place) -> None:
    place.milvus.create("yinju_someone_elses", vector=("FLOAT_VECTOR", {"dim": 4}))
    for text in ("第一。", "第二。"):
        place.build(text, keep=1)
    assert "yinju_someone_elses" in place.client.list_collections()


def test_from_files_to_milvus_and_back(place: Place) -> None:
    embedded = [place.build(milvus=uri, keep=1).embedded for uri in ("", place.uri, "")]
    assert embedded == [3, 0, 0]
    assert place.client.list_collections() == []
    assert open_snapshot(place.index).manifest.collections == {}
    report = place.build()
    assert report.why == ("vectors and postings are to be in another place",)
    assert place.build().unchanged


@needs_lite
def test_many_vectors_are_searched_by_an_inverted_file(
    tmp_path: Path, lite: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index.milvus_vectors, "EXACT", 0)
    matrix = np.random.default_rng(0).standard_normal((500, 32)).astype(np.float32)
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    milvus = Milvus(lite)
    writer = MilvusVectorsWriter(milvus, "many", tmp_path / "v", 500, 32)
    writer.add(matrix, [0] * 500)
    vectors = MilvusVectors(milvus, writer.close(), tmp_path / "v")
    found = [vectors.search(question, 5)[0] for question in matrix[:50]]
    assert [near.row for near in found] == list(range(50))
    assert [near.cosine for near in found] == pytest.approx([1.0] * 50, abs=0.02)


@given(st.lists(st.booleans(), min_size=1, max_size=900), st.integers(1, 9))
def test_rows_are_said_as_they_are(allowed: list[bool], times: int) -> None:
    rows = np.repeat(np.array(allowed), times)
    said = among(rows, len(rows)) or "False"
    check: Callable[[int], bool] = eval(f"lambda row: {said}")  # Python reads it as Milvus does
    assert [check(row) for row in range(len(rows))] == rows.tolist()


@pytest.mark.parametrize(
    ("uri", "said"),
    [
        ("http://root:secret@example.org:19530", f"password; .*{TOKEN}"),
        ("https://example.org?token=secret", TOKEN),
        ("localhost:19530", "no address of a Milvus"),
        ("", "no address"),
        ("file.sqlite", r"ends in \.db"),
    ],
)
def test_what_is_no_address_is_refused_and_passwords_are_not_repeated(uri: str, said: str) -> None:
    with pytest.raises(StoreError, match=said) as raised:
        address(uri)
    assert "secret" not in str(raised.value)


def test_a_file_is_known_by_its_full_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert address("m.db") == str(tmp_path / "m.db")
    assert address("http://127.0.0.1:19530") == "http://127.0.0.1:19530"


@needs_lite
def test_a_server_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"http://127\.0\.0\.1:1: .*YINJU_MILVUS_TOKEN"):
        build([source("a.txt", "一。")], tmp_path, FakeEmbedder(), milvus="http://127.0.0.1:1")
    assert not list((tmp_path / "snapshots").iterdir())


def test_when_milvus_is_gone_an_index_in_files_can_still_be_made(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(milvus: Milvus, uri: str) -> None:
        raise StoreError(f"{uri}: away")

    place.build()
    with monkeypatch.context() as patch:
        patch.setattr(Milvus, "__init__", away)
        with pytest.raises(StoreError, match="away"):
            open_snapshot(place.index)
        report = place.build(milvus="", keep=1)
        assert "away" in " ".join(report.why)
        assert open_snapshot(place.index).id == report.snapshot
        assert len(json.loads((place.index / "collections.json").read_text("utf-8"))) == 3
    place.build("另一份文件。", milvus="")
    assert place.client.list_collections() == []


def test_the_token_comes_from_the_environment_and_is_kept_nowhere(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pymilvus

    tokens = []
    real = pymilvus.MilvusClient

    def client(uri: str, token: str, **more: object) -> object:
        tokens.append(token)
        return real(uri, **more)

    monkeypatch.setattr(pymilvus, "MilvusClient", client)
    monkeypatch.setenv(TOKEN, "root:secret")
    place.build()
    assert set(tokens) == {"root:secret"}
    kept = [path for path in place.index.rglob("*") if path.is_file()]
    assert not any(b"secret" in path.read_bytes() for path in kept)


def test_without_the_package_the_command_that_installs_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pymilvus", None)
    with pytest.raises(MissingExtra, match=r"pip install 'yinju\[milvus\]'"):
        Milvus("http://127.0.0.1:19530")
    if LITE:
        monkeypatch.undo()
        monkeypatch.setitem(sys.modules, "milvus_lite", None)
        with pytest.raises(MissingExtra, match=r"pip install 'yinju\[milvus-lite\]'"):
            Milvus(str(tmp_path / "m.db"))


def test_an_index_in_files_never_imports_it(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "a.txt").write_text("成立少年法庭34个。", "utf-8")
    code = (
        "import sys\nfrom pathlib import Path\nfrom tests.conftest import FakeEmbedder, source\n"
        "from index.build import build\nfrom qa.engine import Engine\n"
        f"folder = Path({str(tmp_path)!r})\n"
        "build([source('a.txt', '成立少年法庭34个。')], folder, FakeEmbedder())\n"
        "Engine.open(folder, embedder=FakeEmbedder(), reader='none').ask('少年法庭')\n"
        "print(sorted({'pymilvus', 'milvus_lite', 'grpc'} & set(sys.modules)))"
    )
    root = Path(__file__).parent.parent.parent
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("arguments", [["--store", "milvus"], ["--uri", "http://127.0.0.1:19530"]])
def test_store_and_uri_go_together(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["documents", *arguments])
    assert "--store milvus and --uri go together" in capsys.readouterr().err


def test_the_command(place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("index.embed.open_embedder", lambda *_: FakeEmbedder())
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "a.txt").write_text("成立少年法庭34个。", "utf-8")
    at = ["--index", str(place.index)]
    assert main([str(tmp_path / "documents"), *at, "--store", "milvus", "--uri", place.uri]) == 0
    assert main(["--list", *at]) == 0
    assert f"in {place.uri}" in capsys.readouterr().out
