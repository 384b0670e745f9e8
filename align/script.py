"""Traditional and simplified characters."""

from __future__ import annotations

from functools import cache
from typing import Any


def simplified(text: str) -> str:
    """The text in simplified characters; lone surrogates become question marks.

    Now and then the length changes, as words are converted and not only characters.
    """
    if text.isascii():
        return text
    # The converter is C++ over UTF-8 and refuses lone surrogates.
    return str(_converter("t2s").convert(text.encode("utf-8", "replace").decode("utf-8")))


def traditional(text: str) -> str:
    """The text in traditional characters."""
    return str(_converter("s2t").convert(text.encode("utf-8", "replace").decode("utf-8")))


def simplified_japanese(text: str) -> str:
    """The text with the characters of Japan in simplified ones: 経済, 经济; 発展, 发展."""
    if text.isascii():
        return text
    plain = text.encode("utf-8", "replace").decode("utf-8")
    return str(_converter("t2s").convert(_converter("jp2t").convert(plain)))


@cache
def _converter(change: str) -> Any:
    from opencc import OpenCC

    return OpenCC(change)
