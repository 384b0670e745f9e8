"""The words of a text in any language, told apart by what they do to a term around them.

No tagger is asked: words of grammar are told by lists (`terms.toml` of the language), all others by
how rare they are in general language, and by what their vectors say of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from align.model import Language
from glossary.language.citation.clitics import bare
from glossary.language.lists import has_lists, lists
from glossary.language.repetition import without_repetition

#: What a token is. Words of grammar that no list names are "other"; those with a meaning of their
#: own are "word".
KINDS = (
    "word", "number", "determiner", "preposition", "conjunction", "link", "other",
    "stop", "comma", "quote", "joint",
)  # fmt: skip
KIND = {name: number for number, name in enumerate(KINDS)}
#: What a term may begin and end with.
CONTENT = frozenset(("word", "number"))
#: What no term goes across.
BARRIERS = frozenset(("stop", "comma", "quote"))

_STOPS = frozenset(".;:!?()[]{}—–…/|。；：！？（）؛؟")
_COMMAS = frozenset(",，、،")
_QUOTES = frozenset('“”"‘’«»„「」『』《》〈〉‹›')
#: Lists of words of grammar, and what they make of a word; the first that has it counts.
_LISTS = (
    ("linking", "link"),
    ("conjunctions", "conjunction"),
    ("determiners", "determiner"),
    ("prepositions", "preposition"),
)


@dataclass(frozen=True, slots=True)
class Token:
    """A token of what a segment says: `reading.text[start:end] == text`."""

    text: str
    start: int
    end: int
    kind: str

    @property
    def lower(self) -> str:
        return self.text.lower()


def tokens(text: str, language: Language) -> list[Token]:
    """The tokens of a reading."""
    return [
        Token(text[start:end], start, end, kind(text[start:end].lower(), language))
        for start, end in language.profile.split(without_repetition(text))
    ]


@lru_cache(maxsize=1 << 17)
def kind(lower: str, language: Language) -> str:
    """What a token in lower case is, one of `KINDS`."""
    first = lower[0]
    if not first.isalnum():
        if first in _STOPS:
            return "stop"
        if first in _COMMAS:
            return "comma"
        return "quote" if first in _QUOTES else "joint"
    known = lists(language, "terms") if has_lists(language, "terms") else {}
    for name, told in _LISTS:
        if name in known and lower in known[name].set:
            return told
    if lower in language.profile.function_words:
        return "other"
    return "number" if first.isdigit() else "word"


def content(text: str, language: Language) -> Iterator[str]:
    """The normal forms of the words of a text that are no words of grammar."""
    return (normal(each, language) for each in tokens(text, language) if each.kind in CONTENT)


def normal(token: Token, language: Language) -> str:
    """What the inflected forms of a word share, and those that Arabic writes a clitic to."""
    return language.profile.normal(bare(token.text, language))


def key(text: str, language: Language) -> str:
    """What inflections of a term, and its spellings with and without blanks, share."""
    return "".join(content(text, language)) or text.lower()
