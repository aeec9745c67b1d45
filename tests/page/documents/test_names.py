"""Names as browsers, and who attacks through them, give them."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from page.documents.names import DEEPEST, LONGEST, cleaned, cleaned_path, numbered
from page.documents.refused import Refused

HOSTILE = st.text(
    st.one_of(st.sampled_from('/\\.. :*?"<>|\0\n\u202e\u2066\u200d~$é́ﬁ'), st.characters()), max_size=40
)


@given(HOSTILE | st.text(st.characters(), min_size=180, max_size=300))
@example("e\u200d\u0301.txt")
@example("COM¹.txt")
@example("\u2028")
def test_a_name_is_one_harmless_component(name: str) -> None:
    clean = cleaned(name)
    assert clean == cleaned(clean)
    assert clean == unicodedata.normalize("NFC", clean)
    assert len(clean.encode()) <= LONGEST
    assert not set(clean) & set('/\\\0<>:"|?*')
    assert clean.isprintable() or all(
        unicodedata.category(one) in ("Cn", "Co") for one in clean if not one.isprintable()
    )
    assert not clean.startswith(".")
    assert not clean.endswith((".", " "))
    if clean:
        assert PurePosixPath(clean).parts == (clean,)
        assert PureWindowsPath(clean).parts == (clean,)


@given(st.lists(HOSTILE, max_size=12).map("/".join))
def test_a_path_stays_below(path: str) -> None:
    try:
        parts = cleaned_path(path)
    except Refused:
        return
    assert 1 <= len(parts) <= DEEPEST
    assert all(part and part == cleaned(part) for part in parts)


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        (
            "关于印发《办法》的通知（民发〔2020〕125号）.docx",
            "关于印发《办法》的通知（民发〔2020〕125号）.docx",
        ),
        ("  two   blanks .txt ", "two blanks .txt"),
        ("NUL", "_NUL"),
        ("nul.tar.gz", "_nul.tar.gz"),
        ("Lpt1 .txt", "_Lpt1 .txt"),
        ("console.txt", "console.txt"),
        (".bashrc", "bashrc"),
        ("a:b?.txt", "a_b_.txt"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("\u200b\u2060", ""),
        ("cafe\u0301.txt", "café.txt"),
    ],
)
def test_names(name: str, clean: str) -> None:
    assert cleaned(name) == clean


def test_a_long_name_keeps_its_ending() -> None:
    clean = cleaned("长" * 300 + ".docx")
    assert clean.endswith("长.docx")
    assert LONGEST - 3 < len(clean.encode()) <= LONGEST


@pytest.mark.parametrize("path", ["", "..", "/", "a/..", "a/", "\u202e", "\\"])
def test_no_name_is_refused(path: str) -> None:
    with pytest.raises(Refused, match="name_empty"):
        cleaned_path(path)


def test_folders_are_kept_and_ways_up_are_not() -> None:
    assert cleaned_path("通知/../2020\\a.txt") == ("通知", "2020", "a.txt")
    assert cleaned_path("/etc/passwd.txt") == ("etc", "passwd.txt")
    with pytest.raises(Refused, match="name_deep"):
        cleaned_path("a/" * 20 + "b.txt")


def test_numbers() -> None:
    assert numbered("a.tar.gz", 3) == "a.tar (3).gz"
    assert numbered("none", 2) == "none (2)"
