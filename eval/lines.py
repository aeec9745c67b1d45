"""Files of JSON lines that people write: errors name the line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.errors import YinjuError


def objects(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each line's object, with the file and line that an error about it should name."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, 1):
                where = f"{path}:{number}"
                if not line.strip():
                    continue
                try:
                    item = json.loads(line)
                except ValueError as error:
                    raise YinjuError(f"{where}: not JSON ({error}); mend or remove the line") from None
                if not isinstance(item, dict):
                    raise YinjuError(f"{where}: not an object {{…}}; mend or remove the line")
                yield where, item
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8; save it as UTF-8"
        raise YinjuError(f"{path}: {reason}") from error


def text_of(item: dict[str, Any], name: str, where: str, maybe_empty: bool = False) -> str:
    value = item.get(name)
    if not isinstance(value, str) or not (maybe_empty or value.strip()):
        raise YinjuError(
            f'{where}: "{name}" must be a text, not {json.dumps(value)[:60]}; mend or remove the line'
        )
    return whole(value)


def texts_of(item: dict[str, Any], name: str, where: str) -> list[str]:
    value = item.get(name) or []
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise YinjuError(f'{where}: "{name}" must be a list of texts; mend or remove the line')
    return [whole(text) for text in value]


def whole(text: str) -> str:
    r"""Half a surrogate pair (a "\ud83d" left over in JSON) is no character and cannot be stored."""
    return text.encode("utf-8", "replace").decode()
