"""Files of every format, small."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pytest

from eval import render

TITLE = "关于做好2022年孤儿保障工作的通知"
PARAGRAPHS = (
    "各市、县（区）人民政府：",
    "为进一步做好孤儿基本生活保障工作，经省人民政府同意，现就有关事项通知如下，请认真贯彻执行。",
    "一、提高标准。从2022年1月1日起，社会散居孤儿基本生活最低养育标准提高到每人每月1350元，机构养育孤儿提高到"
    "每人每月1880元，所需资金由省、市、县三级财政共同承担，任何单位和个人不得截留、挪用。",
    "二、落实责任。全区已建成少年法庭34个，各级民政部门要会同财政部门抓好落实，确保资金按时足额发放到位。",
)
Write = Callable[[Path, str, Sequence[str]], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "documents"
    made.mkdir()
    return made


def _write(write: Write, path: Path) -> None:
    write(path, TITLE, PARAGRAPHS)


def written(folder: Path, write: Write, name: str = "a", title: str = TITLE, *more: str) -> Path:
    """A file of the notice, by one of the writers of `eval.render`."""
    before = set(folder.iterdir())
    write(folder / name, title, (*PARAGRAPHS, *more))
    (path,) = set(folder.iterdir()) - before
    return path


WRITERS: dict[str, Callable[[Path], None]] = {
    f".{write.__name__}": partial(_write, write)
    for write in (render.docx, render.html, render.pdf, render.eml, render.epub, render.pptx)
}
