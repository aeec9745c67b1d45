"""The reader alone, with a model that answers what a test wants."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from eval import reading
from eval.reading import Read, main, table
from index.cache import cache_folder
from index.lexicon import open_lexicon
from index.terms import Analyser
from qa.question import parse
from tests.eval.test_datasets import write
from tests.qa.reader.test_trained import WEIGHTS, FakeModel, reader

TEXT = "镇上的图书馆建于1987年。"
OTHER = "镇外有一座山。"


@pytest.fixture
def town(tmp_path: Path) -> Path:
    write(tmp_path / "passages.jsonl", [{"id": "p1", "text": TEXT}, {"id": "p2", "text": OTHER}])
    write(
        tmp_path / "questions.jsonl",
        [
            {
                "id": "q1",
                "question": "建于哪年?",
                "lang": "zh",
                "positive_ids": ["p1"],
                "answers": ["1987年"],
            },
            {"id": "q2", "question": "山多高?", "lang": "zh", "is_impossible": True, "context_id": "p2"},
            {"id": "q3", "question": "无关?", "lang": "zh", "is_impossible": True},
        ],
    )
    return tmp_path


@pytest.fixture(autouse=True)
def _engine(monkeypatch: pytest.MonkeyPatch) -> None:
    model = FakeModel({TEXT: 3.0}, ("1987年", 0.8))
    lexicon = open_lexicon(cache_folder())
    analyser = Analyser()
    engine = SimpleNamespace(
        reader=reader(model), parse=lambda text: parse(text, lexicon, analyser, lambda term: True)
    )
    monkeypatch.setattr(reading, "indexed", lambda dataset: (engine, None))


def test_questions_with_a_passage_are_read(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(town)]) == 0
    head, row = capsys.readouterr().out.splitlines()
    assert head.split()[:5] == ["n", "EM", "F1", "AUROC", "ECE"]
    assert row.split()[:5] == ["zh", "2", "100.0", "100.0", "1.000"]
    assert row.split()[6:8] == ["0.0", "0.0"]


def test_a_missing_folder_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "none")]) == 1
    assert "none" in capsys.readouterr().err


def test_the_table_by_hand() -> None:
    rows = [
        Read("1", "en", True, 0.9, 1.0, 1.0, 10.0),
        Read("2", "en", True, 0.3, 0.0, 0.5, 20.0),
        Read("3", "en", False, 0.6, None, None, 30.0),
        Read("4", "en", False, 0.1, None, None, 40.0),
    ]
    line = table(rows, WEIGHTS.threshold).splitlines()[1].split()
    # AUROC: .9 over both, .3 over one of two: 3 of 4. ECE: |.9-1| + |.3-1| + .6 + .1 over four.
    assert line == ["en", "4", "50.0", "75.0", "0.750", "0.375", "50.0", "50.0", "25", "38"]
