"""Words as renderings are compared in any language, whatever their inflection, case and hyphens."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate

from align.english import grammar
from align.model import Language
from glossary.language.english import stems as english
from glossary.language.forms import fold

_HYPHENS = "-‐‑"
#: Words that may stand between those of a rendering, beside as many as it has itself: "reform of
#: the rural land system" has those of "rural land system reform".
_SLACK = 4


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text; parts at hyphens are words of their own.

    Attributes:
        stem: what it shares with its inflected forms; of numbers their digits.
        start, end: characters in the text that it is a word of.
    """

    stem: str
    start: int
    end: int


def words(text: str, language: Language) -> list[Word]:
    """The words of a text."""
    if language is Language.EN:
        return [Word(*found) for found in english.words(text)]
    folded = fold(text)
    plain = folded.text
    for hyphen in _HYPHENS:
        plain = plain.replace(hyphen, " ")
    return [
        Word(stem, *folded.span(start, end))
        for start, end in language.profile.split(plain)
        if any(map(str.isalnum, plain[start:end])) and (stem := _stem(plain[start:end], language))
    ]


@lru_cache(maxsize=200_000)
def _stem(word: str, language: Language) -> str:
    number = language.profile.number(word)
    return f"{number:g}" if number is not None else language.profile.normal(word)


@cache
def empty(language: Language) -> frozenset[str]:
    """Stems of words that alone render no term, and these words themselves."""
    own = language.profile.function_words
    if language is Language.EN:
        return grammar() | own
    return own | {_stem(word, language) for word in own}


@lru_cache(maxsize=50_000)
def content(rendering: str, language: Language) -> tuple[str, ...]:
    """The stems of a rendering without words of grammar; all where there are no others."""
    found = [word.stem for word in words(rendering, language)]
    ignored = grammar() if language is Language.EN else empty(language)
    return tuple(word for word in found if word not in ignored) or tuple(found)


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


def standing(rendering: str, text: Sequence[Word], language: Language) -> tuple[int, int] | None:
    """Where a rendering stands in the words of a text: first and last + 1.

    Where no blank parts words, or particles are written to them, these are cut by how likely they
    are, which depends on what stands around them; there its characters in their order count too.
    """
    at = present(content(rendering, language), text)
    if at is not None or language.profile.cells == 1:
        return at
    wanted = "".join(word.stem for word in words(rendering, language))
    joined = "".join(word.stem for word in text)
    start = joined.find(wanted) if wanted else -1
    if start < 0:
        return None
    ends = list(accumulate(len(word.stem) for word in text))
    return bisect_right(ends, start), bisect_left(ends, start + len(wanted)) + 1
