"""Old Word, WPS, RTF and OpenDocument files: LibreOffice, where it is installed, turns them into others."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from index.errors import DocumentError
from index.formats.docx import read_docx
from index.formats.kind import converted_to
from index.formats.markup import Text
from index.formats.sheets import read_xlsx
from index.formats.slides import read_pptx
from index.reasons import Reason

_SECONDS = 50
"""Less than `index.isolated` waits, so that what LibreOffice began is ended and cleared away here."""
_SCRIPTING, _INTERNET = "Office.Common/Security/Scripting", "Inet/Settings"
_SETTINGS = (
    (_SCRIPTING, "BlockUntrustedRefererLinks", "true"),
    (_SCRIPTING, "DisableMacrosExecution", "true"),
    # What a web page names is loaded all the same: from a proxy, at the port for what is to be thrown away.
    (_INTERNET, "ooInetProxyType", "2"),
    (_INTERNET, "ooInetNoProxy", ""),
    *((_INTERNET, f"ooInet{kind}ProxyName", "127.0.0.1") for kind in ("HTTP", "HTTPS")),
    *((_INTERNET, f"ooInet{kind}ProxyPort", "9") for kind in ("HTTP", "HTTPS")),
)
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    + "</oor:items>"
)
"""A document may have LibreOffice load nothing and run nothing."""


def found() -> str | None:
    """Where LibreOffice is; None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def read_by_office(path: Path) -> Text:
    """Raises DocumentError when LibreOffice is not installed, or cannot read the file."""
    suffix = path.suffix.lower()
    target = converted_to(suffix)
    program = found()
    if program is None:
        raise DocumentError(path.name, Reason("office_missing", {"ending": suffix, "target": target}))
    with TemporaryDirectory(prefix="yinju-office-") as name:
        folder = Path(name)
        (folder / "profile" / "user").mkdir(parents=True)
        (folder / "profile" / "user" / "registrymodifications.xcu").write_text(_PROFILE, "utf-8")
        command = [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--norestore", "--convert-to", target[1:], "--outdir", str(folder), str(path)),
        ]
        if not _ran(command) or len(made := [*folder.glob(f"*{target}")]) != 1:
            raise DocumentError(path.name, Reason("office_failed", {"target": target}))
        return {".docx": read_docx, ".xlsx": read_xlsx, ".pptx": read_pptx}[target](made[0])


def _ran(command: list[str]) -> bool:
    """Whether it ended well, and in time; if not in time, it and all that it began is ended."""
    process = subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        return process.wait(_SECONDS) == 0
    except subprocess.TimeoutExpired:
        if os.name == "posix":  # what was begun is a script, which began a program, which began another
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.wait()
        return False
