"""The trained weights of the aligner, as the package ships them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from align.sentences.features import NAMES, Block
from align.sentences.types import KINDS, label


@dataclass(frozen=True, slots=True)
class Weights:
    """A linear model of beads.

    Attributes:
        features: a weight for each of `features.NAMES`.
        biases: a weight for each of `types.KINDS`.
        opening: the weight of each row of beads with an empty side.
    """

    features: NDArray[np.float32]
    biases: NDArray[np.float32]
    opening: float

    def scores(self, block: Block) -> NDArray[np.float32]:
        """The score of each bead, shape (c, kinds); minus infinity where it cannot be."""
        names, kinds, cells = block.values.shape
        scores = (self.features @ block.values.reshape(names, -1)).reshape(kinds, cells)
        scores += self.biases[:, None]
        scores[~block.valid] = -np.inf
        return np.ascontiguousarray(scores.T)


def from_json(text: str) -> Weights:
    """Weights from their JSON form; kinds that it does not name weigh nothing."""
    data = json.loads(text)
    features = np.array([data["features"][name] for name in NAMES], dtype=np.float32)
    biases = np.array([data["kinds"].get(label(a, b), 0.0) for a, b in KINDS], dtype=np.float32)
    return Weights(features, biases, float(data["opening"]))


@cache
def trained() -> Weights:
    """The weights in `weights.json`, which says how they were trained."""
    return from_json(files("align.sentences").joinpath("weights.json").read_text("utf-8"))
