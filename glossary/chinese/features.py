"""What is known of a Chinese form, as numbers for the ranker.

Statistics of terms: C-value (Frantzi, Ananiadou and Mima 2000), entropy of left and right
neighbours and cohesion by pointwise mutual information (as in new-word discovery), and frequency
here against frequency in general Chinese ("weirdness", Ahmad et al. 1999). To these come the
shape of the form, the marks around it, and what a dictionary says of it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from align.model import Language
from glossary.chinese.bounds import is_verb
from glossary.chinese.resources import glosses, is_headword, is_political, zipf
from glossary.chinese.spans import Place, Span, Spans
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


def features(span: Span, known: Counts) -> dict[str, float]:
    """All features of a form by name."""
    found: dict[str, float] = {}
    for group in groups(span, known).values():
        found |= group
    return found


def groups(span: Span, known: Counts) -> dict[str, dict[str, float]]:
    """The features by where they come from."""
    return {
        "statistics": _statistics(span, known),
        "neighbours": _surroundings(span, known),
        "bonds": _bonds(span, known),
        "shape": _shape(span),
        "general language": _general(span, known),
    }


def _statistics(span: Span, known: Counts) -> dict[str, float]:
    frequency = span.frequency
    nested = known.nested_sum.get(span.form, 0) / max(known.nested_in.get(span.form, 0), 1)
    length = math.log2(len(span.words) + 1)
    cvalue = length * (frequency - nested)
    return {
        "frequency": math.log2(frequency),
        "once": float(frequency == 1),
        "segments": math.log2(len({(p.document, p.segment) for p in span.places})),
        "c-value": math.log2(1 + max(cvalue, 0.0)),
        "contained": known.container.get(span.form, 0) / frequency,
        "containers": math.log2(1 + known.nested_in.get(span.form, 0)),
        "governed": float(span.form in known.governed),
        "governors": math.log2(1 + known.governors[span.form]),
        "cohesion": _cohesion(span, known),
        "head family": math.log2(1 + known.heads[span.words[-1]]) if span.words else 0.0,
        "opener family": math.log2(1 + known.openers[span.words[0]]) if span.words else 0.0,
    }


def _cohesion(span: Span, known: Counts) -> float:
    """Pointwise mutual information at the weakest joint, normalised to -1..1 (Bouma 2009)."""
    words, total = span.words, max(known.spans.size, 1)
    if len(words) < 2:
        return 1.0
    weakest = 1.0
    probability = span.frequency / total
    for cut in range(1, len(words)):
        left = _count("".join(words[:cut]), words[:cut], known)
        right = _count("".join(words[cut:]), words[cut:], known)
        pmi = math.log(probability * total * total / (left * right))
        weakest = min(weakest, pmi / -math.log(probability) if probability < 1 else 0.0)
    return max(weakest, -1.0)


def _count(form: str, words: Sequence[str], known: Counts) -> int:
    span = known.spans.forms.get(form)
    if span is not None:
        return span.frequency
    return min(known.single[word] for word in words) or 1


def _surroundings(span: Span, known: Counts) -> dict[str, float]:
    lefts: Counter[str] = Counter()
    rights: Counter[str] = Counter()
    tally: Counter[str] = Counter()
    edges = 0
    for number, place in enumerate(span.places):
        left, left_tag = _neighbour(place, known.spans, -1)
        right, right_tag = _neighbour(place, known.spans, 1)
        lefts[left or f"|{number}"] += 1
        rights[right or f"|{number}"] += 1
        edges += not left and not right
        tally["left edge"] += not left
        tally["right edge"] += not right
        tally["after verb"] += left_tag[:1] == "v"
        tally["after noun"] += left_tag[:1] == "n"
        tally["after 的"] += left == "的"
        tally["before 的"] += right == "的"
        tally["before noun"] += right_tag[:1] == "n" or right_tag == "vn"
        tally["before verb"] += right_tag[:1] == "v" and right_tag != "vn"
        tally["before 是"] += right == "是"
    frequency = span.frequency
    shares = {
        name: tally[name] / frequency
        for name in (
            "left edge",
            "right edge",
            "after verb",
            "after noun",
            "after 的",
            "before 的",
            "before noun",
            "before verb",
            "before 是",
        )
    }
    return shares | {
        "clause": edges / frequency,
        "left entropy": _entropy(lefts),
        "right entropy": _entropy(rights),
        "free": min(_entropy(lefts), _entropy(rights)),
        "quoted": span.quoted / frequency,
        "titled": span.titled / frequency,
        "heading": float(span.heading > 0),
    }  # fmt: skip


def _bonds(span: Span, known: Counts) -> dict[str, float]:
    """Whether the form looks cut out of a longer one: always beside one word, or within a list."""
    lefts: Counter[str] = Counter()
    rights: Counter[str] = Counter()
    before = after = 0
    for place in span.places:
        left, left_tag = _neighbour(place, known.spans, -1)
        right, right_tag = _neighbour(place, known.spans, 1)
        if _GROUP_OF.get(left_tag) in _BINDING:
            lefts[left] += 1
        if _GROUP_OF.get(right_tag) in _BINDING:
            rights[right] += 1
        text = known.spans.texts[place.document, place.segment]
        before += text[: place.start].endswith("、")
        after += text[place.end : place.end + 1] == "、"
    frequency = span.frequency
    left_bond = max(lefts.values(), default=0) / frequency
    right_bond = max(rights.values(), default=0) / frequency
    again = frequency > 1
    return {
        "left bond": left_bond * again,
        "right bond": right_bond * again,
        "left bond once": left_bond * (not again),
        "right bond once": right_bond * (not again),
        "after list mark": before / frequency,
        "before list mark": after / frequency,
        "part of a list": (before + after) / frequency if span.parallel else 0.0,
    }


def _neighbour(place: Place, spans: Spans, side: int) -> tuple[str, str]:
    """The word that touches the form on one side and its tag; empty at a mark or edge."""
    if place.first < 0 or place.last < 0:
        return "", ""
    tagged = spans.segments[place.document, place.segment]
    number = place.first - 1 if side < 0 else place.last
    if not 0 <= number < len(tagged):
        return "", ""
    touching = (
        tagged.ends[number] == place.start if side < 0 else tagged.starts[number] == place.end
    )
    return (tagged.texts[number], tagged.tags[number]) if touching else ("", "")


def _entropy(counter: Counter[str]) -> float:
    total = counter.total()
    return -sum(n / total * math.log2(n / total) for n in counter.values()) if total else 0.0


def _shape(span: Span) -> dict[str, float]:
    form, tags = span.form, span.tags
    size = len(form)
    groups = [_GROUP_OF.get(tag, "other") for tag in tags] or ["other"]
    inner = groups[1:-1]
    found = {
        "person": float(bool(tags) and all(map(_is_of_person, span.words, tags))),
        "ends in character": float(len(tags) > 1 and len(span.words[-1]) == 1),
        "ends in character, no noun": float(
            len(tags) > 1 and len(span.words[-1]) == 1 and groups[-1] != "noun"
        ),
        "starts with character": float(len(tags) > 1 and len(span.words[0]) == 1),
        "grammar inside": sum(word in _GRAMMAR for word in span.words) / max(len(tags), 1),
        "length": math.log2(size),
        "words": math.log2(len(tags) or 1),
        **{f"length {n}": float(size == n) for n in (2, 3, 4, 5, 6)},
        "length 7-8": float(size in (7, 8)),
        "length 9-12": float(9 <= size <= 12),
        "length 13+": float(size >= 13),
        "all nouns": float(all(group in ("noun", "name", "adjective") for group in groups)),
        "verb and object": float(groups[0] == "verb" and groups[-1] == "noun"),
        "verb inside": float("verb" in inner),
        "的 inside": float("的" in span.words),
        "和 inside": float(any(tag == "c" for tag in tags)),
        "preposition inside": float("preposition" in inner),
        "adverb inside": float("adverb" in inner),
        "pronoun inside": float("r" in tags),
        "single characters": sum(len(word) == 1 for word in span.words) / max(len(tags), 1),
        "counts": float(tags[:1] == ("m",) and 3 <= size <= 8),
        "parallel": 0.0,
        "likeness": 0.0,
        "parallel clauses": 0.0,
        "items 3+": 0.0,
        "sentence": float("，" in form and not span.parallel),
        **_formula(span),
    }
    for group in (*_GROUPS, "other"):
        found[f"starts {group}"] = float(groups[0] == group)
        found[f"ends {group}"] = float(groups[-1] == group)
    if span.parallel:
        found["parallel"] = 1.0
        found["likeness"] = span.parallel.likeness
        found["parallel clauses"] = float(span.parallel.clauses)
        found["items 3+"] = float(span.parallel.items >= 3)
    return found


def _is_of_person(word: str, tag: str) -> bool:
    return tag.startswith("nr") or word in _ADDRESS


def _formula(span: Span) -> dict[str, float]:
    """Whether the form counts its members; a weak formula does so where it is quoted."""
    formula = parse(span.form, Language.ZH) if _NUMERAL.search(span.form) else None
    strong = formula is not None and formula.strong
    return {
        "formula": float(strong),
        "quoted formula": float(formula is not None and not strong and span.quoted > 0),
        "quantity": float(formula is not None and not strong and not span.quoted),
    }


def _general(span: Span, known: Counts) -> dict[str, float]:
    general = zipf(span.form)
    rates = [zipf(word) for word in span.words if word != "的"] or [general]
    here = math.log10(span.frequency / max(known.spans.size, 1) * 1e9)
    odd = [
        math.log10(known.single[word] / max(known.spans.size, 1) * 1e9) - (zipf(word) or 1.0)
        for word in span.words
        if known.single[word] and len(word) > 1
    ]
    return {
        "general frequency": general,
        "known frequency": float(general > 0),
        "rarest word": min(rates),
        "commonest word": max(rates),
        "weirdness": here - general if general else 0.0,
        "weird words": sum(odd) / len(odd) if odd else 0.0,
        "dictionary word": float(is_word(span.form)),
        "headword": float(is_headword(span.form)),
        "long headword": float(len(span.form) > 2 and is_headword(span.form)),
        "political gloss": float(is_political(span.form)),
        "glossed": float(bool(glosses(span.form))),
    }
