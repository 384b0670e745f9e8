"""Measures of English phrases for the fitted ranker: a column of numbers each, a row a phrase.

Entropy of what stands left and right: Luo & Sun 2003 ("Two-character Chinese word extraction based
on hybrid of internal and contextual measures"). General-language frequency: wordfreq's Zipf scale.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import chain

import numpy as np

from align.model import Language
from glossary.detection.english.gathered import Gathered
from glossary.detection.english.gathering import Found
from glossary.detection.english.kinds import kinds_of_heads
from glossary.detection.english.nesting import Column, Ints, Nesting
from glossary.detection.english.phrases import Words
from glossary.detection.english.rivals import rivalry
from glossary.detection.english.vocabulary import shipped_vocabulary
from glossary.language.english.names import is_person
from glossary.language.english.tags import lexicon_tag
from glossary.language.frequency import zipf
from glossary.language.lists import lists

Columns = dict[str, Column]
#: For each of some words where it lies along the axes of meaning, shape (n, k).
Along = Callable[[Sequence[str]], Column]

QUOTED = "quoted"
_OFTEN = 64  #: occurrences beyond which more say no more
_PLACED = 2_000  #: words that are placed along the axes; 16,000 words of speeches have 1,800
_NO_RUN = -20.0  #: log odds where no tokens make a phrase up
_UNSEEN = 9.0  #: on the Zipf scale, for the rarest of no words
_NOUNS = ("NN", "NNS", "NNP", "NNPS")
_VERBS = ("VB", "VBP", "VBZ", "VBG", "MD", "TO")
_MODIFIERS = ("JJ", "VBN", "POS")
#: Parts of speech that are told apart.
_TAGS = {
    "noun": ("NN", "NNS"),
    "name": ("NNP", "NNPS"),
    "adjective": ("JJ", "JJR", "JJS", "VBN", "VBD"),
    "verb": ("VB", "VBP", "VBZ", "VBG", "MD"),
    "participle": ("VBG",),
    "preposition": ("IN", "TO"),
    "determiner": ("DT", "PRP$", "PRP"),
    "conjunction": ("CC",),
    "number": ("CD",),
    "adverb": ("RB",),
    "mark": (",", ";", ":", ".", "("),
}


def table(groups: Mapping[str, Columns]) -> tuple[tuple[str, ...], Column]:
    """The names of all measures in their order, and their columns, shape (n, names)."""
    columns = {name: column for group in groups.values() for name, column in group.items()}
    names = tuple(sorted(columns))
    return names, np.stack([columns[name] for name in names], axis=1)


def measures(found: Found, within: Nesting, along: Along) -> dict[str, Columns]:
    """The measures of each phrase, one or more, in groups by what they tell."""
    phrases, items = found.phrases, found.items
    counts = _column(items, lambda item: len(item.places))
    words = _Vocabulary(phrases)
    return {
        "how often and where it is used": _uses(items, counts, words.sizes),
        "capitals and quotation marks": _marks(items),
        "how it is built": _build(words),
        "runs that could be terms": _chosen(found)
        | rivalry(found.runs, len(phrases), found.runs.odds, len(found.tags)),
        "parts of speech": _tags(found),
        "words of known terms": shipped_vocabulary().columns(phrases),
        "rarity in general language": _rarity(words),
        "what stands beside it": _beside(items),
        "what it is part of": _nested(counts, words.sizes, within),
        "what it is about": _about(words, along),
    }


def _words(name: str) -> frozenset[str]:
    return lists(Language.EN, "terms")[name].set


def _column(items: Sequence[Gathered], of: Callable[[Gathered], float]) -> Column:
    return np.array([of(item) for item in items], dtype=np.float64)


def _uses(items: Sequence[Gathered], counts: Column, sizes: Column) -> Columns:
    often = np.log2(np.minimum(counts, _OFTEN))
    segments = _column(items, lambda item: len({place[:2] for place in item.places}))
    last: dict[int, int] = {}
    for item in items:
        for place in item.places:
            last[place[0]] = max(last.get(place[0], 1), place[1])
    return {
        "frequency": often,
        "repeated phrase": often * np.minimum(sizes - 1, 3),
        "segments": segments / counts,
        "first place": _column(items, lambda item: item.places[0][1] / last[item.places[0][0]]),
    }


def _marks(items: Sequence[Gathered]) -> Columns:
    formula = _column(items, lambda item: item.formula > 0)
    return {
        "formula": formula,
        QUOTED: _column(items, lambda item: item.quoted > 0) * (1.0 - formula),
        "capitals": _column(items, lambda item: item.name_share),
        "spellings": _column(items, lambda item: len(item.surfaces)),
        "person": _column(items, lambda item: is_person(next(iter(item.surfaces)))),
    }


def _chosen(found: Found) -> Columns:
    """What the model of runs says of the occurrences of a phrase: the best, the mean, the worst."""
    runs, number = found.runs, len(found.phrases)
    counts = np.bincount(runs.owner, minlength=number)
    best, worst = np.full(number, _NO_RUN), np.full(number, -_NO_RUN)
    np.maximum.at(best, runs.owner, runs.odds)
    np.minimum.at(worst, runs.owner, runs.odds)
    mean = np.bincount(runs.owner, runs.odds, number) / np.maximum(counts, 1)
    return {
        "best run": best,
        "mean run": np.where(counts > 0, mean, _NO_RUN),
        "worst run": np.where(counts > 0, worst, _NO_RUN),
        "runs": counts / _column(found.items, lambda item: len(item.places)),
    }


def _tags(found: Found) -> Columns:
    """The parts of speech of the first, the last and all tokens of a phrase, and beside it."""
    runs, number = found.runs, len(found.phrases)
    counts = np.maximum(np.bincount(runs.owner, minlength=number), 1)
    lengths = runs.last - runs.first
    told: Columns = {}
    kinds = {tag: kind for kind, tag in enumerate(["", *dict.fromkeys(found.tags)])}
    which = np.array([kinds[tag] for tag in ("", *found.tags, "")])
    for name, tags in _TAGS.items():
        here = np.array([tag in tags for tag in kinds], dtype=np.float64)[which]
        total = np.cumsum(here)
        told |= {
            f"{name} before": here[runs.first],
            f"{name} at the start": here[runs.first + 1],
            f"{name} inside": (total[runs.last] - total[runs.first]) / lengths,
            f"{name} at the end": here[runs.last],
            f"{name} after": here[runs.last + 1],
        }
    return {name: np.bincount(runs.owner, one, number) / counts for name, one in told.items()}


class _Vocabulary:
    """The words of some phrases, each looked at once.

    Attributes:
        known: the words without commas after them.
        sizes: how many words each phrase has.
    """

    def __init__(self, phrases: Sequence[Words]) -> None:
        lengths = np.array([len(words) for words in phrases])
        numbers: dict[str, int] = {}
        ids = [numbers.setdefault(word, len(numbers)) for word in chain.from_iterable(phrases)]
        self._ids = np.array(ids, dtype=np.int64)
        self._starts, self._lasts = np.cumsum(lengths) - lengths, np.cumsum(lengths) - 1
        self.sizes: Column = lengths.astype(np.float64)
        self._written = list(numbers)
        self.known = [word.rstrip(",;") or word for word in numbers]
        grammar = _words("prepositions") | _words("determiners") | _words("conjunctions")
        self._content = np.array([word not in grammar for word in self.known])[self._ids]

    def tell(self, of: Callable[[str], float], *, written: bool = False) -> Column:
        """A value a word."""
        words = self._written if written else self.known
        return np.array([of(word) for word in words], dtype=np.float64)

    def first(self, values: Column) -> Column:
        found: Column = values[self._ids[self._starts]]
        return found

    def last(self, values: Column) -> Column:
        found: Column = values[self._ids[self._lasts]]
        return found

    def total(self, values: Column) -> Column:
        found: Column = np.add.reduceat(values[self._ids], self._starts)
        return found

    def least(self, values: Column, none: float) -> Column:
        """The least value of a phrase's words of content."""
        chosen = np.where(self._content, values[self._ids], none)
        found: Column = np.minimum.reduceat(chosen, self._starts)
        return found

    def greatest(self, values: Column, none: float) -> Column:
        return -self.least(-values, -none)

    def mean(self, values: Column) -> Column:
        """The mean over a phrase's words of content, 0 where it has none."""
        chosen = np.where(self._content, values[self._ids], 0.0)
        found: Column = np.add.reduceat(chosen, self._starts) / np.maximum(self.content(), 1)
        return found

    def commonest(self, most: int) -> Ints:
        """The words of content that stand in most phrases, at most so many."""
        counts = np.bincount(self._ids[self._content], minlength=len(self.known))
        order = np.argsort(-counts, kind="stable")[:most]
        return order[counts[order] > 0]

    def content(self) -> Column:
        """How many words of content a phrase has."""
        found: Column = np.add.reduceat(self._content.astype(np.float64), self._starts)
        return found


