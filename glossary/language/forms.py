"""Texts and terms in the forms in which they are compared for annotation.

The texts are readings (`align.normalise`), and every form knows where its characters stand in one.
A form joins what `glossary.model.keys` joins: compatibility forms, case, quotation marks, script
and hyphens.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from align.english import base, trimmed
from align.model import Language
from glossary.model.keys import APOSTROPHES, QUOTES, compatible, key, simplified

#: An English word, or what stands between two and is more than a blank, hyphen or quotation mark.
_TOKEN = re.compile("[0-9a-zß-ɏ]+|[^\\s0-9a-zß-ɏ\\-\"'()\\[\\]]+")
#: What may stand within a Chinese term.
_WITHIN = re.compile("[\"']+|\\s+")
#: What may stand between the words of a term.
_WITHIN_WORDS = frozenset("\"'()[]・·")
_DASHES = re.compile("-+")
_LEFT = 3  #: letters of a word that is left when what is written to it is taken off
_CLAUSE = re.compile(r"[^，。；：！？、\n]+|[，。；：！？、\n]+")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text with width and case folded.

    Attributes:
        origins: where each of its characters stands in the original.
    """

    text: str
    origins: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a part that is not empty stands in the original."""
        return self.origins[start], self.origins[end - 1] + 1


@dataclass(frozen=True, slots=True)
class FormToken:
    """A word, or punctuation that parts words.

    Attributes:
        number: an English word with its regular plural taken off, others in their normal form.
        base: an English word with the endings of verbs taken off; equal for "deepen" and
            "deepening". Of others the normal form without what a language writes to words before
            them, as Arabic its "and", "for" and "the".
        start, end: in the original text.
    """

    number: str
    base: str
    start: int
    end: int


def fold(text: str) -> Folded:
    """The text with NFKC and case folded character by character."""
    table = {character: _compatible(character) for character in set(text)}
    if all(len(made) == 1 for made in table.values()):
        same_length = {ord(character): made for character, made in table.items()}
        return Folded(text.translate(same_length), range(len(text)))
    parts, origins = [], []
    for place, character in enumerate(text):
        made = table[character]
        parts.append(made)
        origins.extend([place] * len(made))
    return Folded("".join(parts), origins)


@lru_cache(maxsize=100_000)
def _compatible(character: str) -> str:
    return compatible(character)


def chinese(folded: Folded) -> Folded:
    """The text as keys of Chinese terms have it: simplified, without blanks and quotation marks."""
    kept: list[str] = []
    origins: list[int] = []
    last = 0
    for gap in [*_WITHIN.finditer(folded.text), None]:
        start = gap.start() if gap else len(folded.text)
        kept.append(folded.text[last:start])
        origins.extend(folded.origins[last:start])
        last = gap.end() if gap else start
    return Folded(_simplified(_DASHES.sub(_dashes, "".join(kept))), origins)


def _dashes(run: re.Match[str]) -> str:
    """As many characters as there were; more than one are punctuation and no hyphen."""
    return "-" if len(run[0]) == 1 else "—" * len(run[0])


def _simplified(text: str) -> str:
    """The text in simplified characters and as long as it was."""
    made = simplified(text)
    if len(made) == len(text):
        return made
    return "".join(_of_same_length(clause) for clause in _CLAUSE.findall(text))


def _of_same_length(clause: str) -> str:
    made = simplified(clause)
    if len(made) == len(clause):
        return made
    return "".join(one if len(one := simplified(each)) == 1 else each for each in clause)


def has_quotes(text: str) -> bool:
    """Whether there are quotation marks in a text."""
    return any(character in QUOTES or character in APOSTROPHES for character in text)


def tokens(folded: Folded) -> list[FormToken]:
    """The English words of a text and what parts them."""
    found = []
    for match in _TOKEN.finditer(folded.text):
        span = folded.span(match.start(), match.end())
        found.append(FormToken(key(match[0], Language.EN), base(match[0]), *span))
    return found


def words(key_of_term: str) -> list[str]:
    """The words of the key of an English term, each without its plural."""
    return [key(word, Language.EN) for word in _TOKEN.findall(key_of_term)]


def normal_words(folded: Folded, language: Language) -> list[FormToken]:
    """The words of a text in any language in their normal form, and what parts them."""
    profile = language.profile
    text = folded.text.replace("-", " ")  # as keys have it
    found = []
    for start, end in profile.split(text):
        if not _WITHIN_WORDS.issuperset(text[start:end]):
            word = text[start:end]
            normal, bare = profile.normal(word), profile.normal(_bare(word, language))
            found.append(FormToken(normal, bare, *folded.span(start, end)))
    return found


def normal_form(key_of_term: str, language: Language) -> list[str]:
    """The words of the key of a term in any language in their normal form."""
    return [token.number for token in _of_key(key_of_term, language)]


def base_form(key_of_term: str, language: Language) -> list[str]:
    """The same without what is written to words before them."""
    return [token.base for token in _of_key(key_of_term, language)]


def _of_key(key_of_term: str, language: Language) -> list[FormToken]:
    return normal_words(Folded(key_of_term, range(len(key_of_term))), language)


def _bare(word: str, language: Language) -> str:
    """A word without what is written to it, where enough is left to tell it."""
    lists = language.profile.lists
    if "prefixes" not in lists:
        return word
    rest = word
    for each in lists["joining"].words:
        if rest.startswith(each) and len(rest) - len(each) >= _LEFT:
            rest = rest.removeprefix(each)
    for each in lists["prefixes"].words:  # a single letter is one behind "and" alone
        if rest.startswith(each) and len(rest) - len(each) >= _LEFT and (each[1:] or rest != word):
            return rest.removeprefix(each)
    return rest


def content_words(key_of_term: str, language: Language) -> list[str]:
    """The words of the key of a term in their normal form, those of grammar aside.

    English ones have all their words, each without its plural.
    """
    if language is Language.EN:
        return words(key_of_term)
    return language.profile.content(key_of_term)


def as_bases(singular: Sequence[str]) -> list[str]:
    """Words of a term as the bases of verbs.

    Tense stays, so that "developing" in a term is not taken for "develop" or "developed".
    """
    return list(map(trimmed, singular))
