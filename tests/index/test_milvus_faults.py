"""What is said to and of a Milvus: addresses, rows, passwords, and what may go wrong with it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import index.milvus_vectors
from index.__main__ import main
from index.build import build
from index.errors import MissingExtra, StoreError
from index.milvus import TOKEN, Milvus, address, among
from index.milvus_vectors import MilvusVectors, MilvusVectorsWriter
from index.snapshot import open_snapshot
from tests.conftest import LITE, FakeEmbedder, source
from tests.index.place import Place

needs_lite = pytest.mark.skipif(not LITE, reason="needs pip install 'yinju[milvus-lite]'")


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


def test_the_command(
    place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.embed.open_embedder", lambda *_: FakeEmbedder())
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "a.txt").write_text("成立少年法庭34个。", "utf-8")
    at = ["--index", str(place.index)]
    assert main([str(tmp_path / "documents"), *at, "--store", "milvus", "--uri", place.uri]) == 0
    assert main(["--list", *at]) == 0
    assert f"in {place.uri}" in capsys.readouterr().out
