"""`Engine.ask`: the one way in for browser, command line, API and evaluation."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from index.cache import cache_folder
from index.context import context_text
from index.document import cut
from index.embed import Embedder, open_embedder
from index.errors import ModelError, QuestionError
from index.lexicon import open_lexicon
from index.snapshot import Snapshot, open_snapshot
from qa import question as questions
from qa import retrieve as retrieval
from qa.answer import Answer, Passages, Quote, Searched
from qa.differ import differing
from qa.filters import EVERYTHING, Filters, Holdings
from qa.followup import understood
from qa.latest import BREADTH as LATEST_BREADTH
from qa.latest import asks_for_latest, latest_first
from qa.listing import Listing, listing
from qa.met import met
from qa.missing import missing
from qa.quoted import quoted
from qa.read import Reader, Reading
from qa.reader import READERS, open_reader
from qa.retrieve import Hit

if TYPE_CHECKING:
    from index.vectors import Matrix

LONGEST = 1000
"""Characters of the longest question."""
CANDIDATES = 30
QUOTES = 3


class Engine:
    """A snapshot, open, with the embedder and the dictionary that its questions need.

    Safe to use from several threads.
    """

    def __init__(self, snapshot: Snapshot, embedder: Embedder, reader: str = READERS[0]) -> None:
        expected = (snapshot.manifest.embedder, snapshot.manifest.dimension)
        if (embedder.name, embedder.dimension) != expected:
            raise ModelError(
                f"{snapshot.folder}: made with {expected[0]}, not with {embedder.name};"
                " ask with that model or rebuild the index"
            )
        self.snapshot = snapshot
        self.embedder = embedder
        self._reader_name = reader
        self._lexicon = open_lexicon(cache_folder(), snapshot.vocabulary.pairs)
        self.reader: Reader = open_reader(reader, embedder, snapshot.analyser)

    @classmethod
    def open(cls, index: Path, *, embedder: Embedder | None = None, reader: str = READERS[0]) -> Engine:
        """The engine over the current snapshot of `index`, by default with the model that it was made with.

        `reader` is one of `qa.reader.READERS`. Raises IndexMissing, IndexDamaged, ModelError.
        """
        snapshot = open_snapshot(index)
        if embedder is None:
            try:
                embedder = open_embedder(snapshot.manifest.model)
            except ModelError as error:
                raise ModelError(
                    f"{index}: made with a model that cannot be opened; put it back, or rebuild ({error})"
                ) from error
        return cls(snapshot, embedder, reader)

    def reopened(self, index: Path) -> Engine:
        """An engine over the current snapshot, with this one's model where it was made with the same."""
        snapshot = open_snapshot(index)
        same = (snapshot.manifest.model, snapshot.manifest.embedder) == (
            self.snapshot.manifest.model,
            self.snapshot.manifest.embedder,
        )
        embedder = self.embedder if same else open_embedder(snapshot.manifest.model)
        return Engine(snapshot, embedder, self._reader_name)

    def ask(self, text: str, filters: Filters = EVERYTHING, before: str = "") -> Answer:
        """Quotes that answer `text`, or none and the nearest passages. Raises QuestionError.

        `before`: the question that was asked before, where `text` may lean on it ("And Hainan?").
        """
        started = time.perf_counter()
        text = text.strip()
        whole = understood(text, before, self._lexicon, self.snapshot.analyser) if before else None
        question = self.parse(whole or text)
        vector, hits = self.retrieve(question, CANDIDATES, filters)
        retrieved = time.perf_counter()
        latest = asks_for_latest(question.text)
        reader, breadth = self.reader, LATEST_BREADTH if latest else None
        readings = reader.read(question, vector, hits, lambda hit: self.snapshot.text(hit.passage), breadth)
        # The first says whether the documents answer; what stands behind it may only add to that.
        found = bool(readings) and readings[0].score >= reader.threshold
        enough = [reading for reading in readings if found and reading.score >= reader.threshold]
        quotes = [self._quote(question, reading) for reading in enough]
        stated = differing(question.text, quotes)
        if latest:
            quotes = latest_first(quotes)
        nearest = () if enough else readings[:QUOTES]
        return Answer(
            question=text,
            quotes=tuple(quotes[:QUOTES]),
            nearest=tuple(self._quote(question, reading, found=False) for reading in nearest),
            snapshot=self.snapshot.id,
            retrieve_ms=(retrieved - started) * 1000,
            read_ms=(time.perf_counter() - retrieved) * 1000,
            filters=filters,
            latest=latest,
            understood=whole or "",
            searched=self._searched(question, filters, found),
            differing=stated,
        )

    def _searched(self, question: questions.Question, filters: Filters, found: bool) -> Searched:
        """What was searched; where nothing was `found`, which words of the question do not occur in it."""
        manifest = self.snapshot.manifest
        size = self.holdings.size(filters) if filters else (manifest.documents, manifest.passages)
        if found:
            return Searched(*size)
        rows = self.holdings.rows(filters) if filters else None
        return Searched(*size, missing=missing(question, self.snapshot, rows))

    def search(self, text: str, limit: int = 10, filters: Filters = EVERYTHING) -> list[Hit]:
        """The `limit` best passages for `text`, before any is read. Raises QuestionError."""
        return self.retrieve(self.parse(text), limit, filters)[1]

    def passages(self, text: str, limit: int, filters: Filters = EVERYTHING) -> Passages:
        """The same as quotes, with their sources. Raises QuestionError."""
        started = time.perf_counter()
        question = self.parse(text)
        _, hits = self.retrieve(question, limit, filters)
        milliseconds = (time.perf_counter() - started) * 1000
        quotes = tuple(self._quote(question, Reading(hit, hit.probability, None, ())) for hit in hits)
        return Passages(text.strip(), quotes, self.snapshot.id, milliseconds, filters)

    def documents(self, filters: Filters = EVERYTHING) -> Listing:
        """The documents that can be asked, or those that the filters leave. Raises QuestionError."""
        rows = self.holdings.rows(filters) if filters else None
        return listing(self.snapshot.articles(), rows, self.snapshot.id)

    @cached_property
    def holdings(self) -> Holdings:
        """The documents, publishers and places that a question can be asked of. Read when first needed."""
        return Holdings(self.snapshot.articles(), self._lexicon)

    def parse(self, text: str) -> questions.Question:
        """What a question is about, in terms of this index. Raises QuestionError."""
        text = text.strip()
        if not any(character.isalnum() for character in text):
            raise QuestionError("the question is empty; ask in words")
        if len(text) > LONGEST:
            raise QuestionError(f"the question has {len(text):,} characters; ask in {LONGEST:,} or fewer")
        if any("\ud800" <= character <= "\udfff" for character in text):
            raise QuestionError("the question holds half a character (a lone surrogate); type it again")
        index = self.snapshot
        return questions.parse(
            text, self._lexicon, index.analyser, index.postings.knows, index.vectors.scripts
        )

    def retrieve(
        self, question: questions.Question, limit: int, filters: Filters = EVERYTHING
    ) -> tuple[Matrix, list[Hit]]:
        rows = self.holdings.rows(filters) if filters else None
        vector = self.embedder.embed_questions([question.text])[0]
        return vector, retrieval.retrieve(self.snapshot, question, vector, limit, rows=rows)

    def _quote(self, question: questions.Question, reading: Reading, found: bool = True) -> Quote:
        passage = reading.hit.passage
        document = self.snapshot.document(passage.article.document_id)
        sentence = cut(passage.spans, *reading.sentence) if reading.sentence else ()
        answers = [cut(passage.spans, *words) for words in reading.answers]
        quote = quoted(document, passage, sentence, answers, found)
        return replace(
            quote,
            score=reading.score,
            sure=reading.score >= self.reader.sure,
            met=met(question, quote.text, context_text(passage), self.snapshot.analyser),
        )
