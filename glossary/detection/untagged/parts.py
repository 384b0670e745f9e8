"""Parts of speech by the vectors of words, which are in one space for all languages.

What tells English nouns from adjectives, verbs and adverbs there was fitted on the lexicon of
English, and holds in other languages as far as the encoder puts translations beside each other.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from align.encoders.base import Encoder

#: What is told apart.
NAMES = ("noun", "adjective", "verb", "adverb")
Column = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class PartModel:
    """A softmax regression over unit vectors of words.

    Attributes:
        weights: shape (parts, d).
        bias: shape (parts,).
    """

    weights: Column
    bias: Column

    def of(self, vectors: NDArray[Any]) -> Column:
        """How likely each word is each part of speech, shape (n, parts)."""
        odds = vectors @ self.weights.T + self.bias
        odds -= odds.max(axis=1, keepdims=True)
        told = np.exp(odds)
        shares: Column = told / told.sum(axis=1, keepdims=True)
        return shares


class Parts:
    """Tells the parts of speech of words."""

    def __init__(self, model: PartModel, encoder: Encoder) -> None:
        self._model, self._encoder = model, encoder

    def of(self, words: Sequence[str]) -> Column:
        """How likely each word is each part of speech, shape (n, parts)."""
        from align.encoders.lexical import word_vectors

        if not words:
            return np.zeros((0, len(NAMES)))
        return self._model.of(word_vectors(self._encoder, words).astype(np.float64))


@cache
def shipped_parts() -> PartModel:
    """The model in the package."""
    file = resources.files("glossary") / "weights" / "parts.json"
    data = json.loads(file.read_text("utf-8"))
    return PartModel(np.array(data["weights"]), np.array(data["bias"]))
