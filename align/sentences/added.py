"""Headings and notes that one side has and the other has not, apart from what they stand beside.

The model joins a line that translates nothing to its neighbour rather than leave it alone, since
most lines of the texts that it was fitted on translate something. Where it has joined a heading or
a translator's note to a sentence, and the other side is a sentence without either, they are parted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from align.model import Bead
from align.numbers.chinese import NUMERALS

_ENDS = re.compile(r"[.!?。！？…;；:：,，、][\"'”’」』)）\]】》]*\s*$")
_IN_BRACKETS = re.compile(r"\s*(?:\[.*\]|\(.*\)|（.*）|［.*］|【.*】|〔.*〕)\s*", re.DOTALL)
_BRACKET = re.compile(r"[\[(（［【〔]")
_NOTE = re.compile(r"\bnote\b|注[:：]", re.IGNORECASE)
_BY_TRANSLATOR = re.compile(r"\b(?:translator|editor)\b|[译譯编編]者|[译譯][注註]", re.IGNORECASE)
_NUMBERED = re.compile(
    r"\s*(?:(?:chapter|section|part|annex|appendix|article)\s+(?:\d+|[ivxlc]+|[a-z])\b"
    rf"|第[0-9{NUMERALS}]+[章节節部编編条條]|[{NUMERALS}]+、|[IVX]+\.\s|\d+(?:\.\d+)+\s)",
    re.IGNORECASE,
)
_CHINESE = re.compile(
    r"\s*[\u4e00-\u9fff][\u4e00-\u9fff、（）“”《》\d\s]{2,23}[\u4e00-\u9fff）”》]\s*"
)
_WORD = re.compile(r"[A-Za-z][\w’'-]*")
_SMALL = frozenset(
    ["a", "an", "the", "of", "and", "or", "in", "on", "at", "for", "to", "by", "with", "from", "as"]
)
_LONGEST = {True: 90, False: 40}  #: characters of a heading, in Latin letters and in others
_FEWEST = 2  #: words of a heading without a number


def parted(beads: Sequence[Bead], source: Sequence[str], target: Sequence[str]) -> Iterator[Bead]:
    """The beads, with headings and notes that were joined to a sentence in beads of their own."""
    for bead in beads:
        if len(bead.source) == 1 < len(bead.target):
            texts = [target[number] for number in bead.target]
            first, last = _kept(texts, source[bead.source[0]])
            yield from (Bead((), (number,), bead.score) for number in bead.target[:first])
            yield Bead(bead.source, bead.target[first:last], bead.score)
            yield from (Bead((), (number,), bead.score) for number in bead.target[last:])
        elif len(bead.target) == 1 < len(bead.source):
            texts = [source[number] for number in bead.source]
            first, last = _kept(texts, target[bead.target[0]])
            yield from (Bead((number,), (), bead.score) for number in bead.source[:first])
            yield Bead(bead.source[first:last], bead.target, bead.score)
            yield from (Bead((number,), (), bead.score) for number in bead.source[last:])
        else:
            yield bead


def _kept(texts: Sequence[str], other: str) -> tuple[int, int]:
    """Which of some lines, as first and last + 1, a sentence on the other side translates."""
    first, last = 0, len(texts)
    while last - first > 1 and _is_added(texts[first], other):
        first += 1
    while last - first > 1 and _is_added(texts[last - 1], other):
        last -= 1
    sentences = (other, *texts[first:last])
    return (first, last) if all(map(_ENDS.search, sentences)) else (0, len(texts))


def _is_added(text: str, other: str) -> bool:
    return _is_note(text, other) or _is_heading(text, other)


def _is_note(text: str, other: str) -> bool:
    """Whether it is a note in brackets, and the other side has none."""
    if not _IN_BRACKETS.fullmatch(text):
        return False
    if _BY_TRANSLATOR.search(text):
        return not _BY_TRANSLATOR.search(other)
    return _NOTE.search(text) is not None and not _BRACKET.search(other)


def _is_heading(text: str, other: str) -> bool:
    """Whether it is a heading, and the other side does not begin as one."""
    if _ENDS.search(text) or len(text) > _LONGEST[text.isascii()] or _NUMBERED.match(other):
        return False
    if _NUMBERED.match(text):
        return True
    if _CHINESE.fullmatch(text):
        return True
    words = [word for word in _WORD.findall(text) if word.lower() not in _SMALL]
    return text.isascii() and len(words) >= _FEWEST and all(word[0].isupper() for word in words)
