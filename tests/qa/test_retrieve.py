from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.build import build
from index.postings import Clause
from index.snapshot import Snapshot, open_snapshot
from qa.notion import Notion
from qa.question import Question
from qa.retrieve import ARTICLE_WEIGHT, PASSAGE_WEIGHT, Hit, retrieve
from tests.conftest import APART, FakeEmbedder, source

FIRST = ("全区成立少年法庭。", "孤儿每月2004元。")
TEXTS = (*FIRST, "海南召开会议。", "海南召开会议。", "学校开学了。")
COURTS = Clause(("少年 法庭",))
HAINAN = Clause(("海南",))


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory, milvus: str) -> Snapshot:
    folder: Path = tmp_path_factory.mktemp("index")
    articles = [source("a.txt", *FIRST, between=APART), source("b.txt", *TEXTS[2:], between=APART)]
    build(articles, folder, FakeEmbedder(), milvus=milvus)
    return open_snapshot(folder)


def of(*clauses: Clause, text: str = "") -> Question:
    """A question of these notions; without a text, passages have no share of its wording."""
    return Question(text, tuple(Notion(clause.alternatives[0], clause) for clause in clauses))


def vector(text: str) -> NDArray[np.float32]:
    made: NDArray[np.float32] = FakeEmbedder().embed_questions([text])[0]
    return made


def rows(snapshot: Snapshot, hits: Sequence[Hit]) -> list[int]:
    known = {snapshot.passage(row).id: row for row in range(snapshot.manifest.passages)}
    return [known[hit.passage.id] for hit in hits]


def test_candidates_of_both_sides_are_joined(snapshot: Snapshot) -> None:
    hits = retrieve(snapshot, of(COURTS), vector(TEXTS[1]), 10, depth=1)
    ranks = zip(rows(snapshot, hits), hits, strict=True)
    assert {row: (hit.vector_rank, hit.term_rank) for row, hit in ranks} == {1: (1, None), 0: (None, 1)}


