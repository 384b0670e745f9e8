"""Variants of a term: surface forms joined, inconsistent renderings found."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from align.model import Language
from glossary.english.words import word_set
from glossary.formulas.english import number, stem
from glossary.model import Candidate, Occurrence

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
    if words and words[0] in ("the", "a", "an"):
        words = words[1:]
    return " ".join(_number(stem(word)) for word in words)


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


#: Words that share no meaning of their own with a term.
_LIGHT = word_set("of the and for in on with to a an s")
_NEAREST = 0.55  #: cosine below which two renderings are not suspected
_MOST_COMPARED = 400  #: candidates compared, the best ones


def inconsistencies(
    candidates: Sequence[Candidate], encoder: Vectors | None
) -> list[tuple[Candidate, Candidate, float]]:
    """English candidates that look like inconsistent renderings of one hidden term.

    Two renderings are suspected where they share their first words and differ in the head, or
    share the head and differ in one modifier by a near synonym; neither contains the other; both
    have two words or more. The more frequent one is preferred. Confidence is 0 to 1; without an
    encoder it rests on the shared words alone and only long overlaps count.
    """
    english = [
        c
        for c in candidates
        if c.language is Language.EN and len(_content(c.form)) >= 3 and len(c.form) <= 80
    ][:_MOST_COMPARED]
    pairs = _overlapping(english)
    if not pairs:
        return []
    cosines = _cosines(english, pairs, encoder)
    found = []
    taken: set[int] = set()
    for (i, j, shared), cosine in sorted(
        zip(pairs, cosines, strict=True), key=lambda pair: -_confidence(pair[0][2], pair[1])
    ):
        confidence = _confidence(shared, cosine)
        one, other = english[i], english[j]
        if (other.frequency, other.score) > (one.frequency, one.score):
            one, other, i, j = other, one, j, i
        if confidence >= _NEAREST and j not in taken and i not in taken:
            taken.add(j)
            found.append((one, other, round(confidence, 3)))
    return found


def _content(form: str) -> list[str]:
    return [w for w in surface_key(form, Language.EN).split() if w not in _LIGHT]


def _overlapping(english: Sequence[Candidate]) -> list[tuple[int, int, float]]:
    """Pairs that share their first two words but not the rest, with the share of common words."""
    words = [_content(c.form) for c in english]
    by_start: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, own in enumerate(words):
        by_start[tuple(own[:2])].append(index)
    pairs = []
    for group in by_start.values():
        for position, i in enumerate(group):
            for j in group[position + 1 :]:
                one, other = words[i], words[j]
                if set(one) <= set(other) or set(other) <= set(one) or len(one) != len(other):
                    continue
                shared = 2 * len(set(one) & set(other)) / (len(one) + len(other))
                pairs.append((i, j, shared))
    return pairs


def _cosines(
    english: Sequence[Candidate],
    pairs: Sequence[tuple[int, int, float]],
    encoder: Vectors | None,
) -> list[float]:
    if encoder is None:
        return [0.5] * len(pairs)
    needed = sorted({k for i, j, _ in pairs for k in (i, j)})
    vectors = encoder.encode([english[k].form for k in needed])
    row = {k: n for n, k in enumerate(needed)}
    return [float(vectors[row[i]] @ vectors[row[j]]) for i, j, _ in pairs]


def _confidence(shared: float, cosine: float) -> float:
    return 0.5 * shared + 0.5 * max(0.0, cosine)
