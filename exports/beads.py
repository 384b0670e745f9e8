"""The text of beads, as formats that hold text write it."""

from __future__ import annotations

from align.model import Aligned, Bead, JointBead, SegmentedDocument


def bead_texts(texts: Aligned, bead: Bead | JointBead) -> tuple[str, ...]:
    """What stands on each side of a bead, on one line each; "" where nothing does."""
    return tuple(map(side_text, texts.sides, bead.indices))


def side_text(document: SegmentedDocument, indices: tuple[int, ...]) -> str:
    """What some segments say, joined as their language joins sentences."""
    lines = (document.segments[index].reading.text for index in indices)
    return document.language.profile.joint.join(line for line in lines if line)
