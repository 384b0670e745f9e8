"""Beads put right by hand: joined, split, and sentences moved from one to the next.

Beads are those of the store: those of the original are the source, the translation's the target.
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


def moved_down(
    first: Bead, second: Bead, language: Language, original: Language
) -> tuple[Bead, ...]:
    """The last sentence of one bead put into the next; a bead that becomes empty goes.

    Args:
        language: that of the sentence.
        original: that of the beads' source.

    Raises:
        InputError: there is no sentence in that language to move.
    """
    is_source = language is original
    own = _side(first, is_source=is_source)
    if not own:
        raise InputError(f"this bead has no {language.label} sentence to move", "choose another")
    moved = tuple(sorted((own[-1], *_side(second, is_source=is_source))))
    return _kept(
        _with(first, own[:-1], is_source=is_source), _with(second, moved, is_source=is_source)
    )


def moved_up(first: Bead, second: Bead, language: Language, original: Language) -> tuple[Bead, ...]:
    """The first sentence of the second bead put into the first; likewise."""
    is_source = language is original
    own = _side(second, is_source=is_source)
    if not own:
        raise InputError(f"this bead has no {language.label} sentence to move", "choose another")
    moved = tuple(sorted((*_side(first, is_source=is_source), own[0])))
    return _kept(
        _with(first, moved, is_source=is_source), _with(second, own[1:], is_source=is_source)
    )


def _side(bead: Bead, *, is_source: bool) -> tuple[int, ...]:
    return bead.source if is_source else bead.target


def _with(bead: Bead, segments: tuple[int, ...], *, is_source: bool) -> Bead:
    if is_source:
        return Bead(segments, bead.target, SURE)
    return Bead(bead.source, segments, SURE)


def _kept(*beads: Bead) -> tuple[Bead, ...]:
    return tuple(bead for bead in beads if bead.source or bead.target)
