"""Models that rank: what trees say, why, and how they are kept."""

from __future__ import annotations

import json
import math

import pytest

from glossary import ranking
from glossary.ranking import Model

#: "length" up to 3 speaks against a term, above it frequency decides; "quoted" speaks for one.
LENGTH = (0, 3.0, 0.1, -1.0, (1, 5.0, 0.5, 0.25, 1.5))
QUOTED = (2, 0.5, 0.2, 0.0, 2.0)
NAMES = ("length", "frequency", "quoted")


def model(**changes: float) -> Model:
    return Model(
        NAMES, -2.0, changes.get("slope", 1.0), changes.get("shift", 0.0), (LENGTH, QUOTED)
    )


def row(length: float, frequency: float, quoted: float) -> dict[str, float]:
    return {"length": length, "frequency": frequency, "quoted": quoted}


@pytest.mark.parametrize(
    ("features", "odds"),
    [
        (row(2, 9, 0), -2.0 - 1.0),
        (row(3, 9, 1), -2.0 - 1.0 + 2.0),
        (row(4, 5, 0), -2.0 + 0.25),
        (row(4, 6, 1), -2.0 + 1.5 + 2.0),
    ],
)
def test_log_odds_are_the_leaves_that_a_form_comes_to(
    features: dict[str, float], odds: float
) -> None:
    assert model().log_odds([features]) == [pytest.approx(odds)]


def test_each_form_of_many_is_judged_by_itself() -> None:
    rows = [row(2, 9, 0), row(4, 6, 1), row(2, 9, 0)]
    together = model().log_odds(rows)
    assert together == [model().log_odds([each])[0] for each in rows]
    assert model().log_odds([]) == []


def test_calibration_turns_sums_into_log_odds_that_hold_elsewhere() -> None:
    plain = model().log_odds([row(4, 6, 1)])[0]
    assert model(slope=0.5, shift=-0.25).log_odds([row(4, 6, 1)]) == [plain * 0.5 - 0.25]


def test_reasons_name_the_features_that_speak_for_the_form_strongest_first() -> None:
    reasons = model().reasons([row(4, 6, 1)])[0]
    assert [name for name, _ in reasons] == ["quoted", "frequency", "length"]
    assert dict(reasons) == {
        "quoted": pytest.approx(1.8),
        "frequency": pytest.approx(1.0),
        "length": pytest.approx(0.4),
    }


def test_what_speaks_against_a_form_is_no_reason_for_it() -> None:
    assert model().reasons([row(2, 9, 0)]) == [()]


def test_a_model_comes_back_from_json_as_it_was() -> None:
    data = json.loads(json.dumps(ranking.to_dict(model(slope=0.9), "about")))
    assert ranking.from_dict(data) == model(slope=0.9)


@pytest.mark.parametrize("name", ["chinese", "bilingual"])
def test_the_models_of_the_package_ask_features_that_they_name(name: str) -> None:
    shipped = ranking.model(name)
    features = dict.fromkeys(shipped.names, 0.0)
    (odds,) = shipped.log_odds([features])
    assert math.isfinite(odds)
    assert shipped.slope > 0


def test_probability_and_log_odds_undo_each_other() -> None:
    for chance in (0.01, 0.5, 0.99):
        assert ranking.probability(ranking.log_odds(chance)) == pytest.approx(chance)
    assert ranking.probability(-1000.0) == 0.0
