"""The relations of a concept with the concepts at their other ends."""

from __future__ import annotations

from dataclasses import dataclass

from glossary.model import LIVE, Concept, RelationKind, RelationStatus
from glossary.store.database.rows import by_id
from glossary.store.glossary import Glossary
from glossary.store.searching.relations import links_of


@dataclass(frozen=True, slots=True)
class Related:
    """A concept that another one has a relation to, or that has one to it.

    Attributes:
        is_owner: the relation is that of this concept to the other one.
    """

    kind: RelationKind
    concept: Concept
    status: RelationStatus
    is_owner: bool

    @property
    def said(self) -> str:
        """What the one is to this concept, in words: "superseded by"."""
        return self.kind.inverse if self.is_owner else str(self.kind)


def related_concepts(glossary: Glossary, concept: Concept) -> list[Related]:
    """The concepts that a concept has relations to or that have some to it, by kind.

    Those that people approved come before those that the glossary shows, which are proposed. What
    people denied and what is no longer in the glossary, or rejected, is left out.

    Raises:
        GlossaryError: the glossary cannot be read.
    """
    with glossary.reading() as connection:
        links = links_of(connection, concept)
        ends = {each.owner for each in links} | {each.relation.target for each in links}
        concepts = by_id(connection, sorted(ends - {concept.id}))
    kinds = list(RelationKind)
    found = [
        Related(relation.kind, other, relation.status, is_owner=link.owner != concept.id)
        for link in links
        for relation in [link.relation]
        for other in [concepts.get(relation.target if link.owner == concept.id else link.owner)]
        if other is not None
        and other.status in LIVE
        and relation.status is not RelationStatus.DENIED
    ]
    return sorted(
        found,
        key=lambda each: (
            kinds.index(each.kind),
            each.is_owner,
            each.status is RelationStatus.PROPOSED,
        ),
    )
