"""Old Word, WPS, RTF and OpenDocument files: LibreOffice, where it is installed, turns them into others."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from index.errors import DocumentError
from index.formats.docx import read_docx
from index.formats.markup import Text
from index.formats.sheets import read_xlsx
from index.formats.slides import read_pptx

_SHEETS, _SLIDES = (".xls", ".et", ".ods"), (".ppt", ".dps", ".odp")
_SECONDS = 120


def found() -> str | None:
    """Where LibreOffice is; None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def read_by_office(path: Path) -> Text:
    """Raises DocumentError when LibreOffice is not installed, or cannot read the file."""
    suffix = path.suffix.lower()
    target = "xlsx" if suffix in _SHEETS else "pptx" if suffix in _SLIDES else "docx"
    program = found()
    if program is None:
        raise DocumentError(
            path.name, f"{suffix} needs LibreOffice; install it, or save the file as .{target}"
        )
    with TemporaryDirectory(prefix="yinju-office-") as name:
        folder = Path(name)
        command = [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--norestore", "--convert-to", target, "--outdir", str(folder), str(path)),
        ]
        try:
            subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True)  # noqa: S603
            (made,) = folder.glob(f"*.{target}")
        except (subprocess.SubprocessError, ValueError) as error:
            raise DocumentError(
                path.name, f"LibreOffice cannot read it; open it and save it as .{target}"
            ) from error
        return {"docx": read_docx, "xlsx": read_xlsx, "pptx": read_pptx}[target](made)
