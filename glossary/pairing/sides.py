"""What the translations of beads are made of and how it stands to candidates, as flat arrays.

A bead is too little work for numpy, so several are told of together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from align.encoders.base import Vectors
from align.english import stem
from align.model import CHINESE_ENGLISH, Language
from glossary.language.frequency import zipf
from glossary.language.lists import function_words, lists
from glossary.pairing.beads import ReadBead
from glossary.pairing.equivalents import meanings
from glossary.pairing.occurrences import NONE, Wanted
from glossary.pairing.through import Told
from glossary.ranking.vectors import WordSums

Ints = NDArray[np.int64]
Numbers = NDArray[np.floating]
Flags = NDArray[np.bool_]

_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
_MODIFIERS = frozenset(("JJ", "JJR", "JJS", "VBN", "CD", "RB"))
_STOPS = ".;:!?()[]—。；：！？（）؛؟"
_COMMAS = ",，、،"
_QUOTES = '“”"‘’«»„「」『』'

# What a token is, as bits of a number.
BITS = (
    "word", "grammar", "noun", "modifier", "verb", "gerund", "article", "preposition", "of",
    "and", "comma", "stop", "quote", "capital", "negative", "pronoun", "opens",
    "closes", "possessive",
)  # fmt: skip
BIT = {name: 1 << number for number, name in enumerate(BITS)}
_END = BIT["stop"] | BIT["grammar"]
_TOLD = 7  # numbers of each token of a row
_TRUST = 0.7  # what other translations say of links beside the words of the original
_MOST_STOPS = 1_000  # in a bead, of at most 400 tokens


def kind(text: str, tag: str, language: Language) -> int:
    """What a token is, as bits; of one without a tag what its form tells."""
    return _tagged(text, tag) if tag else _untagged(text, language)


@lru_cache(maxsize=1 << 16)
def _untagged(text: str, language: Language) -> int:
    word = text[0].isalnum()
    content = word and text.lower() not in function_words(language)
    facts = {
        "word": word,
        "grammar": not content,
        "comma": text in _COMMAS,
        "stop": text[0] in _STOPS,
        "quote": text in _QUOTES,
        "capital": text[0].isupper(),
        "opens": content,
        "closes": content and (not language.profile.has_capital_nouns or not text[0].islower()),
    }
    return sum(BIT[name] for name, holds in facts.items() if holds)


@lru_cache(maxsize=1 << 16)
def _tagged(text: str, tag: str) -> int:
    lower = text.lower()
    word = text[0].isalnum()
    mark = not word and tag != "POS"
    grammar = lists(Language.EN, "grammar")
    article = lower in grammar["articles"].set
    facts = {
        "word": word,
        "grammar": not word or lower in function_words(Language.EN),
        "noun": tag in _NOUNS,
        "modifier": tag in _MODIFIERS,
        "verb": tag == "MD" or (tag[0] == "V" and tag not in ("VBN", "VBG")),
        "gerund": tag == "VBG",
        "article": article,
        "preposition": tag == "IN",
        "of": lower == "of",
        "and": tag == "CC",
        "comma": text == ",",
        "stop": text in _STOPS,
        "quote": text in _QUOTES,
        "capital": text[0].isupper(),
        "negative": lower in grammar["negatives"].set
        or lower.partition("-")[0] in grammar["negating_prefixes"].set,
        "pronoun": tag in ("PRP", "PRP$", "DT", "WP", "WDT", "EX"),
        "opens": not mark and tag not in ("POS", "CC") and not article,
        "closes": not mark and tag not in ("POS", "CC", "DT", "PRP$", "TO"),
        "possessive": tag in ("POS", "PRP$"),
    }
    return sum(BIT[name] for name, holds in facts.items() if holds)


@dataclass(frozen=True, slots=True)
class Bead:
    """A bead with the candidates in it and its links.

    Attributes:
        linked: as `glossary.pairing.links.linked` gives them.
        told: what other translations say of it.
    """

    read: ReadBead
    wanted: Sequence[Wanted]
    linked: Numbers
    told: Sequence[Told] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """Candidates in some beads, a row each, and the tokens that each may be rendered by.

    The tokens of all rows stand one after the other, n in all; each row ends with a place that
    holds none.

    Attributes:
        candidates: the number of each row's candidate, shape (rows,).
        words: of how many words it is made there, shape (rows,).
        beads: which of the beads each row is of, shape (rows,).
        starts: where each row begins, and the end of the last, shape (rows + 1,).
        row: to which row each token belongs, shape (n,).
        kinds: what it is, as bits, shape (n,).
        stops: numbers that change where no phrase goes across, shape (n,).
        own: how likely it renders a word of the candidate, shape (n,).
        others: how likely it renders another content word, at most, shape (n,).
        left, right: how likely it renders the word before or after the candidate, shape (n,).
        like: the product of its vector with the candidate's, shape (n,).
        zipf: how frequent it is in general language (`glossary.language.frequency`), shape (n,).
        meant: what the dictionary says for its rendering a part of the candidate, shape (n,).
        products: sums of the products of the vectors of all tokens of a bead up to a pair of them,
            one bead after the other; those of a bead begin at its number in `squares`.
    """

    candidates: Ints
    words: Ints
    beads: Ints
    starts: Ints
    row: Ints
    kinds: Ints
    stops: Ints
    own: Numbers
    others: Numbers
    left: Numbers
    right: Numbers
    like: Numbers
    meant: Numbers
    zipf: Numbers
    products: Numbers
    squares: Ints

    @staticmethod
    def of(beads: Sequence[Bead], forms: Sequence[str], own: Vectors, sums: WordSums) -> Rows:
        """The candidates of some beads.

        Args:
            beads: one at least, each with one candidate at least.
            forms: the candidates, by number.
            own: a unit vector of each.
            sums: give the vectors of words.
        """
        vectors = _Vectors(beads, sums)
        by_bead = [vectors.of(bead) for bead in beads]
        parts = [_part(bead, each, forms, own) for bead, each in zip(beads, by_bead, strict=True)]
        counts = [len(bead.wanted) for bead in beads]
        sizes = np.array([len(bead.read.tokens) + 1 for bead in beads])
        kinds, stops = zip(
            *(_kinds(bead.read, count) for bead, count in zip(beads, counts, strict=True)),
            strict=True,
        )
        starts = np.cumsum([0, *np.repeat(sizes, counts)])
        links, others, left, right, like, meant, rarity = np.concatenate(
            [part.reshape(_TOLD, -1) for part in parts], axis=1
        )
        row = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
        return Rows(
            np.array([each.index for bead in beads for each in bead.wanted]),
            np.array([len(each.columns) for bead in beads for each in bead.wanted]),
            np.repeat(np.arange(len(beads)), counts),
            starts,
            row,
            np.concatenate(kinds),
            np.concatenate(stops) + row * _MOST_STOPS,
            links,
            others,
            left,
            right,
            like,
            meant,
            rarity,
            np.concatenate([_products(each).ravel() for each in by_bead]),
            np.cumsum([0, *sizes**2]),
        )

    def before(self, values: Numbers | Flags | Ints) -> Numbers:
        """What stands before each token, summed, shape (n + 1,)."""
        found = np.zeros(len(values) + 1)
        np.cumsum(values, out=found[1:])
        return found


class _Vectors:
    """The vectors of the tokens of some translations; words of grammar have none."""

    def __init__(self, beads: Sequence[Bead], sums: WordSums) -> None:
        lowers = dict.fromkeys(token.lower for bead in beads for token in bead.read.tokens)
        self._rows = {lower: number for number, lower in enumerate(lowers)}
        function = function_words(beads[0].read.language)
        content = [
            [lower] if lower[0].isalnum() and lower not in function else [] for lower in lowers
        ]
        self._vectors = sums.vectors(content)

    def of(self, bead: Bead) -> Vectors:
        """Those of a bead, shape (tokens, d)."""
        found: Vectors = self._vectors[[self._rows[token.lower] for token in bead.read.tokens]]
        return found


def _products(vectors: Vectors) -> Numbers:
    """As in `Rows`, of one bead with these vectors."""
    found = np.zeros((len(vectors) + 1,) * 2)
    np.cumsum(np.cumsum(vectors @ vectors.T, axis=0), axis=1, out=found[1:, 1:])
    return found


def _part(bead: Bead, vectors: Vectors, forms: Sequence[str], own: Vectors) -> NDArray[np.float32]:
    """What `Rows` tells of the tokens of a bead, shape (_TOLD, candidates, tokens + 1)."""
    linked = bead.linked
    count, size = len(bead.wanted), len(linked)
    shares = np.zeros((count, linked.shape[1]), dtype=np.float32)
    for number, each in enumerate(bead.wanted):
        shares[number, each.columns] = each.shares
    content = np.array([tag[0] not in "uc" for cut in bead.read.cut for tag in cut.tags] + [False])
    foreign = (shares == 0) & content
    found = np.zeros((_TOLD, count, size + 1), dtype=np.float32)
    found[0, :, :-1] = np.minimum(shares @ linked.T, 1.0)
    found[1, :, :-1] = np.where(foreign[:, None, :], linked, 0).max(axis=2)
    found[2, :, :-1] = linked[:, [each.left for each in bead.wanted]].T
    found[3, :, :-1] = linked[:, [each.right for each in bead.wanted]].T
    found[4, :, :-1] = own[[each.index for each in bead.wanted]] @ vectors.T
    _take_in(found, bead.told)
    language = bead.read.language
    found[6, :, :-1] = [zipf(token.lower, language) for token in bead.read.tokens]
    if bead.read.languages != CHINESE_ENGLISH:
        return found
    places: dict[str, list[int]] = {}
    for place, token in enumerate(bead.read.tokens):
        places.setdefault(stem(token.lower), []).append(place)
    for number, each in enumerate(bead.wanted):
        known = meanings(forms[each.index])
        for one in known.keys() & places.keys():
            found[5, number, places[one]] = known[one]
    return found


def _take_in(found: NDArray[np.float32], told: Sequence[Told]) -> None:
    """Make what other translations say part of what links say, where they render a candidate."""
    if not told:
        return
    known = np.array([each.known for each in told])
    share = known / np.maximum(known.sum(axis=0), 1)
    trust = np.where(known.any(axis=0), _TRUST, 0.0)[:, None]
    for row, name in enumerate(("own", "others")):
        said = sum(
            part[:, None] * getattr(each, name) for part, each in zip(share, told, strict=True)
        )
        found[row, :, :-1] = (1 - trust) * found[row, :, :-1] + trust * said


def _kinds(read: ReadBead, count: int) -> tuple[Ints, Ints]:
    """What the tokens of a bead are, and the stops among them, for so many candidates."""
    kinds = np.array([*(kind(token.text, token.tag, read.language) for token in read.tokens), _END])
    segments = np.array([*read.segments, NONE])
    new = (kinds & BIT["stop"]) > 0
    new[1:] |= segments[1:] != segments[:-1]
    return np.tile(kinds, count), np.tile(np.cumsum(new), count)
