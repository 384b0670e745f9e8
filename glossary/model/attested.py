"""The glossary with what its documents say of it: what an exported file is made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from align.languages import CHINESE_ENGLISH, languages
from align.model import Language
from glossary.model.concepts import Concept
from glossary.model.documents import StoredDocument

#: The languages that every file has a place for.
BOTH: Set[Language] = frozenset(CHINESE_ENGLISH)


@dataclass(frozen=True, slots=True)
class Attestation:
    """What one document says of a concept.

    Attributes:
        document: the id of the `StoredDocument`.
        frequency: occurrences of the concept; 0 in a translation, which repeats its original.
        forms: occurrences of each form, by language and text.
    """

    document: int
    frequency: int
    forms: Mapping[tuple[Language, str], int]


@dataclass(frozen=True, slots=True)
class Entry:
    """A concept and the documents that attest it, in the order of their ids."""

    concept: Concept
    attestations: tuple[Attestation, ...] = ()


@dataclass(frozen=True, slots=True)
class Material:
    """What a glossary file is made from.

    Attributes:
        entries: read once, in their order; a generator where the glossary is large.
        documents: those that are in use, by id.
        of_terms, of_contexts: the languages that terms and contexts of the entries are in.
        linked: the ids of the entries that others have relations to.
    """

    entries: Iterable[Entry]
    documents: Mapping[int, StoredDocument]
    of_terms: Set[Language] = BOTH
    of_contexts: Set[Language] = BOTH
    linked: Set[str] = frozenset()

    @property
    def concepts(self) -> Iterator[Concept]:
        """The concepts of the entries, which this reads."""
        return (entry.concept for entry in self.entries)

    @property
    def columns(self) -> tuple[Language, ...]:
        """The languages that a table of terms has a place for: Chinese, English, then others."""
        return _with_both(self.of_terms)

    @property
    def context_columns(self) -> tuple[Language, ...]:
        """The languages that a table of the contexts has a place for."""
        return _with_both(self.of_contexts)


def _with_both(had: Set[Language]) -> tuple[Language, ...]:
    return tuple(each for each in languages() if each in had | BOTH)


def bare(concepts: Iterable[Concept], had: Set[Language] | None = None) -> Material:
    """Concepts without documents, as a reference or a test has them.

    Args:
        had: the languages that they are in, where they are to be read once; None: told by them.
    """
    if had is not None:
        return Material(map(Entry, concepts), {}, had, had)
    concepts = tuple(concepts)
    return Material(
        map(Entry, concepts),
        {},
        {term.language for each in concepts for term in each.terms},
        {side.language for each in concepts for place in each.contexts for side in place.sides},
        {each.id for each in concepts},
    )
