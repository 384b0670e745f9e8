"""How likely each English word of a bead renders each Chinese word of it.

IBM Model 1 (Brown et al. 1993), trained on the beads at hand. Where a word is seen once, counts
say nothing, so the model starts from pseudo-counts: equivalents in CC-CEDICT and the likeness of
word vectors. An English word may also render nothing (the empty word, as in the paper).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from align.progress import Progress, silent
from glossary.chinese.resources import glosses
from glossary.english.words import word_set
from glossary.pairing.vectors import WordSums

#: Beads that are trained on: enough for every frequent word, and memory stays bounded.
_AT_ONCE = 8_000  # pairs of words whose vectors are in memory
_MOST_BEADS = 12_000
_ITERATIONS = 4
_BASE = 0.002  # pseudo-count of a pair of which nothing is known
_DICTIONARY = 2.0
_LIKENESS = 1.5
_RESERVE = 1.0  # keeps rare words from collecting all that nothing else explains (Moore 2004)
_EMPTY = 0.02  # chance of the empty word against a well-known pair
_SUFFIX = re.compile(r"(?<=\w{3})(?:[’']s?|s)$")
_WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
#: English words that render grammar rather than terms.
FUNCTION = word_set(
    "a an the of to in on at by for from with without into onto upon over under as and or but "
    "nor so yet if than that this these those it its they them their we us our you your he "
    "she his her him i my me who whom whose which what when where why how is are was were be "
    "been being am do does did done have has had having will would shall should can could may "
    "might must not no also all such there here ’s 's s through about between among more most "
    "very only just up out off down both each every any some other"
)


@dataclass(frozen=True, slots=True)
class BeadWords:
    """The words of a bead: Chinese word types, and English tokens in lower case."""

    zh: tuple[str, ...]
    en: tuple[str, ...]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A crude stem: related forms (socialist, socialism) meet at their first six letters."""
    plain = _SUFFIX.sub("", word.lower())
    return plain[:6] if len(plain) > 6 else plain


@lru_cache(maxsize=100_000)
def equivalents(word: str) -> dict[str, float]:
    """Stems of the English equivalents of a Chinese word, weighted by their share of a gloss."""
    found: dict[str, float] = {}
    for gloss in glosses(word) or _parts(word):
        lower = gloss.lower()
        plain = [w for w in _WORD.findall(lower.replace("-", " ")) if w not in FUNCTION]
        compounds = [w for w in _WORD.findall(lower) if "-" in w]
        content = [stem(w) for w in (*plain, *compounds)]
        for part in content:
            found[part] = max(found.get(part, 0.0), 1.0 / len(content) ** 0.5)
    return found


def _parts(word: str) -> tuple[str, ...]:
    if len(word) < 3:
        return ()
    return tuple(gloss for i in range(len(word) - 1) for gloss in glosses(word[i : i + 2])[:3])


@dataclass(frozen=True, slots=True)
class Links:
    """Translation probabilities; `matrix` gives the posteriors of one bead."""

    zh: dict[str, int]
    en: dict[str, int]
    keys: NDArray[np.int64]
    probabilities: NDArray[np.float64]
    empty: NDArray[np.float64]

    def matrix(self, words: BeadWords) -> NDArray[np.float64]:
        """For each English token (row) and Chinese word (column) of a bead, that they link.

        Rows sum to at most 1; what is missing goes to the empty word.
        """
        rows = np.array([self.en[stem(word)] for word in words.en], dtype=np.int64)
        columns = np.array([self.zh[word] for word in words.zh], dtype=np.int64)
        if not len(rows) or not len(columns):
            return np.zeros((len(rows), len(columns)))
        wanted = columns[None, :] * len(self.en) + rows[:, None]
        place = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        values = np.where(self.keys[place] == wanted, self.probabilities[place], 0.0)
        total = values.sum(axis=1, keepdims=True) + self.empty[rows][:, None]
        result: NDArray[np.float64] = values / np.maximum(total, 1e-300)
        return result


