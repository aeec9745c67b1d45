from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index.build import build, read_folder
from index.context import context_text
from index.document import Skipped
from index.errors import DocumentError
from index.reasons import Reason
from index.snapshot import Snapshot, current_id, open_snapshot
from index.vocabulary import Vocabulary
from tests.conftest import APART, SAMPLE, FakeEmbedder, source


def test_the_sample_becomes_a_snapshot(tmp_path: Path, milvus: str, embedder: FakeEmbedder) -> None:
    stages = []
    report = build(
        read_folder(SAMPLE),
        tmp_path,
        embedder,
        milvus=milvus,
        progress=lambda stage, done, total: stages.append((stage, done)),
    )
    assert (report.documents, report.articles) == (1, 3)
    snapshot = open_snapshot(tmp_path)
    assert snapshot.manifest.passages == report.passages > 15
    for row in range(report.passages):
        passage = snapshot.passage(row)
        document = snapshot.document(passage.article.document_id)
        assert snapshot.text(passage) == "".join(document.text[s.start : s.end] for s in passage.spans)
    assert ("read", 1) in stages
    assert ("embed", report.passages) in stages


def test_nothing_new_is_not_built_again(tmp_path: Path, milvus: str, embedder: FakeEmbedder) -> None:
    first = build([source("a.txt", "一。")], tmp_path, embedder, milvus=milvus)
    again = build([source("a.txt", "一。")], tmp_path, embedder, milvus=milvus)
    assert again.unchanged
    assert again.snapshot == first.snapshot == current_id(tmp_path)
    assert embedder.texts == 1


def test_a_damaged_snapshot_is_built_again(tmp_path: Path, milvus: str, embedder: FakeEmbedder) -> None:
    first = build([source("a.txt", "一。")], tmp_path, embedder, milvus=milvus)
    (damaged, *_) = (tmp_path / "snapshots" / first.snapshot / "vectors").iterdir()
    damaged.write_bytes(b"")
    again = build([source("a.txt", "一。")], tmp_path, embedder, milvus=milvus)
    assert not again.unchanged
    open_snapshot(tmp_path)


@pytest.mark.parametrize("change", [{"limit": 40}, {"model": "other"}])
def test_other_settings_build_again(
    tmp_path: Path, milvus: str, embedder: FakeEmbedder, change: dict[str, object]
) -> None:
    build([source("a.txt", "一。")], tmp_path, embedder, milvus=milvus)
    settings: dict[str, Any] = {"milvus": milvus, **change}
    assert not build([source("a.txt", "一。")], tmp_path, embedder, **settings).unchanged


def test_a_title_is_embedded_and_not_quoted(tmp_path: Path, milvus: str, embedder: FakeEmbedder) -> None:
    build(
        [source("a.txt", "全区成立少年法庭。", title="内蒙古新闻", publisher="日报")],
        tmp_path,
        embedder,
        milvus=milvus,
    )
    snapshot = open_snapshot(tmp_path)
    passage = snapshot.passage(0)
    assert context_text(passage) == "内蒙古新闻 日报 a"
    assert snapshot.text(passage) == "全区成立少年法庭。"
    assert snapshot.postings.knows("内蒙古")


def test_where_it_was_published_is_found_too(tmp_path: Path, milvus: str, embedder: FakeEmbedder) -> None:
    build(
        [source("a.txt", "全区成立少年法庭。", title="新闻", publisher="呼和浩特日报")],
        tmp_path,
        embedder,
        milvus=milvus,
    )
    snapshot = open_snapshot(tmp_path)
    passage = snapshot.passage(0)
    assert passage.article.place == "呼和浩特"
    assert context_text(passage) == "新闻 呼和浩特日报 a 内蒙古"
    assert snapshot.text(passage) == "全区成立少年法庭。"
    assert snapshot.postings.knows("内蒙古")


@pytest.mark.parametrize(
    ("title", "publisher", "heading"),
    [("新闻", "呼和浩特日报", "新闻 呼和浩特\n"), ("海南新闻", "人民网", "海南新闻\n"), ("", "", "")],
)
def test_what_is_embedded_names_the_place_once(
    tmp_path: Path, title: str, publisher: str, heading: str
) -> None:
    seen: list[str] = []

    class Watched(FakeEmbedder):
        def _embed(self, texts: Sequence[str]) -> np.ndarray:
            seen.extend(texts)
            return super()._embed(texts)

    build([source("a.txt", "成立。", title=title, publisher=publisher)], tmp_path, Watched())
    assert seen == [f"{heading}成立。"]


def test_what_was_skipped_is_reported(tmp_path: Path, milvus: str, embedder: FakeEmbedder) -> None:
    skipped = Skipped("b.pdf", Reason("no_text"))
    assert build([skipped, source("a.txt", "一。")], tmp_path, embedder, milvus=milvus).skipped == (skipped,)


def test_nothing_to_index_keeps_the_old_snapshot(tmp_path: Path, milvus: str, embedder: FakeEmbedder) -> None:
    first = build([source("a.txt", "一。")], tmp_path, embedder, milvus=milvus)
    with pytest.raises(DocumentError, match="no documents"):
        build([], tmp_path, embedder, milvus=milvus)
    with pytest.raises(DocumentError, match=r"b\.pdf"):
        build([Skipped("b.pdf", Reason("locked"))], tmp_path, embedder, milvus=milvus)
    assert current_id(tmp_path) == first.snapshot


CODES = ("推进三码合一。", "学校开学了。", "海南召开会议。")
WORD, PAIR = Vocabulary(words=("三码合一",)), Vocabulary(pairs=(("三码合一", "three in one"),))


def built(folder: Path, milvus: str, vocabulary: Vocabulary) -> tuple[bool, int, Snapshot, bytes]:
    """Whether the build changed nothing; texts embedded; what was published; its vectors."""
    embedder = FakeEmbedder()
    made = source("a.txt", *CODES, between=APART)
    report = build([made], folder, embedder, vocabulary=vocabulary, milvus=milvus)
    snapshot = open_snapshot(folder)
    vectors = sorted((snapshot.folder / "vectors").iterdir())
    files = ["samples.npz"] if milvus else ["halves.npy", "scripts.npy", "vectors.faiss"]
    assert [path.name for path in vectors] == files
    return report.unchanged, embedder.texts, snapshot, b"".join(path.read_bytes() for path in vectors)


@pytest.mark.parametrize("vocabulary", [WORD, PAIR])
def test_a_users_words_make_new_terms_and_no_vectors(
    tmp_path: Path, milvus: str, vocabulary: Vocabulary
) -> None:
    unchanged, embedded, before, vectors = built(tmp_path, milvus, Vocabulary())
    assert (unchanged, embedded) == (False, len(CODES))
    (tmp_path / "embeddings.sqlite").unlink()  # so that they could not come from there
    unchanged, embedded, after, again = built(tmp_path, milvus, vocabulary)
    assert (unchanged, embedded) == (False, 0)
    assert again == vectors
    assert before.id != after.id
    assert after.vocabulary == vocabulary
    for postings in (after.postings, after.article_postings):
        assert postings.knows("三码合一") == (vocabulary == WORD)
    assert built(tmp_path, milvus, vocabulary)[:2] == (True, 0)


def test_terms_of_another_version_are_cut_again_and_nothing_is_embedded(
    tmp_path: Path, milvus: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = built(tmp_path, milvus, WORD)
    monkeypatch.setattr("index.terms.VERSION", 99)
    after = built(tmp_path, milvus, WORD)
    assert after[:2] == (False, 0)
    assert after[3] == before[3]
