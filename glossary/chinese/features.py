"""What is known of a Chinese form, as numbers for the ranker.

Statistics of terms: C-value (Frantzi, Ananiadou and Mima 2000), entropy of left and right
neighbours and cohesion by pointwise mutual information (as in new-word discovery), and frequency
here against frequency in general Chinese ("weirdness", Ahmad et al. 1999). To these come the
shape of the form, the marks around it, and what a dictionary says of it.
"""

from __future__ import annotations

import math
import operator
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from align.model import Language
from glossary.chinese.bounds import is_verb
from glossary.chinese.resources import glosses, is_headword, is_political, zipf
from glossary.chinese.spans import Span, Spans
from glossary.chinese.surroundings import Beside, bonds, surroundings
from glossary.chinese.tables import Column, Columns, Flags, Parts, column, each, log2
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


@dataclass(frozen=True, slots=True)
class Counts:
    """Figures over all forms that those of one form are compared with."""

    spans: Spans
    single: Counter[str]
    container: dict[str, int]
    nested_sum: dict[str, int]
    nested_in: dict[str, int]
    heads: Counter[str]
    openers: Counter[str]
    governed: set[str]
    governors: Counter[str]


def counts(spans: Spans) -> Counts:
    """Word frequencies, and for each form how often it stands in longer ones."""
    single: Counter[str] = Counter()
    for tagged in spans.segments.values():
        single.update(tagged.texts)
    container: dict[str, int] = {}
    nested_sum: dict[str, int] = {}
    nested_in: dict[str, int] = {}
    heads: Counter[str] = Counter()
    openers: Counter[str] = Counter()
    governed: set[str] = set()
    governors: Counter[str] = Counter()
    for span in spans.forms.values():
        rest = _governed(span, spans)
        if rest:
            governed.add(span.form)
            governors[rest] += 1
        if len(span.words) > 1:
            heads[span.words[-1]] += 1
            openers[span.words[0]] += 1
        if span.frequency < 2 or span.parallel:
            continue
        for part in _parts(span, spans) - {rest}:
            nested_sum[part] = nested_sum.get(part, 0) + span.frequency
            nested_in[part] = nested_in.get(part, 0) + 1
            container[part] = max(container.get(part, 0), span.frequency)
    return Counts(
        spans, single, container, nested_sum, nested_in, heads, openers, governed, governors
    )


def _governed(span: Span, spans: Spans) -> str:
    """The form without the verb before it, if it has one and is found more often without."""
    if len(span.words) < 2 or span.parallel or not is_verb(span.words[0], span.tags[0]):
        return ""
    rest = span.form.removeprefix(span.words[0])
    found = spans.forms.get(rest)
    alive = found is not None and found.frequency > span.frequency
    return rest if alive and len(rest) >= _SHORTEST_OBJECT else ""


def _parts(span: Span, spans: Spans) -> set[str]:
    """The forms of whole words that the form contains."""
    parts = set()
    for i in range(len(span.words)):
        text = ""
        for j in range(i, len(span.words)):
            text += span.words[j]
            if text in spans.forms and text != span.form:
                parts.add(text)
    return parts


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
    parts, beside = Parts.of(spans), Beside.of(spans, known.spans)
    return {
        "statistics": _statistics(spans, known, parts, beside.frequency),
        "neighbours": surroundings(spans, beside),
        "bonds": bonds(spans, known.spans, beside, _binds),
        "shape": _shape(spans, parts),
        "general language": _general(spans, known, parts, beside.frequency),
    }


def _binds(_: str, tag: str) -> bool:
    return _GROUP_OF.get(tag) in _BINDING


