"""Arabic and Korean, where words of grammar are written as one with the word that they go with."""

from __future__ import annotations

from functools import cache, lru_cache

from align.model import Language
from align.word_lists import word_lists
from glossary.language.frequency import zipf

_STRETCH = "\u0640"  # of an Arabic line, which says nothing
_LEAST = 1.5  #: on the Zipf scale: what stands alone is a word that is written now and then


def bare(word: str, language: Language) -> str:
    """A word without the conjunctions and prepositions that are written as one with it."""
    return _without(word.replace(_STRETCH, ""), language, "before")


def cited(form: str, language: Language) -> str | None:
    """The phrase without what is written as one with its first or its last word."""
    first, blank, rest = form.replace(_STRETCH, "").partition(" ")
    form = _without(first, language, "before") + blank + rest
    start, blank, last = form.rpartition(" ")
    return start + blank + _without(last, language, "after")


@lru_cache(maxsize=1 << 16)
def _without(word: str, language: Language, side: str) -> str:
    """A word without the clitics of a side, where it is the likelier word without them."""
    for clitic, instead in _clitics(language, side):
        if side == "before" and word.startswith(clitic):
            made = instead + word[len(clitic) :]
        elif side == "after" and word.endswith(clitic):
            made = word[: len(word) - len(clitic)] + instead
        else:
            continue
        if zipf(made, language) > max(zipf(word, language), _LEAST):
            return _without(made, language, side)
    return word


@cache
def _clitics(language: Language, side: str) -> list[tuple[str, str]]:
    """Clitics, the longest first, and what is written in their place."""
    lists = word_lists(__package__ or "", "clitics")
    name = f"{language}_{side}"
    if name not in lists:
        return []
    values = lists[name].values
    return sorted(((each, str(to)) for each, to in values.items()), key=lambda each: -len(each[0]))
