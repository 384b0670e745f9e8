"""How likely each English word of a bead renders each Chinese word of it.

IBM Model 1 (Brown et al. 1993), trained on the beads at hand. Where a word is seen once, counts
say nothing, so the model starts from pseudo-counts: equivalents in CC-CEDICT and the likeness of
word vectors. An English word may also render nothing (the empty word, as in the paper).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from align.progress import Progress, silent
from glossary.chinese.resources import glosses
from glossary.english.words import word_set
from glossary.pairing.vectors import WordSums

#: Beads that are trained on: enough for every frequent word, and memory stays bounded.
_MOST_BEADS = 12_000
#: Pairs of words that are trained on: of sentences so many beads have half as many, of paragraphs
#: or lists they would need tens of gigabytes.
_MOST_PAIRS = 30_000_000
_ITERATIONS = 4
_BASE = 0.002  # pseudo-count of a pair of which nothing is known
_DICTIONARY = 2.0
_LIKENESS = 1.5
_LEAST_LIKE = 0.1  # of unrelated words nine in ten are less alike
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
class _Numbered:
    """The words of the beads by number.

    Attributes:
        zh: the Chinese words with their numbers.
        shown: stems of the English words, in the order of their numbers, each with a word of it.
        columns, rows: the numbers of each bead's words, Chinese and English.
        content: which English tokens of a bead are no words of grammar.
    """

    zh: dict[str, int]
    shown: dict[str, str]
    columns: list[NDArray[np.int64]]
    rows: list[NDArray[np.int64]]
    content: list[NDArray[np.bool_]]

    @staticmethod
    def of(beads: Sequence[BeadWords]) -> _Numbered:
        zh: dict[str, int] = {}
        en: dict[str, int] = {}
        shown: dict[str, str] = {}
        columns, rows, content = [], [], []
        for bead in beads:
            columns.append(_array([zh.setdefault(word, len(zh)) for word in bead.zh]))
            stems = [stem(word) for word in bead.en]
            rows.append(_array([en.setdefault(each, len(en)) for each in stems]))
            for each, word in zip(stems, bead.en, strict=True):
                shown.setdefault(each, word)
            content.append(np.array([word not in FUNCTION for word in bead.en], dtype=bool))
        return _Numbered(zh, shown, columns, rows, content)

    def trained(self) -> int:
        """How many beads, from the first on, links are trained on."""
        sizes = [
            np.count_nonzero(content) * len(columns)
            for content, columns in zip(self.content, self.columns, strict=True)
        ]
        few = np.searchsorted(np.cumsum(sizes), _MOST_PAIRS, side="right")
        return min(int(few), _MOST_BEADS)

    def keys(self, bead: int, chosen: NDArray[np.bool_]) -> NDArray[np.int64]:
        """A number for each pair of words in a bead, shape (chosen English, Chinese)."""
        rows = self.rows[bead][chosen]
        return self.columns[bead][None, :] * len(self.shown) + rows[:, None]


def _array(numbers: list[int]) -> NDArray[np.int64]:
    return np.array(numbers, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Links:
    """Translation probabilities; `matrix` gives the posteriors of one bead.

    Attributes:
        words: the words of all beads.
        keys, probabilities: pairs of words that meet in a bead, ascending, with the probability
            that the Chinese word is rendered by the English one.
        places: for the pairs of every bead that was trained on, one bead after the other, their
            place among `keys`; those of a bead begin at its number in `starts`.
        empty: for each English word what speaks for its rendering nothing.
        met: whether it is in some of these pairs; words of grammar mostly are not.
    """

    words: _Numbered
    keys: NDArray[np.int64]
    probabilities: NDArray[np.float64]
    places: NDArray[np.int64]
    starts: NDArray[np.int64]
    empty: NDArray[np.float64]
    met: NDArray[np.bool_]

    def matrix(self, bead: int) -> NDArray[np.float64]:
        """For each English token (row) and Chinese word (column) of a bead, that they link.

        Rows sum to at most 1; what is missing goes to the empty word.
        """
        rows, content = self.words.rows[bead], self.words.content[bead]
        width = len(self.words.columns[bead])
        values = np.zeros((len(rows), width))
        if bead + 1 < len(self.starts):
            places = self.places[self.starts[bead] : self.starts[bead + 1]]
            values[content] = self.probabilities[places].reshape(-1, width)
            searched = ~content & self.met[rows]
        else:
            searched = np.ones(len(rows), dtype=bool)
        if len(self.keys) and searched.any():
            values[searched] = self._sought(self.words.keys(bead, searched))
        total = values.sum(axis=1, keepdims=True) + self.empty[rows][:, None]
        result: NDArray[np.float64] = values / np.maximum(total, 1e-300)
        return result

    def _sought(self, wanted: NDArray[np.int64]) -> NDArray[np.float64]:
        """The probabilities of pairs of words; 0 for those that met in no bead."""
        place = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        return np.where(self.keys[place] == wanted, self.probabilities[place], 0.0)


def train(beads: Sequence[BeadWords], sums: WordSums, progress: Progress = silent) -> Links:
    """Links from the beads at hand; `sums` gives vectors of their words, each encoded once."""
    words = _Numbered.of(beads)
    size = max(len(words.shown), 1)
    keys, groups, starts = _pairs(words, words.trained())
    unique, inverse = np.unique(keys, return_inverse=True)
    progress("Words of both languages", 0, 0)
    prior = _prior(unique, words, _cosines(words, inverse, starts, sums))
    source, rows = unique // size, keys % size
    frequency = np.bincount(rows, minlength=len(words.shown)).astype(float)
    empty = _EMPTY * (frequency / max(frequency.sum(), 1.0)) ** 0.5
    of_group = np.zeros(int(groups.max()) + 1 if len(groups) else 0)
    of_group[groups] = empty[rows]
    counts = prior.copy()
    probabilities = prior
    for _ in range(_ITERATIONS):
        totals = np.bincount(source, weights=counts, minlength=len(words.zh))
        probabilities = counts / (totals[source] + _RESERVE)
        weight = probabilities[inverse]
        linked = np.bincount(groups, weights=weight, minlength=len(of_group)).astype(np.float64)
        norm = linked + of_group
        counts = prior + np.bincount(inverse, weights=weight / norm[groups], minlength=len(unique))
    return Links(words, unique, probabilities, inverse, starts, empty, frequency > 0)


def _pairs(
    words: _Numbered, beads: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """All pairs of words that meet in the first `beads` beads, words of grammar left out.

    With them, for each pair the English token it belongs to, and where the pairs of each bead
    begin.
    """
    keys = [words.keys(bead, words.content[bead]) for bead in range(beads)]
    tokens = [np.full(len(made), made.shape[1]) for made in keys]
    starts = np.cumsum([0, *(made.size for made in keys)])
    if not keys:
        return _array([]), _array([]), starts
    widths = np.concatenate(tokens)
    groups = np.repeat(np.arange(len(widths)), widths)
    return np.concatenate([made.ravel() for made in keys]), groups, starts


def _glossed(words: _Numbered) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The pairs of words that the dictionary knows, as keys of `Links`, and the weight of each."""
    en = {each: number for number, each in enumerate(words.shown)}
    known = [
        (number * len(en) + en[english], weight)
        for word, number in words.zh.items()
        for english, weight in equivalents(word).items()
        if english in en
    ]
    keys = np.array([pair for pair, _ in known], dtype=np.int64)
    return keys, np.array([weight for _, weight in known], dtype=np.float64)


