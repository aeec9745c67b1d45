import json

import pytest

from eval.datasets import Question
from eval.metrics import Asked
from eval.report import Run, as_json, failure, table, trec
from tests.eval.fakes import asked, quote

SCHOOLS = Question("q 1", "有几所小学？", "zh", ("三所",), frozenset({"p1"}), file="dev")
LIBRARY = Question("q2", "When was it built?", "en", ("1987年",), frozenset({"p1"}), file="test")
NOWHERE = Question("q3", "有几所大学？", "zh", answerable=False, file="test")
KEYS = (
    *("questions", "recall@1", "recall@5", "recall@10", "mrr@10", "ndcg@10", "first_quote_holds"),
    *("exact_match", "f1", "abstention_precision", "abstention_recall", "ms_p50", "ms_p95"),
)


def run(*asked: Asked, dataset: str = "town") -> Run:
    return Run(dataset, "2024-01-01", "bundled", "s1", 2, 3, asked, ("a note",))


TOWN = run(
    asked(SCHOOLS, quote(words="三所"), ranking=["p1", "p 2"]),
    asked(LIBRARY, ranking=["p2", "p1"]),
    asked(NOWHERE),
)


def test_json_has_the_promised_shape() -> None:
    results = json.loads(json.dumps(as_json(TOWN)))
    assert (results["dataset"], results["passages"], results["pieces"]) == ("town", 2, 3)
    assert list(results["languages"]) == ["en", "zh"]
    for group in (*results["languages"].values(), results["all"]):
        assert set(KEYS) <= group.keys()
    assert results["languages"]["zh"]["questions"] == 2
    assert results["languages"]["zh"]["recall@1"] == 1
    assert results["languages"]["zh"]["abstention_recall"] == 1
    assert results["languages"]["en"]["mrr@10"] == 0.5
    assert results["languages"]["en"]["abstention_precision"] is None
    assert results["all"]["mrr@10"] == 0.75
    assert results["all"]["abstention_precision"] == 0.5
    assert results["ci"]["zh"]["recall@1"] == [1, 1]


def test_files_are_shown_apart_where_there_are_several() -> None:
    assert {name: group["questions"] for name, group in as_json(TOWN)["files"].items()} == {
        "dev": 1,
        "test": 2,
    }
    assert as_json(run(TOWN.asked[0]))["files"] == {}


def test_table_is_aligned() -> None:
    lines = table(as_json(TOWN)).splitlines()
    assert [line.split()[0] for line in lines] == ["n", "en", "zh", "all", "dev", "test"]
    assert lines[2].split()[1:4] == ["2", "100.0", "100.0"]
    assert "–" in lines[1]
    assert len({len(line) for line in lines}) == 1


def test_trec_run() -> None:
    assert trec(TOWN.asked).splitlines() == [
        "q%201 Q0 p1 1 1.000000 yinju",
        "q%201 Q0 p%202 2 0.500000 yinju",
        "q2 Q0 p2 1 1.000000 yinju",
        "q2 Q0 p1 2 0.500000 yinju",
    ]
    odd = asked(Question("a%\u3000b", "?", "zh", (), frozenset({"x"})), ranking=["x"])
    assert trec([odd]).split()[0] == "a%25%E3%80%80b"


@pytest.mark.parametrize(
    ("one", "reason"),
    [
        (asked(SCHOOLS, quote()), ""),
        (asked(SCHOOLS, quote("别的。")), "quoted something else first"),
        (asked(SCHOOLS), "gave up"),
        (asked(NOWHERE), ""),
        (asked(NOWHERE, quote()), "answered, though the documents do not say"),
        (asked(Question("q", "?", "zh", (), frozenset({"p1"})), quote(), ranking=["p1"]), ""),
        (
            asked(Question("q", "?", "zh", (), frozenset({"p1"})), quote(), ranking=["p2", "p1"]),
            "the right passage did not come first",
        ),
    ],
)
def test_failure(one: Asked, reason: str) -> None:
    assert failure(one) == reason
