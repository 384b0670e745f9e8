"""The forms of Chinese texts with their places, in columns.

A text of a megabyte has several hundred thousand forms, most of them met once. An object for each,
and one for each of its places and words, would take several times the memory of columns, and most
of the time in which they are judged.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from glossary.detection.chinese.atoms import TAGS, AtomPlace, Atoms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Spans:
    """All forms found. Places of one form stand together, in the order of the text.

    Attributes:
        atoms: the units of the texts.
        odds: for each joint, before a unit, those of `glossary.detection.chinese.joints`, shape (3,
        units).
        firsts, lasts: for each place, its first unit and last unit + 1.
        starts, ends: for each place, its characters; marks of its units may be with them.
        bounds: for each form, where its places begin; last, how many places there are.
        quoted, titled: for each form, how often it stands in such marks.
        named: for each form, whether it is in the user's dictionary.
    """

    atoms: Atoms
    odds: Floats
    firsts: Numbers
    lasts: Numbers
    starts: Numbers
    ends: Numbers
    bounds: Numbers
    quoted: Numbers
    titled: Numbers
    named: Flags

    def __len__(self) -> int:
        """How many forms there are."""
        return len(self.bounds) - 1

    @property
    def size(self) -> int:
        """Units of all texts."""
        return self.atoms.size

    @cached_property
    def frequencies(self) -> Numbers:
        """How many places each form has."""
        import numpy as np

        return np.diff(self.bounds)

    def form(self, number: int) -> str:
        """How a form reads."""
        place = self.bounds[number]
        return self.atoms.characters[self.starts[place] : self.ends[place]]

    def places(self, number: int) -> list[AtomPlace]:
        """Where a form stands, in the order of the text."""
        own = slice(self.bounds[number], self.bounds[number + 1])
        spans = zip(self.starts[own].tolist(), self.ends[own].tolist(), strict=True)
        return [self.atoms.place(start, end) for start, end in spans]

    def tags(self, number: int) -> tuple[str, ...]:
        """The tags of a form's units where it stands first."""
        place = self.bounds[number]
        own = self.atoms.tags[self.firsts[place] : self.lasts[place]]
        return tuple(TAGS[tag] for tag in own.tolist())
