"""What is read around a formula: sentences as one text, its words, and its punctuation by use."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from align.model import Language, SegmentedDocument
from align.numbers.chinese import ONES
from align.numbers.english import table
from glossary.language.lists import lists, pattern, patterns

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Punctuation:
    """How a language parts what it lists.

    Attributes:
        stops: what ends a sentence.
        breaks: what a list of items or clauses does not run over, besides stops.
        groups, clauses, items: what parts the members of a list, the strongest first.
        joins: the words before a last member.
        leads: words at the start of a member that are none of it.
        marks: what numbers members, one pattern a style; the group `n` is the number.
        ordinals: rows of words that number members; a row may be left early for its last word.
    """

    stops: re.Pattern[str]
    breaks: re.Pattern[str]
    groups: re.Pattern[str]
    clauses: re.Pattern[str]
    items: re.Pattern[str]
    joins: re.Pattern[str]
    leads: re.Pattern[str]
    marks: tuple[re.Pattern[str], ...]
    ordinals: tuple[tuple[str, ...], ...]


@cache
def punctuation(language: Language) -> Punctuation:
    """That of a language."""
    own = lists(language, "formulas")
    rows = own["rows"].words if "rows" in own else ()
    return Punctuation(
        **patterns(language, "formulas", "punctuation"),
        marks=tuple(pattern(language, "formulas", mark) for mark in own["marks"].patterns),
        ordinals=tuple(tuple(row.split()) for row in rows),
    )


@cache
def _values() -> Mapping[str, int]:
    rows = (
        f"{ONES}十",
        "123456789",
        "①②③④⑤⑥⑦⑧⑨⑩",
        "abcdefghi",
    )
    marks = {each: place for row in rows for place, each in enumerate(row, 1)}
    return marks | {word: int(value) for word, value in table("cardinals", "ordinals").items()}


def value(mark: str) -> int:
    """The number that a mark gives."""
    return _values()[mark.lower()]


@dataclass(frozen=True, slots=True)
class Word:
    start: int
    end: int
    tag: str


_QUOTES = "“”‘’\"'「」『』《》"
_EDGES = " \t\n\u3000•●·*，、；：。！？,;:.!?—–()（）[]"
_REMARK = re.compile("[（(][^（）()]{1,4}[）)]")
_QUOTED = re.compile('[“「『"]([^“”「」『』"\n。！？]{1,40})[”」』"]')


class Passage:
    """Neighbouring segments of a document as one text.

    Attributes:
        text: what they read, a segment a line.
        masked: the same, as long, without the punctuation within quotation marks and in short
            remarks, which parts no list.
    """

    def __init__(self, document: SegmentedDocument, first: int, last: int, then: str = "") -> None:
        """Read the segments from `first` to before `last`, and another text after them."""
        self.document = document
        self.language = document.language
        self.punctuation = punctuation(self.language)
        self.first = first
        readings = [each.reading.text for each in document.segments[first:last]]
        readings += [then] * bool(then)
        self.text = "\n".join(readings)
        self._starts = [0]
        for reading in readings:
            self._starts.append(self._starts[-1] + len(reading) + 1)
        self.masked = _QUOTED.sub(_mask, _REMARK.sub(_mask, self.text))
        self.words = [
            Word(start + shift, end + shift, tag)
            for shift, reading in zip(self._starts, readings, strict=False)
            for start, end, tag in _words(reading, self.language)
        ]
        self._word_starts = [word.start for word in self.words]

    def segment_of(self, place: int) -> tuple[int, int]:
        """The index in the document of the segment at a place, and where that begins here."""
        index = bisect_right(self._starts, place) - 1
        return self.first + index, self._starts[index]

    def start_of(self, segment: int) -> int:
        """Where a segment of the document begins here."""
        return self._starts[segment - self.first]

    def words_in(self, start: int, end: int) -> list[Word]:
        """The words that begin within a span."""
        low, high = bisect_left(self._word_starts, start), bisect_left(self._word_starts, end)
        return self.words[low:high]

    def trimmed(self, span: Span) -> Span:
        """A span without the blanks, marks and linking words around what it says."""
        start, end = self._bare(*span)
        lead = self.punctuation.leads.match(self.text, start, end)
        if lead and lead.end() < end - 1:
            start, end = self._bare(lead.end(), end)
            again = self.punctuation.leads.match(self.text, start, end)
            if again and again.end() < end - 1:
                start, end = self._bare(again.end(), end)
        return start, end

    def _bare(self, start: int, end: int) -> Span:
        text = self.text
        while start < end and (text[start] in _EDGES or text[start] in "-”’」』》"):
            start += 1
        while end > start and (text[end - 1] in _EDGES or text[end - 1] in "“‘「『《"):
            if text[end - 1] in "）)" and ("（" in text[start:end] or "(" in text[start:end]):
                break
            end -= 1
        if text[start : start + 1] == '"' and text[start:end].count('"') == 1:
            return self._bare(start + 1, end)
        inner = text[start + 1 : end - 1]
        if (
            end - start > 2
            and text[start] in _QUOTES
            and text[end - 1] in _QUOTES
            and not any(mark in inner for mark in _QUOTES)
        ):
            return start + 1, end - 1
        return start, end

    def pieces(self, text: str, start: int, end: int, parting: re.Pattern[str]) -> list[Span]:
        """What stands between the marks of a span, without what holds no word.

        Args:
            text: the passage, masked or not, in which the marks are looked for.
        """
        found, previous = [], start
        for mark in parting.finditer(text, start, end):
            found.append((previous, mark.start()))
            previous = mark.end()
        found.append((previous, end))
        return [span for span in found if self.words_in(*span)]

    def is_marked(self, span: Span) -> bool:
        """Whether a span begins with a number that marks it: 二是…"""
        return any(style.match(self.text, *span) for style in self.punctuation.marks)

    def quoted(self) -> Iterator[Span]:
        """What stands in quotation marks."""
        for match in _QUOTED.finditer(self.text):
            yield match.span(1)


def _mask(match: re.Match[str]) -> str:
    if match[0][0] in "（(":
        return "〇" * len(match[0])
    return match[0][0] + "〇" * len(match[1]) + match[0][-1]


def _words(text: str, language: Language) -> Iterator[tuple[int, int, str]]:
    if language is Language.ZH:
        from glossary.language.chinese.words import words

        cut = words(text)
        yield from zip(cut.starts, cut.ends, cut.tags, strict=True)
        return
    from glossary.language.english.tags import tokens

    for token in tokens(text):
        if token.text[0].isalnum():
            yield token.start, token.end, token.tag


def head_in(passage: Passage, item: Span, head: str) -> Span | None:
    """Where the counted word stands in an item; its last word is enough in English."""
    text = passage.text[slice(*item)]
    if passage.language is Language.ZH:
        for own in (head, head.replace("一百", "100")):
            at = text.find(own)
            if at >= 0:
                return item[0] + at, item[0] + at + len(own)
        return None
    from align.english import singular

    for word in dict.fromkeys((head.split()[-1], head.split()[0])):
        inflected = rf"\b{re.escape(singular(word))}(?:s|es|ed|ing|d)?\b"
        match = re.search(inflected, text, re.IGNORECASE)
        if match:
            return item[0] + match.start(), item[0] + match.end()
    return None
