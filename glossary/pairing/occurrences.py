"""Candidates where they stand in beads, and the words that they are made of there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from align.model import Bitext, Language
from glossary.chinese.words import Words, words
from glossary.model import Candidate
from glossary.pairing.beads import ReadBead


class Occurrences:
    """Which candidates stand in which beads.

    Attributes:
        counts: for each bead the candidates in it, by number, and how often each stands there.
        words: for each candidate its words.
        content: the same without what only joins them.
    """

    def __init__(
        self, candidates: Sequence[Candidate], bitexts: Sequence[Bitext], beads: Sequence[ReadBead]
    ) -> None:
        owner = {
            (bitexts[bead.bitext].side(Language.ZH).document.source, segment): (number, cut)
            for number, bead in enumerate(beads)
            for segment, cut in zip(bead.zh_segments, bead.cut, strict=True)
        }
        self.counts: list[Counter[int]] = [Counter() for _ in beads]
        self.words: list[tuple[str, ...]] = []
        for index, candidate in enumerate(candidates):
            own: tuple[str, ...] = ()
            for place in candidate.occurrences:
                known = owner.get((place.document, place.segment))
                if known is None:
                    continue
                number, cut = known
                self.counts[number][index] += 1
                own = own or _between(cut, place.start, place.end, candidate.form)
            self.words.append(own or words(candidate.form).texts)
        self.content = [frozenset(own) - {"的"} for own in self.words]

    def places(self, beads: Sequence[ReadBead]) -> list[list[tuple[int, int]]]:
        """For each candidate the beads that it stands in, as numbers of bitext and bead."""
        found: list[list[tuple[int, int]]] = [[] for _ in self.words]
        for bead, count in zip(beads, self.counts, strict=True):
            for index in count:
                found[index].append((bead.bitext, bead.bead))
        return found


def _between(cut: Words, start: int, end: int, form: str) -> tuple[str, ...]:
    """The words of a sentence from one place to another; none where they are not those of `form`.

    The segmenter takes the most probable words, and the most probable words of a sentence are those
    of each stretch between two of its boundaries. So a form that begins and ends at boundaries
    need not be cut again.
    """
    try:
        run = slice(cut.starts.index(start), cut.ends.index(end) + 1)
    except ValueError:
        return ()
    texts = cut.texts[run]
    return texts if "".join(texts) == form else ()
