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
    return str(_converter().convert(text.encode("utf-8", "replace").decode("utf-8")))


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")
