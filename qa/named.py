"""Which hits have the names of a question: persons, places, institutions and figures, years among them.

A passage of an article need not repeat what the article has said: a year or a town may be lent to it. And an
article that says no year at all may be of the one that is asked for, or not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from index.context import context_text
from index.document import Article
from index.gazetteer import PROVINCES
from index.names import opens
from index.terms import Analyser, is_han, normalise
from qa.notion import Notion
from qa.retrieve import Hit

_TIME = re.compile(r"(?:1[89]|20)\d\d|十.五")
_SAYS = re.compile(
    r"(?<!\d)(?:1[89]|20)\d\d(?= ?年|[-/.]\d{1,2}[-/.])"
    r"|\b(?:(?:in|of|by|since|from|until) |, ?)(?:19|20)\d\d\b"
    "|[〇零○一二三四五六七八九]{4}年|十[一二三四五六七八九]五"
)
"""A year, a five-year plan: as terms, and where a text says one (2000元 is none)."""
_MONTH = re.compile(r"m\d\d|(?:1[89]|20)\d\d-\d\d")
_DAY = re.compile(r"\d\d-\d\d")
_IN_SHORT = {"京": "北京", "津": "天津", "沪": "上海", "渝": "重庆"}
_AT = re.compile(
    f"[在来赴抵离返]([{''.join(_IN_SHORT)}])(?=[召举出会参开考调视访启签发公落成正闭同与和就为向接组，])"
)
"""Cities as news has them: 在京召开."""
_SHORT_LANDS = """
美:美国 俄:俄罗斯 日:日本 韩:韩国 朝:朝鲜 越:越南 印:印度 法:法国 德:德国 英:英国 哈:哈萨克斯坦 蒙:蒙古国
缅:缅甸 泰:泰国 柬:柬埔寨 菲:菲律宾 澳:澳大利亚 加:加拿大 乌:乌克兰
"""
_LANDS = dict(land.split(":") for land in _SHORT_LANDS.split())
_EACH = f"[{''.join(_LANDS)}]"
_WITH = "(?=两国|双[方边]|关系|边[境界]|建交|合作|[经贸]易?贸?|友好|元首|战略|冲突|首脑)"
_LAND = re.compile(
    f"(?<!其)(?:(?:中|{_EACH})({_EACH}){_WITH}|({_EACH})中{_WITH})"
    f"|(?:^|(?<=[，。、；：“\\s与同和向对]))({_EACH})方(?=[在对将已和与称表的说要就同从此，,])"
)
"""Countries as news has them: 中越边境, 俄方表示."""
_BARE_DAY = re.compile(r"(?<![\d月/.-])(\d{1,2})日(?![内报后前以])")
DOUBTFUL = 0.8
"""How far a passage meets names that its article has if it is not told whether it is of them; or a year where
its article says none."""
_TOWN = re.compile("..+[省市县区州旗盟国]|[美英法德俄泰韩]国")
_NO_TOWN = re.compile("(?:自治|开发|工业|社|地|小)区")


@dataclass(frozen=True, slots=True)
class _Passage:
    """A hit's terms, those of them that its title and place have, and whether it says a year.

    `days`: those of which it does not say the month.
    """

    hit: Hit
    terms: set[str]
    context: set[str]
    dated: bool
    days: frozenset[int]

    @property
    def months(self) -> bool:
        """Whether it says a month, or a day of one."""
        return any(time.fullmatch(term) for term in self.terms for time in (_DAY, _MONTH))


@dataclass(slots=True)
class _Article:
    """The terms of an article's hits, and whether one of these says a year."""

    terms: set[str] = field(default_factory=set)
    dated: bool = False


def named(
    notions: Iterable[Notion], hits: Sequence[Hit], text: Callable[[Hit], str], analyser: Analyser
) -> list[tuple[Hit, float]]:
    """The hits that meet all names among `notions`, themselves or by their title, and how far (1 or
    `DOUBTFUL`); none if there is none.

    Those that have all themselves come before those to which the article lends one, and these before those
    of which it is doubtful.
    """
    names = [notion for notion in notions if notion.name and notion.understood]
    if not names:
        return []
    persons = [name for name in names if name.kind == "person"]
    passages = _passages(persons, hits, text, analyser)
    articles: dict[Article, _Article] = {}
    for passage in passages:
        article = articles.setdefault(passage.hit.passage.article, _Article())
        article.terms |= passage.terms
        article.dated |= passage.dated
    themselves, lent, doubtful = [], [], []
    for passage in passages:
        missed = [name for name in names if not meets(name, passage.terms)]
        article = articles[passage.hit.passage.article]
        if not missed:
            themselves.append((passage.hit, 1.0))
            continue
        missed = [
            name
            for name in missed
            if not (
                _has_year(name, names, passage, article)
                or _has_day(name, passage, article)
                or _is_lent(name, names, passage, article)
            )
        ]
        if not missed:
            lent.append((passage.hit, 1.0))
        elif all(_may_have(name, names, passage, article) for name in missed):
            doubtful.append((passage.hit, DOUBTFUL))
    return themselves + lent + doubtful


