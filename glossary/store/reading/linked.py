"""The relations of concepts, as files show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from sqlalchemy import ColumnElement, Connection, select

from glossary.model import (
    LIVE,
    Concept,
    RelationStatus,
    StoredDocument,
    Term,
    languages_of,
    preferred,
)
from glossary.model.attested import Linked, Saying
from glossary.store.database import schema
from glossary.store.database.rows import by_id, chunks
from glossary.store.searching.links import Link
from glossary.store.searching.shown import all_links


class Related:
    """The relations of concepts, found of all of them when those of the first are asked for."""

    def __init__(
        self,
        connection: Connection,
        documents: Mapping[int, StoredDocument],
        which: Sequence[ColumnElement[bool]],
    ) -> None:
        self._connection, self._documents, self._which = connection, documents, which

    def __call__(self, concept: Concept) -> tuple[Linked, ...]:
        return tuple(
            Linked(each.relation, terms, each.relation.target in self._held, self._saying(each))
            for each in self._links.get(concept.id, ())
            if (terms := self._terms.get(each.relation.target)) is not None
        )

    @cached_property
    def _links(self) -> Mapping[str, Sequence[Link]]:
        return {
            owner: [each for each in links if each.relation.status is not RelationStatus.DENIED]
            for owner, links in all_links(self._connection).items()
        }

    @cached_property
    def _terms(self) -> dict[str, tuple[Term, ...]]:
        """The terms to use of the live concepts at other ends."""
        found: dict[str, tuple[Term, ...]] = {}
        targets = {each.relation.target for links in self._links.values() for each in links}
        for part in chunks(sorted(targets)):
            for other in by_id(self._connection, part).values():
                if other.status in LIVE:
                    used = (preferred(other.terms, each) for each in languages_of(other.terms))
                    found[other.id] = tuple(filter(None, used))
        return found

    @cached_property
    def _held(self) -> frozenset[str]:
        query = select(schema.concept.c.id).where(*self._which)
        return frozenset(self._connection.scalars(query))

    def _saying(self, link: Link) -> Saying | None:
        place = link.place
        if place is None or place.document not in self._documents:
            return None
        return Saying(self._documents[place.document], place.segment, place.text)
