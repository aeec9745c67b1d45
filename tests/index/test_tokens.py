"""Tokens that know where in the text they stand."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.tokens import SPACE, UNK, Tokenizer, normalise, open_tokenizer


@pytest.fixture(scope="module")
def tokenizer(bundled_folder: Path) -> Tokenizer:
    return open_tokenizer(bundled_folder)


def spelled(tokenizer: Tokenizer, text: str) -> list[str]:
    return [text[token.start : token.end] for token in tokenizer.tokens(text)]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("1990年", ["1990", "年"]),
        ("（34个）。", ["（", "34", "个", "）", "。"]),
        ("１２％", ["１２", "％"]),
        ("Hello  world", ["Hello", "world"]),
        ("大空翼的", ["大", "空", "翼", "的"]),
    ],
)
def test_figures_and_marks_stand_for_themselves(tokenizer: Tokenizer, text: str, pieces: list[str]) -> None:
    assert spelled(tokenizer, text) == pieces


def test_one_character_may_become_several(tokenizer: Tokenizer) -> None:
    assert {(token.start, token.end) for token in tokenizer.tokens("…㈠")} == {(0, 0), (0, 1), (1, 2)}


def test_it_is_opened_once(bundled_folder: Path) -> None:
    assert open_tokenizer(bundled_folder) is open_tokenizer(bundled_folder)


@given(st.text(max_size=80))
def test_tokens_lie_in_order_within_the_text(bundled_folder: Path, text: str) -> None:
    tokens = open_tokenizer(bundled_folder).tokens(text)
    assert all(0 <= token.start <= token.end <= len(text) for token in tokens)
    assert all(one.start <= other.start for one, other in pairwise(tokens))


@given(st.text(st.characters(categories=["L", "N", "P", "Z"]), max_size=60))
def test_no_letter_is_in_no_token(bundled_folder: Path, text: str) -> None:
    covered = {at for t in open_tokenizer(bundled_folder).tokens(text) for at in range(t.start, t.end)}
    kept = [at for at, one in enumerate(text) if normalise(one).strip(SPACE)]
    assert not set(kept) - covered


def test_plain_words_have_the_ids_of_the_embedding_model(tokenizer: Tokenizer) -> None:
    for text in ("少年法庭", "juvenile courts in Hainan", "未成年人保护工作"):
        assert [token.id for token in tokenizer.tokens(text)] == tokenizer.encode(text)[1:-1]
        assert UNK not in tokenizer.encode(text)
