"""The forms of Chinese texts with their places, in columns.

A text of a megabyte has several hundred thousand forms, most of them met once. An object for each,
and one for each of its places and words, would take several times the memory of columns, and most
of the time in which they are judged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
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

    @classmethod
    def joined(cls, texts: Sequence[Runs]) -> Runs:
        """Those of several texts, which are numbered in their order; of too many the best bounded.

        Marks and the user's dictionary bound as well as anything does.
        """
        import numpy as np

        if len(texts) == 1:
            return texts[0]
        atoms = joined([text.atoms for text in texts])
        if not texts:
            none = np.zeros(0, np.int32)
            return cls(atoms, np.zeros((3, 1)), none, none, none, none, none)
        units, characters = shifts([text.atoms for text in texts])
        odds = [text.odds[:, bool(number) :] for number, text in enumerate(texts)]
        pairs = [*zip(texts, units, characters, strict=True)]
        made = cls(
            atoms,
            np.concatenate(odds, axis=1),
            np.concatenate([text.firsts + by for text, by, _ in pairs]),
            np.concatenate([text.lasts + by for text, by, _ in pairs]),
            np.concatenate([text.starts + by for text, _, by in pairs]),
            np.concatenate([text.ends + by for text, _, by in pairs]),
            np.concatenate([text.marks for text in texts]),
        )
        return made if len(made.firsts) <= _MOST else made._best(_MOST)

    def _best(self, count: int) -> Runs:
        """So many of them, the best bounded."""
        import numpy as np

        odds = np.minimum(self.odds, 0)
        score = odds[_BEGINS, self.firsts] + odds[_ENDS, self.lasts]
        score[self.marks > 0] = 0
        kept = np.sort(np.argsort(-score, kind="stable")[:count])
        columns = (self.firsts, self.lasts, self.starts, self.ends, self.marks)
        return Runs(self.atoms, self.odds, *(column[kept] for column in columns))

    def by_form(self) -> Spans:
        """The places with those of each form together, forms in the order of their numbers."""
        import numpy as np

        from glossary.corpora.hashing import code_points, span_hashes

        hashes = span_hashes(code_points(self.atoms.characters), self.starts, self.ends)
        order = np.argsort(hashes, kind="stable")
        hashes = hashes[order]
        begins = np.flatnonzero(np.append(True, hashes[1:] != hashes[:-1])[: len(hashes)])
        del hashes
        bounds, marks = np.append(begins, len(order)), self.marks[order]

        def counted(mark: int) -> Numbers:
            before: Numbers = np.append(0, np.cumsum((marks & mark) > 0))
            found: Numbers = before[bounds[1:]] - before[bounds[:-1]]
            return found

        return Spans(
            self.atoms, self.odds, self.firsts[order], self.lasts[order],
            self.starts[order], self.ends[order], bounds,
            counted(QUOTED), counted(TITLED), counted(NAMED) > 0,
        )  # fmt: skip


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
