"""Places where a text may say what a term means: cues beside the term, and spans they govern.

The cues are generous: most of what they find defines nothing, which features let a model tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from align.model import Language, SegmentedDocument
from glossary.defining.patterns import Patterns, cues
from glossary.language.chinese.words import words
from glossary.language.english.tags import tokens
from glossary.model import Occurrence

LONGEST = 300  #: characters of a definition
_REACH = 120  #: characters before and after a term in which a cue stands
#: Cues of which what they say of a term is no judgement.
_NO_JUDGEMENT = ("means", "that_is", "consists", "later_consists", "note", "named", "short")
_MOST_ENDS = 8
_MOST_STARTS = 40


@dataclass(frozen=True, slots=True)
class Claim:
    """A cue beside a term, and the spans that may be what it says of the term.

    Attributes:
        kind: the name of the cue.
        text: the segment in which the spans stand.
        term: where the term stands in it; empty at its start where it stands in the one before.
        cue: where the cue stands.
        spans: of growing length; all start together, or, where the cue comes after them, end so.
    """

    kind: str
    text: str
    term: tuple[int, int]
    cue: tuple[int, int]
    spans: tuple[tuple[int, int], ...]

    @property
    def backward(self) -> bool:
        """Whether the spans stand before the cue."""
        return self.spans[0][1] <= self.cue[0]

    @property
    def may_judge(self) -> bool:
        """Whether what it says may as well be a judgement, as after "is" but not after "means"."""
        return self.kind not in _NO_JUDGEMENT

    @property
    def said(self) -> str:
        """What the shortest span says, or of a naming the longest."""
        start, end = self.spans[-1 if self.backward else 0]
        return self.text[start:end]


def claims_at(
    document: SegmentedDocument, place: Occurrence, language: Language
) -> list[tuple[int, Claim]]:
    """The claims about a term at one of its places, and of the segment after it, by segment."""
    patterns, index = cues(language), place.segment
    text = document.segments[index].reading.text
    found = [(index, claim) for claim in _claims(text, (place.start, place.end), language)]
    if index + 1 < len(document.segments):
        following = document.segments[index + 1].reading.text
        cue = patterns.pointing.match(following)
        if cue:
            found += [(index + 1, each) for each in _forward(following, (0, 0), cue, patterns)]
    return found


def _claims(text: str, term: tuple[int, int], language: Language) -> Iterator[Claim]:
    patterns = cues(language)
    start, end = term
    stop = min(len(text), end + _REACH)
    left = text[max(0, start - _REACH) : start]
    near = patterns.after.match(text, end, stop)
    if near:
        told = near.lastgroup == "is" and patterns.explained.search(left)
        for claim in _forward(text, term, near, patterns):
            yield replace(claim, kind="means") if told else claim
    later = patterns.later.search(text, near.end() if near else end, stop)
    if later:
        yield from _forward(text, term, later, patterns)
    if text.startswith("、", end):  # a list: what names all of it defines none of it
        return
    if left.rstrip(' “‘"「《').casefold().endswith(patterns.before_ends):
        named = patterns.before.search(left)
        if named:
            at = start - len(left) + named.start()
            yield from _backward(text, term, at, named.lastgroup or "", language)


def _forward(
    text: str, term: tuple[int, int], cue: re.Match[str], patterns: Patterns
) -> Iterator[Claim]:
    """What follows a cue."""
    kind = cue.lastgroup or ""
    start = cue.end()
    while start < len(text) and text[start].isspace():
        start += 1
    bounds = patterns.inserted if kind == "that_is" else patterns.bounds
    spans = tuple((start, end) for end in _ends(text, start, bounds, patterns.full))
    if spans:
        yield Claim(kind, text, term, (cue.start(kind), cue.end()), spans)


def _ends(text: str, start: int, bounds: re.Pattern[str], full: re.Pattern[str]) -> Iterator[int]:
    """Where a span may end: before marks outside quotation marks and brackets opened in it."""
    at, found = start, 0
    for mark in bounds.finditer(text, start, min(len(text), start + LONGEST)):
        inner = text[start : mark.start()].rstrip()
        end = start + len(inner)
        closes, opened = mark[0] in (")", "）"), _opened(inner)
        words = any(map(str.isalnum, text[at:end]))
        if words and not opened and inner.count("“") <= inner.count("”"):
            yield end
            at, found = end, found + 1
        if found == _MOST_ENDS or (closes and not opened) or full.match(text, mark.start()):
            return


def _opened(inner: str) -> bool:
    return sum(map(inner.count, "（(")) > sum(map(inner.count, "）)"))


def _backward(
    text: str, term: tuple[int, int], at: int, kind: str, language: Language
) -> Iterator[Claim]:
    """What a cue that names it by the term ends, from each of its words on."""
    floor = max(0, at - LONGEST)
    left = text[floor:at]
    full = [mark.end() for mark in cues(language).full.finditer(left)]
    if kind == "dashed":
        starts = [0, *(mark.end() for mark in cues(language).bounds.finditer(left))][:-1]
    elif language is Language.ZH:
        starts = [*words(left).starts]
    else:
        starts = [token.start for token in tokens(left)]
    within = [start for start in starts if not full or start >= full[-1]][-_MOST_STARTS:]
    spans = tuple((floor + start, at) for start in reversed(within))
    if spans:
        yield Claim(kind, text, term, (at, term[0]), spans)
