"""The trained weights of the aligner, as the package ships them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from align.sentences.features import Block, names
from align.sentences.types import KINDS, label


@dataclass(frozen=True, slots=True)
class Weights:
    """A linear model of beads.

    Attributes:
        features: a weight for each of `features.names`.
        biases: a weight for each of `types.KINDS`.
        opening: the weight of each row of beads with an empty side.
    """

    features: NDArray[np.float32]
    biases: NDArray[np.float32]
    opening: float

    def scores(self, block: Block) -> NDArray[np.float32]:
        """The score of each bead, shape (c, kinds); minus infinity where it cannot be."""
        count, kinds, cells = block.values.shape
        scores = (self.features @ block.values.reshape(count, -1)).reshape(kinds, cells)
        scores += self.biases[:, None]
        scores[~block.valid] = -np.inf
        return np.ascontiguousarray(scores.T)


def from_json(text: str, views: int = 1) -> Weights:
    """Weights of so many views from their JSON form; kinds that it does not name weigh nothing."""
    data = json.loads(text)
    features = np.array([data["features"][name] for name in names(views)], dtype=np.float32)
    biases = np.array([data["kinds"].get(label(a, b), 0.0) for a, b in KINDS], dtype=np.float32)
    return Weights(features, biases, float(data["opening"]))


#: The files of weights by the number of views.
FILES = {1: "weights.json", 2: "weights-two-views.json"}


@cache
def trained(views: int) -> Weights:
    """The weights for so many views, from the file that says how they were trained."""
    text = files("align.sentences").joinpath(FILES[views]).read_text("utf-8")
    return from_json(text, views)
