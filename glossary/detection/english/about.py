"""Where English words lie along the axes of meaning that Chinese terms are told by.

The encoder gives words of all its languages vectors in one space, so the axes
(`glossary.ranking.axes`) serve both. A phrase lies where its words do on average: as telling as its
own vector when measured, and a text has a tenth as many words as phrases.
"""

from __future__ import annotations

from collections.abc import Sequence

from align.encoders.base import Encoder
from glossary.detection.english.measures import Along
from glossary.detection.english.nesting import Column
from glossary.ranking.axes import Axes
from glossary.ranking.meaning import ENCODER
from glossary.ranking.vectors import WordSums


def along(encoder: Encoder, axes: Axes) -> Along:
    """A function that places words; where the encoder is not that of the axes, theirs is loaded."""

    def placed(words: Sequence[str]) -> Column:
        from align.encoders import load

        sums = WordSums(encoder if encoder.name == ENCODER else load(ENCODER))
        return axes.along(sums.vectors([[word] for word in words]))

    return placed
