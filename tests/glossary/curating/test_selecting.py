"""Words that a person selects become an entry with the bead as its context."""

from __future__ import annotations

import pytest
from contexts import context_of, marked
from reader_bench import EN, SENTENCES, ZH, pair

from glossary.curating.selecting import proposal, rendering, trimmed
from glossary.model import Term, TermStatus

BEAD = context_of(*SENTENCES[2], "speech.zh.txt", ((0, 2),), (), (2,), (5,))


@pytest.mark.parametrize(
    ("place", "zh", "en"),
    [(0, "共同富裕", "common prosperity"), (2, "农业", "Agriculture"), (3, "改革", "Reform")],
)
def test_the_rendering_of_words_is_found_from_either_side(place: int, zh: str, en: str) -> None:
    bitext = pair()
    beads = [bitext.beads[place], *(bead for bead in bitext.beads if bead.source != (place,))]
    for language, beside, words, expected in ((ZH, EN, zh, en), (EN, ZH, en, zh)):
        text, other = (bitext.side(each).document.text for each in (language, beside))
        start = text.index(words)
        spans = rendering(bitext, beads, language, [(start, start + len(words))])
        assert [other[slice(*span)] for span in spans] == [expected]


def test_nothing_is_rendered_where_the_other_side_is_empty() -> None:
    bitext = pair()
    from align.model import Bead

    assert rendering(bitext, [Bead((0,), (), 1.0)], ZH, [(0, 2)]) == []


def test_blanks_and_punctuation_at_the_ends_are_left_out() -> None:
    assert trimmed("“三首”， ", 0, 6) == (1, 3)
    assert trimmed("。，", 0, 2) == (2, 2)


def test_an_entry_has_both_terms_and_its_bead_as_context() -> None:
    made = proposal(BEAD, {ZH: "农业", EN: "agriculture"})
    assert made.terms == (
        Term(ZH, "农业", TermStatus.PREFERRED, frequency=1),
        Term(EN, "agriculture", TermStatus.PREFERRED, frequency=1),
    )
    zh, en = SENTENCES[2]
    context = context_of(zh, en, "speech.zh.txt", ((0, 2),), ((0, 11),), (2,), (5,))
    assert made.contexts == (context,)


def test_a_term_that_was_reworded_is_marked_only_where_it_stands() -> None:
    made = proposal(BEAD, {ZH: "农村", EN: ""})
    assert [term.text for term in made.terms] == ["农村"]
    assert marked(made.contexts[0], ZH) == ()
