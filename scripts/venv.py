"""Make a virtual environment with pip in it, also where the system's Python came without `venv`'s pip.

Debian packages `ensurepip` apart; there, pip's own wheel is taken from the package index instead and runs
itself.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
from importlib.util import find_spec
from pathlib import Path

PIP = "26.2"


def main(folder: Path) -> None:
    if sys.version_info < (3, 11):  # noqa: UP036  (this runs before anything checks it)
        sys.exit(
            f"Yinju needs Python 3.11 or newer; {sys.executable} is {sys.version.split()[0]}."
            " Name another one: make run PYTHON=python3.12"
        )
    if find_spec("ensurepip"):
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        return
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    with tempfile.TemporaryDirectory() as scratch:
        wheel = download(Path(scratch))
        command = [folder / "bin/python", f"{wheel}/pip", "install", "--quiet", "--no-index", wheel]
        subprocess.run(command, check=True)


def download(scratch: Path) -> Path:
    """pip's wheel from the package index (`PIP_INDEX_URL`, else PyPI), checked against its SHA-256 there."""
    index = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple").rstrip("/")
    name = f"pip-{PIP}-py3-none-any.whl"
    headers = {"Accept": "application/vnd.pypi.simple.v1+json"}
    with urllib.request.urlopen(urllib.request.Request(f"{index}/pip/", headers=headers)) as page:
        files = {file["filename"]: file for file in json.load(page)["files"]}
    url = urllib.parse.urljoin(f"{index}/pip/", files[name]["url"])
    with urllib.request.urlopen(url) as response:
        content = response.read()
    if hashlib.sha256(content).hexdigest() != files[name]["hashes"]["sha256"]:
        sys.exit(f"{url}: not what the index says it is; try again")
    wheel = scratch / name
    wheel.write_bytes(content)
    return wheel


if __name__ == "__main__":
    main(Path(sys.argv[1]))
