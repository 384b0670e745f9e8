"""Candidates of English texts: likely runs of tokens, quotations, formulas, what the user named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import accumulate, chain

import numpy as np
from numpy.typing import NDArray

from align.english import singular
from align.model import Language, SegmentedDocument
from glossary.detection.english.gathered import EDGE, Gathered
from glossary.detection.english.phrases import Words, quotations, words_of
from glossary.detection.english.spans import LONGEST, SpanModel, bounded, looks, scored
from glossary.formulas import english as formulas
from glossary.language.english.tags import TaggedToken, is_in_capitals, tokens
from glossary.language.halves import whole
from glossary.language.phrases import Phrases

Column = NDArray[np.float64]
Ints = NDArray[np.int64]
Hashes = NDArray[np.uint64]

_LONGEST_FORM = 200  #: characters; a run of letters can be as long as a file
_BASE = 0x9E3779B97F4A7C15  #: odd, so that powers of it never vanish
_WORDS_OF_TOKEN = re.compile(r"[\s\-‐‑–]+")
_QUOTES = frozenset("“”\"‘’'«»")
_NAME = re.compile(r"[^\W\d_]{2}|\d[A-Z]")  #: what a quotation must hold to be a term


@dataclass(frozen=True, slots=True)
class Runs:
    """The occurrences that are made of whole tokens, which are counted over all segments.

    Attributes:
        owner: the number of the phrase that each is an occurrence of.
        first, last: its tokens, last excluded.
        odds: the log odds by the model of runs.
    """

    owner: Ints
    first: Ints
    last: Ints
    odds: Column


@dataclass(frozen=True, slots=True)
class Found:
    """The candidates of some texts.

    Attributes:
        phrases: each candidate's normalised words.
        items: under the same number what was seen of it.
        tags: of all tokens of the texts.
    """

    phrases: list[Words]
    items: list[Gathered]
    runs: Runs
    tags: list[str]


def gather(
    documents: Sequence[SegmentedDocument], model: SpanModel, dictionary: Phrases | None = None
) -> Found:
    """Every phrase of the English documents that could be a term."""
    text = _Text(documents)
    first, last = bounded(text.tokens)
    odds = scored(model, text.looks, first, last)
    same = _identities(text.tokens, first, last)
    chosen = np.isin(same, np.unique(same[odds >= model.least]))
    first, last, odds, same = first[chosen], last[chosen], odds[chosen], same[chosen]
    order = np.lexsort((last, first))
    first, last, odds, same = first[order], last[order], odds[order], same[order]
    return _Gathering(text, dictionary).found(first, last, odds, same)


class _Text:
    """The tokens of the segments of English documents."""

    def __init__(self, documents: Sequence[SegmentedDocument]) -> None:
        self.where: list[tuple[int, int]] = []
        self.texts: list[str] = []
        self.tokens: list[tuple[TaggedToken, ...]] = []
        for number, document in enumerate(documents):
            if document.language is Language.EN:
                for index, segment in enumerate(document.segments):
                    self.where.append((number, index))
                    self.texts.append(segment.reading.text)
                    self.tokens.append(tokens(segment.reading.text))
        self.telling = [not is_in_capitals(text) for text in self.texts]
        self.looks = [
            looks(own, capitals=tell) for own, tell in zip(self.tokens, self.telling, strict=True)
        ]


class _Gathering:
    """What is seen of each phrase, collected over a text."""

    def __init__(self, text: _Text, dictionary: Phrases | None) -> None:
        self._text, self._dictionary = text, dictionary
        self._numbers: dict[Words, int] = {}
        self._items: list[Gathered] = []
        self._seen: list[set[tuple[int, int]]] = [set() for _ in text.texts]

    def found(self, first: Ints, last: Ints, odds: Column, same: Hashes) -> Found:
        for segment in range(len(self._text.texts)):
            self._marked(segment)
        owner = self._runs(first, last, same)
        for segment in range(len(self._text.texts)):
            self._named(segment)
        kept = owner >= 0
        runs = Runs(owner[kept], first[kept], last[kept], odds[kept])
        tags = [token.tag for own in self._text.tokens for token in own]
        return Found(list(self._numbers), self._items, runs, tags)

    def _add(self, segment: int, start: int, end: int, number: int = -1) -> int:
        """The number of the phrase that stands there; -1 where it has no words."""
        surface, start, end = whole(self._text.texts[segment], start, end)
        if number < 0:
            words = words_of(surface)
            if not words:
                return -1
            number = self._numbers.setdefault(words, len(self._items))
            if number == len(self._items):
                self._items.append(Gathered())
        item = self._items[number]
        if (start, end) not in self._seen[segment]:
            self._seen[segment].add((start, end))
            item.surfaces[surface] += 1
            item.places.append((*self._text.where[segment], start, end))
        return number

    def _marked(self, segment: int) -> None:
        """Add formulas and quotations."""
        text = self._text.texts[segment]
        for start, end in dict.fromkeys(formulas.spans(text)):
            number = self._add(segment, start, end)
            self._items[number].formula += number >= 0
        for start, end in quotations(text):
            first = start + formulas.lead(text[start:end])
            if (first, end) not in self._seen[segment] and _NAME.search(text[first:end]):
                number = self._add(segment, first, end)
                self._items[number].quoted += number >= 0

    def _named(self, segment: int) -> None:
        """Add what the user's dictionary holds."""
        text = self._text.texts[segment]
        for phrase in self._dictionary.find(text) if self._dictionary else ():
            number = self._add(segment, phrase.start, phrase.end)
            self._items[number].listed += number >= 0

    def _runs(self, first: Ints, last: Ints, same: Hashes) -> Ints:
        """Add the runs; the number of the phrase of each, -1 where it is none."""
        known: dict[int, int] = {}
        owner = np.full(len(first), -1, dtype=np.int64)
        sizes = [len(own) for own in self._text.tokens]
        offsets = np.concatenate(([0], np.cumsum(sizes)))
        segments = np.searchsorted(offsets, first, side="right") - 1
        rows = zip(first.tolist(), last.tolist(), same.tolist(), segments.tolist(), strict=True)
        current, beside = -1, _Beside((), telling=False)
        for place, (low, high, identity, segment) in enumerate(rows):
            if segment != current:
                current, offset = segment, int(offsets[segment])
                beside = _Beside(self._text.tokens[segment], telling=self._text.telling[segment])
            own = self._text.tokens[segment]
            start, end = own[low - offset].start, own[high - offset - 1].end
            if end - start > _LONGEST_FORM:
                continue
            number = self._add(segment, start, end, known.get(identity, -1))
            if number >= 0:
                known[identity] = owner[place] = number
                beside.add_to(self._items[number], low - offset, high - offset)
        return owner


