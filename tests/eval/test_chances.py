import json
from pathlib import Path

import numpy as np
import pytest

from eval.chances import Asked, calibration_error, fit, main
from qa.retrieve import TEMPERATURE


def asked(scores: list[float], right: int) -> Asked:
    return Asked("zh", np.array(scores), np.arange(len(scores)) == right)


def test_by_hand() -> None:
    """Two hits a score apart at temperature 1 have e/(e+1) = .731 and .269."""
    assert asked([1.0, 0.0], 0).chances(1.0) == pytest.approx([0.731, 0.269], abs=1e-3)
    assert calibration_error([asked([1.0, 0.0], 0)], 1.0) == pytest.approx(0.269, abs=1e-3)
    assert calibration_error([asked([1.0, 0.0], 1)], 1.0) == pytest.approx(0.731, abs=1e-3)


def test_the_temperature_that_drew_the_answers_is_found() -> None:
    draw = np.random.default_rng(0)
    many = []
    for _ in range(4000):
        scores = np.sort(draw.normal(0, 1.5, 5))[::-1]
        odds = np.exp(scores / 0.8)
        many.append(asked(list(scores), int(draw.choice(5, p=odds / odds.sum()))))
    assert fit(many) == pytest.approx(0.8, abs=0.1)
    assert calibration_error(many, 0.8) < 0.03 < calibration_error(many, 0.3)


def test_the_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    passages = [{"id": "p1", "text": "少年法庭34个。"}, {"id": "p2", "text": "学校开学了。"}]
    questions = [
        {"id": "q1", "question": "有多少个少年法庭?", "lang": "zh", "positive_ids": ["p1"], "answers": []}
    ]
    for name, lines in (("passages", passages), ("questions", questions)):
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        (tmp_path / f"{name}.jsonl").write_text(text, "utf-8")
    assert main([str(tmp_path)]) == 0
    assert f"TEMPERATURE = {TEMPERATURE}" in capsys.readouterr().out
