"""Words as they are compared: width, case and script made alike.

A word is cut to 64 characters: what is longer is no word, and has to cost no more than one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from functools import cache

from align.languages.language import Language
from align.script import simplified, simplified_japanese

_LONGEST = 64


def _list(words: str) -> tuple[str, ...]:
    return tuple(words.split())


#: Marks of the two languages that stand for each other.
MARKS = {
    "。": ".", "、": ",", "《": '"', "》": '"', "“": '"', "”": '"', "「": '"', "」": '"',
    "『": '"', "』": '"', "``": '"', "''": '"', "‘": "'", "’": "'", "—": "--", "——": "--",
    "–": "--", "…": "...", "……": "...", "......": "...",
}  # fmt: skip

#: English words of magnitude and the Chinese characters that say the same in a number.
SCALES = {
    "dozen": "十", "hundred": "百", "thousand": "千万", "million": "万亿", "billion": "亿",
    "trillion": "万", "percent": "%", "%": "%",
}  # fmt: skip


def form_of(language: Language) -> Callable[[Sequence[str]], list[str]]:
    """What gives the normal forms of words of a language."""
    if language is Language.ZH:
        return chinese
    return japanese if language == "ja" else plain


@cache
def roles_of(language: Language) -> dict[str, tuple[str, ...]]:
    """What words of grammar in normal form say: see `Profile.roles`."""
    form = form_of(language)
    found: dict[str, list[str]] = {}
    for role, words in language.profile.roles.items():
        for word in dict.fromkeys(form(words)):
            found.setdefault(word, []).append(role)
    return {word: tuple(roles) for word, roles in found.items()}


def plain(words: Sequence[str]) -> list[str]:
    """Words in compatibility form (NFKC) and lower case."""
    return [_plain(word) for word in words]


def japanese(words: Sequence[str]) -> list[str]:
    """The same with Han characters as simplified Chinese writes them."""
    return [simplified_japanese(_plain(word)) for word in words]


def chinese(words: Sequence[str]) -> list[str]:
    """Chinese words in compatibility form, lower case and simplified characters."""
    own = plain(words)
    # One call, as each costs more than the conversion of a word.
    converted = simplified("\n".join(own)).split("\n")
    return converted if len(converted) == len(own) else own


def is_mark(word: str) -> bool:
    """Whether a word is punctuation."""
    return not any(character.isalnum() for character in word)


def digits(value: float) -> str:
    """The significant digits of a number: 15 million and 1500万 share theirs."""
    return f"{value:.6f}".replace(".", "").strip("0") or "0"


def _plain(word: str) -> str:
    cut = word[:_LONGEST]
    if not cut.isascii():
        # Converters are C++ over UTF-8 and refuse lone surrogates.
        cut = cut.encode("utf-8", "replace").decode("utf-8")
        cut = unicodedata.normalize("NFKC", cut)[:_LONGEST]
    return " ".join(cut.lower().split())
