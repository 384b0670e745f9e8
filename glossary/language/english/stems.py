"""English words as renderings are compared: stems, whatever the inflection, case and hyphens."""

from __future__ import annotations

import re
from functools import lru_cache

from align.english import stem
from align.numbers.english import value_of

#: A word; prefixes that are written with a hyphen or without belong to theirs.
_WORD = re.compile(
    r"(?:(?:anti|co|inter|multi|non|socio)[-‐‑])?"
    r"[^\W_]+(?:\.\d+)?(?:[’'](?!s\b)[a-z]+)?"
)
_HYPHEN = re.compile("[-‐‑]")
#: Endings of one family that stems keep apart: a socialist path is a path of socialism.
_FAMILY = re.compile(r"(?<=[a-z]{4})(?:ism|ist|istic|ship|ership)$")


def words(text: str) -> list[tuple[str, int, int]]:
    """The words of a text: the stem of each as in `align.english`, its start and end."""
    return [(_form(match[0].lower()), *match.span()) for match in _WORD.finditer(text)]


@lru_cache(maxsize=100_000)
def _form(word: str) -> str:
    word = _HYPHEN.sub("", word)
    number = value_of(word)
    return f"{number:g}" if number is not None else _FAMILY.sub("", stem(word))
