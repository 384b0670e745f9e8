"""The trained weights of the word aligner, as the package ships them.

Each pass is a logistic regression over named features; `bench/words.py` trains them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from align.errors import InputError
from align.words import cells, context

OFFLINE, NEURAL = "offline", "neural"
_NAMES = {OFFLINE: cells.NAMES, NEURAL: cells.NAMES + cells.CONTEXT_NAMES}


@dataclass(frozen=True, slots=True)
class Weights:
    """A model of links in several passes.

    Attributes:
        biases: one a pass.
        cells: for each pass a weight for each of `names`, shape (passes, len(names)).
        context: for each pass after the first a weight for each of `context.NAMES`.
        names: the features of cells that the model knows.
        threshold: from which logit of the last pass a candidate is a link.
    """

    biases: tuple[float, ...]
    cells: NDArray[np.float32]
    context: NDArray[np.float32]
    names: tuple[str, ...]
    threshold: float

    @property
    def passes(self) -> int:
        return len(self.biases)


def from_json(data: dict[str, object], names: tuple[str, ...]) -> Weights:
    """Weights from their JSON form.

    Raises:
        InputError: a feature that it must weigh is missing.
    """
    passes = data["passes"]
    assert isinstance(passes, list)
    try:
        return Weights(
            tuple(float(each["bias"]) for each in passes),
            np.array([[each["cells"][name] for name in names] for each in passes], np.float32),
            np.array(
                [[each["context"][name] for name in context.NAMES] for each in passes[1:]],
                np.float32,
            ),
            names,
            float(str(data["threshold"])),
        )
    except KeyError as error:
        raise InputError(f"weights of words: {error} is missing", "train them again") from None


def to_json(weights: Weights) -> dict[str, object]:
    """The JSON form, in which every weight stands beside its feature's name."""
    passes = []
    for number in range(weights.passes):
        one: dict[str, object] = {
            "bias": round(weights.biases[number], 4),
            "cells": _named(weights.names, weights.cells[number]),
        }
        if number:
            one["context"] = _named(context.NAMES, weights.context[number - 1])
        passes.append(one)
    return {"threshold": round(weights.threshold, 2), "passes": passes}


def _named(names: tuple[str, ...], values: NDArray[np.float32]) -> dict[str, float]:
    return {
        name: round(float(value), 4) for name, value in zip(names, values.tolist(), strict=True)
    }


@cache
def trained(kind: str) -> Weights:
    """The weights in `weights.json`, which says how they were trained.

    Args:
        kind: OFFLINE, or NEURAL where there are vectors of tokens in context.
    """
    data = json.loads(files("align.words").joinpath("weights.json").read_text("utf-8"))
    return from_json(data[kind], _NAMES[kind])
