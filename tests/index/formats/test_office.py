"""Old formats, by the LibreOffice that is installed."""

from __future__ import annotations

import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from eval import render_old
from index.errors import DocumentError
from index.formats import office, read
from index.formats.office import read_by_office
from tests.index.formats.conftest import TITLE, Write, written

NAMES = {
    **{name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "text")},
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}
LINKING = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {" ".join(f'xmlns:{name}="{place}"' for name, place in NAMES.items())}
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>
<text:section text:name="s"><text:section-source xlink:href="{{}}" xlink:type="simple"/><text:p>节</text:p>
</text:section><text:p>每人每月1350元<draw:frame svg:width="2cm" svg:height="2cm">
<draw:image xlink:href="{{}}" xlink:type="simple"/></draw:frame></text:p>
</office:text></office:body></office:document>"""


@pytest.mark.parametrize(
    "write", [render_old.doc, render_old.odt, render_old.rtf, render_old.xls, render_old.ppt]
)
def test_old_formats_are_read(folder: Path, write: Write) -> None:
    path = written(folder, write)
    text = read(path, path.suffix).text
    assert "少年法庭34个" in text
    assert "每人每月1880元" in text


def test_headings_are_kept(folder: Path) -> None:
    assert read(written(folder, render_old.doc), ".doc").text.startswith(f"# {TITLE}")


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """The address of a server, and what was asked of it."""
    paths = list[str]()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", paths
        server.shutdown()


def test_a_document_has_nothing_loaded(folder: Path, asked: tuple[str, list[str]]) -> None:
    address, paths = asked
    (folder / "secret.txt").write_text("机密机密", "utf-8")
    secret = (folder / "secret.txt").as_uri()
    (folder / "a.odt").write_text(LINKING.format(secret, f"{address}/picture.png"), "utf-8")
    assert "每人每月1350元" in (text := read_by_office(folder / "a.odt").text)
    assert "机密" not in text
    page = f'<link rel=stylesheet href="{address}/style.css"><img src="{address}/picture.png"><p>每人1350元'
    (folder / "b.doc").write_text(f"<html><body>{page}</body></html>", "utf-8")
    with pytest.raises(DocumentError, match=r"save it as \.docx"):
        read_by_office(folder / "b.doc")
    assert paths == []


def test_the_server_would_have_been_asked(folder: Path, asked: tuple[str, list[str]]) -> None:
    address, paths = asked
    (folder / "a.odt").write_text(LINKING.format("", f"{address}/picture.png"), "utf-8")
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    subprocess.run(
        [*command, "--convert-to", "docx", "--outdir", str(folder), str(folder / "a.odt")], check=True
    )
    assert "/picture.png" in paths


def test_what_hangs_is_ended_with_all_that_it_began(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n(sleep 3; touch {folder}/left) &\nwait\n")
    program.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda name: str(program))
    monkeypatch.setattr(office, "_SECONDS", 0.3)
    (folder / "a.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    with pytest.raises(DocumentError, match=r"LibreOffice cannot read it; open it and save it as \.docx"):
        read_by_office(folder / "a.doc")
    time.sleep(3.2)
    assert not (folder / "left").exists()


def test_old_formats_need_libreoffice(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    (folder / "a.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    with pytest.raises(
        DocumentError, match=r"\.doc needs LibreOffice; install it, or save the file as \.docx"
    ):
        read(folder / "a.doc", ".doc")
