"""Fitting of the model that chooses English candidates (`glossary.detection.english.spans`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from align.model import SegmentedDocument
from glossary.detection.english.phrases import Words, words_of
from glossary.detection.english.spans import (
    EDGE,
    LONGEST,
    OF_PAIR,
    ROLES,
    Look,
    SpanModel,
    bounded,
    looks,
    of_pair,
    of_token,
)
from glossary.language.english.tags import is_in_capitals, tokens

_RARE = 2  #: times that a feature must be seen to have a weight
_PENALTY = 1.0  #: on half the squared weights
_STEPS = 40
_SHARE = 0.25  #: of the runs that are no terms, those that are fitted on
_SMALL = 0.02  #: weights nearer to 0 are not kept


@dataclass(frozen=True, slots=True)
class Marked:
    """All runs of a text, which of them are terms, and which neither count nor cost."""

    segments: list[list[Look]]
    first: Any
    last: Any
    term: Any
    counted: Any


def marked(document: SegmentedDocument, terms: set[Words], optional: set[Words]) -> Marked:
    found, seen = [], []
    for segment in document.segments:
        own = tokens(segment.reading.text)
        seen.append(own)
        found.append(looks(own, capitals=not is_in_capitals(segment.reading.text)))
    first, last = bounded(seen)
    number = np.repeat(np.arange(len(seen)), [len(each) for each in seen])
    flat = [token for each in seen for token in each]
    words = []
    for low, high in zip(first.tolist(), last.tolist(), strict=True):
        text = document.segments[number[low]].reading.text
        words.append(words_of(text[flat[low].start : flat[high - 1].end]))
    term = np.array([each in terms for each in words])
    return Marked(found, first, last, term, term | ~np.array([each in optional for each in words]))


class _Table:
    """The features of every token of some texts for each role, as sparse matrices."""

    def __init__(self, texts: Sequence[Marked]) -> None:
        rows = [self._told(segment) for text in texts for segment in text.segments]
        self.names: dict[str, list[str]] = {}
        self.matrices = {}
        for role in ROLES:
            told = [row[role] for segment in rows for row in segment]
            counts = Counter(name for names in told for name in names)
            names = [name for name, count in counts.items() if count >= _RARE]
            numbers = {name: number for number, name in enumerate(names)}
            ids = [[numbers[name] for name in each if name in numbers] for each in told]
            starts = np.concatenate(([0], np.cumsum([len(each) for each in ids])))
            flat = np.array([number for each in ids for number in each])
            shape = len(ids), len(names)
            self.names[role] = names
            self.matrices[role] = csr_matrix((np.ones(len(flat)), flat, starts), shape=shape)

    @staticmethod
    def _told(segment: Sequence[Look]) -> list[dict[str, list[str]]]:
        around = [EDGE, *segment, EDGE]
        pairs = [list(of_pair(*pair)) for pair in pairwise(around)]
        found = []
        for place, look in enumerate(segment):
            own = list(of_token(look))
            row = {role: own for role in ROLES if role not in OF_PAIR}
            row |= {role: pairs[place + role.startswith("after")] for role in OF_PAIR}
            found.append(row)
        return found


def fit(texts: Sequence[Marked], least: float) -> SpanModel:
    """The weights of the greatest likelihood, less the penalty; the model is `SpanModel`."""
    table = _Table(texts)
    first, last, term = _sampled(texts)
    weights = np.where(term, 1.0, 1.0 / _SHARE)
    signs = np.where(term, 1.0, -1.0)
    size = sum(len(segment) for text in texts for segment in text.segments)
    matrices = [table.matrices[role] for role in ROLES]
    turned = [matrix.T.tocsr() for matrix in matrices]
    limits = np.cumsum([matrix.shape[1] for matrix in matrices])
    lengths = last - first - 1
    penalty = np.full(limits[-1] + LONGEST, _PENALTY)
    penalty[limits[-1] :] = 0.01

    def objective(point: Any) -> tuple[float, Any]:
        *parts, by_length = np.split(point, limits)
        sums = [matrix @ part for matrix, part in zip(matrices, parts, strict=True)]
        start, end, inside = sum(sums[:3]), sum(sums[3:6]), sum(sums[6:])
        total = np.concatenate(([0.0], np.cumsum(inside)))
        odds = start[first] + end[last - 1] + total[last] - total[first + 1] + by_length[lengths]
        loss = np.logaddexp(0.0, -signs * odds)
        value = float(weights @ loss) + float(penalty @ (point * point)) / 2
        slope = -signs * weights * (1.0 - np.exp(-loss))
        of_start = np.bincount(first, slope, size)
        change = np.concatenate(([0.0], of_start)) - np.bincount(last, slope, size + 1)
        of_role = [of_start] * 3 + [np.bincount(last - 1, slope, size)] * 3
        of_role += [np.cumsum(change)[:size]] * 2
        slopes = [each @ own for each, own in zip(turned, of_role, strict=True)]
        return value, penalty * point + np.concatenate(
            [*slopes, np.bincount(lengths, slope, LONGEST)]
        )

    begin = np.zeros(len(penalty))
    begin[limits[-1] :] = -4.0
    answer = minimize(objective, begin, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
    *parts, by_length = np.split(answer.x.round(2), limits)
    return SpanModel(
        {
            role: dict(_kept(table.names[role], part))
            for role, part in zip(ROLES, parts, strict=True)
        },
        tuple(by_length.tolist()),
        least,
    )


def _kept(names: Sequence[str], weights: Any) -> Iterator[tuple[str, float]]:
    for name, weight in zip(names, weights.tolist(), strict=True):
        if abs(weight) > _SMALL:
            yield name, weight


def _sampled(texts: Sequence[Marked]) -> tuple[Any, Any, Any]:
    """All terms and a share of the other runs, with tokens counted over all texts."""
    chance = np.random.default_rng(0)
    firsts, lasts, terms, offset = [], [], [], 0
    for text in texts:
        kept = text.term | (text.counted & (chance.random(len(text.term)) < _SHARE))
        firsts.append(text.first[kept] + offset)
        lasts.append(text.last[kept] + offset)
        terms.append(text.term[kept])
        offset += sum(len(segment) for segment in text.segments)
    return np.concatenate(firsts), np.concatenate(lasts), np.concatenate(terms)
