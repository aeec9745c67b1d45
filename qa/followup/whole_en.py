"""A question in English with what a follow-up names put into it."""

from __future__ import annotations

import re

from qa.followup.core import Core, Words
from qa.followup.pieces import WORDS, Piece, dates, persons, places
from qa.followup.said_en import BEFORE_DATE, PRONOUN, STOPS

_BE = "is|are|was|were"
_DO = "do|does|did"
_HAVE = "has|have|had"
_AUX = f"{_BE}|{_DO}|{_HAVE}|will|would|can|could|shall|should|must|may"
_RELATIVE = re.compile(r"\b(?:(?:last|this|next) (?:year|month)|today|now|currently)\b", re.IGNORECASE)
_ADVERBIAL = re.compile(rf"(?:When|Where|Why)\s+(?P<rest>(?:{_AUX})\s.*)", re.I | re.S)
_MANY = re.compile(
    r"(?P<how>.*?\bhow many )(?P<thing>[a-z][a-z' -]*?)"
    rf"(?P<after> (?:(?P<aux>{_AUX})|(?:in|of|at|from|for|on|to)) .+)",
    re.IGNORECASE | re.DOTALL,
)
# What may stand before a pronoun that has no noun of its own question to stand for.
_OPENS = re.compile(
    rf"(?:(?:when|where|why|how|how (?:long|often|far|big|old|much)|what|whom?) (?:{_AUX}) |who \w+ "
    rf"|(?:which|what|how many) \w+(?: \w+)? (?:{_AUX}) |(?:{_AUX}) )",
    re.IGNORECASE,
)
_DUMMY = re.compile(
    r"\bit (?:takes?|costs?|rains?)\b"
    r"|\b(?:is|was) it (?:\w+ )?(?:\w+ (?:to|if|when)|that|true|legal|possible|called when)\b"
    r"|what (?:year|time|day|date) (?:is|was) it\b",
    re.IGNORECASE,
)
_THERE = re.compile(
    rf"how many \w+(?: \w+)? (?:(?:{_AUX}) )?(?!(?:{_BE})\b)\w+ there"
    r"|(?:what|who|when|why)\b.*?(?<! is)(?<! are)(?<! was)(?<! were) there",
    re.IGNORECASE,
)
_DONE = (
    "set|held|built|made|opened|born|founded|established|revised|written|taken|given|paid|sent|signed|brought"
    "|chosen|known|kept|led|run|put|done|seen|said|found|called|cut|start|begin|meet|join|take|happen|end"
)
_TOPIC = re.compile(
    rf"(?:(?:when|where|why) (?:{_AUX})|what (?:{_BE})|how (?:long|big|old|high|large|far|wide) (?:{_BE})) "
    rf"(?:the names? of )?(?P<topic>[\w'’ -]+?)(?: (?:{_DONE}|\w+ed|be|been)\b.*)?\W*",
    re.IGNORECASE | re.DOTALL,
)
_SUBJECT = re.compile(
    rf"(?:the )?(?!(?:not|of)\b)[\w'’-]+(?: (?!(?:not|{_AUX})\b)[\w'’-]+){{0,7}}"
    "(?<! for)(?<! of)(?<! to)(?<! by)(?<! in)",
    re.IGNORECASE,
)


def made_whole(core: Core, before: str, words: Words) -> str | None:
    """The question before, in English, with what the follow-up names; None where that is not plain."""
    if core.chinese and (core.text or core.thing or core.person):
        return None
    if core.text:
        return _filled(core.text, before, words)
    if core.thing:
        return _exchanged_thing(core.thing, before)
    if core.person:
        return _exchanged(before, persons(before, words.lexicon, words.analyser), core.person)
    whole: str | None = before
    if whole and core.place:
        whole = _with_place(core.place_in(False, words.lexicon), whole, words)
    if whole and core.date:
        whole = _with_date(core.date_in(False), core.preposition, whole)
    if whole and core.asks:
        whole = _asked(core.asks_in(False), core.sense, whole)
    return whole


def _exchanged(before: str, found: tuple[Piece, ...], piece: str) -> str | None:
    if len(found) != 1 or not piece:
        return None
    return before[: found[0].start] + piece + before[found[0].end :]


def _appended(before: str, words: str) -> str:
    end = len(before.rstrip("?？. "))
    return f"{before[:end]} {words}{before[end:]}"


