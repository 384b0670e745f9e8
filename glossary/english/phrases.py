"""Spans of English text that could be terms: noun phrases, names, quotations.

Noun phrases are found by the shape of their tags, as in Justeson & Katz 1995 ("Technical
terminology: some linguistic properties and an algorithm for identification in text"), here with
coordinated modifiers, one level of "of" and "with", and every nested part that ends in a noun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from glossary.english.tags import Token
from glossary.english.words import GENERIC, LOOSE

LONGEST = 9  #: tokens of a noun phrase without prepositions
_CHAIN = 12  #: tokens of one with prepositions or coordination
_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
_MODIFIERS = _NOUNS | {"JJ", "VBN", "VBG", "POS", "JJR"}
_LINKS = frozenset(("of", "with", "for", "in", "on"))
_QUOTED = re.compile('[“"]([^“”"]{2,90}?)[,.;]?[”"]|‘([^‘’\n]{2,60})’(?!\\w)')


@dataclass(frozen=True, slots=True)
class Span:
    """A candidate span: tokens first..last (exclusive) of a segment, and the way it was found."""

    first: int
    last: int
    how: str


def quotations(text: str) -> Iterator[tuple[int, int]]:
    """The spans within quotation marks that are phrases, not sentences."""
    for match in _QUOTED.finditer(text):
        group = 1 if match[1] else 2
        start, end = match.span(group)
        while end > start and text[end - 1] in " ,.;":
            end -= 1
        if 1 <= len(text[start:end].split()) <= 12:
            yield start, end


def chunks(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """The maximal simple noun phrases of a segment as (first, last) token indices, last excluded."""
    found = []
    i = 0
    while i < len(tokens):
        j = i
        while j < len(tokens) and _inside(tokens, i, j):
            j += 1
        last = j
        while last > i and tokens[last - 1].tag not in _NOUNS:
            last -= 1
        first = _trim(tokens, i, last)
        if first < last:
            found.append((first, last))
        i = max(j, i + 1)
    return found


def _inside(tokens: Sequence[Token], start: int, j: int) -> bool:
    tag = tokens[j].tag
    if j - start >= 2 * LONGEST:
        return False
    if tag == "POS":
        return j > start
    if tag == "VBG" and j == start:
        # "developing strategic industries" is a clause, "working class" a noun phrase
        return j + 1 < len(tokens) and tokens[j + 1].tag in _NOUNS and _plain(tokens[j], tokens, j)
    if tag == "RB":
        after = tokens[j + 1].tag if j + 1 < len(tokens) else "."
        return tokens[j].lower.endswith("ly") and after in ("JJ", "VBN")
    return tag in _MODIFIERS


def _plain(token: Token, tokens: Sequence[Token], j: int) -> bool:
    """Whether a participle before a noun modifies it rather than governs it."""
    return j > 0 and tokens[j - 1].tag in ("DT", "PRP$", "JJ", "CC") and not token.text[0].isupper()


def _trim(tokens: Sequence[Token], first: int, last: int) -> int:
    while first < last and (
        tokens[first].lower in LOOSE or tokens[first].tag in ("POS", "RB") and last - first < 3
    ):
        first += 1
    return first


def spans(tokens: Sequence[Token]) -> Iterator[Span]:
    """All candidate spans of a segment's tokens; their number is linear in the tokens."""
    found = chunks(tokens)
    for first, last in found:
        yield from _nested(tokens, first, last)
    yield from _coordinated(tokens, found)
    yield from _linked(tokens, found)


def _nested(tokens: Sequence[Token], first: int, last: int) -> Iterator[Span]:
    """Every part of a chunk that ends in a noun and starts where a phrase may."""
    for start in range(first, last):
        if tokens[start].tag == "POS" or tokens[start].lower in LOOSE:
            continue
        if start > first and tokens[start - 1].tag == "POS" and start - 1 > first:
            pass
        for end in range(start + 1, min(last, start + LONGEST) + 1):
            tag = tokens[end - 1].tag
            if tag not in _NOUNS or (end < last and tokens[end].tag == "POS"):
                continue
            if end - start == 1 and not _single(tokens[start]):
                continue
            how = "maximal" if (start, end) == (first, last) else "nested"
            yield Span(start, end, how)


def _single(token: Token) -> bool:
    return token.tag in _NOUNS and len(token.text) > 2 and token.lower not in GENERIC


def _coordinated(tokens: Sequence[Token], found: list[tuple[int, int]]) -> Iterator[Span]:
    """Modifiers or short phrases joined by "and": 'green and low-carbon products', 'A and B'."""
    ends = {last: first for first, last in found}
    for first, last in found:
        joint = first - 1
        if joint < 1 or tokens[joint].lower != "and":
            continue
        left = joint - 1
        tag = tokens[left].tag
        if tag in ("JJ", "VBN") and tokens[first].tag in ("JJ", "VBN", "NN"):
            start = left
            while (
                start > 0
                and tokens[start - 1].tag == "RB"
                and tokens[start - 1].lower.endswith("ly")
            ):
                start -= 1
            if last - start <= _CHAIN:
                yield Span(start, last, "coordinated")
        elif joint in ends and last - ends[joint] <= 7:
            start = ends[joint]
            if joint - start <= 3 and last - first <= 3:
                yield Span(start, last, "binomial")
            if last - start > 3:
                yield Span(joint - 1, last, "coordinated")


def _linked(tokens: Sequence[Token], found: list[tuple[int, int]]) -> Iterator[Span]:
    """Noun phrases linked by a preposition: 'rejuvenation of the Chinese nation'."""
    for index, (first, last) in enumerate(found):
        end = last
        for follower in range(index + 1, min(index + 3, len(found))):
            start_next, end_next = found[follower]
            gap = tokens[end:start_next]
            if not _is_link(gap) or end_next - first > _CHAIN:
                break
            end = end_next
            yield Span(first, end, "linked")
            for inner in range(first + 1, last):
                if tokens[inner].tag != "POS" and tokens[inner - 1].tag != "POS":
                    yield Span(inner, end, "linked nested")
            if gap[0].lower != "of" and gap[0].lower != "with":
                break


def _is_link(gap: Sequence[Token]) -> bool:
    if not gap or gap[0].lower not in _LINKS or len(gap) > 2:
        return False
    return len(gap) == 1 or gap[1].lower in ("the", "its", "our") and gap[0].lower != "with"
