from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.build import build
from index.postings import Clause
from index.snapshot import Snapshot, open_snapshot
from qa.retrieve import BM25_WEIGHT, Hit, retrieve
from tests.conftest import FakeEmbedder, source

TEXTS = ("全区成立少年法庭。", "孤儿每月2004元。", "海南召开会议。", "海南召开会议。", "学校开学了。")
COURTS = Clause(("少年 法庭",))
HAINAN = Clause(("海南",))


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder: Path = tmp_path_factory.mktemp("index")
    build([source("a.txt", *TEXTS)], folder, FakeEmbedder())
    return open_snapshot(folder)


def vector(text: str) -> NDArray[np.float32]:
    made: NDArray[np.float32] = FakeEmbedder().embed_questions([text])[0]
    return made


def rows(hits: list[Hit]) -> list[int]:
    return [hit.passage.paragraph - 1 for hit in hits]


def test_candidates_of_both_sides_are_joined(snapshot: Snapshot) -> None:
    hits = retrieve(snapshot, vector(TEXTS[1]), [COURTS], 10, depth=1)
    assert rows(hits) == [1, 0]
    assert [(hit.vector_rank, hit.term_rank) for hit in hits] == [(1, None), (None, 1)]


def test_the_score_is_the_cosine_and_a_share_of_bm25(snapshot: Snapshot) -> None:
    question = vector("海南成立少年法庭")
    hits = retrieve(snapshot, question, [COURTS, HAINAN], 10)
    bm25 = dict(snapshot.postings.search([COURTS, HAINAN], 10))
    assert sorted(rows(hits)) == list(range(len(TEXTS)))
    for row, hit in zip(rows(hits), hits, strict=True):
        assert hit.bm25 == bm25.get(row, 0.0)
        assert hit.score == hit.cosine + BM25_WEIGHT * hit.bm25
        exact = np.dot(question, vector(TEXTS[row]))
        assert hit.cosine == pytest.approx(exact, abs=0.02)  # 8 bits a dimension
    assert bm25.keys() == {0, 2, 3}
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_a_cosine_is_the_same_from_either_side(snapshot: Snapshot) -> None:
    question = vector("少年法庭")
    by_terms = {hit.passage.id: hit.cosine for hit in retrieve(snapshot, question, [HAINAN], 10, depth=2)}
    everything = {hit.passage.id: hit.cosine for hit in retrieve(snapshot, question, [], 10)}
    assert by_terms == pytest.approx({name: everything[name] for name in by_terms}, abs=1e-5)


def test_ranks_count_from_one_on_each_side(snapshot: Snapshot) -> None:
    hits = retrieve(snapshot, vector(TEXTS[0]), [HAINAN], 10)
    assert sorted(hit.vector_rank or 0 for hit in hits) == [1, 2, 3, 4, 5]
    assert [hit.term_rank for hit in hits if hit.bm25] == [1, 2]
    assert [hit.term_rank for hit in hits if not hit.bm25] == [None] * 3


def test_ties_break_by_row(snapshot: Snapshot) -> None:
    first, second = retrieve(snapshot, vector(TEXTS[2]), [HAINAN], 2)
    assert first.score == second.score
    assert rows([first, second]) == [2, 3]


def test_without_notions_vectors_alone_decide(snapshot: Snapshot) -> None:
    hits = retrieve(snapshot, vector(TEXTS[4]), [], 3)
    assert rows(hits)[0] == 4
    assert len(hits) == 3
    assert all((hit.bm25, hit.term_rank, hit.score) == (0.0, None, hit.cosine) for hit in hits)


def test_no_more_than_asked_for(snapshot: Snapshot) -> None:
    assert retrieve(snapshot, vector("海南"), [HAINAN], 0) == []
    assert len(retrieve(snapshot, vector("海南"), [HAINAN], 100)) == len(TEXTS)


@pytest.mark.parametrize("allowed", [[], [3], [0, 2, 4]])
def test_only_what_may_be_found(snapshot: Snapshot, allowed: list[int]) -> None:
    mask = np.zeros(len(TEXTS), np.bool_)
    mask[allowed] = True
    everything = retrieve(snapshot, vector("海南"), [HAINAN], 10)
    found = retrieve(snapshot, vector("海南"), [HAINAN], 10, rows=mask)
    assert rows(found) == [row for row in rows(everything) if row in allowed]
    assert {(hit.score, hit.bm25) for hit in found} <= {(hit.score, hit.bm25) for hit in everything}
