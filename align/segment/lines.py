"""Which lines belong together: paragraphs that were wrapped, and lines that stand alone.

A newline is taken for a wrap where the line was full: the next word would not have fitted in the
width that the lines around it reach. That is how every program that fills lines breaks them.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from rich.cells import cell_len

from align.numbers import english
from align.numbers.chinese import NUMERALS

#: Text is wrapped to between these many terminal cells; outside, newlines are taken at their word.
_NARROWEST = 24
_WIDEST = 200

#: Narrower lines without any punctuation near them are items of a list, not a wrapped sentence.
_PROSE_WIDTH = 60

#: So many lines that surely were wrapped to one width show that the text is; lines without
#: punctuation are wrapped then too where they are as wide but for a character.
_OFTEN = 3
_RAGGED = 2

#: Lines before and behind whose width shows where text is wrapped.
_REACH = 6

#: Lines that end this share of the width early still count as full: letters differ in width.
_SLACK = 0.12

#: The same where a small letter begins the next line, which says that a sentence goes on.
_SLACK_WITHIN = 0.35

_LINE = re.compile(r"[^\n]*\n|[^\n]+\Z")
_ITEM = re.compile(
    rf"\s*(?:[-*+•·●○■□◆▪]\s|[①-⑳㈠-㈩]|[(（](?:\d{{1,3}}|[a-zA-Z]|[ivx]{{1,5}}|[{NUMERALS}]{{1,4}})[)）]"
    r"|\d{1,3}(?:\.\d{1,2})*(?:[.)．、]\s*(?!\d)|\s{2,})"
    rf"|[{NUMERALS}]{{1,4}}[、.．]|第[{NUMERALS}\d]{{1,7}}[条章节编部篇款项]"
    r"|[A-Za-z][.)]\s|[ivxIVX]{1,5}[.)]\s|#{1,6}\s|(?:Chapter|Article|Section|Part)\s+[\dIVX]+\b)"
)
#: Dates and remarks in brackets that have a line of their own, as below a title.
_ALONE = (
    r"\s*(?:[（(][^()（）]{1,60}[)）]"
    r"|(?i:{months})\s\d{1,2},\s\d{4}|\d{1,2}\s(?i:{months})\s\d{4}"
    r"|\d{4}\s?年\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?|\d{4}[-/.]\d{1,2}[-/.]\d{1,2})\s*"
)
#: A word that goes on in the next line.
_WITHIN_WORD = re.compile("[^\\W\\d_][-\u2010\u00ad][^\\S\n]*\n[^\\S\n]*[a-zß-öø-ÿœа-яё]")
_WITHIN = re.compile(r"\s*[a-zß-öø-ÿœа-яё]")
_DASH_ITEM = re.compile(r"\s*[–—]+\s")
_PUNCTUATION = re.compile(r"[，。；：、！？,;:!?]|\.\s")
_NEXT_TOKEN = re.compile(
    r"\s*([A-Za-z0-9][^\s\u2e80-\u9fff\uff00-\uffef]*|\S[，。、；：！？”’）》]?)"
)


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    width: int
    indent: int
    prose: bool


@dataclass(frozen=True, slots=True)
class _Joint:
    """The end of a line before another.

    Attributes:
        width: the greatest near it.
        full: whether the line is full and the next may continue it.
        sure: whether it does then; else both may be items of a list.
    """

    width: int
    full: bool
    sure: bool

    def is_wrap(self, measure: int) -> bool:
        """Whether the next line continues it in a text that is wrapped to a measure."""
        return self.full and (self.sure or abs(self.width - measure) <= _RAGGED)


def blocks(text: str) -> Iterator[tuple[int, int]]:
    """The spans of paragraphs, headings and list items; a sentence never crosses their ends."""
    paragraphs = [(lines, list(_joints(text, lines))) for lines in _paragraphs(text)]
    measure = _measure(joint for _, joints in paragraphs for joint in joints)
    for paragraph, joints in paragraphs:
        start = paragraph[0].start
        for index, joint in enumerate(joints):
            if not joint.is_wrap(measure):
                yield start, paragraph[index].end
                start = paragraph[index + 1].start
        yield start, paragraph[-1].end


def _paragraphs(text: str) -> Iterator[list[_Line]]:
    """Runs of lines that no blank line parts."""
    run: list[_Line] = []
    for match in _LINE.finditer(text):
        line = match.group().rstrip()
        if line:
            bare = line.lstrip()
            width = cell_len(line) if len(line) <= _WIDEST else _WIDEST + 1
            indent = len(line) - len(bare)
            prose = _PUNCTUATION.search(bare[:_WIDEST]) is not None
            run.append(_Line(match.start(), match.start() + len(line), width, indent, prose))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _joints(text: str, lines: list[_Line]) -> Iterator[_Joint]:
    """What stands between each two lines."""
    widths = _widest(lines)
    for index, (line, following) in enumerate(pairwise(lines)):
        if _WITHIN_WORD.match(text, line.end - 2):
            yield _Joint(widths[index], full=True, sure=True)
            continue
        full = _continues(text, line, following, widths[index])
        near = lines[max(0, index - _REACH + 1) : index + _REACH + 1] if full else ()
        sure = widths[index] >= _PROSE_WIDTH or any(one.prose for one in near)
        yield _Joint(widths[index], full=full, sure=sure)


def _measure(joints: Iterable[_Joint]) -> int:
    """The width to which a text is wrapped, by the lines that surely are; 0 where few are."""
    widths = Counter(joint.width for joint in joints if joint.full and joint.sure)
    for width, times in widths.most_common(1):
        if times >= _OFTEN:
            return width
    return 0


def _widest(lines: list[_Line]) -> list[int]:
    """For each line the greatest width within reach (a sliding maximum: linear time)."""
    result: list[int] = []
    falling: deque[int] = deque()
    ahead = 0
    for index in range(len(lines)):
        while ahead < min(index + _REACH + 1, len(lines)):
            while falling and lines[falling[-1]].width <= lines[ahead].width:
                falling.pop()
            falling.append(ahead)
            ahead += 1
        while falling[0] < index - _REACH:
            falling.popleft()
        result.append(lines[falling[0]].width)
    return result


def _continues(text: str, line: _Line, following: _Line, width: int) -> bool:
    if not _NARROWEST <= width <= _WIDEST:
        return False
    if following.indent > line.indent + 1 or _ITEM.match(text, following.start, following.end):
        return False
    alone = english.pattern(_ALONE)
    if any(alone.fullmatch(text, one.start, one.end) for one in (line, following)):
        return False
    full = width * (1 - _SLACK)
    if line.width <= full and _DASH_ITEM.match(text, following.start, following.end):
        return False
    if _WITHIN.match(text, following.start, following.end):
        full = width * (1 - _SLACK_WITHIN)
    near_end = min(following.end, following.start + _WIDEST)
    token = _NEXT_TOKEN.match(text, following.start, near_end)
    need = cell_len(token[1]) if token else 1
    return line.width + need > full
