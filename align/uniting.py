"""The alignments of a text with several translations as one, by the sentences of the text."""

from __future__ import annotations

from collections.abc import Sequence

from align.model import Bitext, JointBead, Multitext


def unite(bitexts: Sequence[Bitext]) -> Multitext:
    """A text with all its translations.

    Sentences that a bead of any pair holds together stand together, so that each joint bead has
    the fewest sentences that no pair's beads cross. What a translation has beyond the original is
    a joint bead of its own, right behind what stands before it, unless it is in the midst of one.

    Args:
        bitexts: at least one; all have the same source.

    Raises:
        ValueError: their sources are not the same.
    """
    original = bitexts[0].source
    if any(each.source != original for each in bitexts):
        raise ValueError("the bitexts have different sources")
    first = _groups(len(original.segments), bitexts)
    found: dict[tuple[int, int, int], list[set[int]]] = {}
    scores: dict[tuple[int, int, int], float] = {}
    for index, group in enumerate(first):
        found.setdefault((group, 0, 0), _nothing(bitexts))[0].add(index)
    for number, bitext in enumerate(bitexts, 1):
        own = [first[bead.source[0]] if bead.source else None for bead in bitext.beads]
        around = zip(_carried(own), reversed(_carried(own[::-1])), strict=True)
        for place, (bead, (last, coming)) in enumerate(zip(bitext.beads, around, strict=True)):
            behind = -1 if last is None else last
            at = (behind, 0, 0) if last == coming is not None else (behind, number, place)
            found.setdefault(at, _nothing(bitexts))[number].update(bead.target)
            scores[at] = min(bead.score, scores.get(at, 1.0))
    return Multitext(
        (original, *(bitext.target for bitext in bitexts)),
        tuple(
            JointBead(tuple(tuple(sorted(side)) for side in found[at]), scores.get(at, 0.0))
            for at in sorted(found)
        ),
    )


def _carried(values: Sequence[int | None]) -> list[int | None]:
    """The values, with the last one before in the place of each None."""
    last: int | None = None
    found: list[int | None] = []
    for value in values:
        last = last if value is None else value
        found.append(last)
    return found


def _nothing(bitexts: Sequence[Bitext]) -> list[set[int]]:
    return [set() for _ in range(len(bitexts) + 1)]


def _groups(count: int, bitexts: Sequence[Bitext]) -> list[int]:
    """The first of the sentences of the original that stand together with each."""
    first = list(range(count))

    def root(index: int) -> int:
        while first[index] != index:
            index = first[index]
        return index

    for bitext in bitexts:
        for bead in bitext.beads:
            roots = sorted(map(root, bead.source))
            for each in roots[1:]:
                first[each] = roots[0]
    return [root(index) for index in range(count)]
