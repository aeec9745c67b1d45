"""Foreign names, in Latin letters and as Chinese characters write their sound: Marape, 马拉佩.

Both are taken to the consonants that they have in common, as Soundex does it within one language (Russell's
patent of 1918): 马拉佩 is "~mlp", and so, among other ways to say it, is Marape. There is one sign for what
Chinese characters write alike: b and p, d and t, g and k, l and r, f, v and w. Vowels, which say little, are
left out.

>>> skeleton("马拉佩"), "~mlp" in skeletons("marape"), "~mlp" in skeletons("merkel")
('~mlp', True, False)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_SHORTEST = 3
"""Consonants of a name that says enough."""
_MARK = "~"
"""No word of a text begins with it."""

_CHARACTERS = (
    "丁世丽乌乔亚亨什伊伍伦伯佐佛佩克兰兹内冈冯凡凯切列利别加努劳勒博卜卡卢厄古叶吉吕哈哥图圣坎坦埃基堡塔塞夏多太夫奇奎契奥妮姆威娃娅"
    "娜孜孟季宁安宾尔尼岑巴布希帕帝库康延弗彻彼德恩戈戴扎托扬拉拜捷摩撒敦斯施日昂易普曼朗木杜杰林查格桑梅森武比汀汉沃沙泰泽洛涅温滕潘"
    "烈特玛玻珀珊班琳琼瑞瑟瓜瓦甘甫甸登皮盖福科穆米索约纳纽绍维罕罗翰考耶肯舍艾芙芬苏茅茨莉莎莫莱菲萨蒂蒙蓬衮西诺谢贝费赖赛赫辛达"
    "迈迪邓那邦里金锡阿雅雷霍韦顿马鲁麦默齐波俄荷堪密歇夕茹龙逊史胡爱唐廉詹朔鲍文连"
)
NAME = re.compile(rf"(?:(?!特别|连续|文化|爱国)[{_CHARACTERS}]){{3,}}")
"""What may be one, or the part of one between dots, in Chinese characters."""

# Initials of pinyin, the longer ones first.
_INITIALS = {
    **{"zh": "j", "ch": "j", "sh": "s", "b": "p", "p": "p", "m": "m", "f": "f", "w": "f", "d": "t", "t": "t"},
    **{"n": "n", "l": "l", "g": "k", "k": "k", "h": "h", "j": "j", "q": "j", "r": "j"},
    **{"x": "s", "z": "s", "c": "s", "s": "s"},
}
_SYLLABLES = {"er": "l", "wu": "", "shen": "s"}
"""尔, 乌, and 什, which is shi in names."""

_VOWEL = "[aeiouyæøœı]"
_LETTERS = f"""
b(?:e|u|ou|o)rgh?$:p|pk|plk
tsch:j tch:j sch:s|sk sh:s ch:j|k|s|h cz:j ph:f th:s|t kh:h|k gh:k| zh:j|s ck:k qu:k|kf t[sz]:s|ts d[jz]:j|s
sc(?=[eiy]):s|sk gn:n|kn ^kn:n|kn ^wr:l|fl ng:n|nk mb$:m ^x:s x:ks|s ll:l|
b:p p:p f:f v:f ^w:f|h w:f| m(?={_VOWEL}):m m:m|n n:n l:l r(?={_VOWEL}):l r:l|
[dt]$:t| [dt](?=[eiy]):t|j [dt]:t [gc](?=[eiy]):j|k|s [gk](?=a):k|j c(?=a):k|j k(?=[eiy]):k|j [gkq]:k c:k|j
^h(?=[iy]):h|s ^h:h h(?={_VOWEL}):h| j:j||h [sz]:s .:
"""
_SOUNDS = [
    (re.compile(letters), tuple(sounds.split("|")))
    for letters, _, sounds in (rule.rpartition(":") for rule in _LETTERS.split())
]
"""Letters of a word, and the sounds that they may have; the first that fit count."""
_MOST = 48
"""Ways to say a word."""


def transliterated(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a normalised text may have foreign names: offsets, and their skeletons.

    A run of characters that such names are written with may begin or end with one that is another word's:
    乌克兰武装.
    """
    for run in NAME.finditer(text):
        low, high = run.span()
        for start, end in ((low, high), (low + 1, high), (low, high - 1)):
            if len(sounds := skeleton(text[start:end])) >= len(_MARK) + _SHORTEST:
                yield start, end, sounds


@lru_cache(maxsize=100_000)
def skeleton(name: str) -> str:
    """The consonants of a name in Chinese characters."""
    from pypinyin import lazy_pinyin

    return _MARK + _once("".join(map(_sounds, lazy_pinyin(name))))


def _sounds(syllable: str) -> str:
    """The consonants of a syllable in pinyin: lang is "ln"."""
    if syllable in _SYLLABLES:
        return _SYLLABLES[syllable]
    initial = next(filter(syllable.startswith, _INITIALS), "")
    return _INITIALS.get(initial, "") + "n" * syllable[len(initial) :].endswith(("n", "ng"))


@lru_cache(maxsize=4096)
def skeletons(word: str) -> tuple[str, ...]:
    """The ways in which a Latin word in lower case may sound, as `skeleton` has them; none if it is short."""
    ways, position = [""], 0
    while position < len(word):
        letters, sounds = next(
            (found, sounds) for one, sounds in _SOUNDS if (found := one.match(word, position))
        )
        ways = list(dict.fromkeys(way + sound for way in ways for sound in sounds))[:_MOST]
        position = letters.end()
    whole = dict.fromkeys(map(_once, ways))
    return tuple(_MARK + way for way in whole if len(way) >= _SHORTEST)


def _once(sounds: str) -> str:
    return re.sub(r"(.)\1+", r"\1", sounds)
