"""Renderings of known concepts as they stand in translations."""

from __future__ import annotations

from align.model import Bead, Bitext, Document, Language
from align.segment import segment_lines
from glossary.extraction.renders import BeadTranslations, Own
from glossary.model import Candidate, Concept, Kind, Occurrence, Sense, Term
from glossary.pairing import Pairing

ZH, FR = Language("zh"), Language("fr")
CHINESE = "共建一带一路。"


def test_a_rendering_that_ends_with_a_mark_is_shown_whole() -> None:
    terms = Term(ZH, "一带一路"), Term(FR, "Initiative « la Ceinture et la Route »")
    concept = Concept("c", terms)
    original = segment_lines(Document(CHINESE, "a.zh", ZH))
    translation = segment_lines(
        Document("Ils font l’Initiative « la Ceinture et la Route » ensemble.", "a.fr", FR)
    )
    beads = BeadTranslations([Bitext(original, translation, (Bead((0,), (0,), 1.0),))], [concept])
    place = Occurrence("a.zh", 0, 2, 6)
    candidate = Candidate(ZH, "一带一路", ("一带一路",), (place,), Kind.CONCEPT, (), 0.5)
    own = Own(Sense(concept, terms[0], from_reference=False), beads, beads.repeats([place]))
    (rendering,) = own.over(Pairing(candidate, (), ((0, 0),))).renderings
    assert rendering.text == "Initiative « la Ceinture et la Route »"
