"""The history of what people name, of concepts too that are no longer there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from glossary.model import Concept, Revision
from glossary.store.database import schema
from glossary.store.database.rows import revisions_of, sound_revisions
from glossary.store.glossary import Glossary
from glossary.store.searching.names import concepts_named


@dataclass(frozen=True, slots=True)
class ConceptHistory:
    """A concept and what was done to it, oldest first; `concept` is None where it is gone."""

    concept_id: str
    concept: Concept | None
    revisions: tuple[Revision, ...]


def concept_histories(glossary: Glossary, name: str) -> list[ConceptHistory]:
    """The history of every concept that a term or id names; where none does, of those that did.

    The latter are concepts that were merged into others, or whose making was undone.
    """
    with glossary.reading() as connection:
        (found,) = concepts_named(connection, [name])
        here: dict[str, Concept | None] = {concept.id: concept for concept in found.concepts}
        ids = here or dict.fromkeys(_departed(connection, name.strip()))
        return [
            ConceptHistory(concept_id, concept, revisions)
            for concept_id, concept in ids.items()
            if (revisions := tuple(revisions_of(connection, concept_id)))
        ]


def latest(glossary: Glossary, limit: int) -> list[Revision]:
    """The newest revisions of the whole glossary, oldest first."""
    table = schema.revision
    with glossary.reading() as connection:
        rows = connection.execute(select(table).order_by(table.c.number.desc()).limit(limit))
        return list(sound_revisions(connection, rows))[::-1]


def _departed(connection: Connection, name: str) -> Iterator[str]:
    """The ids of concepts that have gone and that a name named when they went."""
    table = schema.revision
    query = select(table).where(table.c.after.is_(None)).order_by(table.c.number)
    for revision in sound_revisions(connection, connection.execute(query)):
        last = revision.before
        if revision.concept_id == name or (last and any(term.text == name for term in last.terms)):
            yield revision.concept_id
