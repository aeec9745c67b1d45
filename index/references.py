"""The number that an official document bears: 国发〔2021〕16号, 民发[2020]125号, 第36号令, 公告2020年第8号.

It stands by itself in the document's head: in a line, behind a label, in brackets that end the title, or,
where line ends were lost, between blanks. A number that the text only mentions stands within a sentence, or
behind the title of what bears it: 《…的通知》（国发〔2021〕16号）.
"""

from __future__ import annotations

import re

_HEAD = 400
"""Characters in which it is looked for, at most: those before the first sentence ends."""
_BLANK = r"[\s\u3000\xa0]"
_ZH = "一二三四五六七八九十百〇零○"
_ISSUER = r"[\u4e00-\u9fff]"
_SERIAL = rf"(?:\d{{1,5}}|[{_ZH}]{{1,6}}) ?号"
_YEAR = rf"[〔﹝［\[(（【] ?(?:(?:19|20)?\d{{2}}|[{_ZH}]{{4}}) ?年? ?[〕﹞］\])）】]"
_OF_YEAR = rf"(?:(?!根据|按照|依据|关于|转发){_ISSUER}){{0,16}} ?{_YEAR} ?第? ?{_SERIAL}"
_ORDER = rf"(?:(?!关于){_ISSUER}){{0,40}}(?:令|公告|通告) ?[(（]?(?:(?:19|20)\d{{2}}年)?第 ?{_SERIAL}[)）]?"
_ALONE = rf"[(（]?(?:(?:19|20)\d{{2}}年)?第 ?{_SERIAL}(?:令?[)）]|令)?"
_LABEL = rf"[\[【]?(?:发布|发文|文件)?(?:文号|字号|编号){_BLANK}?[\]】]?{_BLANK}{{0,3}}[:：]?{_BLANK}{{0,3}}"
_TITLE = "(?:通知|意见|决定|公告|通告|函|批复|办法|方案|规定|条例|细则|纲要|规划|措施|通报|报告|决议)"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?:{_LABEL})(?P<number>{_OF_YEAR}|{_ORDER}|{_ALONE})",
        rf"^[#\s\u3000]*(?P<number>{_OF_YEAR})",
        rf"(?:^|(?<={_BLANK}))(?P<number>{_OF_YEAR}|{_ORDER}|{_ALONE})(?={_BLANK}|$)",
        rf"{_TITLE}[(（](?P<number>{_OF_YEAR})[)）](?={_BLANK}|$)",
    )
)


def number_of(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where in `text` the number stands that the article `[start, end)` bears; None if it bears none."""
    end = min(end, start + _HEAD)
    stop = text.find("。", start, end)
    head = text[start : end if stop < 0 else stop]
    if "号" not in head:
        return None
    found = (match for form in _FORMS if (match := form.search(head)))
    first = min((match.span("number") for match in found), default=None)
    return first and (start + first[0], start + first[1])
