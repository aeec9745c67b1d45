"""Questions to train on, with the near misses that our own retrieval brings, and the words that meet.

Read are CMRC 2018 (train), ChineseSquad, and of the English SQuADShifts the part from Wikipedia, each as a
folder in the format of `eval.datasets`. Per question one JSON line: whether its paragraph answers, with which
words, what else retrieval finds among all their passages, and which of a passage's words met a question in
another language (`qa.hints`).
"""

from __future__ import annotations

import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from tqdm import tqdm

from eval.__main__ import indexed
from eval.datasets import Dataset, source
from eval.train.gloss import glossed
from eval.train.mined import Mined, Window, lines
from eval.train.settings import SEED
from index.embed import Embedder
from qa.engine import Engine
from qa.hints import hints
from qa.met import met

Passages = dict[str, tuple[str, str]]
"""Title and text by id."""
FILES = (
    ("cmrc2018", "questions.train.jsonl"),
    ("chinese_squad", "questions.zh.jsonl"),
    ("chinese_squad", "questions.en.jsonl"),
    ("squadshifts_en", "questions.jsonl"),
)
"""What is read of each set, besides its passages."""
HITS = 6


def mine(data: Path, made: Path) -> None:
    """Writes `made`/passages.jsonl and `made`/questions.jsonl from the datasets in the folder `data`."""
    passages, questions = read(data)
    engine, _ = indexed(together(passages), reader="none")
    questions = list(align(questions, engine.embedder))
    mined = list(tqdm(_mined(engine, questions, passages), file=sys.stderr))
    made.mkdir(parents=True, exist_ok=True)
    with (made / "passages.jsonl").open("w", encoding="utf-8") as file:
        for identity, (title, text) in passages.items():
            file.write(json.dumps({"id": identity, "title": title, "text": text}, ensure_ascii=False) + "\n")
    unfinished = made / "questions.jsonl.part"
    with unfinished.open("w", encoding="utf-8") as file:
        for one in mined:
            file.write(json.dumps(asdict(one), ensure_ascii=False) + "\n")
    unfinished.replace(made / "questions.jsonl")


def read(data: Path) -> tuple[Passages, list[Mined]]:
    """Passages by id (title, text), and the questions about them, not yet asked."""
    passages: Passages = {}
    questions: list[Mined] = []
    for name, file in FILES:
        texts = {
            one["id"]: (one.get("title", ""), one["text"]) for one in lines(data / name / "passages.jsonl")
        }
        for one in lines(data / name / file):
            if one.get("split", "new_wiki") != "new_wiki":
                continue
            document = one["context_id"] if "context_id" in one else one["positive_ids"][0]
            passages[document] = texts[document]
            text = texts[document][1]
            answers = [answer for answer in one["answers"] if answer in text]
            # Of several, the shortest: what was asked for, and no more.
            answer = min(answers, key=lambda answer: (len(answer), answer), default="")
            questions.append(
                Mined(
                    one["id"],
                    name,
                    one["lang"],
                    one["question"],
                    answer,
                    not one.get("is_impossible", False),
                    Window(document, 0, len(text)),
                )
            )
        # All passages of a set are indexed, those that nothing is asked about too.
        if name != "squadshifts_en":
            passages |= texts
    return passages, questions


def together(passages: Passages) -> Dataset:
    """All passages as one dataset, of which one index is made."""
    sources = tuple(source(identity, title, text) for identity, (title, text) in passages.items())
    return Dataset("training", sources, ())


def align(questions: Sequence[Mined], embedder: Embedder, least: float = 0.8) -> Iterator[Mined]:
    """The questions; English ones without an answer get that of the Chinese question that says the same.

    Said to be the same are two about one paragraph, each nearest to the other, with a cosine of `least`.
    """
    asked = [one for one in questions if one.set == "chinese_squad" and one.answerable]
    taken = {(one.paragraph.document, one.answer) for one in asked if one.lang == "en" and one.answer}
    groups: dict[str, tuple[list[Mined], list[Mined]]] = defaultdict(lambda: ([], []))
    for one in asked:
        if one.lang == "zh" and (one.paragraph.document, one.answer) not in taken:
            groups[one.paragraph.document][0].append(one)
        elif one.lang == "en" and not one.answer:
            groups[one.paragraph.document][1].append(one)
    found: dict[str, str] = {}
    for chinese, english in groups.values():
        if not chinese or not english:
            continue
        cosines = embedder.embed_questions([one.question for one in english]) @ (
            embedder.embed_questions([one.question for one in chinese]).T
        )
        for row, column in enumerate(cosines.argmax(axis=1)):
            if cosines[:, column].argmax() == row and cosines[row, column] >= least:
                found[english[row].id] = chinese[column].answer
    print(f"aligned {len(found)} English questions", file=sys.stderr)
    for one in questions:
        yield replace(one, answer=found.get(one.id, one.answer))


def _mined(engine: Engine, questions: Iterable[Mined], passages: Passages) -> Iterator[Mined]:
    draw = random.Random(SEED)  # noqa: S311
    for one in questions:
        hits = []
        for hit in engine.search(one.question, HITS):
            spans = hit.passage.spans
            hits.append(Window(hit.passage.article.document_id, spans[0].start, spans[-1].end))
        found = replace(one, hits=tuple(hits))
        yield found if one.lang == "zh" else _hinted(engine, found, passages)
        if one.lang == "zh" and one.answerable == bool(one.answer) and draw.random() < 0.5:
            question = glossed(one.question, engine.snapshot.analyser, draw)
            other = replace(one, id=one.id + ".glossed", lang="glossed", question=question, hits=tuple(hits))
            yield _hinted(engine, other, passages)


def _hinted(engine: Engine, one: Mined, passages: Passages) -> Mined:
    question = engine.parse(one.question[:900])

    def hinted(window: Window) -> Window:
        text = passages[window.document][1][window.start : window.end]
        return replace(window, hints=hints(met(question, text, "", engine.snapshot.analyser)))

    return replace(one, paragraph=hinted(one.paragraph), hits=tuple(map(hinted, one.hits)))
