"""Blanks among Chinese characters: those that part items, and those that only space letters.

共 同 富 裕                   letters spaced out: one term
五　位一体                    a blank within a word, as copying from pages leaves it
习近平 李克强                 two names
坚持稳中求进 推动高质量发展   two clauses of a headline
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from align.characters import Edit
from align.jieba_words import segmenter
from align.line_ends import IDEOGRAPHS, SHARED, WIDE
from align.script import simplified
from align.word_lists import word_lists

_HINT = re.compile(f"[{WIDE}{SHARED}] +[{WIDE}{SHARED}]")
_STRETCH = re.compile(f"(?<![{WIDE}{SHARED}])[{WIDE}{SHARED}]++(?: ++[{WIDE}{SHARED}]++)++")
_BLANKS = re.compile(" +")
_WIDE = re.compile(f"[{WIDE}]")
_IDEOGRAPH = re.compile(f"[{IDEOGRAPHS}]")
_HEAD = re.compile(f"[{IDEOGRAPHS}]*")
_TAIL = re.compile(f"[{IDEOGRAPHS}]*\\Z")
_PROSE = re.compile("[，。；：！？]")

#: So many single letters in a row, or more, are a text that is spaced out.
_SPACED = 3
#: Characters on either side of a blank that are looked at.
_WINDOW = 12
#: A word that lies on both sides of a blank makes what stands there so many times likelier (the
#: natural logarithm). Of two names, places or clauses side by side 1 in 1,000 are put together
#: then, of two parts of a sentence 2 in 5, which is three quarters of those that part a word.
_LIKELIER = 5.0
#: So many blanks within words, or more, show that the blanks of a text mean nothing, where their
#: share is as great: two in five of blanks at any place are within words, hardly one of those
#: that a writer set.
_LEAST_NOISE = 3
_NOISE_SHARE = 0.2
_ASKED = 400  #: blanks of a text that are looked at for this


def _characters(name: str) -> frozenset[str]:
    return word_lists("align", "letter_spacing")[name].set


def is_loose(text: str) -> bool:
    """Whether the blanks among the Chinese characters of a text mean nothing: many part words."""
    within = asked = 0
    for match in _stretches(text):
        stretch = _Stretch.of(match)
        bounds = stretch.without_spacing()
        within += len(bounds) < len(stretch.gaps)
        asked += len(bounds) < len(stretch.gaps)
        for first, bound, last in _pieces(bounds, len(stretch.text)):
            sides = stretch.sides(first, bound, last)
            if all(sides):
                asked += 1
                within += _is_within_word(*sides)
        if asked >= _ASKED:
            break
    return within >= _LEAST_NOISE and within >= _NOISE_SHARE * asked


def spacing_edits(text: str, *, loose: bool) -> Iterator[Edit]:
    """The blanks among Chinese characters that are not read, and the wide ones, read as one.

    Args:
        text: without line ends.
        loose: whether blanks in it mean nothing; see `is_loose`.
    """
    loose = loose and _PROSE.search(text) is not None
    for match in _stretches(text):
        stretch = _Stretch.of(match)
        kept = frozenset(stretch.kept(loose=loose))
        for bound, (start, end) in stretch.gaps.items():
            if bound not in kept:
                yield start, end, ""
            elif end - start > 1:
                yield start, end, " "


def _stretches(text: str) -> Iterator[re.Match[str]]:
    return iter(()) if text.isascii() or not _HINT.search(text) else _STRETCH.finditer(text)


def _pieces(bounds: Sequence[int], size: int) -> Iterator[tuple[int, int, int]]:
    """Each bound with where the piece before it begins and the piece behind it ends."""
    for before, (bound, after) in zip([0, *bounds], pairwise([*bounds, size]), strict=False):
        yield before, bound, after


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Chinese characters and punctuation with blanks among them.

    Attributes:
        text: without the blanks.
        gaps: by the places of `text` at which there are blanks, where these stand.
    """

    text: str
    gaps: dict[int, tuple[int, int]]

    @classmethod
    def of(cls, match: re.Match[str]) -> _Stretch:
        gaps: dict[int, tuple[int, int]] = {}
        passed = match.start()
        for blank in _BLANKS.finditer(match.string, match.start(), match.end()):
            gaps[blank.start() - passed] = blank.span()
            passed += blank.end() - blank.start()
        return cls(match.group().replace(" ", ""), gaps)

    def kept(self, *, loose: bool) -> list[int]:
        """The places at which a blank is read."""
        bounds = self._outside_spacing(self.without_spacing(), even=True)
        is_spaced = len(bounds) < len(self.gaps)
        pieces = list(pairwise([0, *bounds, len(self.text)]))
        if any(self.text[first:last] in _characters("particles") for first, last in pieces[1:-1]):
            loose = True
        wide = [match.start() for match in _WIDE.finditer(self.text)] or [len(self.text)]
        kept: list[int] = []
        for bound, last in pairwise([*bounds, len(self.text)]):
            kept.append(bound)
            while kept:
                left, right = self.sides(kept[-2] if len(kept) > 1 else 0, kept[-1], last)
                if left and right:
                    is_name = len(right) == 1 and left[-1] in _characters("surnames")
                    is_idle = loose or is_name or _is_within_word(left, right)
                else:  # beside punctuation, which is Chinese or stands among Chinese
                    is_idle = (loose or is_spaced) and self._is_chinese(kept[-1], wide)
                if not is_idle:
                    break
                kept.pop()
        return kept

    def _is_chinese(self, bound: int, wide: Sequence[int]) -> bool:
        """Whether the punctuation at a bound is only Chinese, or stands among Chinese.

        Args:
            wide: the places of characters that are.
        """
        return wide[0] < bound <= wide[-1] or any(
            _WIDE.match(self.text, place) and not _IDEOGRAPH.match(self.text, place)
            for place in (bound - 1, bound)
        )

    def sides(self, first: int, bound: int, last: int) -> tuple[str, str]:
        """The Chinese characters on both sides of a bound, within the pieces that meet there."""
        left = _TAIL.search(self.text[max(first, bound - _WINDOW) : bound])
        right = _HEAD.match(self.text, bound, min(last, bound + _WINDOW))
        return left.group() if left else "", right.group() if right else ""

    def without_spacing(self) -> list[int]:
        """The places of blanks but those that space out letters."""
        return self._outside_spacing(list(self.gaps), even=False)

    def _outside_spacing(self, bounds: list[int], *, even: bool) -> list[int]:
        """The bounds without those that space out letters.

        Of blanks of several widths the narrower ones space letters and the wider ones part words,
        unless all are read alike, `even`.
        """
        pieces = list(pairwise([0, *bounds, len(self.text)]))
        letters = [len(_IDEOGRAPH.findall(self.text, *piece)) for piece in pieces]
        # The width of the blank before each piece, and behind the last.
        widths = [0, *(1 if even else self._width(bound) for bound in bounds), 0]
        kept: list[int] = []
        for first, last in _groups(letters, widths):
            count = sum(letters[first:last])
            is_narrower = last - first > 1 and widths[first + 1] < max(widths[first], widths[last])
            is_name = self.text[pieces[first][0]] in _characters("surnames")
            if not (count >= _SPACED or (count == 2 and (is_narrower or is_name))):
                kept += bounds[first : last - 1]
            kept += bounds[last - 1 : last]
        return kept

    def _width(self, bound: int) -> int:
        start, end = self.gaps[bound]
        return end - start


def _groups(letters: Sequence[int], widths: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Runs of pieces of one letter, or of none, at equal distances; each other piece for itself."""
    first, width = 0, 0
    for place in range(1, len(letters)):
        if letters[place - 1] > 1 or letters[place] > 1:
            yield first, place
            first, width = place, 0
        elif width in {0, widths[place]}:
            width = widths[place]
        elif widths[place] > width:
            yield first, place
            first, width = place, 0
        else:
            yield first, place - 1
            first, width = place - 1, widths[place]
    yield first, len(letters)


def _is_within_word(left: str, right: str) -> bool:
    """Whether the likeliest words of the two together have one that lies on both sides."""
    text = left + right
    plain = simplified(text)
    if len(plain) == len(text):
        left, right, text = plain[: len(left)], plain[len(left) :], plain
    words = segmenter()
    end = 0
    for word in words.cut(text):
        end += len(word)
        if end >= len(left):
            break
    if end == len(left):
        return False
    apart = words.likelihood(left) + words.likelihood(right)
    return words.likelihood(text) - apart >= _LIKELIER
