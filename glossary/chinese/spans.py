"""Runs of words that may be terms, with every place where they stand."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from align.model import SegmentedDocument
from align.progress import Progress, silent
from glossary.chinese.bounds import is_framed, is_plain, may_end, may_start
from glossary.chinese.found import Places, Spans, Tagged, Text
from glossary.chinese.parallels import Parallel, parallels
from glossary.chinese.words import Words, words
from glossary.phrases import Found, Phrases

if TYPE_CHECKING:
    from glossary.chinese.tables import Numbers

_LONGEST = 12  # words
_LONGEST_FORM = 30  # characters
#: More forms than this are pruned of those met once: memory stays bounded on large texts, at the
#: price of terms that occur once there (lossy counting, Manku and Motwani 2002).
_MOST_FORMS = 500_000
#: Runs of a segment that are added at once: a text without marks is one segment, whatever its size.
_AT_ONCE = 1 << 17

_QUOTED = re.compile(r"“([^“”]{2,30})”|「([^「」]{2,30})」|『([^『』]{2,30})』|\"([^\"]{2,30})\"")
_TITLED = re.compile(r"《([^《》]{2,40})》")
_TERMINAL = "。！？!?；;：:…”’"


def collect(
    documents: Sequence[SegmentedDocument],
    progress: Progress = silent,
    dictionary: Phrases | None = None,
) -> Spans:
    """Read the documents and gather every run of words that is well bounded.

    Args:
        dictionary: forms that are gathered whatever their bounds.
    """
    found = _Collector()
    total = sum(len(document.segments) for document in documents)
    done = 0
    for number, document in enumerate(documents):
        for index, segment in enumerate(document.segments):
            phrases = dictionary.find(segment.reading.text) if dictionary else ()
            _Reading(found, number, index, segment.reading.text).read(phrases)
            done += 1
            if done % 50 == 0:
                progress("Chinese terms", done, total)
            if found.is_full:
                found.prune()
    progress("Chinese terms", total, total)
    return found.spans()


def _column() -> array[int]:
    return array("i")


class _Collector:
    """The columns of `Spans` while texts are read; places are in the order in which they come."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.lows, self.highs = _column(), _column()
        self.quoted, self.titled, self.heading = _column(), _column(), _column()
        self.named: set[int] = set()
        self.parallels: dict[int, Parallel] = {}
        self.owners = _column()  # the form of each place
        self.starts, self.ends, self.firsts, self.lasts = (_column() for _ in range(4))
        self.texts: list[str] = []
        self.offsets, self.documents, self.segments = _column(), _column(), _column()
        self.kinds: dict[Tagged, int] = {}
        self.words, self.word_starts, self.word_ends = _column(), _column(), _column()
        self.size = 0  # characters, with a line feed after each segment
        self.limit = _MOST_FORMS

    @property
    def is_full(self) -> bool:
        """Whether there are so many forms that some have to be forgotten."""
        return len(self.numbers) > self.limit

    def add_form(self, form: str, low: int, high: int) -> int:
        """Number a form that was not met before."""
        number = self.numbers[form] = len(self.numbers)
        self.lows.append(low)
        self.highs.append(high)
        for marks in (self.quoted, self.titled, self.heading):
            marks.append(0)
        return number

    def add_segment(self, document: int, index: int, text: str, tagged: Words) -> None:
        """Add a text with its words."""
        kinds, offset = self.kinds, self.size
        pairs = zip(tagged.texts, tagged.tags, strict=True)
        self.words.extend([kinds.setdefault(pair, len(kinds)) for pair in pairs])
        self.word_starts.extend([offset + start for start in tagged.starts])
        self.word_ends.extend([offset + end for end in tagged.ends])
        self.texts.append(text)
        self.offsets.append(offset)
        self.documents.append(document)
        self.segments.append(index)
        self.size += len(text) + 1

    def prune(self, places: int = 0) -> int:
        """Forget forms that were met once and are marked in no way, and their places.

        Returns:
            How many of the first `places` places stay.
        """
        import numpy as np

        met = np.bincount(np.asarray(self.owners), minlength=len(self.numbers))
        kept = (met > 1) | (np.asarray(self.quoted) > 0) | (np.asarray(self.titled) > 0)
        kept[[*self.named, *self.parallels]] = True
        renumbered = np.cumsum(kept) - 1
        staying = kept[np.asarray(self.owners)]
        owners = renumbered[np.asarray(self.owners)]
        self.numbers = {
            form: int(renumbered[number]) for form, number in self.numbers.items() if kept[number]
        }
        for name in ("lows", "highs", "quoted", "titled", "heading"):
            setattr(self, name, _of(np.asarray(getattr(self, name))[kept]))
        for name in ("starts", "ends", "firsts", "lasts"):
            setattr(self, name, _of(np.asarray(getattr(self, name))[staying]))
        self.owners = _of(owners[staying])
        self.named = {int(renumbered[number]) for number in self.named}
        self.parallels = {int(renumbered[n]): found for n, found in self.parallels.items()}
        self.limit = max(_MOST_FORMS, 2 * len(self.numbers))
        return int(np.count_nonzero(staying[:places]))

    def spans(self) -> Spans:
        """What was gathered, places in the order of forms."""
        import numpy as np

        owners = np.asarray(self.owners)
        order = np.argsort(owners, kind="stable")
        bounds = np.zeros(len(self.numbers) + 1, dtype=np.int64)
        np.cumsum(np.bincount(owners, minlength=len(self.numbers)), out=bounds[1:])
        columns = (self.starts, self.ends, self.firsts, self.lasts)
        places = Places(bounds, *(np.asarray(column)[order] for column in columns))
        text = Text(
            "".join(f"{text}\n" for text in self.texts),
            self.offsets,
            self.documents,
            self.segments,
            list(self.kinds),
            self.words,
            self.word_starts,
            self.word_ends,
        )
        return Spans(
            self.numbers,
            self.lows,
            self.highs,
            self.quoted,
            self.titled,
            self.heading,
            frozenset(self.named),
            self.parallels,
            text,
            places,
        )