def _prior(
    unique: NDArray[np.int64], words: _Numbered, cosine: NDArray[np.float32]
) -> NDArray[np.float64]:
    """Pseudo-counts of pairs of words, given as keys with their likeness, shape (len(unique),)."""
    prior = np.full(len(unique), _BASE)
    prior += _LIKENESS * np.clip(cosine - _LEAST_LIKE, 0.0, None) ** 2
    wanted, weights = _glossed(words)
    place = np.minimum(np.searchsorted(unique, wanted), max(len(unique) - 1, 0))
    found = unique[place] == wanted if len(unique) else np.zeros(0, dtype=bool)
    np.add.at(prior, place[found], _DICTIONARY * weights[found])
    return prior


def _cosines(
    words: _Numbered, places: NDArray[np.int64], starts: NDArray[np.int64], sums: WordSums
) -> NDArray[np.float32]:
    """The likeness of the vectors of words that meet in a bead.

    Args:
        places, starts: as in `Links`.
    """
    zh, en = (sums.vectors([[word] for word in each]) for each in (words.zh, words.shown.values()))
    found = np.zeros(int(places.max(initial=-1)) + 1, dtype=np.float32)
    for bead, (start, end) in enumerate(pairwise(starts)):
        rows = words.rows[bead][words.content[bead]]
        found[places[start:end]] = (en[rows] @ zh[words.columns[bead]].T).ravel()
    return found
