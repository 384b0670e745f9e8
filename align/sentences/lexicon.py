"""Which words of one document the sentences of the other translate, by dictionary or as they stand.

Sentence vectors say what a sentence is about; a name, a number or a rare word often decides where
it ends. For runs of sentences of both documents this counts the words, weighted by rarity, that
have a translation in the run on the other side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from align.languages import Language
from align.sentences.coverage import over_starts
from align.sentences.types import MOST

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

#: Longer meanings in the dictionary explain a word and do not translate it.
_WORDS_OF_MEANING = 2
#: A text of one sentence is not read beyond this many characters.
_READ = 20_000
#: Words in more than about every fourth sentence are not learned from matches.
_RARE = 1.5
#: How near to a match sentences without a match count with it.
_NEAR = 2
#: Matches whose pairs of words are counted together.
_MATCHES = 8_192
#: Words whose pairs are made at once.
_AT_ONCE = 8_192
_TOGETHER = 0.4
#: The share of a sentence's words that its translation says. Between Chinese and English, which the
#: weights were fitted on, more than half is found, and without a dictionary a quarter, which is
#: scaled up to this, by so much at most. Matches that tell it.
_TYPICAL = 0.4
_MOST_SCALED = 2.5
_SAMPLE = 300
#: The languages that the dictionary is between.
_IN_DICTIONARY = frozenset({Language.ZH, Language.EN})


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a document's sentences, each word counted once a sentence.

    Attributes:
        sentence: the sentence of each occurrence, ascending, shape (w,).
        kind: its word's number, shape (w,).
        first: the first occurrence of each sentence, then their number, shape (n + 1,).
        weight: of each word by its rarity in the document, the logarithm of n + 1 over the number
            of sentences it is in, shape (words,).
        total: the weight of the words before each sentence, shape (n + 1,).
    """

    sentence: Ints
    kind: Ints
    first: Ints
    weight: Floats
    total: NDArray[np.float64]

    @property
    def count(self) -> int:
        return len(self.first) - 1

    def between(self, start: Ints, stop: Ints) -> tuple[Ints, Ints]:
        """The words of each stretch of sentences start[k]..stop[k]-1, without the most frequent.

        Returns:
            The numbers of the stretches, ascending, each once for each distinct word in it, and
            the words.
        """
        stretch, place = _spread(self.first[start], self.first[stop])
        kinds = self.kind[place]
        rare = self.weight[kinds] >= _RARE
        found = stretch[rare] * len(self.weight) + kinds[rare]
        found.sort()
        found = found[_new(found)]
        return np.divmod(found, max(len(self.weight), 1))


@dataclass(frozen=True, slots=True)
class Links:
    """The words of one document that translate each word of the other.

    Attributes:
        first: where the links of each word begin, then their number, shape (words + 1,).
        other: numbers of words of the other document.
    """

    first: Ints
    other: Ints


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of two documents and what links them in both directions.

    Attributes:
        scale: what covered weights are multiplied by, where no dictionary says what words mean.
    """

    source: Words
    target: Words
    forward: Links
    back: Links
    scale: float = 1.0

    @staticmethod
    def of(
        source: Sequence[str],
        target: Sequence[str],
        matches: Sequence[tuple[int, int]],
        languages: tuple[Language, Language],
    ) -> Lexicon:
        """From the texts of both documents' sentences, and their languages.

        Links are the dictionary's, equal words (names, numbers), and those that `matches`,
        sentences that probably translate each other, show to occur together.
        """
        left: dict[str, int] = {}
        right: dict[str, int] = {}
        words = _words(source, left, languages[0]), _words(target, right, languages[1])
        pairs = [(left[word], right[word]) for word in left.keys() & right.keys()]
        pairs += [(left[word], right[stem]) for word in left for stem in _translations(word, right)]
        pairs += [(left[stem], right[word]) for word in right for stem in _translations(word, left)]
        one, other = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
        width = max(len(right), 1)
        codes = np.unique(np.concatenate([one * width + other, learned(*words, matches)]))
        one, other = codes // width, codes % width
        order = np.argsort(other, kind="stable")
        forward, back = _links(one, other, len(left)), _links(other[order], one[order], len(right))
        found = Lexicon(*words, forward, back)
        return found if _IN_DICTIONARY.issuperset(languages) else found._scaled(matches)

    def _scaled(self, matches: Sequence[tuple[int, int]]) -> Lexicon:
        """The same with the share of words that matches have in common as it usually is."""
        shares = [self._share(i, j) for i, j in matches[:: max(len(matches) // _SAMPLE, 1)]]
        median = float(np.median(shares)) if shares else 0.0
        scale = min(max(_TYPICAL / median, 1.0), _MOST_SCALED) if median > 0 else 1.0
        return replace(self, scale=scale)

    def _share(self, i: int, j: int) -> float:
        one, other = self.covered(i, i + 1, j, j + 1)
        total = self.source.total[i + 1] - self.source.total[i]
        total += self.target.total[j + 1] - self.target.total[j]
        return float(one[0, 0, 0, 0] + other[0, 0, 0, 0]) / max(float(total), 1e-6)

    def covered(self, i0: int, i1: int, j0: int, j1: int) -> tuple[Floats, Floats]:
        """See `coverage.Coverage`."""
        source = _gains(self.source, self.forward, self.target, (i0, i1), (j0, j1))
        target = _gains(self.target, self.back, self.source, (j0, j1), (i0, i1))
        one, other = _runs(source), _runs(target).transpose(2, 3, 0, 1)
        if self.scale != 1:
            one, other = one * np.float32(self.scale), other * np.float32(self.scale)
        return one, other


def _translations(word: str, known: dict[str, int]) -> set[str]:
    """The words of the dictionary's meanings of a Chinese word that the other document has."""
    from align.dictionary import meanings

    if word[0] < "\u3400":
        return set()
    short = (meaning for meaning in meanings(word) if len(meaning) <= _WORDS_OF_MEANING)
    return {stem for meaning in short for stem in meaning if stem in known}


