"""Who is quoted: a name without its titles, or an office, or of whom the question names the titles."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from index.names import SURNAMES
from index.split import sentences
from index.terms import Analyser
from qa.answer import Met
from qa.apart import organiser, organises, remaining
from qa.candidates import candidates, shorn
from qa.read import Offsets
from qa.reader.choice import EVEN, HARDLY, NEVER, Chosen, at, whole
from qa.reader.spans import Span, settled
from qa.titles import TITLES, deputies, has_title, introduced, titled

_PERSONS = re.compile(
    r"哪[两二三四五六几\d]+位|(?:which|what) (?:[a-z]+|\d+) (?:leaders|officials|people|persons|speakers)\b",
    re.IGNORECASE,
)
# What they do of whom it is asked.
_DOES = re.compile("谁(?:来)?(主持|致辞|宣读)|(主持|致辞|宣读)(?:人|者|会议)?的?(?:是|人是)?(?:谁|哪一?位)")
_DONE = {
    "主持": re.compile("主持|chair|presid|moderat|host", re.IGNORECASE),
    "致辞": re.compile("致[辞词]|speech|address|spoke|said", re.IGNORECASE),
    "宣读": re.compile(r"宣读|\bread", re.IGNORECASE),
}
_WHO = "(?:谁|何人|哪一?[位名个][^，,。?？]{0,8}?)(?:来|负责)?"
_VERBS = tuple(
    (
        re.compile(f"{_WHO}(?:{asked})|{english}", re.IGNORECASE),
        re.compile(f"(?:同志|先生|女士)?(?:{verb})"),
    )
    for asked, english, verb in (
        ("主持", r"\bwho (?:chaired|presided|hosted|moderated)\b", "主持"),
        ("宣读|(?<![纪理概])念(?=[的了?？]|$)", r"\bwho read\b", "宣读"),
        ("致辞|致词", r"\bwho (?:addressed|gave (?:a|the) speech)\b", "(?:出席[^，,。]{0,20}?并)?致[辞词]"),
    )
)
"""Who does what, in a question and behind a name."""
_BEHIND_A_TITLE = re.compile(
    f"(?<=[{''.join(TITLES)}])[{''.join(SURNAMES)}][\u4e00-\u9fff]{{1,2}}(?=主持|宣读|致[辞词]|出席)"
)
_A_PERSON = re.compile(
    r"哪一?位(?!于)"
    r"|\bwhich (?:[a-z-]+ )?(?:official|leader|minister|governor|mayor|envoy|historian|professor) "
    "(?:is|was|did|has|had|[a-z]+ed|told|gave|led|met|spoke|said)\\b",
    re.IGNORECASE,
)
_ORGANISATION = re.compile("(?:[省市县区州局院府社司校团]|(?<![政常])委|中央|集团|大学|中心|部门)$")
_HELD = re.compile(
    "主办|承办|协办|举办|举行|召开|组织|发起|共同|联合|organi[sz]|host|held|conven|sponsor", re.IGNORECASE
)
_NO_ONE = re.compile(
    "(?:(?<!村民)(?<!居民)(?<!代表)(?<!联席)(?<!股东)(?<!大会)会议|工作|活动|行动|制度|机制|条例|办法|场所|设施|项目|问题)$"
)
# What only a name answers.
_BY_NAME = re.compile(
    r"[长席任记员]的?(?:姓名|叫(?:什么|啥)(?:名字)?)|\bname of the (?:[a-z]+ )*[a-z]+(?:or|er|man)\b"
)
# What no enumeration of offices has.
_CLAUSE = re.compile(
    "(?:[由把向获]|将(?!军)|对(?!外)|处(?!长|处长|、))|分别|给予|负责|设立|应当|可以|依法|批准"
)


def whom(question: str, text: str, spans: Sequence[Span], met: Collection[Met], analyser: Analyser) -> Chosen:
    """Of `spans`, the one to quote where a question asks for a person. `met`: see `chosen`.

    Where the text does not have what they do of whom it is asked (who presides), that is doubted.
    """
    found = _whom(question, text, spans, met, analyser)
    does = _DOES.search(question)
    unsaid = does and not _DONE[next(filter(None, does.groups()))].search(text)
    if unsaid or (organises(question) and not _HELD.search(text)):
        return replace(found, most=min(found.most, EVEN))
    return found


def _whom(
    question: str, text: str, spans: Sequence[Span], met: Collection[Met], analyser: Analyser
) -> Chosen:
    said = {one.passage for one in met}
    if office := organiser(question, text, at(spans[0]), met):
        return Chosen((replace(spans[0], start=office[0], end=office[1]), *spans), 1.0)
    if deputies(question, text, said):
        return Chosen(tuple(spans), most=NEVER)
    first, *others = spans
    spans = (replace(first, end=shorn(text, first.start, first.end)), *others)
    persons = candidates("person", text, analyser)
    if rest := remaining(question, text, at(first), persons, met):
        first = settled(spans, rest)[0]
        place = at(first) if at(first) in rest else rest[0]
        return Chosen((replace(first, start=place[0], end=place[1]), *spans))
    if known := titles(question, text, spans, said, persons):
        return known
    if doer := _doer(question, text, persons, spans[0]):
        return Chosen((doer, *spans))
    found = _named(spans, text, persons, said)
    if not any(low < found[0].end and found[0].start < high for low, high in persons):
        offices = whole(found, text, analyser)  # 儿童督导员、儿童主任
        if not _CLAUSE.search(text, *at(offices[0])):
            found = offices
        if _A_PERSON.search(question) and _ORGANISATION.search(text, *at(found[0])):
            return Chosen(found, 0.0, most=HARDLY)
        if _NO_ONE.search(text[slice(*at(found[0]))]) or _BY_NAME.search(question):
            return Chosen(found, 0.0)
    return Chosen(found)


def _doer(question: str, text: str, persons: Sequence[Offsets], first: Span) -> Span | None:
    """The only person behind whose name the verb of the question stands: 郑建闽|主持, 吴政隆|宣读."""
    verb = next((verb for asked, verb in _VERBS if asked.search(question)), None)
    if not verb:
        return None
    # Names that no dictionary has stand behind titles.
    coined = [match.span() for match in _BEHIND_A_TITLE.finditer(text)]
    places = [place for place in dict.fromkeys((*persons, *coined)) if verb.match(text, place[1])]
    once = len(places) == 1 and len(verb.findall(text)) == 1  # of two meetings it may be the other
    return replace(first, start=places[0][0], end=places[0][1]) if once else None


def titles(
    question: str, text: str, spans: Sequence[Span], said: Collection[str], persons: Sequence[Offsets]
) -> Chosen | None:
    """The titles of the person whom `question` names and asks about, with the name if it asks who that is."""
    asked = [place for place in persons if text[slice(*place)] in said]
    place = introduced(question, text, asked[0], persons) if asked else None
    return Chosen((replace(spans[0], start=place[0], end=place[1]), *spans[1:])) if place else None


def several(question: str, first: Span, text: str, analyser: Analyser) -> tuple[Span, ...]:
    """Where `question` asks for several persons, those in the sentence of the likeliest, if it is one."""
    if not _PERSONS.search(question):
        return ()
    low, high = next(place for place in sentences(text) if place[0] <= first.start < place[1])
    inside = [place for place in candidates("person", text, analyser) if low <= place[0] < high]
    about = any(start < first.end and first.start < end for start, end in inside)
    return tuple(replace(first, start=start, end=end) for start, end in inside) if about else ()


def _named(
    spans: Sequence[Span], text: str, persons: Sequence[Offsets], said: Collection[str]
) -> tuple[Span, ...]:
    """The spans, the first as the name alone where it is one with titles before it (副省长戴柏华)."""
    first, *others = spans
    for start, end in persons:
        if start == first.start and first.end < end < start + 5:  # 武文|赏
            return replace(first, end=end), *others
        if end == first.end and (start == first.start or has_title(text, start)):
            # Who is said to do it (唐良智主持) is asked for more surely than who holds what office.
            if not any(len(word) > 1 and text.startswith(word, end) for word in said):
                start, end = titled(text, (start, end), persons, said)
            # Of whom the question names (顾雪飞是谁) it asks the titles.
            if text[start:end] not in said:
                return replace(first, start=start, end=end), *others
    return tuple(spans)
