"""What a visitor asked for and cannot be done, with a reason that the page says in both languages."""

from __future__ import annotations

from index.errors import YinjuError


class Refused(YinjuError):
    """`key` names the text, `values` fill it in; `status` is that of HTTP."""

    def __init__(self, key: str, status: int = 400, **values: object) -> None:
        super().__init__(f"{key} {values or ''}".strip())
        self.key, self.status, self.values = key, status, values
