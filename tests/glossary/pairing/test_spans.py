"""Phrases that may render a candidate, and what is told of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from checking import bitext, candidate

from align.encoders import Encoder, load
from align.model import Language
from glossary.language.chinese.words import words
from glossary.language.lists import function_words
from glossary.pairing import pair
from glossary.pairing.beads import read
from glossary.pairing.occurrences import Occurrences, Wanted
from glossary.pairing.pair import searched, span
from glossary.pairing.sides import Rows
from glossary.pairing.spans import features, spans
from glossary.ranking.vectors import WordSums

Lines = Sequence[tuple[str, str]]
PORTS: Lines = (
    ("要深化港口改革，完善税收制度。", "We will deepen port reform, and improve the tax system."),
    ("国有资本要做强。国有资本也要做优。", "State capital should grow. It should excel."),
    ("支持港口改革和渔业改革。", "Support the reform of ports and of fisheries."),
)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load()


def wanted(form: str, lines: Lines) -> list[list[Wanted]]:
    both = bitext(lines)
    return Occurrences([candidate(form, lines)], [both], read([both])).wanted


def phrases(encoder: Encoder, lines: Lines, *forms: str) -> list[dict[str, dict[str, float]]]:
    """For each place of the forms what is told of each phrase there."""
    both = bitext(lines)
    beads = read([both])
    found = Occurrences([candidate(form, lines) for form in forms], [both], beads)
    sums = WordSums(encoder)
    result = []
    for group, some in searched(beads, found, forms, sums):
        told = features(some, forms)
        first, last = some.tokens()
        places: list[dict[str, dict[str, float]]] = [{} for _ in some.rows.candidates]
        for number, row in enumerate(some.row.tolist()):
            bead = group[some.rows.beads[row]].read
            text = span(bead, int(first[number]), int(last[number]), both.target).text
            places[row][text] = {name: float(values[number]) for name, values in told.items()}
        result += places
    return result


def test_a_phrase_holds_a_word_that_renders_the_term_and_goes_over_no_full_stop(
    encoder: Encoder,
) -> None:
    first, *_ = phrases(encoder, PORTS[1:2], "国有资本")
    assert "State capital" in first
    assert all("capital" in text.lower() or "state" in text.lower() for text in first)
    assert not any("." in text for text in first)


def test_the_phrase_that_takes_in_what_renders_the_term_matches_best(encoder: Encoder) -> None:
    (found,) = phrases(encoder, PORTS[:1], "港口改革")
    assert max(found, key=lambda text: found[text]["match"]) == "port reform"
    assert found["port reform"]["match behind"] == 0.0
    assert found["port reform"]["foreign"] < found["deepen port reform"]["foreign"]


def test_the_likeness_of_a_phrase_is_the_cosine_of_the_sum_of_its_words(encoder: Encoder) -> None:
    sums = WordSums(encoder)
    form = "渔业改革"
    (found,) = phrases(encoder, PORTS, form)
    (own,) = sums.of_chinese([form])
    assert len(found) > 1
    for text, told in found.items():
        content = [word for word in text.lower().split() if word not in function_words(Language.EN)]
        (vector,) = sums.vectors([content])
        assert told["like"] == pytest.approx(float(vector @ own), abs=0.01)


def test_what_is_told_of_a_place_does_not_hang_on_what_else_is_sought(encoder: Encoder) -> None:
    (_, *together) = phrases(encoder, PORTS, "港口改革", "税收制度")
    (alone,) = phrases(encoder, PORTS, "税收制度")
    beside = next(place for place in together if "tax system" in place)
    assert beside.keys() == alone.keys()
    for text, told in alone.items():
        assert beside[text] == pytest.approx(told, abs=1e-3)


def test_a_bead_is_told_of_alike_alone_and_with_others(encoder: Encoder) -> None:
    both = bitext(PORTS)
    beads = read([both])
    found = Occurrences([candidate("改革", PORTS)], [both], beads)
    sums = WordSums(encoder)
    vectors = sums.of_chinese(["改革"], found.words)
    ((group, together),) = searched(beads, found, ["改革"], sums)
    apart = [spans(Rows.of([bead], ["改革"], vectors, sums)) for bead in group]
    assert sum(map(len, apart)) == len(together)
    for name, values in features(together, ["改革"]).items():
        single = np.concatenate([features(some, ["改革"])[name] for some in apart])
        assert values == pytest.approx(single, abs=1e-4), name


def test_each_place_of_a_term_in_a_sentence_is_looked_at() -> None:
    (found,) = wanted("国有资本", PORTS[1:2])
    assert len(found) == 2
    assert found[0].columns != found[1].columns


def test_particles_of_a_term_ask_for_no_word() -> None:
    lines = (("港口的改革。", "The reform of ports."),)
    ((found,),) = wanted("港口的改革", lines)
    texts = words(lines[0][0]).texts
    assert [texts[column] for column in found.columns] == ["港口", "改革"]


def test_a_term_that_begins_within_a_word_has_a_share_of_it() -> None:
    lines = (("港口改革。", "Port reform."),)
    ((found,),) = wanted("口改革", lines)
    assert found.shares == (0.5, 1.0)


@pytest.mark.parametrize(
    ("zh", "form"),
    [
        ("援助最不发达国家。", "发达国家"),
        ("实施非歧视性法律。", "歧视性法律"),
        ("鼓励非公有制经济。", "公有制经济"),
    ],
)
def test_where_a_prefix_makes_the_opposite_of_a_term_the_term_does_not_stand(
    zh: str, form: str
) -> None:
    assert wanted(form, [(zh, "Something else.")]) == [[]]


def test_a_name_that_ends_like_a_prefix_makes_no_opposite() -> None:
    assert [len(some) for some in wanted("合作论坛", [("中非合作论坛召开。", "A forum met.")])] == [
        1
    ]


def test_a_term_is_not_rendered_by_its_opposite(encoder: Encoder) -> None:
    lines = (
        (
            "发达国家应援助最不发达国家。",
            "Developed countries should aid the least developed countries.",
        ),
        ("最不发达国家需要港口。", "The least developed countries need ports."),
    )
    (found,) = pair([candidate("发达国家", lines)], [bitext(lines)], WordSums(encoder))
    assert [one.text for one in found.renderings] == ["Developed countries"]
