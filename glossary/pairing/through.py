"""What renders candidates in one language, as evidence of what renders them in another.

A text that is translated into several languages says each thing several times. A word that
translates one of the English rendering's is part of the French rendering, and one that translates
other words of the English sentence is not (triangulation: Cohn and Lapata 2007, Machine translation
by triangulation).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.model import Bitext
from glossary.language.lists import function_words
from glossary.pairing.beads import ReadBead, read
from glossary.pairing.links import believed
from glossary.pairing.model import Pairing
from glossary.pairing.occurrences import Wanted
from glossary.ranking import probability
from glossary.ranking.vectors import WordSums

Numbers = NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Told:
    """What another translation says of a bead.

    Attributes:
        own: for each candidate in it how likely each token translates its rendering there, shape
            (candidates, tokens); zeros where that is not known.
        others: how likely each translates another word, at most, of the same shape.
        known: whether it is known, shape (candidates,).
    """

    own: Numbers
    others: Numbers
    known: NDArray[np.bool_]


class Through:
    """The renderings of candidates in translations into one language."""

    def __init__(self, pairings: Sequence[Pairing], bitexts: Sequence[Bitext]) -> None:
        self._beads = read(bitexts)
        self._of_segment = {
            (bitexts[bead.bitext].original.document.source, segment): number
            for number, bead in enumerate(self._beads)
            for segment in bead.own_segments
        }
        numbers = {(bead.bitext, bead.bead): n for n, bead in enumerate(self._beads)}
        self._weights: dict[tuple[int, int], Numbers] = {}
        for index, pairing in enumerate(pairings):
            for rendering in pairing.renderings:
                for place in rendering.places:
                    number = numbers.get((place.bitext, place.bead))
                    if number is None:
                        continue
                    bead = self._beads[number]
                    inside = [
                        segment == place.segment
                        and place.start <= token.start
                        and token.end <= place.end
                        for token, segment in zip(bead.tokens, bead.segments, strict=True)
                    ]
                    weights = np.array(inside) * probability(rendering.odds)
                    known = self._weights.get((index, number), 0.0)
                    self._weights[index, number] = np.maximum(weights, known)

    def told(
        self,
        beads: Sequence[ReadBead],
        bitexts: Sequence[Bitext],
        wanted: Sequence[Sequence[Wanted]],
        sums: WordSums,
    ) -> Iterator[Told]:
        """What is said of each bead of translations of the same originals."""
        partners = [self._partners(bead, bitexts) for bead in beads]
        pairs = [
            (
                [token.lower for number in numbers for token in self._beads[number].tokens],
                [token.lower for token in bead.tokens],
            )
            for bead, numbers in zip(beads, partners, strict=True)
        ]
        if not beads or not self._beads:
            return
        languages = self._beads[0].language, beads[0].language
        grammar = function_words(languages[0])
        links = believed(pairs, sums, languages)
        for (theirs, ours), numbers, each, found in zip(
            pairs, partners, wanted, links, strict=True
        ):
            content = np.array([word[0].isalnum() and word not in grammar for word in theirs], bool)
            own = np.zeros((len(each), len(ours)), dtype=np.float32)
            others = np.zeros_like(own)
            known = np.zeros(len(each), dtype=np.bool_)
            for row, one in enumerate(each):
                weights = self._weighed(one.index, numbers) * content
                known[row] = weights.any()
                if known[row]:
                    own[row] = np.minimum(found[:, :-1] @ weights, 1.0)
                    others[row] = np.where(content & (weights == 0), found[:, :-1], 0).max(axis=1)
            yield Told(own, others, known)

    def _partners(self, bead: ReadBead, bitexts: Sequence[Bitext]) -> list[int]:
        source = bitexts[bead.bitext].original.document.source
        found = (self._of_segment.get((source, segment)) for segment in bead.own_segments)
        return [*dict.fromkeys(number for number in found if number is not None)]

    def _weighed(self, index: int, numbers: Sequence[int]) -> Numbers:
        """How likely each token of some beads is one of a candidate's rendering."""
        parts = (
            self._weights.get((index, number), np.zeros(len(self._beads[number].tokens)))
            for number in numbers
        )
        return np.concatenate([*parts, np.zeros(0)])
