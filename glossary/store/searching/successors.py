"""Numeric formulas that grew out of others: 三个自信, then 四个自信."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import permutations

from sqlalchemy import Connection, func, select

from align.model import Language
from glossary.formulas.known import counting, member_lists
from glossary.model import Concept, RelationKind
from glossary.model.documents import first_day, last_day
from glossary.store.database import schema
from glossary.store.searching.links import Link


def successors_among(connection: Connection, concepts: Iterable[Concept]) -> Iterator[Link]:
    """The formulas among concepts that have the members of an older one of their unit, and more."""
    units: dict[tuple[Language, str], list[_Whole]] = defaultdict(list)
    for concept in concepts:
        whole = _whole(concept)
        if whole is not None:
            units[whole.unit].append(whole)
    for own in units.values():
        for small, large in permutations(own, 2):
            if small.keys < large.keys and _before(connection, small.concept, large.concept):
                yield Link.proposed(large.concept, RelationKind.SUPERSEDES, small.concept)


@dataclass(frozen=True, slots=True)
class _Whole:
    """A formula with a list of all its members.

    Attributes:
        concept: its id.
        unit: what it counts, and in which language.
        keys: as in `glossary.formulas.known.MemberList`.
    """

    concept: str
    unit: tuple[Language, str]
    keys: frozenset[str]


def _whole(concept: Concept) -> _Whole | None:
    formula = counting(concept)
    if formula is None or len(formula.parts) > 1 or not formula.head:
        return None
    keys = (
        each.keys
        for each in member_lists(concept)
        if each.language is formula.language and each.count == formula.count
    )
    found = next(keys, None)
    return _Whole(concept.id, (formula.language, formula.head), found) if found else None


def _before(connection: Connection, first: str, second: str) -> bool:
    """Whether the documents of one concept begin before those of another."""
    ends = [_first_use(connection, each) for each in (first, second)]
    return all(ends) and last_day(ends[0]) < first_day(ends[1])


def _first_use(connection: Connection, concept_id: str) -> str:
    document, evidence = schema.document, schema.evidence
    query = (
        select(func.min(document.c.dated))
        .join(evidence, evidence.c.document_id == document.c.id)
        .where(
            evidence.c.concept_id == concept_id,
            document.c.dated != "",
            document.c.withdrawn.is_(None),
        )
    )
    return str(connection.scalar(query) or "")
