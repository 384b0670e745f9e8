"""Inspectable models that rank: logistic regressions over named features, kept as JSON.

The files are written by bench/terms.py, which says what they were fitted on.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

_STRONGEST = 4  # reasons that are shown


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic regression.

    Attributes:
        names: the features, in order.
        means: what is usual of each feature; where it is so, it counts for nothing.
        weights: the change in log odds for each unit above the mean.
        bias: log odds where everything is as usual.
    """

    names: tuple[str, ...]
    means: tuple[float, ...]
    weights: tuple[float, ...]
    bias: float

    def log_odds(self, features: Mapping[str, float]) -> float:
        """The evidence for a term; features that the model does not know do not count."""
        total = self.bias
        for name, mean, weight in zip(self.names, self.means, self.weights, strict=True):
            total += weight * (features[name] - mean)
        return total

    def reasons(self, features: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
        """The features that speak most for the term, with the log odds that they add."""
        added = [
            (-gain, name)
            for name, mean, weight in zip(self.names, self.means, self.weights, strict=True)
            if (gain := weight * (features[name] - mean)) > 0.1
        ]
        added.sort()
        return tuple((name, round(-gain, 3)) for gain, name in added[:_STRONGEST])


def probability(log_odds: float) -> float:
    """Log odds as a probability."""
    if log_odds < -30:
        return 0.0
    return 1.0 / (1.0 + math.exp(-log_odds))


def log_odds(chance: float) -> float:
    """A probability as log odds, kept finite."""
    chance = min(max(chance, 1e-9), 1 - 1e-9)
    return math.log(chance / (1 - chance))


@cache
def model(name: str) -> Model:
    """A model that ships with the program, such as "chinese" or "bilingual"."""
    text = resources.files("glossary").joinpath("weights", f"{name}.json").read_text("utf-8")
    return from_dict(json.loads(text))


def from_dict(data: Mapping[str, object]) -> Model:
    """A model of the form that `to_dict` makes."""
    features = data["features"]
    assert isinstance(features, dict)
    return Model(
        tuple(features),
        tuple(float(entry["mean"]) for entry in features.values()),
        tuple(float(entry["weight"]) for entry in features.values()),
        float(str(data["bias"])),
    )


def to_dict(fitted: Model, about: str) -> dict[str, object]:
    """The model as it is kept: one object a feature, so that differences can be read."""
    return {
        "about": about,
        "bias": round(fitted.bias, 4),
        "features": {
            name: {"mean": round(mean, 4), "weight": round(weight, 4)}
            for name, mean, weight in zip(fitted.names, fitted.means, fitted.weights, strict=True)
        },
    }


def fit(
    rows: Sequence[Mapping[str, float]],
    targets: Iterable[bool],
    *,
    ridge: float = 10.0,
    rounds: int = 40,
) -> Model:
    """Fit a model by Newton's method, features standardised, with an L2 penalty.

    Args:
        rows: the features of each example, all with the same names.
        targets: whether each is a term.
        ridge: the penalty's weight.
    """
    import numpy as np

    names = sorted(rows[0])
    given = np.array([[row[name] for name in names] for row in rows])
    wanted = np.array(list(targets), dtype=float)
    means, scales = given.mean(0), given.std(0)
    scales[scales < 1e-9] = 1.0
    design = np.column_stack([(given - means) / scales, np.ones(len(given))])
    penalty = np.eye(design.shape[1]) * ridge
    penalty[-1, -1] = 0.0
    weights = np.zeros(design.shape[1])
    for _ in range(rounds):
        chance = 1 / (1 + np.exp(-np.clip(design @ weights, -30, 30)))
        gradient = design.T @ (chance - wanted) + penalty @ weights
        curvature = (design * (chance * (1 - chance))[:, None]).T @ design + penalty
        step = np.linalg.solve(curvature, gradient)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return Model(
        tuple(names),
        tuple(float(mean) for mean in means),
        tuple(float(w) for w in weights[:-1] / scales),
        float(weights[-1]),
    )
