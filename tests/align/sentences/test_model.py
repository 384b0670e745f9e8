"""The field's sums agree with the sums over all paths, one by one."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from align import sentences
from align.encoders import load as offline
from align.model import Document, Language
from align.segment import segment
from align.sentences.band import Band
from align.sentences.model import decode, posteriors
from align.sentences.types import EMPTY, KINDS

Path = tuple[tuple[int, int, int], ...]


def band(low: list[int], high: list[int]) -> Band:
    bounds = np.array(low), np.array(high)
    offsets = np.concatenate([[0], np.cumsum(bounds[1] - bounds[0] + 1)])
    return Band(*bounds, offsets)


def paths(field: Band, i: int = 0, j: int = 0) -> Iterator[Path]:
    """All paths from (i, j) to the end, each as (source, target, kind) of its beads."""
    if (i, j) == (field.rows - 1, field.high[-1]):
        yield ()
    for kind, (a, b) in enumerate(KINDS):
        if i + a < field.rows and field.low[i + a] <= j + b <= field.high[i + a]:
            for rest in paths(field, i + a, j + b):
                yield ((i, j, kind), *rest)


def weight(field: Band, path: Path, scores: np.ndarray, opening: float) -> float:
    total, in_gap = 0.0, False
    for i, j, kind in path:
        cell = field.number(np.array(i), np.array(j))
        empty = kind < EMPTY
        total += float(scores[cell, kind]) + (opening if empty and not in_gap else 0.0)
        in_gap = empty
    return float(np.exp(total))


def scored(field: Band) -> np.ndarray:
    scores = np.random.default_rng(3).normal(size=(field.size, len(KINDS))).astype(np.float32)
    rows = np.repeat(np.arange(field.rows), field.high - field.low + 1)
    columns = np.arange(field.size) - field.offsets[rows] + field.low[rows]
    for kind, (a, b) in enumerate(KINDS):
        outside = (rows + a >= field.rows) | (columns + b > field.high[-1])
        scores[outside, kind] = -np.inf
    return scores


FIELDS = {
    "full": band([0, 0, 0, 0], [4, 4, 4, 4]),
    "narrow": band([0, 0, 1, 2, 3], [1, 2, 3, 4, 4]),
    "one row": band([0, 0], [6, 6]),
    "one column": band([0] * 7, [1] * 7),
}


def compare_with_all_paths(field: Band, scores: np.ndarray, opening: float) -> None:
    expected = np.zeros((field.size, len(KINDS)))
    total = 0.0
    for path in paths(field):
        share = weight(field, path, scores, opening)
        total += share
        for i, j, kind in path:
            expected[field.number(np.array(i), np.array(j)), kind] += share
    np.testing.assert_allclose(
        posteriors(field, scores, opening), expected / total, rtol=1e-4, atol=1e-7
    )


@pytest.mark.parametrize("opening", [0.0, -1.5])
@pytest.mark.parametrize("name", FIELDS)
def test_posteriors_are_those_of_all_paths(name: str, opening: float) -> None:
    field = FIELDS[name]
    compare_with_all_paths(field, scored(field), opening)


@pytest.mark.parametrize("cells", [slice(5, 10), slice(6, 8), slice(7, 20, 3)])
def test_beads_that_cannot_be_leave_the_other_paths_their_shares(cells: slice) -> None:
    field = FIELDS["full"]
    scores = scored(field)
    scores[cells] = -np.inf
    compare_with_all_paths(field, scores, -0.5)


@pytest.mark.parametrize("name", FIELDS)
def test_the_path_taken_has_the_greatest_sum_of_posteriors(name: str) -> None:
    field = FIELDS[name]
    posterior = posteriors(field, scored(field), -0.5)

    def gain(path: Path) -> float:
        cells = [field.number(np.array(i), np.array(j)) for i, j, _ in path]
        return sum(
            float(posterior[cell, kind]) - 0.3
            for cell, (_, _, kind) in zip(cells, path, strict=True)
        )

    found = tuple((step.source, step.target, step.kind) for step in decode(field, posterior, 0.3))
    assert gain(found) == pytest.approx(max(map(gain, paths(field))), abs=1e-5)


def test_scores_that_allow_no_path_are_an_error() -> None:
    field = FIELDS["full"]
    scores = np.full((field.size, len(KINDS)), -np.inf, dtype=np.float32)
    scores[:, KINDS.index((0, 1))] = 0.0
    with pytest.raises(ValueError, match="no path"):
        posteriors(field, scores, 0.0)


def test_a_long_row_of_empty_beads_costs_its_opening_once() -> None:
    field = FIELDS["one row"]
    scores = np.full((field.size, len(KINDS)), -np.inf, dtype=np.float32)
    scores[:, KINDS.index((0, 1))] = 0.0
    scores[:, KINDS.index((1, 0))] = 0.0
    rows = np.repeat(np.arange(2), 7)
    columns = np.tile(np.arange(7), 2)
    scores[columns == 6, KINDS.index((0, 1))] = -np.inf
    scores[rows == 1, KINDS.index((1, 0))] = -np.inf
    first = posteriors(field, scores, 0.0)
    np.testing.assert_allclose(posteriors(field, scores, -9.0), first, atol=1e-6)


@pytest.mark.parametrize(
    ("joined", "expected"), [(0.58, [((0,), (0, 1))]), (0.42, [((0,), (0,)), ((), (1,))])]
)
def test_of_two_ways_to_read_a_passage_the_likelier_is_taken_be_it_of_one_bead_or_two(
    monkeypatch: pytest.MonkeyPatch,
    joined: float,
    expected: list[tuple[tuple[int, ...], tuple[int, ...]]],
) -> None:
    field = band([0, 0], [2, 2])
    scores = np.full((field.size, len(KINDS)), -40.0, dtype=np.float32)
    scores[0, KINDS.index((1, 2))] = np.log(joined)
    scores[0, KINDS.index((1, 1))] = np.log(1 - joined)
    scores[4, KINDS.index((0, 1))] = 0.0
    monkeypatch.setattr(sentences, "_scores", lambda *_: (field, scores, 0.0))
    texts = ("渡船停航。", Language.ZH), ("The ferry is idle.\nNobody crosses.", Language.EN)
    zh, en = (segment(Document(text, "test", language)) for text, language in texts)
    found = sentences.align(zh, en, offline())
    assert [(bead.source, bead.target) for bead in found.beads] == expected
