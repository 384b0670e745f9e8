"""Phrases of a translation with the marks that belong to them."""

from __future__ import annotations

import pytest

from align.model import Bead, Bitext, Document, Language
from align.segment import segment_lines
from glossary.pairing.beads import read
from glossary.pairing.pair import span

FRENCH = "Ils rejoignent l’Initiative « la Ceinture et la Route » (ICR) ensemble."


@pytest.mark.parametrize(
    ("first", "last", "whole"),
    [
        ("Initiative", "Route", "Initiative « la Ceinture et la Route »"),
        ("Ceinture", "ICR", "Ceinture et la Route (ICR)"),
        ("Ceinture", "Route", "Ceinture et la Route"),
        ("Route", "ICR", "Route (ICR)"),
    ],
)
def test_a_phrase_has_marks_with_their_other_ones_only(first: str, last: str, whole: str) -> None:
    texts = (("共建一带一路。", "zh"), (FRENCH, "fr"))
    source, target = (segment_lines(Document(text, code, Language(code))) for text, code in texts)
    bitext = Bitext(source, target, (Bead((0,), (0,), 1.0),))
    (bead,) = read([bitext])
    words = [token.text for token in bead.tokens]
    found = span(bead, words.index(first), words.index(last) + 1, bitext.translation)
    assert found.text == whole
