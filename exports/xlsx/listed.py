"""What stands in one row of a sheet: a concept, a term or a context, with what documents say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from exports.derived import UNDERIVED, Derived
from glossary.model import Concept, Context, StoredDocument, Term
from glossary.model.attested import Entry, Linked


@dataclass(frozen=True, slots=True)
class Listed:
    """A concept with what its documents say of it, and where its contexts begin.

    Attributes:
        row, context_row: its row in Glossary, and the first one in Contexts; 0 where it has none.
        derived: what nobody typed of its terms.
        related: its relations to others.
    """

    entry: Entry
    documents: Mapping[int, StoredDocument]
    row: int = 0
    context_row: int = 0
    derived: Derived = UNDERIVED
    related: Sequence[Linked] = ()

    @property
    def concept(self) -> Concept:
        return self.entry.concept

    @property
    def dates(self) -> list[str]:
        """When its documents are from, the first first; those that say so."""
        found = (self.documents.get(each.document) for each in self.entry.attestations)
        return sorted(document.dated for document in found if document and document.dated)


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term in the row of its concept."""

    listed: Listed
    term: Term

    @property
    def concept(self) -> Concept:
        return self.listed.entry.concept

    @property
    def documents(self) -> str:
        """Where it stands, a document a line with its number of occurrences."""
        found = []
        for attestation in self.listed.entry.attestations:
            count = attestation.forms.get((self.term.language, self.term.text))
            document = self.listed.documents.get(attestation.document)
            if count and document:
                found.append(f"{document.source} ({count})")
        return "\n".join(found)


@dataclass(frozen=True, slots=True)
class RelatedRow:
    """A relation in the row of its concept."""

    listed: Listed
    related: Linked

    @property
    def concept(self) -> Concept:
        return self.listed.entry.concept


@dataclass(frozen=True, slots=True)
class ContextRow:
    """A context in the row of its concept."""

    listed: Listed
    context: Context

    @property
    def concept(self) -> Concept:
        return self.listed.entry.concept
