"""Whether two lines are halves of one paragraph: torn by a page break, or wrapped at the line's width.

Careful on purpose: a paragraph left in two is still found, two that were joined are quoted together.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

from index.bylines import label
from index.lines import Line, columns, is_chapter, is_item, is_item_mark, item_kind

ENDS = "。！？!?…；;：:"
CLOSERS = "”’」』》〉）)]】〕\"'"
OPENERS = "“‘「『《〈（([【〔"
# a line never begins with these, except where it was torn
_CANNOT_BEGIN = "，。、；：！？）〕】》〉」』％‰℃,;:!?)]%"
WINDOW = 400  # how much of a paragraph is looked at
_HAN = "\u3007\u3400-\u9fff\uf900-\ufaff"
_WIDE = re.compile(rf"[{_HAN}\u3000-\u30ff\uff00-\uffef“”‘’…—]")
# words that a finished phrase does not end with, and words that a paragraph does not begin with
_LEADS_ON = frozenset(
    {*"的和与及或在是对为将把被从向由以于并而且至按其该各每第约近超达已不未"}
    | {"以及", "并且", "或者", "关于", "对于", "由于", "根据", "按照", "依照", "应当", "必须", "可以", "不得"}
    | {"为了", "以下简称", "有关", "予以", "作为", "经过", "包括"}
)
_GOES_ON = frozenset({*"的了们等或之者吗呢吧性所时"} | {"或者", "以及", "及其", "而且", "并且"})
_OPENING = re.compile(
    r"近日|日前|记者|据悉|据了解|据介绍|据统计|会议(?:强调|要求|指出|认为)|(?:央视网|本报|本刊)(?:消息|讯)"
)
_SAYS = re.compile(r"(?:表示|指出|强调|认为|介绍|要求|提出|说)[，,]")
_LABEL = re.compile(r"【[^【】]{1,20}】")
_FIELD = re.compile(rf"(?!.{{0,6}}[说道问称示出调])[{_HAN} \u3000]{{2,8}}[:：](?![“\"])")
_DAY = re.compile(r"[0-9０-９]{4}\s?年\s?[0-9０-９]{1,2}\s?月\s?[0-9０-９]{1,2}\s?日")
_DOCUMENT = re.compile(r"关于|[知告案法定函则例见]$")
_NUMERIC = re.compile(r"[0-9０-９][.,年月]?$")
_MEASURE = re.compile(
    r"[0-9０-９.%％,‰万亿千百十多余个名人元年月日时分秒次件家项户吨米公岁条批套所座亩度倍号级届]"
)
_SENTENCE = re.compile(r"[，。；,;]")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a document sets its paragraphs."""

    width: int = 0  # in columns, when lines are wrapped at a width; 0: each line stands for itself
    indented: bool = False  # paragraphs begin with white space
    sealed: frozenset[str] = frozenset()  # kinds of items that end as sentences do, so that they
    # are no headings; "" among them when the document marks its headings as such


def layout(text: str, lines: Sequence[Line]) -> Layout:
    """What separates paragraphs in a document of these lines."""
    plain = [line for line in lines if not line.level and not line.item]
    indented = sum(2 <= line.indent <= 8 for line in plain)
    pairs = [(a, b) for a, b in pairwise(lines) if b.blanks == 0 and not a.level]
    ended: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for line in lines:
        if line.item:
            kind = item_kind(text[line.start : line.start + 12])
            kinds[kind] += 1
            ended[kind] += ends(text[max(line.start, line.end - WINDOW) : line.end])
    marked = sum(line.level > 1 or is_chapter(text[line.start : line.start + 12]) for line in lines)
    if marked >= 3:
        kinds[""], ended[""] = 2, 2
    return Layout(
        _width(text, lines, pairs),
        len(plain) >= 3 and indented >= 0.2 * len(plain),
        frozenset(
            kind for kind in kinds if kinds[kind] >= 2 and ended[kind] >= _share_ended(kind) * kinds[kind]
        ),
    )


def _share_ended(kind: str) -> float:
    """How many items of a kind have to end as sentences; fewer of a law's articles, hardly ever headings."""
    return 0.3 if kind == "第条" else 0.7


def _width(text: str, lines: Sequence[Line], pairs: Sequence[tuple[Line, Line]]) -> int:
    """The width at which lines are wrapped, or 0: nearly all open-ended lines have to be full."""
    open_ended = [(a, b) for a, b in pairs if not ends(text[a.start : a.end]) and not b.item]
    if len(open_ended) < 3:
        return 0
    widths = sorted(_columns(text, a) for a, _ in open_ended)
    width = widths[int(0.9 * (len(widths) - 1))]
    full = sum(is_full(text, a, b, width) for a, b in open_ended)
    longer = sum(_columns(text, line) > width + 6 for line in lines)
    fits = 30 <= width <= 200 and full >= 0.8 * len(open_ended) and longer <= 0.05 * len(lines)
    return width if fits else 0


