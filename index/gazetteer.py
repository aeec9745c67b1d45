"""Which places there are, by all their names, and which lies in which: from what CC-CEDICT says of them.

Countries and China's provinces are listed here; the glosses of the dictionary place all others in them:
"Tonglu county in Hangzhou 杭州[Hang2 zhou1], Zhejiang". A short name, a full one and their traditional
spellings (海口, 海口市; 内蒙古, 內蒙古自治區) are one place, which is called by the short one, unless that
means a larger place (吉林市 is not 吉林).
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

# Each with further names after its own; the full ones (浙江省) are found in the dictionary.
_PROVINCES = """
北京 天津 河北 山西 内蒙古/内蒙 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西
海南 重庆 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 香港 澳门 台湾
"""
PROVINCES = frozenset(name for names in _PROVINCES.split() for name in names.split("/"))
_COUNTRIES = """
阿富汗 阿尔巴尼亚 阿尔及利亚 安道尔 安哥拉 安提瓜和巴布达 阿根廷 亚美尼亚 澳大利亚 奥地利 阿塞拜疆
巴哈马 巴林 孟加拉国 巴巴多斯 白俄罗斯 比利时 伯利兹 贝宁 不丹 玻利维亚 波黑 博茨瓦纳 巴西 文莱 保加利亚
布基纳法索 布隆迪 柬埔寨 喀麦隆 加拿大 佛得角 中非共和国 乍得 智利 哥伦比亚 科摩罗 刚果
刚果共和国/刚果（布） 刚果民主共和国/刚果（金） 哥斯达黎加 克罗地亚 古巴 塞浦路斯 捷克 丹麦 吉布提
多米尼克 多米尼加 东帝汶 厄瓜多尔 埃及 萨尔瓦多 赤道几内亚 厄立特里亚 爱沙尼亚 斯威士兰 埃塞俄比亚 斐济
芬兰 法国 加蓬 冈比亚 格鲁吉亚 德国 加纳 希腊 格林纳达 危地马拉 几内亚 几内亚比绍 圭亚那 海地 洪都拉斯
匈牙利 冰岛 印度 印度尼西亚/印尼 伊朗 伊拉克 爱尔兰 以色列 意大利 科特迪瓦 牙买加 日本 约旦 哈萨克斯坦
肯尼亚 基里巴斯 科威特 吉尔吉斯斯坦 老挝 拉脱维亚 黎巴嫩 莱索托 利比里亚 利比亚 列支敦士登 立陶宛 卢森堡
马达加斯加 马拉维 马来西亚 马尔代夫 马里 马耳他 马绍尔群岛 毛里塔尼亚 毛里求斯 墨西哥 密克罗尼西亚
摩尔多瓦 摩纳哥 蒙古国 黑山 摩洛哥 莫桑比克 缅甸 纳米比亚 瑙鲁 尼泊尔 荷兰 新西兰 尼加拉瓜 尼日尔
尼日利亚 北马其顿 挪威 阿曼 巴基斯坦 帕劳 巴勒斯坦 巴拿马 巴布亚新几内亚 巴拉圭 秘鲁 菲律宾 波兰 葡萄牙
卡塔尔 罗马尼亚 俄罗斯 卢旺达 萨摩亚 圣马力诺 沙特阿拉伯/沙特 塞内加尔 塞尔维亚 塞舌尔 塞拉利昂 新加坡
斯洛伐克 斯洛文尼亚 所罗门群岛 索马里 南非 南苏丹 西班牙 斯里兰卡 苏丹 苏里南 瑞典 瑞士 叙利亚
塔吉克斯坦 坦桑尼亚 泰国 多哥 汤加 突尼斯 土耳其 土库曼斯坦 图瓦卢 乌干达 乌克兰 阿联酋 英国 美国 乌拉圭
乌兹别克斯坦 瓦努阿图 梵蒂冈 委内瑞拉 越南 也门 赞比亚 津巴布韦 韩国 朝鲜
"""
# What the glosses say too freely to be understood; each line begins with the province.
_PREFECTURES = """
江苏 南京/南京市
湖北 武汉/武汉市
湖南 株洲/株洲市 湘西/湘西州
海南 三沙/三沙市 儋州/儋州市
四川 甘孜/甘孜州 凉山/凉山州
贵州 毕节/毕节市 铜仁/铜仁市 黔西南/黔西南州 黔东南/黔东南州 黔南/黔南州
云南 楚雄/楚雄州 文山/文山州 怒江州 迪庆/迪庆州
西藏 日喀则/日喀则市 昌都/昌都市 那曲/那曲市
甘肃 甘南州
宁夏 银川/银川市 固原/固原市
新疆 乌鲁木齐/乌鲁木齐市 吐鲁番/吐鲁番市 博尔塔拉/博州 巴音郭楞/巴州 喀什/喀什地区 伊犁/伊犁州 塔城/塔城地区
"""
LARGEST, PREFECTURE, COUNTY, TOWN = 1, 2, 3, 4
"""Levels of places: countries and provinces are the largest."""

_FULL = re.compile(r"(?P<short>..+?)(?:省|(?<=[京津海庆])市|.*自治区|特别行政区|.*共和国|王国)")
_SUFFIX = re.compile("(?:地区|新区|[市县区旗盟州镇乡])$")
_KINDS = (
    (PREFECTURE, "prefecture|sub-?provincial city|league|capital(?: city)? of"),
    (COUNTY, "(?:town and )?county|(?:sub-?provincial )?district|banner|city|new area"),
    (TOWN, "town"),
)
_KIND = re.compile("|".join(rf"\b({kind})" for _, kind in _KINDS), re.IGNORECASE)
_COUNTY_LEVEL = re.compile("county[- ]level", re.IGNORECASE)
# Before its kind, the gloss of a place has its English names and little else.
_HEAD = re.compile(r"(?:[A-Z][^\s,]*|or|and|an?|inner|outer|suburban|rural|autonomous|[, ])*")
# Where a gloss goes on to something else than where the place lies.
_ASIDE = re.compile(
    r"\b(?:abbr|capital (?!of|city of)|close to|on the|includ|former|renamed|now|border|old|famous)"
)
_MARKS = re.compile(r"\[[^\]]*\]|\([^)]*\)|[^\x00-\x7f]+\|")
_NAMES = re.compile(r"[\u4e00-\u9fff]{2,}|[A-Z][\w'’]*(?: [A-Z][\w'’]*)*")
_LAST_WORDS = re.compile(
    " (?:Province|Municipality|County|City|Prefecture|Uighur|Zhuang|Hui|Autonomous)\\b.*"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place as one of its names means it.

    `within` are the places that it lies in, nearest first. `doubt`: what else the name alone may be. The
    short name of a county may be a person's (1: 永平), of a prefecture an ordinary word (1: 日照), and of a
    county that as well (2: 和平).
    """

    name: str
    level: int
    within: tuple[str, ...] = ()
    doubt: int = 0


