"""Chinese words and their tags, by jieba's dictionary (`words`) or in context by LAC (`tagged`).

Tags of `words` are those of jieba's dictionary, a variety of the ICTCLAS set: n noun, v verb, a
adjective, d adverb, m numeral, q measure, r pronoun, p preposition, c conjunction, u particle, f
direction, i idiom, l phrase, j abbreviation, nr person, ns place, nt institution, t time; x is
punctuation and everything unknown. Those of `tagged` are told in `align.lac`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from align.jieba_words import Segmenter, segmenter
from align.numbers.chinese import NUMERALS
from glossary.language.repetition import without_repetition
from glossary.model.keys import simplified

#: Texts whose words are remembered: extraction asks four times for those of each candidate of a
#: text, which a megabyte has 20,000 of.
_REMEMBERED = 1 << 15
#: Longer stretches are segmented in pieces, so that time and memory stay linear.
_PIECE = 400
_NUMBER = re.compile(f"[0-9０-９{NUMERALS}]+")
_LATIN = re.compile(r"[A-Za-z]")
_STRETCH = re.compile(r"[\u3400-\u9fff〇\U00020000-\U0003ffffA-Za-z0-9+#&._%\-]+")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, without the punctuation and spaces between them.

    Attributes:
        texts: the words as segmented, in simplified characters.
        tags: a tag a word.
        starts, ends: where each word stands in the text.
    """

    texts: tuple[str, ...]
    tags: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.texts)

    def clauses(self) -> Iterator[tuple[int, int]]:
        """Runs of words that touch, as (first, last + 1)."""
        first = 0
        for number in range(1, len(self.starts)):
            if self.starts[number] != self.ends[number - 1]:
                yield first, number
                first = number
        if self.starts:
            yield first, len(self.starts)


def words(text: str) -> Words:
    """Segment and tag a text; traditional characters are read as their simplified forms."""
    return _words(text, segmenter()) if len(text) <= _PIECE else _read(text, segmenter())


@lru_cache(maxsize=_REMEMBERED)
def _words(text: str, cutter: Segmenter) -> Words:
    """As `words`; the sentences of a text and the forms in it are asked for several times."""
    return _read(text, cutter)


def tagged(texts: Sequence[str]) -> list[Words]:
    """As `words` for each of the texts, with tags in context; many texts at once cost less.

    Raises:
        ModelError: the weights of LAC are missing or damaged.
    """
    from align.lac import analysed

    pieces = [[*_pieces(text)] for text in texts]
    analyses = iter(analysed([piece for own in pieces for _, piece in own]))
    return [
        _placed((begin, *next(analyses)) for begin, _ in own)  # the analyses are in this order
        for own in pieces
    ]


def _read(text: str, cutter: Segmenter) -> Words:
    cut, tag_of = cutter.cut, cutter.tag
    return _placed(
        (begin, found, [tag_of(word) or _tag(word) for word in found])
        for begin, found in ((begin, cut(piece)) for begin, piece in _pieces(text))
    )


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """What stands between punctuation, in simplified characters, with its place in the text."""
    text = without_repetition(text)
    plain = simplified(text)
    if len(plain) != len(text):
        plain = text
    for stretch in _STRETCH.finditer(plain):
        for begin in range(stretch.start(), stretch.end(), _PIECE):
            yield begin, plain[begin : min(begin + _PIECE, stretch.end())]


def _placed(pieces: Iterable[tuple[int, Sequence[str], Sequence[str]]]) -> Words:
    """Words and their tags, given those of each piece with its place."""
    texts: list[str] = []
    tags: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for begin, found, own in pieces:
        texts += map(sys.intern, found)
        tags += own
        bounds = list(accumulate(map(len, found), initial=begin))
        starts += bounds[:-1]
        ends += bounds[1:]
    return Words(tuple(texts), tuple(tags), tuple(starts), tuple(ends))


def tag(word: str) -> str:
    """The tag that the segmenter's dictionary gives a word, or "" where it does not have it."""
    return segmenter().tag(word)


def is_word(text: str) -> bool:
    """Whether the dictionary of the segmenter has it as a word."""
    return bool(segmenter().tag(text))


def _tag(word: str) -> str:
    if _NUMBER.fullmatch(word):
        return "m"
    return "eng" if _LATIN.search(word) else "x"
