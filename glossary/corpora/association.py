"""How strongly two things go together, from counts."""

from __future__ import annotations

import math


def log_likelihood(together: int, first: int, second: int, total: int) -> float:
    """G², by how much two things stand together oftener or more seldom than chance has it.

    It is twice the logarithm of the likelihood ratio of Dunning, Accurate Methods for the
    Statistics of Surprise and Coincidence (Computational Linguistics 19, 1993);
    3.84 and more comes by chance once in twenty times, 10.83 once in a thousand. It is negative
    where they stand together more seldom than by chance.

    Args:
        together: places of both; first, second: places of each; total: all places.
    """
    cells = together, first - together, second - together, total - first - second + together
    rows, columns = (first, total - first), (second, total - second)
    found = 0.0
    for index, observed in enumerate(cells):
        expected = rows[index // 2] * columns[index % 2] / total
        if observed > 0:
            found += observed * math.log(observed / expected)
    return math.copysign(2 * found, together * total - first * second)
