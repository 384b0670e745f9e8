"""Inspectable models that rank: boosted trees over named features, kept as JSON.

A model is a sum of small regression trees (Friedman 2001, Greedy function approximation) whose
every step asks one feature whether it exceeds a threshold. Which features spoke for a form, and how
much, is read off the paths it takes (Saabas 2014). The files are written by bench/terms.py and
bench/english_terms.py, which say what they were fitted on.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from glossary.axes import Axes, shipped_axes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Table = NDArray[np.float64]
    #: Features by name, a mapping a form; or a row a form, with a column a feature of the model.
    Rows = Sequence[Mapping[str, float]] | Table

_STRONGEST = 4  # reasons that are shown
_LEAST_SHOWN = 0.1  # log odds that they add

#: Features and the log odds that they add, the strongest first.
Reasons = tuple[tuple[str, float], ...]

#: A leaf, which is log odds; or a step: the feature's number, the threshold, the log odds that are
#: usual here, and the nodes for values up to the threshold and above it.
Node = float | tuple[int, float, float, "Node", "Node"]


@dataclass(frozen=True, slots=True)
class Model:
    """Trees whose sum is log odds.

    Attributes:
        names: the features, in the order in which trees number them.
        bias: log odds before any feature is known.
        slope, shift: log odds are `slope` times the sum plus `shift`, so that probabilities are
            right on text that the trees were not fitted on (Platt 1999).
        trees: their first nodes.
    """

    names: tuple[str, ...]
    bias: float
    slope: float
    shift: float
    trees: tuple[Node, ...]

    def log_odds(self, rows: Rows) -> list[float]:
        """The evidence for each form to be a term, from its features."""
        return self._walked(rows, None)

    def reasons(self, rows: Rows) -> list[Reasons]:
        """The features that speak most for each form, with the log odds that they add."""
        return [why for _, why in self.explained(rows)]

    def explained(self, rows: Rows) -> list[tuple[float, Reasons]]:
        """Log odds and reasons of each form."""
        import numpy as np

        shares = np.zeros((len(rows), len(self.names)))
        odds = self._walked(rows, shares)
        return list(zip(odds, map(self._strongest, shares * self.slope), strict=True))

    def _walked(self, rows: Rows, shares: Table | None) -> list[float]:
        """The log odds of the rows; where `shares` is given, what each feature adds goes there."""
        import numpy as np

        # Each feature's values lie together, since a step asks one of them.
        values = np.ascontiguousarray(self._table(rows).T)
        totals = np.full(len(rows), self.bias)
        everyone = np.arange(len(rows))
        for tree in self.trees:
            _add(tree, values, everyone, totals, shares)
        odds: list[float] = (totals * self.slope + self.shift).tolist()
        return odds

    def _table(self, rows: Rows) -> Table:
        import numpy as np

        shape = len(rows), len(self.names)
        if isinstance(rows, np.ndarray):
            return rows.reshape(shape)
        return np.array([[row[name] for name in self.names] for row in rows]).reshape(shape)

    def _strongest(self, shares: Table) -> Reasons:
        gains = zip(self.names, shares.tolist(), strict=True)
        added = [(name, gain) for name, gain in gains if gain > _LEAST_SHOWN]
        added.sort(key=lambda item: (-item[1], item[0]))
        return tuple((name, round(gain, 3)) for name, gain in added[:_STRONGEST])


def _add(
    node: Node, values: Table, rows: NDArray[np.int64], totals: Table, shares: Table | None
) -> None:
    """Add a tree's log odds to the totals of the rows that come to this node.

    Where `shares` is given, each step's change goes to the feature that it asks.
    """
    if not isinstance(node, tuple):
        totals[rows] += node
        return
    feature, threshold, usual, low, high = node
    above = values[feature].take(rows) > threshold
    for child, here in ((low, rows[~above]), (high, rows[above])):
        if len(here):
            if shares is not None:
                value = child[2] if isinstance(child, tuple) else child
                shares[here, feature] += value - usual
            _add(child, values, here, totals, shares)


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


@dataclass(frozen=True, slots=True)
class Rankers:
    """The models that extraction ranks with.

    Attributes:
        chinese: judges forms of Chinese texts.
        bilingual: judges them with their renderings.
        axes: along which it is told what they are about.
        english: judges phrases of texts that are in English only.
    """

    chinese: Model
    bilingual: Model
    axes: Axes
    english: Model


def shipped() -> Rankers:
    """The models in the package."""
    return Rankers(model("chinese"), model("bilingual"), shipped_axes(), model("english"))


def from_dict(data: Mapping[str, Any]) -> Model:
    """A model of the form that `to_dict` makes."""
    return Model(
        tuple(data["features"]),
        float(data["bias"]),
        float(data["slope"]),
        float(data["shift"]),
        tuple(_node(tree) for tree in data["trees"]),
    )


def _node(data: Any) -> Node:
    if isinstance(data, list):
        feature, threshold, usual, low, high = data
        return int(feature), float(threshold), float(usual), _node(low), _node(high)
    return float(data)


def to_dict(fitted: Model, about: str) -> dict[str, object]:
    """The model as it is kept: steps as lists, in the order of `Node`."""
    return {
        "about": about,
        "features": list(fitted.names),
        "bias": fitted.bias,
        "slope": fitted.slope,
        "shift": fitted.shift,
        "trees": list(fitted.trees),
    }
