"""A pair of texts as it is checked: its beads with their words, and places in both documents."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from align.encoders import Encoder
from align.model import Bitext, Language, SegmentedDocument
from align.progress import Progress, silent
from align.words import WordAlignment, align_beads
from glossary.check.model import Places, Sentences, sentences_of
from glossary.language.stems import Word, words

#: Beads whose words are aligned together: words are counted over them, and memory is bounded.
_AT_ONCE = 2_000
#: Words of a side of a bead from which it is text that was not split, and no sentence.
_MOST_WORDS = 2_000
#: Characters of Chinese and Japanese that are a word, roughly.
_TO_WORDS = 2


@dataclass(frozen=True, slots=True)
class ReadBead:
    """A bead with something on both sides.

    Attributes:
        number: its index among the beads of the bitext.
        source, target: the indices of its segments.
        words: those of its target.
    """

    number: int
    source: tuple[int, ...]
    target: tuple[int, ...]
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class ReadPair:
    """A bitext that has been read.

    Attributes:
        bitext: its source is the original.
        beads: those with something on both sides, in the order of the bitext.
        unread: those of them that are too long, which are left out of `beads`.
    """

    bitext: Bitext
    beads: tuple[ReadBead, ...]
    unread: tuple[ReadBead, ...] = ()

    @property
    def original(self) -> Language:
        """The language of the source."""
        return self.bitext.source.language

    @property
    def translated(self) -> Language:
        """That of its translation."""
        return self.bitext.target.language

    def places(self) -> tuple[Places, Places]:
        """Of the source and of its translation."""
        return Places(self.bitext.source), Places(self.bitext.target)

    def near(self, index: int) -> Iterator[ReadBead]:
        """The beads before and after one of `beads`, given by its index there."""
        for other in (index - 1, index + 1):
            if 0 <= other < len(self.beads):
                yield self.beads[other]

    def text(self, bead: ReadBead, language: Language) -> str:
        """The text of one side of a bead."""
        own = bead.source if language is self.original else bead.target
        return self.joined(own, language)

    def joined(self, numbers: Sequence[int], language: Language) -> str:
        """The text of some segments."""
        segments = self.bitext.side(language).segments
        return " ".join(segments[number].reading.text for number in numbers)

    def sentences(self, bead: ReadBead) -> Sentences:
        """Both sides of a bead, the source first."""
        return sentences_of(self.text(bead, self.original), self.text(bead, self.translated))

    def target_segment(self, bead: ReadBead, offset: int) -> int:
        """The segment of the bead's target in which a character of the document stands."""
        segments = self.bitext.target.segments
        starts = [segments[number].start for number in bead.target]
        return bead.target[max(bisect_right(starts, offset) - 1, 0)]

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
    """Read the words of the translation of a bitext."""
    bitext = bitext.from_original()
    theirs = bitext.target.segments
    beads: list[ReadBead] = []
    unread: list[ReadBead] = []
    for number, bead in enumerate(bitext.beads):
        if bead.source and bead.target:
            found: list[Word] = []
            for segment in bead.target:
                for word in words(theirs[segment].reading.text, bitext.target.language):
                    start, end = theirs[segment].place(word.start, word.end)
                    found.append(replace(word, start=start, end=end))
            size = max(len(found), _size(bitext.source, bead.source))
            fits = size <= _MOST_WORDS
            (beads if fits else unread).append(
                ReadBead(number, bead.source, bead.target, tuple(found))
            )
    return ReadPair(bitext, tuple(beads), tuple(unread))


def _size(side: SegmentedDocument, numbers: Sequence[int]) -> int:
    """About how many words segments have."""
    texts = [side.segments[number].reading.text for number in numbers]
    if side.language.profile.joint:
        return sum(len(text.split()) for text in texts)
    return sum(map(len, texts)) // _TO_WORDS
