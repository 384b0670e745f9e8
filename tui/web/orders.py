"""What the page of a browser asks for, message by message; anything else asks for nothing.

The script of textual-serve sends JSON arrays: ["stdin", text], ["resize", {"width", "height"}],
["ping", mark], ["focus"], ["blur"].
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

MOST_CELLS = 1_000  #: columns or rows of a window; what asks for more is no window
MOST_BYTES = 2**20  #: of a message: some 350,000 characters of Chinese pasted at once
_MARK = 64  #: characters of a ping, which is a time

#: The end of a bracketed paste, which means nothing outside of one.
_END = "\x1b[201~"

#: How a terminal tells its size among the keys. Textual believes it; no browser sends it.
_TOLD_SIZE = re.compile(r"\x1b\[48;[^a-zA-Z\x1b]{0,40}[a-zA-Z]?")


@dataclass(frozen=True, slots=True)
class Size:
    """Columns and rows of a window."""

    width: int = 80
    height: int = 24


@dataclass(frozen=True, slots=True)
class Typed:
    """What the terminal of the page sends: keys, the mouse, pastes."""

    text: str


@dataclass(frozen=True, slots=True)
class Ping:
    """To be answered with the same mark."""

    mark: str


@dataclass(frozen=True, slots=True)
class Focus:
    """Whether the page has the keyboard now."""

    has: bool


Order = Size | Typed | Ping | Focus


def size(width: object, height: object) -> Size | None:
    """A size of a window; None where it is none."""
    if _is_length(width) and _is_length(height):
        return Size(width, height)  # type: ignore[arg-type]
    return None


def _is_length(value: object) -> bool:
    # True is a number to Python.
    return type(value) is int and 1 <= value <= MOST_CELLS


def asked_size(width: str, height: str) -> Size:
    """The size that the address of a WebSocket names, or the usual one."""
    numbers = [
        int(each) if each.isascii() and each.isdigit() and len(each) <= 4 else None
        for each in (width, height)
    ]
    return size(*numbers) or Size()


def order(message: str) -> Order | None:
    """What a message asks for; None where it is not one that our page sends."""
    try:
        envelope = json.loads(message)
    except (ValueError, RecursionError):
        return None
    match envelope:
        case ["stdin", str(text)]:
            return Typed(_whole(text.encode("utf-8", "ignore").decode()))
        case ["resize", {"width": width, "height": height}]:
            return size(width, height)
        case ["ping", str(mark)] if len(mark) <= _MARK:
            return Ping(mark)
        case ["focus", *_]:
            return Focus(True)
        case ["blur", *_]:
            return Focus(False)
    return None


def _whole(text: str) -> str:
    """What was typed, so that nothing that is begun in it goes on in the next message.

    A terminal sends keys and pastes whole. A paste without an end would swallow all that follows.
    """
    return _TOLD_SIZE.sub(_END, text) + _END
