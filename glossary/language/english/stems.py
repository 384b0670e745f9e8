"""English words as renderings are compared: stems, whatever the inflection, case and hyphens."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from align.english import grammar, stem
from align.numbers.english import value_of

#: A word; prefixes that are written with a hyphen or without belong to theirs.
_WORD = re.compile(
    r"(?:(?:anti|co|inter|multi|non|socio)[-‐‑])?"
    r"[^\W_]+(?:\.\d+)?(?:[’'](?!s\b)[a-z]+)?"
)
_HYPHEN = re.compile("[-‐‑]")
#: Endings of one family that stems keep apart: a socialist path is a path of socialism.
_FAMILY = re.compile(r"(?<=[a-z]{4})(?:ism|ist|istic|ship|ership)$")
#: Words that may stand between those of a rendering, beside as many as it has itself: "reform of
#: the rural land system" has those of "rural land system reform".
_SLACK = 4


@dataclass(frozen=True, slots=True)
class Word:
    """A word of an English text, whose parts at hyphens are words of their own.

    Attributes:
        stem: as in `align.english`, of numbers their digits.
        start, end: characters in the text that it is a word of.
    """

    stem: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """The words of a text."""
    return [Word(_form(match[0].lower()), *match.span()) for match in _WORD.finditer(text)]


@lru_cache(maxsize=100_000)
def _form(word: str) -> str:
    word = _HYPHEN.sub("", word)
    number = value_of(word)
    return f"{number:g}" if number is not None else _FAMILY.sub("", stem(word))


@lru_cache(maxsize=50_000)
def content(rendering: str) -> tuple[str, ...]:
    """The stems of a rendering without words of grammar; all where there are no others."""
    found = [word.stem for word in words(rendering)]
    kept = tuple(word for word in found if word not in grammar())
    return kept or tuple(found)


def present(rendering: Sequence[str], text: Sequence[Word]) -> tuple[int, int] | None:
    """Where all words of a rendering stand close together, in any order: first and last + 1.

    Of several such places the shortest.
    """
    wanted = set(rendering)
    if not wanted:
        return None
    longest = 2 * len(wanted) + _SLACK
    last: dict[str, int] = {}
    best: tuple[int, int] | None = None
    for place, word in enumerate(text):
        if word.stem not in wanted:
            continue
        last[word.stem] = place
        if len(last) == len(wanted):
            first = min(last.values())
            size = place + 1 - first
            if size <= longest and (best is None or size < best[1] - best[0]):
                best = first, place + 1
    return best
