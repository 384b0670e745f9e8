"""The weights of the word aligner are read as they were written."""

from __future__ import annotations

import numpy as np
import pytest

from align.errors import InputError
from align.words import context
from align.words.weights import NEURAL, OFFLINE, Pass, from_json, to_json, trained


@pytest.mark.parametrize("kind", [OFFLINE, NEURAL])
def test_weights_survive_their_json_form(kind: str) -> None:
    weights = trained(kind)
    again = from_json(to_json(weights), weights.names)
    assert again.threshold == weights.threshold
    assert np.array_equal(again.first, weights.first)
    for one, other in zip(again.later, weights.later, strict=True):
        assert np.array_equal(one.cells, other.cells)
        assert np.array_equal(one.context, other.context)


def test_a_feature_without_weights_is_named() -> None:
    weights = trained(OFFLINE)
    with pytest.raises(InputError, match="'taste' is missing"):
        from_json(to_json(weights), (*weights.names, "taste"))


def test_a_pass_adds_what_units_say_to_what_features_say() -> None:
    row = np.zeros((2, len(context.NAMES)), np.float32)
    row[0, 0] = 3
    one = Pass(
        np.array([[1.0], [2.0]], np.float32),
        row,
        np.array([0.5, -1.0], np.float32),
        np.array([10.0], np.float32),
    )
    of_context = np.zeros((len(context.NAMES), 2), np.float32)
    of_context[0] = 1, 0
    found = one.logits(np.array([[0.0, 1.0]], np.float32), of_context)
    assert found.tolist() == [3.5, 11.5]
