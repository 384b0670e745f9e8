"""Put the beads of a person in the place of stored ones."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from align.errors import ConflictError, InputError, NotFoundError
from align.model import Bead
from align.text import storable
from glossary.store.documents.texts import (
    Alignment,
    StoredBead,
    alignment_of,
    places_of,
    replace_beads,
)
from glossary.store.glossary import Glossary
from glossary.store.writing.concepts import Attribution


def correct_beads(
    glossary: Glossary,
    documents: Sequence[int],
    old: Sequence[Bead],
    new: Sequence[Bead],
    *,
    who: str,
    why: str = "",
) -> Alignment:
    """Put the beads of a person in the place of stored ones, with a revision of the document.

    Adding the two documents again keeps them. Their scores are 1.

    Args:
        documents: the ids of an original and of its translation.
        old: the beads to replace as they were read, those of the original first.
        new: beads of the same segments.

    Raises:
        ConflictError: an old bead is not there any more; nothing was done.
        InputError: the new beads do not hold the segments of the old ones, each once.
        NotFoundError: the documents are not aligned.
    """
    with glossary.writing() as connection:
        original, translation = documents
        alignment = alignment_of(connection, original, translation)
        if alignment is None:
            raise NotFoundError(
                f"the documents {original} and {translation} are not aligned",
                "add them as a pair first",
            )
        _require_same_segments(old, new)
        places = places_of(alignment.beads)
        gone = {(bead.source, bead.target) for bead in old}
        if not gone <= set(places):
            raise ConflictError(
                "somebody else has changed these beads since they were read", "read them again"
            )
        first = min(places.index(place) for place in gone)
        kept = [
            each for each in alignment.beads if (each.bead.source, each.bead.target) not in gone
        ]
        own = [StoredBead(Bead(bead.source, bead.target, 1.0), storable(who)) for bead in new]
        beads = [*kept[:first], *own, *kept[first:]]
        return replace_beads(connection, alignment, beads, Attribution(who, "align", why))


def _require_same_segments(old: Sequence[Bead], new: Sequence[Bead]) -> None:
    """Every segment stands in one bead, before and after.

    Raises:
        InputError: segments of the old beads are missing, come twice, or others are among them.
    """
    if not old or not all(bead.source or bead.target for bead in new):
        raise InputError("there are no beads to correct", "name those that are wrong")
    for side in ("source", "target"):
        before, after = (
            [segment for bead in beads for segment in getattr(bead, side)] for beads in (old, new)
        )
        if sorted(before) != sorted(after):
            raise InputError(
                f"the new beads hold the segments {after}, the old ones {before}",
                "put every segment of the old beads into one of the new ones",
            )
    for bead in new:
        if any(b <= a for side in (bead.source, bead.target) for a, b in pairwise(side)):
            raise InputError(
                f"the segments of {bead.source}:{bead.target} are out of order", "sort them"
            )
