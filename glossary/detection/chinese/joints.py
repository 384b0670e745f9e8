"""Where Chinese terms begin, end and go on: three odds for each joint between two units.

A maximum-entropy model (Berger, Della Pietra and Della Pietra 1996) over the words, their tags by
both segmentations and the marks on both sides of a joint. It bounds the candidates, so that the
ranker is asked of forms that may be terms and not of every run of words; and as it reads context,
it tells the ranker more than the form itself does. It is fitted by bench/terms.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from glossary.detection.chinese.atoms import TAGS, Atoms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Floats = NDArray[np.float64]

#: What is told of each joint.
BEGINS, ENDS, GOES_ON = range(3)
_LONGEST: Final = 4  #: characters that units are told apart by

#: The features of a joint, each by what it joins: w the word, t its tag in context, j its tag by
#: jieba, n its length, c its character at the joint, g the marks before it, b which segmentations
#: see a boundary; of the units -2, -1 before and 0, 1 after the joint. Gaps are named by the unit
#: that they stand before.
TEMPLATES: Final = tuple(
    tuple((part[0], int(part[1:])) for part in template.split())
    for template in (
        "g0", "w-1", "w0", "t-1 g0", "t0 g0", "j-1", "j0", "t-1 g0 t0", "t-2 g-1 t-1", "t0 g1 t1",
        "t-1 g0 t0 g1 t1", "t-2 g-1 t-1 g0 t0", "w-1 g0 t0", "t-1 g0 w0", "j-1 g0 j0", "b0",
        "b0 t-1 t0", "c-1", "c0", "n-1 g0", "n0 g0", "n-1 n0 g0", "w1 g1", "w-2 g-1",
        "g1 g0 g-1", "n0 n1 g0 g1", "n-2 n-1 g0 g-1",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Joints:
    """The model.

    Attributes:
        bias: log odds before anything is known.
        weights: for each template the values of its parts with what they add to the three odds.
    """

    bias: tuple[float, ...]
    weights: tuple[Mapping[tuple[str, ...], Sequence[float]], ...]

    def odds(self, atoms: Atoms) -> Floats:
        """Log odds that a term begins, ends and goes on before each unit, shape (3, units)."""
        import numpy as np

        columns = Columns(atoms)
        found = np.repeat(np.array(self.bias)[:, None], len(atoms.which), axis=1)
        for template, weights in zip(TEMPLATES, self.weights, strict=True):
            coded = ((columns.coded(template, value), own) for value, own in weights.items())
            known = sorted((code, *own) for code, own in coded if code is not None)
            if not known:
                continue
            codes = np.array([code for code, *_ in known], np.int64)
            added = np.array([own for _, *own in known]).T
            asked = columns.codes(template)
            place = np.minimum(np.searchsorted(codes, asked), len(codes) - 1)
            hit = codes[place] == asked
            found[:, hit] += added[:, place[hit]]
        return found


class Columns:
    """What is told of units, as numbers; parts of templates are numbers of mixed radix."""

    def __init__(self, atoms: Atoms) -> None:
        import numpy as np

        self._atoms = atoms
        words = atoms.words
        self._words = {word: number for number, word in enumerate(words)}
        characters: dict[str, int] = {}
        ends = [[characters.setdefault(w[at], len(characters)) for w in words] for at in (0, -1)]
        self._characters = characters
        length = np.minimum([len(word) for word in words], _LONGEST)
        self._columns = {
            "w": (atoms.which, len(words)),
            "t": (atoms.tags, len(TAGS)),
            "j": (atoms.plain, len(TAGS)),
            "n": (length[atoms.which], _LONGEST + 1),
            "g": (atoms.gaps, 8),
            "b": (atoms.begins, 4),
            "first": (np.array(ends[0])[atoms.which], len(characters)),
            "last": (np.array(ends[1])[atoms.which], len(characters)),
        }
        self._names = {name: number for number, name in enumerate(TAGS)}

    def codes(self, template: Sequence[tuple[str, int]]) -> Numbers:
        """A number for each joint."""
        import numpy as np

        size = len(self._atoms.which)
        found = np.zeros(size, np.int64)
        for kind, shift in template:
            column, radix = self._columns[_column(kind, shift)]
            # Beyond the first and last edge stand further edges.
            places = np.clip(np.arange(size) + shift, 0, size - 1)
            found = found * radix + column[places]
        return found

    def coded(self, template: Sequence[tuple[str, int]], value: Sequence[str]) -> int | None:
        """The number of a value that was kept; None where the texts have no such word."""
        found = 0
        for (kind, shift), part in zip(template, value, strict=True):
            if kind == "w":
                number = self._words.get(part)
            elif kind == "c":
                number = self._characters.get(part)
            elif kind in "tj":
                number = self._names.get(part)
            else:
                number = int(part)
            if number is None:
                return None
            found = found * self._columns[_column(kind, shift)][1] + number
        return found

    def value(self, template: Sequence[tuple[str, int]], code: int) -> tuple[str, ...]:
        """The parts of a number, as they are kept."""
        found: list[str] = []
        characters = list(self._characters)
        for kind, shift in reversed(template):
            code, number = divmod(code, self._columns[_column(kind, shift)][1])
            names: Any = {"w": self._atoms.words, "c": characters, "t": TAGS, "j": TAGS}.get(kind)
            found.append(str(number) if names is None else names[number])
        return tuple(reversed(found))


def _column(kind: str, shift: int) -> str:
    if kind == "c":
        return "last" if shift < 0 else "first"
    return kind


def from_lines(lines: Iterator[str]) -> Joints:
    """A model as it is kept: a line with the bias, then a line a feature.

    A line has the template's number, the three weights in hundredths, and the values of its parts,
    with tabs between.
    """
    bias = tuple(int(number) / 100 for number in next(lines).split("\t"))
    weights: list[dict[tuple[str, ...], tuple[float, ...]]] = [{} for _ in TEMPLATES]
    for line in lines:
        template, first, second, third, *value = line.rstrip("\n").split("\t")
        own = int(first) / 100, int(second) / 100, int(third) / 100
        weights[int(template)][tuple(part or "\n" for part in value)] = own
    return Joints(bias, tuple(weights))


def to_lines(model: Joints) -> Iterator[str]:
    """The lines of `from_lines`; features that add nothing are left out."""
    yield "\t".join(str(round(100 * number)) for number in model.bias)
    for template, weights in enumerate(model.weights):
        for value, own in weights.items():
            added = [round(100 * number) for number in own]
            if any(added):
                parts = (part.replace("\n", "") for part in value)
                yield "\t".join((str(template), *map(str, added), *parts))


@cache
def shipped_joints() -> Joints:
    """The model in the package."""
    file = resources.files("glossary") / "weights" / "joints.tsv"
    return from_lines(iter(file.read_text("utf-8").splitlines()))
