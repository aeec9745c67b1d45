"""Mail: subject, sender, date, and the text; what is attached is named."""

from __future__ import annotations

import email
import email.policy
from pathlib import Path
from typing import Any

from index.errors import DocumentError
from index.formats.html import marked_up
from index.formats.markup import Markup, Text
from index.reasons import Reason


def read_eml(path: Path) -> Text:
    """Raises DocumentError when it is no message, or has no text."""
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    body = message.get_body(("plain", "html"))
    if not message.keys() or body is None:
        raise DocumentError(path.name, Reason("mail_empty"))
    out = Markup()
    out.heading(1, str(message.get("subject", "")))
    sent: Any = message.get("date")
    day = f"发布时间：{sent.datetime:%Y-%m-%d}" if getattr(sent, "datetime", None) else ""
    out.paragraph("　".join(filter(None, (f"来源：{message.get('from', '')}", day))))
    content = body.get_content()
    if body.get_content_subtype() == "html":
        out.paragraph(marked_up(str(content).encode(), path.name).text)
    else:
        for paragraph in str(content).replace("\r\n", "\n").split("\n\n"):
            out.paragraph(paragraph)
    names = [name for part in message.iter_attachments() if (name := part.get_filename())]
    if names:
        out.paragraph(f"附件：{'、'.join(names)}")
    return out.finish()
