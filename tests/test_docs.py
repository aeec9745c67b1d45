"""What the documentation shows is what happens: its examples are run, and their output compared."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from index.build import build, read_folder
from index.embed import Embedder
from page.desk import Desk
from qa.engine import Engine
from tests.browser.conftest import serving
from tests.conftest import SAMPLE

DOCS = Path(__file__).parent.parent / "docs"
PAGES = ("api.md", "api.zh.md")
SHOWN = "http://127.0.0.1:7860"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def blocks(page: str) -> list[tuple[str, str]]:
    """The blocks of code: language, content."""
    return BLOCK.findall((DOCS / page).read_text("utf-8"))


def examples() -> list[tuple[str, str, str, str]]:
    """Page, language, code and what it prints, for each block of code that says what it prints."""
    found = []
    for page in PAGES:
        there = blocks(page)
        for (language, code), (kind, output) in pairwise(there):
            if language in ("bash", "python"):
                assert kind == "text", f"{page}: what does this print?\n{code}"
                found.append((page, language, code, output))
    return found


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory, bundled: Embedder) -> Iterator[str]:
    index = tmp_path_factory.mktemp("index")
    build(read_folder(SAMPLE), index, bundled)
    engine = Engine.open(index, embedder=bundled)
    with serving(Desk(lambda: engine), mcp=True) as address:
        yield address


@pytest.mark.parametrize(
    ("page", "language", "code", "output"),
    [pytest.param(*one, id=f"{one[0]}-{one[1]}-{number}") for number, one in enumerate(examples())],
)
def test_an_example_prints_what_the_page_says(
    url: str, page: str, language: str, code: str, output: str
) -> None:
    if language == "bash" and not shutil.which("curl"):
        pytest.skip("needs curl")
    command = {"bash": ["bash", "-euc"], "python": [sys.executable, "-c"]}[language]
    environment = {**os.environ, "GRADIO_ANALYTICS_ENABLED": "False", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [*command, code.replace(SHOWN, url)], env=environment, capture_output=True, check=False, timeout=120
    )
    assert done.stdout.decode("utf-8") == output, done.stderr.decode("utf-8")


def test_both_languages_show_the_same_examples() -> None:
    assert blocks("api.md") == blocks("api.zh.md")


def test_the_json_is_json() -> None:
    for page in PAGES:
        for language, content in blocks(page):
            if language == "json":
                assert json.loads(content)
