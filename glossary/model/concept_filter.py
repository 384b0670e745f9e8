"""Which concepts of a glossary are meant: few rather than many."""

from __future__ import annotations

from dataclasses import dataclass

from glossary.model.concepts import Kind
from glossary.model.documents import EVERY_DOCUMENT, DocumentFilter


@dataclass(frozen=True, slots=True)
class ConceptFilter:
    """Which concepts are meant; what is empty leaves none out.

    Attributes:
        least: their least score, 0 to 1.
        kinds: any of these.
        documents: some of their evidence comes from a document that is among these.
        top: no more than so many of those that all else leaves: the best scores, to a hundredth,
            and of these the most used. None for all.
        ids: only these; None for all.
    """

    least: float = 0.0
    kinds: tuple[Kind, ...] = ()
    documents: DocumentFilter = EVERY_DOCUMENT
    top: int | None = None
    ids: frozenset[str] | None = None


#: Of the concepts none is left out.
EVERY_CONCEPT = ConceptFilter()
