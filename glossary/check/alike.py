"""Phrases that look like another rendering of a term of the glossary, in a text by itself.

Compared are the terms that stand in the text with stretches of it that differ from one in a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from align.encoders import Encoder
from align.model import SegmentedDocument
from glossary.language.stems import Word, content, empty, words
from glossary.marking.annotate import Annotator
from glossary.model import Sense

#: Words of meaning of a term that is compared, one of which may be another.
_LEAST_WORDS = 3
#: Cosine from which the word that differs may mean the same.
_NEAR = 0.6
_MARKS = frozenset(",;:.!?،؛。、，；：()[]")

#: The stems of a term but for one, and which that is.
_Most = tuple[tuple[str, ...], int]


@dataclass(frozen=True, slots=True)
class LikeTerm:
    """A phrase that looks like another rendering.

    Attributes:
        sense: of the term of the glossary that it looks like.
        segment: where it stands.
        start, end: characters in the reading of the segment.
    """

    sense: Sense
    segment: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Known:
    """A term that stands in the text, with its word that may be another."""

    sense: Sense
    word: str
    stem: str


def alike(
    document: SegmentedDocument, annotator: Annotator, encoder: Encoder
) -> Iterator[LikeTerm]:
    """Phrases of as many words as a term that stands in the text, all but one the same.

    What the glossary has is none, whether it is to be avoided or not. Found are those whose word
    means nearly what that of the term does.
    """
    known: dict[_Most, _Known] = {}
    marked: list[list[tuple[int, int]]] = []
    for segment in document.segments:
        marks = annotator.marks(segment.reading.text, document.language)
        marked.append([(mark.start, mark.end) for mark in marks])
        for mark in marks:
            if not mark.senses[0].avoid:
                text = segment.reading.text[mark.start : mark.end]
                known.update(_without_one(text, mark.senses[0], document))
    found = []
    for number, segment in enumerate(document.segments):
        for at, place, (start, end) in _stretches(segment.reading.text, known, document):
            own = segment.reading.text[slice(*place)]
            is_known = any(first <= start and end <= last for first, last in marked[number])
            if not is_known:
                found.append((LikeTerm(at.sense, number, start, end), at.word, own))
    yield from _near(found, encoder)


def _content(text: str, document: SegmentedDocument) -> list[Word]:
    ignored = empty(document.language)
    return [word for word in words(text, document.language) if word.stem not in ignored]


def _without_one(
    text: str, sense: Sense, document: SegmentedDocument
) -> Iterator[tuple[_Most, _Known]]:
    told = _content(text, document)
    stems = tuple(word.stem for word in told)
    if len(stems) >= _LEAST_WORDS and set(stems) == set(
        content(sense.term.text, document.language)
    ):
        for place, word in enumerate(told):
            yield (
                (stems[:place] + stems[place + 1 :], place),
                _Known(sense, text[word.start : word.end], word.stem),
            )


def _stretches(
    text: str, known: dict[_Most, _Known], document: SegmentedDocument
) -> Iterator[tuple[_Known, tuple[int, int], tuple[int, int]]]:
    """The terms that stretches of a text are but for a word, where that word and these stand."""
    told = _content(text, document)
    for size in {len(most) + 1 for most, _ in known}:
        for first in range(len(told) - size + 1):
            own = told[first : first + size]
            stems = tuple(word.stem for word in own)
            start, end = own[0].start, own[-1].end
            if not _MARKS.isdisjoint(text[start:end]):
                continue
            for place, word in enumerate(own):
                at = known.get((stems[:place] + stems[place + 1 :], place))
                if at is not None and at.stem != word.stem:
                    yield at, (word.start, word.end), (start, end)


def _near(found: list[tuple[LikeTerm, str, str]], encoder: Encoder) -> Iterator[LikeTerm]:
    """Those whose word means about what that of the term does."""
    if not found:
        return
    vectors = encoder.encode([word for _, *both in found for word in both])
    for number, (each, *_) in enumerate(found):
        if float(np.dot(vectors[2 * number], vectors[2 * number + 1])) >= _NEAR:
            yield each
