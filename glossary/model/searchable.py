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
    WORD = "word"  #: where an English word begins
    ANYWHERE = "anywhere"


@dataclass(frozen=True, slots=True)
class TermHit:
    """A term that was found.

    Attributes:
        position: index among the terms of its concept.
        key: as in `glossary.model.keys`.
        length: of the form that was compared, in characters.
        tones: as in `glossary.language.chinese.pinyin.Spelling`; "" where it was not asked for, and
        for English.
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
        language: Language,
        *,
        statuses: Collection[ConceptStatus] | None = None,
        limit: int = 50,
    ) -> list[TermHit]:
        """The terms whose keys hold `value`, shortest first.

        In English within a word it has at least three letters, and where a word begins two.
        """
        ...

    def resembling(
        self,
        value: str,
        edits: int,
        language: Language,
        *,
        statuses: Collection[ConceptStatus] | None = None,
    ) -> list[TermHit]:
        """The terms whose keys may be within so many edits of `value`; to be checked."""
        ...
