"""What is seen of an English phrase in a text, and the candidate that it makes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from align.model import Language, SegmentedDocument
from glossary.detection.english.kinds import kind
from glossary.detection.guidance import as_named
from glossary.model import Candidate, Kind, Occurrence
from glossary.ranking import Reasons

#: The word and the tag of what is beyond a segment.
EDGE = (".", ".")


@dataclass(slots=True)
class Gathered:
    """What was seen of one phrase, by its normalised words.

    Attributes:
        places: (document number, segment, start, end) of each occurrence.
        quoted, formula, named: occurrences in quotation marks, as numeric formulas, capitalised.
        inside: occurrences that do not open a segment, where a capital says something.
        listed: occurrences that the user's dictionary names.
        beside: the words before and after each occurrence that tokens make up, each followed by
            its tag; a mark at the edge of a segment.
    """

    surfaces: Counter[str] = field(default_factory=Counter)
    places: list[tuple[int, int, int, int]] = field(default_factory=list)
    quoted: int = 0
    formula: int = 0
    named: int = 0
    inside: int = 0
    listed: int = 0
    beside: list[tuple[str, str, str, str]] = field(default_factory=list)

    @property
    def name_share(self) -> float:
        return self.named / self.inside if self.inside else 0.0


def candidate_of(
    item: Gathered,
    why: Reasons,
    probability: float,
    documents: Sequence[SegmentedDocument],
) -> Candidate:
    """What was gathered of a phrase as a candidate, with the evidence for it."""
    surfaces = tuple(surface for surface, _ in item.surfaces.most_common())
    named = bool(item.inside) and item.named * 2 > item.inside
    guess = kind(surfaces[0], named=named)
    places = tuple(
        Occurrence(documents[number].document.source, segment, start, end)
        for number, segment, start, end in sorted(item.places)
    )
    candidate = Candidate(
        Language.EN,
        surfaces[0],
        surfaces,
        places,
        Kind.NUMERIC if item.formula else guess,
        why,
        probability,
    )
    return as_named(candidate) if item.listed else candidate
