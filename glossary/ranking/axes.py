"""The directions in the space of vectors along which `meaning` tells candidates apart."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Axes:
    """Directions in the space of vectors.

    Attributes:
        middle: the vector that they begin at, shape (d,).
        directions: unit rows, shape (k, d), the one along which phrases differ most first.
    """

    middle: Matrix
    directions: Matrix

    def along(self, vectors: NDArray[Any]) -> Matrix:
        """Where vectors lie along each of the directions, shape (n, k)."""
        places: Matrix = vectors @ self.directions.T - self.middle @ self.directions.T
        return places


@cache
def shipped_axes() -> Axes:
    """The axes in the package."""
    import numpy as np

    file = resources.files("glossary") / "weights" / "meaning.json"
    data = json.loads(file.read_text("utf-8"))
    return Axes(np.array(data["middle"]), np.array(data["directions"]))
