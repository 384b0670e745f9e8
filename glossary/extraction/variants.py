"""Variants of a term: surface forms joined, inconsistent renderings found."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from align.english import singular
from align.model import Language
from glossary.formulas.english import number
from glossary.language.lists import function_words, lists
from glossary.model import Candidate, Occurrence
from glossary.pairing.wordings import wording

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Vectors(Protocol):
    """What is needed of a sentence encoder (align.encoders)."""

    def encode(self, texts: Sequence[str], /) -> NDArray[np.float32]:
        """Unit rows, one a text."""


_QUOTES = re.compile("[“”‘’\"'「」『』《》〈〉«»]")


def surface_key(form: str, language: Language) -> str:
    """What surface variants of a term share.

    English: case, hyphens, quotation marks, articles, plural and number words are made alike;
    Chinese: quotation marks and white space go.
    """
    if language is Language.ZH:
        return re.sub(r"\s+", "", _QUOTES.sub("", form))
    plain = re.sub(r"[’']s\b", " 's", form)
    plain = _QUOTES.sub("", plain.replace(" 's", " s").lower())
    words = [w for w in re.split(r"[\s\-‐‑–/]+", plain) if w]
    if words and words[0] in lists(Language.EN, "grammar")["articles"].set:
        words = words[1:]
    return " ".join(_number(singular(word)) for word in words)


def _number(word: str) -> str:
    try:
        return str(number(word))
    except KeyError:
        return word


def join(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Candidates with their surface variants made one, in the order of their best.

    The joined candidate keeps the places of all; its form is the most frequent surface, where
    they tie that of the best candidate.
    """
    groups: dict[tuple[Language, str], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        groups[candidate.language, surface_key(candidate.form, candidate.language)].append(
            candidate
        )
    return [_joined(group) if len(group) > 1 else group[0] for group in groups.values()]


def _joined(group: list[Candidate]) -> Candidate:
    best = max(group, key=lambda c: c.score)
    weights: Counter[str] = Counter()
    for candidate in group:
        share = candidate.frequency / len(candidate.surfaces)
        for surface in candidate.surfaces:
            weights[surface] += max(1, round(share))
    order = sorted(weights, key=lambda s: (-weights[s], s != best.form))
    places: tuple[Occurrence, ...] = tuple(
        dict.fromkeys(o for candidate in group for o in candidate.occurrences)
    )
    evidence = {name: strength for c in reversed(group) for name, strength in c.evidence}
    return replace(
        best,
        form=order[0],
        surfaces=tuple(order),
        occurrences=places,
        evidence=tuple(evidence.items()),
    )


_SUSPECTED = 0.6  #: confidence from which two renderings are suspected
_NEAR = 0.5  #: cosine from which differing words may mean the same
_RELATED = 0.1  #: what it adds that differing words are of one family: productive, production
_MOST_COMPARED = 400  #: candidates compared, the best ones

Pair = tuple[Candidate, Candidate, float]


def inconsistencies(candidates: Sequence[Candidate], encoder: Vectors | None) -> list[Pair]:
    """English candidates that look like inconsistent renderings of one hidden term.

    Two are suspected where they open with the same words and what follows means nearly the same
    by its vectors ("new quality productive forces", "new quality production capacity"); where one
    holds all words of the other, they are different terms. The more frequent is preferred.
    Returned are (preferred, variant, confidence from 0 to 1), surest first. Without an encoder
    only words of one family count, so that next to nothing is found.
    """
    english = [c for c in candidates if c.language is Language.EN and len(c.form) <= 80]
    english = english[:_MOST_COMPARED]
    words = [_content(c.form) for c in english]
    pairs = [(i, j) for i, j in _opening_alike(words) if _comparable(english, words, i, j)]
    cosines = _cosines([_rest(words[i], words[j]) for i, j in pairs], encoder)
    found = []
    for (i, j), cosine in zip(pairs, cosines, strict=True):
        confidence = _confidence(words[i], words[j], cosine)
        if cosine >= _NEAR and confidence >= _SUSPECTED:
            one, other = sorted((english[i], english[j]), key=lambda c: (-c.frequency, -c.score))
            found.append((one, other, round(min(confidence, 1.0), 3)))
    return _shortest(sorted(found, key=lambda pair: -pair[2]))


def _content(form: str) -> list[str]:
    """The words of a term that mean something; those joined by a hyphen are one."""
    joined = re.sub(r"(?<=\w)[-‐‑](?=\w)", "_", form)
    light = function_words(Language.EN)
    words = map(singular, re.findall(r"[^\W\d]\w*", _QUOTES.sub("", joined.lower())))
    return [word for word in words if word not in light]


def _opening_alike(words: Sequence[list[str]]) -> list[tuple[int, int]]:
    """Pairs of terms of as many words, two or more, that share at least the first."""
    groups: dict[tuple[str, int], list[int]] = defaultdict(list)
    for index, own in enumerate(words):
        if len(own) > 1:
            groups[own[0], len(own)].append(index)
    return [
        (i, j) for group in groups.values() for n, i in enumerate(group) for j in group[n + 1 :]
    ]


def _comparable(english: Sequence[Candidate], words: Sequence[list[str]], i: int, j: int) -> bool:
    """Whether half of the words are shared from the start and none of the others is a name.

    Inflection and spelling make no other rendering.
    """
    one, other = _rest(words[i], words[j])
    if not one or not other or 2 * len(one) > len(words[i]) or set(one) & set(other):
        return False
    if wording(" ".join(one)) == wording(" ".join(other)):
        return False
    terms = lists(Language.EN, "terms")
    if terms["opposed"].set & {*one, *other} or len(words[i]) - len(one) < len(words[i]) / 2:
        return False
    if len(words[i]) == 2 and words[i][0] in terms["weak_modifiers"].set:
        return False
    texts = (english[i].form, english[j].form)
    return all(text.split()[-1][:1].islower() for text in texts)


def _rest(one: list[str], other: list[str]) -> tuple[list[str], list[str]]:
    """What follows the words that both begin with."""
    shared = next((n for n, (a, b) in enumerate(zip(one, other, strict=True)) if a != b), len(one))
    return one[shared:], other[shared:]


def _cosines(pairs: Sequence[tuple[list[str], list[str]]], encoder: Vectors | None) -> list[float]:
    if encoder is None:
        return [1.0 if _same_family(one, other) == len(one) else 0.0 for one, other in pairs]
    texts = [" ".join(part).replace("_", "-") for pair in pairs for part in pair]
    if not texts:
        return []
    vectors = encoder.encode(texts)
    return [float(vectors[2 * n] @ vectors[2 * n + 1]) for n in range(len(pairs))]


def _same_family(one: list[str], other: list[str]) -> int:
    """How many words have a counterpart with the same first six letters."""
    return sum(a[:6] == b[:6] and len(a) > 5 for a, b in zip(one, other, strict=True))


def _confidence(one: list[str], other: list[str], cosine: float) -> float:
    left, right = _rest(one, other)
    shared = 1.0 - len(left) / len(one)
    family = _RELATED if _same_family(left, right) else 0.0
    return 0.4 * shared + 0.6 * cosine + family


def _shortest(pairs: Sequence[Pair]) -> list[Pair]:
    """Pairs without those that only repeat another pair in a longer phrase."""
    forms = [(one.form.lower(), other.form.lower()) for one, other, _ in pairs]
    return [
        pair
        for pair, own in zip(pairs, forms, strict=True)
        if not any(own != short and short[0] in own[0] and short[1] in own[1] for short in forms)
    ]
