"""Tearing real text and counting what comes back."""

import json
import random
from pathlib import Path

import pytest

from eval.breaks import LAYOUTS, Block, lay_out, main, measure, read

LONG = "会议强调，要深入贯彻落实关于未成年人保护工作的重要指示精神，用心用情关爱未成年人。"
BLOCKS = (Block("全体会议召开", False), *(Block(LONG, True) for _ in range(20)))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_nothing_is_lost_in_laying_out(layout: str) -> None:
    laid = lay_out(BLOCKS, layout, random.Random(1))
    assert bool(laid.tears) == (layout != "untouched")
    assert all("".join(halves) == BLOCKS[number].text for number, halves in laid.tears.items())
    for start, block in zip(laid.starts, BLOCKS, strict=True):
        assert laid.text[start] == block.text[0]
    if layout != "page":
        assert laid.text.replace("\n", "") == "".join(block.text for block in BLOCKS)


def test_counts() -> None:
    untouched = measure("a set", [("a.txt", BLOCKS)], "untouched", seed=1)
    assert (untouched.torn, untouched.whole, untouched.joined, untouched.cut, untouched.short) == (
        0,
        20,
        0,
        0,
        1,
    )
    torn = measure("a set", [("a.txt", BLOCKS)], "blank", seed=1)
    assert torn.torn + torn.undecidable + torn.whole == 20
    assert 0 < torn.mended <= torn.torn
    assert measure("a set", [("a.txt", BLOCKS)], "blank", seed=1) == torn


def test_wrong_joins_are_counted() -> None:
    blocks = [Block("召开", False), Block(LONG[:-1] + "，", True), Block(LONG, True)]
    result = measure("a set", [("a.txt", blocks)], "untouched", seed=1)
    assert (result.whole, result.joined) == (2, 2)


def test_reading(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"# 标题\n<!-- x -->\n\n{LONG}\n", "utf-8")
    assert list(read(tmp_path)) == [("a.md", [Block("# 标题", False), Block(LONG, True)])]
    record = {"id": "p1", "title": "标题", "text": f"{LONG} 标题（甲 乙） {LONG}"}
    (tmp_path / "passages.jsonl").write_text(json.dumps(record), "utf-8")
    [(name, blocks)] = read(tmp_path)
    assert name == "p1.txt"
    assert [block.text for block in blocks] == ["标题", LONG, "标题（甲 乙）", LONG]


def test_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("\n".join(block.text for block in BLOCKS), "utf-8")
    arguments = [str(tmp_path / "texts"), "--layout", "blank", "--json", str(tmp_path / "out.json")]
    main(arguments)
    assert "| texts | blank |" in capsys.readouterr().out
    [result] = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert result["dataset"] == "texts"
    assert result["torn"] + result["undecidable"] + result["whole"] == 20