def _columns(text: str, line: Line) -> int:
    return line.indent + (columns(text[line.start : line.end]) if len(line) <= 200 else 999)


def is_full(text: str, a: Line, b: Line, width: int) -> bool:
    """Whether the first word of `b` would not have fitted on line `a`."""
    word = re.match(r"[\x21-\x7e]{1,30}", text[b.start : min(b.end, b.start + 30)])
    return _columns(text, a) + (len(word[0]) + 1 if word else 2) > width - 4


def ends(text: str) -> bool:
    """Whether `text` ends as a sentence, a clause or an introduction does."""
    closed = text[-8:].rstrip(CLOSERS)
    tail = text[-8:][-1:]
    if not closed:
        return True
    if closed[-1] in ENDS:
        return True
    if closed[-1] == "." and not closed[-2:-1].isdigit():
        return True
    return tail in "）)" and _stands_after_end(text)


def _stands_after_end(text: str) -> bool:
    """Whether the bracket at the end closes a remark after a sentence: `……工作。（记者 张三）`."""
    opened = max(text.rfind("（", -200), text.rfind("(", -200))
    return opened == 0 or (opened > 0 and text[opened - 1] in ENDS + "”")


def belongs(text: str, start: int, a: Line, b: Line, layout: Layout) -> bool:
    """Whether `b` goes on with the paragraph that began at `start` and now ends with line `a`."""
    if a.level or b.level or is_table(text[a.start : a.end]) or is_table(text[b.start : b.end]):
        return False
    first, second = text[max(start, a.end - WINDOW) : a.end], text[b.start : b.end]
    if label(text[a.start : a.end]) or label(second):
        return False
    if second[0] in _CANNOT_BEGIN:
        return True
    if b.item or (layout.indented and b.indent >= 2) or _LABEL.fullmatch(first) or _LABEL.match(second):
        return False
    if layout.width and b.blanks == 0 and not b.page_break:
        return is_full(text, a, b, layout.width)
    if layout.width and not ends(first) and is_full(text, a, b, layout.width):
        return True
    return not _FIELD.match(second) and torn(
        first, second, item_kind(text[start : start + 12]) in layout.sealed
    )


def is_table(line: str) -> bool:
    return len(line) < 500 and (
        "\t" in line or line.count("|") > 1 or re.search(r"\S {3,}\S", line) is not None
    )


def torn(first: str, second: str, sealed: bool) -> bool:
    """Whether a paragraph broke off after `first` and goes on with `second`.

    `sealed` says that the document's other lines of that kind show `first` to be no heading.
    """
    tail, head = first[-40:], second[:40]
    if is_item_mark(first):
        return True
    if ends(first):
        return False
    if tail[-1] in OPENERS or tail[-1] == "、" or (tail[-1].isascii() and "a" <= head[0] <= "z"):
        return True
    if tail[-1] in "，,":
        return is_item(first[:12]) or max(len(first), len(second)) > 16  # or else a verse
    if head[0] == "”" and first.count("“") > first.count("”"):
        return True
    if (_NUMERIC.search(tail) and _MEASURE.match(head)) or _opened(first) or goes_on(tail, head):
        return True
    if tail[-1] in "）)" or (_FIELD.match(first) and len(first) < 60):
        return False
    if is_item(first[:12]):
        return sealed or len(first) >= 50 or "。" in first
    if _OPENING.match(first) or _SAYS.search(first):
        return True
    if _OPENING.match(second):
        return False
    if _DAY.match(second):
        return bool(_SENTENCE.search(first)) and not _DAY.match(first)
    if _SENTENCE.search(first) and len(first) > 24:
        return True
    if not ends(second[-WINDOW:]):
        return False
    return sealed or first.count("、") >= 3 or (len(first) >= 45 and not _DOCUMENT.search(first))


def _opened(first: str) -> bool:
    return any(first.count(left) > first.count(right) for left, right in ("（）", "()", "《》"))


def goes_on(tail: str, head: str) -> bool:
    """Whether the cut falls inside a word, `法律监|督`, or beside one such as `的` or `和`."""
    left = re.search(rf"[{_HAN}]{{1,6}}$", tail)
    right = re.match(rf"[{_HAN}]{{1,6}}", head)
    before, at = "", 0
    for word in _words((left[0] if left else "") + (right[0] if right else "")):
        if left and at < len(left[0]) < at + len(word):
            return True
        if right and at == (len(left[0]) if left else 0) and word in _GOES_ON:
            return True
        at += len(word)
        if left and at == len(left[0]):
            before = word
    return before in _LEADS_ON


def _words(text: str) -> Iterator[str]:
    import jieba

    jieba.setLogLevel(logging.ERROR)
    return cast("Iterator[str]", jieba.cut(text, HMM=False))


def keeps_space(tail: str, head: str) -> bool:
    """Whether the white space of a line break stands between words: not where Chinese is on a side."""
    if _WIDE.match(head) or _WIDE.match(tail[-1:]):
        return False
    return not (tail[-1:].isdigit() and head.isdigit() and _WIDE.search(tail))
