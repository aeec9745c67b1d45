import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import index.postings
from index.postings import Clause, Postings, PostingsWriter

ROWS = [
    (["少年", "法庭", "34"], ["内蒙古"]),
    (["少年", "宫"], ["海南"]),
    (["法院"], ["海南"]),
]


def written(folder: Path, rows: Sequence[tuple[list[str], list[str]]]) -> Postings:
    writer = PostingsWriter(folder)
    for row, (body, context) in enumerate(rows):
        writer.add(row, body, context)
    writer.close()
    return Postings(folder)


@pytest.fixture
def postings(tmp_path: Path) -> Postings:
    return written(tmp_path / "postings", ROWS)


def ranking(postings: Postings, *clauses: Clause) -> list[int]:
    return [row for row, _ in postings.search(clauses, 10)]


def test_rows_that_meet_more_come_first(postings: Postings) -> None:
    assert ranking(postings, Clause(("少年",)), Clause(("法庭",))) == [0, 1]


def test_context_helps_but_less_than_the_text(postings: Postings) -> None:
    assert ranking(postings, Clause(("海南",))) == [1, 2]
    assert ranking(postings, Clause(("海南",)), Clause(("法院",))) == [2, 1]


def test_alternatives_count_as_one_term(postings: Postings) -> None:
    either = Clause(("法庭", "法院"))
    assert postings.frequency(either) == 2
    scores = dict(postings.search([either], 10))
    assert scores.keys() == {0, 2}


def test_an_alternative_of_several_terms_needs_all(postings: Postings) -> None:
    assert ranking(postings, Clause(("少年 法庭",))) == [0]
    assert postings.frequency(Clause(("少年 法庭",))) == 1


def test_unknown_terms_are_passed_over(postings: Postings) -> None:
    assert ranking(postings, Clause(("广东",))) == []
    assert not postings.knows("广东")
    assert ranking(postings, Clause(("广东", "法院"))) == [2]


def test_idf_is_bm25s(postings: Postings) -> None:
    assert postings.idf(1) == pytest.approx(math.log(1 + (3 - 1 + 0.5) / 1.5))


def test_what_clauses_weigh_is_their_idf_where_they_are_known(postings: Postings) -> None:
    either, unknown = Clause(("法庭", "法院")), Clause(("广东",))
    assert postings.weight([either, unknown]) == pytest.approx(postings.idf(2))
    assert postings.weight([either, either]) == pytest.approx(2 * postings.idf(2))
    assert postings.weight([unknown]) == postings.weight([]) == 0.0


def test_equal_scores_come_in_row_order(tmp_path: Path) -> None:
    assert ranking(written(tmp_path / "same", [(["同"], [])] * 5), Clause(("同",))) == [0, 1, 2, 3, 4]


def test_an_empty_question_finds_nothing(postings: Postings) -> None:
    assert postings.search([], 10) == []


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Postings:
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
    many: Postings, allowed: set[int], asked: set[int], limit: int, few: float
) -> None:
    clauses = [Clause((f"w{word}", f"w{word + 1}")) for word in asked]
    rows = np.zeros(many.count, np.bool_)
    rows[list(allowed)] = True
    everything = many.search(clauses, many.count)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index.postings, "FEW", few)  # so that both ways are taken
        found = many.search(clauses, limit, rows)
    assert found == [hit for hit in everything if hit[0] in allowed][:limit]
