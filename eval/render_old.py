"""Texts → files of old formats, as `eval.render`; LibreOffice saves them, and must be installed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from eval import render


def doc(path: Path, title: str, paragraphs: Sequence[str]) -> None:
    _saved(render.docx, path, title, paragraphs, ".doc")


def odt(path: Path, title: str, paragraphs: Sequence[str]) -> None:
    _saved(render.docx, path, title, paragraphs, ".odt")


def rtf(path: Path, title: str, paragraphs: Sequence[str]) -> None:
    _saved(render.docx, path, title, paragraphs, ".rtf")


def xls(path: Path, title: str, paragraphs: Sequence[str]) -> None:
    _saved(render.xlsx, path, title, paragraphs, ".xls")


def ppt(path: Path, title: str, paragraphs: Sequence[str]) -> None:
    _saved(render.pptx, path, title, paragraphs, ".ppt")


def _saved(
    write: Callable[[Path, str, Sequence[str]], None],
    path: Path,
    title: str,
    paragraphs: Sequence[str],
    ending: str,
) -> None:
    """What `write` writes, in another format."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "a", title, paragraphs)
        (made,) = folder.iterdir()
        command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", ending[1:], "--outdir", str(folder), str(made)]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603
        shutil.copyfile(folder / f"a{ending}", path.with_suffix(ending))