def test_the_score_is_the_standard_cosine_and_the_shares_of_bm25(snapshot: Snapshot) -> None:
    question, clauses = vector("海南成立少年法庭"), [COURTS, HAINAN, Clause(("未知",))]
    hits = retrieve(snapshot, of(*clauses), question, 10)
    own, whole = snapshot.postings, snapshot.article_postings
    terms, articles = dict(own.search(clauses, 10)), dict(whole.search(clauses, 10))
    assert sorted(rows(snapshot, hits)) == list(range(len(TEXTS)))
    for row, hit in zip(rows(snapshot, hits), hits, strict=True):
        assert hit.terms == terms.get(row, 0.0) / own.weight(clauses)
        assert hit.article == articles[row // len(FIRST) > 0] / whole.weight(clauses)
        assert hit.standard == (hit.cosine - hit.background.mean) / hit.background.deviation
        assert hit.score == hit.standard + PASSAGE_WEIGHT * hit.terms + ARTICLE_WEIGHT * hit.article
        exact = np.dot(question, vector(TEXTS[row]))
        assert hit.cosine == pytest.approx(exact, abs=0.02)  # 8 bits a dimension
    assert terms.keys() == {0, 2, 3}
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_the_wording_of_the_first_hits_is_added(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    silent = retrieve(snapshot, of(), vector("会议"), 10)
    asked = of(text=TEXTS[0])
    found = {hit.passage.id: hit for hit in retrieve(snapshot, asked, vector("会议"), 10)}
    for hit in silent:
        assert hit.wording == 0
        assert found[hit.passage.id].score == hit.score + found[hit.passage.id].wording
    said = next(hit for hit in found.values() if snapshot.text(hit.passage).startswith(TEXTS[0]))
    assert said.wording == max(hit.wording for hit in found.values()) > 0
    assert next(iter(found.values())) == said
    monkeypatch.setattr("qa.retrieve.LOOKED_AT", 1)
    first, *others = retrieve(snapshot, asked, vector("会议"), 10)
    assert first.passage.id == silent[0].passage.id
    assert [hit.wording for hit in others] == [0.0] * 4


def test_a_cosine_is_the_same_from_either_side(snapshot: Snapshot) -> None:
    question = vector("少年法庭")
    by_terms = {hit.passage.id: hit.standard for hit in retrieve(snapshot, of(HAINAN), question, 10, depth=2)}
    everything = {hit.passage.id: hit.standard for hit in retrieve(snapshot, of(), question, 10)}
    assert by_terms == pytest.approx({name: everything[name] for name in by_terms}, abs=1e-4)


def test_ranks_count_from_one_on_each_side(snapshot: Snapshot) -> None:
    hits = retrieve(snapshot, of(HAINAN), vector(TEXTS[0]), 10)
    assert sorted(hit.vector_rank or 0 for hit in hits) == [1, 2, 3, 4, 5]
    assert [hit.term_rank for hit in hits if hit.terms] == [1, 2]
    assert [hit.term_rank for hit in hits if not hit.terms] == [None] * 3


def test_ties_break_by_row(snapshot: Snapshot) -> None:
    first, second = retrieve(snapshot, of(HAINAN), vector(TEXTS[2]), 2)
    assert first.score == second.score
    assert rows(snapshot, [first, second]) == [2, 3]


@pytest.mark.parametrize("clauses", [[], [Clause(("未知",))]])
def test_without_known_notions_vectors_alone_decide(snapshot: Snapshot, clauses: list[Clause]) -> None:
    hits = retrieve(snapshot, of(*clauses), vector(TEXTS[4]), 3)
    assert rows(snapshot, hits)[0] == 4
    assert len(hits) == 3
    for hit in hits:
        assert (hit.terms, hit.article, hit.term_rank, hit.score) == (0.0, 0.0, None, hit.standard)


def test_no_more_than_asked_for(snapshot: Snapshot) -> None:
    assert retrieve(snapshot, of(HAINAN), vector("海南"), 0) == []
    assert len(retrieve(snapshot, of(HAINAN), vector("海南"), 100)) == len(TEXTS)


@pytest.mark.parametrize("allowed", [[], [3], [0, 2, 4]])
def test_only_what_may_be_found(snapshot: Snapshot, allowed: list[int]) -> None:
    mask = np.zeros(len(TEXTS), np.bool_)
    mask[allowed] = True
    everything = retrieve(snapshot, of(HAINAN), vector("海南"), 10)
    found = retrieve(snapshot, of(HAINAN), vector("海南"), 10, rows=mask)
    assert rows(snapshot, found) == [row for row in rows(snapshot, everything) if row in allowed]
    scores = {hit.passage.id: hit.score for hit in everything}
    terms = {hit.passage.id: hit.terms for hit in everything}
    assert [hit.score for hit in found] == pytest.approx([scores[hit.passage.id] for hit in found], abs=1e-5)
    assert [hit.terms for hit in found] == [terms[hit.passage.id] for hit in found]


def test_the_article_lifts_a_passage_by_what_else_it_says(tmp_path: Path) -> None:
    """Two passages say the same; only one stands in an article that has the other word of the question."""
    said = "全区成立少年法庭。"
    articles = [("a.txt", "学校开学了。"), ("b.txt", "海南召开会议。"), ("c.txt", "孤儿每月2004元。")]
    sources = [source(name, said, other, between=APART) for name, other in articles]
    build(sources, tmp_path, FakeEmbedder())
    opened = open_snapshot(tmp_path)
    found = retrieve(opened, of(COURTS, HAINAN), vector(said), 10)
    first, second, third = (hit for hit in found if opened.text(hit.passage) == said)
    assert [hit.passage.id for hit in (first, second, third)] == ["b.txt#1", "a.txt#1", "c.txt#1"]
    assert (first.cosine, first.terms) == (second.cosine, second.terms)
    assert first.score - second.score == pytest.approx(ARTICLE_WEIGHT * (first.article - second.article))


SAYS = {
    "法庭": "court", "孤儿": "orphan", "学校": "school", "会议": "meeting", "草原": "grassland",
    "图书馆": "library", "医院": "hospital", "桥梁": "bridge", "机场": "airport", "港口": "port",
}  # fmt: skip


class Bilingual(FakeEmbedder):
    """A vector is the language, as that of most models is, and which of the words of `SAYS` a text has."""

    def _embed(self, texts: Sequence[str]) -> np.ndarray:
        matrix = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in enumerate(texts):
            matrix[row, 60 + text.isascii()] = 1
            matrix[
                row, [n for n, words in enumerate(SAYS.items()) if any(word in text for word in words)]
            ] = 1
        return np.asarray(matrix / np.linalg.norm(matrix, axis=1, keepdims=True))


@pytest.mark.parametrize(
    ("question", "right"),
    [("Which court and school?", "法庭设在学校。"), ("法庭和学校在哪?", "A court in a school.")],
)
def test_neither_language_buries_the_other(tmp_path: Path, question: str, right: str) -> None:
    """The one passage on both comes first, though ten on either in the question's language are nearer."""
    texts = [*SAYS, *SAYS.values()] * 5
    build([source(f"{n}.txt", text) for n, text in enumerate([*texts, right])], tmp_path, Bilingual())
    opened = open_snapshot(tmp_path)
    hits = retrieve(opened, of(), Bilingual().embed_questions([question])[0], 200)
    assert len(hits) == len(texts) + 1
    nearest = sorted(hits, key=lambda hit: -hit.cosine)[:10]
    assert {opened.text(hit.passage).isascii() for hit in nearest} == {question.isascii()}
    assert opened.text(hits[0].passage) == right