def train(beads: Sequence[BeadWords], sums: WordSums, progress: Progress = silent) -> Links:
    """Links from the beads at hand; `sums` gives vectors of their words, each encoded once."""
    zh = _numbered(word for bead in beads for word in bead.zh)
    shown: dict[str, str] = {}
    for bead in beads:
        for word in bead.en:
            shown.setdefault(stem(word), word)
    en = {word: number for number, word in enumerate(shown)}
    keys, groups = _pairs(beads[:_MOST_BEADS], zh, en)
    unique, inverse = np.unique(keys, return_inverse=True)
    prior = _prior(unique, zh, en, list(shown.values()), sums, progress)
    source = unique // max(len(en), 1)
    frequency = np.bincount(unique[inverse] % max(len(en), 1), minlength=len(en)).astype(float)
    empty = _EMPTY * (frequency / max(frequency.sum(), 1.0)) ** 0.5
    counts = prior.copy()
    probabilities = prior
    for _ in range(_ITERATIONS):
        totals = np.bincount(source, weights=counts, minlength=len(zh))
        probabilities = counts / (totals[source] + _RESERVE)
        weight = probabilities[inverse]
        size = int(groups.max()) + 1 if len(groups) else 0
        linked = np.bincount(groups, weights=weight, minlength=size).astype(np.float64)
        norm = linked + _group_empty(groups, unique[inverse] % max(len(en), 1), empty, size)
        counts = prior + np.bincount(inverse, weights=weight / norm[groups], minlength=len(unique))
    return Links(zh, en, unique, probabilities, empty)


def _group_empty(
    groups: NDArray[np.int64], rows: NDArray[np.int64], empty: NDArray[np.float64], size: int
) -> NDArray[np.float64]:
    found = np.zeros(size)
    found[groups] = empty[rows]
    return found


def _numbered(words: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for word in words:
        found.setdefault(word, len(found))
    return found


def _pairs(
    beads: Sequence[BeadWords], zh: dict[str, int], en: dict[str, int]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """All pairs of words that meet in a bead, and for each the English token it belongs to."""
    keys: list[NDArray[np.int64]] = []
    groups: list[NDArray[np.int64]] = []
    group = 0
    for bead in beads:
        rows = np.array([en[stem(w)] for w in bead.en if w not in FUNCTION], dtype=np.int64)
        columns = np.array([zh[w] for w in bead.zh], dtype=np.int64)
        keys.append((columns[None, :] * len(en) + rows[:, None]).ravel())
        groups.append(np.repeat(np.arange(group, group + len(rows)), len(columns)))
        group += len(rows)
    if not keys:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    return np.concatenate(keys), np.concatenate(groups)


def _glossed(
    zh: dict[str, int], en: dict[str, int]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The pairs of words that the dictionary knows, as keys of `Links`, and the weight of each."""
    known = [
        (number * len(en) + en[english], weight)
        for word, number in zh.items()
        for english, weight in equivalents(word).items()
        if english in en
    ]
    keys = np.array([pair for pair, _ in known], dtype=np.int64)
    return keys, np.array([weight for _, weight in known], dtype=np.float64)


def _prior(
    unique: NDArray[np.int64],
    zh: dict[str, int],
    en: dict[str, int],
    shown: list[str],
    sums: WordSums,
    progress: Progress,
) -> NDArray[np.float64]:
    source, target = unique // max(len(en), 1), unique % max(len(en), 1)
    prior = np.full(len(unique), _BASE)
    progress("Words of both languages", 0, 0)
    left, right = (sums.vectors([[word] for word in words]) for words in (zh, shown))
    for low in range(0, len(unique), _AT_ONCE):
        part = slice(low, low + _AT_ONCE)
        cosine = np.einsum("ij,ij->i", left[source[part]], right[target[part]])
        prior[part] += _LIKENESS * np.clip(cosine - 0.35, 0.0, None) ** 2
    wanted, weights = _glossed(zh, en)
    place = np.minimum(np.searchsorted(unique, wanted), max(len(unique) - 1, 0))
    found = unique[place] == wanted if len(unique) else np.zeros(0, dtype=bool)
    np.add.at(prior, place[found], _DICTIONARY * weights[found])
    return prior
