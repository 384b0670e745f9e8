"""What pairing gives: candidates with their renderings and where these stand."""

from __future__ import annotations

from dataclasses import dataclass

from glossary.model import Candidate


@dataclass(frozen=True, slots=True)
class Place:
    """Where a rendering stands: numbers of bitext, bead and its segment, characters."""

    bitext: int
    bead: int
    segment: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Rendering:
    """A phrase that renders a candidate.

    Attributes:
        text: its citation form, or where none is safe its most frequent surface form.
        places: where it stands as a rendering.
        match: mean agreement of word links, 0 to 1.
        likeness: cosine of the phrases' vectors.
        odds: mean log odds that it renders the candidate where it stands.
        forms: those in which it stands, most frequent first.
    """

    text: str
    places: tuple[Place, ...]
    match: float
    likeness: float
    odds: float = 0.0
    forms: tuple[str, ...] = ()

    @property
    def frequency(self) -> int:
        return len(self.places)


@dataclass(frozen=True, slots=True)
class Pairing:
    """A candidate with its renderings, most frequent first.

    Attributes:
        beads: (bitext, bead) of every occurrence that has a translation.
    """

    candidate: Candidate
    renderings: tuple[Rendering, ...]
    beads: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A phrase of a translation where it stands; it is counted under `key`, its `wording`."""

    key: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Option:
    """A phrase at one place, as one possible rendering of a candidate there.

    Attributes:
        match: how well the links of its words agree with the candidate, 0 to 1.
        like: cosine of its vector with the candidate's.
        odds: log odds that it is the rendering.
    """

    span: Span
    match: float
    like: float
    odds: float