def _statistics(spans: Sequence[Span], known: Counts, parts: Parts, frequency: Column) -> Columns:
    forms = [span.form for span in spans]
    nested_in = column(known.nested_in.get(form, 0) for form in forms)
    nested = column(known.nested_sum.get(form, 0) for form in forms) / np.maximum(nested_in, 1)
    cvalue = log2(column(parts.sizes + 1)) * (frequency - nested)
    return {
        "frequency": log2(frequency),
        "once": column(frequency == 1),
        "segments": log2(column(map(_segments, spans))),
        "c-value": log2(1 + np.maximum(cvalue, 0.0)),
        "contained": column(known.container.get(form, 0) for form in forms) / frequency,
        "containers": log2(1 + nested_in),
        "governed": column(form in known.governed for form in forms),
        "governors": log2(1 + column(known.governors.get(form, 0) for form in forms)),
        "cohesion": column(_cohesion(span, known) for span in spans),
        "head family": log2(1 + column(_family(span, known.heads, -1) for span in spans)),
        "opener family": log2(1 + column(_family(span, known.openers, 0) for span in spans)),
    }


def _segments(span: Span) -> int:
    places = span.places
    return 1 if len(places) == 1 else len({(place.document, place.segment) for place in places})


def _family(span: Span, family: Counter[str], place: int) -> int:
    return family.get(span.words[place], 0) if span.words else 0


def _cohesion(span: Span, known: Counts) -> float:
    """Pointwise mutual information at the weakest joint, normalised to -1..1 (Bouma 2009).

    It is weakest where the parts are most expected beside each other: their counts' product is
    greatest.
    """
    words, total = span.words, max(known.spans.size, 1)
    if len(words) < 2:
        return 1.0
    probability = span.frequency / total
    if probability >= 1:
        return 0.0
    lefts = _counts_of_beginnings(words, known)
    rights = _counts_of_ends(words, known)
    greatest = max(map(operator.mul, lefts, rights))
    pmi = math.log(probability * total * total / greatest)
    return max(min(1.0, pmi / -math.log(probability)), -1.0)


def _counts_of_beginnings(words: Sequence[str], known: Counts) -> list[int]:
    """How often the first word is met, the first two, and so on to all but the last.

    What is no form is met as often as its rarest word.
    """
    found = []
    forms, single = known.spans.forms, known.single
    text, rarest = "", single[words[0]]
    for word in words[:-1]:
        text += word
        rarest = min(rarest, single[word])
        span = forms.get(text)
        found.append(rarest or 1 if span is None else len(span.places))
    return found


def _counts_of_ends(words: Sequence[str], known: Counts) -> list[int]:
    """As `_counts_of_beginnings`: of all but the first word, and so on to the last."""
    found = []
    forms, single = known.spans.forms, known.single
    text, rarest = "", single[words[-1]]
    for word in words[:0:-1]:
        text = word + text
        rarest = min(rarest, single[word])
        span = forms.get(text)
        found.append(rarest or 1 if span is None else len(span.places))
    found.reverse()
    return found


def _shape(spans: Sequence[Span], parts: Parts) -> Columns:
    some = np.maximum(parts.sizes, 1)
    single = parts.flags(lambda word, _: len(word) == 1)
    several = parts.sizes > 1
    group = {name: parts.flags(partial(_is_in, name)) for name in (*_GROUPS, "other")}
    starts = {name: parts.first(flags) for name, flags in group.items()}
    ends = {name: parts.last(flags) for name, flags in group.items()}
    for edge in (starts, ends):
        edge["other"] |= parts.sizes == 0
    made = {
        "person": parts.every(parts.flags(_is_of_person)),
        "ends in character": several & parts.last(single),
        "ends in character, no noun": several & parts.last(single) & ~ends["noun"],
        "starts with character": several & parts.first(single),
        "grammar inside": parts.count(parts.flags(lambda word, _: word in _GRAMMAR)) / some,
        "words": log2(column(some)),
        "all nouns": parts.every(group["noun"] | group["name"] | group["adjective"]),
        "verb and object": starts["verb"] & ends["noun"],
        "verb inside": parts.inside(group["verb"]),
        "的 inside": parts.count(parts.flags(lambda word, _: word == "的")) > 0,
        "和 inside": parts.count(parts.flags(lambda _, tag: tag == "c")) > 0,
        "preposition inside": parts.inside(group["preposition"]),
        "adverb inside": parts.inside(group["adverb"]),
        "pronoun inside": parts.count(parts.flags(lambda _, tag: tag == "r")) > 0,
        "single characters": parts.count(single) / some,
        **{f"starts {name}": flags for name, flags in starts.items()},
        **{f"ends {name}": flags for name, flags in ends.items()},
        **_size(spans, parts),
        **_build(spans),
    }
    return {name: values.astype(np.float64) for name, values in made.items()}


