"""What English renders is evidence for what renders in other languages."""

from __future__ import annotations

import pytest

from align.encoders import load
from align.model import Bead, Bitext, Document, Language
from align.segment import segment_lines
from glossary.model import Candidate, Kind, Occurrence
from glossary.pairing import Pairing, Place, Rendering, pair
from glossary.pairing.beads import read
from glossary.pairing.occurrences import Occurrences
from glossary.pairing.through import Through
from glossary.ranking.vectors import WordSums

ZH = "我们反对坚壁清野。"
EN = "We reject scorched earth."
FR = "Nous rejetons la terre brûlée."


def aligned(theirs: str, language: str) -> Bitext:
    first, second = (
        segment_lines(Document(text, f"text.{code}", Language(code)))
        for text, code in ((ZH, "zh"), (theirs, language))
    )
    return Bitext(first, second, (Bead((0,), (0,), 1.0),))


@pytest.fixture(scope="module")
def sums() -> WordSums:
    return WordSums(load())


def wanted() -> Candidate:
    places = (Occurrence("text.zh", 0, 4, 8),)
    return Candidate(Language.ZH, ZH[4:8], (ZH[4:8],), places, Kind.CONCEPT, (), 0.5)


def english() -> Pairing:
    start = EN.index("scorched")
    place = Place(0, 0, 0, start, len(EN) - 1)
    return Pairing(wanted(), (Rendering("scorched earth", (place,), 1.0, 1.0, 4.0),), ((0, 0),))


def test_words_that_translate_those_of_a_rendering_are_told_from_others(sums: WordSums) -> None:
    theirs = [aligned(FR, "fr")]
    beads = read(theirs)
    occurrences = Occurrences([wanted()], theirs, beads)
    through = Through([english()], [aligned(EN, "en")])
    (told,) = through.told(beads, theirs, occurrences.wanted, sums)
    words = [token.lower for token in beads[0].tokens]
    assert told.known.tolist() == [True]
    own = dict(zip(words, told.own[0], strict=True))
    others = dict(zip(words, told.others[0], strict=True))
    assert own["terre"] > 0.5 > others["terre"]
    assert others["rejetons"] > 0.5 > own["rejetons"]


def test_where_no_rendering_is_known_nothing_is_told(sums: WordSums) -> None:
    theirs = [aligned(FR, "fr")]
    beads = read(theirs)
    occurrences = Occurrences([wanted()], theirs, beads)
    through = Through([Pairing(wanted(), (), ())], [aligned(EN, "en")])
    (told,) = through.told(beads, theirs, occurrences.wanted, sums)
    assert told.known.tolist() == [False]
    assert not told.own.any()


def test_an_idiom_is_rendered_where_its_english_is_known(sums: WordSums) -> None:
    through = [Through([english()], [aligned(EN, "en")])]
    theirs = [aligned(FR, "fr")]
    (found,) = pair([wanted()], theirs, sums, through=through)
    assert [each.text for each in found.renderings] == ["terre brûlée"]
