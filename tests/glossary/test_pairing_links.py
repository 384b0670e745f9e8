"""Claims about the links of words that are learned from beads."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from align.encoders.base import Vectors, unit
from glossary.pairing import links
from glossary.pairing.links import BeadWords, train
from glossary.pairing.vectors import WordSums

BEADS = [
    BeadWords(("改革", "深化"), ("deepen", "the", "reform")),
    BeadWords(("改革", "港口"), ("reform", "of", "ports")),
    BeadWords(("港口", "安全"), ("safe", "ports")),
]


class _Letters:
    """An encoder by characters, without a way of its own for single words."""

    name = "letters"
    dimensions = 16

    def encode(self, texts: Sequence[str]) -> Vectors:
        rows: Vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for number, text in enumerate(texts):
            for character in text:
                rows[number, ord(character) % self.dimensions] += 1
        return unit(rows)


def test_beads_beyond_those_that_memory_has_room_for_are_linked_by_what_was_learned(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(links, "_MOST_PAIRS", 9)
    made = train(BEADS, WordSums(_Letters()))
    assert len(made.places) == 8  # two Chinese words times two of content, in two beads
    last = made.matrix(2)
    assert last.shape == (2, 2)
    assert last[1, 0] > 0.5  # 港口 and ports met in the bead before
    assert not last[0].any()  # "safe" met nothing


def test_beads_of_words_of_grammar_alone_link_nothing() -> None:
    made = train([BeadWords(("零食", "是"), ("it", "is", "between"))], WordSums(_Letters()))
    assert not made.matrix(0).any()
