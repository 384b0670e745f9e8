"""The trained weights of the word aligner, as the package ships them.

Each pass scores cells by named features, the first by a logistic regression, later ones by that and
a layer of hidden units; `bench/words.py` trains them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align.errors import InputError
from align.words import cells, context

Array = NDArray[np.float32]

OFFLINE, NEURAL = "offline", "neural"
_NAMES = {OFFLINE: cells.NAMES, NEURAL: cells.NAMES + cells.CONTEXT_NAMES}


@dataclass(frozen=True, slots=True)
class Pass:
    """A pass that weighs what a cell has and what the pass before believed.

    Row 0 of each array leads to the log odds straight, the others to a hidden unit each.

    Attributes:
        cells: weights of the features of cells, shape (1 + units, len(names)).
        context: weights of `context.NAMES`, shape (1 + units, len(context.NAMES)).
        biases: shape (1 + units,).
        out: what each unit counts, shape (units,).
    """

    cells: Array
    context: Array
    biases: Array
    out: Array

    def logits(self, of_cells: Array, of_context: Array) -> Array:
        """The log odds of n cells by their features, shapes (len(names), n)."""
        sums = self.cells @ of_cells
        sums += self.context @ of_context
        sums += self.biases[:, None]
        result: Array = sums[0] + self.out @ np.maximum(sums[1:], 0)
        return result


@dataclass(frozen=True, slots=True)
class Weights:
    """A model of links in several passes.

    Attributes:
        names: the features of cells that the model knows.
        bias, first: of the first pass, which sees cells alone; a weight for each of `names`.
        later: the passes after it.
        threshold: from which logit of the last pass a candidate is a link.
    """

    names: tuple[str, ...]
    bias: float
    first: Array
    later: tuple[Pass, ...]
    threshold: float


def from_json(data: Mapping[str, Any], names: tuple[str, ...]) -> Weights:
    """Weights from their JSON form.

    Raises:
        InputError: a feature that it must weigh is missing.
    """
    try:
        first = np.array([data["first"]["cells"][name] for name in names], np.float32)
        later = tuple(
            Pass(
                _columns(each["cells"], names),
                _columns(each["context"], context.NAMES),
                np.array(each["biases"], np.float32),
                np.array(each["out"], np.float32),
            )
            for each in data["later"]
        )
        return Weights(names, data["first"]["bias"], first, later, data["threshold"])
    except KeyError as error:
        raise InputError(f"weights of words: {error} is missing", "train them again") from None


def to_json(weights: Weights) -> dict[str, Any]:
    """The JSON form, in which the weights of a feature stand beside its name."""
    return {
        "threshold": round(weights.threshold, 2),
        "first": {
            "bias": _short(weights.bias),
            "cells": dict(zip(weights.names, _shortened(weights.first), strict=True)),
        },
        "later": [
            {
                "biases": _shortened(each.biases),
                "out": _shortened(each.out),
                "cells": dict(zip(weights.names, map(_shortened, each.cells.T), strict=True)),
                "context": dict(zip(context.NAMES, map(_shortened, each.context.T), strict=True)),
            }
            for each in weights.later
        ],
    }


def _columns(data: Mapping[str, Sequence[float]], names: Sequence[str]) -> Array:
    return np.ascontiguousarray(np.array([data[name] for name in names], np.float32).T)


def _shortened(values: Array) -> list[float]:
    return [_short(value) for value in values.tolist()]


def _short(value: float) -> float:
    return float(f"{value:.4g}")


@cache
def trained(kind: str) -> Weights:
    """The weights in `weights.json`, which says how they were trained.

    Args:
        kind: OFFLINE, or NEURAL where there are vectors of tokens in context.
    """
    data = json.loads(files("align.words").joinpath("weights.json").read_text("utf-8"))
    return from_json(data[kind], _NAMES[kind])
