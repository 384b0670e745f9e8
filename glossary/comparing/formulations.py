"""Whether a form is a formulation, rather than the name of a thing, a person or an event.

Every quarter has wars, floods, launches and works of art that those before it lacked. A logistic
regression over what detection counts of a form and over its vector tells them from formulations;
bench/formulations.py fits it to forms that were read and graded.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from align.encoders import load
from glossary.ranking.meaning import ENCODER, own_vectors
from glossary.ranking.vectors import WordSums

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from glossary.detection.chinese.detect import Detected
    from glossary.ranking import Model

    Table = NDArray[np.float64]

#: Of the features of detection those that say how a form is built and what stands beside it. What
#: it remembers of forms and counts in the corpus is left out: it cannot know what is new.
FEATURES = (
    "length", "quoted", "digits", "letters", "commas", "的 within", "marks before", "marks after",
    "weird words", "nouns", "verbs", "clause", "usual word", "terms with its last two",
    "head family", "formula",
)  # fmt: skip
_TOGETHER = 4_096  #: forms that are judged at once


@dataclass(frozen=True, slots=True)
class Formulations:
    """A logistic regression over `FEATURES` and vectors of forms.

    Attributes:
        weights: of the features and then of the vector, log odds.
        bias: log odds before anything is known.
    """

    weights: tuple[float, ...]
    bias: float

    def chances(self, table: Table) -> list[float]:
        """The probability of each form to be a formulation, from a row each of `examined`."""
        import numpy as np

        odds = table @ np.array(self.weights) + self.bias
        found: list[float] = (1 / (1 + np.exp(-odds))).tolist()
        return found

    def judged(self, found: Sequence[Detected], fitted: Model) -> list[float]:
        """The same from forms as `examined` takes them, some at once: texts may have 100,000."""
        sums = WordSums(load(ENCODER))
        parts = (found[low : low + _TOGETHER] for low in range(0, len(found), _TOGETHER))
        return [chance for part in parts for chance in self.chances(examined(part, fitted, sums))]


def examined(found: Sequence[Detected], fitted: Model, sums: WordSums) -> Table:
    """What the regression is told of forms, a row each.

    Args:
        fitted: the model that judged them, whose features their rows are.
        sums: give vectors.
    """
    import numpy as np

    places = [fitted.names.index(name) for name in FEATURES]
    vectors = own_vectors([each.candidate.form for each in found], sums)
    rows = np.array([each.row for each in found]).reshape(len(found), -1)
    return np.hstack([rows[:, places], vectors])


@cache
def shipped_formulations() -> Formulations:
    """The regression in the package."""
    file = resources.files("glossary") / "weights" / "formulations.json"
    return from_dict(json.loads(file.read_text("utf-8")))


def from_dict(data: Mapping[str, Any]) -> Formulations:
    """A regression of the form that `to_dict` makes."""
    features = (data["features"][name] for name in FEATURES)
    return Formulations((*features, *data["vector"]), data["bias"])


def to_dict(fitted: Formulations, about: str) -> dict[str, Any]:
    """The regression as it is kept."""
    count = len(FEATURES)
    return {
        "about": about,
        "bias": fitted.bias,
        "features": dict(zip(FEATURES, fitted.weights[:count], strict=True)),
        "vector": list(fitted.weights[count:]),
    }
