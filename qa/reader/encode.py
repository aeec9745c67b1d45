"""Question and passage → the token ids that the reader is trained on and asked with."""

from __future__ import annotations

from collections.abc import Sequence

from index.tokens import BOS, EOS, MASK, Tokenizer

QUESTION, HINTS, TITLE = 64, 32, 24
"""Tokens that each may have; the rest is left out."""


def encode(
    tokenizer: Tokenizer, question: str, hints: Sequence[str], title: str, phrase: bool = False
) -> list[int]:
    """What stands before the passage: `<s> question </s> hints </s> title </s>`.

    The passage's own tokens follow, and a last `</s>`. Training data differ in how much of a sentence they
    call the answer: 34个 in some, 设立少年法庭34个 in others. With `phrase` a `<mask>` behind `<s>` asks for
    the latter.
    """
    ids = [BOS, MASK] if phrase else [BOS]
    for text, limit in ((question, QUESTION), (" ".join(hints), HINTS), (title, TITLE)):
        ids += [token.id for token in tokenizer.tokens(text)[:limit]] if text else []
        ids.append(EOS)
    return ids
