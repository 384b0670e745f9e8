"""A pair of texts as it is checked: its beads with their words, and places in both documents."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from align.encoders import Encoder
from align.model import Bitext, Language
from align.progress import Progress, silent
from align.words import WordAlignment, align_beads
from glossary.check.english import Word, words
from glossary.check.model import Places

#: Beads whose words are aligned together: words are counted over them, and memory is bounded.
_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class ReadBead:
    """A bead with something on both sides.

    Attributes:
        number: its index among the beads of the bitext.
        zh, en: the indices of its segments.
        words: those of its English.
    """

    number: int
    zh: tuple[int, ...]
    en: tuple[int, ...]
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class ReadPair:
    """A bitext that has been read.

    Attributes:
        beads: those with something on both sides, in the order of the bitext.
    """

    bitext: Bitext
    beads: tuple[ReadBead, ...]

    def places(self, language: Language) -> Places:
        return Places(self.bitext.side(language))

    def near(self, index: int) -> Iterator[ReadBead]:
        """The beads before and after one of `beads`, given by its index there."""
        for other in (index - 1, index + 1):
            if 0 <= other < len(self.beads):
                yield self.beads[other]

    def sentences(self, bead: ReadBead) -> tuple[str, str]:
        """The texts of both sides of a bead, Chinese first."""
        zh, en = (self.bitext.side(language).segments for language in Language)
        return " ".join(zh[n].text for n in bead.zh), " ".join(en[n].text for n in bead.en)

    def english_segment(self, bead: ReadBead, offset: int) -> int:
        """The segment of the bead's English in which a character of the document stands."""
        segments = self.bitext.side(Language.EN).segments
        starts = [segments[number].start for number in bead.en]
        return bead.en[max(bisect_right(starts, offset) - 1, 0)]

    def aligned(
        self, indices: Sequence[int], encoder: Encoder, progress: Progress = silent
    ) -> Iterator[tuple[int, WordAlignment]]:
        """The word alignments of some of `beads`, given by their indices there, ascending.

        All beads around them are aligned too, since words that occur again are linked better.
        """
        wanted = set(indices)
        for start in range(0, len(self.beads), _AT_ONCE):
            numbers = range(start, min(start + _AT_ONCE, len(self.beads)))
            if wanted.isdisjoint(numbers):
                continue
            some = [self.bitext.beads[self.beads[number].number] for number in numbers]
            found = align_beads(self.bitext, some, encoder, progress)
            for number, alignment in zip(numbers, found, strict=True):
                if number in wanted:
                    yield number, alignment


def read_pair(bitext: Bitext) -> ReadPair:
    """Read the words of a bitext."""
    english = bitext.side(Language.EN).segments
    beads = []
    for number, (zh, en) in enumerate(bitext.pairs()):
        if zh and en:
            found: list[Word] = []
            for segment in en:
                found += words(english[segment].text, english[segment].start)
            beads.append(ReadBead(number, zh, en, tuple(found)))
    return ReadPair(bitext, tuple(beads))
