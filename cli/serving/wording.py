"""What is wrong with what a program asks, on one line; pydantic would take several."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from align.text import visible


def said_of(errors: Iterable[Any]) -> str:
    """The errors that pydantic found, each with its place: "limit: input should be …"."""
    return visible("; ".join(map(_said, errors)))


def _said(error: Any) -> str:
    message = error["msg"].removeprefix("Value error, ")
    where = ".".join(map(str, error["loc"])) or "it"
    begins = message[:1] if message[:2].isupper() else message[:1].lower()  # JSON stays so
    return f"{where}: {begins}{message[1:]}"
