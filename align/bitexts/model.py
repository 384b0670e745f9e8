"""What the readers of aligned texts give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from align.text import storable

SCORE = 1.0  #: people or their tools aligned the units, and nothing here doubts that


_LONGEST = 100  #: characters of a name that are kept


def named(identifier: str | None, number: int) -> str:
    """The name of a unit: by its id in the file, or by its number where it has none.

    >>> named("s12", 3), named(None, 3)
    ('segment s12', 'unit 3')
    """
    plain = " ".join(storable(identifier or "").split())[:_LONGEST]
    return f"segment {plain}" if plain else f"unit {number}"


@dataclass(frozen=True, slots=True)
class Unit:
    """What corresponds in the languages of a file.

    Attributes:
        texts: by language, in the order of the file; by what the file calls it, as "tlh" or
            "column B", where the language is not known. A text that is "" is none.
        score: as of `align.model.Bead`.
        is_untranslated: the file has a place for the missing side, and nothing there or what is
            no translation: a copy, or what is marked so.
        name: what the program that the file is for shows beside it, with what it is: "segment 12",
            "row 3"; "" for nothing. Two units that differ in this alone are equal.
    """

    texts: Mapping[str, str]
    score: float = SCORE
    is_untranslated: bool = False
    name: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Couple:
    """A unit in two languages; "" where a side has nothing. The attributes are those of `Unit`."""

    source: str
    target: str
    score: float = SCORE
    is_untranslated: bool = False
    name: str = field(default="", compare=False)
