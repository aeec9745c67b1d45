"""Titles before names: 副省长戴柏华. Whom they tell, and who asks for them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from qa.enumerated import most_said

_WHO_IS = re.compile(
    r"(?:请问)?\S{2,6}是(?:谁|何人|什么人)[呀啊呢]?[?？]*|who(?:'s| is| was)(?: [a-z-]+){1,3} ?\?*",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"(?:的?职务|担任什么职务|任什么职务?|是什么(?:职务|职位|官)|什么头衔)(?:是|为|[呢?？]|$)"
    r"|\b(?:job title|titles? (?:of|does)|(?:positions?|posts?|titles?) (?:are |is )?held by"
    r"|(?:position|post) does)\b",
    re.IGNORECASE,
)
_NOT_NOW = re.compile(
    r"曾|(?<![太草])原任|(?<![目当])前任|任命|免|辞|接任|被|\b(?:will|former|previous|appointed|took|take|become)\b",
    re.IGNORECASE,
)
_TAKES = re.compile("(?:同志)?(?:曾|原|被|任|担任|当选|接任|兼|为)")
TITLES = "长任席理员表记授士师"
"""With what the title before a name ends: 主任, 书记, 委员."""
_DEPUTY = re.compile(r"\b(?:vice|deputy|deputies|assistant)\b", re.IGNORECASE)
_HOLDS = re.compile(
    r"是谁|谁是|谁.?[担现]?[任当]|(?:叫|什么)名字|哪一?位"
    r"|who(?:'s| is| was| are| were| serves)|name of the",
    re.IGNORECASE,
)


def has_title(text: str, start: int) -> bool:
    """Whether a title stands before the name that begins at `start`."""
    return start > 0 and text[start - 1] in TITLES


def titled(
    text: str, chosen: tuple[int, int], persons: Sequence[tuple[int, int]], words: Collection[str]
) -> tuple[int, int]:
    """Of several persons, the one whose titles have most of `words`; `chosen` where none has more than it.

    In 副省长甲，副省长、公安厅厅长乙 titles stand before names: who has none there is not asked for, and
    neither is who is among `words`.
    """
    others = [
        place
        for place in persons
        if text[slice(*place)] not in words and (place == chosen or has_title(text, place[0]))
    ]
    offices = [word for word in words if len(word) > 1 and word[-1] in TITLES]
    holders = [
        place for place in others if any(holds(text[: place[0]], office, last=True) for office in offices)
    ]
    titles = titles_of(text, others, persons)
    # An office that one alone holds says more than whatever else is said of another.
    if len(holders) == 1 and not any(office in titles.get(chosen, "") for office in offices):
        return holders[0]
    return most_said(titles, chosen, words)


def holds(titles: str, office: str, last: bool = False) -> bool:
    """Whether one of the titles is `office`, or the `last` one is; a 副市长 is no 市长."""
    end = r"\Z" if last else ""
    return re.search(f"(?<!副){re.escape(office)}{end}", titles) is not None


def titles_of(
    text: str, some: Sequence[tuple[int, int]], persons: Sequence[tuple[int, int]]
) -> dict[tuple[int, int], str]:
    """What stands before each of `some` persons, from the end of the sentence or the person before."""
    return {(start, end): text[_behind(text, start, persons, "。；;") : start] for start, end in some}


def introduced(
    question: str, text: str, person: tuple[int, int], persons: Sequence[tuple[int, int]]
) -> tuple[int, int] | None:
    """Where `question` asks who somebody is: the name with the titles before it, of no other person; where it
    asks for the titles, those alone.
    """
    start, end = person
    who = _WHO_IS.fullmatch(question.strip())
    office = asks_office(question) and not _TAKES.match(text, end)
    begin = _behind(text, start, persons, "。；;：:，,\n")
    if not (who or office) or begin == start or not has_title(text, start):
        return None
    return (begin, end) if who else (begin, start)


def asks_office(question: str) -> bool:
    """Whether `question` asks for titles. Persons are looked for only then: the tagger is slow."""
    return bool(_OFFICE.search(question)) and not _NOT_NOW.search(question)


def deputies(question: str, text: str, words: Collection[str]) -> bool:
    """Whether a question asks who holds an office (省长是谁) of which `text` names but the deputy (副省长).

    `words` are those of `text` that the question's met.
    """
    if not _HOLDS.search(question) or _DEPUTY.search(question):
        return False
    titles = {word.split(" … ")[-1] for word in words if word[-1:] in TITLES}
    there = [title for title in titles if title in text and title[0] != "副"]
    return bool(there) and all(
        text.count(title) == text.count(f"副{title}") and f"副{title}" not in question for title in there
    )


def _behind(text: str, start: int, persons: Sequence[tuple[int, int]], marks: str) -> int:
    """Where what stands before `start` begins: behind the person or the mark before it."""
    before = max((last for _, last in persons if last <= start), default=0)
    return max(before, *(text.rfind(mark, 0, start) + 1 for mark in marks))
