"""Weights of the aligner's field: trained on stretches of gold, and used as the package does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from align.sentences.model import decode, posteriors
from align.sentences.types import KINDS, label
from bench.crf import Stretch, batches
from bench.pairs import Pair
from bench.texts import Text

LABELS = sorted({label(a, b) for a, b in KINDS if (a, b) != (1, 1) and a and b})


@dataclass(frozen=True, slots=True)
class Model:
    """Trained weights: of features, of kinds of beads, of each row of beads with an empty side."""

    features: np.ndarray
    labels: np.ndarray
    opening: float

    def biases(self) -> np.ndarray:
        by_label = dict(zip(LABELS, self.labels, strict=True))
        return np.array([by_label.get(label(a, b), 0.0) for a, b in KINDS], dtype=np.float32)

    def scores(self, text: Text) -> np.ndarray:
        scores = text.values @ self.features.astype(np.float32) + self.biases()
        return np.where(text.valid, scores, -np.inf).astype(np.float32)


def train(
    parts: Sequence[tuple[Text, Stretch]], penalty: float, start: Model | None = None
) -> Model:
    """The weights of the greatest likelihood, less `penalty` times half the squared weights.

    Where the search starts makes no difference to what it finds: the likelihood has one maximum.
    """
    count = parts[0][0].values.shape[2]
    together = batches([(part, text.band, text.values, text.valid) for text, part in parts])
    where = {name: number for number, name in enumerate(LABELS)}
    columns = np.array([where.get(label(a, b), len(LABELS)) for a, b in KINDS])

    def objective(point: np.ndarray) -> tuple[float, np.ndarray]:
        features, labels = point[:count].astype(np.float32), point[count:-1]
        biases = np.append(labels, 0).astype(np.float32)[columns]
        total, slope = penalty / 2 * float(point @ point), penalty * point
        for batch in together:
            scores = batch.values @ features + biases[batch.kinds]
            loss, by_score, by_opening = batch.loss(scores, point[-1])
            by_label = np.bincount(columns[batch.kinds], by_score, len(LABELS) + 1)[:-1]
            total += loss
            slope = slope + np.concatenate([by_score @ batch.values, by_label, [by_opening]])
        return total, slope

    first = np.zeros(count + len(LABELS) + 1)
    if start is not None:
        first = np.concatenate([start.features, start.labels, [start.opening]])
    found = minimize(objective, first, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    return Model(found[:count], found[count:-1], float(found[-1]))


def align(text: Text, model: Model, cost: float) -> list[tuple[Pair, float]]:
    """The beads with their posteriors."""
    found = []
    for step in decode(text.band, posteriors(text.band, model.scores(text), model.opening), cost):
        a, b = KINDS[step.kind]
        source = tuple(range(step.source, step.source + a))
        found.append(((source, tuple(range(step.target, step.target + b))), step.posterior))
    return found
