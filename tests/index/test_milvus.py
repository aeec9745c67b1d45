"""What holds together an index whose vectors and postings are in Milvus."""

from __future__ import annotations

import pytest

from index.errors import IndexDamaged, StoreError
from index.history import history, rollback
from index.manifest import read_manifest
from index.snapshot import current_id, names, open_snapshot
from index.vocabulary import Vocabulary
from tests.index.place import Place


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
