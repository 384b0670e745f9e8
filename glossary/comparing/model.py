"""What a comparison of two sets of texts finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from glossary.model import Kind

#: Names of bodies, meetings and laws: every month has new ones, so that they are listed apart.
NAMES = frozenset({Kind.INSTITUTION, Kind.MEETING, Kind.LAW})
#: Of the differences that are called sure at most this share is by chance.
RATE = 0.05


class Change(StrEnum):
    """What became of a formulation."""

    NEW = "new"  #: it stands in none of the earlier texts
    GONE = "gone"  #: it stands in none of the later texts
    MORE = "more"
    LESS = "less"


class Unit(StrEnum):
    """What is counted."""

    DOCUMENTS = "documents"
    SENTENCES = "sentences"


@dataclass(frozen=True, slots=True)
class FormChange:
    """A formulation that stands oftener in one set of texts than in the other.

    Attributes:
        score: the probability that it is a term of art.
        before, after: how many units of the earlier and the later texts have it.
        strength: `glossary.corpora.association.log_likelihood` of the two counts, without sign.
        chance: the share of differences at least as strong that are by chance (the q-value of
            Benjamini and Hochberg, Controlling the False Discovery Rate, 1995).
        surprise: by what the list is ordered: its strength, weighed by the probabilities that it
            is a term and that it is a formulation, and by the share of its sentences in which other
            terms stand.
        example: a sentence that has it.
        source: the document of the example.
    """

    form: str
    kind: Kind
    change: Change
    score: float
    before: int
    after: int
    strength: float
    chance: float
    surprise: float
    example: str
    source: str

    @property
    def is_sure(self) -> bool:
        """Whether it is among the differences of which at most `RATE` are by chance."""
        return self.chance <= RATE


@dataclass(frozen=True, slots=True)
class Alteration:
    """A formulation that became another.

    Attributes:
        old, new: the two forms.
        likeness: of their sentences without them, between 0 and 1.
        old_sentence, new_sentence: the two that are most alike.
    """

    old: str
    new: str
    likeness: float
    old_sentence: str
    new_sentence: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is new, gone, more and less frequent in the later of two sets of texts.

    Attributes:
        unit: what is counted: documents where either set has enough of them, else sentences.
        before, after: how many units either set has.
        tested: how many forms were compared.
        forms: by surprise within each change.
        altered: the most alike first.
    """

    unit: Unit
    before: int
    after: int
    tested: int
    forms: tuple[FormChange, ...]
    altered: tuple[Alteration, ...]

    def of(self, change: Change, *, names: bool = False) -> tuple[FormChange, ...]:
        """The formulations, or the names, with that change, the most surprising first."""
        return tuple(
            each for each in self.forms if each.change is change and (each.kind in NAMES) == names
        )
