"""What the readers of aligned texts give."""

from __future__ import annotations

from dataclasses import dataclass

SCORE = 1.0  #: people or their tools aligned the units, and nothing here doubts that


@dataclass(frozen=True, slots=True)
class Unit:
    """What corresponds in both languages; "" where a side has nothing.

    Attributes:
        score: as of `align.model.Bead`.
        is_untranslated: the file has a place for the missing side, and nothing there or what is
            no translation: a copy, or what is marked so.
    """

    zh: str
    en: str
    score: float = SCORE
    is_untranslated: bool = False
