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

from align.model import Language
from glossary.language.english.tags import TaggedToken
from glossary.language.frequency import zipf

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
    rarity: str


EDGE = Look("", "", "", "")  #: what stands beyond a segment


def looks(tokens: Sequence[TaggedToken], *, capitals: bool) -> list[Look]:
    """The tokens of a segment as the model sees them.

    Args:
        capitals: whether those of the segment say anything.
    """
    return [
        Look(
            token.lower,
            token.tag,
            shape(token.text, opening=place == 0, capitals=capitals),
            rarity(token.lower, Language.EN),
        )
        for place, token in enumerate(tokens)
    ]


def rarity(word: str, language: Language) -> str:
    """How frequent a word is in general language, coarsely."""
    return str(min(7, int(zipf(word, language))))


def shape(text: str, *, opening: bool, capitals: bool) -> str:
    """What is seen of a token but for its letters.

    Args:
        opening: whether it opens its segment.
        capitals: whether those of the segment say anything.
    """
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
    yield f"z {here.rarity}"


#: The features of two tokens that stand beside each other, with what of each they name.
_OF_TWO: tuple[tuple[str, str, str], ...] = (
    ("w {}|{}", "word", ""),
    ("w {}|{}", "", "word"),
    ("t {}|{}", "tag", ""),
    ("t {}|{}", "", "tag"),
    ("t {}|{}", "tag", "tag"),
    ("s {}|{}", "shape", "shape"),
    ("wt {}|{}", "word", "tag"),
    ("tw {}|{}", "tag", "word"),
)


def of_pair(before: Look, after: Look) -> Iterator[str]:
    """What two tokens are that stand beside each other."""
    for name, one, other in _OF_TWO:
        yield name.format(getattr(before, one, ""), getattr(after, other, ""))


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
        known: dict[Look, int] = {EDGE: 0}
        # One edge between segments ends the one and begins the other.
        numbers = [0]
        for segment in segments:
            numbers += [known.setdefault(look, len(known)) for look in segment]
            numbers.append(0)
        at = np.array(numbers)
        pairs = self._of_pairs(list(known), at[:-1], at[1:])
        inner = np.flatnonzero(at)
        own = self._of_tokens(list(known))[:, at[inner]]
        left, right = pairs[:, inner - 1], pairs[:, inner]
        return own[0] + left[0] + right[1], own[1] + left[2] + right[3], own[2] + left[4]

    def _of_tokens(self, looks: Sequence[Look]) -> Column:
        """What tokens add in each role of `_OF_TOKEN`, shape (roles, tokens)."""
        table = self._table(_OF_TOKEN)
        nothing = table[""]
        found = np.zeros((len(looks), len(_OF_TOKEN)))
        for names in zip(*map(of_token, looks), strict=True):
            found += np.array([table.get(name, nothing) for name in names])
        return found.T

    def _of_pairs(self, looks: Sequence[Look], before: Ints, after: Ints) -> Column:
        """What pairs of tokens add in each role of `OF_PAIR`, shape (roles, pairs).

        Each feature is looked up once: pairs repeat their words and tags.

        Args:
            before, after: the tokens of each pair, as numbers of looks.
        """
        table = self._table(OF_PAIR)
        nothing = table[""]
        parts = {part: _numbered([getattr(look, part) for look in looks]) for part in Look._fields}
        parts[""] = [""], np.zeros(len(looks), dtype=np.int64)
        found = np.zeros((len(OF_PAIR), len(before)))
        for name, one, other in _OF_TWO:
            (ones, own), (others, theirs) = parts[one], parts[other]
            codes, place = np.unique(own[before] * len(others) + theirs[after], return_inverse=True)
            rows = [nothing]
            for code in codes.tolist():
                texts = (ones[code // len(others)], others[code % len(others)])
                rows.append(table.get(name.format(*texts), nothing))
            found += np.array(rows).T[:, place + 1]
        return found

    def _table(self, roles: Sequence[str]) -> dict[str, list[float]]:
        """What each feature adds in each of some roles; under "" nothing."""
        found: dict[str, list[float]] = {"": [0.0] * len(roles)}
        for number, role in enumerate(roles):
            for name, weight in self.weights[role].items():
                found.setdefault(name, [0.0] * len(roles))[number] = weight
        return found


def _numbered(texts: Sequence[str]) -> tuple[list[str], Ints]:
    """The distinct texts, and for each text its number among them."""
    known: dict[str, int] = {}
    numbers = [known.setdefault(text, len(known)) for text in texts]
    return list(known), np.array(numbers, dtype=np.int64)


def bounded(segments: Sequence[Sequence[TaggedToken]]) -> tuple[Ints, Ints]:
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


def _may_end(token: TaggedToken) -> bool:
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
