"""The trained reader: `open_reader`, or without it the rules of `qa.rules`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.embed import Embedder
    from index.terms import Analyser
    from qa.read import Reader
    from qa.reader.model import ReaderModel

READERS = ("trained", "none")


def open_reader(name: str, embedder: Embedder, analyser: Analyser) -> Reader:
    """The reader that comes with Yinju ("trained"), or rules alone ("none"). Raises ModelError."""
    if name == "none":
        from qa.rules import RuleReader

        return RuleReader(embedder.embed_passages, analyser)
    from qa.reader.trained import TrainedReader, Weights

    return TrainedReader(_model(), analyser, Weights.open())


@cache
def _model() -> ReaderModel:
    """Once for all indexes."""
    from index import bundled
    from index.tokens import open_tokenizer
    from qa.reader.model import ReaderModel
    from qa.reader.prepared import prepare

    return ReaderModel(prepare(), open_tokenizer(bundled.prepare()))
