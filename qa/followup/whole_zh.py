"""A question in Chinese with what a follow-up names put into it."""

from __future__ import annotations

import re

from qa.followup.core import Core, Words
from qa.followup.pieces import Piece, dates, only_place, persons, places
from qa.followup.said_zh import ASKS, PRONOUN
from qa.units import MEASURE

_ASKED = re.compile(f"(?:[在于从由](?=[^谁]))?(?:{ASKS})")
_ASKING = re.compile("什么|多少|几|哪|谁|何|怎|多[长高大宽远重久]|是否|有没有|吗|为什么")
_COUNT = re.compile(rf"(?:多少|几)(?:万|亿)?(?P<measure>(?!人口)(?:{MEASURE}))?")
_COUNTED = re.compile("[个名位家座所条项件种份户人只辆艘架台套张对支间部门篇类处起场批届期]")
_SUMS = re.compile("(?:现在|目前|已经|已|一共|总共|累计|共)+$")
_NOW = re.compile("现在|目前|如今|[今去前]年")
_TOPIC = re.compile(
    "(?P<topic>.+?)(?:是|设在|位于|为(?=什么|何)|[在于从由](?=[哪什何谁])|有?多[长高大宽远重久]"
    "|什么时候|何时|哪一?年|哪一?天|怎么|谁|有哪|有什么)"
)
_STOPS = frozenset("是有在了的")


def made_whole(core: Core, before: str, words: Words) -> str | None:
    """The question before, in Chinese, with what the follow-up names; None where that is not plain."""
    if not core.chinese and (core.text or core.thing or core.person):
        return None
    if core.text:
        return _filled(core.text, before, words)
    if core.thing:
        return _exchanged_thing(core.thing, before, words)
    if core.person:
        return _exchanged(before, persons(before, words.lexicon, words.analyser), core.person)
    whole: str | None = before
    if whole and core.place:
        whole = _with_place(core.place_in(True, words.lexicon), whole, words)
    if whole and core.date:
        whole = _with_date(core.date_in(True), whole)
    if whole and core.asks:
        whole = _asked(core.asks_in(True), core.sense, whole, words)
    return whole


def _exchanged(before: str, found: tuple[Piece, ...], piece: str) -> str | None:
    """`before` with `piece` in place of the one that was found; None if it was not one."""
    if len(found) != 1 or not piece:
        return None
    return before[: found[0].start] + piece + before[found[0].end :]


def _with_place(place: str, before: str, words: Words) -> str | None:
    found = places(before, words.lexicon)
    if found:
        return _exchanged(before, found, place)
    if persons(before, words.lexicon, words.analyser) or not _ASKING.search(before):
        return None
    if re.match("什么是|谁|为什么|怎|请|[我你您他她它这那其]", before):
        return None
    dated = dates(before)
    at = dated[0].end if dated and dated[0].start == 0 else 0
    return before[:at] + place + before[at:]


def _with_date(date: str, before: str) -> str | None:
    """Of dates alike one stands for the other; a month or a day goes behind the year that was said."""
    (new, *others), found = dates(date) or (None,), dates(before)
    if not new or others or len(found) > 1:
        return None
    if not found:
        if not _ASKING.search(before):
            return None
        return date + before if not _NOW.search(before) else None
    old = found[0]
    if new.year and old.year and new.year[1] == len(date) and old.year[1] < old.end:
        return None  # 2021年6月, and 2020: the year, or that June?
    if new.year and not old.year:
        return None
    if not new.year and old.year:
        return before[: old.year[1]] + date + before[old.end :]
    return before[: old.start] + date + before[old.end :]


def _asked(asks: str, sense: str, before: str, words: Words) -> str | None:
    """`before` with another word that asks, where it asked when, where, why or who; or how many there are."""
    found = list(_ASKED.finditer(before))
    if len(found) == 1:
        one = found[0]
        after = before[one.end() :].strip("？?。 的了吗呢")
        if not after or one.lastgroup == sense:
            return None  # 西湖在哪里, when?
        return before[: one.start()] + asks + before[one.end() :]
    counted = _counted(before, words)
    if found or not counted or sense not in ("when", "where", "why"):
        return None
    subject, verb, thing, rest = counted
    return f"{subject}{asks}{verb}{thing}{rest}" if subject and thing else None


