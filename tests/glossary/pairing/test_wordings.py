"""Renderings that differ in inflection or spelling only are one."""

from __future__ import annotations

import pytest

from glossary.pairing.deciding import decided
from glossary.pairing.model import Option, Place, Span
from glossary.pairing.wordings import wording


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("port reform", "Port Reforms"),
        ("the opening up", "opening-up"),
        ("deepen port reform", "deepened port reform"),
        ("modernise agriculture", "modernizing agriculture"),
        ("labour programme", "labor programs"),
        ("service centres", "service center"),
        ("national defence", "national defense"),
        ("stabilise policy", "stabilizing policies"),
        ("travelling expenses", "traveling expense"),
        ("plan ahead", "planned ahead"),
    ],
)
def test_inflection_and_spelling_make_no_other_rendering(one: str, other: str) -> None:
    assert wording(one) == wording(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("port reform", "harbour reform"),
        ("developed countries", "developing countries' ports"),
        ("state assets", "state-owned assets"),
        ("raise", "race"),
    ],
)
def test_other_words_make_another_rendering(one: str, other: str) -> None:
    assert wording(one) != wording(other)


def option(text: str, bead: int, odds: float) -> Option:
    place = Place(0, bead, bead, 0, len(text))
    return Option(Span(wording(text), text, place), 0.5, 0.5, odds)


def test_inflections_are_counted_together_under_the_commonest() -> None:
    places = [
        [option("port reform", 0, 1.0)],
        [option("port reforms", 1, 1.0)],
        [option("port reform", 2, 1.0)],
    ]
    (found,) = decided(places)
    assert found.text == "port reform"
    assert found.frequency == 3


def test_a_phrase_that_comes_back_is_preferred_to_one_that_is_a_little_likelier_once() -> None:
    again = [option("port reform", 0, 0.5), option("reform", 0, 0.6)]
    others = [[option("port reform", bead, 2.0)] for bead in (1, 2, 3)]
    (found,) = decided([again, *others])
    assert found.frequency == 4


def test_where_no_phrase_is_likely_there_is_no_rendering() -> None:
    assert decided([[option("rain", 0, -6.0)], []]) == ()


def test_a_phrase_that_is_rather_unlikely_is_the_rendering_where_nothing_likelier_stands() -> None:
    (found,) = decided([[option("harbour dues", 0, -3.0), option("rain", 0, -4.0)]])
    assert found.text == "harbour dues"


def test_two_places_that_one_phrase_renders_count_once() -> None:
    same = option("port reform", 0, 1.0)
    (found,) = decided([[same], [same]])
    assert found.frequency == 1
