"""What Japanese words in Han characters may sound like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice, product

from align.word_lists import word_lists

_HAN = re.compile("[\u3005\u4e00-\u9fff]")
#: Readings of a word that are told, and characters of a word that is read.
_MOST = 16
_LONGEST = 4


def readings(word: str) -> Iterator[str]:
    """The word with its Han characters read in the usual ways, the most usual ones first.

    Kana are left as they are. A word with a character whose reading is not known gives nothing.
    """
    if len(word) > _LONGEST or not _HAN.search(word):
        return iter((word,))
    known = _readings()
    sounds = [known.get(letter, ()) if _HAN.match(letter) else (letter,) for letter in word]
    most = max(2, int(_MOST ** (1 / len(word)) + 0.01))
    return map("".join, islice(product(*(each[:most] for each in sounds)), _MOST))


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    """By the characters as Japan and as simplified Chinese writes them."""
    from align.script import simplified_japanese

    known: dict[str, tuple[str, ...]] = {}
    for told in word_lists("align.languages", "readings")["japanese"].words:
        letter, _, sounds = told.partition(":")
        own = tuple(sounds.split(","))
        for form in (letter, simplified_japanese(letter)):
            known[form] = tuple(dict.fromkeys((*known.get(form, ()), *own)))
    return known