def _words(texts: Sequence[str], numbers: dict[str, int], language: Language) -> Words:
    """The words of the texts; new ones are numbered."""
    sentences: list[int] = []
    kinds: list[int] = []
    first = [0]
    content = language.profile.content
    for number, text in enumerate(texts):
        said = content(text[:_READ])
        here = sorted({numbers.setdefault(word, len(numbers)) for word in said})
        kinds.extend(here)
        sentences.extend([number] * len(here))
        first.append(len(kinds))
    sentence, kind = np.array(sentences, dtype=np.int64), np.array(kinds, dtype=np.int64)
    frequency = np.bincount(kind, minlength=len(numbers))
    weight = np.log((len(texts) + 1) / np.maximum(frequency, 1)).astype(np.float32)
    total = np.concatenate([[0.0], np.cumsum(weight[kind], dtype=np.float64)])[first]
    return Words(sentence, kind, np.array(first), weight, total)


def learned(source: Words, target: Words, matches: Sequence[tuple[int, int]]) -> Ints:
    """Pairs of words that mostly occur in sentences that match.

    A pair is taken where the cosine of the two words' occurrences over the matches, one match that
    could be chance left out, is at least `_TOGETHER`.

    Returns:
        For each pair the source's word times the number of the target's words, plus the target's.
    """
    near = _near(matches, 0, source.count), _near(matches, 1, target.count)
    width = max(len(target.weight), 1)
    found: list[Ints] = []
    counts: list[Ints] = []
    seen = np.zeros(len(source.weight)), np.zeros(len(target.weight))
    for start in range(0, len(matches), _MATCHES):
        part = slice(start, start + _MATCHES)
        one = source.between(near[0][0][part], near[0][1][part])
        other = target.between(near[1][0][part], near[1][1][part])
        seen[0][:] += np.bincount(one[1], minlength=len(seen[0]))
        seen[1][:] += np.bincount(other[1], minlength=len(seen[1]))
        pairs, times = _counted(_met(one, other, width))
        # Pairs that were met once are forgotten, so that memory stays bounded.
        found.append(pairs[times > 1])
        counts.append(times[times > 1])
    if not found:
        return np.zeros(0, dtype=np.int64)
    pairs, where = np.unique(np.concatenate(found), return_inverse=True)
    times = np.bincount(where, weights=np.concatenate(counts), minlength=len(pairs))
    left, right = np.divmod(pairs, width)
    cosine = (times - 1) / np.sqrt((seen[0][left] - 0.5) * (seen[1][right] - 0.5))
    return pairs[cosine >= _TOGETHER]


def _near(matches: Sequence[tuple[int, int]], side: int, count: int) -> tuple[Ints, Ints]:
    """The sentences of a side, first..stop-1, that count with each match: no others' matches."""
    bounds = np.array([-1, *(match[side] for match in matches), count])
    before, here, after = bounds[:-2], bounds[1:-1], bounds[2:]
    return np.maximum(before + 1, here - _NEAR), np.minimum(after, here + _NEAR + 1)


