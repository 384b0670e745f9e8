"""Candidates of texts without tags: likely runs of tokens, grouped by the words that they share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from align.model import Language, SegmentedDocument
from glossary.detection.english.spans import Look, SpanModel, rarity, scored, shape
from glossary.detection.untagged.parts import Parts
from glossary.detection.untagged.words import BARRIERS, CONTENT, KIND, Token, normal, tokens
from glossary.language.english.tags import is_in_capitals
from glossary.language.halves import whole

Column = NDArray[np.float64]
Ints = NDArray[np.int64]
Hashes = NDArray[np.uint64]

LONGEST = 16  #: tokens of a run
#: Share of words with a capital from which capitals make no names, as in German.
_CAPITALS = 0.3
_LONGEST_FORM = 200  #: characters; a run of letters can be as long as a file
_BASE = 0x9E3779B97F4A7C15  #: odd, so that powers of it never vanish


class Text:
    """The tokens of the segments of documents in one language.

    Attributes:
        where: the number of the document and of the segment in it, a segment each.
        kinds: of all tokens, as numbers of `KINDS`.
        offsets: where the tokens of each segment begin among all, and where the last ends.
        segment: the number of the segment of each token.
        parts: what vectors say of each token's part of speech, shape (tokens, parts).
        words: the distinct tokens in lower case, and `ids`: which of them each token is.
        normals: the normal form of each token, "" of words of grammar and marks.
    """

    def __init__(
        self, documents: Sequence[SegmentedDocument], language: Language, parts: Parts
    ) -> None:
        self.language = language
        self.where: list[tuple[int, int]] = []
        self.texts: list[str] = []
        self.tokens: list[list[Token]] = []
        for number, document in enumerate(documents):
            if document.language is language:
                for index, segment in enumerate(document.segments):
                    self.where.append((number, index))
                    self.texts.append(segment.reading.text)
                    self.tokens.append(tokens(segment.reading.text, language))
        self.flat = [token for own in self.tokens for token in own]
        self.kinds = np.array([KIND[token.kind] for token in self.flat], dtype=np.int64)
        sizes = [len(own) for own in self.tokens]
        self.offsets = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
        self.segment = np.repeat(np.arange(len(sizes)), sizes)
        known: dict[str, int] = {}
        numbers = [known.setdefault(token.lower, len(known)) for token in self.flat]
        self.ids = np.array(numbers, dtype=np.int64)
        self.words = list(known)
        self.normals = [
            normal(each, language) if each.kind in CONTENT else "" for each in self.flat
        ]
        self.parts_of_words = parts.of(self.words)
        self.looks = self._looks()

    def _looks(self) -> list[list[Look]]:
        """The tokens as the model of runs sees them: words of grammar by what they do."""
        within = [
            token.text[0].isupper()
            for own in self.tokens
            for token in own[1:]
            if token.kind == "word"
        ]
        telling = sum(within) < _CAPITALS * max(len(within), 1)
        best = self.parts_of_words.argmax(axis=1)
        sure = self.parts_of_words.max(axis=1) > 0.5
        tags = [f"{part}" if known else "" for part, known in zip(best, sure, strict=True)]
        tags_of = dict(zip(self.words, tags, strict=True))
        found = []
        for text, own in zip(self.texts, self.tokens, strict=True):
            capitals = telling and not is_in_capitals(text)
            found.append(
                [
                    Look(
                        "" if token.kind == "word" else token.kind,
                        tags_of[token.lower] if token.kind == "word" else token.kind,
                        shape(token.text, opening=place == 0, capitals=capitals),
                        rarity(token.lower, self.language),
                    )
                    for place, token in enumerate(own)
                ]
            )
        return found

    def key(self, first: int, last: int) -> str:
        """What `glossary.detection.untagged.words.key` makes of these tokens."""
        return "".join(self.normals[first:last])

    def surface(self, first: int, last: int) -> tuple[str, int, int]:
        """The tokens first..last (exclusive) in their segment: see `halves.whole`."""
        start, end = self.flat[first].start, self.flat[last - 1].end
        return whole(self.texts[self.segment[first]], start, end)


@dataclass(frozen=True, slots=True)
class Found:
    """The candidates of some texts, and the runs of tokens that they are.

    Attributes:
        count: how many candidates there are.
        owner: the number of the candidate that each run is an occurrence of.
        first, last: the tokens of each run, last excluded; in the order of the text.
        odds: of each run by the model of runs.
    """

    text: Text
    count: int
    owner: Ints
    first: Ints
    last: Ints
    odds: Column


def gather(text: Text, model: SpanModel) -> Found:
    """Every phrase of a text that could be a term."""
    first, last = bounded(text)
    odds = scored(model, text.looks, first, last) if len(first) else np.zeros(0)
    same = identities(text, first, last)
    chosen = np.isin(same, np.unique(same[odds >= model.least]))
    first, last, odds, same = first[chosen], last[chosen], odds[chosen], same[chosen]
    order = np.lexsort((last, first))
    first, last, odds, same = first[order], last[order], odds[order], same[order]
    kinds, owner = np.unique(same, return_inverse=True)
    return Found(text, len(kinds), owner.astype(np.int64), first, last, odds)


def bounded(text: Text) -> tuple[Ints, Ints]:
    """The runs that may be terms at all, as first and last tokens counted over all segments."""
    kinds = text.kinds
    edge = np.isin(kinds, [KIND[name] for name in CONTENT])
    wall = np.isin(kinds, [KIND[name] for name in BARRIERS])
    walls = np.concatenate(([0], np.cumsum(wall)))
    words = np.concatenate(([0], np.cumsum(kinds == KIND["word"])))
    starts = np.array([token.start for token in text.flat], dtype=np.int64)
    ends = np.array([token.end for token in text.flat], dtype=np.int64)
    places = np.arange(len(kinds))
    firsts, lasts = [places[:0]], [places[:0]]
    for length in range(1, LONGEST + 1):
        first = places[: max(len(kinds) - length + 1, 0)]
        last = first + length
        kept = edge[first] & edge[last - 1] & (text.segment[first] == text.segment[last - 1])
        kept &= (walls[last] == walls[first]) & (words[last] > words[first])
        kept &= ends[last - 1] - starts[first] <= _LONGEST_FORM
        firsts.append(first[kept])
        lasts.append(last[kept])
    return np.concatenate(firsts), np.concatenate(lasts)


def identities(text: Text, first: Ints, last: Ints) -> Hashes:
    """A number for each run that runs with one `key` share.

    A polynomial of the letters of the normal forms of words (Karp & Rabin 1987), modulo 2**64.
    """
    told: dict[str, tuple[int, int]] = {}
    rows = np.empty((len(text.flat), 2), dtype=np.uint64)
    for place, form in enumerate(text.normals):
        if form not in told:
            factor, total = 1, 0
            for letter in form:
                factor = factor * _BASE % 2**64
                total = (total * _BASE + _of_letter(letter)) % 2**64
            told[form] = factor, total
        rows[place] = told[form]
    running = np.zeros(len(rows), dtype=np.uint64)
    found = np.zeros(len(first), dtype=np.uint64)
    lengths = last - first
    for length in range(1, LONGEST + 1):
        at = np.minimum(np.arange(len(rows)) + length - 1, max(len(rows) - 1, 0))
        running = running * rows[at, 0] + rows[at, 1]
        chosen = lengths == length
        found[chosen] = running[first[chosen]]
    return found


def _of_letter(letter: str) -> int:
    return int.from_bytes(blake2b(letter.encode("utf-8", "replace"), digest_size=8).digest())
