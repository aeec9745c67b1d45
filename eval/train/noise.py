"""What documents do to a paragraph: another script, a page that ends in its middle."""

from __future__ import annotations

import random
from functools import cache
from typing import Any

_FEET = ("\n— {n} —\n", "\n- {n} -\n", "\n第{n}页 共{m}页\n", "\n{n}\n", "\n{n} / {m}\n", "\n\n\f", "\n")


def traditional(text: str) -> str:
    """The text in traditional characters; as it is, where that would change its length."""
    changed = str(_converter().convert(text))
    return changed if len(changed) == len(text) else text


def torn(text: str, low: int, high: int, draw: random.Random) -> tuple[str, int, int]:
    """A page's foot put somewhere between `low` and `high`: the text, where it stands, and how long it is."""
    page = draw.randint(1, 60)
    foot = draw.choice(_FEET).format(n=page, m=page + draw.randint(0, 40))
    at = draw.randint(low, high)
    return text[:at] + foot + text[at:], at, len(foot)


@cache
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("s2t")
