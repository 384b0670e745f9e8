"""Documents in which the segments that hold given words are found without reading them all."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from types import MappingProxyType

from align.model import Language, SegmentedDocument

_NOWHERE: Mapping[int, int] = MappingProxyType({})  #: one, since most words stand in few documents


class Corpus:
    """The documents of one extraction by language and source; the last of one source counts."""

    def __init__(self, documents: Sequence[SegmentedDocument]) -> None:
        self._by_source: dict[Language, dict[str, SegmentedDocument]] = {}
        for each in documents:
            self._by_source.setdefault(each.language, {})[each.document.source] = each
        self._joined: dict[Language, tuple[_Joined, ...]] = {}

    @classmethod
    def of(cls, documents: Sequence[SegmentedDocument] | Corpus) -> Corpus:
        """The documents as a corpus; one that is made already knows where words stand."""
        return documents if isinstance(documents, Corpus) else cls(documents)

    def by_source(self, language: Language) -> Mapping[str, SegmentedDocument]:
        """The documents in a language."""
        return self._by_source.get(language, {})

    def holding(
        self, language: Language, words: Sequence[str], least: int
    ) -> Iterator[tuple[SegmentedDocument, int]]:
        """The segments that hold at least so many of the words, all their places counted."""
        if language not in self._joined:
            documents = self.by_source(language).values()
            self._joined[language] = tuple(_Joined(document) for document in documents)
        for joined in self._joined[language]:
            for index in joined.holding(words, least):
                yield joined.document, index


class _Joined:
    """A document as one string, which is searched far faster than its segments one by one.

    What was found of a word is remembered: formulas ask for the same words, and each search reads
    the whole text, which is quadratic where many ask.
    """

    def __init__(self, document: SegmentedDocument) -> None:
        self.document = document
        # What separates segments is in no word that is looked for.
        self._text = "\0".join(document.readings)
        self._starts = [0, *accumulate(len(text) + 1 for text in document.readings)]
        self._counts: dict[str, Mapping[int, int]] = {}

    def holding(self, words: Sequence[str], least: int) -> list[int]:
        """The indices of segments that hold at least so many of the words, ascending."""
        counts = Counter[int]()
        for word in words:
            if word not in self._counts:
                self._counts[word] = dict(self._segments_with(word)) or _NOWHERE
            counts.update(self._counts[word])
        return sorted(index for index, count in counts.items() if count >= least)

    def _segments_with(self, word: str) -> Iterator[tuple[int, int]]:
        """The indices of the segments in which a word stands, and how often it does there."""
        find, starts = self._text.find, self._starts
        place = find(word)
        while place >= 0:
            index = bisect_right(starts, place) - 1
            yield index, self._text.count(word, place, starts[index + 1] - 1)
            place = find(word, starts[index + 1])
