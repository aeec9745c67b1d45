"""How well torn paragraphs are mended: real documents, torn at random places, through `index.repair`.

    python -m eval.breaks PATH... [--seed 1] [--sample 300] [--half 0|1] [--layout blank] [--json FILE]

PATH is a folder of Markdown or text, or one with a `passages.jsonl` (`text`, and `title` if there is one).
A fifth of the paragraphs are torn once, anywhere: inside words and numbers too.

    torn         torn, not just after a sentence, a ；or a ：, and how many came back whole, exactly
    inside       how many of those tears lie inside a word or a number
    undecidable  torn just after a sentence, a ；or a ：, where no sign is left
    whole        left whole: how many came back joined to another block, or cut,
    left out     or not at all, taken for a heading or for a line about the source
    short        headings, signatures, list entries: how many came back joined to another block

Layouts: `untouched` (nothing torn), `blank` (blank lines between paragraphs, and in the tear), `lines`
(single line ends), `page` (blank lines; a page number or a form feed in the tear), `wrapped` (lines of 70
columns, blank lines between paragraphs; torn between lines).

A `text` without line ends is taken for one whose line ends became spaces, and cut at them. That is a guess:
it also cuts names such as `财政部 税务总局`, so that some joins counted as wrong are right.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from zlib import crc32

from index.arguments import positive
from index.document import Document
from index.lines import columns
from index.load import iter_documents
from index.repair import articles

LAYOUTS = ("untouched", "blank", "lines", "page", "wrapped")
WIDTH = 70
RATE = 0.2
_PAGES = ("\n\n12\n\n", "\n\n- 12 -\n\n", "\n第12页\n", "\f")
_SENTENCE_END = re.compile(r"[。！？!?…；;：:]$")
_CLOSERS = "”’」』》）)】"
_NO_LINE_START = "，。、；：！？" + _CLOSERS


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a document that stands for itself."""

    text: str
    paragraph: bool  # or else a heading, a signature, an entry of a list


