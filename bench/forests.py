"""Fitting of the boosted trees that rank terms, by scikit-learn."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier, HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from glossary.ranking import Model, to_dict
from glossary.ranking.trees import Node

_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Growth:
    """How trees grow.

    Attributes:
        trees: how many.
        rate: the share of each that counts.
        depth: the features that a tree asks one after the other at most; by histograms a tree has
            twice as many leaves.
        smallest: the examples that a leaf must hold: fewer would be remembered one by one.
        tried: the share of the features that each step chooses from.
    """

    trees: int
    rate: float
    depth: int
    smallest: int
    tried: float


def fit(rows: Sequence[Mapping[str, float]], targets: Sequence[bool], growth: Growth) -> Model:
    """Trees that tell terms from other forms; see `glossary.ranking`.

    Args:
        rows: the features of each example, all with the same names.
        targets: whether each is a term.
        growth: how the trees grow.
    """
    names = tuple(sorted(rows[0]))
    values = np.array([[row[name] for name in names] for row in rows])
    found = GradientBoostingClassifier(
        n_estimators=growth.trees,
        learning_rate=growth.rate,
        max_leaf_nodes=16,
        max_depth=growth.depth,
        min_samples_leaf=growth.smallest,
        subsample=0.5,
        max_features=growth.tried,
        random_state=0,
    ).fit(values, np.array(targets))
    trees = tuple(_node(each.tree_, 0, found.learning_rate)[0] for each in found.estimators_[:, 0])
    share = np.mean(targets)
    return Model(names, round(float(np.log(share / (1 - share))), _DIGITS), 1.0, 0.0, trees)


def _node(tree: Any, number: int, rate: float) -> tuple[Node, float]:
    """A node and the log odds that are usual at it."""
    low, high = int(tree.children_left[number]), int(tree.children_right[number])
    if low < 0:
        value = round(float(tree.value[number, 0, 0]) * rate, _DIGITS)
        return value, value
    one, one_usual = _node(tree, low, rate)
    two, two_usual = _node(tree, high, rate)
    sizes = tree.weighted_n_node_samples
    usual = (one_usual * sizes[low] + two_usual * sizes[high]) / (sizes[low] + sizes[high])
    usual = round(float(usual), _DIGITS)
    # More digits than a threshold needs: rounding must not move an example to the other side.
    threshold = round(float(tree.threshold[number]), 6)
    return (int(tree.feature[number]), threshold, usual, one, two), usual


def fit_histograms(
    values: np.ndarray, names: Sequence[str], targets: np.ndarray, growth: Growth
) -> Model:
    """As `fit`, by histograms of the features (Ke and others 2017): many examples cost less.

    Args:
        values: a row an example, a column a feature.
        names: of the features.
    """
    found = HistGradientBoostingClassifier(
        max_iter=growth.trees,
        learning_rate=growth.rate,
        max_leaf_nodes=2 * growth.depth,
        min_samples_leaf=growth.smallest,
        l2_regularization=5.0,
        max_features=growth.tried,
        early_stopping=False,
        random_state=0,
    ).fit(values, targets)
    trees = tuple(_histogram_node(each[0].nodes, 0)[0] for each in found._predictors)
    return Model(
        tuple(names), round(float(found._baseline_prediction[0, 0]), _DIGITS), 1.0, 0.0, trees
    )


def _histogram_node(nodes: np.ndarray, number: int) -> tuple[Node, float]:
    node = nodes[number]
    if node["is_leaf"]:
        value = round(float(node["value"]), _DIGITS)
        return value, value
    one, one_usual = _histogram_node(nodes, int(node["left"]))
    two, two_usual = _histogram_node(nodes, int(node["right"]))
    sizes = nodes["count"][[int(node["left"]), int(node["right"])]]
    usual = round(float((one_usual * sizes[0] + two_usual * sizes[1]) / sizes.sum()), _DIGITS)
    threshold = round(float(node["num_threshold"]), 6)
    return (int(node["feature_idx"]), threshold, usual, one, two), usual


def calibration(odds: Sequence[float], targets: Sequence[bool]) -> tuple[float, float]:
    """Slope and shift that make log odds on text that was not fitted on right (Platt 1999)."""
    found = LogisticRegression(C=1e6).fit(np.array(odds)[:, None], np.array(targets))
    return round(float(found.coef_[0, 0]), _DIGITS), round(float(found.intercept_[0]), _DIGITS)


def write(path: Path, model: Model, about: str) -> None:
    """Keep a model as the program reads it, a tree a line."""
    text = json.dumps(to_dict(model, about), ensure_ascii=False, separators=(",", ":"))
    text = text.replace('"trees":[', '"trees":[\n').replace(",[[", ",\n[[")
    path.write_text(text + "\n", encoding="utf-8")
