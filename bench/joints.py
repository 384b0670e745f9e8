"""Fitting of the model of joints: where terms begin, end and go on.

The model is `glossary.detection.chinese.joints`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from bench.term_texts import Gold, is_mark
from glossary.detection.chinese.atoms import Atoms
from glossary.detection.chinese.joints import BEGINS, ENDS, GOES_ON, TEMPLATES, Columns, Joints

#: Half of the squared weights count so much against the likelihood.
_PENALTY = 3.0
_STEPS = 60
#: Features of fewer places, or of fewer texts, would be those texts remembered.
_PLACES, _TEXTS = 3, 2
_DIGITS = 2


@dataclass(frozen=True, slots=True, eq=False)
class Examples:
    """The joints of all texts, read as one.

    Attributes:
        values: a row a joint, a column a feature; the first is always 1.
        features: for each column but the first its template, and the values of its parts.
        targets, counted: shape (joints, 3): whether a term begins, ends, goes on; 0 where an
            optional term makes it neither right nor wrong.
        owners: the number of the text of each joint.
    """

    values: csr_matrix
    features: Sequence[tuple[int, tuple[str, ...]]]
    targets: NDArray[np.float32]
    counted: NDArray[np.float32]
    owners: NDArray[np.int64]

    def fit(self, left_out: Collection[int] = ()) -> Joints:
        """The model of the greatest likelihood of all texts but those left out."""
        rows = ~np.isin(self.owners, list(left_out))
        weights = _fitted(self.values[rows], self.targets[rows], self.counted[rows])
        found: list[dict[tuple[str, ...], tuple[float, ...]]] = [{} for _ in TEMPLATES]
        for (template, value), own in zip(self.features, weights[1:].round(_DIGITS), strict=True):
            if own.any():
                found[template][value] = tuple(own.tolist())
        return Joints(tuple(weights[0].round(_DIGITS).tolist()), tuple(found))


def examples(atoms: Atoms, golds: Sequence[Gold]) -> Examples:
    """The joints of texts, a document each, with the terms of each."""
    segments = np.searchsorted(np.asarray(atoms.offsets), atoms.starts, side="right") - 1
    owners = np.asarray(atoms.documents, np.int64)[np.maximum(segments, 0)]
    targets = np.zeros((len(owners), 3), np.float32)
    counted = np.ones_like(targets)
    for number, gold in enumerate(golds):
        own = owners == number
        told, known = _labels(atoms, gold)
        targets[own], counted[own] = told[own], known[own]
    values, features = _features(atoms, owners)
    return Examples(values, features, targets, counted, owners)


def _labels(atoms: Atoms, gold: Gold) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    targets = np.zeros((len(atoms.which), 3), np.float32)
    counted = np.ones_like(targets)
    first = {start: number for number, start in enumerate(atoms.starts.tolist())}
    last = {end: number + 1 for number, end in enumerate(atoms.ends.tolist())}
    for forms, hit in ((gold.optional, 0), (gold.terms, 1)):
        for start, end in _places(atoms.characters, forms):
            low, high = first.get(start), last.get(end)
            told = [(low, BEGINS)] if low is not None else []
            told += [(high, ENDS)] if high is not None else []
            if low is not None and high is not None:
                told += [(joint, GOES_ON) for joint in range(low + 1, high)]
            for place in told:
                targets[place] = counted[place] = hit
    return targets, counted


def _places(text: str, forms: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where forms stand, marks and blanks passed over."""
    kept = [i for i, character in enumerate(text) if character == "\n" or not is_mark(character)]
    plain = "".join(text[i] for i in kept)
    for form in forms:
        place = plain.find(form)
        while place >= 0:
            yield kept[place], kept[place + len(form) - 1] + 1
            place = plain.find(form, place + 1)


def _features(
    atoms: Atoms, owners: NDArray[np.int64]
) -> tuple[csr_matrix, list[tuple[int, tuple[str, ...]]]]:
    columns = Columns(atoms)
    size = len(owners)
    rows, numbers = [np.arange(size)], [np.zeros(size, np.int64)]
    features: list[tuple[int, tuple[str, ...]]] = []
    for template, parts in enumerate(TEMPLATES):
        codes, which, counts = np.unique(
            columns.codes(parts), return_inverse=True, return_counts=True
        )
        met = np.unique(np.column_stack((which, owners)), axis=0)[:, 0]
        texts = np.bincount(met, minlength=len(codes))
        kept = np.flatnonzero((counts >= _PLACES) & (texts >= _TEXTS))
        number = np.full(len(codes), -1)
        number[kept] = 1 + len(features) + np.arange(len(kept))
        features += [(template, columns.value(parts, int(code))) for code in codes[kept]]
        own = np.flatnonzero(number[which] >= 0)
        rows.append(own)
        numbers.append(number[which][own])
    row, column = np.concatenate(rows), np.concatenate(numbers)
    ones = np.ones(len(row), np.float32)
    return csr_matrix((ones, (row, column)), shape=(size, 1 + len(features))), features


def _fitted(
    values: csr_matrix, targets: NDArray[np.float32], counted: NDArray[np.float32]
) -> NDArray[np.float64]:
    """Weights, shape (features, 3)."""
    turned = values.T.tocsr()
    shape = values.shape[1], 3

    def objective(point: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = point.reshape(shape).astype(np.float32)
        odds = values @ weights
        loss = counted * (np.logaddexp(0, odds) - targets * odds)
        slope = turned @ (counted * (1 / (1 + np.exp(-odds)) - targets))
        slope[1:] += _PENALTY * weights[1:]
        total = loss.sum() + _PENALTY / 2 * (weights[1:] ** 2).sum()
        return float(total), slope.ravel().astype(np.float64)

    found = minimize(
        objective, np.zeros(shape[0] * 3), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS}
    )
    weights: NDArray[np.float64] = found.x.reshape(shape)
    return weights
