"""A quote that was read off a picture says so, through index and answer."""

from dataclasses import replace
from pathlib import Path

from index.build import build
from index.document import Document, Read, Span
from qa.engine import Engine
from qa.recognised import recognised
from qa.terminal import describe
from tests.conftest import FakeEmbedder, source

TEXT = "孤儿每月保障标准为1350元。"
PLACE = (0.1, 0.2, 0.8, 0.2, 0.02)
AT = TEXT.index("35")
READS = (
    Read(Span(0, AT), 0.97, PLACE),
    Read(Span(AT, AT + 1), 0.41, PLACE),
    Read(Span(AT + 1, AT + 2), 0.62, PLACE),
    Read(Span(AT + 2, len(TEXT) - 1), 0.99, PLACE),
    Read(Span(len(TEXT) - 1, len(TEXT)), 0.3, PLACE),
)


def document(reads: tuple[Read, ...] = READS) -> Document:
    return Document("a.pdf", "a.pdf", "0" * 64, TEXT, (0,), (), reads)


def test_doubtful_digits_are_told_and_other_characters_are_not() -> None:
    found = recognised(document(), (Span(0, len(TEXT)),))
    assert found is not None
    assert found.confidence == 0.3
    assert [one.text for one in found.doubtful] == ["35"]
    assert found.doubtful[0].spans == (Span(AT, AT + 2),)


def test_only_what_the_spans_cover_counts() -> None:
    found = recognised(document(), (Span(2, 5),))
    assert found is not None
    assert (found.confidence, found.doubtful) == (0.97, ())
    assert recognised(document(()), (Span(0, 5),)) is None


def test_it_is_kept_in_the_index_and_told_in_json_and_in_the_terminal(tmp_path: Path) -> None:
    made = source("a.pdf", TEXT)
    build([replace(made, document=document())], tmp_path, FakeEmbedder())
    engine = Engine.open(tmp_path, embedder=FakeEmbedder(), reader="none")
    assert engine.snapshot.document("a.pdf").reads == READS
    answer = engine.ask("孤儿每月保障标准是多少？")
    (quote,) = answer.quotes or answer.nearest
    assert quote.as_json()["ocr"] == {
        "confidence": 0.3,
        "doubtful": [{"text": "35", "spans": [[AT, AT + 2]]}],
    }
    assert "OCR ≥ 30% · 存疑 · in doubt: 1?35?0" in describe(answer)
