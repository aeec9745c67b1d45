"""A few seconds of what `python -m eval.stress` does for minutes."""

import pytest

from eval.stress import Log, main


@pytest.mark.parametrize(
    "arguments", [["kill", "--builds", "3"], ["together", "--seconds", "3", "--askers", "3"]]
)
def test_nothing_is_lost_or_mixed(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 0
    assert "no problem" in capsys.readouterr().out


def test_what_a_snapshot_does_not_say_is_a_problem() -> None:
    log = Log(quoted={"s": {"第1版", "第2版"}})
    log.check("s", {"第1版"})
    assert log.problems == ["s: quoted '第2版', which it does not say"]
    log.check("t", set())
    assert len(log.problems) == 1
