"""Modifiers that keep to a rendering are part of it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from checking import bitext

from glossary.pairing.beads import read
from glossary.pairing.model import Place, Rendering
from glossary.pairing.modifiers import Modifiers

#: A term of one word whose translation has words that nothing else says.
HARBOURS = (
    ("渔港很多。", "There are many deep fishing harbours here."),
    ("渔港要建设。", "The deep fishing harbours are to be built."),
    ("渔港很新。", "Our deep fishing harbours look new."),
)


def renderings(
    pairs: Sequence[tuple[str, str]], word: str, own: str
) -> list[tuple[str, tuple[str, ...]]]:
    """What becomes of a rendering that links found as one English word, with its places."""
    both = bitext(pairs)
    places = tuple(
        Place(0, number, number, en.index(word), en.index(word) + len(word))
        for number, (_, en) in enumerate(pairs)
    )
    found = Modifiers(read([both]), [both]).taken_in([Rendering(word, places, 1.0, 1.0)], [own])
    return [
        (each.text, tuple(pairs[p.segment][1][p.start : p.end] for p in each.places))
        for each in found
    ]


def test_modifiers_that_stand_before_a_rendering_every_time_are_taken_in() -> None:
    whole = "deep fishing harbours"
    pairs = [(zh, en.replace("many deep", "deep")) for zh, en in HARBOURS]
    assert renderings(pairs, "harbours", "渔港") == [(whole, (whole,) * 3)]


def test_a_place_without_them_keeps_the_rendering_as_it_was() -> None:
    pairs = [*HARBOURS, *HARBOURS[1:], ("渔港在东边。", "The harbours lie in the east.")]
    whole, plain = renderings(pairs, "harbours", "渔港")
    assert whole == ("deep fishing harbours", ("deep fishing harbours",) * 5)
    assert plain == ("harbours", ("harbours",))


@pytest.mark.parametrize(
    ("pairs", "text"),
    [
        pytest.param(HARBOURS[:2], "harbours", id="two places tell nothing"),
        pytest.param(
            [("深渔港。", en) for _, en in HARBOURS], "fishing harbours", id="深 means it"
        ),
        pytest.param(
            [(zh, en.replace("deep", "the")) for zh, en in HARBOURS],
            "fishing harbours",
            id="an article ends it",
        ),
        pytest.param(
            [(zh, en.replace("fishing", "fishing,")) for zh, en in HARBOURS],
            "harbours",
            id="a mark ends it",
        ),
        pytest.param(
            [
                (zh, en.replace("deep", word))
                for (zh, en), word in zip(HARBOURS, ("deep", "new", "large"), strict=True)
            ],
            "fishing harbours",
            id="they differ",
        ),
    ],
)
def test_what_is_no_fixed_modifier_of_the_rendering_is_left(
    pairs: list[tuple[str, str]], text: str
) -> None:
    assert [each for each, _ in renderings(pairs, "harbours", "渔港")] == [text]


@pytest.mark.parametrize("start", [5, 6])
def test_a_formula_within_a_word_has_no_modifiers(start: int) -> None:
    both = bitext([("四抓。", "a new4grasps plan")] * 3)
    places = tuple(Place(0, number, number, start, 12) for number in range(3))
    given = Rendering("4grasps", places, 1.0, 1.0)
    assert Modifiers(read([both]), [both]).taken_in([given], ["四", "抓"]) == (given,)
