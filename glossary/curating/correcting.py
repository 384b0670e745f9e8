"""Beads put right by hand: joined, split, and sentences moved from one to the next.

Beads are those of the store: Chinese segments are the source, English ones the target.
"""

from __future__ import annotations

from collections.abc import Iterator

from align.errors import InputError
from align.model import Bead, Language

SURE = 1.0  #: the score of a bead that a person made


def joined(first: Bead, second: Bead) -> Bead:
    """Two neighbouring beads as one."""
    return Bead(
        tuple(sorted(first.source + second.source)),
        tuple(sorted(first.target + second.target)),
        SURE,
    )


def cuts(bead: Bead) -> Iterator[tuple[Bead, Bead]]:
    """Every way to split a bead in two, the even ones first."""
    places = [
        (ours, theirs)
        for ours in range(len(bead.source) + 1)
        for theirs in range(len(bead.target) + 1)
        if 0 < ours + theirs < len(bead.source) + len(bead.target)
    ]
    own, other = max(1, len(bead.source)), max(1, len(bead.target))
    places.sort(key=lambda at: abs(at[0] / own - at[1] / other) + abs(at[0] / own - 0.5))
    for ours, theirs in places:
        yield (
            Bead(bead.source[:ours], bead.target[:theirs], SURE),
            Bead(bead.source[ours:], bead.target[theirs:], SURE),
        )


def moved_down(first: Bead, second: Bead, language: Language) -> tuple[Bead, ...]:
    """The last sentence of one bead put into the next; a bead that becomes empty goes.

    Raises:
        InputError: there is no sentence in that language to move.
    """
    own = _side(first, language)
    if not own:
        raise InputError(f"this bead has no {language.label} sentence to move", "choose another")
    moved = tuple(sorted((own[-1], *_side(second, language))))
    return _kept(_with(first, language, own[:-1]), _with(second, language, moved))


def moved_up(first: Bead, second: Bead, language: Language) -> tuple[Bead, ...]:
    """The first sentence of the second bead put into the first; likewise."""
    own = _side(second, language)
    if not own:
        raise InputError(f"this bead has no {language.label} sentence to move", "choose another")
    moved = tuple(sorted((*_side(first, language), own[0])))
    return _kept(_with(first, language, moved), _with(second, language, own[1:]))


def _side(bead: Bead, language: Language) -> tuple[int, ...]:
    return bead.source if language is Language.ZH else bead.target


def _with(bead: Bead, language: Language, segments: tuple[int, ...]) -> Bead:
    if language is Language.ZH:
        return Bead(segments, bead.target, SURE)
    return Bead(bead.source, segments, SURE)


def _kept(*beads: Bead) -> tuple[Bead, ...]:
    return tuple(bead for bead in beads if bead.source or bead.target)
