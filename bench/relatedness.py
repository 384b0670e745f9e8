"""Measure whether pairs that belong together are told from those that do not.

    python -m bench.relatedness DATA

DATA is the folder of development texts, a folder a pair with the files zh, en (a sentence a line)
and gold.align (a bead a line). Measured are every true pair, every mismatched pair of documents
(their first 150 sentences), every excerpt of ten consecutive beads and, for information, some of
other sizes and mismatched ones. Exit code 1 where a true pair or a ten-bead excerpt is refused, or
a mismatched pair accepted.

The aligner's weights were trained on these texts: on others true pairs score somewhat lower.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from align import encoders
from align.encoders import Runs, Vectors, runs
from align.model import Language
from align.relatedness import LEAST_MEAN, Evidence, evidence
from align.sentences import align
from bench.pairs import Pair, beads, document, folders_in, sides

LIMIT = 150
#: Beads of an excerpt; those of ten are all measured.
TEN = 10
SIZES = (5, TEN, 20)
#: Excerpts of other sizes from each document, and mismatched ones.
SAMPLES, MISMATCHED = 30, 10


@dataclass(frozen=True, slots=True)
class Text:
    """The sentences of two texts, and the indices of the beads that align them."""

    name: str
    zh: tuple[str, ...]
    en: tuple[str, ...]
    gold: tuple[Pair, ...]

    def excerpt(self, start: int, size: int) -> Text:
        """The sentences of some consecutive beads, in the order of the text."""
        beads = self.gold[start : start + size]
        zh = sorted(index for source, _ in beads for index in source)
        en = sorted(index for _, target in beads for index in target)
        return Text(
            f"{self.name}[{start}:{start + size}]",
            tuple(self.zh[index] for index in zh),
            tuple(self.en[index] for index in en),
            beads,
        )


class Remembering:
    """An encoder that encodes each sentence once, because each is in many of the pairs."""

    def __init__(self, encoder: encoders.Encoder) -> None:
        self._encoder = encoder
        self._rows: dict[str, int] = {}
        self._parts: Runs | None = None
        self.name, self.dimensions = encoder.name, encoder.dimensions

    def encode(self, texts: Sequence[str]) -> Vectors:
        return self._encoder.encode(texts)

    def learn(self, texts: Sequence[str]) -> None:
        """Encode all that will be asked for."""
        distinct = list(dict.fromkeys(texts))
        self._rows = {text: row for row, text in enumerate(distinct)}
        self._parts = runs(self._encoder, distinct)

    def runs(self, texts: Sequence[str]) -> Runs:
        assert self._parts is not None
        parts, rows = self._parts, [self._rows[text] for text in texts]
        return Runs(
            inner=parts.inner[rows],
            begin=None if parts.begin is None else parts.begin[rows],
            end=None if parts.end is None else parts.end[rows],
            lengths=parts.lengths[rows],
            head=parts.head,
        )


def read(folder: Path) -> Text:
    """A pair from its folder, its sentences as the aligner reads them."""
    zh, en = sides(folder)
    sources, targets = document(zh, Language.ZH).readings, document(en, Language.EN).readings
    return Text(folder.name, tuple(sources), tuple(targets), tuple(beads(folder / "gold.align")))


def judge(zh: Sequence[str], en: Sequence[str], encoder: encoders.Encoder) -> Evidence:
    """The evidence about two texts."""
    return evidence(align(document(zh, Language.ZH), document(en, Language.EN), encoder))


def excerpts(pairs: Sequence[Text], size: int, dice: random.Random) -> Iterator[Text]:
    """Excerpts with sentences on both sides."""
    for pair in pairs:
        starts: Sequence[int] = range(len(pair.gold) - size + 1)
        for start in starts if size == TEN else dice.sample(starts, SAMPLES):
            found = pair.excerpt(start, size)
            if found.zh and found.en:
                yield found


def report(title: str, found: Sequence[Evidence], *, related: bool) -> int:
    """Print the figures of some pairs; return how many were judged wrongly."""
    means = np.array([each.mean for each in found])
    wrong = sum(each.related is not related for each in found)
    spread = " ".join(f"{value:.3f}" for value in np.percentile(means, [0, 1, 50, 99, 100]))
    verdict = "refused" if related else "accepted"
    print(
        f"{title:32} {len(found):5} {wrong:5} {verdict:9} mean {spread}"
        f"  covered >= {min(each.covered for each in found):.2f}",
        flush=True,
    )
    return wrong


def main(arguments: Sequence[str]) -> int:
    pairs = [read(folder) for folder in folders_in(arguments[0])]
    encoder = Remembering(encoders.load())
    encoder.learn([text for pair in pairs for text in (*pair.zh, *pair.en)])
    print(f"least mean of a long pair that belongs together: {LEAST_MEAN}")
    print("pairs, wrong, and the mean confidence at 0, 1, 50, 99 and 100 %")
    true = [judge(pair.zh, pair.en, encoder) for pair in pairs]
    failed = report("true pairs", true, related=True)
    false = [
        judge(one.zh[:LIMIT], other.en[:LIMIT], encoder)
        for one in pairs
        for other in pairs
        if one is not other
    ]
    failed += report("mismatched pairs", false, related=False)
    for size in SIZES:
        dice = random.Random(size)
        found = list(excerpts(pairs, size, dice))
        wrong = report(
            f"excerpts of {size} beads",
            [judge(each.zh, each.en, encoder) for each in found],
            related=True,
        )
        failed += wrong if size == TEN else 0
        mixed = []
        for each in dice.sample(found, MISMATCHED * len(pairs)):
            name = each.name.partition("[")[0]
            other = dice.choice([one for one in found if not one.name.startswith(f"{name}[")])
            mixed.append(judge(each.zh, other.en, encoder))
        report(f"mismatched excerpts of {size} beads", mixed, related=False)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
