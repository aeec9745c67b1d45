"""Web pages as they were saved: the main text by trafilatura; title, source and date as the page states them.

Stated they are in `<meta>` (ArticleTitle, ContentSource, PubDate on Chinese government sites), or in a line
of labels. Nothing is guessed: a date that a page only mentions is not its date.
"""

from __future__ import annotations

import email
import email.policy
import re
from pathlib import Path
from typing import Any

from index.decode import decode
from index.errors import DocumentError
from index.formats.kind import ARCHIVED
from index.formats.markup import Markup, Text
from index.reasons import Reason

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE)
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!<>|~-])")
_DAY = r"[12]\d{3}\s?(?:[-/.年])\s?\d{1,2}\s?(?:[-/.月])\s?\d{1,2}日?"
_DATED = re.compile(rf"(?:发布|发文|成文|更新|发表)?(?:时间|日期)\s*[:：]\s*(?P<value>{_DAY})")
_SOURCE = re.compile(r"(?:信息|文章|稿件)?来源\s*[:：]\s*(?P<value>[^\s|　<>：:]{2,30})")
_METAS = {
    "title": ("articletitle", "og:title", "title"),
    "source": ("contentsource", "og:site_name", "sitename"),
    "date": ("pubdate", "article:published_time", "publishdate", "date"),
}


def read_html(path: Path) -> Text:
    """Raises DocumentError when no text is found, ValueError when it cannot be decoded."""
    data = path.read_bytes()
    if ARCHIVED.match(data):
        data = _archived(data, path.name)
    return marked_up(data, path.name)


def marked_up(data: bytes, name: str) -> Text:
    """A page's bytes as text. Raises as `read_html`."""
    import trafilatura
    from lxml import html

    page = _decoded(data)
    body = trafilatura.extract(
        page, include_comments=False, include_tables=True, favor_recall=True, output_format="markdown"
    )
    if not body or not body.strip():
        raise DocumentError(name, Reason("page_empty"))
    body = _ESCAPED.sub(r"\1", _LINK.sub(r"\1", body).replace("**", "")).strip()
    # lxml refuses a declared encoding in what is decoded already.
    tree = html.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", page))
    stated = {kind: _stated(tree, kind) for kind in _METAS}
    title = stated["title"] or " ".join(tree.xpath("string((//h1)[1])").split())
    title = title or " ".join(tree.xpath("string(//title)").split())
    if body.lstrip("# ").startswith(title):
        body = body.lstrip("# ")[len(title) :].lstrip()
    out = Markup()
    out.heading(1, title)
    lines = " ".join(tree.xpath("//body//text()[not(ancestor::script or ancestor::style)]"))
    source = stated["source"] or _found(_SOURCE, lines)
    day = re.match(_DAY, stated["date"])
    date = day[0] if day else _found(_DATED, lines)
    said = [f"{label}：{value}" for label, value in (("来源", source), ("发布时间", date)) if value]
    out.paragraph("　".join(said))
    return Text(out.finish().text + re.sub(r"\n{3,}", "\n\n", body) + "\n")


def _stated(tree: Any, kind: str) -> str:
    names = {
        (one.get("name") or one.get("property") or "").lower(): one.get("content") or ""
        for one in tree.iter("meta")
    }
    return next((value for name in _METAS[kind] if (value := " ".join(names.get(name, "").split()))), "")


def _found(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found["value"] if found else ""


def _decoded(data: bytes) -> str:
    if found := _CHARSET.search(data[:4096]):
        name = found[1].decode("ascii")
        try:
            return data.decode("gb18030" if name.lower() in ("gb2312", "gbk") else name)
        except (LookupError, UnicodeDecodeError):
            pass  # as pages do, it says one encoding and is in another
    return decode(data)


def _archived(data: bytes, name: str) -> bytes:
    """The page in a web archive (RFC 2557)."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            content = part.get_content()
            return str(content).encode() if isinstance(content, str) else bytes(content)
    raise DocumentError(name, Reason("page_missing"))