def _with_place(place: str, before: str, words: Words) -> str | None:
    found = places(before, words.lexicon)
    if found:
        return _exchanged(before, found, place)
    names = [one for one in WORDS.finditer(before) if one.start() and one[0][0].isupper()]
    asks = re.match(r"(?:what|which|how|when|who|is|are|does|do)\b", before, re.IGNORECASE)
    return _appended(before, f"in {place}") if asks and not names else None


def _with_date(date: str, preposition: str, before: str) -> str | None:
    new, found = dates(date), dates(before)
    if len(new) != 1 or len(found) > 1:
        return None
    said = f"{preposition or 'in'} {date}"
    if not found:
        relative = list(_RELATIVE.finditer(before))
        if len(relative) == 1:
            return before[: relative[0].start()] + said + before[relative[0].end() :]
        return None if relative else _appended(before, said)
    old = found[0]
    if bool(new[0].year) != bool(old.year) or (
        new[0].year and old.year and new[0].year == (0, len(date)) and old.year != (old.start, old.end)
    ):
        return None
    stands = BEFORE_DATE.search(before[: old.start])
    if preposition and stands:
        said = said.capitalize() if stands[0][0].isupper() else said
        return before[: stands.start()] + said + before[old.end :]
    return before[: old.start] + date + before[old.end :]


def _asked(asks: str, sense: str, before: str) -> str | None:
    """`before` with another word that asks, where it asked when, where or why; or how many there are."""
    if found := _ADVERBIAL.fullmatch(before):
        return f"{asks} {found['rest']}" if sense != "who" else None
    found = _MANY.fullmatch(before)
    if not found or not found["aux"] or found["how"].lower() != "how many " or sense in ("who", "by"):
        return None
    aux, rest = found["aux"], found["after"][len(found["aux"]) + 1 :].strip()
    if re.fullmatch(_DO, aux, re.IGNORECASE):
        return f"{asks} {aux} {_appended(rest, found['thing'])}"
    if re.fullmatch(_BE, aux, re.IGNORECASE):
        there = "there " * rest.startswith("there ")
        return f"{asks} {aux} {there}{found['thing']} {rest.removeprefix('there ')}"
    return f"{asks} {aux} {found['thing']} {rest}" if rest.startswith(("been ", "be ")) else None


def _exchanged_thing(thing: str, before: str) -> str | None:
    """Of what it is asked how many there are: another thing."""
    found = _MANY.fullmatch(before)
    return f"{found['how']}{thing}{found['after']}" if found and _counted(before) else None


def _counted(before: str) -> str:
    """Of what it is asked how many there are; "" where that is not plain."""
    found = _MANY.fullmatch(before)
    words = found["thing"].split() if found else []
    plain = all(word.islower() and word not in STOPS and not re.search(r"\w{3}ed$", word) for word in words)
    return found["thing"] if found and plain and len(words) < 5 and not _refers(before) else ""


def _refers(text: str) -> bool:
    """Whether a question has a pronoun of its own; "there are" has none."""
    return any(not found["there"] for found in PRONOUN.finditer(text))


def _filled(text: str, before: str, words: Words) -> str | None:
    """A question with what its pronoun stands for, where nothing in the question itself may be that."""
    found = PRONOUN.search(text)
    if not found or _DUMMY.search(text):
        return None
    if found["there"]:
        placed = places(before, words.lexicon)
        if len(placed) != 1 or not _THERE.match(text):
            return None
        stands = f"in {before[placed[0].start : placed[0].end]}"
    elif not _OPENS.fullmatch(text, 0, found.start()):
        return None
    elif found["person"]:
        named = persons(before, words.lexicon, words.analyser)
        if len(named) != 1:
            return None
        stands = before[named[0].start : named[0].end]
    else:
        stands = _topic(before, words, several=bool(found["many"])) or ""
    if not stands:
        return None
    own = "'s" * (found[0].lower() in ("his", "its", "their"))
    return f"{text[: found.start()]}{stands}{own}{text[found.end() :]}?"


def _topic(before: str, words: Words, several: bool) -> str | None:
    """What the question before is about: the things that are counted, with their place; else its subject."""
    if several:
        thing = _counted(before)
        placed = places(before, words.lexicon)
        if not thing or len(placed) > 1:
            return None
        return thing + "".join(f" in {before[one.start : one.end]}" for one in placed)
    subject = _TOPIC.fullmatch(before)
    if (
        not subject
        or not _SUBJECT.fullmatch(subject["topic"])
        or persons(subject["topic"], words.lexicon, words.analyser)
    ):
        return None
    return subject["topic"]