def _build(words: _Vocabulary) -> Columns:
    """The number and kinds of a phrase's words."""
    tags = [lexicon_tag(word) or "NN" for word in words.known]
    verb = np.array([tag in _VERBS for tag in tags], dtype=np.float64)
    noun = np.array([tag in _NOUNS for tag in tags], dtype=np.float64)
    generic = words.tell(_words("generic").__contains__)
    weak = words.tell((_words("weak_modifiers") | _words("loose")).__contains__)
    preposition = words.tell(_words("prepositions").__contains__)
    determiner = words.tell(_words("determiners").__contains__)
    abstract = lists(Language.EN, "terms")["abstract"].words
    return {
        "words": words.sizes,
        "characters": words.total(words.tell(len)),
        "words of content": words.content() / words.sizes,
        "generic head": words.last(generic),
        "head of a kind": words.last(words.tell(kinds_of_heads().__contains__)),
        "abstract head": words.last(words.tell(lambda word: word.endswith(abstract))),
        "noun last": words.last(noun),
        "generic first": words.first(generic),
        "weak modifier": words.first(weak),
        "participle first": words.first(words.tell(lambda word: word.endswith("ing"))),
        "determiner first": words.first(determiner),
        "verb first": words.first(verb),
        "noun first": words.first(noun),
        "verbs": words.total(verb),
        "prepositions": words.total(preposition),
        "of": words.total(words.tell("of".__eq__)),
        "and": words.total(words.tell("and".__eq__)),
        "determiners": words.total(determiner),
        "commas": words.total(words.tell(lambda word: word.endswith(","), written=True)),
    }


