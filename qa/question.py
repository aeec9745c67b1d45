"""A question as the index can be asked it: its notions, each with the terms that may stand for it.

A figure stands for itself in any language, a date for its day and its year; see `qa.bridge` for words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from index.figures import Figure, figures
from index.lexicon import Lexicon
from index.numerals import UNITS
from index.postings import Clause
from index.scripts import SCRIPTS
from index.terms import LATIN, Analyser, blank, latin_words, normalise
from qa.bridge import NUMERAL, Bridge
from qa.latin import Latin
from qa.needed import dated, needed
from qa.notion import Notion
from qa.points import asked_point
from qa.renderings import Renderings

_PART = re.compile("[条款章节项]")
_OF_A_LAW = re.compile(r"\b(?:articles?|sections?|chapters?|clauses?|paragraphs?) $")
_MORE = re.compile("余|多(?![少大高长久])|.?左右")
_YEAR = re.compile(r"(?:1[89]|20)\d\d(?![\d,.万亿多余]| ?[个名人家])")
_ROUGHLY = re.compile(
    r"(?:(?<![公合签节条契预])约|(?<![最附接临将])近|逾|超过?|大概|差不多"
    r"|\b(?:about|around|nearly|almost|over|more than|some|roughly|approximately)) ?$"
)
_OF_A_WORD = re.compile(r"\b(?!(?:mid|post|pre|early|late|non|since)-)[a-z]+-$")
_QUARTERS = re.compile(r"\b(?:first|last|past) three quarters$")
_ABBREVIATED = (
    (re.compile(r"(?<![A-Za-z.])U\.?S\.?(?:A\.?)?(?![A-Za-z])"), "United States"),
    (re.compile(r"(?<![A-Za-z.])U\.?N\.?(?![A-Za-z])"), "United Nations"),
    # At the beginning it may be in capitals to say: who?
    (re.compile(r"(?<=[^A-Za-z])WHO(?![A-Za-z])|^WHO(?=[^\x00-\x7f])"), "World Health Organization"),
)
"""What in small letters are other words, or none."""
_ABROAD = re.compile(
    r"\b(?:diplomatic|bilateral|relations|ties|envoys?|ambassadors?|embass(?:y|ies)|sanctions|tariffs?|treaty"
    r"|summit|trade (?:deal|war|talks)|foreign minist(?:er|ry)|five-year plan)\b",
    re.IGNORECASE,
)
# Of few it is mostly asked, or they come with what is asked: 哪两个, the four cities.
_FEW = re.compile(rf"第?[一二两三四五六七八九十]|{'|'.join(UNITS)}|ten")


@dataclass(frozen=True, slots=True)
class Question:
    """A question and its notions, each once: its figures, its Chinese words, its Latin words."""

    text: str
    notions: tuple[Notion, ...]

    @property
    def understood(self) -> bool:
        """Whether any of it says something here, and occurs; if not, no passage can be said to answer."""
        return any(notion.understood and notion.met for notion in self.notions)

    @property
    def names(self) -> list[Notion]:
        """Those that a passage has to meet, if it is to answer."""
        return [notion for notion in self.notions if notion.name and notion.understood]

    @property
    def clauses(self) -> list[Clause]:
        return [notion.clause for notion in self.notions]


def parse(
    text: str,
    lexicon: Lexicon,
    analyser: Analyser,
    known: Callable[[str], bool],
    scripts: Collection[str] = SCRIPTS,
) -> Question:
    """The notions of a question. `known` says whether the index has a term, `scripts` are its passages'.

    What Chinese passages have of Latin words are names and abbreviations, not what Chinese words mean.
    """
    index = Renderings(lexicon, analyser, known)
    bridge = Bridge(index, only_han=set(scripts) <= {"han", "other"})
    written = _in_full(text)
    own, normal = bridge.glossary(normalise(written))
    # The third of six points is in no text called 第三条.
    point = asked_point(text)
    stated = [
        one
        for one in figures(normal)
        if not _is_few(normal, one) and not (point and one.terms == (str(point),))
    ]
    # 二十 may be part of a word that is asked about (二十国集团); other figures are none.
    rest = blank(normal, [one for one in stated if not NUMERAL.fullmatch(normal, one.start, one.end)])
    notions = [
        *own,
        *bridge.figures((one, not _is_about(normal, one)) for one in stated),
        *bridge.chinese(LATIN.sub(" ", rest)),
        *Latin(index, _acronyms(written), bool(_ABROAD.search(text))).notions(
            latin_words(rest), _capitals(written), _is_cased(written)
        ),
    ]
    return Question(text, tuple(dict.fromkeys(dated(one, known) for one in needed(notions, lexicon, text))))


def _in_full(text: str) -> str:
    """`text` with abbreviations spelled out, unless it is all in capitals."""
    if any(map(str.islower, text)) or not text.isascii():
        for short, full in _ABBREVIATED:
            text = short.sub(full, text)
    return text


def _is_about(text: str, figure: Figure) -> bool:
    """Whether a figure is given roughly: 九百多, nearly 900; a passage need not have it so."""
    if _YEAR.match(text, figure.start):  # 2023年余额, what about 2021
        return False
    more = _MORE.search(text, figure.start)
    return bool((more and more.start() <= figure.end) or _ROUGHLY.search(text[: figure.start]))


def _capitals(text: str) -> frozenset[str]:
    """The Latin words of `text` that begin with a capital, as `normalise` has them."""
    words = (found for found in LATIN.findall(text) if found[0].isupper())
    return frozenset(part for word in words for part in latin_words(normalise(word)))


def _acronyms(text: str) -> frozenset[str]:
    """The Latin words of `text` that are all capitals, as `normalise` has them; none if all are."""
    words = [word for word in LATIN.findall(text) if len(word) > 1]
    found = [normalise(word) for word in words if word.isupper()]
    return frozenset(found if len(found) < len(words) else ())


def _is_cased(text: str) -> bool:
    """Whether a Latin word of `text` but for the first has a capital, and small letters (GDP has none)."""
    return any(word[0].isupper() and not word.isupper() for word in LATIN.findall(text)[1:])


def _is_few(text: str, figure: Figure) -> bool:
    """Whether a figure is one of those that ask or are asked for, and not the number of a part of a law; or
    is none: of COVID-19, the first three quarters.
    """
    part = _PART.match(text, figure.end) or _OF_A_LAW.search(text[: figure.start])
    return not part and bool(
        _FEW.fullmatch(text, figure.start, figure.end)
        or _OF_A_WORD.search(text[: figure.start])
        or _QUARTERS.search(text[: figure.end])
    )
