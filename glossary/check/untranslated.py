"""Sentences of the source that the translation leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from align.sides import is_left
from align.text import counted
from glossary.check.model import Finding, FindingPlace, Rule, sentences_of
from glossary.check.reading import ReadPair

#: Probability from which an empty bead is believed.
_SURE = 0.8
#: Characters of a sentence that name it.
BEGINNING = 20

Indices = tuple[tuple[int, ...], tuple[int, ...]]  #: of the source and the target of a bead


def untranslated_findings(pair: ReadPair) -> Iterator[Finding]:
    """A finding for each run of sentences of the source without a counterpart.

    Its place is the sentence of the translation before it, or at the beginning the one behind. What
    stands in the place of a translation and is none is a finding of its own, in either language.
    """
    bitext = pair.bitext
    segments = bitext.source.segments
    letters = re.compile(f"[{pair.original.profile.letters}]{{2}}")
    run: list[int] = []
    before: int | None = None
    for bead in bitext.beads:
        ours, theirs = bead.source, bead.target
        said = [number for number in ours if letters.search(segments[number].reading.text)]
        if not theirs and not bead.is_untranslated and (not said or bead.score >= _SURE):
            run += said
            continue
        if run and (before is not None or theirs):
            yield _finding(pair, run, theirs[0] if before is None else before, ahead=before is None)
            run = []
        if theirs:
            before = theirs[-1]
    if run and before is not None:
        yield _finding(pair, run, before)
    yield from _left(pair)


def _left(pair: ReadPair) -> Iterator[Finding]:
    """A finding for each sentence of which there is no translation but something in its place.

    In a file of units that place is beside the sentence itself.
    """
    sides = (pair.bitext.source, pair.bitext.target)
    of_units = all(side.document.source.endswith(f"#{side.language}") for side in sides)
    for index, bead in enumerate(pair.bitext.beads):
        if not bead.is_untranslated:
            continue
        place = 0 if bead.source else 1
        numbers, original = bead.source or bead.target, pair.places()[place]
        origin = original.whole(numbers[0])
        text = pair.joined(numbers, sides[place].language)
        beside = None if of_units else _beside(pair, index, 1 - place)
        yield Finding(
            rule=Rule.UNTRANSLATED,
            term=original.text(origin.start, origin.end)[:BEGINNING],
            stands="",
            expected=(),
            why=f"this sentence of the source has no {sides[1 - place].language.label}",
            places=(beside or origin,),
            sentences=sentences_of(text, "") if bead.source else sentences_of("", text),
            origin=origin,
        )


def _beside(pair: ReadPair, index: int, place: int) -> FindingPlace | None:
    """Where to look on a side: what stands there, or the sentence before or behind.

    Args:
        place: 0 for the source, 1 for its translation.
    """
    beads: list[Indices] = [(bead.source, bead.target) for bead in pair.bitext.beads]
    side, other = pair.bitext.sides[place], pair.bitext.sides[1 - place].language
    places = pair.places()[place]
    behind = [bead[place] for bead in beads[index + 1 :] if bead[place]][:1]
    ahead = next((bead[place] for bead in reversed(beads[:index]) if bead[place]), ())
    if behind and is_left(side, behind[0][0], other):
        return places.whole(behind[0][0])
    if ahead:
        return places.whole(ahead[-1])
    return places.whole(behind[0][0]) if behind else None


def _finding(pair: ReadPair, run: Sequence[int], beside: int, *, ahead: bool = False) -> Finding:
    ours, theirs = pair.places()
    origin = ours.whole(run[0])
    joint = pair.original.profile.joint
    text = joint.join(pair.bitext.source.segments[number].reading.text for number in run)
    where = "before" if ahead else "after"
    return Finding(
        rule=Rule.UNTRANSLATED,
        term=ours.text(origin.start, origin.end)[:BEGINNING],
        stands="",
        expected=(),
        why=f"the translation seems to leave out {counted(len(run), 'sentence')} of the source"
        f" {where} this place",
        places=(theirs.whole(beside),),
        sentences=sentences_of(text, ""),
        origin=origin,
    )
