import math
import time
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import index.postings
from index.milvus import Milvus
from index.milvus_postings import MilvusPostings, MilvusPostingsWriter
from index.postings import BM25, Clause, Postings, PostingsWriter
from tests.conftest import LITE

_NUMBERS = count()
ROWS = [
    (["少年", "法庭", "34"], ["内蒙古"]),
    (["少年", "宫"], ["海南"]),
    (["法院"], ["海南"]),
]


Rows = Sequence[tuple[list[str], list[str]]]
Written = Callable[[Path, Rows], BM25]


def in_files(folder: Path, rows: Rows) -> Postings:
    writer = PostingsWriter(folder)
    for row, (body, context) in enumerate(rows):
        writer.add(row, body, context)
    writer.close()
    return Postings(folder)


@pytest.fixture(scope="module")
def written(milvus: str) -> Written:
    """What writes rows and opens them: in files, then in Milvus."""

    def in_milvus(folder: Path, rows: Rows) -> MilvusPostings:
        connection = Milvus(milvus)
        writer = MilvusPostingsWriter(connection, f"p{next(_NUMBERS)}", folder)
        for row, (body, context) in enumerate(rows):
            writer.add(row, body, context)
        return MilvusPostings(connection, writer.close(), folder)

    return in_milvus if milvus else in_files


@pytest.fixture
def postings(tmp_path: Path, written: Written) -> BM25:
    return written(tmp_path / "postings", ROWS)


def ranking(postings: BM25, *clauses: Clause) -> list[int]:
    return [row for row, _ in postings.search(clauses, 10)]


def test_rows_that_meet_more_come_first(postings: BM25) -> None:
    assert ranking(postings, Clause(("少年",)), Clause(("法庭",))) == [0, 1]


def test_context_helps_but_less_than_the_text(postings: BM25) -> None:
    assert ranking(postings, Clause(("海南",))) == [1, 2]
    assert ranking(postings, Clause(("海南",)), Clause(("法院",))) == [2, 1]


def test_alternatives_count_as_one_term(postings: BM25) -> None:
    either = Clause(("法庭", "法院"))
    assert postings.frequency(either) == 2
    scores = dict(postings.search([either], 10))
    assert scores.keys() == {0, 2}


def test_an_alternative_of_several_terms_needs_all(postings: BM25) -> None:
    assert ranking(postings, Clause(("少年 法庭",))) == [0]
    assert postings.frequency(Clause(("少年 法庭",))) == 1


def test_unknown_terms_are_passed_over(postings: BM25) -> None:
    assert ranking(postings, Clause(("广东",))) == []
    assert not postings.knows("广东")
    assert ranking(postings, Clause(("广东", "法院"))) == [2]


def test_idf_is_bm25s(postings: BM25) -> None:
    assert postings.idf(1) == pytest.approx(math.log(1 + (3 - 1 + 0.5) / 1.5))


def test_what_clauses_weigh_is_their_idf_where_they_are_known(postings: BM25) -> None:
    either, unknown = Clause(("法庭", "法院")), Clause(("广东",))
    assert postings.weight([either, unknown]) == pytest.approx(postings.idf(2))
    assert postings.weight([either, either]) == pytest.approx(2 * postings.idf(2))
    assert postings.weight([unknown]) == postings.weight([]) == 0.0


def test_equal_scores_come_in_row_order(tmp_path: Path, written: Written) -> None:
    assert ranking(written(tmp_path / "same", [(["同"], [])] * 5), Clause(("同",))) == [0, 1, 2, 3, 4]


def test_an_empty_question_finds_nothing(postings: BM25) -> None:
    assert postings.search([], 10) == []


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory, written: Written) -> BM25:
    folder = tmp_path_factory.mktemp("many") / "postings"
    words = np.random.default_rng(0).zipf(1.5, (300, 9)) % 20
    return written(folder, [([f"w{n}" for n in row[1:]], [f"w{row[0]}"]) for row in words])


@given(
    st.one_of(st.sets(st.integers(0, 299)), st.sets(st.integers(0, 299), max_size=9)),
    st.sets(st.integers(0, 19), max_size=4),
    st.integers(1, 310),
    st.sampled_from([0.0, index.postings.FEW, 1.1]),
)
def test_among_some_rows_the_ranking_is_the_same(
    many: BM25, allowed: set[int], asked: set[int], limit: int, few: float
) -> None:
    clauses = [Clause((f"w{word}", f"w{word + 1}")) for word in asked]
    rows = np.zeros(many.count, np.bool_)
    rows[list(allowed)] = True
    everything = many.search(clauses, many.count)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index.postings, "FEW", few)  # so that both ways are taken
        found = many.search(clauses, limit, rows)
    assert found == [hit for hit in everything if hit[0] in allowed][:limit]


@pytest.mark.skipif(not LITE, reason="needs pip install 'yinju[milvus-lite]'")
def test_scores_are_the_same_in_files_and_in_milvus(tmp_path: Path, lite: str) -> None:
    """Texts of all lengths; alternatives of one and of several terms; more rows than are looked at first."""
    random = np.random.default_rng(1)

    def words(most: int, least: int = 0) -> list[str]:
        return [f"w{word}" for word in random.zipf(1.3, random.integers(least, most)) % 200]

    rows = [(words(200, 1), words(9)) for _ in range(400)]
    one, connection = in_files(tmp_path / "files", rows), Milvus(lite)
    writer = MilvusPostingsWriter(connection, "same", tmp_path / "milvus")
    for row, (body, context) in enumerate(rows):
        writer.add(row, body, context)
    other = MilvusPostings(connection, writer.close(), tmp_path / "milvus")
    for _ in range(15):
        asked = [Clause(tuple(" ".join(words(3, 1)) for _ in range(3))) for _ in range(random.integers(1, 4))]
        assert [one.frequency(clause) for clause in asked] == [other.frequency(clause) for clause in asked]
        assert one.weight(asked) == other.weight(asked)
        limit = int(random.integers(1, 40))
        found, again = one.search(asked, limit), other.search(asked, limit)
        assert [score for _, score in again] == pytest.approx([score for _, score in found], rel=1e-5)
        everything = dict(other.search(asked, other.count))
        assert [everything[row] for row, _ in found] == pytest.approx([score for _, score in found], rel=1e-5)


def test_nothing_is_written_into_a_folder_that_is_open(tmp_path: Path) -> None:
    """Or it could not be removed whole: the lock would stand there again."""
    postings, lock = in_files(tmp_path / "p", ROWS), tmp_path / "p" / ".tantivy-meta.lock"
    lock.unlink()
    (tmp_path / "p" / "meta.json").write_text(
        (tmp_path / "p" / "meta.json").read_text("utf-8") + "\n", "utf-8"
    )
    time.sleep(1.5)  # it looks twice a second
    assert not lock.exists()
    assert postings.count == len(ROWS)
