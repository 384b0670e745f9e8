"""The search of one bead: the spans of all candidates in it, and the phrases found for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from align.model import Language, SegmentedDocument
from glossary.keys import key
from glossary.pairing import whole_names
from glossary.pairing.beads import ReadBead
from glossary.pairing.claims import apart, claims, foreign, taken
from glossary.pairing.counted import is_number
from glossary.pairing.lines import Flags, Lines, Numbers
from glossary.pairing.model import Option, Place, Span
from glossary.pairing.phrases import Phrase, Sought, best, sought

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A candidate in a bead.

    Attributes:
        index: the number of the candidate.
        form: the candidate itself.
        repeats: how often it stands in the bead.
        columns: the Chinese words of the bead that it is made of.
        commas: whether what renders it may contain commas, as an enumeration does.
        clause: whether it is a clause, so that one may render it.
        short: whether it may be the short form of a name.
    """

    index: int
    form: str
    repeats: int
    columns: tuple[int, ...]
    commas: bool
    clause: bool
    short: bool


@dataclass(frozen=True, slots=True)
class Search:
    """A bead with the candidates in it.

    Attributes:
        linked: how likely each English token that is no mark (row) renders each Chinese word
            (column), as `Links.matrix` gives it.
        claimed: which tokens render which words, as `claims` gives it.
    """

    bead: ReadBead
    wanted: Sequence[Wanted]
    linked: Matrix
    claimed: Flags

    @staticmethod
    def of(bead: ReadBead, wanted: Sequence[Wanted], linked: Matrix) -> Search:
        """The search for candidates in a bead, given its links."""
        lowers = [token.lower for token in bead.tokens]
        return Search(bead, wanted, linked, claims(linked, lowers, bead.words.zh))

    def sought(self, weight: Numbers, words: Flags, clauses: Flags) -> Sought:
        """The candidates, ready for the search.

        Args:
            weight, words, clauses: of the tokens of the bead, as in `Lines`.
        """
        relevance = np.zeros((len(self.wanted), len(words)))
        relevance[:, words] = _relevance(self.linked, [each.columns for each in self.wanted])
        written = chain.from_iterable(cut.texts for cut in self.bead.cut)
        lowers = [token.lower for token in self.bead.tokens]
        spans = [each.columns for each in self.wanted]
        others = foreign(self.claimed, lowers, self.bead.words.zh, written, spans)
        return sought(
            weight,
            relevance,
            others,
            apart(self.claimed, others, spans),
            clauses,
            [each.repeats for each in self.wanted],
            [each.commas for each in self.wanted],
            [each.clause for each in self.wanted],
        )

    def options(
        self, phrases: Sequence[Sequence[Phrase]], english: SegmentedDocument
    ) -> Iterator[tuple[int, list[Option]]]:
        """For each candidate, by number, what may render it here; bare numbers render none.

        Args:
            phrases: of each candidate.
            english: the document of the bead.
        """
        phrases = self._with_names(phrases)
        ends = {(phrase.first, phrase.last) for found in phrases for phrase in found}
        spans = {(first, last): self._span(first, last, english) for first, last in ends}
        numbers = {end for end, span in spans.items() if is_number(span.key)}
        for each, found in zip(self.wanted, phrases, strict=True):
            yield (
                each.index,
                [
                    Option(spans[phrase.first, phrase.last], phrase.match)
                    for phrase in found
                    if (phrase.first, phrase.last) not in numbers
                ],
            )

    def _with_names(self, phrases: Sequence[Sequence[Phrase]]) -> Sequence[Sequence[Phrase]]:
        """The phrases, those of short forms widened to names."""
        if not any(each.short for each in self.wanted):
            return phrases
        names = whole_names.read(self.bead.tokens, self.bead.segments)
        if names is None:
            return phrases
        result = []
        for each, found in zip(self.wanted, phrases, strict=True):
            if each.short:
                others = taken(self.claimed, each.columns)
                found = [
                    phrase
                    if whole_names.is_spelled_out(phrase, each.form, names)
                    else whole_names.whole(phrase, names, others)
                    for phrase in found
                ]
            result.append(found)
        return result

    def _span(self, first: int, last: int, english: SegmentedDocument) -> Span:
        bead = self.bead
        segment = bead.segments[first]
        start, end = bead.tokens[first].start, bead.tokens[last - 1].end
        text = english.segments[segment].reading.text[start:end]
        place = Place(bead.bitext, bead.bead, segment, start, end)
        return Span(key(text, Language.EN), text, place)


def searched(group: Sequence[Search], limit: int) -> list[list[list[Phrase]]]:
    """For each search and candidate of it the phrases that match best, `limit` at most."""
    lines = Lines.of([search.bead for search in group])
    spans = [
        search.sought(lines.weight[start:end], lines.words[start:end], lines.clauses[start:end])
        for search, start, end in zip(group, lines.starts[:-1], lines.starts[1:] - 1, strict=True)
    ]
    return best(lines, spans, limit)


def _relevance(linked: Matrix, columns: Sequence[Sequence[int]]) -> Matrix:
    """For each candidate and word, how likely it renders a word of it, shape (candidates, n).

    Args:
        linked: as in `Search`, of n words.
        columns: the words of each candidate.
    """
    most = max(map(len, columns))
    none = linked.shape[1]
    own = np.array([(*some, *[none] * (most - len(some))) for some in columns])
    by_word = np.zeros((none + 1, len(linked)))
    by_word[:none] = linked.T
    result: Matrix = by_word[own[:, 0]]
    for number in range(1, most):
        result += by_word[own[:, number]]
    return result
