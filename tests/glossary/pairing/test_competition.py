"""How candidates stand among those that share their words."""

from __future__ import annotations

import pytest

from align.model import Language
from glossary.model import Candidate, Kind, Occurrence
from glossary.pairing.competition import standing
from glossary.ranking import log_odds


def candidate(form: str, score: float, *places: tuple[int, int]) -> Candidate:
    found = tuple(Occurrence("zh.txt", segment, at, at + len(form)) for segment, at in places)
    return Candidate(Language.ZH, form, (form,), found, Kind.CONCEPT, (), score)


WHOLE = candidate("海洋经济发展", 0.2, (0, 0))
PART = candidate("海洋经济", 0.6, (0, 0), (1, 5))
CROSSING = candidate("经济发展战略", 0.4, (0, 2))
FAR = candidate("渔业", 0.9, (2, 0))


def test_a_candidate_is_told_who_contains_it_who_crosses_it_and_what_it_contains() -> None:
    whole, _, crossing, far = standing([WHOLE, PART, CROSSING, FAR])
    assert whole["best part"] == pytest.approx(log_odds(0.6))
    assert whole["best shorter from its start"] == pytest.approx(log_odds(0.6))
    assert whole["best crossing"] == pytest.approx(log_odds(0.4))
    assert crossing["best crossing"] == pytest.approx(log_odds(0.6))
    assert far["best container"] == far["best part"] == far["best crossing"] == -8.0


def test_what_rivals_say_is_the_mean_over_all_places_and_the_freest_is_one_place() -> None:
    _, part, _, _ = standing([WHOLE, PART, CROSSING, FAR])
    assert part["best container"] == pytest.approx((log_odds(0.2) - 8.0) / 2)
    assert part["best of its place"] == 1.0
    assert part["freest"] == pytest.approx(log_odds(0.6) + 8.0)


def test_the_order_of_candidates_changes_nothing() -> None:
    every = [WHOLE, PART, CROSSING, FAR]
    assert standing(every[::-1])[::-1] == standing(every)


def test_without_candidates_nothing_is_told() -> None:
    assert standing([]) == []
