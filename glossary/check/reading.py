"""A pair of texts as it is checked: its beads with their words, and places in both documents."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from align.encoders import Encoder
from align.model import Bitext, Language
from align.progress import Progress, silent
from align.words import WordAlignment, align_beads
from glossary.check.model import Places, Sentences, sentences_of
from glossary.language.english.stems import Word, words

#: Beads whose words are aligned together: words are counted over them, and memory is bounded.
_AT_ONCE = 2_000
#: Words of a side of a bead from which it is text that was not split, and no sentence.
_MOST_WORDS = 2_000
#: Chinese characters of a word, roughly.
_TO_WORDS = 2


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
        unread: those of them that are too long, which are left out of `beads`.
    """

    bitext: Bitext
    beads: tuple[ReadBead, ...]
    unread: tuple[ReadBead, ...] = ()

    def places(self, language: Language) -> Places:
        return Places(self.bitext.side(language))

    def near(self, index: int) -> Iterator[ReadBead]:
        """The beads before and after one of `beads`, given by its index there."""
        for other in (index - 1, index + 1):
            if 0 <= other < len(self.beads):
                yield self.beads[other]

    def text(self, bead: ReadBead, language: Language) -> str:
        """The text of one side of a bead."""
        return self.joined(bead.zh if language is Language.ZH else bead.en, language)

    def joined(self, numbers: Sequence[int], language: Language) -> str:
        """The text of some segments."""
        segments = self.bitext.side(language).segments
        return " ".join(segments[number].reading.text for number in numbers)

    def sentences(self, bead: ReadBead) -> Sentences:
        """Both sides of a bead, Chinese first."""
        return sentences_of(self.text(bead, Language.ZH), self.text(bead, Language.EN))

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
    chinese, english = (bitext.side(language).segments for language in Language)
    beads: list[ReadBead] = []
    unread: list[ReadBead] = []
    for number, (zh, en) in enumerate(bitext.pairs()):
        if zh and en:
            found: list[Word] = []
            for segment in en:
                for word in words(english[segment].reading.text):
                    start, end = english[segment].place(word.start, word.end)
                    found.append(replace(word, start=start, end=end))
            characters = sum(len(chinese[segment].reading.text) for segment in zh)
            size = max(len(found), characters // _TO_WORDS)
            fits = size <= _MOST_WORDS
            (beads if fits else unread).append(ReadBead(number, zh, en, tuple(found)))
    return ReadPair(bitext, tuple(beads), tuple(unread))
