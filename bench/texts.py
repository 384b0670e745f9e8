"""Development texts with gold beads: read, with passages left out, and cut into folds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from align import encoders
from align.model import Language
from align.progress import silent
from align.sentences.band import Band
from align.sentences.features import View, blocks, names
from align.sentences.types import KINDS
from align.sentences.views import look
from bench.crf import Stretch, stretches
from bench.pairs import Pair, beads, sides

FOLDS = 6
OMISSIONS = 50


@dataclass(frozen=True, slots=True)
class Text:
    """A document pair with gold, and the features of all beads in its band.

    Attributes:
        values: shape (cells, kinds, features).
        valid: shape (cells, kinds).
        origin: the number of each source sentence in the whole text, shape (n,).
        view: the vectors of both documents by the encoder that is measured.
    """

    name: str
    gold: tuple[Pair, ...]
    counts: tuple[int, int]
    band: Band
    values: np.ndarray
    valid: np.ndarray
    origin: np.ndarray
    view: View

    @property
    def is_novel(self) -> bool:
        return self.name.startswith("mac-")


def read(folder: Path, encoder: encoders.Encoder) -> tuple[Text, Text]:
    """A pair from its folder, and the same with parts of it left out."""
    lines, gold = sides(folder), beads(folder / "gold.align")
    whole = text(folder.name, lines, gold, range(len(lines[0])), encoder)
    kept, left, origin = with_omissions(lines, gold, sum(folder.name.encode()))
    return whole, text(folder.name, kept, left, origin, encoder)


def text(
    name: str,
    lines: tuple[list[str], list[str]],
    gold: Sequence[Pair],
    origin: Sequence[int],
    encoder: encoders.Encoder,
) -> Text:
    """The features of a document pair."""
    pair = look(*lines, (Language.ZH, Language.EN), encoder, silent)
    band = pair.band
    values = np.zeros((band.size, len(KINDS), len(names(len(pair.views)))), dtype=np.float32)
    valid = np.zeros((band.size, len(KINDS)), dtype=bool)
    for block in blocks(pair):
        values[block.cells] = block.values.transpose(2, 1, 0)
        valid[block.cells] = block.valid.T
    counts = len(lines[0]), len(lines[1])
    return Text(name, tuple(gold), counts, band, values, valid, np.array(origin), pair.views[-1])


def with_omissions(
    lines: tuple[list[str], list[str]], gold: Sequence[Pair], seed: int
) -> tuple[tuple[list[str], list[str]], list[Pair], list[int]]:
    """A pair without some passages of either side, its gold, and its sources' former numbers.

    Development texts are whole; those that people bring are not always. About every fiftieth bead
    begins a passage of 2 to 20 beads of which one side is left out.
    """
    generator = np.random.default_rng(seed)
    out: list[int | None] = []
    left_out, side = 0, 0
    for _ in gold:
        if left_out:
            left_out -= 1
        elif generator.random() < 1 / OMISSIONS:
            left_out, side = int(generator.integers(2, 21)), int(generator.integers(2))
        out.append(side if left_out else None)
    return without(lines, gold, out)


def without(
    lines: tuple[list[str], list[str]], gold: Sequence[Pair], out: Sequence[int | None]
) -> tuple[tuple[list[str], list[str]], list[Pair], list[int]]:
    """A pair without one side of some beads, its gold, and its sources' former numbers.

    Args:
        out: of each bead the side that is left out, 0 or 1, or None.
    """
    kept: tuple[list[str], list[str]] = [], []
    found: list[Pair] = []
    origin: list[int] = []
    for bead, side in zip(gold, out, strict=True):
        sides_now = []
        for number, (texts, indices) in enumerate(zip(lines, bead, strict=True)):
            some = () if number == side else indices
            sides_now.append(tuple(range(len(kept[number]), len(kept[number]) + len(some))))
            kept[number].extend(texts[index] for index in some)
            origin.extend(some if number == 0 else ())
        if all(sides_now):
            found.append((sides_now[0], sides_now[1]))
        else:
            found.extend(((index,), ()) for index in sides_now[0])
            found.extend(((), (index,)) for index in sides_now[1])
    return kept, found, origin


@dataclass(slots=True)
class Count:
    """Beads that are right, proposed and wanted."""

    right: int = 0
    proposed: int = 0
    wanted: int = 0

    def add(self, gold: Iterable[Pair], found: Iterable[Pair]) -> None:
        one, other = set(gold), set(found)
        self.right += len(one & other)
        self.wanted += len(one)
        self.proposed += len(other)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(self.wanted + self.proposed, 1)


def fold(text: Text, size: int, number: int) -> range | None:
    """The source sentences of the whole text of `size` that a fold leaves out, or None."""
    if text.is_novel:
        return range(size) if int(text.name[-3:]) % FOLDS == number else None
    return range(round(number * size / FOLDS), round((number + 1) * size / FOLDS))


def outside(text: Text, out: range | None) -> list[tuple[Text, Stretch]]:
    """The stretches of a text of which no source sentence is in the range of the whole text."""
    parts = [(text, part) for part in stretches(text.gold)]
    if out is None:
        return parts
    inside = np.isin(text.origin, out)
    return [(text, part) for _, part in parts if not inside[part.start[0] : part.stop[0]].any()]


def within(text: Text, pairs: Iterable[Pair], out: range) -> list[Pair]:
    """The beads that begin in the range; those without source by the bead before them."""
    found, last = [], 0
    for source, target in pairs:
        last = source[0] if source else last
        if text.origin[last] in out:
            found.append((source, target))
    return found