def _met(one: tuple[Ints, Ints], other: tuple[Ints, Ints], width: int) -> Ints:
    """All pairs of words that meet in a stretch, each pair in one number.

    Args:
        one: the numbers of the stretches, ascending, and the source's words in them.
        other: the same of the target.
        width: the number of the target's words.
    """
    first, stop = (np.searchsorted(other[0], one[0], side) for side in ("left", "right"))
    pairs = np.empty(int((stop - first).sum()), dtype=np.int64)
    filled = 0
    for low in range(0, len(first), _AT_ONCE):
        part = slice(low, low + _AT_ONCE)
        left, place = _spread(first[part], stop[part], one[1][part] * width)
        pairs[filled : filled + len(left)] = left + other[1][place]
        filled += len(left)
    return pairs


def _counted(pairs: Ints) -> tuple[Ints, Ints]:
    """The distinct numbers of an array, which is sorted for it, and how often each is there."""
    pairs.sort()
    starts = np.flatnonzero(_new(pairs))
    return pairs[starts], np.diff(starts, append=len(pairs))


def _new(numbers: Ints) -> NDArray[np.bool_]:
    """Which of ascending numbers are not those before them."""
    new = np.ones(len(numbers), dtype=bool)
    np.not_equal(numbers[1:], numbers[:-1], out=new[1:])
    return new


def _links(word: Ints, other: Ints, words: int) -> Links:
    """Links from each word and the other's, in ascending order of the words."""
    return Links(np.concatenate([[0], np.cumsum(np.bincount(word, minlength=words))]), other)


def _gains(
    words: Words, links: Links, others: Words, own: tuple[int, int], across: tuple[int, int]
) -> Floats:
    """The weight of a sentence's words that a longer run on the other side newly translates.

    Element (k, l, b) is of sentence own[0]+k and the other side's sentence across[0]+l as the last
    of a run of b + 1: words that it translates and the b sentences before it do not. Each word
    counts once a run however often it is translated.
    """
    size = own[1] - own[0], across[1] - across[0]
    gains = np.zeros((*size, MOST), dtype=np.float32)
    low, high = max(own[0], 0), min(own[1], words.count)
    from_, to = max(across[0], 0), min(across[1], others.count)
    if low >= high or from_ >= to:
        return gains
    begin, end = int(words.first[low]), int(words.first[high])
    # All pairs of an occurrence and a word that translates it,
    kind = words.kind[begin:end]
    place, link = _spread(links.first[kind], links.first[kind + 1])
    # then all sentences in the window that have that word.
    window = slice(int(others.first[from_]), int(others.first[to]))
    met = others.kind[window]
    stops = np.cumsum(np.bincount(met, minlength=len(others.weight)))
    starts = np.concatenate([[0], stops[:-1]])
    wanted = links.other[link]
    place, found = _spread(starts[wanted], stops[wanted], place)
    sentence = others.sentence[window][np.argsort(met, kind="stable")[found]]
    hits = place * size[1] + sentence - across[0]
    hits.sort()
    hits = hits[_new(hits)]
    occurrence, column = hits // size[1], hits % size[1]
    # A hit is new for runs that begin after the sentence of the hit before it.
    since = np.full(len(hits), MOST)
    again = occurrence[1:] == occurrence[:-1]
    since[1:][again] = np.minimum(column[1:] - column[:-1], MOST)[again]
    row = words.sentence[begin + occurrence] - own[0]
    flat = (row * size[1] + column) * MOST + since - 1
    weights = words.weight[kind[occurrence]]
    gains += np.bincount(flat, weights=weights, minlength=gains.size).reshape(gains.shape)
    result: Floats = np.cumsum(gains[:, :, ::-1], axis=2)[:, :, ::-1]
    return result


def _spread(first: Ints, stop: Ints, owner: Ints | None = None) -> tuple[Ints, Ints]:
    """All numbers first[k]..stop[k]-1 for each k, with the owner (or k itself) of each."""
    counts = stop - first
    ends = np.cumsum(counts)
    numbers = np.arange(ends[-1] if len(ends) else 0) + np.repeat(first - ends + counts, counts)
    return np.repeat(np.arange(len(first)) if owner is None else owner, counts), numbers


def _runs(gains: Floats) -> Floats:
    """Sums for runs on both sides from the gains, shape (own, MOST, across, MOST)."""
    columns = gains.shape[1]
    single = np.zeros_like(gains)
    single[:, :, 0] = gains[:, :, 0]
    for more in range(1, MOST):
        stop = max(columns - more, 0)
        single[:, :stop, more] = single[:, :stop, more - 1] + gains[:, more:, more]
    return over_starts(single)
