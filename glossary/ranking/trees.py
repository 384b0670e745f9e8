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
from functools import cache, lru_cache
from importlib import resources
from itertools import chain
from typing import TYPE_CHECKING, Any

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

    def rows(self, table: Sequence[Table]) -> list[dict[str, float]]:
        """Rows of a column a feature as mappings."""
        return [dict(zip(self.names, row.tolist(), strict=True)) for row in table]

    def reasons(self, rows: Rows) -> list[Reasons]:
        """The features that speak most for each form, with the log odds that they add."""
        return [why for _, why in self.explained(rows)]

    def explained(self, rows: Rows) -> list[tuple[float, Reasons]]:
        """Log odds and reasons of each form."""
        import numpy as np

        shares = np.zeros((len(self.names), len(rows)))
        odds = self._walked(rows, shares)
        return list(zip(odds, self._strongest(shares * self.slope), strict=True))

    def _walked(self, rows: Rows, shares: Table | None) -> list[float]:
        """The log odds of the rows.

        Args:
            shares: what each feature adds to each row goes there, shape (features, len(rows)).
        """
        import numpy as np

        # Each feature's values lie together, since a step asks one of them.
        values = np.ascontiguousarray(self._table(rows).T)
        totals = np.full(len(rows), self.bias)
        for tree in self.trees:
            leaves = _leaves(tree)
            places = np.broadcast_to(_places(tree, values)[0], len(rows))
            totals += np.array([leaf.value for leaf in leaves]).take(places)
            if shares is not None:
                _share(leaves, places, shares)
        odds: list[float] = (totals * self.slope + self.shift).tolist()
        return odds

    def table(self, columns: Mapping[str, NDArray[np.floating]]) -> Table:
        """Rows from the columns of features by name, those that the model does not ask left out."""
        import numpy as np

        return np.stack([columns[name] for name in self.names], axis=1)

    def _table(self, rows: Rows) -> Table:
        import numpy as np

        shape = len(rows), len(self.names)
        if isinstance(rows, np.ndarray):
            return rows.reshape(shape)
        told = chain.from_iterable(map(row.__getitem__, self.names) for row in rows)
        return np.fromiter(told, float, shape[0] * shape[1]).reshape(shape)

    def _strongest(self, shares: Table) -> list[Reasons]:
        """For each row what speaks for it most, from what features add, (features, rows)."""
        import numpy as np

        by_name = sorted(range(len(self.names)), key=self.names.__getitem__)
        named = shares[by_name].T
        row, feature = np.nonzero(named > _LEAST_SHOWN)
        gains = named[row, feature]
        order = np.lexsort((feature, -gains, row))
        row, feature, gains = row[order], feature[order], gains[order]
        shown = np.arange(len(row)) - np.searchsorted(row, row) < _STRONGEST
        found: list[list[tuple[str, float]]] = [[] for _ in range(shares.shape[1])]
        told = zip(row[shown].tolist(), feature[shown].tolist(), gains[shown].tolist(), strict=True)
        for number, column, gain in told:
            found[number].append((self.names[by_name[column]], round(gain, 3)))
        return [tuple(reasons) for reasons in found]


@dataclass(frozen=True, slots=True)
class _Leaf:
    """The end of a path through a tree: its log odds, and what each step on the path changed.

    Attributes:
        steps: features by number, with what asking them added to the usual log odds.
    """

    value: float
    steps: tuple[tuple[int, float], ...]


@lru_cache(maxsize=1 << 13)
def _leaves(node: Node, steps: tuple[tuple[int, float], ...] = ()) -> tuple[_Leaf, ...]:
    """The leaves below a node, from the lowest on; `steps` lead to the node."""
    if not isinstance(node, tuple):
        return (_Leaf(node, steps),)
    feature, _, usual, *children = node
    found: list[_Leaf] = []
    for child in children:
        here = child[2] if isinstance(child, tuple) else child
        found += _leaves.__wrapped__(child, (*steps, (feature, here - usual)))
    return tuple(found)


def _places(node: Node, values: Table, first: int = 0) -> tuple[Any, int]:
    """The numbers of the leaves that rows come to from a node, one a row; of a leaf its own.

    Every step is asked of every row: to compare them all costs less than to pick those that come
    to the step.

    Args:
        values: shape (features, rows).
        first: the number of the first leaf below the node.

    Returns:
        The numbers, which are nobody else's, and how many leaves there are up to the last one.
    """
    import numpy as np

    if not isinstance(node, tuple):
        return np.uint8(first), first + 1
    feature, threshold, _, low, high = node
    below, middle = _places(low, values, first)
    above, last = _places(high, values, middle)
    places = (values[feature] > threshold).view(np.uint8)
    # As `numpy.where` in a fraction of its time: leaves above have the greater numbers.
    if last - first > 2:
        above -= below
        places *= above
    places += below
    return places, last


def _share(leaves: Sequence[_Leaf], places: NDArray[np.uint8], shares: Table) -> None:
    """Give each feature that a tree asks what it adds to the rows, by the leaves they come to."""
    import numpy as np

    added: dict[int, Table] = {}
    for number, leaf in enumerate(leaves):
        for feature, change in leaf.steps:
            if feature not in added:
                added[feature] = np.zeros(len(leaves))
            added[feature][number] += change
    for feature, changes in added.items():
        shares[feature] += changes.take(places)


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
