"""What the readers of aligned texts give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

SCORE = 1.0  #: people or their tools aligned the units, and nothing here doubts that


@dataclass(frozen=True, slots=True)
class Unit:
    """What corresponds in the languages of a file.

    Attributes:
        texts: by language, in the order of the file; by what the file calls it, as "tlh" or
            "column B", where the language is not known. A text that is "" is none.
        score: as of `align.model.Bead`.
        is_untranslated: the file has a place for the missing side, and nothing there or what is
            no translation: a copy, or what is marked so.
    """

    texts: Mapping[str, str]
    score: float = SCORE
    is_untranslated: bool = False


@dataclass(frozen=True, slots=True)
class Couple:
    """A unit in two languages; "" where a side has nothing. The attributes are those of `Unit`."""

    source: str
    target: str
    score: float = SCORE
    is_untranslated: bool = False