class _Reading:
    """The reading of one segment."""

    def __init__(self, found: _Collector, document: int, index: int, text: str) -> None:
        self.found, self.text, self.tagged = found, text, words(text)
        self.offset, self.first_word = found.size, len(found.words)
        self.first_place = len(found.owners)
        found.add_segment(document, index, text, self.tagged)
        short = len(text.strip()) <= _LONGEST_FORM
        self.is_heading = short and not text.rstrip().endswith(tuple(_TERMINAL))

    def read(self, phrases: Iterable[Found]) -> None:
        """Gather the forms of the segment, and those phrases of the user's dictionary."""
        found, text = self.found, self.text
        marks = _marks(text)
        runs = _runs(self.tagged)
        while part := list(islice(runs, _AT_ONCE)):
            self._add_runs(part, marks)
            if len(part) == _AT_ONCE and found.is_full:
                self.first_place = found.prune(self.first_place)
        for (start, end), kind in marks.items():
            number = self._add_marked(start, end)
            self._count_mark(number, kind)
        for parallel in parallels(text, self.tagged):
            number = self._add_marked(parallel.start, parallel.end)
            found.parallels[number] = parallel
            found.heading[number] += self.is_heading
        bounds = _sentence(text)
        if bounds and self.tagged and self.is_heading:
            found.heading[self._add_marked(*bounds)] += 1
        for phrase in phrases:
            self._add_named(phrase.start, phrase.end)

    def _add_runs(
        self, runs: Iterable[tuple[int, int, int, int]], marks: dict[tuple[int, int], str]
    ) -> None:
        """Add runs of words as `_runs` tells them; marks that hold one are taken from `marks`."""
        found, text, numbers = self.found, self.text, self.found.numbers
        first_word, offset = self.first_word, self.offset
        owners, starts, ends, firsts, lasts = [], [], [], [], []
        for low, high, start, end in runs:
            form = text[start:end]
            number = numbers.get(form)
            if number is None:
                number = found.add_form(form, first_word + low, first_word + high)
            owners.append(number)
            starts.append(offset + start)
            ends.append(offset + end)
            firsts.append(first_word + low)
            lasts.append(first_word + high)
            if marks and (kind := marks.pop((start, end), None)):
                self._count_mark(number, kind)
        found.owners.extend(owners)
        found.starts.extend(starts)
        found.ends.extend(ends)
        found.firsts.extend(firsts)
        found.lasts.extend(lasts)
        if self.is_heading:
            for number in owners:
                found.heading[number] += 1

    def _count_mark(self, number: int, kind: str) -> None:
        marks = self.found.quoted if kind == "quoted" else self.found.titled
        marks[number] += 1

    def _add_marked(self, start: int, end: int) -> int:
        """Add a place that need not begin and end with words; the form has the words within it."""
        number = self._add(start, end)
        self._fill(number, start, end)
        return number

    def _add_named(self, start: int, end: int) -> None:
        """Add a place of a form of the user's dictionary."""
        found = self.found
        number = found.numbers.get(self.text[start:end])
        if number is None or (start, end) not in self._here[number]:
            number = self._add(start, end)
        found.named.add(number)
        if found.lows[number] == found.highs[number]:
            self._fill(number, start, end)

    @cached_property
    def _here(self) -> defaultdict[int, dict[tuple[int, int], None]]:
        """The places of each form in the segment, the one that was added last at the end."""
        found, here = self.found, defaultdict[int, dict[tuple[int, int], None]](dict)
        for place in range(self.first_place, len(found.owners)):
            characters = found.starts[place] - self.offset, found.ends[place] - self.offset
            here[found.owners[place]][characters] = None
        return here

    def _add(self, start: int, end: int) -> int:
        """Add a place, unless it is the one that was added last of its form."""
        found, form = self.found, self.text[start:end]
        number = found.numbers.get(form)
        if number is None:
            number = found.add_form(form, 0, 0)
        here = self._here[number]
        if here and next(reversed(here)) == (start, end):
            return number
        here.pop((start, end), None)
        here[start, end] = None
        first, last = self._words_at(start, end)
        found.owners.append(number)
        found.starts.append(self.offset + start)
        found.ends.append(self.offset + end)
        found.firsts.append(first)
        found.lasts.append(last)
        return number

    def _words_at(self, start: int, end: int) -> tuple[int, int]:
        """The first word and the last word + 1 of a place, -1 where it is cut across."""
        tagged = self.tagged
        first, last = bisect_left(tagged.starts, start), bisect_left(tagged.ends, end)
        begins = first < len(tagged) and tagged.starts[first] == start
        stops = last < len(tagged) and tagged.ends[last] == end
        return (
            self.first_word + first if begins else -1,
            self.first_word + last + 1 if stops else -1,
        )

    def _fill(self, number: int, start: int, end: int) -> None:
        """Give a form the words that stand wholly within a place."""
        low = bisect_left(self.tagged.starts, start)
        high = max(low, bisect_right(self.tagged.ends, end))
        self.found.lows[number] = self.first_word + low
        self.found.highs[number] = self.first_word + high


