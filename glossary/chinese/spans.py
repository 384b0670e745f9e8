"""Runs of words that may be terms, with every place where they stand."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from align.model import SegmentedDocument
from align.progress import Progress, silent
from glossary.chinese.bounds import is_framed, is_plain, may_end, may_start
from glossary.chinese.parallels import Parallel, parallels
from glossary.chinese.words import Words, words
from glossary.phrases import Found, Phrases

LONGEST = 12  # words
_LONGEST_FORM = 30  # characters
#: More forms than this are pruned of those met once: memory stays bounded on large texts, at the
#: price of terms that occur once there (lossy counting, Manku and Motwani 2002).
_MOST_FORMS = 500_000

_QUOTED = re.compile(r"“([^“”]{2,30})”|「([^「」]{2,30})」|『([^『』]{2,30})』|\"([^\"]{2,30})\"")
_TITLED = re.compile(r"《([^《》]{2,40})》")
_TERMINAL = "。！？!?；;：:…”’"


@dataclass(frozen=True, slots=True)
class Place:
    """An occurrence: document and segment numbers, characters, and words (-1 where cut across)."""

    document: int
    segment: int
    start: int
    end: int
    first: int
    last: int


@dataclass(slots=True)
class Span:
    """A form and what was seen of it; it grows while texts are read."""

    form: str
    places: list[Place] = field(default_factory=list)
    words: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    quoted: int = 0
    titled: int = 0
    heading: int = 0
    named: bool = False  # in the user's dictionary
    parallel: Parallel | None = None

    @property
    def frequency(self) -> int:
        return len(self.places)


@dataclass(slots=True)
class Spans:
    """All forms found, with the words of all segments."""

    forms: dict[str, Span] = field(default_factory=dict)
    segments: dict[tuple[int, int], Words] = field(default_factory=dict)
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    size: int = 0  # words in all


def collect(
    documents: Sequence[SegmentedDocument],
    progress: Progress = silent,
    dictionary: Phrases | None = None,
) -> Spans:
    """Read the documents and gather every run of words that is well bounded.

    Args:
        dictionary: forms that are gathered whatever their bounds.
    """
    found = Spans()
    total = sum(len(document.segments) for document in documents)
    done = 0
    limit = _MOST_FORMS
    for number, document in enumerate(documents):
        for index, segment in enumerate(document.segments):
            _read(found, number, index, segment.text)
            for phrase in dictionary.find(segment.text) if dictionary else ():
                _name(found, (number, index), phrase)
            done += 1
            if done % 50 == 0:
                progress("Chinese terms", done, total)
            if len(found.forms) > limit:
                _prune(found)
                limit = max(_MOST_FORMS, 2 * len(found.forms))
    progress("Chinese terms", total, total)
    return found


def _prune(found: Spans) -> None:
    kept = {
        form: span
        for form, span in found.forms.items()
        if span.frequency > 1 or span.quoted or span.titled or span.parallel or span.named
    }
    found.forms = kept


def _read(found: Spans, document: int, index: int, text: str) -> None:
    tagged = words(text)
    found.segments[document, index] = tagged
    found.texts[document, index] = text
    found.size += len(tagged)
    marks = _marks(text)
    heading = len(text.strip()) <= _LONGEST_FORM and not text.rstrip().endswith(tuple(_TERMINAL))
    for first, last in _runs(tagged):
        place = Place(document, index, tagged.starts[first], tagged.ends[last - 1], first, last)
        span = _add(found, text, place, tagged.texts[first:last], tagged.tags[first:last])
        span.heading += heading
        kind = marks.pop((place.start, place.end), None)
        span.quoted += kind == "quoted"
        span.titled += kind == "titled"
    for (start, end), kind in marks.items():
        span = _add(found, text, _at(tagged, document, index, start, end), (), ())
        span.quoted += kind == "quoted"
        span.titled += kind == "titled"
        _fill(span, tagged, start, end)
    for parallel in parallels(text, tagged):
        start, end = parallel.start, parallel.end
        span = _add(found, text, _at(tagged, document, index, start, end), (), ())
        span.parallel = parallel
        span.heading += heading
        _fill(span, tagged, start, end)
    bounds = _sentence(text)
    if bounds and tagged and heading:
        span = _add(found, text, _at(tagged, document, index, *bounds), (), ())
        span.heading += 1
        _fill(span, tagged, *bounds)


def _name(found: Spans, where: tuple[int, int], phrase: Found) -> None:
    """Add a place of a form of the user's dictionary."""
    text, tagged = found.texts[where], found.segments[where]
    bounds = phrase.start, phrase.end
    span = found.forms.get(text[slice(*bounds)])
    if span is None or bounds not in _bounds_in(span, where):
        span = _add(found, text, _at(tagged, *where, *bounds), (), ())
    span.named = True
    if not span.words:
        _fill(span, tagged, *bounds)


def _bounds_in(span: Span, where: tuple[int, int]) -> set[tuple[int, int]]:
    """The places of a form in the segment that was read last."""
    own = takewhile(lambda place: (place.document, place.segment) == where, reversed(span.places))
    return {(place.start, place.end) for place in own}


def _fill(span: Span, tagged: Words, start: int, end: int) -> None:
    low, high = bisect_left(tagged.starts, start), bisect_right(tagged.ends, end)
    span.words = tagged.texts[low:high]
    span.tags = tagged.tags[low:high]


def _sentence(text: str) -> tuple[int, int] | None:
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    return (start, end) if end - start >= 4 and "，" in text else None


def _at(tagged: Words, document: int, index: int, start: int, end: int) -> Place:
    first, last = bisect_left(tagged.starts, start), bisect_left(tagged.ends, end)
    if first == len(tagged) or tagged.starts[first] != start:
        first = -1
    last = last + 1 if last < len(tagged) and tagged.ends[last] == end else -1
    return Place(document, index, start, end, first, last)


def _add(
    found: Spans, text: str, place: Place, parts: tuple[str, ...], tags: tuple[str, ...]
) -> Span:
    form = text[place.start : place.end]
    span = found.forms.get(form)
    if span is None:
        span = found.forms[form] = Span(form, [place], parts, tags)
    elif span.places[-1] != place:
        span.places.append(place)
    return span


def _marks(text: str) -> dict[tuple[int, int], str]:
    marks: dict[tuple[int, int], str] = {}
    for kind, pattern in (("quoted", _QUOTED), ("titled", _TITLED)):
        for match in pattern.finditer(text):
            group = match.lastindex or 1
            start, end = match.span(group)
            inner = text[start:end]
            start += len(inner) - len(inner.lstrip())
            end = start + len(inner.strip())
            if end - start >= 2:
                marks[start, end] = kind
    return marks


def _runs(tagged: Words) -> Iterator[tuple[int, int]]:
    """Well-bounded runs of up to LONGEST words within clauses."""
    for low, high in tagged.clauses():
        starts = [i for i in range(low, high) if may_start(tagged.texts[i], tagged.tags[i])]
        ends = {j for j in range(low, high) if may_end(tagged.texts[j], tagged.tags[j])}
        for i in starts:
            for j in range(i, min(i + LONGEST, high)):
                size = tagged.ends[j] - tagged.starts[i]
                if size > _LONGEST_FORM:
                    break
                if j not in ends or size == 1 or (i == j and is_plain(tagged.tags[i])):
                    continue
                if i == j or is_framed(tagged.texts[i : j + 1], tagged.tags[i : j + 1]):
                    yield i, j + 1