Entry = tuple[str, str, bool, str]
"""Of the dictionary: traditional, simplified, whether it is a proper name, the glosses between slashes."""


def write(connection: sqlite3.Connection, entries: Sequence[Entry]) -> None:
    """Put the gazetteer of a dictionary into a table of its own."""
    connection.execute(
        "CREATE TABLE places (name TEXT, place TEXT, level INTEGER, within TEXT, doubt INTEGER)"
    )
    connection.executemany(
        "INSERT INTO places VALUES (?, ?, ?, ?, ?)",
        (
            (name, place.name, place.level, " ".join(place.within), place.doubt)
            if place
            else (name, *[None] * 4)
            for name, place in gazetteer(entries)
        ),
    )


def read(connection: sqlite3.Connection) -> Iterator[tuple[str, Place | None]]:
    """What was written, as `gazetteer` gives it."""
    for name, place, level, within, doubt in connection.execute("SELECT * FROM places ORDER BY rowid"):
        yield name, Place(place, level, tuple(within.split()), doubt) if place else None


def gazetteer(entries: Sequence[Entry]) -> Iterator[tuple[str, Place | None]]:
    """Every name of a place with what it means, once for each place of that name, the largest first.

    None comes with names that are of no place, and with words that a place's name is only part of: 长江,
    北京大学, 和平主义.
    """
    known = _listed(entries)
    listed = frozenset(known)
    english = _in_english(entries, known)
    common = {han for _, han, proper, _ in entries if not proper}
    for level in (PREFECTURE, COUNTY, TOWN):
        stated = {one for one in _stated(entries, level) if one[0] not in listed}
        # Short names first, so that the full ones are called by them.
        for han, inside, capital in sorted(stated, key=lambda one: (len(one[0]), one)):
            if within := _within(known, [english.get(name, name) for name in inside], level):
                short = level >= COUNTY and not _SUFFIX.search(han, 2)
                place = Place(
                    _called(known, han, level, within), level, within, short + (han in common and not capital)
                )
                if place not in known.setdefault(han, []):
                    known[han].append(place)
    spelled = {(spelling, han) for traditional, han, _, _ in entries for spelling in (traditional, han)}
    for spelling, han in sorted(spelled | {(name, name) for name in known}):
        yield from ((spelling, place) for place in known.get(han, ()))
    for traditional, han, proper, _ in entries:
        if len(han) > 1 and han not in known and (proper or _has_one(han, known)):
            yield from ((spelling, None) for spelling in dict.fromkeys((han, traditional)))


