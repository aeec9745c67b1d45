"""What a follow-up in English names."""

from __future__ import annotations

import re
from dataclasses import replace

from index.lexicon import Lexicon
from index.terms import is_han
from qa.followup.core import Core, Words
from qa.followup.pieces import Piece, dates, only_place, persons, places

_LEAD = re.compile(r"(?P<lead>(?:(?:and|so|but|then|now|what about|how about|or)\b[\s,]*)+)?", re.IGNORECASE)
_SENSES = {"when": "when", "where": "where", "why": "why", "by": "by whom", "who": "who"}
_ASKS_ALONE = re.compile("|".join(f"(?P<{sense}>{words})" for sense, words in _SENSES.items()), re.I)
_IN = re.compile(r"(?:in|at|from|for|of)\s+", re.IGNORECASE)
BEFORE_DATE = re.compile(r"(?:in|on|since|until|till|by|before|after|from|during|for)\s+$", re.IGNORECASE)
_NO_THING = """
the a an of in on at by to for from with and or as is are was were be been do does did has have had how many
much what which who whom whose when where why it its this that these those there their they them he him his
she her i you we us our your can could will would should may must if not no more most else other others also
too so then sure yes ok okay thanks thank really please sorry right
"""
STOPS = frozenset(_NO_THING.split())
"""Words that no name of a thing has."""
PRONOUN = re.compile(
    r"\b(?:(?P<person>he|she|him|his)|(?P<one>it|its)|(?P<many>they|them|their)|(?P<there>there))\b(?!['’-])",
    re.I,
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
    if (marked or question.rstrip().endswith("?")) and (named := _named(text, words.lexicon)):
        return named
    if not marked or PRONOUN.search(text):
        return Core(chinese=False, text=text) if PRONOUN.search(text) else None
    people = persons(text, words.lexicon, words.analyser)
    if len(people) == 1 and people[0].end - people[0].start == len(re.sub("['’]s$", "", text)):
        return Core(chinese=False, person=text[people[0].start : people[0].end])
    thing = re.sub("^how many ", "", text, flags=re.IGNORECASE)
    spelled = thing.split()
    if len(spelled) < 5 and all(re.fullmatch("[a-z][a-z'-]+", one) and one not in STOPS for one in spelled):
        return Core(chinese=False, thing=thing)
    return None


def _named(text: str, lexicon: Lexicon) -> Core | None:
    """A place, a date, or both, if the text is nothing else: in Yunnan in 2021, Hainan's."""
    result, rest = Core(chinese=False), text
    if len(dated := dates(text)) == 1:
        low, high = dated[0].start, dated[0].end
        said = BEFORE_DATE.search(text[:low])
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
