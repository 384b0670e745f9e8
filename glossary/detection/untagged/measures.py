"""Measures of phrases in any language for the fitted ranker: a column of numbers each.

What a language has of its own (its words of grammar, how often words are written) is looked up, and
all else is counted in the text, so that what was learned of one language holds in others.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from glossary.detection.english.rivals import rivalry
from glossary.detection.untagged.gathering import LONGEST, Column, Found, Ints
from glossary.detection.untagged.parts import NAMES
from glossary.detection.untagged.words import KIND, KINDS
from glossary.language.frequency import zipf

Columns = dict[str, Column]

_OFTEN = 64  #: occurrences beyond which more say no more
_INSIDE = ("link", "preposition", "conjunction", "determiner", "other", "number", "joint")
_BESIDE = (
    "word", "number", "link", "preposition", "conjunction", "determiner", "other", "stop", "comma",
    "quote",
)  # fmt: skip


def table(groups: Mapping[str, Columns]) -> tuple[tuple[str, ...], Column]:
    """The names of all measures in their order, and their columns, shape (n, names)."""
    columns = {name: column for group in groups.values() for name, column in group.items()}
    names = tuple(sorted(columns))
    return names, np.stack([columns[name] for name in names], axis=1)


def measures(found: Found) -> dict[str, Columns]:
    """The measures of each phrase, one or more, in groups by what they tell.

    What a phrase is about is none of them: the directions in which phrases of English policy texts
    differ told nothing in other languages (R-precision .18 without, .15 with them).
    """
    seen = _Seen(found)
    return {
        "how often and where it is used": _uses(seen),
        "capitals and quotation marks": _marks(seen),
        "how it is built": _build(seen),
        "runs that could be terms": _chosen(seen),
        "parts of speech": _parts(seen),
        "rarity in general language": _rarity(seen),
        "what stands beside it": _beside(seen),
        "what it is part of": _nested(seen),
    }


class _Seen:
    """The runs of phrases and what their tokens are, with means over the runs of each phrase."""

    def __init__(self, found: Found) -> None:
        self.found, self.text = found, found.text
        self.counts: Column = np.bincount(found.owner, minlength=found.count).astype(np.float64)
        self.kinds = found.text.kinds
        self.word = (self.kinds == KIND["word"]).astype(np.float64)
        self.words = self.within(self.word)

    def mean(self, of_runs: Column) -> Column:
        """The mean over the runs of each phrase."""
        found: Column = np.bincount(self.found.owner, of_runs, self.found.count) / self.counts
        return found

    def most(self, of_runs: Column) -> Column:
        found = np.full(self.found.count, -np.inf)
        np.maximum.at(found, self.found.owner, of_runs)
        return found

    def within(self, of_tokens: Column) -> Column:
        """For each run the sum over its tokens."""
        total = np.concatenate(([0.0], np.cumsum(of_tokens)))
        found: Column = total[self.found.last] - total[self.found.first]
        return found

    def least(self, of_tokens: Column) -> Column:
        """For each run the least value of its tokens."""
        # Each run is a pair of indices; what lies between the end of one and the next is not asked.
        padded = np.append(of_tokens, np.inf)
        pairs = np.stack((self.found.first, self.found.last), axis=1).ravel()
        found: Column = np.minimum.reduceat(padded, pairs)[::2]
        return found


def _uses(seen: _Seen) -> Columns:
    found, text = seen.found, seen.text
    often = np.log2(np.minimum(seen.counts, _OFTEN))
    segment = text.segment[found.first]
    pairs = np.unique(np.stack((found.owner, segment), axis=1), axis=0)
    segments = np.bincount(pairs[:, 0], minlength=found.count)
    first = np.full(found.count, np.inf)
    np.minimum.at(first, found.owner, segment / max(len(text.texts), 1))
    return {
        "frequency": often,
        "repeated phrase": often * np.minimum(seen.mean(seen.words) - 1, 3),
        "segments": segments / seen.counts,
        "first place": first,
    }


def _marks(seen: _Seen) -> Columns:
    found = seen.found
    shapes = [look.shape for own in seen.text.looks for look in own]
    upper = np.array([shape in ("X", "XX") for shape in shapes], dtype=np.float64)
    lower = np.array([shape[0] == "x" for shape in shapes], dtype=np.float64)
    quote = (seen.kinds == KIND["quote"]).astype(np.float64)
    before, after = _around(found, quote, 0.0)
    told = seen.within(upper + lower)
    return {
        "quoted": seen.mean(before * after),
        "capitals": seen.mean(seen.within(upper) / np.maximum(told, 1)),
        "capitals all through": seen.mean((seen.within(upper) == told) & (told > 1)),
        "abbreviation": seen.mean(seen.within(np.array([s == "XX" for s in shapes], float))),
    }


def _build(seen: _Seen) -> Columns:
    found, text = seen.found, seen.text
    lengths = (found.last - found.first).astype(np.float64)
    letters = np.array([token.end - token.start for token in text.flat], dtype=np.float64)
    columns = {
        "words": seen.mean(seen.words),
        "tokens": seen.mean(lengths),
        "length": seen.mean(seen.within(letters * seen.word) / text.language.profile.length),
        "dense": np.full(found.count, float(text.language.profile.cells == 2)),
        "words of content": seen.mean(seen.words / lengths),
        "number first": seen.mean(seen.kinds[found.first] == KIND["number"]),
        "number last": seen.mean(seen.kinds[found.last - 1] == KIND["number"]),
    }
    for name in _INSIDE:
        own = (seen.kinds == KIND[name]).astype(np.float64)
        columns[f"{name} inside"] = seen.mean(seen.within(own))
    return columns


def _chosen(seen: _Seen) -> Columns:
    """What the model of runs says of a phrase, and of those that overlap it."""
    found = seen.found
    rivals = rivalry(found, found.count, found.odds, len(seen.text.flat))
    return {
        "best run": seen.most(found.odds),
        "mean run": seen.mean(found.odds),
        "worst run": -seen.most(-found.odds),
    } | rivals


def _parts(seen: _Seen) -> Columns:
    found, text = seen.found, seen.text
    columns: Columns = {}
    for number, name in enumerate(NAMES):
        values = text.parts_of_words[text.ids, number] * seen.word
        before, after = _around(found, values, 0.0)
        columns |= {
            f"{name} first": seen.mean(values[found.first]),
            f"{name} last": seen.mean(values[found.last - 1]),
            f"{name} inside": seen.mean(seen.within(values) / np.maximum(seen.words, 1)),
            f"{name} before": seen.mean(before),
            f"{name} after": seen.mean(after),
        }
    return columns


def _rarity(seen: _Seen) -> Columns:
    found, text = seen.found, seen.text
    rates = np.array([zipf(word, text.language) for word in text.words])[text.ids]
    is_word = seen.word > 0
    before, after = _around(found, rates, 8.0)
    return {
        "rarest word": seen.mean(seen.least(np.where(is_word, rates, 9.0))),
        "commonest word": seen.mean(-seen.least(np.where(is_word, -rates, 0.0))),
        "mean frequency of words": seen.mean(
            seen.within(rates * seen.word) / np.maximum(seen.words, 1)
        ),
        "frequency of first word": seen.mean(rates[found.first]),
        "frequency of last word": seen.mean(rates[found.last - 1]),
        "frequency before": seen.mean(before),
        "frequency after": seen.mean(after),
    }


def _beside(seen: _Seen) -> Columns:
    """What stands before and after a phrase, and how much that varies, in bits."""
    found, text = seen.found, seen.text
    columns: Columns = {}
    kinds = _around(found, seen.kinds, -1)
    words = (each.astype(np.int64) for each in _around(found, text.ids, -1))
    for side, own, ids in zip(("left", "right"), kinds, words, strict=True):
        columns[f"{side} edge"] = seen.mean((own < 0).astype(np.float64))
        for name in _BESIDE:
            columns[f"{side} {name}"] = seen.mean((own == KINDS.index(name)).astype(np.float64))
        columns[f"{side} entropy"] = _entropy(found.owner, ids, seen.counts)
    return columns


def _entropy(owner: Ints, ids: Ints, sizes: Column) -> Column:
    width = int(ids.max(initial=0)) + 2
    pairs, counts = np.unique(owner * width + ids + 1, return_counts=True)
    owners = pairs // width
    shares = counts / sizes[owners]
    total: Column = np.zeros(len(sizes))
    np.add.at(total, owners, -shares * np.log2(shares))
    return total


def _nested(seen: _Seen) -> Columns:
    """How much of a phrase's use is in longer ones, the C-value, and how often its parts stand.

    C-value: Frantzi, Ananiadou & Mima 2000, over the runs that contain each other where they stand.
    """
    found = seen.found
    counts = seen.counts
    longer, part = _containing(found)
    wholes, parts = found.owner[longer], found.owner[part]
    pairs = np.unique(np.stack((wholes, parts), axis=1), axis=0) if len(longer) else None
    held = np.zeros(found.count)
    kinds = np.zeros(found.count)
    most = np.zeros(found.count)
    best = np.zeros(found.count)
    if pairs is not None:
        pairs = pairs[pairs[:, 0] != pairs[:, 1]]
        np.add.at(held, pairs[:, 1], counts[pairs[:, 0]])
        np.add.at(kinds, pairs[:, 1], 1.0)
        np.maximum.at(most, pairs[:, 1], counts[pairs[:, 0]])
        np.maximum.at(best, pairs[:, 0], counts[pairs[:, 1]])
    value = np.log2(seen.mean(seen.words) + 1) * (counts - held / np.maximum(kinds, 1))
    return {
        "c-value": np.log2(1.0 + np.clip(value, 0.0, 4.0 * _OFTEN)),
        "longer ones": np.log2(1.0 + kinds),
        "within longer": np.minimum(1.0, most / counts),
        "best part": np.log2(np.maximum(best / counts, 1.0)),
    }


def _containing(found: Found) -> tuple[Ints, Ints]:
    """Pairs of runs, the first of which holds the second; both begin or end at one token.

    Runs are in the order of their first and last tokens. Those that begin and end elsewhere are
    reached over one that does not.
    """
    wholes, parts = [], []
    for key, length in ((found.first, found.last), (found.last, -found.first)):
        order = np.lexsort((length, key))
        for step in range(1, LONGEST):
            one, other = order[:-step], order[step:]
            same = key[one] == key[other]
            wholes.append(other[same])
            parts.append(one[same])
    return np.concatenate(wholes), np.concatenate(parts)


def _around(found: Found, of_tokens: Column | Ints, edge: float) -> tuple[Column, Column]:
    """For each run the value of the token before it and after it; `edge` beyond its segment."""
    segment = found.text.segment
    padded = np.append(of_tokens, edge)
    size = len(segment)
    before = found.first - 1
    inside = (before >= 0) & (segment[before] == segment[found.first])
    after = np.minimum(found.last, size - 1)
    inner = (found.last < size) & (segment[after] == segment[found.first])
    return padded[np.where(inside, before, size)], padded[np.where(inner, after, size)]
