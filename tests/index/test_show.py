import json
from pathlib import Path

import pytest

from index.__main__ import main
from index.build import build
from index.vocabulary import Vocabulary
from tests.conftest import FakeEmbedder, source


def shown(index: Path, text: str, capsys: pytest.CaptureFixture[str]) -> dict[str, list[str]]:
    assert main(["terms", text, "--index", str(index), "--json"]) == 0
    lines = map(json.loads, capsys.readouterr().out.splitlines())
    return {line["text"]: line["terms"] for line in lines}


def test_words_with_their_terms(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(tmp_path, "上海交通大学 1.2万 Courts", capsys) == {
        "上海交通大学": ["上海", "交通", "大学", "上海交通大学"],
        "courts": ["court"],
        "1.2万": ["12000"],
    }


def test_a_users_words_are_those_of_the_index(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "三码合一" not in shown(tmp_path, "三码合一", capsys)
    words = Vocabulary(words=("三码合一",), pairs=(("三码合一", "three in one"),))
    build([source("a.txt", "学校开学了。")], tmp_path, FakeEmbedder(), vocabulary=words)
    assert "三码合一" in shown(tmp_path, "三码合一", capsys)
    assert main(["terms", "三码合一", "--index", str(tmp_path)]) == 0
    assert "three in one" in capsys.readouterr().out


def test_a_damaged_index_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "CURRENT").write_text("nonsense")
    assert main(["terms", "法庭", "--index", str(tmp_path)]) == 1
    assert "CURRENT" in capsys.readouterr().err


def test_phrases_before_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(tmp_path, "juvenile courts 1.2万", capsys) == {
        "juvenile courts": ["juvenil", "court"],
        "1.2万": ["12000"],
    }


def test_half_a_character_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(tmp_path, "法庭\ud800", capsys) == {"法庭": ["法庭"]}
