"""Passages a second, ours beside theirs."""

import json
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from eval.speed import main, measured, texts_of
from tests.conftest import FakeEmbedder


class Slow(FakeEmbedder):
    def embed_passages(self, texts: Sequence[str], progress: object = None) -> np.ndarray:
        time.sleep(0.01)
        return super().embed_passages(texts)


def test_both_embed_the_same() -> None:
    ours, theirs = FakeEmbedder(), Slow()
    head, row = measured(["一段"] * 40, ours, theirs)
    assert dict(zip(head, row, strict=True))["passages"] == "40"
    assert ours.texts == theirs.texts == 72
    assert float(row[-1]) > 1


def test_what_is_embedded_has_its_title(tmp_path: Path) -> None:
    (tmp_path / "passages.jsonl").write_text(
        json.dumps({"id": "p", "title": "标题", "text": "正文。"}), "utf-8"
    )
    (tmp_path / "questions.jsonl").write_text(json.dumps({"id": "q", "question": "？"}), "utf-8")
    assert texts_of(tmp_path, 5) == ["标题\n正文。"]


def test_no_dataset_is_named(tmp_path: Path) -> None:
    assert main([str(tmp_path / "nowhere")]) == 1