class _Beside:
    """What stands around runs of a segment, and the capitals in them.

    Args:
        telling: whether the capitals of the segment say anything.
    """

    def __init__(self, own: Sequence[TaggedToken], *, telling: bool) -> None:
        self._sides = [EDGE, *((token.lower, token.tag) for token in own), EDGE]
        content = [telling and len(t.text) > 3 and t.text[0].isalpha() for t in own]
        upper = [c and t.text[0].isupper() for c, t in zip(content, own, strict=True)]
        self._content = [*accumulate(content, initial=0)]
        self._upper = [*accumulate(upper, initial=0)]

    def add_to(self, item: Gathered, first: int, last: int) -> None:
        """Count an occurrence, and where a capital says something, whether it is a name's."""
        item.beside.append((*self._sides[first], *self._sides[last + 1]))
        content = self._content[last] - self._content[first]
        if content and (first or content > 1):
            item.inside += 1
            item.named += 2 * (self._upper[last] - self._upper[first]) > content


def _identities(segments: Sequence[Sequence[TaggedToken]], first: Ints, last: Ints) -> Hashes:
    """A number for each run that runs of the same normalised words share.

    A polynomial of numbers of the words (Karp & Rabin 1987), modulo 2**64.
    """
    flat = list(chain.from_iterable(segments))
    values: dict[str, int] = {}
    told: dict[str, tuple[int, int, int]] = {}

    def tell(text: str) -> tuple[int, int, int]:
        """The factor and the sum of a token, and its sum where it is the last of a run."""
        words = [] if text in _QUOTES else [w for w in _WORDS_OF_TOKEN.split(text) if w]
        factor, total, final = 1, 0, 0
        for place, word in enumerate(words):
            ended = singular(word) if place == len(words) - 1 else word
            for each in (word, ended):
                if each not in values:
                    digest = blake2b(each.encode(), digest_size=8).digest()
                    values[each] = int.from_bytes(digest)
            final = (total * _BASE + values[ended]) % 2**64
            factor, total = factor * _BASE % 2**64, (total * _BASE + values[word]) % 2**64
        return factor, total, final

    rows = []
    for token in flat:
        text = token.text.replace("’", "'").lower()
        if text not in told:
            told[text] = tell(text)
        rows.append(told[text])
    table = np.array(rows, dtype=np.uint64).reshape(-1, 3)
    return _combined(table, first, last)


def _combined(table: Hashes, first: Ints, last: Ints) -> Hashes:
    size = len(table)
    running = np.zeros(size, dtype=np.uint64)
    found = np.zeros(len(first), dtype=np.uint64)
    lengths = last - first
    for length in range(1, LONGEST + 1):
        at = np.minimum(np.arange(size) + length - 1, max(size - 1, 0))
        factor, total, final = table[at].T
        chosen = lengths == length
        ended = running * factor + final
        found[chosen] = ended[first[chosen]]
        running = running * factor + total
    return found
