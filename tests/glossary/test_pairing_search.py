"""The search for phrases in the English of several beads, and the words of forms in theirs."""

from __future__ import annotations

import numpy as np
import pytest
from checking import bitext

from align.model import Bead, Bitext, Document, Language, Segment, SegmentedDocument
from glossary.chinese.words import words
from glossary.english.tags import tokens
from glossary.model import Candidate, Kind, Occurrence
from glossary.pairing.beads import ReadBead, read
from glossary.pairing.claims import foreign
from glossary.pairing.lines import Lines
from glossary.pairing.links import BeadWords
from glossary.pairing.occurrences import Occurrences
from glossary.pairing.phrases import Sought, best, sought

REFORM = "We will deepen the reform of state-owned enterprises, and reform of the tax system."
COMMAS = "Build supervision systems, and evaluation systems."


def bead(text: str) -> ReadBead:
    parts = tuple(tokens(text))
    english = tuple(token.lower for token in parts if token.text[0].isalnum())
    return ReadBead(0, 0, (0,), (0,), (), BeadWords((), english), parts, (0,) * len(parts))


def spans(
    one: ReadBead,
    *linked: str,
    repeats: int = 1,
    commas: bool = False,
    clause: bool = False,
    others: str = "",
) -> Sought:
    """Spans that the words of each string render, and no others; `others` render something else."""
    lines = Lines.of([one])
    relevance = np.array(
        [[0.9 * (token.lower in each.split()) for token in one.tokens] for each in linked]
    )
    count = len(linked)
    elsewhere = np.array([[token.lower in others.split() for token in one.tokens]] * count)
    return sought(
        lines.weight[:-1],
        relevance,
        elsewhere,
        elsewhere,
        lines.clauses[:-1],
        [repeats] * count,
        [commas] * count,
        [clause] * count,
    )


def texts(one: ReadBead, linked: Sought) -> list[list[str]]:
    """The phrases of each span as they stand in the text."""
    (found,) = best(Lines.of([one]), [linked], 3)
    return [
        [" ".join(t.text for t in one.tokens[phrase.first : phrase.last]) for phrase in phrases]
        for phrases in found
    ]


def test_a_phrase_takes_in_all_words_that_render_the_span() -> None:
    one = bead(REFORM)
    found = texts(one, spans(one, "state-owned enterprises", "deepen"))
    assert found[0][0] == "state-owned enterprises"
    assert found[1][0] == "deepen"


def test_a_phrase_goes_across_a_comma_only_where_it_is_an_enumeration() -> None:
    one = bead(COMMAS)
    linked = "supervision systems evaluation"
    whole = "supervision systems , and evaluation systems"
    assert whole in texts(one, spans(one, linked, commas=True))[0]
    assert whole not in texts(one, spans(one, linked))[0]


def test_a_span_without_links_has_no_phrase() -> None:
    one = bead(REFORM)
    assert texts(one, spans(one, "weather", "tax")) == [[], ["tax", "tax system"]]


def test_what_only_stands_between_words_that_render_the_span_is_no_phrase_for_it() -> None:
    one = bead("They spoke during economic reform against corruption.")
    assert texts(one, spans(one, "during against")) == [[]]


def test_a_phrase_does_not_take_in_a_word_that_renders_something_else() -> None:
    one = bead("The action time for deepening port reform is short.")
    linked = "action deepening port reform"
    assert texts(one, spans(one, linked))[0][0] == "action time for deepening port reform"
    found = texts(one, spans(one, linked, others="time"))[0]
    assert found[0] == "deepening port reform"


def test_a_phrase_goes_across_the_verb_of_a_clause_only_where_it_is_a_clause() -> None:
    one = bead("Harbour unions are part of growth.")
    linked = "harbour unions growth"
    assert texts(one, spans(one, linked))[0][0] == "Harbour unions"
    assert texts(one, spans(one, linked, clause=True))[0][0] == "Harbour unions are part of growth"


def test_a_word_is_foreign_to_a_span_only_where_another_word_alone_claims_it() -> None:
    zh, english = ("生产", "生产关系", "改革"), ("production", "relations", "and", "reform")
    claimed = np.zeros((4, 3), dtype=bool)
    claimed[0, 0] = claimed[3, 2] = True
    found = foreign(claimed, english, zh, zh, [(0,), (1,), (2,)])
    # 生产 is held by 生产关系, so "production" may belong to that too.
    assert found[:, 0].tolist() == [False, False, True]
    assert found[:, 3].tolist() == [True, True, False]
    assert not found[:, 1:3].any()
    twice = foreign(claimed, ("production", "reform", "and", "reform"), zh, zh, [(0,)])
    assert not twice[0, 3]


def test_of_places_where_a_phrase_matches_alike_the_first_comes_first() -> None:
    one = bead("Plans for growth, plans for growth, plans for growth.")
    (((first, *others),),) = best(Lines.of([one]), [spans(one, "growth", repeats=3)], 3)
    assert all(other.match == first.match and other.first > first.first for other in others)


def test_beads_searched_together_give_what_each_gives_alone() -> None:
    beads = [bead(REFORM), bead(COMMAS), bead("Tax reform.")]
    asked = [
        spans(beads[0], "reform tax", "enterprises"),
        spans(beads[1], "evaluation systems"),
        spans(beads[2], "tax reform", "weather"),
    ]
    alone = [best(Lines.of([one]), [each], 3)[0] for one, each in zip(beads, asked, strict=True)]
    assert best(Lines.of(beads), asked, 3) == alone


@pytest.mark.parametrize("form", ["改革开放", "国有企业改革", "推进国有企业改", "鄉村振興戰略"])
def test_the_words_of_a_form_in_a_sentence_are_those_of_the_form_alone(form: str) -> None:
    zh = f"我们要推进国有企业改革，坚持改革开放，推进{form}。"
    both = tuple(
        SegmentedDocument(Document(text, name, language), (Segment(0, len(text), text),))
        for text, name, language in (
            (zh, "zh.txt", Language.ZH),
            ("We will go on with reform.", "en.txt", Language.EN),
        )
    )
    bitext = Bitext(both[0], both[1], (Bead((0,), (0,), 1.0),))
    start = zh.index(form)
    place = Occurrence("zh.txt", 0, start, start + len(form))
    candidate = Candidate(Language.ZH, form, (form,), (place,), Kind.CONCEPT, (), 0.5)
    beads = read([bitext])
    (found,) = Occurrences([candidate], [bitext], beads).words
    assert found == words(form).texts


def test_reading_the_beads_of_several_texts_goes_on_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    texts = [bitext([("港口改革。", "The reform of ports.")] * 150) for _ in range(2)]
    read(texts, lambda _, done, total: told.append((done, total)))
    assert told == [(0, 300), (100, 300), (200, 300), (300, 300)]
