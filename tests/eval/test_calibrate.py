import json
from pathlib import Path

import numpy as np
import pytest

from eval.calibrate import NAMES, SCALES, Read, fit, fit_answer, fit_rank, folds, left_out, main, sample
from eval.datasets import Question
from eval.logistic import Flags, Floats
from index.errors import YinjuError
from tests.conftest import FakeEmbedder
from tests.eval.test_datasets import dataset_folder, write

SHARE = NAMES.index("share")
DIGEST = """青山县少年法庭工作
【本报讯】青山县成立少年法庭34个，配备法官120名，去年审理案件560件。

河桥镇学校建设
【本报讯】河桥镇新建小学3所，投入资金2000万元，有教师87名。"""
ASKED = [
    ("青山县成立了多少个少年法庭？", "34个", "青山县少年法庭工作"),
    ("少年法庭配备法官多少名？", "120名", "青山县少年法庭工作"),
    ("河桥镇新建小学几所？", "3所", "河桥镇学校建设"),
    ("How many judges are there?", "", None),
    ("火星上有几家医院？", "", None),
    ("青山县的机场在哪里？", "", None),
]


def rows(*shares: float) -> Floats:
    """Evidence that says nothing but the share of the notions met."""
    evidence = np.zeros((len(shares), len(NAMES)))
    evidence[:, SHARE] = shares
    return evidence


def flags(*values: int) -> Flags:
    return np.array(values, bool)


def test_fit_finds_the_log_odds() -> None:
    # One of four at 0, three of four at 1: log-odds of -log 3 and log 3.
    evidence, labels = rows(0, 0, 0, 0, 1, 1, 1, 1), flags(1, 0, 0, 0, 1, 1, 1, 0)
    weights, bias = fit(evidence, labels, np.ones(8), [SHARE], ridge=1e-9)
    assert bias == pytest.approx(-np.log(3))
    assert weights[SHARE] == pytest.approx(2 * np.log(3))
    assert np.count_nonzero(weights) == 1


def test_a_row_counts_as_often_as_it_is_said_to() -> None:
    counted = fit(rows(0, 0, 1, 1), flags(1, 0, 1, 0), np.array([1.0, 3.0, 3.0, 1.0]), [SHARE])
    repeated = fit(rows(0, 0, 0, 0, 1, 1, 1, 1), flags(1, 0, 0, 0, 1, 1, 1, 0), np.ones(8), [SHARE])
    assert counted[0] == pytest.approx(repeated[0])
    assert counted[1] == pytest.approx(repeated[1])


def test_the_ridge_holds_what_separates() -> None:
    evidence, labels = rows(0, 0.1, 0.2, 0.8, 0.9, 1), flags(0, 0, 0, 1, 1, 1)
    weights, bias = fit(evidence, labels, np.ones(6), [SHARE])
    assert np.array_equal(evidence @ weights + bias > 0, labels)
    # Half-way by symmetry; at the optimum the ridge is as strong as the pull of what is not yet told surely.
    assert -bias / weights[SHARE] == pytest.approx(0.5)
    missing = labels - 1 / (1 + np.exp(-evidence @ weights - bias))
    assert missing @ evidence[:, SHARE] / SCALES[SHARE] == pytest.approx(weights[SHARE] * SCALES[SHARE])


def test_nothing_to_tell_apart() -> None:
    with pytest.raises(YinjuError, match="nothing to tell apart"):
        fit(rows(0, 1), flags(1, 1), np.ones(2), [SHARE])


def test_folds_hold_each_once_and_repeat() -> None:
    labels = flags(*[1] * 25, *[0] * 12)
    divided = folds(labels, seed=1)
    assert len(divided) == 10
    assert sorted(np.concatenate(divided).tolist()) == list(range(37))
    assert {len(fold) for fold in divided} == {3, 4}
    assert {int(labels[fold].sum()) for fold in divided} == {2, 3}
    assert [fold.tolist() for fold in folds(labels, seed=1)] == [fold.tolist() for fold in divided]
    assert [fold.tolist() for fold in folds(labels, seed=2)] != [fold.tolist() for fold in divided]


def test_few_questions_have_few_folds() -> None:
    assert [len(fold) for fold in folds(flags(1, 0, 1), seed=0)] == [1, 1, 1]


