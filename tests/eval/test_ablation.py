import json
from pathlib import Path

import pytest

from eval.ablation import OURS, _fused, ablate, main
from eval.datasets import load

PASSAGES = [
    {"id": "p1", "title": "公报", "text": "全区成立少年法庭34个。"},
    {"id": "p2", "title": "孤儿", "text": "每人每月2004元。"},
    {"id": "p3", "title": "学校", "text": "高建华在6月15日到校。"},
]
QUESTIONS = [
    {
        "id": "q1",
        "question": "How many juvenile courts?",
        "lang": "en",
        "positive_ids": ["p1"],
        "answers": [],
    },
    {"id": "q2", "question": "Who came on June 15?", "lang": "en", "positive_ids": ["p3"], "answers": []},
    {"id": "q3", "question": "What of Gao Jianhua?", "lang": "en", "positive_ids": ["p3"], "answers": []},
    {"id": "q4", "question": "孤儿每月多少?", "lang": "zh", "positive_ids": ["p2"], "answers": []},
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, lines in (("passages", PASSAGES), ("questions", QUESTIONS)):
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        (tmp_path / f"{name}.jsonl").write_text(text, "utf-8")
    return tmp_path


def test_each_step_adds_what_it_says(folder: Path) -> None:
    found = ablate(load(folder))
    first = {name: [one.ranking[:1] for one in asked] for name, asked in found.items()}
    assert first["terms"] == [(), (), (), ("p2",)]
    assert first["+ lexicon"][0] == ("p1",)
    assert first["+ lexicon"][2] == ()
    assert first["+ names"][2] == ("p3",)
    assert first["+ names"][1] == ()
    assert first["+ numbers"][1] == ("p3",)
    assert first[OURS] == [("p1",), ("p3",), ("p3",), ("p2",)]
    assert all(len(asked) == len(QUESTIONS) for asked in found.values())


def test_rank_fusion_by_hand() -> None:
    # 1/61 + 1/62 for row 7, 1/61 for 3, 1/62 for 5.
    assert _fused([7, 5], [3, 7]) == [7, 3, 5]


def test_without_titles(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(folder), "--no-titles"]) == 0
    assert OURS in capsys.readouterr().out


def test_the_table_names_languages_and_systems(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(folder)]) == 0
    out = capsys.readouterr().out
    for words in ("en, 3 questions", "zh, 1 questions", "rank fusion", OURS, "recall@10"):
        assert words in out


def test_a_folder_without_questions_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 1
    assert str(tmp_path) in capsys.readouterr().err
