"""The forms of Chinese texts with their places, in columns.

A text of a megabyte has several hundred thousand forms, most of them met once. An object for each,
and one for each of its places and words, would take several times the memory of columns, and most
of the time in which they are judged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from sys import intern
from typing import TYPE_CHECKING, Any, Final

from glossary.detection.chinese.atoms import TAGS, AtomPlace, Atoms, joined, shifts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.integer[Any]]
    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]


#: What a run stands in or is, added.
QUOTED, TITLED, NAMED = 1, 2, 4
#: What a joint is asked, in the order of `glossary.detection.chinese.joints`.
_BEGINS, _ENDS = 0, 1
#: Places of no more runs than this are kept of several texts: memory stays bounded.
_MOST: Final = 20_000_000
_COLUMNS: Final = ("firsts", "lasts", "starts", "ends", "marks")


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """The well-bounded runs of units of texts, in the order of the text.

    Attributes:
        atoms, odds: as of `Spans`.
        firsts, lasts, starts, ends: of each run, as of `Spans`.
        marks: `QUOTED`, `TITLED` and `NAMED`.
    """

    atoms: Atoms
    odds: Floats
    firsts: Numbers
    lasts: Numbers
    starts: Numbers
    ends: Numbers
    marks: Numbers

    def sharing_words(self) -> Runs:
        """The same, with each word that other texts have, too, in memory once."""
        atoms = replace(self.atoms, words=[*map(intern, self.atoms.words)])
        return replace(self, atoms=atoms)

    @classmethod
    def joined(cls, texts: list[Runs]) -> Runs:
        """Those of several texts, which are taken out and numbered in their order.

        Of too many the best bounded: marks and the user's dictionary bound as well as anything.
        """
        import numpy as np

        if len(texts) == 1:
            return texts.pop()
        every = [text.atoms for text in texts]
        units, characters = shifts(every)
        columns = {name: [getattr(text, name) for text in texts] for name in _COLUMNS}
        odds = [text.odds[:, bool(number) :] for number, text in enumerate(texts)]
        texts.clear()

        def column(name: str, by: Sequence[int]) -> Numbers:
            parts = columns.pop(name)  # all but one column are in memory once
            moved = (part + part.dtype.type(more) for part, more in zip(parts, by, strict=True))
            return np.concatenate([*moved]) if parts else np.zeros(0, np.int32)

        atoms = joined(every)
        every.clear()
        whole = np.concatenate(odds, axis=1) if odds else np.zeros((3, 1))
        odds.clear()
        made = cls(
            atoms,
            whole,
            column("firsts", units),
            column("lasts", units),
            column("starts", characters),
            column("ends", characters),
            column("marks", [0] * len(units)),
        )
        return made if len(made.firsts) <= _MOST else made._best(_MOST)

    def _best(self, count: int) -> Runs:
        """So many of them, the best bounded."""
        import numpy as np

        odds = np.minimum(self.odds, 0)
        score = odds[_BEGINS, self.firsts] + odds[_ENDS, self.lasts]
        score[self.marks > 0] = 0
        kept = np.sort(np.argsort(-score, kind="stable")[:count])
        return Runs(self.atoms, self.odds, *(getattr(self, name)[kept] for name in _COLUMNS))

    def by_form(self) -> Spans:
        """The places with those of each form together, forms in the order of their numbers."""
        import numpy as np

        order, begins = self._order()
        bounds, marks = np.append(begins, len(order)).astype(np.int32), self.marks[order]

        def counted(mark: int) -> Numbers:
            before = np.zeros(len(marks) + 1, np.int32)
            np.cumsum((marks & mark) > 0, out=before[1:])
            found: Numbers = before[bounds[1:]] - before[bounds[:-1]]
            return found

        return Spans(
            self.atoms, self.odds, self.firsts[order], self.lasts[order],
            self.starts[order], self.ends[order], bounds,
            counted(QUOTED), counted(TITLED), counted(NAMED) > 0,
        )  # fmt: skip

    def _order(self) -> tuple[Numbers, Numbers]:
        """The places by their forms, and where each form begins among them."""
        import numpy as np

        from glossary.corpora.hashing import code_points, span_hashes

        hashes = span_hashes(code_points(self.atoms.characters), self.starts, self.ends)
        order = np.argsort(hashes, kind="stable").astype(np.int32)
        hashes = hashes[order]
        return order, np.flatnonzero(np.append(True, hashes[1:] != hashes[:-1])[: len(hashes)])


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
