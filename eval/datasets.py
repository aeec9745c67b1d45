"""What is asked, and of which documents: the project's own questions, or a folder in a plain format.

A dataset's folder holds, one JSON object a line:

    passages.jsonl    {"id": "p1", "title": "…" (if any), "text": "…"}
    questions*.jsonl  {"id": "q1", "question": "…", "lang": "zh", "positive_ids": ["p1"], "answers": ["…"]}

`lang` may be missing (it is guessed by script), `answers` empty. `"is_impossible": true`, or nothing to
find at all (no positive_ids, answers or article), makes a question that the documents do not answer; its
`context_id` may name the passage that it is asked about.
The project's own questions name an `article` (its title) in place of `positive_ids`. A file of what readers
said of answers (`qa.feedback`) is taken for questions too: `eval.located` finds their passages in an index.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from eval.lines import objects, text_of, texts_of, whole
from eval.matching import holds, normalise
from index.document import Article, Document, Paragraph, Skipped, Source, Span
from index.errors import YinjuError
from qa.feedback import NOTHING, WRONG, Feedback, Label, is_feedback
from qa.filters import EVERYTHING, Filters

OWN = "yinju"
"""Name of the project's own question set."""
_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_SCRIPTS = {"ja": "[\u3040-\u30ff]", "ko": "[\uac00-\ud7af]", "zh": "[\u3400-\u9fff]", "en": "[A-Za-z]"}


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what counts as its answer. `file`: the stem of the file that it stands in; `context_id`:
    the passage that it is asked about, if that is named. `label`: what a reader said of its answer, and
    `passages` the ids of those of an index where the passage stands that it was said of."""

    id: str
    text: str
    lang: str
    answers: tuple[str, ...] = ()
    positive_ids: frozenset[str] = frozenset()
    article: str | None = None
    answerable: bool = True
    file: str = "questions"
    context_id: str | None = None
    filters: Filters = EVERYTHING
    label: Label | None = None
    passages: frozenset[str] = frozenset()

    @property
    def open(self) -> bool:
        """What does not answer is known, but not what does."""
        return self.label is not None and self.label.kind == WRONG


@dataclass(frozen=True, slots=True)
class Dataset:
    """Documents and the questions that they are asked. `notes`: what a reader of the results should know."""

    name: str
    sources: tuple[Source | Skipped, ...]
    questions: tuple[Question, ...]
    notes: tuple[str, ...] = ()

    def key(self, model: str) -> str:
        """Identifies what an index over this holds: by content, so that a copy elsewhere is the same."""
        digest = hashlib.sha256(model.encode())
        for source in self.sources:
            if isinstance(source, Source):
                digest.update(repr((source.document.id, source.document.sha256)).encode())
        return digest.hexdigest()[:16]


def load(folder: Path, distractors: Sequence[Path] = (), files: Sequence[Path] = ()) -> Dataset:
    """The dataset in `folder`, amid the passages of others; `files` instead of its own questions."""
    notes: list[str] = []
    questions = read_questions(files or _find(folder, "questions*.jsonl"), notes)
    sources: dict[str, Source] = {}
    for owner in (folder, *distractors):
        for identity, title, text in _passages(owner):
            if owner != folder:
                while identity in sources:
                    identity = f"{owner.resolve().name}/{identity}"
            sources[identity] = source(identity, title, text)
    notes += _notes(questions, sources)
    return Dataset(folder.resolve().name, tuple(sources.values()), tuple(questions), tuple(notes))


def own(documents: Path, files: Sequence[Path] = ()) -> Dataset:
    """The folder `documents`, asked the questions that come with the project, or those in `files`."""
    if not documents.is_dir():
        raise YinjuError(
            f"{documents}: no such folder; run this in the project's folder, or name a dataset's folder"
        )
    from index.build import read_folder

    notes: list[str] = []
    questions = read_questions(files or _find(Path(__file__).parent / "questions", "*.jsonl"), notes)
    sources = tuple(read_folder(documents))
    notes += [f"skipped {item.path}: {item.reason}" for item in sources if isinstance(item, Skipped)]
    return Dataset(OWN, sources, tuple(questions), tuple(notes))


def sample(dataset: Dataset, size: int, seed: int) -> Dataset:
    """`dataset` with `size` of its questions, chosen at random but the same for the same seed."""
    if size >= len(dataset.questions):
        return dataset
    chosen = sorted(random.Random(seed).sample(range(len(dataset.questions)), size))  # noqa: S311
    note = f"a sample of {size} of {len(dataset.questions)} questions, seed {seed}"
    questions = tuple(dataset.questions[number] for number in chosen)
    return replace(dataset, questions=questions, notes=(*dataset.notes, note))


def source(identity: str, title: str, text: str) -> Source:
    """A passage of a dataset as a document of one article; each line with text is a paragraph."""
    document = Document(identity, identity, hashlib.sha256(text.encode()).hexdigest(), text)
    article = Article(identity, title, "", "", Span(0, len(text)))
    paragraphs = tuple(Paragraph((Span(*match.span()),)) for match in _LINE.finditer(text))
    return Source(document, ((article, paragraphs),))


def read_questions(files: Iterable[Path], notes: list[str] | None = None) -> list[Question]:
    """The questions of all files. An id that an earlier file has too is told apart by its file's name.

    A line whose question is an empty text is left out; `notes` gets a line that says so.
    """
    found, empty = dict[str, Question](), list[str]()
    for path in files:
        if is_feedback(path):
            labels, problems = Feedback(path).labels()
            found |= {label.id: _labelled(label, path.stem) for label in labels}
            if notes is not None:
                notes += problems
            continue
        here: set[str] = set()
        for where, item in objects(path):
            identity = text_of(item, "id", where)
            if identity in here:
                raise YinjuError(f"{where}: a second question with the id {identity!r}; give it its own")
            here.add(identity)
            question = _question(identity, item, path.stem, where)
            if not question.text.strip():
                empty.append(where)
                continue
            while question.id in found:
                question = replace(question, id=f"{path.stem}/{question.id}")
            found[question.id] = question
    if empty and notes is not None:
        notes.append(f"skipped {len(empty)} questions with an empty text: {', '.join(empty)}")
    if not found:
        raise YinjuError("no questions; name files of questions with --questions")
    return list(found.values())


def guess_language(text: str) -> str:
    """The language that the script of `text` speaks for: ja, ko, zh, en, or "und" (undetermined)."""
    return next((name for name, script in _SCRIPTS.items() if re.search(script, text)), "und")


def _labelled(label: Label, file: str) -> Question:
    return Question(
        label.id,
        label.question,
        guess_language(label.question),
        label.answers,
        answerable=label.kind != NOTHING,
        file=file,
        filters=label.filters,
        label=label,
    )


def _question(identity: str, item: dict[str, Any], file: str, where: str) -> Question:
    text = text_of(item, "question", where, maybe_empty=True)
    positives = frozenset(texts_of(item, "positive_ids", where))
    # An answer of nothing but punctuation would stand in every text.
    answers = tuple(answer for answer in texts_of(item, "answers", where) if normalise(answer))
    article = text_of(item, "article", where) if item.get("article") else None
    lang = text_of(item, "lang", where) if item.get("lang") else guess_language(text)
    return Question(
        identity,
        text,
        lang,
        answers,
        positives,
        article,
        answerable=not item.get("is_impossible") and bool(positives or answers or article),
        file=file,
        context_id=text_of(item, "context_id", where) if item.get("context_id") else None,
    )


def _passages(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Id, title and text of each passage of a dataset's folder."""
    seen: set[str] = set()
    for where, item in objects(_find(folder, "passages.jsonl")[0]):
        identity = text_of(item, "id", where)
        if identity in seen:
            raise YinjuError(f"{where}: a second passage with the id {identity!r}; give it its own")
        seen.add(identity)
        title = text_of(item, "title", where) if item.get("title") else ""
        if not isinstance(item.get("text"), str):
            raise YinjuError(f'{where}: no "text"; every passage needs one')
        yield identity, title, whole(item["text"])


def _notes(questions: Sequence[Question], sources: dict[str, Source]) -> Iterator[str]:
    lost = [question.id for question in questions if question.positive_ids - sources.keys()]
    if lost:
        yield (
            f"{len(lost)} questions name positive_ids that no passage has ({lost[0]}, …):"
            " those count as not found"
        )
    checked = absent = 0
    for question in questions:
        texts = [sources[identity].document.text for identity in question.positive_ids & sources.keys()]
        if question.answerable and question.answers and texts:
            checked += 1
            absent += not any(holds(text, question.answers) for text in texts)
    if absent:
        yield (
            f"the answers of {absent} of {checked} questions do not stand word for word in their passages:"
            " no quote can hold them"
        )


def _find(folder: Path, pattern: str) -> list[Path]:
    if not folder.is_dir():
        raise YinjuError(f"{folder}: no such folder; name one with passages.jsonl and questions*.jsonl")
    found = sorted(folder.glob(pattern))
    if not found:
        raise YinjuError(f"{folder}: no {pattern} in it; see python -m eval --help for the format")
    return found
