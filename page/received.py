"""What a request says, read whole and never more of it than may be."""

from __future__ import annotations

from page.guard import Receive


async def body_of(receive: Receive, most: int) -> bytes | None:
    """All that is sent, or None if that is more than `most` bytes."""
    body = b""
    while len(body) <= most:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body", False):
            return body if len(body) <= most else None
    return None
