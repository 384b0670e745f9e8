"""Spans of English text that could be terms: noun phrases, names, quotations.

Noun phrases are found by the shape of their tags, as in Justeson & Katz 1995 ("Technical
terminology: some linguistic properties and an algorithm for identification in text"), here with
coordinated modifiers, linking prepositions, and every nested part that ends in a noun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from glossary.language.english.names import names
from glossary.language.english.tags import Token
from glossary.language.english.words import GENERIC, LOOSE

LONGEST = 9  #: tokens of a noun phrase without prepositions
_CHAIN = 12  #: tokens of one with prepositions or coordination
_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
_MODIFIERS = _NOUNS | {"JJ", "VBN", "VBG", "POS", "JJR"}
_LINKS = frozenset(("of", "with", "for", "in", "on"))
_QUOTED = re.compile('[“"]([^“”"]{2,90}?)[,.;]?[”"]|(?<!\\w)‘([^‘’\n]{2,60})’(?!\\w)')

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens first..last (last excluded) of a segment, and the way they were found."""

    first: int
    last: int
    how: str


def quotations(text: str) -> Iterator[Pair]:
    """The spans within quotation marks that are phrases, not sentences."""
    for match in _QUOTED.finditer(text):
        start, end = match.span(1 if match[1] else 2)
        while end > start and text[end - 1] in " ,.;":
            end -= 1
        while start < end and text[start] == " ":
            start += 1
        if 1 <= len(text[start:end].split()) <= 12:
            yield start, end


def spans(tokens: Sequence[Token], found: Sequence[Pair]) -> Iterator[Span]:
    """All candidate spans of a segment's tokens, given the `chunks` of it.

    Their number is linear in the tokens.
    """
    for first, last in names(tokens):
        yield Span(first, last, "name")
    for first, last in found:
        yield from _nested(tokens, first, last)
    yield from _coordinated(tokens, found)
    yield from _linked(tokens, found)


def chunks(tokens: Sequence[Token]) -> list[Pair]:
    """The maximal simple noun phrases as (first, last) token indices, last excluded."""
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
    after = tokens[j + 1].tag if j + 1 < len(tokens) else "."
    if tag == "POS":
        return j > start and after in _MODIFIERS
    if tag == "VBG":
        # "developing strategic industries" is a clause, "the working class" a noun phrase
        return after in _NOUNS and (j > start or _determined(tokens, j))
    if tag == "VBN" and j == start:
        return after in _NOUNS or after == "JJ"
    if tag == "RB":
        return tokens[j].lower.endswith("ly") and after in ("JJ", "VBN")
    return tag in _MODIFIERS


def _determined(tokens: Sequence[Token], j: int) -> bool:
    """Whether a participle before a noun modifies it rather than governs it."""
    return j > 0 and tokens[j - 1].tag in ("DT", "PRP$", "JJ", "CC", "POS")


def _trim(tokens: Sequence[Token], first: int, last: int) -> int:
    while first < last and (tokens[first].lower in LOOSE or tokens[first].tag == "POS"):
        first += 1
    if first + 1 < last and tokens[first].tag == "RB" and tokens[first + 1].tag != "JJ":
        first += 1
    return first


def _nested(tokens: Sequence[Token], first: int, last: int) -> Iterator[Span]:
    """Every part of a chunk that ends in a noun and starts where a phrase may."""
    for start in range(first, last):
        if tokens[start].tag == "POS" or tokens[start].lower in LOOSE:
            continue
        for end in range(start + 1, min(last, start + LONGEST) + 1):
            if not _ends_phrase(tokens, end, last):
                continue
            if end - start == 1 and not _single(tokens[start]):
                continue
            how = "maximal" if (start, end) == (first, last) else "nested"
            yield Span(start, end, how)


def _ends_phrase(tokens: Sequence[Token], end: int, last: int) -> bool:
    """Whether a part may end before `end`: at a noun, and not inside a capitalised run."""
    if tokens[end - 1].tag not in _NOUNS:
        return False
    if end == last:
        return True
    return tokens[end].tag != "POS" and not (tokens[end - 1].tag == tokens[end].tag == "NNP")


def _single(token: Token) -> bool:
    return token.tag in _NOUNS and len(token.text) > 2 and token.lower not in GENERIC


def _coordinated(tokens: Sequence[Token], found: Sequence[Pair]) -> Iterator[Span]:
    """Modifiers or short phrases joined by "and": 'green and low-carbon products', 'A and B'."""
    ends = {last: first for first, last in found}
    for first, last in found:
        joint = first - 1
        if joint < 1 or tokens[joint].lower != "and":
            continue
        if tokens[joint - 1].tag in ("JJ", "VBN") and tokens[first].tag in ("JJ", "VBN", "NN"):
            start = joint - 1
            if start and tokens[start - 1].tag == "RB" and tokens[start - 1].lower.endswith("ly"):
                start -= 1
            if last - start <= _CHAIN and tokens[start].lower not in LOOSE:
                yield Span(start, last, "coordinated")
        elif joint in ends and joint - ends[joint] <= 3 and last - first <= 3:
            yield Span(ends[joint], last, "binomial")
            if last - first > 1 and joint - ends[joint] > 1:
                continue
            if joint - ends[joint] > 1 and tokens[joint - 1].lower not in GENERIC:
                yield Span(joint - 1, last, "nested")


def _linked(tokens: Sequence[Token], found: Sequence[Pair]) -> Iterator[Span]:
    """Noun phrases linked by a preposition: 'rejuvenation of the Chinese nation'."""
    for index, (first, last) in enumerate(found):
        end = last
        for start_next, end_next in found[index + 1 : index + 3]:
            gap = tokens[end:start_next]
            if not _is_link(gap) or end_next - first > _CHAIN:
                break
            end = _with_partner(tokens, end_next, found, index)
            yield Span(first, end, "linked")
            if end != end_next:
                yield Span(first, end_next, "linked")
            for inner in range(first + 1, last):
                if _starts_inside(tokens, inner):
                    yield Span(inner, end_next, "linked nested")
            end = end_next
            if gap[0].lower not in ("of", "with"):
                break


def _starts_inside(tokens: Sequence[Token], inner: int) -> bool:
    """Whether a phrase may start here: not at or after 's, nor within a capitalised run."""
    left, own = tokens[inner - 1].tag, tokens[inner].tag
    return "POS" not in (left, own) and not (left == own == "NNP")


def _with_partner(tokens: Sequence[Token], end: int, found: Sequence[Pair], index: int) -> int:
    """The end of a second noun joined by "and" to the object: 'integration of A and B'."""
    if end + 1 < len(tokens) and tokens[end].lower == "and":
        for start_next, end_next in found[index + 1 : index + 5]:
            if start_next == end + 1 and end_next - start_next <= 4:
                return end_next
    return end


def _is_link(gap: Sequence[Token]) -> bool:
    if not gap or gap[0].lower not in _LINKS or len(gap) > 2:
        return False
    return len(gap) == 1 or (gap[1].lower in ("the", "its", "our") and gap[0].lower != "with")
