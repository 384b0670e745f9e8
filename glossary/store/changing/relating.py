"""Relations between concepts as people say them: one is said, or taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from align.errors import GlossaryError
from glossary.model import Concept, Relation, RelationKind, RelationStatus
from glossary.model.changes import name
from glossary.model.relations import pair_of, related, without
from glossary.store.glossary import Glossary
from glossary.store.searching.links import Link
from glossary.store.searching.relations import links_of
from glossary.store.writing.concepts import Attribution, Change, put, require_unchanged


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says of a relation of a concept to its target.

    Attributes:
        holds: whether there is one.
    """

    concept: Concept
    kind: RelationKind
    target: Concept
    holds: bool = True


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
    return bool(say(glossary, [Said(concept, kind, target)], who=who, why=why))


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
    return bool(say(glossary, [Said(concept, kind, target, holds=False)], who=who, why=why))


def say(glossary: Glossary, said: Sequence[Said], *, who: str, why: str = "") -> list[str]:
    """Say several things at one go; returned are the ids of the concepts that this changed.

    Raises:
        ConceptConflictError, GlossaryError: as `relate` and `unrelate`; nothing was done.
    """
    before = {each.id: each for one in said for each in (one.concept, one.target)}
    after = dict(before)
    changed: dict[str, None] = {}
    with glossary.writing() as connection:
        for one in said:
            do = _related if one.holds else _unrelated
            made = do(connection, after[one.concept.id], one.kind, after[one.target.id])
            after |= made
            changed |= dict.fromkeys(made)
        old = [before[each] for each in changed]
        require_unchanged(connection, old)
        changes = [Change(each, after[each.id]) for each in old]
        if changes:
            put(connection, changes, Attribution(who, "relate", why))
    return list(changed)


def _related(
    connection: Connection, concept: Concept, kind: RelationKind, target: Concept
) -> dict[str, Concept]:
    """Both with a relation; none where that is said already."""
    if concept.id == target.id:
        raise GlossaryError(f"{name(concept)} has no relation to itself", "name another concept")
    known = _known(connection, concept, kind, target)
    if known is not None and known.relation.status is RelationStatus.APPROVED:
        return {}
    if kind is not RelationKind.SEE_ALSO:
        other = _known(connection, target, kind, concept)
        if other is not None and other.relation.status is RelationStatus.APPROVED:
            raise GlossaryError(
                f"people have said the reverse: {name(target)}: {kind} {name(concept)}",
                "take that back first: tifa relate --remove",
            )
    return _with(_without(known, concept, target), concept.id, Relation(kind, target.id))


def _unrelated(
    connection: Connection, concept: Concept, kind: RelationKind, target: Concept
) -> dict[str, Concept]:
    """Both without a relation, which is denied where the glossary shows it; none without one."""
    known = _known(connection, concept, kind, target)
    if known is None or known.relation.status is RelationStatus.DENIED:
        return {}
    bare = _without(known, concept, target)
    shown = known.relation.status is RelationStatus.PROPOSED or any(
        each.ends == known.ends and each.relation.status is RelationStatus.PROPOSED
        for each in links_of(connection, bare[concept.id])
    )
    denial = Relation(kind, target.id, RelationStatus.DENIED)
    return _with(bare, concept.id, denial) if shown else bare


def _with(both: dict[str, Concept], owner: str, relation: Relation) -> dict[str, Concept]:
    own = both[owner]
    return both | {owner: replace(own, relations=related(own.relations, [relation]))}


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