def _rarity(words: _Vocabulary) -> Columns:
    """How frequent the words are in general language, on the Zipf scale."""
    rates = words.tell(lambda word: zipf(word.removesuffix("'s"), Language.EN))
    return {
        "rarest word": words.least(rates, _UNSEEN),
        "commonest word": words.greatest(rates, 0.0),
        "mean frequency of words": words.mean(rates),
        "frequency of first word": words.first(rates),
        "frequency of last word": words.last(rates),
    }


def _about(words: _Vocabulary, along: Along) -> Columns:
    """Where a phrase's words of content lie along each axis of meaning, on average.

    Only the words that most phrases have are placed, which bounds the cost for long texts.
    """
    chosen = words.commonest(_PLACED)
    places = along([words.known[number] for number in chosen])
    placed = np.zeros(len(words.known))
    placed[chosen] = 1.0
    share = words.mean(placed)
    found: Columns = {}
    for number, values in enumerate(places.T, start=1):
        of_words = np.zeros(len(words.known))
        of_words[chosen] = values
        usual = values.mean() if len(values) else 0.0
        mean = words.mean(of_words) / np.where(share > 0, share, 1.0)
        found[f"meaning {number}"] = np.where(share > 0, mean, usual)
    return found


def _beside(items: Sequence[Gathered]) -> Columns:
    """What stands before and after a phrase; -1 where no tokens make it up."""
    sizes = np.array([len(item.beside) for item in items])
    rows = list(chain.from_iterable(item.beside for item in items))
    owners = np.repeat(np.arange(len(items)), sizes)
    left = _Side([row[:2] for row in rows], owners, sizes)
    right = _Side([row[2:] for row in rows], owners, sizes)
    determiners, prepositions = _words("determiners"), _words("prepositions")
    found = {
        "left determiner": left.share(lambda word, _: word in determiners),
        "left modifier": left.share(lambda _, tag: tag in _MODIFIERS),
    }
    for name, side in (("left", left), ("right", right)):
        found |= {
            f"{name} entropy": side.entropy(),
            f"{name} frequency": side.share(lambda word, _: zipf(word, Language.EN)),
            f"{name} mark": side.share(lambda word, _: not word[0].isalnum()),
            f"{name} noun": side.share(lambda _, tag: tag in _NOUNS),
            f"{name} verb": side.share(lambda _, tag: tag in _VERBS),
            f"{name} preposition": side.share(lambda word, _: word in prepositions),
            f"{name} of": side.share(lambda word, _: word == "of"),
            f"{name} and": side.share(lambda word, _: word in ("and", "or")),
        }
    return found


class _Side:
    """The words on one side of phrases, with their tags, by the phrase that each is beside."""

    def __init__(self, pairs: Sequence[tuple[str, str]], owners: Ints, sizes: Ints) -> None:
        numbers: dict[tuple[str, str], int] = {}
        ids = [numbers.setdefault(pair, len(numbers)) for pair in pairs]
        self._ids = np.array(ids, dtype=np.int64)
        self._known = list(numbers)
        self._owners, self._sizes = owners, sizes

    def share(self, test: Callable[[str, str], float]) -> Column:
        """The mean of what words and tags are worth, over the occurrences of each phrase."""
        values = np.array([test(*pair) for pair in self._known], dtype=np.float64)
        total = np.bincount(self._owners, values[self._ids], len(self._sizes))
        return np.where(self._sizes > 0, total / np.maximum(self._sizes, 1), -1.0)

    def entropy(self) -> Column:
        """The entropy of the words, in bits."""
        kinds = max(len(self._known), 1)
        pairs, counts = np.unique(self._owners * kinds + self._ids, return_counts=True)
        owners = pairs // kinds
        shares = counts / self._sizes[owners]
        total: Column = np.zeros(len(self._sizes))
        np.add.at(total, owners, -shares * np.log2(shares))
        return total


def _nested(counts: Column, sizes: Column, within: Nesting) -> Columns:
    """The C-value, and how much of a phrase's use is in longer ones."""
    value = within.c_values(counts, sizes)
    ones = np.ones(len(within.part))
    return {
        "c-value": np.log2(1.0 + np.clip(value, 0.0, 4.0 * _OFTEN)),
        "longer ones": np.log2(1.0 + np.bincount(within.part, ones, len(counts))),
        "within longer": np.minimum(1.0, within.most_of_wholes(counts) / counts),
        "parts": np.log2(1.0 + np.bincount(within.whole, ones, len(counts))),
        "best part": np.log2(np.maximum(within.most_of_parts(counts) / counts, 1.0)),
    }
