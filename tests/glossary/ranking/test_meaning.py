"""What candidates are about."""

from __future__ import annotations

import numpy as np
import pytest

from align.encoders import load
from align.model import Language
from glossary.model import Candidate, Kind
from glossary.ranking.axes import Axes, shipped_axes
from glossary.ranking.meaning import TO_TERMS, TO_TEXT, features, meanings
from glossary.ranking.vectors import WordSums

AXES = Axes(np.zeros(3), np.eye(3)[:2])


def test_what_lies_near_the_likely_terms_is_told_from_what_lies_near_the_text() -> None:
    term, like_it, phrase = [1.0, 0.0, 0.0], [0.8, 0.6, 0.0], [0.0, 0.0, 1.0]
    vectors = np.array([term, like_it, phrase, phrase], dtype=np.float32)
    rows = features(vectors, [0.9, 0.1, 0.1, 0.1], AXES)
    assert rows[1][TO_TERMS] > rows[2][TO_TERMS]
    assert rows[2][TO_TEXT] > rows[1][TO_TEXT]
    assert [rows[1][f"meaning {n}"] for n in (1, 2)] == pytest.approx([0.8, 0.6])


def test_without_candidates_there_is_nothing_to_tell() -> None:
    assert meanings([], WordSums(load()), AXES) == []


def test_candidates_that_have_no_vector_are_about_nothing() -> None:
    rows = features(np.zeros((2, 3), dtype=np.float32), [0.5, 0.5], AXES)
    assert all(value == 0 for row in rows for value in row.values())


def test_the_shipped_axes_are_unit_directions_that_the_ranker_knows() -> None:
    from glossary.detection.rankers import shipped

    axes = shipped_axes()
    assert axes.directions @ axes.directions.T == pytest.approx(np.eye(4), abs=1e-2)
    assert {f"meaning {n}" for n in range(1, 5)} <= set(shipped().bilingual.names)


def test_vectors_are_those_of_the_axes_whatever_encoder_is_in_use() -> None:
    class Other:
        name = "other"
        dimensions = 2

        def encode(self, texts):  # type: ignore[no-untyped-def]
            raise AssertionError("not its vectors")

    candidate = Candidate(Language.ZH, "三首", ("三首",), (), Kind.NUMERIC, (), 0.5)
    assert meanings([candidate], WordSums(Other()), shipped_axes()) == meanings(
        [candidate], WordSums(load()), shipped_axes()
    )
