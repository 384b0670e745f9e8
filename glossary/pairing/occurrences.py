"""Candidates where they stand in beads, and the words that they are made of there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from align.model import Bitext, Language
from glossary.language.chinese.words import Words
from glossary.language.lists import lists
from glossary.model import Candidate, Occurrence
from glossary.pairing.beads import ReadBead
from glossary.pairing.cutting import cut

#: Stands for no word: the last column of the links of a bead.
NONE = -1


@dataclass(frozen=True, slots=True)
class Wanted:
    """A candidate at one place of a bead.

    Attributes:
        index: the number of the candidate.
        columns: the words of the bead that it is made of, particles left out.
        shares: how much of each is in it; a candidate may begin or end within a word.
        left, right: the words right before and after it, `NONE` where there is none.
    """

    index: int
    columns: tuple[int, ...]
    shares: tuple[float, ...]
    left: int
    right: int


class Occurrences:
    """Which candidates stand in which beads.

    Attributes:
        wanted: of each bead the candidates in it, place by place.
        words: for each candidate its words.
    """

    def __init__(
        self, candidates: Sequence[Candidate], bitexts: Sequence[Bitext], beads: Sequence[ReadBead]
    ) -> None:
        owner: dict[tuple[str, int], tuple[int, int, Words]] = {}
        for number, bead in enumerate(beads):
            source, before = bitexts[bead.bitext].original.document.source, 0
            for segment, whole in zip(bead.own_segments, bead.cut, strict=True):
                owner[source, segment] = number, before, whole
                before += len(whole)
        self.wanted: list[list[Wanted]] = [[] for _ in beads]
        self.words: list[tuple[str, ...]] = []
        for index, candidate in enumerate(candidates):
            own: tuple[str, ...] = ()
            for place in candidate.occurrences:
                known = owner.get((place.document, place.segment))
                if known is None:
                    continue
                number, before, words = known
                found = _wanted(index, place, words, before, candidate.language)
                if found is not None:
                    self.wanted[number].append(found)
                    own = own or _between(words, place.start, place.end, candidate.form)
            self.words.append(own or cut(candidate.form, candidate.language).texts)

    def places(self, beads: Sequence[ReadBead]) -> list[list[tuple[int, int]]]:
        """For each candidate the beads that it stands in, as numbers of bitext and bead."""
        found: list[dict[tuple[int, int], None]] = [{} for _ in self.words]
        for bead, wanted in zip(beads, self.wanted, strict=True):
            for each in wanted:
                found[each.index][bead.bitext, bead.bead] = None
        return [list(places) for places in found]


def _wanted(
    index: int, place: Occurrence, cut: Words, before: int, language: Language
) -> Wanted | None:
    """A candidate at a place; None where the segment has no word there, or says the opposite.

    Args:
        before: the words of the bead that stand before its segment.
    """
    first, last = bisect_right(cut.ends, place.start), bisect_left(cut.starts, place.end)
    if first >= last:
        return None
    if language is Language.ZH and _before(cut, first, place.start) in _opposite():
        return None
    content = [n for n in range(first, last) if cut.tags[n][0] != "u"] or [*range(first, last)]
    shares = (
        (min(cut.ends[n], place.end) - max(cut.starts[n], place.start))
        / (cut.ends[n] - cut.starts[n])
        for n in content
    )
    blank = len(language.profile.joint)  # between words that stand side by side
    left = first > 0 and cut.starts[first] - cut.ends[first - 1] <= blank
    right = last < len(cut) and cut.starts[last] - cut.ends[last - 1] <= blank
    return Wanted(
        index,
        tuple(before + n for n in content),
        tuple(shares),
        before + first - 1 if left else NONE,
        before + last if right else NONE,
    )


def _opposite() -> frozenset[str]:
    return lists(Language.ZH, "grammar")["opposite"].set


def _before(cut: Words, first: int, start: int) -> str:
    """The word right before a place, or what of its first word stands before it."""
    if cut.starts[first] < start:
        return cut.texts[first][: start - cut.starts[first]]
    return cut.texts[first - 1] if first > 0 and cut.ends[first - 1] == start else ""


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
