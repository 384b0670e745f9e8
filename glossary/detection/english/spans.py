"""Which runs of tokens of an English text could be terms, by a fitted model of all runs.

The log odds of a run are a sum: over what its first token and its neighbours are, what its last
token and its neighbours are, what stands inside, and how long it is (a semi-Markov model's scores,
Sarawagi & Cohen 2004, without the decoding). So the scores of all runs of a text are a few sums of
arrays. They only choose the candidates that `glossary.detection.english.ranked` judges; no grammar
of phrases is needed beside them, and slogans with verbs are found as noun phrases are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from glossary.detection.english.termhood import zipf
from glossary.language.english.tags import Token

Column = NDArray[np.float64]
Ints = NDArray[np.int64]

LONGEST = 20  #: tokens of a run
#: Tags with which no term begins, and with which none ends.
_NO_START = frozenset(("CC", "MD", "WDT", "PRP"))
_NO_END = frozenset(("DT", "TO", "CC", "IN", "PRP$", "MD", "WDT", "PRP"))
_CLOSING = frozenset(")%")


class Look(NamedTuple):
    """What the model sees of a token."""

    word: str
    tag: str
    shape: str


EDGE = Look("", "", "")  #: what stands beyond a segment


def looks(tokens: Sequence[Token], *, capitals: bool) -> list[Look]:
    """The tokens of a segment as the model sees them.

    Args:
        capitals: whether those of the segment say anything.
    """
    return [
        Look(token.lower, token.tag, _shape(token.text, opening=place == 0, capitals=capitals))
        for place, token in enumerate(tokens)
    ]


def _shape(text: str, *, opening: bool, capitals: bool) -> str:
    if not text[0].isalnum():
        return text[0]
    if text[0].isdigit():
        return "0"
    if capitals and text[0].isupper():
        return "XX" if len(text) > 1 and text.isupper() else "X." if opening else "X"
    return "x-" if "-" in text else "x"


def of_token(here: Look) -> Iterator[str]:
    """What a token is by itself."""
    yield f"w {here.word}"
    yield f"t {here.tag}"
    yield f"s {here.shape}"
    yield f"e {here.word[-4:]}"
    yield f"z {min(7, int(zipf(here.word)))}"


def of_pair(before: Look, after: Look) -> Iterator[str]:
    """What two tokens are that stand beside each other."""
    yield f"w {before.word}|"
    yield f"w |{after.word}"
    yield f"t {before.tag}|"
    yield f"t |{after.tag}"
    yield f"t {before.tag}|{after.tag}"
    yield f"s {before.shape}|{after.shape}"
    yield f"wt {before.word}|{after.tag}"
    yield f"tw {before.tag}|{after.word}"


#: The sums of the model: over the first token and the pairs that it is in, over the last token and
#: its pairs, and over the tokens inside with the pairs before them.
ROLES = (
    "first",
    "before first",
    "after first",
    "last",
    "before last",
    "after last",
    "inside",
    "before inside",
)
_OF_TOKEN = ("first", "last", "inside")
OF_PAIR = tuple(role for role in ROLES if role not in _OF_TOKEN)


@dataclass(frozen=True, slots=True)
class SpanModel:
    """Weights of the sums.

    Attributes:
        weights: for each role, in log odds, what a feature adds; those not named add nothing.
        lengths: what each length adds, from one token.
        least: the log odds from which a run is a candidate.
    """

    weights: Mapping[str, Mapping[str, float]]
    lengths: tuple[float, ...]
    least: float

    def sums(self, segments: Sequence[Sequence[Look]]) -> tuple[Column, Column, Column]:
        """What each token of the segments adds as the first, as the last, and inside of a run."""
        of_tokens, of_pairs = self._table(_OF_TOKEN), self._table(OF_PAIR)
        tokens: dict[Look, tuple[float, ...]] = {}
        pairs: dict[tuple[Look, Look], tuple[float, ...]] = {}

        def token(here: Look) -> tuple[float, ...]:
            found = tokens.get(here)
            if found is None:
                found = tokens[here] = _added(of_tokens, of_token(here))
            return found

        def pair(before: Look, after: Look) -> tuple[float, ...]:
            found = pairs.get((before, after))
            if found is None:
                found = pairs[before, after] = _added(of_pairs, of_pair(before, after))
            return found

        rows = []
        for segment in segments:
            between = [pair(*each) for each in zip((EDGE, *segment), (*segment, EDGE), strict=True)]
            for here, left, right in zip(segment, between, between[1:], strict=False):
                first, last, inside = token(here)
                rows.append(
                    (
                        first + left[0] + right[1],
                        last + left[2] + right[3],
                        inside + left[4],
                    )
                )
        table = np.array(rows, dtype=np.float64).reshape(-1, 3)
        return table[:, 0], table[:, 1], table[:, 2]

    def _table(self, roles: Sequence[str]) -> dict[str, list[float]]:
        """What each feature adds in each of some roles; under "" nothing."""
        found: dict[str, list[float]] = {"": [0.0] * len(roles)}
        for number, role in enumerate(roles):
            for name, weight in self.weights[role].items():
                found.setdefault(name, [0.0] * len(roles))[number] = weight
        return found


def _added(table: Mapping[str, list[float]], features: Iterator[str]) -> tuple[float, ...]:
    rows = [table[name] for name in features if name in table]
    return tuple(map(sum, zip(table[""], *rows, strict=True)))


def bounded(segments: Sequence[Sequence[Token]]) -> tuple[Ints, Ints]:
    """The runs that may be terms at all, as first and last tokens counted over all segments."""
    tokens = [token for segment in segments for token in segment]
    begins = np.array([t.text[0].isalnum() and t.tag not in _NO_START for t in tokens], dtype=bool)
    ends = np.array([_may_end(token) for token in tokens], dtype=bool)
    sizes = np.array([len(segment) for segment in segments], dtype=np.int64)
    limits = np.repeat(np.cumsum(sizes), sizes)
    places = np.arange(len(tokens))
    firsts, lasts = [], []
    for length in range(1, LONGEST + 1):
        first = places[begins & (places + length <= limits)]
        first = first[ends[first + length - 1]]
        firsts.append(first)
        lasts.append(first + length)
    return np.concatenate(firsts), np.concatenate(lasts)


def _may_end(token: Token) -> bool:
    closed = token.text[-1].isalnum() or token.text in _CLOSING
    return closed and token.tag not in _NO_END


def scored(model: SpanModel, segments: Sequence[Sequence[Look]], first: Ints, last: Ints) -> Column:
    """The log odds of runs to be terms."""
    at_first, at_last, within = model.sums(segments)
    total = np.concatenate(([0.0], np.cumsum(within)))
    lengths = np.array(model.lengths)
    odds: Column = at_first[first] + at_last[last - 1] + lengths[last - first - 1]
    odds += total[last] - total[first + 1]
    return odds


@cache
def shipped_spans() -> SpanModel:
    """The model in the package."""
    file = resources.files("glossary") / "weights" / "english_spans.json"
    return from_dict(json.loads(file.read_text("utf-8")))


def from_dict(data: Mapping[str, Any]) -> SpanModel:
    """A model of the form that `to_dict` makes."""
    weights: dict[str, dict[str, float]] = {role: {} for role in ROLES}
    for role, found in data["weights"].items():
        weights[role] = {name: float(value) for name, value in found.items()}
    return SpanModel(weights, tuple(map(float, data["lengths"])), float(data["least"]))


def to_dict(model: SpanModel, about: str) -> dict[str, object]:
    """The model as it is kept."""
    return {
        "about": about,
        "least": model.least,
        "lengths": list(model.lengths),
        "weights": {role: dict(found) for role, found in model.weights.items()},
    }
