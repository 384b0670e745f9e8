"""How strongly things go together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.corpora.association import log_likelihood


def test_it_is_twice_the_logarithm_of_the_ratio_of_likelihoods() -> None:
    # The table 110, 2442, 111, 29114 of "the swiss" in Dunning (1993), whose value is 270.72.
    assert log_likelihood(110, 110 + 2442, 110 + 111, 110 + 2442 + 111 + 29114) == pytest.approx(
        270.72, abs=0.01
    )


def test_what_is_just_by_chance_has_none_and_what_is_seldom_is_negative() -> None:
    assert log_likelihood(10, 100, 100, 1000) == pytest.approx(0)
    assert log_likelihood(1, 100, 100, 1000) < 0 < log_likelihood(30, 100, 100, 1000)


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_it_is_the_same_from_either_side(both: int, one: int, other: int, rest: int) -> None:
    total = both + one + other + rest
    if both + one and both + other:
        assert log_likelihood(both, both + one, both + other, total) == pytest.approx(
            log_likelihood(both, both + other, both + one, total)
        )
