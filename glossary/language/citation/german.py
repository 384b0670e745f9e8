"""German: the nominative without an article, whose adjectives take the strong endings.

The gender of a noun is told by its end; where that tells nothing, adjectives before it are left.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from align.model import Language
from align.word_lists import word_lists
from glossary.language.frequency import zipf

_STRONG = {"masculine": "er", "feminine": "e", "neuter": "es", "plural": "e"}
_OBLIQUE = "dative"
_ENDINGS = ("en", "em", "er", "es", "e")
_SHORTEST = 4  # letters of a word within a compound
_KNOWN = 2.5  # of a word on the Zipf scale
_CLEARLY = 0.3


def cited(form: str, language: Language) -> str | None:
    """The phrase in the nominative; None where a gender is not known."""
    words = form.split(" ")
    head = _head(words)
    if head is None:
        return form
    noun = words[head]
    gender = _gender(noun)
    if gender == _OBLIQUE:
        noun, gender = noun[:-1], "plural"
    elif gender != "plural":
        bare = _without_genitive(noun, language)
        gender, noun = _gender(bare) or gender, bare
    before = words[:head]
    if any(map(_is_modifier, before)):
        if gender is None or _may_be_either(noun, before):
            return None
        made = _agreeing(before, _STRONG[gender], language)
        if made is None:
            return None
        before = made
    return " ".join((*before, noun, *words[head + 1 :]))


def _may_be_either(noun: str, before: list[str]) -> bool:
    """Whether neither the noun nor adjectives say singular or plural: kleinen Unternehmen."""
    alike = word_lists(__package__ or "", "german")["alike"].words
    return noun.lower().endswith(alike) and not any(word.endswith(("em", "es")) for word in before)


def _head(words: list[str]) -> int | None:
    """The number of the noun that adjectives before it agree with."""
    for number, word in enumerate(words):
        if not word[:1].isupper() or word.endswith("-"):
            continue
        after = words[number + 1 :]
        if after and _is_modifier(word) and (after[0][:1].isupper() or _leads_to_noun(after)):
            continue
        return number
    return None


def _leads_to_noun(words: list[str]) -> bool:
    """Whether adjectives, and then a noun, follow a word."""
    joints = word_lists(__package__ or "", "german")["joints"].set
    for number, word in enumerate(words):
        if word[:1].isupper():
            return number > 0
        if not _is_modifier(word) and word not in joints:
            return False
    return False


def _is_modifier(word: str) -> bool:
    """Whether a word may be an adjective before its noun."""
    return word.endswith(_ENDINGS) and len(word) > _SHORTEST


def _is_inflected(word: str) -> bool:
    """Whether a word before a noun has an ending that says its case; Pekinger has none."""
    uninflected = word_lists(__package__ or "", "german")["uninflected"].set
    is_of_a_town = word[0].isupper() and word.endswith("er")
    return _is_modifier(word) and word not in uninflected and not is_of_a_town


def _agreeing(words: list[str], ending: str, language: Language) -> list[str] | None:
    """Adjectives with the strong ending; None where others stand among them."""
    lists = word_lists(__package__ or "", "german")
    made = []
    for number, word in enumerate(words):
        bare = word.rstrip(",")
        is_superlative = number > 0 and words[number - 1] == "am"
        if bare in lists["joints"].set or word.endswith("-"):
            made.append(word)
        elif bare in language.profile.function_words:
            return None
        elif is_superlative or not _is_inflected(bare):
            made.append(word)
        else:
            stem = bare[: -len(next(filter(bare.endswith, _ENDINGS)))]
            made.append(stem + ending + word[len(bare) :])
    return made


@cache
def _genders() -> Mapping[str, str]:
    lists = word_lists(__package__ or "", "german")
    return {word: name for name in (*_STRONG, _OBLIQUE) for word in lists[name].words}


def _gender(noun: str) -> str | None:
    lower, known = noun.lower(), _genders()
    ends = (lower[start:] for start in range(len(lower)))
    return next((known[end] for end in ends if end in known), None)


def _without_genitive(noun: str, language: Language) -> str:
    """A noun without the ending of the genitive, where it is a word without it."""
    if not noun.endswith("s"):
        return noun
    for cut in (2, 1):
        has_genitive = _gender(noun[:-cut]) in ("masculine", "neuter")
        if noun[-cut:] in ("es", "s") and has_genitive and _gender(noun) is None:
            return noun[:-cut]
    lower = noun.lower()
    for start in range(len(lower) - _SHORTEST):
        whole, bare = zipf(lower[start:], language), zipf(lower[start:-1], language)
        if max(whole, bare) >= _KNOWN:
            return noun[:-1] if bare > whole + _CLEARLY else noun
    return noun
