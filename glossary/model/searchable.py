"""What lookup asks of a collection of concepts, be it a database or a list in memory."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from align.model import Language
from glossary.model.concepts import Concept, ConceptStatus, TermStatus


class Form(StrEnum):
    """The forms of a term under which it can be found."""

    KEY = "key"
    PINYIN = "pinyin"
    INITIALS = "initials"


class How(StrEnum):
    """How a form relates to what is searched."""

    EQUAL = "equal"
    PREFIX = "prefix"


class Where(StrEnum):
    """Where in a key something stands."""

    START = "start"
    WORD = "word"  #: where a word begins
    ANYWHERE = "anywhere"


class Indexed(StrEnum):
    """What is searched for what holds or resembles something."""

    DENSE = "dense"  #: the keys of languages whose characters are words or syllables
    SPACED = "spaced"  #: the keys of the other languages
    SPELLED = "spelled"  #: `glossary.language.spelling` of keys of any language


def indexed(language: Language) -> Indexed:
    """Where the keys of a language are found."""
    # Lookup is to be quick where there is no third language, and load no profile.
    if language is Language.ZH or language is Language.EN:
        return Indexed.DENSE if language is Language.ZH else Indexed.SPACED
    return Indexed.DENSE if language.profile.cells == 2 else Indexed.SPACED


@dataclass(frozen=True, slots=True)
class TermHit:
    """A term that was found.

    Attributes:
        position: index among the terms of its concept.
        key: as in `glossary.model.keys`; its spelling where spellings were searched.
        length: of the form that was compared, in characters.
        tones: as in `glossary.language.chinese.pinyin.Spelling`; "" where it was not asked for, and
        for other languages.
        status: of the term.
        score: of the concept.
    """

    concept_id: str
    position: int
    language: Language
    text: str
    key: str
    length: int
    tones: str
    status: TermStatus
    score: float


class Termed(Protocol):
    """A collection of concepts whose terms are looked for in texts."""

    def keys(
        self, *, statuses: Collection[ConceptStatus] | None = None
    ) -> Iterator[tuple[Language, str, str]]:
        """Language, key and concept id of every term, concepts with the best scores first."""
        ...

    def with_ids(self, ids: Sequence[str]) -> list[Concept]:
        """The concepts with these ids, in this order; ids of none are passed over."""
        ...


class Searchable(Termed, Protocol):
    """A collection of concepts in which terms can be found; lengths are in characters."""

    def search(
        self,
        form: Form,
        how: How,
        value: str,
        *,
        language: Language | None = None,
        tones: str = "",
        statuses: Collection[ConceptStatus] | None = None,
        limit: int = 50,
    ) -> list[TermHit]:
        """The terms one of whose forms is or begins with `value`, shortest first.

        Args:
            tones: what the tones of the terms begin with.
        """
        ...

    def holding(
        self,
        value: str,
        where: Where,
        of: Indexed,
        *,
        language: Language | None = None,
        statuses: Collection[ConceptStatus] | None = None,
        limit: int = 50,
    ) -> list[TermHit]:
        """The terms whose keys or spellings hold `value`, shortest first.

        But in dense keys it has at least three letters within a word, and two where one begins.
        """
        ...

    def resembling(
        self,
        value: str,
        edits: int,
        of: Indexed,
        *,
        language: Language | None = None,
        statuses: Collection[ConceptStatus] | None = None,
    ) -> list[TermHit]:
        """The terms whose keys or spellings may be so many edits from `value`; to be checked."""
        ...
