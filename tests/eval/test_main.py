import json
from pathlib import Path

import pytest

from eval import __main__ as command
from eval.__main__ import main
from eval.asking import ask_all
from eval.datasets import Dataset, Question, load, source
from eval.report import Run
from index.errors import QuestionError, YinjuError
from qa.answer import Answer
from qa.filters import EVERYTHING, Filters
from tests.conftest import FakeEmbedder
from tests.eval.fakes import TEXT, FakeEngine, passage, quote
from tests.eval.test_datasets import dataset_folder, write

POSITIVE = Question("q1", "有几所小学？", "zh", ("三所",), frozenset({"p1"}))
BY_ARTICLE = Question("q1", "有几所小学？", "zh", ("三所",), article="河桥镇")


def dataset(question: Question, *names: str) -> Dataset:
    return Dataset("town", tuple(source(name, "河桥镇", TEXT) for name in names), (question,))


def test_a_document_has_the_rank_of_its_best_piece() -> None:
    engine = FakeEngine(passage("p2"), passage("p2", piece=2), passage("p1"), quotes=[quote()])
    (one,) = ask_all(engine, dataset(POSITIVE, "p1", "p2"))
    assert one.ranking == ("p2", "p1")
    assert one.rank == 2
    assert one.milliseconds > 0


def test_search_goes_on_until_there_are_ten_documents() -> None:
    pieces = [passage("p1", piece=piece) for piece in range(100)]
    others = [passage(f"d{number}") for number in range(20)]
    engine = FakeEngine(*pieces, *others)
    (one,) = ask_all(engine, dataset(POSITIVE, "p1"))
    assert engine.limits == [30, 120]
    assert len(one.ranking) == 21


def test_search_ends_where_the_index_does() -> None:
    engine = FakeEngine(passage("p1"))
    (one,) = ask_all(engine, dataset(POSITIVE, "p1"))
    assert engine.limits == [30]
    assert one.ranking == ("p1",)


def test_without_ids_passages_are_judged_by_article_and_answer() -> None:
    right = [passage("p1", piece=1), passage("p1", piece=2)]
    engine = FakeEngine(passage("p1", title="别处", piece=3), *right)
    (one,) = ask_all(engine, dataset(BY_ARTICLE, "p1"))
    assert one.ranking == ("p1#3", "p1#1", "p1#2")
    assert one.relevant == {"p1#1", "p1#2"}
    assert one.judged_ranking == ("p1#3", "p1#1")


def test_a_question_that_cannot_be_asked_is_named() -> None:
    class Refuses(FakeEngine):
        def ask(self, question: str, filters: Filters = EVERYTHING) -> Answer:
            if self.limits:
                raise QuestionError("far too long")
            return super().ask(question, filters)

    twice = Dataset("town", (), (POSITIVE, Question("q2", "?", "zh", answerable=False)))
    with pytest.raises(YinjuError, match="question q2: far too long"):
        list(ask_all(Refuses(passage("p1")), twice))


@pytest.fixture
def faked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder to run in, where the dataset `town` is evaluated with a fake engine."""

    def evaluate(dataset: Dataset, model: str, reader: str) -> Run:
        engine = FakeEngine(passage("p1"), quotes=[quote(words="三所")])
        return Run(dataset.name, "now", model, "s", 2, 2, tuple(ask_all(engine, dataset)))

    monkeypatch.setattr(command, "evaluate", evaluate)
    monkeypatch.chdir(tmp_path)
    return dataset_folder(tmp_path / "town")


def test_everything_goes_to_runs(faked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(faked)]) == 0
    printed = capsys.readouterr().out
    written = sorted(path.suffix for path in Path("runs").iterdir())
    assert written == [".html", ".json", ".run"]
    assert all(str(path) in printed for path in Path("runs").iterdir())
    assert "town" in printed


def test_or_only_to_the_files_that_are_named(faked: Path) -> None:
    assert main([str(faked), "--json", "out/x.json", "--sample", "2", "--model", "M"]) == 0
    results = json.loads(Path("out/x.json").read_text("utf-8"))
    assert results["all"]["questions"] == 2
    assert results["model"] == "M"
    assert not Path("runs").exists()


def test_files_of_questions_can_be_chosen(faked: Path) -> None:
    item = {"id": "x", "question": "几所?", "positive_ids": ["p1"], "answers": ["三所"]}
    chosen = write(Path("mine.jsonl"), [item])
    assert main([str(faked), "--json", "x.json", "--questions", str(chosen)]) == 0
    assert json.loads(Path("x.json").read_text("utf-8"))["all"]["exact_match"] == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["gone"], "gone: no such folder"),
        ([], "documents: no such folder"),
        (["town", "--questions", "gone.jsonl"], "gone.jsonl: No such file"),
        (["town", "--json", "town"], "town: a folder; name a file"),
        (["town", "--json", "town/passages.jsonl/x.json"], "town/passages.jsonl"),
    ],
)
def test_errors_are_one_line_and_exit_1(
    faked: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    assert main(arguments) == 1
    error = capsys.readouterr().err
    assert error.startswith("eval: ")
    assert says in error
    assert error.count("\n") == 1


def test_wrong_usage(faked: Path) -> None:
    for arguments in (["--distractors", "town"], ["town", "--sample", "0"]):
        with pytest.raises(SystemExit) as caught:
            main(arguments)
        assert caught.value.code == 2


def test_the_real_engine_over_a_small_dataset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    embedder = FakeEmbedder()
    monkeypatch.setattr("index.embed.open_embedder", lambda model: embedder)
    monkeypatch.setattr("index.cache.cache_folder", lambda: tmp_path / "cache")
    town = load(dataset_folder(tmp_path / "town"))
    first = command.evaluate(town, reader="none")
    assert first.passages == 2
    assert first.pieces == 2  # the two short lines of p1 stand together
    assert [one.rank for one in first.asked[:2]] == [1, 1]
    embedded = embedder.texts
    second = command.evaluate(town, reader="none")
    assert second.snapshot == first.snapshot
    sentences = embedded - first.pieces
    assert embedder.texts == embedded + sentences  # those are read anew, the passages are kept
    assert [one.ranking for one in second.asked] == [one.ranking for one in first.asked]
