import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.document import Paragraph, Span, cut
from index.split import LIMIT, pieces, sentences, split
from tests.conftest import APART, source

TEXTS = st.text(alphabet="一二三。！，、；\n ab.12%“”…", max_size=400)


@given(TEXTS, st.integers(30, 300))
def test_pieces_cover_the_text_in_order(text: str, limit: int) -> None:
    found = pieces(text, limit)
    assert "".join(text[start:end] for start, end in found) == text
    assert all(start < end for start, end in found)


@given(TEXTS)
def test_sentences_cover_the_text_in_order(text: str) -> None:
    assert "".join(text[start:end] for start, end in sentences(text)) == text


def test_a_short_text_is_one_piece() -> None:
    assert pieces("成立少年法庭34个。") == [(0, 10)]
    assert pieces("") == []


def test_a_long_text_is_cut_at_sentence_ends_into_like_parts() -> None:
    text = "今天天气很好。" * 60
    found = pieces(text)
    assert [end - start for start, end in found] == [210, 210]
    assert all(text[end - 1] == "。" for _, end in found)


def test_a_long_sentence_is_cut_at_clauses_and_never_inside_a_figure() -> None:
    text = "资助学生329.55万人，" * 40 + "1,234,567" * 2
    for _, end in pieces(text):
        assert end == len(text) or text[end - 1] == "，"


def test_latin_text_counts_less() -> None:
    assert len(pieces("word " * 120)) == 1
    assert len(pieces("字" * 600)) == 3


@pytest.mark.parametrize("text", ["一" * 10_000, "a" * 10_000, "12" * 5_000])
def test_text_without_any_pause_is_cut_all_the_same(text: str) -> None:
    assert max(end - start for start, end in pieces(text)) <= LIMIT / 0.4


def test_cut_follows_the_gaps_between_spans() -> None:
    spans = (Span(0, 3), Span(5, 9))
    assert cut(spans, 0, 7) == spans
    assert cut(spans, 2, 4) == (Span(2, 3), Span(5, 6))
    assert cut(spans, 3, 4) == (Span(5, 6),)
    assert cut(spans, 7, 7) == ()


def test_passages_are_numbered_and_keep_their_paragraph() -> None:
    passages = list(split(source("a.txt", "第一段。", "长句。" * 100)))
    assert [passage.id for passage in passages] == ["a.txt#1", "a.txt#2", "a.txt#3"]
    assert [passage.paragraph for passage in passages] == [1, 2, 2]


LONG = "长句。" * 40  # 120 wide


@pytest.mark.parametrize(
    ("paragraphs", "between", "numbers"),
    [
        (["短。", "短。"], "\n", [1]),
        (["短。", LONG], "\n", [1]),
        ([LONG, "短。", LONG], "\n", [1, 3]),  # all three would be too long
        ([LONG, LONG], "\n", [1, 2]),
        (["短。"] * 130, "\n", [1, 105]),  # with the line ends between them 250 wide
        (["短。", "短。"], APART, [1, 2]),  # something stands between them
    ],
)
def test_short_paragraphs_stand_with_what_they_are_beside(
    paragraphs: list[str], between: str, numbers: list[int]
) -> None:
    made = source("a.txt", *paragraphs, between=between)
    passages = list(split(made))
    assert [passage.paragraph for passage in passages] == numbers
    texts = [made.document.slice(passage.spans) for passage in passages]
    assert between.join(texts) == made.document.text


@pytest.mark.parametrize(
    ("between", "shown"),
    [("\n\f", "\n"), ("\f\n", "\n"), ("\n\f\n\f\n", "\n\n"), ("\n\v", "\n"), ("\f", "\f"), ("\n\n", "\n\n")],
)
def test_of_a_page_break_between_short_paragraphs_only_the_line_end_is_quoted(
    between: str, shown: str
) -> None:
    made = source("a.pdf", "自7月1日起。", "标准为753元。", between=between)
    (passage,) = split(made)
    assert made.document.slice(passage.spans) == f"自7月1日起。{shown}标准为753元。"
    assert len(passage.spans) == (1 if shown == between else 2)


def test_a_torn_paragraph_is_cut_into_slices_of_the_document() -> None:
    made = source("a.txt", "共有174万", "人参加。" * 80)
    ((article, _),) = made.articles
    torn = Paragraph((Span(0, 6), Span(7, len(made.document.text))))
    made = type(made)(made.document, ((article, (torn,)),))
    texts = [made.document.slice(passage.spans) for passage in split(made)]
    assert texts[0].startswith("共有174万人参加。")
    assert "".join(texts) == "共有174万" + "人参加。" * 80
