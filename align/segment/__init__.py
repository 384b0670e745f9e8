"""Sentences, headings and list items of a document, with their places in its text.

Blank lines and lines that are whole of themselves part blocks (`lines`); within a block the rules
of the language that a mark belongs to decide whether it ends a sentence, so mixed texts work. All
is done in one pass: time is linear in the length of the text, whatever it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from align.errors import InputError
from align.model import Document, Language, Segment, SegmentedDocument
from align.normalise import Habits
from align.segment import spaced, unspaced
from align.segment.lines import blocks
from align.segment.marks import Mark, marks, skip_space
from align.text import called

#: Marks that only languages without blanks use.
_WIDE_MARKS = frozenset("。！？｡．")
_LETTER = re.compile(r"[^\W_]")


class Rules(Protocol):
    """When the sentences of a language end."""

    def ends_sentence(self, text: str, mark: Mark, begin: int) -> bool:
        """Whether the mark ends the sentence that began at `begin`."""
        ...


@dataclass(frozen=True, slots=True)
class _Both:
    """The rules of marks among Han and kana, and of all others, in one document.

    A mark is judged by the language of the document where it is written so, else by Chinese and
    English ones.
    """

    wide: Rules
    other: Rules
    closers: frozenset[str]

    @staticmethod
    def of(language: Language) -> _Both:
        is_wide = not language.profile.joint
        return _Both(
            unspaced.rules(language if is_wide else Language.ZH),
            spaced.rules(Language.EN if is_wide else language),
            frozenset(language.profile.closers),
        )

    def judging(self, text: str, mark: Mark) -> Rules:
        """Those that judge a mark."""
        own = mark.wide or not _WIDE_MARKS.isdisjoint(text[mark.start : mark.end])
        return self.wide if own else self.other


def segment(document: Document) -> SegmentedDocument:
    """Split a document into sentences, headings and list items.

    Every character that is no white space lies in exactly one segment. A sentence that was wrapped
    over several lines keeps its line ends in its text; its reading has none.

    Raises:
        InputError: there is no sentence in it.

    >>> text = Document("新质生产力是先进生产力。要因地制宜。", "speech", Language.ZH)
    >>> [one.text for one in segment(text).segments]
    ['新质生产力是先进生产力。', '要因地制宜。']
    """
    rules = _Both.of(document.language)
    text = document.text
    habits = Habits.of(text)
    segments = [
        Segment(start, end, text[start:end], habits)
        for block in blocks(text)
        for start, end in _sentences(text, block, rules)
    ]
    return _checked(document, segments)


def segment_lines(document: Document) -> SegmentedDocument:
    """Take each line as one segment, empty ones too, so that indices are line numbers.

    Raises:
        InputError: all lines are empty.
    """
    lines = document.text.split("\n")
    if not lines[-1]:
        lines.pop()
    habits = Habits.of(document.text)
    segments: list[Segment] = []
    start = 0
    for line in lines:
        segments.append(Segment(start, start + len(line), line, habits))
        start += len(line) + 1
    return _checked(document, segments)


def _checked(document: Document, segments: list[Segment]) -> SegmentedDocument:
    if not any(_LETTER.search(segment.text) for segment in segments):
        raise InputError(
            f"{called(document.source)}: there is no sentence in it", "give a document with text"
        )
    return SegmentedDocument(document, tuple(segments))


def _sentences(text: str, block: tuple[int, int], rules: _Both) -> Iterator[tuple[int, int]]:
    """The spans of the sentences of a block; what holds no letter or digit joins its neighbour."""
    pending: tuple[int, int] | None = None
    for span in _spans(text, block, rules):
        if pending is None:
            pending = span
        elif _LETTER.search(text, *span) and _LETTER.search(text, *pending):
            yield pending
            pending = span
        else:
            pending = (pending[0], span[1])
    if pending is not None:
        yield pending


def _spans(text: str, block: tuple[int, int], rules: _Both) -> Iterator[tuple[int, int]]:
    begin, limit = block
    begin = skip_space(text, begin, limit)
    for mark in marks(text, begin, limit, rules.closers):
        if rules.judging(text, mark).ends_sentence(text, mark, begin):
            yield from _trimmed(text, begin, mark.after)
            begin = mark.next
    yield from _trimmed(text, begin, limit)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    part = text[start:end]
    stripped = part.strip()
    if stripped:
        first = start + len(part) - len(part.lstrip())
        yield first, first + len(stripped)
