"""Relations between concepts as people say them: one is said, or taken back."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from align.errors import GlossaryError
from glossary.model import Concept, Relation, RelationKind, RelationStatus
from glossary.model.changes import name
from glossary.model.relations import pair_of, related, without
from glossary.store.glossary import Glossary
from glossary.store.searching.relations import Link, links_of
from glossary.store.writing.concepts import Attribution, Change, put, require_unchanged


def relate(
    glossary: Glossary,
    concept: Concept,
    kind: RelationKind,
    target: Concept,
    *,
    who: str,
    why: str = "",
) -> bool:
    """Say that a concept has a relation to another; returned is whether that was not said before.

    Both get a revision, so that programs do not join either with another concept from then on.

    Raises:
        ConceptConflictError: one of them was changed since it was read; nothing was done.
        GlossaryError: they are one concept, or it is said the other way round.
    """
    if concept.id == target.id:
        raise GlossaryError(f"{name(concept)} has no relation to itself", "name another concept")
    new = Relation(kind, target.id)
    with glossary.writing() as connection:
        known = _known(connection, concept, kind, target)
        if known is not None and known.relation.status is RelationStatus.APPROVED:
            return False
        if new.kind is not RelationKind.SEE_ALSO:
            other = _known(connection, target, kind, concept)
            if other is not None and other.relation.status is RelationStatus.APPROVED:
                raise GlossaryError(
                    f"{name(target)} is said to be {kind} {name(concept)}",
                    "take that back first: tifa relate --remove",
                )
        changes = _without(known, concept, target)
        own = changes[concept.id]
        changes[concept.id] = replace(own, relations=related(own.relations, [new]))
        _put(connection, (concept, target), changes, Attribution(who, "relate", why))
    return True


def unrelate(
    glossary: Glossary,
    concept: Concept,
    kind: RelationKind,
    target: Concept,
    *,
    who: str,
    why: str = "",
) -> bool:
    """Take a relation back; returned is whether there was one.

    What the glossary shows besides is denied, so that it is not proposed again.

    Raises:
        ConceptConflictError: one of them was changed since it was read; nothing was done.
    """
    with glossary.writing() as connection:
        known = _known(connection, concept, kind, target)
        if known is None or known.relation.status is RelationStatus.DENIED:
            return False
        changes = _without(known, concept, target)
        bare = links_of(connection, changes[concept.id])
        shown = known.relation.status is RelationStatus.PROPOSED or any(
            each.ends == known.ends and each.relation.status is RelationStatus.PROPOSED
            for each in bare
        )
        if shown:
            own = changes[concept.id]
            denial = Relation(kind, target.id, RelationStatus.DENIED)
            changes[concept.id] = replace(own, relations=related(own.relations, [denial]))
        _put(connection, (concept, target), changes, Attribution(who, "relate", why))
    return True


def _known(
    connection: Connection, concept: Concept, kind: RelationKind, target: Concept
) -> Link | None:
    """What is known of a relation between two concepts."""
    wanted = Link(concept.id, Relation(kind, target.id)).ends
    return next((each for each in links_of(connection, concept) if each.ends == wanted), None)


def _without(known: Link | None, concept: Concept, target: Concept) -> dict[str, Concept]:
    """Both concepts, by their ids, without what people said of the relation."""
    both = {concept.id: concept, target.id: target}
    if known is not None:
        kind, other = pair_of(known.relation)
        owner = both[known.owner]
        both[owner.id] = replace(owner, relations=without(owner.relations, kind, other))
    return both


def _put(
    connection: Connection,
    before: tuple[Concept, Concept],
    after: dict[str, Concept],
    attribution: Attribution,
) -> None:
    require_unchanged(connection, before)
    put(connection, [Change(each, after[each.id]) for each in before], attribution)