def test_both_classes_count_the_same() -> None:
    """Three answerable of four in either half: evidence that says nothing leaves a probability of a half."""
    weights, bias = fit_answer(rows(0, 0, 0, 0, 1, 1, 1, 1), flags(1, 1, 1, 0, 1, 1, 1, 0))
    assert weights == pytest.approx(np.zeros(len(NAMES)))
    assert bias == pytest.approx(0)


def test_who_is_left_out_is_not_seen() -> None:
    """Of each of the four, the other three say the contrary."""
    chances = left_out(rows(1, 0, 1, 0), flags(1, 1, 0, 0))
    assert (chances[:2] < 0.5).all()
    assert (chances[2:] > 0.5).all()


def reading(number: int, right: tuple[int, ...], *shares: float, answerable: bool = True) -> Read:
    return Read(Question(f"q{number}", "?", "zh", answerable=answerable), rows(*shares), flags(*right))


def test_rank_learns_from_answerable_questions() -> None:
    reads = [reading(1, (0, 1), 0.2, 0.9), reading(2, (1, 0, 0), 0.8, 0.3, 0.1)]
    rank = fit_rank(reads)
    assert rank[SHARE] > 0
    assert [one.first(rank) for one in reads] == [1, 0]
    assert fit_rank([*reads, reading(3, (0, 0), 1, 1, answerable=False)]) == pytest.approx(rank)


def test_sample_takes_as_many_of_each_language() -> None:
    known = [Question(f"{lang}{number}", "?", lang) for lang in ("zh", "en") for number in range(9)]
    questions = [*known, Question("none", "?", "zh", answerable=False), Question("ja1", "?", "ja")]
    chosen = sample(questions, 3, seed=1)
    assert [one.lang for one in chosen] == ["en"] * 3 + ["ja"] + ["zh"] * 3
    assert len(set(chosen)) == 7
    assert sample(questions, 3, seed=1) == chosen
    assert sample(questions, 3, seed=2) != chosen


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to run in, with documents/ and questions on them, and a fake embedder."""
    monkeypatch.setattr("index.embed.open_embedder", lambda model: FakeEmbedder())
    monkeypatch.setattr("index.cache.cache_folder", lambda: tmp_path / "cache")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "digest.txt").write_text(DIGEST, "utf-8")
    items = [
        {"id": f"q{number}", "question": text, "answers": [answer] if answer else [], "article": article}
        for number, (text, answer, article) in enumerate(ASKED)
    ]
    write(tmp_path / "mine.jsonl", items)
    return tmp_path


def test_from_questions_to_weights(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dataset_folder(folder / "town")
    arguments = ["--questions", "mine.jsonl", "--dataset", "town", "--sample", "5", "--threshold", "0.3"]
    main(arguments)
    printed = capsys.readouterr().out
    pasted: dict[str, object] = {}
    exec(printed[printed.index("# sentence") :], pasted)
    rank, answer = pasted["RANK"], pasted["ANSWER"]
    assert isinstance(rank, tuple)
    assert isinstance(answer, tuple)
    assert len(rank) == len(answer) == len(NAMES)
    assert rank[NAMES.index("translated")] == answer[NAMES.index("passage")] == 0
    assert isinstance(pasted["BIAS"], float)
    assert "left out, 0.30" in printed
    names = [line.split("  ")[0] for line in printed.splitlines()]
    assert names[:3] == ["first passage right", "development", "dataset"]
    main(arguments)
    assert capsys.readouterr().out == printed


def test_the_threshold_moves_the_bias(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    biases = []
    for threshold in ("0.5", "0.8"):
        main(["--questions", "mine.jsonl", "--threshold", threshold])
        biases.append(float(capsys.readouterr().out.split("BIAS = ")[-1]))
    assert biases[0] - biases[1] == pytest.approx(np.log(0.8 / 0.2), abs=0.011)


def test_without_unanswerable_questions(folder: Path) -> None:
    only = [json.loads(line) for line in (folder / "mine.jsonl").read_text("utf-8").splitlines()][:3]
    write(folder / "only.jsonl", only)
    with pytest.raises(SystemExit, match="calibrate: nothing to tell apart"):
        main(["--questions", "only.jsonl"])
