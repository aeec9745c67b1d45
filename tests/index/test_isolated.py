"""A file that hangs or kills its reader costs that file alone."""

from pathlib import Path

import pytest

from eval import render
from index.errors import DocumentError
from index.isolated import Isolated


@pytest.fixture
def path(tmp_path: Path) -> Path:
    render.docx(tmp_path / "a", "标题", ["正文。"])
    return tmp_path / "a.docx"


def test_what_takes_too_long_is_ended(path: Path) -> None:
    isolated = Isolated(seconds=0, seconds_per_mb=0)
    with pytest.raises(DocumentError, match="not read after"):
        isolated.read(path, ".docx")
    patient = Isolated()
    assert patient.read(path, ".docx").text == "# 标题\n\n正文。\n\n"


def test_a_reader_that_died_is_begun_again(path: Path) -> None:
    isolated = Isolated()
    isolated.read(path, ".docx")
    assert isolated._process is not None
    isolated._process.kill()
    with pytest.raises(DocumentError, match="badly"):
        isolated.read(path, ".docx")
    assert isolated.read(path, ".docx").text.startswith("# 标题")


def test_what_a_library_raises_becomes_a_reason(tmp_path: Path) -> None:
    (tmp_path / "a.pptx").write_bytes(b"")
    with pytest.raises(DocumentError, match=r"a\.pptx: .+; "):
        Isolated().read(tmp_path / "a.pptx", ".pptx")
