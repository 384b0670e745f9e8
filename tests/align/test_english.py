"""English words without their number, their tense, and their derivation."""

from __future__ import annotations

import pytest

from align.english import base, singular, stem, trimmed


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("goals", "goal"),
        ("policies", "policy"),
        ("classes", "class"),
        ("boxes", "box"),
        ("status", "status"),
        ("analysis", "analysis"),
        ("progress", "progress"),
    ],
)
def test_a_regular_plural_is_taken_off_once(plural: str, one: str) -> None:
    assert singular(plural) == one == singular(one)


@pytest.mark.parametrize(
    "forms",
    ["plan plans planned planning", "study studies studied studying", "reform reforms reformed"],
)
def test_number_and_tense_have_one_base(forms: str) -> None:
    assert len({base(form) for form in forms.split()}) == 1


def test_the_base_of_a_word_is_no_word_derived_from_it() -> None:
    assert base("developing") == trimmed("develop") != base("development")


def test_possession_and_derivation_have_one_stem() -> None:
    assert stem("people's") == stem("people")
    assert stem("development") == stem("develop")
