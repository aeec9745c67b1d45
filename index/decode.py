"""Bytes → text, for the encodings that Chinese documents come in.

A byte order mark decides; then strict UTF-8; then whichever of GB18030, Big5 and UTF-16 makes the most
common characters of the bytes. Nearly any bytes are *some* GB18030 or UTF-16, so what makes no sense in
any of them is refused rather than read as nonsense.
"""

from __future__ import annotations

import codecs

from index.reasons import Reason

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CANDIDATES = ("gb18030", "cp950", "big5hkscs", "utf-16-le", "utf-16-be")
_SAMPLE = 100_000  # characters that are weighed
_ENOUGH = 0.8  # weight per character; running text has 1.2 to 1.7, nonsense below 0.6
_PLAIN = frozenset("\t\n\v\f\r\x1a\x1b\x1c\x1d\x1e\x1f\x7f")  # controls that old editors leave in text

# the most frequent characters of running text; in traditional script where that differs, both
_FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多"
    "定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因"
    "由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解"
    "问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少"
    "图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七"
    "海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目"
    "至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算"
    "省市县工作强调推进会议坚持人民发展记者疫情防控企业经济新闻消息习近平总书记中共中央委员主席国家今天目前据"
    "這為個時來們於動種後發經進著電裡現實兩體機當點從業應開還與關無義間樣線數題黨並將組見計別運農區強決戰則處隊給"
    "門規熱領東導壓濟術極聯認權證單風帶場車務萬達議聲報類離華確節話況傳許廣記觀織裝產對說國會學過長條級圖統論幾資"
    "員結問變質氣親愛東馬書視聞總習應讓價買賣錢飛雲號錄醫藥歲環縣際優樂億臺台灣選舉團隊護稅黃陳約紅聽請講調談"
    "，。、；：？！“”‘’（）《》「」『』—…·％０１２３４５６７８９　"
)


class NotText(ValueError):
    """Bytes that are no text in any encoding that is known here."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(str(reason))
        self.reason = reason


def decode(data: bytes) -> str:
    """The text of `data`, without a byte order mark. Raises NotText when it is none."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return _checked(data[len(mark) :].decode(encoding))
            except UnicodeDecodeError as error:
                where = {"encoding": encoding.upper(), **_where(error)}
                raise NotText(Reason("encoding_damaged", where)) from error
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        unreadable = error
    else:
        if "\0" not in text:
            return _checked(text)
        return _checked(_wide_ascii(data) or text)
    best, weight = "", _ENOUGH
    for encoding in _CANDIDATES:
        try:
            candidate = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if (found := _plausible(candidate)) > weight:
            best, weight = candidate, found
    if not best:
        raise NotText(Reason("encoding_unknown", _where(unreadable)))
    return _checked(best)


def _wide_ascii(data: bytes) -> str:
    """Western text in UTF-16 without a mark: every other byte is NUL. Empty when it is not that."""
    for encoding, high, low in (("utf-16-le", 1, 0), ("utf-16-be", 0, 1)):
        if len(data) % 2 == 0 and not data[low::2].count(0) and data[high::2].count(0) > 0.6 * len(data) / 2:
            return data.decode(encoding, errors="replace")
    return ""


def _plausible(text: str) -> float:
    """How much like running Chinese `text` is, from 0 to 2: one for a character of the common sets of GB2312
    or Big5, one more for a frequent one. Western characters say nothing."""
    chars = [char for char in text[:_SAMPLE] if char > "\x7f"]
    if not chars:
        return 0.0
    kinds = {char: _weight(char) for char in set(chars)}
    return sum(kinds[char] for char in chars) / len(chars)


def _weight(char: str) -> int:
    if char in _FREQUENT:
        return 2
    simplified, traditional = char.encode("gb2312", "ignore"), char.encode("big5", "ignore")
    common = b"\xb0" <= simplified[:1] <= b"\xd7" or b"\xa4" <= traditional[:1] <= b"\xc6"
    return 1 if common else 0


def _checked(text: str) -> str:
    """`text`, unless it is binary content. Single controls that old editors leave behind are kept: they harm
    nothing, and every position in the text stays one in the file."""
    if "\0" in text:
        raise NotText(Reason("binary", {"at": text.index("\0")}))
    controls = sum(text.count(chr(code)) for code in range(32) if chr(code) not in _PLAIN)
    if controls > 0.01 * len(text) + 2:
        raise NotText(Reason("controls", {"count": controls}))
    return text


def _where(error: UnicodeDecodeError) -> dict[str, str | int]:
    return {"at": error.start, "byte": f"0x{error.object[error.start]:02x}"}