@dataclass(frozen=True, slots=True)
class Laid:
    """Text with torn paragraphs: where each block starts, and what stands before its tear."""

    text: str
    starts: tuple[int, ...]
    tears: dict[int, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Result:
    """Counts of one dataset in one layout."""

    dataset: str
    layout: str
    torn: int
    mended: int
    inside: int
    undecidable: int
    undecidable_mended: int
    whole: int
    joined: int
    cut: int
    left_out: int
    short: int
    short_joined: int


def measure(dataset: str, documents: Sequence[tuple[str, Sequence[Block]]], layout: str, seed: int) -> Result:
    """Tears some of the paragraphs of `documents` (named lists of blocks) and counts what comes back."""
    counts: Counter[str] = Counter()
    for name, blocks in documents:
        laid = lay_out(blocks, layout, random.Random(crc32(f"{seed} {name}".encode())))  # noqa: S311
        _count(counts, blocks, laid, Document(name, name, "0" * 64, laid.text))
    return Result(dataset, layout, **{field.name: counts[field.name] for field in fields(Result)[2:]})


def lay_out(blocks: Sequence[Block], layout: str, chance: random.Random) -> Laid:
    """One text of all blocks; some paragraphs torn, none when `layout` is `untouched`."""
    between = "\n" if layout == "lines" else "\n\n"
    starts: list[int] = []
    tears: dict[int, tuple[str, str]] = {}
    parts: list[str] = []
    at = 0
    for number, block in enumerate(blocks):
        pieces = [*_wrapped(block.text)] if layout == "wrapped" else [block.text]
        if block.paragraph and layout != "untouched" and chance.random() < RATE:
            units, joint = (pieces, "\n") if layout == "wrapped" else (list(block.text), "")
            cut = chance.randrange(1, len(units)) if len(units) > 1 else 0
            first, second = joint.join(units[:cut]), joint.join(units[cut:])
            if cut:
                tears[number] = first.replace("\n", ""), second.replace("\n", "")
                pieces = [first + (chance.choice(_PAGES) if layout == "page" else between) + second]
        starts.append(at)
        parts.append("\n".join(pieces))
        at += len(parts[-1]) + len(between)
    return Laid(between.join(parts), tuple(starts), tears)


def _wrapped(text: str) -> Iterator[str]:
    start = width = 0
    for at, char in enumerate(text):
        if width >= WIDTH and char not in _NO_LINE_START and char != " " and text[at - 1] != " ":
            yield text[start:at]
            start, width = at, 0
        width += columns(char)
    yield text[start:]


def _count(counts: Counter[str], blocks: Sequence[Block], laid: Laid, document: Document) -> None:
    touching: dict[
        int, list[tuple[str, int]]
    ] = {}  # block → the paragraphs over it, and how many blocks those are over
    for _, paragraphs in articles(document):
        for paragraph in paragraphs:
            over = {bisect_right(laid.starts, span.start) - 1 for span in paragraph.spans}
            over |= {bisect_right(laid.starts, max(span.end - 1, span.start)) - 1 for span in paragraph.spans}
            for number in over:
                touching.setdefault(number, []).append((document.slice(paragraph.spans), len(over)))
    for number, block in enumerate(blocks):
        found = touching.get(number, [])
        joined = any(over > 1 for _, over in found)
        right = len(found) == 1 and not joined and _same(found[0][0], block.text)
        if not block.paragraph:
            counts.update(short=1, short_joined=joined)
        elif number in laid.tears:
            first, second = laid.tears[number]
            if _SENTENCE_END.search(first.rstrip(_CLOSERS)):
                counts.update(undecidable=1, undecidable_mended=right)
            else:
                counts.update(torn=1, mended=right, inside=_inside(first, second))
        else:
            counts.update(
                whole=1, joined=joined, cut=bool(found) and not joined and not right, left_out=not found
            )


def _same(paragraph: str, block: str) -> bool:
    """Whether they are equal, but for a remark about the source that is no part of a paragraph."""
    return paragraph == block or (
        block.startswith(paragraph)
        and re.fullmatch(r"\s*[（(].{2,60}[）)]", block[len(paragraph) :]) is not None
    )


def _inside(first: str, second: str) -> bool:
    """Whether the tear is inside a number, or a word of jieba's."""
    import jieba

    if re.search(r"[0-9.]$", first) and re.match(r"[0-9.]", second):
        return True
    left, at = first[-10:], 0
    for word in jieba.cut(left + second[:10]):
        if at < len(left) < at + len(word):
            return True
        at += len(word)
    return False


def read(path: Path) -> Iterator[tuple[str, list[Block]]]:
    """The documents at `path`, as named lists of blocks."""
    passages = path / "passages.jsonl"
    if not passages.exists():
        for document in iter_documents(path):
            if isinstance(document, Document):
                text = re.sub(r"<!--.*?-->", "", document.text, flags=re.DOTALL)
                found = (line.strip(" \u200b\u3000") for line in text.splitlines())
                yield document.id, [_block(line) for line in found if line]
        return
    for record in map(json.loads, passages.read_text("utf-8").splitlines()):
        title, text = record.get("title", ""), record["text"]
        lines = text.split("\n") if "\n" in text else list(_unfolded(text))
        lines = lines if lines[0] == title else [title, *lines]
        yield f"{record['id']}.txt", [_block(line.strip()) for line in lines if line.strip()]


def _unfolded(text: str) -> Iterator[str]:
    """The lines of a text whose line ends became spaces; some spaces are told to be none of these."""
    line = ""
    for word in text.split():
        opened = any(line.count(left) > line.count(right) for left, right in ("（）", "()", "《》", "“”"))
        if not line or opened or len(line) < 4 or (line[-1].isascii() and word[0].isascii()):
            line = f"{line} {word}".lstrip()
        else:
            yield line
            line = word
    yield line


def _block(line: str) -> Block:
    running = len(line) >= 20 and not line.startswith(("#", "|"))
    return Block(line, running and _SENTENCE_END.search(line.rstrip(_CLOSERS)) is not None)


def table(results: Sequence[Result]) -> str:
    """The results as a Markdown table."""
    head = "set | layout | torn | mended | inside | undecidable | mended | whole | joined | cut | left out"
    rows = [f"| {head} | short | joined |", "|---|---" + "|---:" * 11 + "|"]
    for r in results:
        cells = [r.dataset, r.layout, *_shares(r.torn, r.mended, r.inside)]
        cells += _shares(r.undecidable, r.undecidable_mended)
        cells += [*_shares(r.whole, r.joined, r.cut, r.left_out), *_shares(r.short, r.short_joined)]
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def _shares(of: int, *parts: int) -> list[str]:
    return [f"{of}", *(f"{part / of:.2%}" if of else "–" for part in parts)]


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="eval.breaks", description="How well torn paragraphs are mended.")
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sample", type=positive, help="how many documents of each set")
    parser.add_argument("--half", type=int, choices=(0, 1), help="only this half of the documents")
    parser.add_argument("--layout", choices=LAYOUTS, action="append")
    parser.add_argument("--json", type=Path, help="write the counts to this file")
    options = parser.parse_args(argv)
    results = []
    for path in options.paths:
        documents = [it for it in read(path) if options.half in (None, crc32(it[0].encode()) % 2)]
        if options.sample and options.sample < len(documents):
            documents = random.Random(options.seed).sample(documents, options.sample)  # noqa: S311
        results += [measure(path.name, documents, one, options.seed) for one in options.layout or LAYOUTS]
    print(table(results))
    if options.json:
        options.json.write_text(json.dumps([asdict(result) for result in results], indent=1), "utf-8")


if __name__ == "__main__":
    main()
