"""Follow-ups in English, and questions before them in English (see `qa.followup`)."""

from __future__ import annotations

import re
from dataclasses import replace

from index.lexicon import Lexicon
from index.terms import is_han
from qa.leaning import Core, Words
from qa.pieces import WORDS, Piece, dates, only_place, persons, places

_LEAD = re.compile(r"(?P<lead>(?:(?:and|so|but|then|now|what about|how about|or)\b[\s,]*)+)?", re.IGNORECASE)
_BE = "is|are|was|were"
_DO = "do|does|did"
_HAVE = "has|have|had"
_AUX = f"{_BE}|{_DO}|{_HAVE}|will|would|can|could|shall|should|must|may"
_SENSES = {"when": "when", "where": "where", "why": "why", "by": "by whom", "who": "who"}
_ASKS_ALONE = re.compile("|".join(f"(?P<{sense}>{words})" for sense, words in _SENSES.items()), re.I)
_IN = re.compile(r"(?:in|at|from|for|of)\s+", re.IGNORECASE)
_BEFORE_DATE = re.compile(r"(?:in|on|since|until|till|by|before|after|from|during|for)\s+$", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:(?:last|this|next) (?:year|month)|today|now|currently)\b", re.IGNORECASE)
_ADVERBIAL = re.compile(rf"(?:When|Where|Why)\s+(?P<rest>(?:{_AUX})\s.*)", re.I | re.S)
_MANY = re.compile(
    rf"(?P<how>.*?\bhow many )(?P<thing>[a-z][a-z' -]*?)(?P<after> (?:(?P<aux>{_AUX})|(?:in|of|at|from|for|on|to)) .+)",
    re.IGNORECASE | re.DOTALL,
)
_STOPS = frozenset(
    """the a an of in on at by to for from with and or as is are was were be been do does did has have had how
    many much what which who whom whose when where why it its this that these those there their they them he
    him his she her i you we us our your can could will would should may must if not no more most else other
    others also too so then sure yes ok okay thanks thank really please sorry right""".split()
)
_PRONOUN = re.compile(
    r"\b(?:(?P<person>he|she|him|his)|(?P<one>it|its)|(?P<many>they|them|their)|(?P<there>there))\b(?!['’-])",
    re.I,
)
# What may stand before a pronoun that has no noun of its own question to stand for.
_OPENS = re.compile(
    rf"(?:(?:when|where|why|how|how (?:long|often|far|big|old|much)|what|whom?) (?:{_AUX}) |who \w+ "
    rf"|(?:which|what|how many) \w+(?: \w+)? (?:{_AUX}) |(?:{_AUX}) )",
    re.IGNORECASE,
)
_DUMMY = re.compile(
    r"\bit (?:takes?|costs?|rains?)\b|\b(?:is|was) it (?:\w+ )?(?:\w+ (?:to|if|when)|that|true|legal|possible|called when)\b"
    r"|what (?:year|time|day|date) (?:is|was) it\b",
    re.IGNORECASE,
)
_THERE = re.compile(
    rf"how many \w+(?: \w+)? (?:(?:{_AUX}) )?(?!(?:{_BE})\b)\w+ there|(?:what|who|when|why)\b.*?(?<!{'|'.join((' is', 'are', 'was'))}) there",
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
    rf"(?:the )?(?!(?:not|of)\b)[\w'’-]+(?: (?!(?:not|{_AUX})\b)[\w'’-]+){{0,7}}(?<! for)(?<! of)(?<! to)(?<! by)(?<! in)",
    re.IGNORECASE,
)


def core(question: str, words: Words) -> Core | None:
    """What an English follow-up names; None if it seems to stand by itself."""
    lead = _LEAD.match(question)
    start = lead.end() if lead else 0
    text = question[start:].strip().rstrip("?!. …").strip()
    marked = start > 0
    if not text:
        return None
    if found := _ASKS_ALONE.fullmatch(text):
        return Core(chinese=False, asks=text.capitalize(), sense=str(found.lastgroup))
    if marked or question.rstrip().endswith("?"):
        if named := _named(text, words.lexicon):
            return named
    if not marked or _PRONOUN.search(text):
        return Core(chinese=False, text=text) if _PRONOUN.search(text) else None
    people = persons(text, words.lexicon, words.analyser)
    if len(people) == 1 and people[0].end - people[0].start == len(re.sub("['’]s$", "", text)):
        return Core(chinese=False, person=text[people[0].start : people[0].end])
    thing = re.sub("^how many ", "", text, flags=re.IGNORECASE)
    spelled = thing.split()
    if len(spelled) < 5 and all(re.fullmatch("[a-z][a-z'-]+", one) and one not in _STOPS for one in spelled):
        return Core(chinese=False, thing=thing)
    return None


def _named(text: str, lexicon: Lexicon) -> Core | None:
    """A place, a date, or both, if the text is nothing else: in Yunnan in 2021, Hainan's."""
    result, rest = Core(chinese=False), text
    if len(dated := dates(text)) == 1:
        low, high = dated[0].start, dated[0].end
        said = _BEFORE_DATE.search(text[:low])
        result = replace(result, date=text[low:high], preposition=said[0].strip().lower() if said else "")
        rest = f"{text[: said.start() if said else low].strip()} {text[high:].strip()}".strip()
    rest = re.sub("['’]s?$", "", _IN.sub("", rest, count=1) if _IN.match(rest) else rest)
    the = rest[:4] if rest[:4].lower() == "the " else ""
    rest = rest[len(the) :]
    # A name by itself need not have a capital, and one in front is no sentence's.
    if rest and (place := only_place(f". {rest}", lexicon) or _alone(rest, lexicon)):
        return replace(result, place=the + rest, han=place.han)
    return result if not rest and result.date else None


def _alone(text: str, lexicon: Lexicon) -> Piece | None:
    found = [one for one in places(f"- {text}", lexicon) if not is_han(text)]
    return found[0] if len(found) == 1 and found[0].end - found[0].start == len(text) else None


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
    stands = _BEFORE_DATE.search(before[: old.start])
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
    plain = all(word.islower() and word not in _STOPS and not re.search(r"\w{3}ed$", word) for word in words)
    return found["thing"] if found and plain and len(words) < 5 and not _refers(before) else ""


def _refers(text: str) -> bool:
    """Whether a question has a pronoun of its own; "there are" has none."""
    return any(not found["there"] for found in _PRONOUN.finditer(text))


def _filled(text: str, before: str, words: Words) -> str | None:
    """A question with what its pronoun stands for, where nothing in the question itself may be that."""
    found = _PRONOUN.search(text)
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
