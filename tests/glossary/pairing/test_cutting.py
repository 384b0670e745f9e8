"""The words of originals, and pairs without Chinese."""

from __future__ import annotations

import pytest

from align.encoders import load
from align.model import Bead, Bitext, Document, Language
from align.segment import segment_lines
from glossary.model import Candidate, Kind, Occurrence
from glossary.pairing import pair
from glossary.pairing.cutting import cut
from glossary.ranking.vectors import WordSums

FRENCH = "Le port a un nouveau quai.\nLe nouveau quai est cher.\n"
GERMAN = "Der Hafen hat einen neuen Kai.\nDer neue Kai ist teuer.\n"


def test_words_of_grammar_and_marks_are_told_apart() -> None:
    found = cut("L’accès au port, libre", Language("fr"))
    assert found.texts == ("l’", "accès", "au", "port", "libre")
    assert [tag == "u" for tag in found.tags] == [True, False, True, False, False]
    assert [*zip(found.starts, found.ends, strict=True)][1] == (2, 7)


def test_arabic_words_are_cut_from_what_is_written_as_one_with_them() -> None:
    assert cut("والتنمية المستدامة", Language("ar")).texts == ("التنمية", "المستدامة")


@pytest.mark.parametrize(("place", "rendering"), [((3, 7), "Hafen"), ((13, 25), "neuen Kai")])
def test_a_term_is_rendered_where_no_text_is_chinese(
    place: tuple[int, int], rendering: str
) -> None:
    one = segment_lines(Document(FRENCH, "a", Language("fr")))
    other = segment_lines(Document(GERMAN, "b", Language("de")))
    bitext = Bitext(one, other, (Bead((0,), (0,), 1.0), Bead((1,), (1,), 1.0)))
    form = one.segments[0].reading.text[slice(*place)]
    candidate = Candidate(
        Language("fr"), form, (form,), (Occurrence("a", 0, *place),), Kind.CONCEPT, (), 0.5
    )
    [found] = pair([candidate], [bitext], WordSums(load()))
    assert found.beads == ((0, 0),)
    assert rendering in found.renderings[0].text
