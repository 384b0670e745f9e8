"""Which documents use a concept, in which words, and since when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from align.model import Language
from glossary.model import StoredDocument
from glossary.store.documents.records import stored_documents
from glossary.store.writing.evidence import Evidence, evidence_of


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a concept in a document, and how often it stands there."""

    language: Language
    text: str
    frequency: int


@dataclass(frozen=True, slots=True)
class Usage:
    """How one document uses a concept.

    Attributes:
        forms: those that stand in it, the most frequent first.
    """

    document: StoredDocument
    forms: tuple[Form, ...]


def usages(connection: Connection, concept_id: str) -> tuple[Usage, ...]:
    """The documents that have a form of a concept, the oldest first, then those without a date."""
    evidence = evidence_of(connection, [concept_id])[concept_id]
    return used_in(stored_documents(connection, showing=concept_id), evidence)


def used_in(documents: Iterable[StoredDocument], evidence: Evidence) -> tuple[Usage, ...]:
    """Those of some documents that have a form of a concept, in the same order."""
    found = []
    for document in documents:
        share = evidence.get(document.id)
        forms = [
            Form(language, text, count)
            for (language, text), count in (share.forms.items() if share else ())
            if count
        ]
        if forms:
            forms.sort(key=lambda form: (-form.frequency, form.text))
            found.append(Usage(document, tuple(forms)))
    return tuple(
        sorted(
            found, key=lambda each: (not each.document.dated, each.document.dated, each.document.id)
        )
    )
