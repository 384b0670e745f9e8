"""What is known of a Chinese form, as numbers for the ranker.

Statistics of terms: C-value (Frantzi, Ananiadou and Mima 2000), entropy of left and right
neighbours and cohesion by pointwise mutual information (as in new-word discovery), and frequency
here against frequency in general Chinese ("weirdness", Ahmad et al. 1999). To these come the
shape of the form, the marks around it, and what a dictionary says of it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from align.model import Language
from glossary.chinese.bounds import is_verb
from glossary.chinese.cohesion import cohesions
from glossary.chinese.found import Span, Spans
from glossary.chinese.resources import glosses, is_headword, is_political, zipf
from glossary.chinese.surroundings import Beside, bonds, is_de, list_marks, surroundings
from glossary.chinese.tables import (
    Column,
    Columns,
    Flags,
    Kinds,
    Numbers,
    Parts,
    column,
    each,
    log2,
    ranges,
)
from glossary.chinese.words import is_word
from glossary.formulas import parse

_NUMERAL = re.compile("[一二两三四五六七八九十百千0-9０-９]")
_SHORTEST_OBJECT = 4  # characters; shorter ones head compounds, as in 发展战略
_GROUPS = {
    "noun": ("n", "nz", "vn", "an", "ng", "s"),
    "verb": ("v", "vd", "vg", "vi", "vq"),
    "adjective": ("a", "ad", "ag", "b", "z"),
    "name": ("nr", "ns", "nt", "nrt", "nrfg"),
    "idiom": ("i", "l", "j"),
    "numeral": ("m", "mq", "t"),
    "adverb": ("d", "df", "dg"),
    "preposition": ("p",),
}
#: Neighbours of which a form may be a part; verbs and particles are not.
_BINDING = ("noun", "name", "adjective", "numeral", "idiom")
_ADDRESS = frozenset({"同志", "主席", "总书记", "总理", "先生", "女士"})
#: Words of a clause rather than of a name.
_GRAMMAR = frozenset("是了在把让有要着过就也都被使给对向从以为能会得地不这那") | {
    "没有",
    "我们",
    "他们",
}
_GROUP_OF = {tag: group for group, tags in _GROUPS.items() for tag in tags}


def _is_in(group: str, _: str, tag: str) -> bool:
    return _GROUP_OF.get(tag, "other") == group


def _is_of_person(word: str, tag: str) -> bool:
    return tag.startswith("nr") or word in _ADDRESS


def _is_single(word: str, _: str) -> bool:
    return len(word) == 1


def _is_grammar(word: str, _: str) -> bool:
    return word in _GRAMMAR


def _is_conjunction(_: str, tag: str) -> bool:
    return tag == "c"


def _is_pronoun(_: str, tag: str) -> bool:
    return tag == "r"


def _is_numeral(_: str, tag: str) -> bool:
    return tag == "m"


#: Questions about words that are asked of all forms.
_IN_GROUP = {group: partial(_is_in, group) for group in (*_GROUPS, "other")}


@dataclass(frozen=True, slots=True)
class Counts:
    """Figures over all forms that those of one form are compared with.

    Attributes:
        kinds: the different words with their tags.
        met: for each kind, how often its word is met.
        odd, oddity: for each kind, whether its word is long enough to tell, and how much more
            often it is met here than in general Chinese.
        heads, openers: how many forms of several words end and begin with each word.
        container, nested_sum, nested_in: for each form, the most frequent form that holds it, and
            how frequent and how many these are in all.
        governed: forms that begin with a verb that they are often found without.
        governors: for each form, how many of these it is the rest of.
        marks: for each character, whether it is the mark between items of a list.
    """

    spans: Spans
    kinds: Kinds
    met: list[int]
    odd: Flags
    oddity: Column
    heads: Numbers
    openers: Numbers
    container: Numbers
    nested_sum: Numbers
    nested_in: Numbers
    governed: Flags
    governors: Numbers
    marks: Flags


def counts(spans: Spans) -> Counts:
    """Word frequencies, and for each form how often it stands in longer ones."""
    kinds = Kinds(spans.text.kinds)
    lows, highs = np.asarray(spans.lows), np.asarray(spans.highs)
    compound = highs - lows > 1
    words = np.asarray(spans.text.words)
    met = _met(words, kinds)[kinds.word_of].tolist()
    size = len(spans.names)
    container, nested_sum, nested_in, governors = ([0] * size for _ in range(4))
    rest_of = _governed(spans, kinds, compound)
    for rest in rest_of.values():
        governors[rest] += 1
    governed = np.zeros(size, dtype=np.bool_)
    governed[list(rest_of)] = True
    frequencies = spans.frequencies.tolist()
    for form, frequency in enumerate(frequencies):
        if frequency < 2 or form in spans.parallels:
            continue
        for part in _nested(spans, form) - {rest_of.get(form, form), form}:
            nested_sum[part] += frequency
            nested_in[part] += 1
            container[part] = max(container[part], frequency)
    total = max(spans.size, 1)
    oddity = [
        _rate(count, total) - (zipf(word) or 1.0) if count else 0.0
        for count, (word, _) in zip(met, kinds.kinds, strict=True)
    ]
    long = np.array([len(word) > 1 for word, _ in kinds.kinds])
    return Counts(
        spans,
        kinds,
        met,
        long & (np.array(met) > 0),
        column(oddity),
        _met(words[highs[compound] - 1], kinds),
        _met(words[lows[compound]], kinds),
        np.array(container),
        np.array(nested_sum),
        np.array(nested_in),
        governed,
        np.array(governors),
        list_marks(spans),
    )


def _met(words: Numbers, kinds: Kinds) -> Numbers:
    """How often each of the different words is among these, given by their kinds."""
    return np.bincount(kinds.word_of[words], minlength=len(kinds.words))


def _rate(count: float, total: int) -> float:
    """Occurrences among so many words on the Zipf scale."""
    return math.log10(count / total * 1e9)


def _governed(spans: Spans, kinds: Kinds, compound: Flags) -> dict[int, int]:
    """Forms with a verb before what is found more often without it, and the form of the latter."""
    firsts = np.asarray(spans.text.words)[np.asarray(spans.lows)[compound]].tolist()
    verbs = {kind for kind in set(firsts) if is_verb(*kinds.kinds[kind])}
    frequencies = spans.frequencies.tolist()
    found = {}
    for form, first in zip(np.flatnonzero(compound).tolist(), firsts, strict=True):
        if first not in verbs or form in spans.parallels:
            continue
        verb, _ = kinds.kinds[first]
        rest = spans.names[form].removeprefix(verb)
        other = spans.numbers.get(rest) if len(rest) >= _SHORTEST_OBJECT else None
        if other is not None and frequencies[other] > frequencies[form]:
            found[form] = other
    return found


def _nested(spans: Spans, form: int) -> set[int]:
    """The forms of whole words that a form contains, itself among them."""
    words = Span(spans, form).words
    known = spans.numbers
    texts = ("".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1))
    return {known[text] for text in texts if text in known}


def groups(span: Span, known: Counts) -> dict[str, dict[str, float]]:
    """The features by where they come from."""
    return {
        group: {name: float(values[0]) for name, values in found.items()}
        for group, found in _grouped([span], known).items()
    }


def columns(spans: Sequence[Span], known: Counts) -> Columns:
    """All features of the forms by name."""
    found: Columns = {}
    for group in _grouped(spans, known).values():
        found |= group
    return found


def _grouped(spans: Sequence[Span], known: Counts) -> dict[str, Columns]:
    forms = np.array([span.number for span in spans], dtype=np.int64)
    names = [known.spans.names[form] for form in forms.tolist()]
    parts = Parts.of(forms, known.spans, known.kinds)
    beside = Beside.of(forms, known.spans, known.kinds, known.marks)
    return {
        "statistics": _statistics(forms, known, parts, beside.frequency),
        "neighbours": surroundings(forms, known.spans, beside),
        "bonds": bonds(forms, known.spans, beside, _binds),
        "shape": _shape(forms, names, known.spans, parts),
        "general language": _general(names, known, parts, beside.frequency),
    }


def _binds(_: str, tag: str) -> bool:
    return _GROUP_OF.get(tag) in _BINDING


def _statistics(forms: Numbers, known: Counts, parts: Parts, frequency: Column) -> Columns:
    nested_in = known.nested_in[forms]
    nested: Column = known.nested_sum[forms] / np.maximum(nested_in, 1)
    cvalue = log2(parts.sizes + 1.0) * (frequency - nested)
    return {
        "frequency": log2(frequency),
        "once": (frequency == 1).astype(np.float64),
        "segments": log2(_segments(forms, known.spans)),
        "c-value": log2(1 + np.maximum(cvalue, 0.0)),
        "contained": known.container[forms] / frequency,
        "containers": log2(1.0 + nested_in),
        "governed": known.governed[forms].astype(np.float64),
        "governors": log2(1.0 + known.governors[forms]),
        "cohesion": column(cohesions(forms, known.spans, known.met)),
        "head family": log2(1 + parts.told(known.heads, parts.sizes - 1)),
        "opener family": log2(1 + parts.told(known.openers, np.zeros_like(parts.sizes))),
    }


def _segments(forms: Numbers, found: Spans) -> Column:
    """In how many segments each form stands; its places are in their order."""
    sizes = found.frequencies[forms]
    places = ranges(found.places.bounds[forms], sizes)
    offsets = np.asarray(found.text.offsets)
    segments = np.searchsorted(offsets, found.places.starts[places], side="right")
    owners = np.repeat(np.arange(len(forms)), sizes)
    changes = (np.diff(segments, prepend=-1) != 0) | (np.diff(owners, prepend=-1) != 0)
    return np.bincount(owners, changes, len(forms)).astype(np.float64)


def _shape(forms: Numbers, names: Sequence[str], found: Spans, parts: Parts) -> Columns:
    some = np.maximum(parts.sizes, 1)
    single = parts.flags(_is_single)
    several = parts.sizes > 1
    group = {name: parts.flags(question) for name, question in _IN_GROUP.items()}
    starts = {name: parts.first(flags) for name, flags in group.items()}
    ends = {name: parts.last(flags) for name, flags in group.items()}
    for edge in (starts, ends):
        edge["other"] |= parts.sizes == 0
    made = {
        "person": parts.every(parts.flags(_is_of_person)),
        "ends in character": several & parts.last(single),
        "ends in character, no noun": several & parts.last(single) & ~ends["noun"],
        "starts with character": several & parts.first(single),
        "grammar inside": parts.count(parts.flags(_is_grammar)) / some,
        "words": log2(some.astype(np.float64)),
        "all nouns": parts.every(group["noun"] | group["name"] | group["adjective"]),
        "verb and object": starts["verb"] & ends["noun"],
        "verb inside": parts.inside(group["verb"]),
        "的 inside": parts.count(parts.flags(is_de)) > 0,
        "和 inside": parts.count(parts.flags(_is_conjunction)) > 0,
        "preposition inside": parts.inside(group["preposition"]),
        "adverb inside": parts.inside(group["adverb"]),
        "pronoun inside": parts.count(parts.flags(_is_pronoun)) > 0,
        "single characters": parts.count(single) / some,
        **{f"starts {name}": flags for name, flags in starts.items()},
        **{f"ends {name}": flags for name, flags in ends.items()},
        **_size(names, parts),
        **_build(forms, names, found),
    }
    return {name: values.astype(np.float64) for name, values in made.items()}


def _size(names: Sequence[str], parts: Parts) -> dict[str, Column | Flags]:
    """How long a form is, in characters."""
    size = column(map(len, names))
    return {
        "length": log2(size),
        **{f"length {n}": size == n for n in (2, 3, 4, 5, 6)},
        "length 7-8": (size >= 7) & (size <= 8),
        "length 9-12": (size >= 9) & (size <= 12),
        "length 13+": size >= 13,
        "counts": parts.first(parts.flags(_is_numeral)) & (size >= 3) & (size <= 8),
    }


def _build(forms: Numbers, names: Sequence[str], found: Spans) -> dict[str, Column | Flags]:
    """Whether a form is a coordination, a sentence or a count of its members.

    A weak formula counts them where it is quoted.
    """
    parallels = [found.parallels.get(form) for form in forms.tolist()]
    coordinated = np.array([parallel is not None for parallel in parallels], dtype=np.bool_)
    formulas = [parse(form, Language.ZH) if _NUMERAL.search(form) else None for form in names]
    strong = np.array([formula is not None and formula.strong for formula in formulas])
    weak = np.array([formula is not None and not formula.strong for formula in formulas])
    quoted = np.asarray(found.quoted)[forms] > 0
    return {
        "parallel": coordinated,
        "likeness": column(one.likeness if one else 0.0 for one in parallels),
        "parallel clauses": column(one is not None and one.clauses for one in parallels),
        "items 3+": column(one is not None and one.items >= 3 for one in parallels),
        "sentence": np.array(["，" in form for form in names]) & ~coordinated,
        "formula": strong,
        "quoted formula": weak & quoted,
        "quantity": weak & ~quoted,
    }


def _general(names: Sequence[str], known: Counts, parts: Parts, frequency: Column) -> Columns:
    total = max(known.spans.size, 1)
    general = column(map(zipf, names))
    rates, bare = parts.values(zipf), parts.flags(is_de)
    rarest = parts.extreme(np.minimum, np.where(bare, np.inf, rates), np.inf)
    commonest = parts.extreme(np.maximum, np.where(bare, -np.inf, rates), -np.inf)
    odd = known.odd[parts.numbers]
    weird = parts.sum(np.where(odd, known.oddity[parts.numbers], 0.0))
    headword = np.array(list(map(is_headword, names)))
    entries = [form if flag else "" for form, flag in zip(names, headword.tolist(), strict=True)]
    return {
        "general frequency": general,
        "known frequency": (general > 0).astype(np.float64),
        "rarest word": np.where(np.isinf(rarest), general, rarest),
        "commonest word": np.where(np.isinf(commonest), general, commonest),
        "weirdness": np.where(
            general != 0, each(partial(_rate, total=total), frequency) - general, 0.0
        ),
        "weird words": weird / np.maximum(parts.count(odd), 1),
        "dictionary word": column(map(is_word, names)),
        "headword": headword.astype(np.float64),
        "long headword": headword * column(len(form) > 2 for form in names),
        "political gloss": column(form != "" and is_political(form) for form in entries),
        "glossed": column(form != "" and bool(glosses(form)) for form in entries),
    }
