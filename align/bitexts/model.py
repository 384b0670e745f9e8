"""What the readers of aligned texts give."""

from __future__ import annotations

from dataclasses import dataclass, field

SCORE = 1.0  #: people or their tools aligned the units, and nothing here doubts that


@dataclass(frozen=True, slots=True)
class Unit:
    """What corresponds in both languages; "" where a side has nothing.

    Attributes:
        score: as of `align.model.Bead`.
        is_untranslated: the file has something in the place of the missing side that is no
            translation: a copy, or what is marked so.
    """

    zh: str
    en: str
    score: float = SCORE
    is_untranslated: bool = False


@dataclass(frozen=True, slots=True)
class Remarks:
    """What people are told of a file that is read, each in words that may follow its name.

    Attributes:
        said: what it was taken for, and what in it is doubtful.
        losses: what of it was not read.
    """

    said: list[str] = field(default_factory=list)
    losses: list[str] = field(default_factory=list)
