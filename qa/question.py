"""A question as the index can be asked it: its notions, each with the terms that may stand for it.

Chinese words stand for themselves. A Latin word stands for itself and for its translations; the longest
phrase whose translation the index has goes before the words in it, so that the index chooses between
translations. Function words ask, but are not what is asked about: they are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from index.lexicon import LONGEST, Lexicon, key
from index.postings import Clause
from index.terms import normalise, surnames, terms

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
_LATIN = re.compile(r"[^\W\d_㐀-鿿]+(?:['’-][^\W\d_㐀-鿿]+)*")
_HYPHENS = re.compile(r"['’-]")


@dataclass(frozen=True, slots=True)
class Notion:
    """Something that a question is about.

    `understood` is false for a word of another script that neither index nor dictionary knows: it says
    nothing about whether a passage answers. `name`: of a place, a person, an institution; a figure counts
    as one. `met`: whether the index has any of its terms.
    """

    words: str
    clause: Clause
    understood: bool = True
    name: bool = False
    met: bool = True

    @property
    def translated(self) -> bool:
        """Whether its own words occur in no passage."""
        return self.words.isascii() and not any(option.isascii() for option in self.clause.alternatives)


@dataclass(frozen=True, slots=True)
class Question:
    """A question and its notions, in the order of its words, each once."""

    text: str
    notions: tuple[Notion, ...]

    @property
    def understood(self) -> bool:
        """Whether any of it says something here; if not, no passage can be said to answer."""
        return any(notion.understood for notion in self.notions)

    @property
    def clauses(self) -> list[Clause]:
        return [notion.clause for notion in self.notions]


def parse(text: str, lexicon: Lexicon, known: Callable[[str], bool]) -> Question:
    """The notions of a question. `known` says whether the index has a term."""
    normal = normalise(text)
    chinese = [
        Notion(term, Clause((term,)), name=lexicon.is_name(term) or term[0].isdigit(), met=known(term))
        for term in terms(_LATIN.sub(" ", normal))
        if term not in _STOP_ZH and not _ASKING.search(term)
    ]
    words = [word for found in _LATIN.findall(normal) for word in _HYPHENS.split(found)]
    return Question(text, tuple(dict.fromkeys([*chinese, *_latin(words, lexicon, known)])))


def _latin(words: list[str], lexicon: Lexicon, known: Callable[[str], bool]) -> Iterator[Notion]:
    position = 0
    while position < len(words):
        if person := _person(words[position : position + 3], known):
            yield person
            position += len(person.words.split())
            continue
        for length in range(min(LONGEST, len(words) - position), 0, -1):
            phrase = words[position : position + length]
            if phrase[0] in _STOP_EN or phrase[-1] in _STOP_EN:
                continue
            notion = _notion(phrase, lexicon, known)
            if notion.met or length == 1:
                yield notion
                position += length
                break
        else:
            position += 1


def _person(words: list[str], known: Callable[[str], bool]) -> Notion | None:
    """A Chinese name spelled in Latin letters, in either order: Gao Jianhua, Jianhua Gao, Gao Jian-hua.

    The index may have English words too: a name is only what begins with a surname ("a way" is not "away").
    """
    for length in (3, 2):
        part = words[:length]
        for order in (part, [*part[-1:], *part[:-1]]):
            if len(part) == length and known("".join(order)) and order[0] in surnames():
                return Notion(" ".join(part), Clause(("".join(order),)), name=True)
    return None


def _notion(phrase: list[str], lexicon: Lexicon, known: Callable[[str], bool]) -> Notion:
    translations = lexicon.translations(key(phrase))
    spelled = dict.fromkeys([*(phrase[:1] if len(phrase) == 1 else []), *translations])
    options = dict.fromkeys(key([word]) if word.isascii() else _whole(word) for word in spelled)
    alternatives = tuple(option for option in options if option and all(map(known, option.split())))
    return Notion(
        " ".join(phrase),
        Clause(alternatives or (key(phrase),)),
        understood=bool(alternatives or translations),
        name=bool(translations) and lexicon.is_name(translations[0]),
        met=bool(alternatives),
    )


def _whole(word: str) -> str:
    """The terms of a translation without those that are part of a longer one of them, joined by spaces."""
    cut = terms(word)
    return " ".join(term for term in cut if not any(term in other != term for other in cut))
