"""From the words of a question to what may stand for them in an index, in its passages' languages.

A word stands for itself and for its translations. The longest phrase whose translation the index has goes
before the words in it, so that the index chooses between translations; a user's glossary goes before all.
Function words ask, but are not what is asked about: they are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from index.dates import finest
from index.figures import Figure
from index.lexicon import LONGEST, Lexicon, key
from index.numerals import HAN
from index.postings import Clause
from index.terms import SURNAMES, Analyser, Term, is_han, longest, romanised, surnames
from qa.notion import Notion

_ASKS_ZH = """
的 了 是 在 有 和 与 及 或 吗 呢 吧 啊 哪 哪个 哪些 哪里 哪儿 哪一 什么 甚么 怎么 怎样 怎么样 如何
多少 几 几个 几多 谁 何 何时 为何 为什么 是否 请问 请 问 一下 这 那 这个 那个 这些 那些 它 他 她 我
你 您 我们 他们 个 位 名 被 把 由 从 到 对 对于 关于 就 都 也 还 又 而 其 之 以 于 上 中 下 里 内 外
时 时候 多 能 会 可以 要 分别 一共 共有 共 总共 总计 现在 目前 多大 多高 多长 多久 有没有 没有 叫
叫做 名字 哪年 哪天 哪位 哪种 哪家 不 很 用 为 是什么 有何 有几个
最新 最近 近期 一次
"""
# Asked for rather than about:
_ASKED_FOR_ZH = """
方式 方面 数量 情况 内容 地方 名称 原因 时间 日期 人数 金额 钱
"""
_ASKS_EN = """
a an the of in on at by to for from with and or as is are was were be been being do does did done
has have had how many much what which who whom whose when where why it its this that these those
there their they them he she his her i you we us our your can could will would shall should may
might must about into than then so such if not no any some all each other another more most also
please tell me give name list s t up out one two three four five six seven eight nine ten get want
see far according made make take taken
newest latest recent recently
"""
_STOP_ZH = frozenset((_ASKS_ZH + _ASKED_FOR_ZH).split())
_STOP_EN = frozenset(_ASKS_EN.split())
_ASKING = re.compile("[几哪]|多少|什么|[这那][个些次位]")
NUMERAL = re.compile(rf"第?[{HAN}]{{2,}}")


@dataclass(frozen=True, slots=True)
class Bridge:
    """From the words of a question to what may stand for them in the index."""

    lexicon: Lexicon
    analyser: Analyser
    known: Callable[[str], bool]
    only_han: bool

    def figures(self, stated: Iterable[Figure]) -> Iterator[Notion]:
        for figure in stated:
            for alternatives in finest(figure.terms):
                met = any(map(self.known, alternatives))
                yield Notion(alternatives[0], Clause(alternatives), name=True, met=met, kind="figure")

    def glossary(self, text: str) -> tuple[list[Notion], str]:
        """What of a normalised text the user's glossary has; and the text with blanks in its place."""
        notions, rest = [], text
        for start, end, others in self.lexicon.own(text):
            words = text[start:end]
            forms = dict.fromkeys(map(self._form, (words, *others)))
            # Of what the index has none of, the dictionary may know another rendering.
            options = tuple(filter(self._has, forms)) or self._looked_up(words)
            name = any(map(self.lexicon.is_name, (words, *others)))
            clause = Clause(options or (self._form(words),))
            notions.append(Notion(words, clause, name=name, met=bool(options)))
            rest = rest[:start] + " " * (end - start) + rest[end:]
        return notions, rest

    def chinese(self, text: str) -> Iterator[Notion]:
        cut = [term for term in self.analyser.words(text) if not _asks(term.text)]
        # A name that the index knows as it is written needs no romanisation, which would count it twice; of
        # others it may know how they sound.
        known = {(term.start, term.end) for term in cut if is_han(term.text) and self.known(term.text)}
        cut = [
            term
            for term in cut
            if is_han(term.text) or (self.known(term.text) and (term.start, term.end) not in known)
        ]
        across = {} if self.only_han else self._across(text, cut)
        for term in cut:
            place = term.start, term.end
            if not self.known(term.text) and any(_within(place, other) for other in across):
                continue  # 建华 says nothing of a text that has Gao Jianhua
            options = (*filter(self._has, [term.text]), *across.pop(place, ()))
            name = self.lexicon.is_name(term.text) or self._is_person(text, term)
            yield Notion(term.text, Clause(options or (term.text,)), name=name, met=bool(options))
        for (start, end), options in across.items():
            words = text[start:end]
            own = tuple(filter(self._has, (self._form(words), *options)))
            name = self.lexicon.is_name(words) or self._is_person(text, Term(words, start, end))
            yield Notion(words, Clause(own), name=name)

    def _is_person(self, text: str, term: Term) -> bool:
        """Whether a word is a person's name of three characters, and no word that the dictionary has."""
        if len(term.text) != 3 or term.text[0] not in SURNAMES or self.lexicon.translations(term.text):
            return False
        tags = {(start, end): tag for start, end, tag in self.analyser.tagged(text)}
        return tags.get((term.start, term.end), "").startswith("nr")

    def _across(self, text: str, cut: list[Term]) -> dict[tuple[int, int], tuple[str, ...]]:
        """Offsets of words that the index has in another language, the longest runs first; what it has."""
        words = [term for term in longest(cut) if is_han(term.text)]
        found: dict[tuple[int, int], tuple[str, ...]] = {}
        position = 0
        while position < len(words):
            for length in range(min(LONGEST, len(words) - position), 0, -1):
                run = words[position : position + length]
                start, end = run[0].start, run[-1].end
                together = all(one.end == other.start for one, other in pairwise(run))
                if together and (options := self._translated(text[start:end])):
                    found[start, end] = options
                    position += length
                    break
            else:
                word = words[position]
                for part in cut:
                    inside = _within((part.start, part.end), (word.start, word.end))
                    if inside and (options := self._translated(part.text)):
                        found[part.start, part.end] = options
                position += 1
        return found

    def _looked_up(self, words: str) -> tuple[str, ...]:
        """What the index has of the dictionary's renderings of words in either language."""
        if is_han(words):
            return self._translated(words)
        renderings = map(self._form, self.lexicon.translations(key(words.split())))
        return tuple(filter(self._has, renderings))

    def _translated(self, word: str) -> tuple[str, ...]:
        """What the index has of a Chinese word in other languages; of a person's name, how they spell it."""
        keys = (*self.lexicon.translations(word), *_spelled(word))
        return tuple(option for option in dict.fromkeys(keys) if self._has(option))

    def latin(self, words: list[str]) -> Iterator[Notion]:
        position = 0
        while position < len(words):
            if person := self._person(words[position : position + 3]):
                yield person
                position += len(person.words.split())
                continue
            for length in range(min(LONGEST, len(words) - position), 0, -1):
                phrase = words[position : position + length]
                if phrase[0] in _STOP_EN or phrase[-1] in _STOP_EN:
                    continue
                notion = self._notion(phrase)
                if notion.met or length == 1:
                    yield notion
                    position += length
                    break
            else:
                position += 1

    def _person(self, words: list[str]) -> Notion | None:
        """A Chinese name spelled in Latin letters, in either order: Gao Jianhua, Jianhua Gao, Gao Jian-hua.

        The index may have English words too: a name is only what begins with a surname ("a way" is not
        "away").
        """
        for length in (3, 2):
            part = words[:length]
            for order in (part, [*part[-1:], *part[:-1]]):
                if len(part) == length and self.known("".join(order)) and order[0] in surnames():
                    return Notion(" ".join(part), Clause(("".join(order),)), name=True, kind="person")
        return None

    def _notion(self, phrase: list[str]) -> Notion:
        translations = self.lexicon.translations(key(phrase))
        options = self._looked_up(" ".join(phrase))
        if len(phrase) == 1 or options:
            # A name's romanisation is not stemmed: gaojianhua.
            options = (*filter(self._has, (key(phrase), " ".join(phrase))), *options)
        return Notion(
            " ".join(phrase),
            Clause(tuple(dict.fromkeys(options)) or (key(phrase),)),
            understood=bool(options or translations),
            name=bool(translations) and self.lexicon.is_name(translations[0]),
            met=bool(options),
        )

    def _has(self, option: str) -> bool:
        return bool(option) and all(map(self.known, option.split()))

    def _form(self, words: str) -> str:
        """Words as an alternative: their terms, without those that are part of a longer one."""
        return " ".join(dict.fromkeys(term.text for term in longest(self.analyser.cut(words))))


def _within(part: tuple[int, int], whole: tuple[int, int]) -> bool:
    return part != whole and whole[0] <= part[0] and part[1] <= whole[1]


def _asks(term: str) -> bool:
    return term in _STOP_ZH or bool(_ASKING.search(term) or NUMERAL.fullmatch(term))


def _spelled(word: str) -> list[str]:
    """A Chinese person's name as English texts have it: 高建华 is "gao jianhua"."""
    if word[0] in SURNAMES and len(word) in (2, 3):
        return [f"{romanised(word[0])} {romanised(word[1:])}"]
    return []
