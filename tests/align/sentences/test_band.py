"""The band holds the true path, without a look at every pair."""

from __future__ import annotations

import numpy as np
import pytest

from align.sentences.band import find_band


def vectors(count: int, seed: int, width: int = 64) -> np.ndarray:
    rows = np.random.default_rng(seed).normal(size=(count, width)).astype(np.float32)
    found: np.ndarray = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return found


def noisy(rows: np.ndarray, seed: int) -> np.ndarray:
    mixed = rows + 1.2 * vectors(len(rows), seed)
    found: np.ndarray = mixed / np.linalg.norm(mixed, axis=1, keepdims=True)
    return found.astype(np.float32)


def holds(source: np.ndarray, target: np.ndarray, pairs: list[tuple[int, int]]) -> bool:
    band, _ = find_band(source, target)
    i, j = np.array(pairs).T
    return bool(
        (band.number(i, j) < band.size).all() and (band.number(i + 1, j + 1) < band.size).all()
    )


@pytest.mark.parametrize("count", [1, 2, 30, 500, 3_000])
def test_the_band_holds_a_path_of_1_1_beads(count: int) -> None:
    rows = vectors(count, 1)
    assert holds(rows, noisy(rows, 2), [(k, k) for k in range(count)])


def test_the_band_holds_the_path_around_a_missing_section() -> None:
    rows = vectors(3_000, 1)
    target = np.concatenate([rows[:700], rows[1_500:]])
    pairs = [(k, k) for k in range(700)] + [(k, k - 800) for k in range(1_500, 3_000)]
    assert holds(rows, noisy(target, 2), pairs)


def test_the_band_holds_the_path_after_a_preamble_of_one_side() -> None:
    rows = vectors(2_000, 1)
    target = np.concatenate([vectors(900, 7), rows])
    assert holds(rows, noisy(target, 2), [(k, k + 900) for k in range(2_000)])


def test_the_band_grows_with_the_length_and_not_with_its_square() -> None:
    sizes = []
    for count in (2_000, 4_000):
        rows = vectors(count, 1)
        sizes.append(find_band(rows, noisy(rows, 2))[0].size)
    assert sizes[1] < 2.2 * sizes[0]
    assert sizes[1] < 40 * 4_000


@pytest.mark.parametrize(("n", "m"), [(1, 1), (1, 5_000), (5_000, 1), (3, 900), (700, 20)])
def test_bands_of_unequal_documents_begin_and_end_in_the_corners(n: int, m: int) -> None:
    band, _ = find_band(vectors(n, 1), vectors(m, 2))
    assert band.rows == n + 1
    assert band.low[0] == 0
    assert band.high[-1] == m
    assert (np.diff(band.low) >= 0).all()
    assert (np.diff(band.high) >= 0).all()
    assert (band.low[1:] <= band.high[:-1]).all()


@pytest.mark.parametrize("count", [300, 1_500])
def test_documents_given_the_other_way_round_have_the_same_matches(count: int) -> None:
    rows = vectors(count, 1)
    target = noisy(noisy(rows[: count - 30], 2), 3)
    _, matches = find_band(rows, target)
    _, turned = find_band(target, rows)
    assert len(matches) > count // 2
    assert [(i, j) for j, i in turned] == matches


def test_vectors_of_zeros_have_a_band() -> None:
    zeros = np.zeros((800, 16), dtype=np.float32)
    band, matches = find_band(zeros, zeros)
    assert matches == []
    assert band.number(np.array(800), np.array(800)) < band.size