def _sentence(text: str) -> tuple[int, int] | None:
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    return (start, end) if end - start >= 4 and "，" in text else None


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


def _runs(tagged: Words) -> Iterator[tuple[int, int, int, int]]:
    """Well-bounded runs of up to _LONGEST words within clauses.

    Told are the first word and the last word + 1, and the characters from first to last + 1.
    """
    texts, tags, starts, ends = tagged.texts, tagged.tags, tagged.starts, tagged.ends
    for low, high in tagged.clauses():
        stops = [j for j in range(low, high) if may_end(texts[j], tags[j])]
        for i in range(low, high):
            if not may_start(texts[i], tags[i]):
                continue
            start = starts[i]
            led = tags[i] == "p"  # by a preposition: a phrase only in some frames
            first = bisect_left(stops, i)
            for j in stops[first : first + _LONGEST]:  # no more, since a clause may be a whole text
                end = ends[j]
                if j >= i + _LONGEST or end - start > _LONGEST_FORM:
                    break
                if i == j and (end - start == 1 or is_plain(tags[i])):
                    continue
                if led and not is_framed(texts[i : j + 1], tags[i : j + 1]):
                    continue
                yield i, j + 1, start, end


def _of(numbers: Numbers) -> array[int]:
    """Numbers as a column that grows."""
    return array("i", numbers.tolist())
