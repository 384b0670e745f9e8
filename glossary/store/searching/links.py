"""Relations between concepts with their two ends, and where a sentence says one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from glossary.model import Relation, RelationKind, RelationStatus

Ends = tuple[str, RelationKind, str]


class Place(NamedTuple):
    """Characters of a sentence of a stored document.

    Attributes:
        document: its id.
    """

    document: int
    segment: int
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Link:
    """A relation between two concepts.

    Attributes:
        owner: the id of the concept that has it to the target.
        place: where a sentence says it in so many words; None where none does.
    """

    owner: str
    relation: Relation
    place: Place | None = None

    @classmethod
    def proposed(
        cls, owner: str, kind: RelationKind, target: str, place: Place | None = None
    ) -> Link:
        """One that the glossary shows."""
        return cls(owner, Relation(kind, target, RelationStatus.PROPOSED), place)

    @property
    def ends(self) -> Ends:
        """What it is told from others by; "see also" is one in either direction."""
        kind, target = self.relation.kind, self.relation.target
        if kind is RelationKind.SEE_ALSO and target < self.owner:
            return target, kind, self.owner
        return self.owner, kind, target

    @property
    def pair(self) -> frozenset[str]:
        """The concepts at its ends."""
        return frozenset((self.owner, self.relation.target))


def joined(links: Iterable[Link]) -> list[Link]:
    """Each relation once, as the first has it, with the first place that is known.

    One that is proposed the other way round as well is left out: what shows it is mistaken one way.
    """
    found: dict[Ends, Link] = {}
    for each in links:
        known = found.setdefault(each.ends, each)
        if known.place is None and each.place is not None:
            found[each.ends] = replace(known, place=each.place)
    return [each for each in found.values() if _is_clear(each, found)]


def _is_clear(link: Link, found: dict[Ends, Link]) -> bool:
    kind, target, status = link.relation.kind, link.relation.target, link.relation.status
    if kind is RelationKind.SEE_ALSO or status is not RelationStatus.PROPOSED:
        return True
    reverse = found.get((target, kind, link.owner))
    return reverse is None or reverse.relation.status is RelationStatus.DENIED