def _is_in(group: str, _: str, tag: str) -> bool:
    return _GROUP_OF.get(tag, "other") == group


def _is_of_person(word: str, tag: str) -> bool:
    return tag.startswith("nr") or word in _ADDRESS


def _size(spans: Sequence[Span], parts: Parts) -> dict[str, Column | Flags]:
    """How long a form is, in characters."""
    size = column(len(span.form) for span in spans)
    return {
        "length": log2(size),
        **{f"length {n}": size == n for n in (2, 3, 4, 5, 6)},
        "length 7-8": (size >= 7) & (size <= 8),
        "length 9-12": (size >= 9) & (size <= 12),
        "length 13+": size >= 13,
        "counts": parts.first(parts.flags(lambda _, tag: tag == "m")) & (size >= 3) & (size <= 8),
    }


def _build(spans: Sequence[Span]) -> Columns:
    """Whether a form is a coordination, a sentence or a count of its members.

    A weak formula counts them where it is quoted.
    """
    parallels = [span.parallel for span in spans]
    formulas = [
        parse(span.form, Language.ZH) if _NUMERAL.search(span.form) else None for span in spans
    ]
    weak = [formula is not None and not formula.strong for formula in formulas]
    return {
        "parallel": column(found is not None for found in parallels),
        "likeness": column(found.likeness if found else 0.0 for found in parallels),
        "parallel clauses": column(found is not None and found.clauses for found in parallels),
        "items 3+": column(found is not None and found.items >= 3 for found in parallels),
        "sentence": column("，" in span.form and not span.parallel for span in spans),
        "formula": column(formula is not None and formula.strong for formula in formulas),
        "quoted formula": column(
            flag and span.quoted > 0 for flag, span in zip(weak, spans, strict=True)
        ),
        "quantity": column(
            flag and not span.quoted for flag, span in zip(weak, spans, strict=True)
        ),
    }


def _general(spans: Sequence[Span], known: Counts, parts: Parts, frequency: Column) -> Columns:
    total = max(known.spans.size, 1)

    def rate(count: float) -> float:
        return math.log10(count / total * 1e9)

    def oddity(word: str) -> float:
        return rate(known.single[word]) - (zipf(word) or 1.0)

    forms = [span.form for span in spans]
    general = column(map(zipf, forms))
    rates, bare = parts.values(zipf), parts.flags(lambda word, _: word == "的")
    rarest = parts.extreme(np.minimum, np.where(bare, np.inf, rates), np.inf)
    commonest = parts.extreme(np.maximum, np.where(bare, -np.inf, rates), -np.inf)
    odd = parts.flags(lambda word, _: len(word) > 1 and known.single[word] > 0)
    odds = parts.values(lambda word: oddity(word) if known.single[word] else 0.0)
    weird = parts.sum(np.where(odd, odds, 0.0)) / np.maximum(parts.count(odd), 1)
    headwords = list(map(is_headword, forms))
    headword = column(headwords)
    return {
        "general frequency": general,
        "known frequency": column(general > 0),
        "rarest word": np.where(np.isinf(rarest), general, rarest),
        "commonest word": np.where(np.isinf(commonest), general, commonest),
        "weirdness": np.where(general != 0, each(rate, frequency) - general, 0.0),
        "weird words": weird,
        "dictionary word": column(map(is_word, forms)),
        "headword": headword,
        "long headword": headword * column(len(form) > 2 for form in forms),
        "political gloss": column(
            flag and is_political(form) for flag, form in zip(headwords, forms, strict=True)
        ),
        "glossed": column(
            flag and bool(glosses(form)) for flag, form in zip(headwords, forms, strict=True)
        ),
    }
