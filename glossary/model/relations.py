"""The relations of a concept changed: joined with those of another, or turned to an heir."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from glossary.model.concepts import Relation, RelationKind

Pair = tuple[RelationKind, str]


def pair_of(relation: Relation) -> Pair:
    """What a relation is told from others of its concept by."""
    return relation.kind, relation.target


def related(first: Iterable[Relation], second: Iterable[Relation]) -> tuple[Relation, ...]:
    """The relations of both; where both have one, it is as the first have it."""
    found = {pair_of(each): each for each in first}
    for each in second:
        found.setdefault(pair_of(each), each)
    return tuple(found.values())


def without(relations: Iterable[Relation], kind: RelationKind, target: str) -> tuple[Relation, ...]:
    """The relations but for one."""
    return tuple(each for each in relations if pair_of(each) != (kind, target))


def turned(relations: Iterable[Relation], gone: str, heir: str) -> tuple[Relation, ...]:
    """The relations where those to a concept that goes are to its heir."""
    ours = tuple(relations)
    moved = (replace(each, target=heir) for each in ours if each.target == gone)
    return related((each for each in ours if each.target != gone), moved)