def _counted(before: str, words: Words) -> tuple[str, str, str, str] | None:
    """Of 内蒙古一共有多少个少年法庭？ 内蒙古, 有, 少年法庭 and the rest; None for what is not counted."""
    found = list(_COUNT.finditer(before))
    if len(found) != 1 or not (found[0]["measure"] and _COUNTED.fullmatch(found[0]["measure"])):
        return None
    start, end = found[0].span()
    said = words.analyser.tagged(before[:start])
    verb = start
    for low, high, tag in reversed(said):
        if tag.startswith("v") and high == verb:
            verb = low
            break
        if before[low:high] != "了":
            return None
        verb = low
    else:
        return None
    thing = end
    following = words.analyser.tagged(before[end:])
    for number, (_, high, tag) in enumerate(following):
        then = following[number + 1][2] if number + 1 < len(following) else "x"
        if tag[0] in "vdpruxyct" and not (tag == "vn" and then.startswith("n")):
            break
        thing = end + high
    return _SUMS.sub("", before[:verb]), before[verb:start], before[end:thing], before[thing:]


def _exchanged_thing(thing: str, before: str, words: Words) -> str | None:
    """Another thing of the same kind (教育厅 for 民政厅), else of which it is asked how many there are."""
    for length in range(len(thing) - 1, 0, -1):
        ending = thing[-length:]
        if before.count(ending) == 1:
            at = before.index(ending)
            start = _begins(before, at, words)
            if 0 < at - start < 11 and length > (at - start + length) / 8:
                return before[:start] + thing + before[at + length :]
            return None
        if before.count(ending) > 1:
            return None
    counted = _counted(before, words)
    if not counted or not counted[2]:
        return None
    rest = len(counted[3])
    head = before[: len(before) - rest - len(counted[2])]
    return head + thing + before[len(before) - rest :]


def _begins(before: str, at: int, words: Words) -> int:
    """Where the name of a thing begins whose last words begin at `at`: behind a place, a date, a verb, 的."""
    start = max((one.end for one in (*places(before[:at], words.lexicon), *dates(before[:at]))), default=0)
    start = max([start, *(one.end() for one in _COUNT.finditer(before, 0, at))])
    said = words.analyser.tagged(before[start:at])
    ends = [
        high for low, high, tag in said if tag[0] in "pruxyct" or before[start + low : start + high] in _STOPS
    ]
    return start + max(ends, default=0)


def _filled(text: str, before: str, words: Words) -> str | None:
    """A question with its pronoun, or its missing subject, made plain by the question before."""
    found = PRONOUN.match(text)
    if not found:
        topic = _topic(before, words, several=None)
        return topic + text if topic else None
    rest = text[found.end() :]
    if not rest.strip("？?呢 ") or not _ASKING.search(rest):
        return None
    if found["there"]:
        placed = places(before, words.lexicon)
        return before[placed[0].start : placed[0].end] + rest if len(placed) == 1 else None
    if found["person"]:
        named = persons(before, words.lexicon, words.analyser)
        return before[named[0].start : named[0].end] + rest if len(named) == 1 else None
    topic = _topic(before, words, several=bool(found["they"]))
    if not topic or (found[0] == "他们" and not re.search("[人员者生长童]$", topic)):
        return None
    return topic + "中" * (found[0] == "其中") + rest


def _topic(before: str, words: Words, several: bool | None) -> str | None:
    """What the question before is about: the thing that is counted, else what stands before its predicate.

    `several`: whether it must be many, or must not; None if either will do.
    """
    counted = _counted(before, words)
    if counted:
        subject, _, thing, _ = counted
        if not thing or several is False or not (not subject or only_place(subject, words.lexicon)):
            return None
        return subject + thing
    found = _TOPIC.match(before)
    if not found or several or _ASKING.search(found["topic"]) or re.search(r"[，,。；;、]", found["topic"]):
        return None
    topic = found["topic"].removesuffix("上")
    return (
        None
        if not 1 < len(topic) < 16 or (persons(topic, words.lexicon, words.analyser) and several is False)
        else topic
    )
