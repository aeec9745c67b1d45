"""The texts are complete in both languages."""

import re
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from string import Formatter

import pytest

import page.texts
from page.texts import EXAMPLES, LANGUAGES, TEXTS, in_language, say


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("key", TEXTS)
def test_both_languages_say_it(key: str) -> None:
    chinese, english = TEXTS[key]
    assert re.search("[\u4e00-\u9fff]", chinese)
    assert re.search("[a-z]", english)
    assert not re.search("[\u4e00-\u9fff]", english)
    assert fields(chinese) == fields(english)


def test_values_are_escaped() -> None:
    assert "<b>" not in say("paragraph", number="<b>")


def test_examples_pair_up() -> None:
    assert set(EXAMPLES) == set(LANGUAGES)
    assert len({len(questions) for questions in EXAMPLES.values()}) == 1


def test_no_text_is_missing_or_unused() -> None:
    root = Path(__file__).parents[2]
    files = [file for file in (root / "page").rglob("*.py") if file.parent.name != "texts"]
    sources = [file.read_text("utf-8") for file in files]
    said = {key for text in sources for key in re.findall(r"""["'](\w+)["']""", text)}
    assert set(TEXTS) <= said


def test_no_key_stands_in_two_tabs() -> None:
    rooms = [import_module(f"page.texts.{name}").TEXTS for _, name, _ in iter_modules(page.texts.__path__)]
    assert sum(map(len, rooms)) == len(TEXTS)


def test_labels_for_gradio() -> None:
    assert in_language("zh")["new"] == "新的对话"
    assert in_language("en")["new"] == "New conversation"
