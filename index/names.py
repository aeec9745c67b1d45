"""Chinese persons' names: which words look like one, and how they are spelled in Latin letters.

>>> list(persons([("何", 0, 1), ("卫东", 1, 3), ("表示", 3, 5)], lambda word: 9000 if word == "表示" else 2))
[(0, 3)]
>>> romanised("何卫东"), is_spelled(["zhao", "ming"]), is_spelled(["song", "dynasty"])
('heweidong', True, False)
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

Word = tuple[str, int, int]
"""A word and its half-open offsets."""

SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺"
    "顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻"
    "应怀阴楼解铁束艾洪赖习栗尤费窦褚鞠匡闵屈饶隋邰佟邬巫荀虞臧甄仲卓滕晏鄢冼穆佘谌庹邝蔺栾娄"
)
FREQUENT = frozenset(
    [
        *("wang", "li", "zhang", "liu", "chen", "yang", "huang", "zhao", "wu", "zhou", "xu", "sun", "ma"),
        *("zhu", "hu", "guo", "he", "gao", "lin", "zheng", "luo", "liang", "song", "xie", "tang", "han"),
        *("feng", "deng", "cao", "peng", "zeng", "xiao", "tian", "dong", "pan", "yuan", "cai", "jiang"),
        *("yu", "du", "ye", "cheng", "wei", "su", "lu", "ding"),
    ]
)
"""In pinyin, those of four persons in five."""
COMPOUND = frozenset(
    "欧阳 司马 上官 诸葛 夏侯 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 司徒 端木 独孤 呼延".split()  # noqa: SIM905
)
_READ = {
    "曾": "zeng",
    "单": "shan",
    "解": "xie",
    "仇": "qiu",
    "谌": "chen",
    "翟": "zhai",
    "查": "zha",
    "覃": "qin",
}
"""Surnames that are read otherwise than the word."""
# A name's second character and what stands behind it are words by themselves: 说 in 李强说.
_BEHIND = frozenset("赴介出表说在的是对和同到等将为会与也都就还又要从及或了着过把被给让以并称作主任")
_SETTLEMENTS = frozenset("村 镇 乡 屯 寨 社区 街道 小区 嘎查 苏木".split())  # noqa: SIM905
_RARE = 1000
"""Up to so many times among jieba's 60 million words what looks like a name of two characters is one,"""
_PART = 1500
"""and what stands behind a surname is a given name."""


def persons(words: Sequence[Word], count: Callable[[str], int]) -> Iterator[tuple[int, int]]:
    """Offsets of what may be persons' names among `words`, which are in order.

    Of names of three characters jieba leaves a third in two pieces: 何|卫东, 刘国|中. `count` says how often
    a word stands in Chinese at large, 0 for one that is not known.
    """
    for word, start, end in words:
        if len(word) == 3 and word[0] in SURNAMES:
            yield start, end
            if word[-1] in _BEHIND:  # 骆源作 of 骆源作了报告
                yield start, end - 1
        elif (len(word) == 2 and word[0] in SURNAMES and count(word) < _RARE) or (
            2 < len(word) < 5 and word[:2] in COMPOUND
        ):
            yield start, end
    for (one, start, middle), (other, following, end) in pairwise(words):
        if middle != following:
            continue
        whole = len(one) + len(other)
        if whole == 4 and other[-1] in _BEHIND and one not in COMPOUND:  # 丁|薛祥同, 黄润|秋到
            other, end, whole = other[:-1], end - 1, 3
        if one in COMPOUND:
            named = whole < 5 and other[0] not in _BEHIND
        elif whole != 3 or one[0] not in SURNAMES:
            named = False
        else:
            named = count(other) < _PART if len(one) == 1 else count(one) < _PART and other not in _BEHIND
        if named:
            yield start, end


def settlements(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Offsets of what may be names of villages, towns and quarters, without what these are: 蟠龙 of 蟠龙社区.

    No gazetteer has them all.
    """
    for word, start, end in words:
        if 2 < len(word) < 5 and word[-1] in _SETTLEMENTS:
            yield start, end - 1
    for (name, start, middle), (kind, following, _) in pairwise(words):
        if middle == following and 1 < len(name) < 4 and kind in _SETTLEMENTS:
            yield start, middle


@lru_cache(maxsize=100_000)
def romanised(name: str) -> str:
    """A Chinese name in pinyin without tones and spaces: 高建华 is "gaojianhua", 吕 is "lu"."""
    from pypinyin import lazy_pinyin

    read = lazy_pinyin(name)
    return "".join([_READ.get(name[:1], read[0]), *read[1:]] if len(read) == len(name) else read).replace(
        "v", "u"
    )


def opens(word: str, name: str) -> bool:
    """Whether a word begins with a person's name that is `name` in pinyin: 张羽泽是, zhangyuze."""
    named = word[:1] in SURNAMES or word[:2] in COMPOUND
    return named and any(romanised(word[:length]) == name for length in (2, 3, 4) if length <= len(word))


@cache
def surnames() -> frozenset[str]:
    """The surnames of names that are romanised, in pinyin, with every way to read them."""
    from pypinyin import Style, pinyin

    read = pinyin("".join(sorted(SURNAMES)), style=Style.NORMAL, heteronym=True)
    single = (spelling.replace("v", "u") for spellings in read for spelling in spellings)
    return frozenset([*single, *map(romanised, COMPOUND)])


def is_spelled(words: Sequence[str]) -> bool:
    """Whether words in Latin letters are spelled as a Chinese name: a surname, then one or two syllables."""
    if len(words) < 2 or words[0] not in surnames():
        return False
    given, known = "".join(words[1:]), syllables()
    return given in known or any(given[:at] in known and given[at:] in known for at in range(1, len(given)))


@cache
def syllables() -> frozenset[str]:
    """Those of Mandarin, without tones."""
    from pypinyin.pinyin_dict import pinyin_dict

    read = (pinyin_dict.get(code, "") for code in range(0x4E00, 0x9FA6))
    plain = (unicodedata.normalize("NFD", one) for all_ways in read for one in all_ways.split(","))
    return frozenset("".join(filter(str.isascii, one)) for one in plain) - {""}
