"""Claims about variants: surfaces joined, and inconsistent renderings suspected."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from align.model import Language
from glossary.extraction.variants import inconsistencies, join, surface_key
from glossary.model import Candidate, Kind, Occurrence

NEAR = {"productive force": 0, "production capacity": 0, "asset": 1, "enterprise": 2}


class Vectors:
    """Texts listed together have the same vector; any other its own."""

    def encode(self, texts: Sequence[str], /) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), 50), dtype=np.float32)
        for row, text in enumerate(texts):
            rows[row, NEAR.get(text, 10 + sum(map(ord, text)) % 40)] = 1.0
        return rows


def candidate(form: str, frequency: int = 1, language: Language = Language.EN) -> Candidate:
    places = tuple(Occurrence("doc", hash_free(form) + n, 0, len(form)) for n in range(frequency))
    return Candidate(language, form, (form,), places, Kind.CONCEPT, (("c-value", 1.0),), 0.5)


def hash_free(form: str) -> int:
    return sum(ord(c) * 7 for c in form)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("State owned enterprises", "state-owned enterprise"),
        ("“three firsts”", "3 firsts"),
        ("the two policies", "Two Policy"),
        ("five-in-one", "five in one"),
    ],
)
def test_surface_variants_share_a_key(one: str, other: str) -> None:
    assert surface_key(one, Language.EN) == surface_key(other, Language.EN)


def test_joined_candidates_keep_all_places_and_the_most_frequent_form() -> None:
    joined = join([candidate("State owned firm", 1), candidate("state-owned firms", 3)])
    assert [c.form for c in joined] == ["state-owned firms"]
    assert joined[0].frequency == 4
    assert set(joined[0].surfaces) == {"State owned firm", "state-owned firms"}


def test_different_terms_and_languages_are_not_joined() -> None:
    several = [candidate("green port"), candidate("green sport"), candidate("港口", 1, Language.ZH)]
    assert join(several) == several


def test_a_rendering_with_another_head_of_the_same_sense_is_suspected() -> None:
    preferred = candidate("new quality productive forces", 4)
    variant = candidate("new quality production capacity")
    ((one, other, confidence),) = inconsistencies([variant, preferred], Vectors())
    assert (one, other) == (preferred, variant)
    assert 0.6 <= confidence <= 1.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "scientific and technological innovation",
            "scientific and technological innovation system",
        ),
        ("state owned enterprises", "state owned assets"),
        ("eastern coastal ports", "western coastal ports"),
    ],
)
def test_a_longer_term_and_one_of_another_sense_are_not_suspected(one: str, other: str) -> None:
    assert inconsistencies([candidate(one, 2), candidate(other)], Vectors()) == []


def test_inflection_and_spelling_are_no_other_rendering() -> None:
    class Alike:
        def encode(self, texts: Sequence[str], /) -> NDArray[np.float32]:
            return np.ones((len(texts), 1), dtype=np.float32)

    for one, other in (
        ("socialist market reform", "socialist market reforming"),
        ("new harbour centre", "new harbour center"),
    ):
        assert inconsistencies([candidate(one, 3), candidate(other)], Alike()) == []
    others = [candidate("socialist market reform", 3), candidate("socialist market renewal")]
    assert len(inconsistencies(others, Alike())) == 1


def test_a_longer_phrase_around_a_suspected_pair_is_not_reported_again() -> None:
    pairs = inconsistencies(
        [
            candidate("new quality productive forces", 4),
            candidate("new quality production capacity"),
            candidate("vigorous new quality productive forces", 3),
            candidate("vigorous new quality production capacity"),
        ],
        Vectors(),
    )
    assert len(pairs) == 1


def test_without_an_encoder_nothing_is_guessed_from_heads_alone() -> None:
    pair = [candidate("new quality productive forces", 4), candidate("new quality farming plan")]
    assert inconsistencies(pair, None) == []
