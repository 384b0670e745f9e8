"""What is known of a Chinese form, as numbers for the ranker.

How it begins and ends by the model of joints, its build, what stands beside it, how often it stands
in the text and in longer forms, what general Chinese and a dictionary say of it, and how it stands
in a reference corpus (`glossary.corpora`): contrast of a text with general language as in Ahmad,
Gillam and Tostevin 1999, entropy of neighbours as in new-word discovery.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from align.model import Language
from glossary.corpora.hashing import SpanHashes, code_points
from glossary.detection.chinese.atoms import COMMA, LIST_MARK, NOTHING, QUOTE, TAGS, plain
from glossary.detection.chinese.joints import BEGINS, ENDS, GOES_ON
from glossary.detection.chinese.memory import Forms
from glossary.formulas import parse
from glossary.language.chinese.resources import is_headword, is_political
from glossary.language.chinese.words import is_word
from glossary.language.frequency import zipf
from glossary.model.keys import APOSTROPHES, QUOTES

if TYPE_CHECKING:
    from glossary.corpora.table import Corpus
    from glossary.detection.chinese.found import Floats, Numbers, Spans
    from glossary.detection.chinese.memory import Memory

    #: A feature of every form, by its name.
    Columns = dict[str, Floats]

_NUMERAL = re.compile("[一二两三四五六七八九十百千0-9０-９]")
_GROUPS: Final = {
    "nouns": "n nr ns nt nz nw PER LOC ORG nrt nrfg ng s",
    "verbs": "v vi vg vq",
    "verbal nouns": "vn an",
    "adjectives": "a ad ag b z",
    "function words": "p c u uj ul uz ud ug uv f d df dg r rr rz y xc",
}
_NO_JOINT = 4.0  # log odds that a term of one unit goes on within it
_MARKED = (COMMA, LIST_MARK)
#: What matching passes over.
_PASSED = frozenset(QUOTES + APOSTROPHES)


class Texts:
    """What is counted over all forms of the texts, and what the forms are compared with."""

    def __init__(self, spans: Spans, corpus: Corpus, memory: Memory) -> None:
        self.spans, self.corpus, self.memory = spans, corpus, memory
        words = spans.atoms.words
        self.zipf = np.array([zipf(word, Language.ZH) for word in words])
        self.digits = np.array([any(map(str.isdigit, word)) for word in words])
        self.letters = np.array([any("a" <= mark <= "z" for mark in word) for word in words])
        self.single = np.array([len(word) == 1 for word in words])
        self.groups = {
            name: np.isin(np.arange(len(TAGS)), [TAGS.index(tag) for tag in tags.split()])
            for name, tags in _GROUPS.items()
        }
        atoms = spans.atoms
        met = np.bincount(atoms.which, minlength=len(words))
        rate = np.log10(np.maximum(met, 1) / max(spans.size, 1) * 1e9)
        #: How much more often a word is met here than in general Chinese.
        self.oddity = np.where(self.single, 0.0, rate - np.where(self.zipf > 0, self.zipf, 1.0))
        self.met = met

    def ready(self) -> Texts:
        """The same with all that is counted over all forms, as it goes to who asks for some."""
        _ = self.families, self._plain
        return self

    def keys(self, starts: Numbers, ends: Numbers) -> Forms:
        """Spans of the texts as they are matched: without marks and blanks, in one script."""
        characters, hashes, place = self._plain
        return Forms(characters, hashes, place[starts], place[ends])

    @cached_property
    def _plain(self) -> tuple[str, SpanHashes, Numbers]:
        """All characters but marks and blanks, and for each character how many stand before it."""
        read = plain(self.spans.atoms.characters)
        passed = {ord(mark): None for mark in set(read) if mark in _PASSED or mark.isspace()}
        characters = read.translate(passed)
        place = np.zeros(len(read) + 1, np.int32)
        np.cumsum(~np.isin(code_points(read), [*passed]), out=place[1:])
        return characters, SpanHashes(code_points(characters)), place

    @cached_property
    def families(self) -> tuple[Floats, Floats]:
        """For each word, how many forms that are well bounded begin and end with it."""
        spans, first = self.spans, self.spans.bounds[:-1]
        low, high = spans.firsts[first], spans.lasts[first]
        score = spans.odds[BEGINS, low] + spans.odds[ENDS, high]
        weight = (high - low > 1) / (1 + np.exp(-score))
        which, count = spans.atoms.which, len(spans.atoms.words)
        return (
            np.bincount(which[low], weight, count).astype(np.float64),
            np.bincount(which[high - 1], weight, count).astype(np.float64),
        )


def parts(count: int, size: int) -> list[range]:
    """The numbers of so many forms, some at once."""
    return [range(low, min(low + size, count)) for low in range(0, count, size)]


def columns(texts: Texts, numbers: range) -> Columns:
    """The features of the forms with these numbers."""
    part = _Part(texts, numbers)
    return (
        _bounds(part)
        | _build(part)
        | _beside(part)
        | _in_text(part)
        | _in_general(part)
        | _in_corpus(part)
        | texts.memory.columns(texts.keys(part.starts[part.bounds], part.ends[part.bounds]))
    )


class _Part:
    """Some forms, all their places, and the one at which each is best bounded."""

    def __init__(self, texts: Texts, numbers: range) -> None:
        spans = texts.spans
        self.texts, self.spans, self.atoms = texts, spans, spans.atoms
        self.numbers = np.arange(numbers.start, numbers.stop)
        low, high = spans.bounds[numbers.start], spans.bounds[numbers.stop]
        self.bounds = spans.bounds[numbers.start : numbers.stop] - low
        self.frequency = spans.frequencies[self.numbers].astype(np.float64)
        self.owners = np.repeat(np.arange(len(numbers)), spans.frequencies[self.numbers])
        self.firsts, self.lasts = spans.firsts[low:high], spans.lasts[low:high]
        self.starts, self.ends = spans.starts[low:high], spans.ends[low:high]
        self.begins = spans.odds[BEGINS, self.firsts]
        self.stops = spans.odds[ENDS, self.lasts]
        order = np.lexsort((-(self.begins + self.stops), self.owners))
        self.best = order[self.bounds]
        self.first, self.last = self.firsts[self.best], self.lasts[self.best]
        self.units = (self.last - self.first).astype(np.float64)
        self.forms = [spans.form(number) for number in self.numbers.tolist()]

    def mean(self, values: NDArray[np.generic]) -> Floats:
        """The mean over the places of each form."""
        total = np.bincount(self.owners, values.astype(np.float64), len(self.forms))
        return total / self.frequency

    def most(self, values: Floats) -> Floats:
        """The greatest value of the places of each form."""
        return np.maximum.reduceat(values, self.bounds)

    def over_units(
        self, values: NDArray[np.generic], ufunc: np.ufunc = np.add, *, skipped: int = 0
    ) -> Floats:
        """What `ufunc` makes of the values of the units of each form, the first ones skipped.

        Where none are left, `_NO_JOINT` is told.
        """
        sizes = (self.last - self.first) - skipped
        some = sizes > 0
        found = np.full(len(self.forms), _NO_JOINT)
        if some.any():
            sizes, low = sizes[some], self.first[some] + skipped
            before = np.cumsum(sizes) - sizes
            places = np.repeat(low - before, sizes) + np.arange(sizes.sum())
            found[some] = ufunc.reduceat(values[places].astype(np.float64), before)
        return found


def _bounds(part: _Part) -> Columns:
    """How forms are bounded, by the odds of joints."""
    spans = part.spans
    through = spans.odds[GOES_ON]
    left, right = through[part.firsts], through[part.lasts]
    best_left, best_right = through[part.first], through[part.last]
    inner = part.over_units(through, np.minimum, skipped=1)
    ends = part.over_units(spans.odds[ENDS], np.maximum, skipped=1)
    starts = part.over_units(spans.odds[BEGINS], np.maximum, skipped=1)
    bounded = part.begins + part.stops
    atoms = part.atoms
    return {
        "begins": part.begins[part.best],
        "ends": part.stops[part.best],
        "well bounded": bounded[part.best],
        "well bounded on average": part.mean(bounded),
        "begins on average": part.mean(part.begins),
        "ends on average": part.mean(part.stops),
        "goes on before": best_left,
        "goes on after": best_right,
        "goes on around": part.mean(np.maximum(left, right)),
        "least goes on within": inner,
        "ends within": ends,
        "begins within": starts,
        "goes on within": part.over_units(through, skipped=1) / np.maximum(part.units - 1, 1),
        "boundary before": atoms.begins[part.first].astype(np.float64),
        "boundary after": atoms.begins[part.last].astype(np.float64),
    }


def _build(part: _Part) -> Columns:
    """Of what forms are made."""
    atoms, texts = part.atoms, part.texts
    forms = part.forms
    size = np.array([len(form) for form in forms], np.float64)
    second = np.minimum(part.first + 1, part.last - 1)
    before_last = np.maximum(part.last - 2, part.first)
    inner = np.where(np.isin(atoms.gaps, _MARKED), 1, 0)
    marks = np.array([form.count("、") for form in forms], np.float64)
    commas = np.array([form.count("，") for form in forms], np.float64)
    formulas = [parse(form, Language.ZH) if _NUMERAL.search(form) else None for form in forms]
    found = {
        "length": size,
        "units": part.units,
        "characters a unit": size / part.units,
        "list marks": marks,
        "commas": commas,
        **_items(forms),
        "的 within": _having(forms, "的"),
        "和 within": _having(forms, "和与及"),
        "digits": part.over_units(texts.digits[atoms.which], np.maximum),
        "letters": part.over_units(texts.letters[atoms.which], np.maximum),
        "formula": np.array([f is not None and f.strong for f in formulas], np.float64),
        "quantity": np.array([f is not None and not f.strong for f in formulas], np.float64),
        "first tag": atoms.tags[part.first],
        "second tag": atoms.tags[second],
        "tag before last": atoms.tags[before_last],
        "last tag": atoms.tags[part.last - 1],
        "first tag by jieba": atoms.plain[part.first],
        "last tag by jieba": atoms.plain[part.last - 1],
        "single characters": part.over_units(texts.single[atoms.which]) / part.units,
        "first unit": _lengths(part, part.first),
        "last unit": _lengths(part, part.last - 1),
        "marks within": part.over_units(inner, skipped=1) * (part.units > 1),
    }
    for name, tags in texts.groups.items():
        found[name] = part.over_units(tags[atoms.tags]) / part.units
    return {name: np.asarray(values, np.float64) for name, values in found.items()}


def _having(forms: Sequence[str], characters: str) -> Floats:
    any_of = frozenset(characters)
    return np.array([not any_of.isdisjoint(form) for form in forms], np.float64)


def _lengths(part: _Part, units: Numbers) -> Floats:
    return (part.atoms.ends[units] - part.atoms.starts[units]).astype(np.float64)


def _items(forms: Sequence[str]) -> Columns:
    """How alike coordinated items are in length, first and last character."""
    longest = np.array([len(form) for form in forms], np.float64)
    uneven, alike = np.zeros(len(forms)), np.zeros(len(forms))
    for number, form in enumerate(forms):
        if "、" in form or "，" in form:
            items = [item for item in re.split("[、，]", form) if item]
            sizes = [len(item) for item in items]
            edges = ({item[at] for item in items} for at in (0, -1))
            again = len(items) - min(map(len, edges))
            longest[number], uneven[number] = max(sizes), max(sizes) - min(sizes)
            alike[number] = again / max(len(items) - 1, 1)
    return {"longest item": longest, "uneven items": uneven, "items alike": alike}


def _beside(part: _Part) -> Columns:
    """What stands beside forms, in all places and where they are best bounded."""
    atoms, spans = part.atoms, part.spans
    left, right = atoms.gaps[part.firsts], atoms.gaps[part.lasts]
    before, after = atoms.tags[part.firsts - 1], atoms.tags[part.lasts]
    best_left, best_right = atoms.gaps[part.first], atoms.gaps[part.last]
    one, two = _neighbours(part, part.firsts - 1, left), _neighbours(part, part.lasts, right)
    return {
        "tag before": atoms.tags[part.first - 1].astype(np.float64),
        "tag after": atoms.tags[part.last].astype(np.float64),
        "mark before": best_left.astype(np.float64),
        "mark after": best_right.astype(np.float64),
        "marks before": part.mean(left != NOTHING),
        "marks after": part.mean(right != NOTHING),
        "clause": part.mean((left > QUOTE) & (right > QUOTE)),
        "in a list": part.mean((left == LIST_MARK) | (right == LIST_MARK)),
        "quoted": spans.quoted[part.numbers] / part.frequency,
        "titled": spans.titled[part.numbers] / part.frequency,
        "nouns before": part.mean(part.texts.groups["nouns"][before] & (left == NOTHING)),
        "nouns after": part.mean(part.texts.groups["nouns"][after] & (right == NOTHING)),
        "verbs before": part.mean(part.texts.groups["verbs"][before] & (left == NOTHING)),
        "verbs after": part.mean(part.texts.groups["verbs"][after] & (right == NOTHING)),
        "one word before": one[0],
        "one word after": two[0],
        "words before": one[1],
        "words after": two[1],
    }


def _neighbours(part: _Part, units: Numbers, gaps: Numbers) -> tuple[Floats, Floats]:
    """Of forms met again: the share of the commonest neighbour, and log2 of how many there are.

    Every mark is a neighbour of its own.
    """
    words = part.atoms.which[units]
    words = np.where(gaps == NOTHING, words, -1 - np.arange(len(words)))
    order = np.lexsort((words, part.owners))
    owner, word = part.owners[order], words[order]
    new = np.ones(len(order), np.bool_)
    new[1:] = (owner[1:] != owner[:-1]) | (word[1:] != word[:-1])
    begin = np.flatnonzero(new)
    counts = np.diff(np.append(begin, len(order)))
    most = np.zeros(len(part.forms))
    np.maximum.at(most, owner[begin], np.where(word[begin] >= 0, counts, 0))
    different = np.bincount(owner[begin], minlength=len(part.forms))
    again = part.frequency > 1
    return most / part.frequency * again, np.log2(np.maximum(different, 1)) * again


def _in_text(part: _Part) -> Columns:
    """How often forms stand in the text, and with what others they are built alike."""
    atoms = part.atoms
    segment = np.searchsorted(np.asarray(atoms.offsets), part.starts, side="right")
    new = np.ones(len(segment), np.bool_)
    new[1:] = (segment[1:] != segment[:-1]) | (part.owners[1:] != part.owners[:-1])
    segments = np.bincount(part.owners, new, len(part.forms))
    openers, heads = part.texts.families
    first, last = atoms.which[part.first], atoms.which[part.last - 1]
    oddity = part.texts.oddity[atoms.which]
    met = np.log2(np.maximum(part.texts.met, 1))[atoms.which]
    return {
        "frequency": np.log2(part.frequency),
        "segments": np.log2(segments),
        "opener family": np.log2(1 + openers[first]),
        "head family": np.log2(1 + heads[last]),
        "weird words": part.over_units(oddity) / part.units,
        "weirdest word": part.over_units(oddity, np.maximum),
        "first word met": met[part.first],
        "last word met": met[part.last - 1],
        "share of its rarest word": np.log2(part.frequency) - part.over_units(met, np.minimum),
    }


def _in_general(part: _Part) -> Columns:
    """What general Chinese and a dictionary say."""
    rates = part.texts.zipf[part.atoms.which]
    forms = part.forms
    headwords = [is_headword(form) for form in forms]
    return {
        "general frequency": np.array([zipf(form, Language.ZH) for form in forms]),
        "rarest word": part.over_units(rates, np.minimum),
        "commonest word": part.over_units(rates, np.maximum),
        "usual word": part.over_units(rates) / part.units,
        "first word": rates[part.first],
        "last word": rates[part.last - 1],
        "dictionary word": np.array([is_word(form) for form in forms], np.float64),
        "headword": np.array(headwords, np.float64),
        "political gloss": np.array(
            [known and is_political(form) for known, form in zip(headwords, forms, strict=True)],
            np.float64,
        ),
    }


def _in_corpus(part: _Part) -> Columns:
    """How forms, and forms without their first and last unit, stand in the reference corpus."""
    begin, end = part.atoms.starts[part.first], part.atoms.ends[part.last - 1]

    def known(starts: Numbers, ends: Numbers) -> Columns:
        forms = part.texts.keys(starts, ends)
        return dict(part.texts.corpus.columns_of(forms.hashes.of(forms.starts, forms.ends)))

    second = np.minimum(part.first + 1, part.last - 1)
    before_last = np.maximum(part.last - 2, part.first)
    whole = known(begin, end)
    later = known(part.atoms.starts[second], end)
    earlier = known(begin, part.atoms.ends[before_last])
    first = known(begin, part.atoms.ends[part.first])
    last = known(part.atoms.starts[part.last - 1], end)
    days = whole["days"].sum(axis=1)
    count = np.log2(1 + whole["count"])
    several = part.units > 1
    rest = [np.log2(1 + each["count"]) for each in (later, earlier, first, last)]
    pmi = [count - rest[2] - rest[0], count - rest[1] - rest[3]]
    return {
        "news days": np.log2(1 + days),
        "news count": count,
        "news a day": np.log2(np.maximum(whole["count"], 1) / np.maximum(days, 1)),
        "news varied before": whole["left_entropy"].astype(np.float64),
        "news varied after": whole["right_entropy"].astype(np.float64),
        "news least varied": np.minimum(whole["left_entropy"], whole["right_entropy"]),
        "news marks before": whole["left_mark"].astype(np.float64),
        "news marks after": whole["right_mark"].astype(np.float64),
        "news quoted": whole["quoted"].astype(np.float64),
        "news listed": whole["listed"].astype(np.float64),
        "news without its first": (count - rest[0]) * several,
        "news without its last": (count - rest[1]) * several,
        "news first word": rest[2],
        "news last word": rest[3],
        "news cohesion": np.minimum(*pmi) * several,
        "rest varied before": later["left_entropy"] * several,
        "rest varied after": earlier["right_entropy"] * several,
    }