def meets(notion: Notion, words: set[str]) -> bool:
    """Whether a text with these terms has one of the alternatives that stand for `notion`."""
    return any(all(term in words for term in option.split()) for option in notion.clause.alternatives)


def _passages(
    persons: Sequence[Notion], hits: Sequence[Hit], text: Callable[[Hit], str], analyser: Analyser
) -> list[_Passage]:
    contexts: dict[str, set[str]] = {}
    found = []
    for hit in hits:
        about, said = context_text(hit.passage), text(hit)
        if about not in contexts:
            contexts[about] = set(analyser.terms(about))
        terms = {*contexts[about], *analyser.terms(said)}
        # Next to other words a name may be cut otherwise: 李强调研, 张羽泽是.
        if persons and (spelled := normalise(said)):
            coined = [term for term in terms if len(term) > 2 and analyser.coined(term)]
            for person in persons:
                name, han = person.clause.alternatives[0], is_han(person.words)
                if (han and person.words in spelled) or (not han and any(opens(one, name) for one in coined)):
                    terms.update(name.split())
        terms.update(_IN_SHORT[found] for found in _AT.findall(said))
        terms.update(_LANDS[next(filter(None, lands))] for lands in _LAND.findall(said))
        days = frozenset(map(int, _BARE_DAY.findall(said)))
        found.append(_Passage(hit, terms, contexts[about], bool(_SAYS.search(f"{about} {said}")), days))
    return found


def _has_year(name: Notion, names: Sequence[Notion], passage: _Passage, article: _Article) -> bool:
    """Whether a passage that says no year has the one that is asked for: that of its article or, if that says
    none either, the year of the day that the passage has.
    """
    if passage.dated or not any(map(_TIME.fullmatch, name.clause.alternatives)):
        return False
    days = [other for other in names if any("-" in term for term in other.clause.alternatives)]
    return meets(name, article.terms) or (
        not article.dated and any(meets(day, passage.terms) for day in days)
    )


def _has_day(name: Notion, passage: _Passage, article: _Article) -> bool:
    """Whether a passage has the day that is asked for without its month: 26日, where its article has no other
    month.
    """
    asked = [time for time in name.clause.alternatives if _DAY.fullmatch(time)]
    there = {_month(term) for term in article.terms if _DAY.fullmatch(term) or _MONTH.fullmatch(term)}
    return any(int(day[-2:]) in passage.days and there <= {_month(day)} for day in asked)


def _month(term: str) -> str:
    """Of 07-26, m07, 2021-07: 07."""
    return term[:2] if _DAY.fullmatch(term) else term[-2:]


def _may_have(name: Notion, names: Sequence[Notion], passage: _Passage, article: _Article) -> bool:
    """Whether a passage may be of a year or a month: of what its article says, where it says none itself; of
    any, where neither does. Or of an institution, a feast, a figure, a province that its article has.
    """
    times = name.clause.alternatives
    if any(time.fullmatch(term) for time in (_DAY, _MONTH) for term in times):
        another = passage.days if any(map(_DAY.fullmatch, times)) else ()
        return not (passage.months or another) and (meets(name, article.terms) or not article.dated)
    if any(map(_TIME.fullmatch, times)):
        return not article.dated
    if name.kind == "place":
        return meets(name, article.terms) and not _has_another(names, passage.terms)
    return name.kind in ("word", "figure") and meets(name, article.terms)


def _is_lent(name: Notion, names: Sequence[Notion], passage: _Passage, article: _Article) -> bool:
    """Whether a passage has a town that its article names."""
    province = PROVINCES.intersection(name.clause.alternatives)
    lent = name.kind == "place" and not province and meets(name, article.terms)
    return lent and not _has_another(names, passage.terms - passage.context)


def _has_another(names: Sequence[Notion], terms: set[str]) -> bool:
    """Whether some terms name a place that is not asked about: what is told of that is not so of others."""
    asked = {term for other in names for term in other.clause.alternatives}
    return any(
        term in PROVINCES or (_TOWN.fullmatch(term) and not _NO_TOWN.fullmatch(term))
        for term in terms - asked
    )
