"""A few broken files among good ones; `python -m eval.fuzz` makes hundreds."""

import sys

import pytest

from eval import fuzz


def test_what_is_not_installed_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "reportlab.lib.enums", None)
    assert fuzz.main(["--files", "1"]) == 1
    assert capsys.readouterr().err == "fuzz: reportlab is not installed; run: pip install 'yinju[test]'\n"


def test_the_build_ends_and_names_each(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fuzz, "_hostile", lambda: [(".txt", b"\0" * 100), (".pdf", b"%PDF-1.7\n")])
    assert fuzz.main(["--files", "12", "--reasons"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("12 files (")
    assert "2 hostile" in printed
    assert "bad-000.txt: binary content" in printed
