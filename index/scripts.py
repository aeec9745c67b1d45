"""The script of a text: languages that share one are near each other for an embedding model, others far."""

from __future__ import annotations

import re

SCRIPTS = ("other", "han", "kana", "hangul", "latin", "cyrillic", "arabic")
"""A script's number is its place here."""

_LETTERS = {
    "han": re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"),
    "kana": re.compile("[\u3040-\u30ff]"),
    "hangul": re.compile("[\uac00-\ud7af]"),
    "latin": re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"),
    "cyrillic": re.compile("[\u0400-\u04ff]"),
    "arabic": re.compile("[\u0600-\u06ff]"),
}
# What a letter is worth: a Chinese character is half a word; where there is kana, it is Japanese.
_WORTH = {"han": 3, "kana": 10, "hangul": 2}
_ENOUGH = 500  # characters that are looked at


def script(text: str) -> int:
    """The number of the script that most of `text` is written in."""
    text = text[:_ENOUGH]
    weight = {name: _WORTH.get(name, 1) * len(found.findall(text)) for name, found in _LETTERS.items()}
    best = max(weight, key=lambda name: weight[name])
    return SCRIPTS.index(best) if weight[best] else 0
