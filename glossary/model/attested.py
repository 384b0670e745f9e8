"""The glossary with what its documents say of it: what an exported file is made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from align.model import Language
from glossary.model.concepts import Concept
from glossary.model.documents import StoredDocument


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
    """

    entries: Iterable[Entry]
    documents: Mapping[int, StoredDocument]

    @property
    def concepts(self) -> Iterator[Concept]:
        """The concepts of the entries, which this reads."""
        return (entry.concept for entry in self.entries)


def bare(concepts: Iterable[Concept]) -> Material:
    """Concepts without documents, as a reference or a test has them."""
    return Material(map(Entry, concepts), {})
