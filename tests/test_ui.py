"""How the page is put together and served."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import gradio as gr
import pytest

import ui
from index.errors import YinjuError
from page.app import build_page
from page.desk import Desk
from tests.page.fakes import FakeEngine

ROOT = Path(__file__).parent.parent


def test_templates_take_text_only_as_a_value() -> None:
    blocks = build_page(Desk(FakeEngine)).blocks.values()
    assert {block.html_template for block in blocks if isinstance(block, gr.HTML)} == {"${value}"}


def test_the_server_asks_the_network_for_nothing() -> None:
    code = (
        "import sys, time\n"
        "asked = []\n"
        "events = {'socket.connect', 'socket.getaddrinfo', 'socket.gethostbyname'}\n"
        "sys.addaudithook(lambda event, values: asked.append(values) if event in events else None)\n"
        "from page.app import build_app\n"
        "from page.desk import Desk\n"
        "from tests.page.fakes import FakeEngine\n"
        "build_app(Desk(FakeEngine))\n"
        "time.sleep(2)\n"
        "print(asked)"
    )
    command = [sys.executable, "-c", code]
    online = {name: value for name, value in os.environ.items() if not name.startswith(("HF_", "GRADIO_"))}
    done = subprocess.run(command, cwd=ROOT, env=online, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_taken_port_is_said_with_a_way_out() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(YinjuError, match=rf"{port} .*--port {port + 1}"):
            ui.listen("127.0.0.1", port)


def test_an_address_that_is_none_is_said() -> None:
    with pytest.raises(YinjuError, match=r"nowhere\.invalid"):
        ui.listen("nowhere.invalid", 7860)


def test_a_folder_that_is_none_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ui.main(["--documents", str(tmp_path / "none"), "--index", str(tmp_path), "--port", "0"]) == 1
    assert "no such folder" in capsys.readouterr().err


def test_what_the_page_began_ends_with_it(tmp_path: Path) -> None:
    """At once, though it says nothing that could fail."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(60)
        silent = (
            f"import socket, time; one = socket.create_connection({listening.getsockname()}); time.sleep(60)"
        )
        code = (
            "import sys, ui\n"
            "from page.running import Runner\n"
            "class Room(ui.Room):\n"
            "    def __init__(self, *given, **named):\n"
            "        super().__init__(*given, **named)\n"
            f"        self.rebuild._command = lambda: [sys.executable, '-c', {silent!r}]\n"
            "        self.rebuild.start()\n"
            "class Evaluation(ui.Evaluation):\n"
            "    def __init__(self, *given, **named):\n"
            "        super().__init__(*given, **named)\n"
            f"        self._runner = Runner(['-c', {silent!r}])\n"
            "        self._runner.start()\n"
            "ui.Room, ui.Evaluation = Room, Evaluation\n"
            "ui.main()"
        )
        told = ["--documents", str(tmp_path), "--index", str(tmp_path / ".none"), "--port", "0"]
        command = [sys.executable, "-c", code, *told]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as server:
            begun = [listening.accept()[0] for _ in range(2)]
            assert server.stdout
            assert b"http://" in server.stdout.readline()
            server.terminate()
            for one in begun:
                with one:
                    one.settimeout(10)
                    assert one.recv(1) == b""


@pytest.mark.parametrize("folder", [False, True], ids=["without a folder", "of an empty folder"])
def test_it_serves_before_there_is_an_index(tmp_path: Path, folder: bool) -> None:
    documents = ["--documents", str(tmp_path)] if folder else []
    command = [sys.executable, "ui.py", "--index", str(tmp_path / ".none"), "--port", "0", *documents]
    environment = {**os.environ, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as server:
        try:
            assert server.stdout
            line = server.stdout.readline()
            found = re.fullmatch(r"Yinju is at (http://127\.0\.0\.1:\d+)\n", line)
            assert found, (line, server.stderr.read() if server.stderr else "")
            with pytest.raises(urllib.error.HTTPError) as refused:
                urllib.request.urlopen(f"{found[1]}/healthz", timeout=10)
            assert refused.value.code == 503
            assert json.load(refused.value)["status"] == "IndexMissing"
        finally:
            server.terminate()
