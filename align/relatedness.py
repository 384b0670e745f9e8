"""Whether two aligned texts belong together: a pair that does not is refused with the evidence.

Any two texts can be aligned. Where they do not translate each other the aligner finds many beads
about equally bad, and says so: posterior probabilities are low throughout. Their mean over the
beads with both sides, weighted by sentences, is the evidence. Where a text has a sentence or two
there is no other path to compare with, and any one line seems to fit; then the lengths of what was
aligned speak: no sentence translates a page. Beads with an empty side do not
count, so that a text of which only a part was translated is no worse for what was left out.

The thresholds lie between what bench/relatedness.py measured on development texts (speeches, a
magazine, novels): the mean of true pairs was .77 or more and of excerpts of ten beads .59 or more
but for one in a hundred (one of 3,828, at .18, is refused),
that of mismatched documents .21 or less.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from align.errors import UnrelatedError
from align.model import Bead, Bitext, SegmentedDocument

#: The least mean probability of a long pair that belongs together.
LEAST_MEAN = 0.36
#: The least part of the shorter text that stands in beads with both sides.
LEAST_COVERED = 0.1
#: How many times less, and more, than usual a text may become in the language that takes more
#: letters, where it is judged by that. One Chinese character becomes 2.9 English ones; of 4,000
#: beads of the development texts the extremes were .47 and 10.2, of whole texts 2.4 and 5.0.
LESS, MORE = 9.7, 5.5
#: Characters that the longer side must have for that: a name can be short in one language only.
LEAST_CHARACTERS = 200
#: Sentences that both texts must have before anything is said against them.
LEAST_SENTENCES = 5


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an alignment says about whether its texts belong together.

    Attributes:
        sentences: of the shorter text, blank ones not counted.
        covered: the part of them, 0 to 1, in beads with both sides.
        weight: sentences of both texts in such beads.
        characters: of both sides of such beads, without spaces, first in the language that takes
            fewer.
        usual: what one of the first is in the other, by their languages.
        mean: the mean posterior probability of the beads with both sides, weighted by the
            sentences in them, 0 to 1; 0 where there are none.
    """

    sentences: int
    covered: float
    weight: int
    characters: tuple[int, int]
    usual: float
    mean: float

    @property
    def enough(self) -> bool:
        """Whether the texts are long enough to be judged."""
        return self.sentences >= LEAST_SENTENCES

    @property
    def least(self) -> float:
        """The least mean of a pair that belongs together, lower for short texts by the error.

        The standard error of the mean of n numbers between 0 and 1 is at most .5 / sqrt(n).
        """
        return LEAST_MEAN - min(0.5 / sqrt(max(self.weight, 1)), LEAST_MEAN)

    @property
    def fitting(self) -> bool:
        """Whether what was aligned is of such lengths as translations are."""
        if max(self.characters) < LEAST_CHARACTERS:
            return True
        one, other = self.characters
        return self.usual / LESS * one <= other <= self.usual * MORE * one

    @property
    def confident(self) -> bool:
        """Whether enough was aligned with enough confidence, as far as can be said."""
        if not self.enough:
            return self.covered > 0 or not self.sentences
        return self.covered >= LEAST_COVERED and self.mean >= self.least

    @property
    def related(self) -> bool:
        """Whether the texts belong together, as far as can be said."""
        return self.confident and self.fitting


def evidence(bitext: Bitext) -> Evidence:
    """Weigh the beads of an aligned pair, all of them: none may have been left out.

    A text without sentences makes no evidence.
    """
    full = [bead for bead in bitext.beads if bead.source and bead.target]
    weights = [len(bead.source) + len(bead.target) for bead in full]
    total = sum(weight * bead.score for weight, bead in zip(weights, full, strict=True))
    counts = _sentences(bitext.source), _sentences(bitext.target)
    shorter = 0 if counts[0] <= counts[1] else 1
    lengths = [side.language.profile.length for side in (bitext.source, bitext.target)]
    first = _denser(bitext)
    inside = sum(len(_sides(bead)[shorter]) for bead in full)
    return Evidence(
        sentences=counts[shorter],
        covered=inside / max(counts[shorter], 1),
        weight=sum(weights),
        characters=(_characters(bitext, full, first), _characters(bitext, full, 1 - first)),
        usual=lengths[1 - first] / lengths[first],
        mean=total / max(sum(weights), 1),
    )


def require_related(bitext: Bitext) -> None:
    """Refuse an aligned pair whose texts do not belong together.

    Raises:
        UnrelatedError: they do not; it states the evidence.
    """
    found = evidence(bitext)
    if found.related:
        return
    names = f"{bitext.source.document.source} and {bitext.target.document.source}"
    remedy = "check the files, or align them all the same with --force"
    if found.confident:
        one, other = found.characters
        languages = [side.language.label for side in (bitext.source, bitext.target)]
        first = _denser(bitext)
        raise UnrelatedError(
            f"{names} do not seem to translate each other: {one:,} characters of"
            f" {languages[first]} would stand for {other:,} of {languages[1 - first]}"
            f" ({found.usual / LESS:.2g} to {found.usual * MORE:.2g} for each are expected)",
            remedy,
        )
    if not found.covered:
        raise UnrelatedError(
            f"{names} do not seem to translate each other: no sentence of one finds its like in the"
            " other",
            remedy,
        )
    raise UnrelatedError(
        f"{names} do not seem to translate each other: {found.covered:.0%} of the shorter text"
        f" finds sentences in the other, with a mean confidence of {found.mean:.2f} (at least"
        f" {LEAST_COVERED:.0%} and {found.least:.2f} are expected)",
        remedy,
    )


def _sentences(document: SegmentedDocument) -> int:
    return sum(1 for text in document.readings if text and not text.isspace())


def _denser(bitext: Bitext) -> int:
    """Which side is in the language that takes fewer letters: 0 for the source, 1."""
    lengths = [side.language.profile.length for side in (bitext.source, bitext.target)]
    return lengths.index(min(lengths))


def _characters(bitext: Bitext, beads: Sequence[Bead], number: int) -> int:
    """Characters of one side of beads, without spaces."""
    texts = (bitext.source, bitext.target)[number].readings
    indices = (index for bead in beads for index in _sides(bead)[number])
    return sum(len(part) for index in indices for part in texts[index].split())


def _sides(bead: Bead) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return bead.source, bead.target