def _listed(entries: Iterable[Entry]) -> dict[str, list[Place]]:
    """The places that this file lists, by all their names."""
    known: dict[str, list[Place]] = {}
    for names in (_PROVINCES + _COUNTRIES).split():
        known.update(_alike(names, LARGEST))
    for line in _PREFECTURES.strip().splitlines():
        province, *others = line.split()
        for names in others:
            known.update(_alike(names, PREFECTURE, province))
    for _, han, _, _ in entries:
        if (full := _FULL.fullmatch(han)) and han not in known and full["short"] in known:
            known[han] = known[full["short"]]
    return known


def _alike(names: str, level: int, *within: str) -> Iterator[tuple[str, list[Place]]]:
    own, *others = names.split("/")
    return ((name, [Place(own, level, within)]) for name in (own, *others))


def _in_english(entries: Iterable[Entry], known: Mapping[str, Sequence[Place]]) -> dict[str, str]:
    """The English names that glosses use, of countries and provinces."""
    result: dict[str, str] = {}
    for _, han, _, glosses in entries:
        if han in known and (name := _NAMES.match(_MARKS.sub("", glosses))):
            result.setdefault(_LAST_WORDS.sub("", name[0]), han)
    return result


def _stated(entries: Iterable[Entry], level: int) -> Iterator[tuple[str, tuple[str, ...], bool]]:
    """The names of places of a level, what they are said to lie in, and whether one is a capital."""
    for _, han, proper, glosses in entries:
        for gloss in glosses.split("/") if proper and len(han) > 1 else ():
            text = _MARKS.sub("", gloss)
            kind = _KIND.search(text)
            if not kind or not _HEAD.fullmatch(text, 0, kind.start()):
                continue
            county = _COUNTY_LEVEL.match(text, kind.start())
            if level == TOWN and not _SUFFIX.search(han):
                continue
            if level == (COUNTY if county else _KINDS[(kind.lastindex or 1) - 1][0]):
                aside = _ASIDE.search(text, kind.end())
                inside = _NAMES.findall(text, kind.end(), aside.start() if aside else len(text))
                yield han, tuple(_LAST_WORDS.sub("", name) for name in inside), "capital of" in text


def _within(known: Mapping[str, Sequence[Place]], inside: Iterable[str], level: int) -> tuple[str, ...]:
    """The larger places among `inside`, and those that they lie in, nearest first."""
    larger = [place for name in inside for place in known.get(name, ())[:1] if place.level < level]
    names = {place.name: place.level for place in larger}
    for place in larger:
        names.update((name, known[name][0].level) for name in place.within)
    return tuple(sorted(names, key=lambda name: (-names[name], name)))


def _called(known: Mapping[str, Sequence[Place]], han: str, level: int, within: tuple[str, ...]) -> str:
    """What a place is called: by the short name that this one is the full form of, if it means the same."""
    for length in range(len(han) - 1, 1, -1) if _SUFFIX.search(han) else ():
        short = known.get(han[:length], ())
        if (
            any({*place.within} <= {*within} or {*within} <= {*place.within} for place in short)
            and short[0].level == level
        ):
            return short[0].name
    return han


def _has_one(word: str, known: Mapping[str, Sequence[Place]]) -> bool:
    return any(
        word[start:end] in known for start in range(len(word)) for end in range(start + 2, len(word) + 1)
    )
