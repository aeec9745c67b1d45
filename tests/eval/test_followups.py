"""The measure of follow-ups, on rules that are known to be wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.followups import Followup, failures, main, outcome, read, report

LEANS = Followup("1", "place", ("A的数？",), "B呢", ("B的数？",))
STANDS = Followup("2", "standing", ("A的数？",), "C是什么？", ())


def test_right_wrong_and_missed() -> None:
    assert outcome(LEANS, lambda question, before: "Ｂ的数 ") == ("right", "Ｂ的数 ")
    assert outcome(LEANS, lambda question, before: "C的数？") == ("wrong", "C的数？")
    assert outcome(LEANS, lambda question, before: None) == ("missed", None)
    assert outcome(STANDS, lambda question, before: None) == ("right", None)
    assert outcome(STANDS, lambda question, before: "x") == ("wrong", "x")


def test_questions_before_are_understood_in_turn() -> None:
    chain = Followup("3", "chain", ("a", "b", "c"), "d", ("abcd",))
    assert outcome(chain, lambda question, before: before + question) == ("right", "abcd")


def test_the_table() -> None:
    table = "\n".join(report("dev", [LEANS, STANDS], lambda question, before: "B的数？"))
    assert "to be understood: 1.000 of 1 right" in table
    assert "to be left alone: 0.000 of 1 right (wrong 1)" in table
    assert "of 2 that were rewritten 0.500 are right" in table
    (failure,) = failures([LEANS, STANDS], lambda question, before: "B的数？")
    assert failure.startswith("  wrong 2: A的数？ → C是什么？")


def test_a_file(tmp_path: Path) -> None:
    item = {"id": "1", "kind": "place", "before": ["A的数？"], "question": "B呢", "understood": ["B的数？"]}
    left = {**item, "id": "2", "kind": "standing", "question": "C是什么？", "understood": None}
    (tmp_path / "q.jsonl").write_text(f"{json.dumps(item)}\n{json.dumps(left)}\n", "utf-8")
    assert read(tmp_path / "q.jsonl") == [LEANS, STANDS]


def test_the_rules_get_more_right_than_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--failures"]) == 0
    printed = capsys.readouterr().out
    shares = [
        float(line.split("rewritten ")[1].split()[0]) for line in printed.splitlines() if "rewritten" in line
    ]
    assert len(shares) == 2
    assert min(shares) > 0.9
