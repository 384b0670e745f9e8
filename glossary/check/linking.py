"""The links between the words of a bead, asked from either side."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from align.model import Language
from align.words import WordAlignment
from glossary.check.reading import ReadBead
from glossary.language.stems import empty

#: How likely a link must be to say that a word renders something.
_EXPLAINS = 0.3


class BeadLinks:
    """Which words of a bead's target render which of its source.

    Words are those of `ReadBead`, by number; words of grammar are linked to nothing.

    Args:
        language: of the target.
    """

    def __init__(self, bead: ReadBead, alignment: WordAlignment, language: Language) -> None:
        self._starts = [token.start for token in alignment.zh]
        self._ends = [token.end for token in alignment.zh]
        self._to: dict[int, list[tuple[int, float]]] = {}
        self._from: dict[int, list[tuple[int, float]]] = {}
        starts = [word.start for word in bead.words]
        ignored = empty(language)
        for link in alignment.links:
            token = alignment.en[link.en]
            for number in _overlapping(bead, starts, token.start, token.end):
                if bead.words[number].stem not in ignored:
                    self._to.setdefault(link.zh, []).append((number, link.score))
                    self._from.setdefault(number, []).append((link.zh, link.score))

    def renders(self, start: int, end: int) -> dict[int, float]:
        """The words that render a stretch of the source, with how likely each does.

        Args:
            start, end: characters in the document's text.
        """
        found: dict[int, float] = {}
        for source in self._sources(start, end):
            for number, score in self._to.get(source, ()):
                found[number] = max(found.get(number, 0.0), score)
        return found

    def renders_else(self, number: int, start: int, end: int) -> bool:
        """Whether a word renders something outside of a stretch of the source."""
        own = self._sources(start, end)
        return any(
            source not in own and score >= _EXPLAINS for source, score in self._from.get(number, ())
        )

    def _sources(self, start: int, end: int) -> range:
        """The words of the source that overlap a stretch."""
        return range(bisect_right(self._ends, start), bisect_left(self._starts, end))


def _overlapping(bead: ReadBead, starts: list[int], start: int, end: int) -> Iterator[int]:
    number = max(bisect_right(starts, start) - 1, 0)
    while number < len(starts) and starts[number] < end:
        if bead.words[number].end > start:
            yield number
        number += 1
