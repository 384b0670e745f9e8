"""The one reading of a text: what its writer meant, whatever the way it came has done to it.

Files wrap lines and hyphenate words, space out letters, store ligatures and radicals for letters,
and hold characters that nobody sees. All that looks into a text or compares it, and every query
and term that comes in, goes through here; what is kept as it stands is the text of documents, and
a reading knows the place in it of everything that it says.

Straight and curly quotation marks and the kinds of dashes stay what they are, as does Chinese
punctuation: `glossary.model.keys` takes them for one where terms are compared.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from align.characters import SOFT_HYPHEN, Edit, character_edits, width_edits
from align.letter_spacing import is_loose, spacing_edits
from align.line_ends import line_end_edits, own_words, writes_apart

#: Most sentences, terms and queries are of these characters alone, of which nothing is read
#: otherwise: those of languages with blanks between single blanks, or Chinese and Japanese ones and
#: their punctuation without any.
_BLANKED = (
    "\x21-\x7e\u00a1\u00ab\u00b7\u00ba\u00bb\u00bf-\u0131\u0134-\u013e\u0141-\u0148\u014a-\u017e"
    "\u0400-\u0482\u048a-\u052f\u0621-\u063a\u0641-\u064a\u2013\u2014\u2018\u2019\u201c-\u201e"
    "\uac00-\ud7a3"
)
_UNBLANKED = "\u2026\u3001-\u3029\u3041-\u3094\u30a1-\u30fe\u4e00-\u9fff，：；？！（）"
_PLAIN = re.compile(f"[{_BLANKED}]++(?: [{_BLANKED}]++)*+|[{_BLANKED}{_UNBLANKED}]++")


@dataclass(frozen=True, slots=True)
class Habits:
    """What a whole document tells about the reading of its parts.

    Attributes:
        words: how often it has each word, where a line of it ends in a hyphen.
        apart: whether it has blanks between Chinese characters and Latin letters.
        loose: whether its blanks among Chinese characters mean nothing.
    """

    words: Mapping[str, int]
    apart: bool
    loose: bool

    @classmethod
    def of(cls, text: str) -> Habits:
        """Those of a text as it stands."""
        return cls.of_plain(_edited(Normalised(text), character_edits(text)).text)

    @classmethod
    def of_plain(cls, text: str) -> Habits:
        """Those of a text whose characters are plain."""
        return cls(own_words(text), writes_apart(text), is_loose(text))


@dataclass(frozen=True, slots=True)
class Normalised:
    """A reading of a text, and where in the text each of its characters stands.

    Attributes:
        text: the reading.
        starts, ends: for each character of the reading its place in the text as it stands, which
            covers all that it is made of; None where the two are the same.
    """

    text: str
    starts: array[int] | None = field(default=None, repr=False)
    ends: array[int] | None = field(default=None, repr=False)

    def outer(self, start: int, end: int) -> tuple[int, int]:
        """The place in the text as it stands of a span of the reading."""
        if self.starts is None or self.ends is None:
            return start, end
        if start < end:
            return self.starts[start], self.ends[end - 1]
        place = [*self.starts[start : start + 1], *self.ends[-1:], 0][0]
        return place, place

    def inner(self, start: int, end: int) -> tuple[int, int]:
        """The span of the reading that holds all that is read of a span of the text."""
        if self.starts is None or self.ends is None:
            return start, end
        first = bisect_right(self.ends, start)
        return first, max(first, bisect_left(self.starts, end))


def normalised(text: str) -> str:
    """The reading of a text: what its writer meant.

    Lines are joined and what stands at both ends is stripped; words that were hyphenated at the
    end of a line are put together, as is letter-spaced Chinese; every character is a plain one.
    Doing it again changes nothing. Time is linear.
    """
    return read(text).text


def read(text: str, habits: Habits | None = None) -> Normalised:
    """The same, with the places of the reading in the text.

    Args:
        habits: those of the document that it is part of; its own by default.
    """
    if _PLAIN.fullmatch(text):
        return Normalised(text)
    made = _edited(Normalised(text), character_edits(text))
    own = habits or Habits.of_plain(made.text)
    made = _edited(made, _strip_edits(made.text))
    made = _edited(made, line_end_edits(made.text, own.words, apart=own.apart))
    made = _edited(made, spacing_edits(made.text, loose=own.loose))
    if made.starts is not None:  # a mark may have come to stand behind its letter
        made = _edited(made, character_edits(made.text))
    return _edited(made, width_edits(made.text))


def _strip_edits(text: str) -> Iterator[Edit]:
    edge = f" \n{SOFT_HYPHEN}"
    start = len(text) - len(text.lstrip(edge))
    end = max(start, len(text.rstrip(edge)))
    for span in ((0, start), (end, len(text))):
        if span[0] < span[1]:
            yield *span, ""


def _edited(made: Normalised, edits: Iterable[Edit]) -> Normalised:
    """A reading after edits, which are in their order and do not overlap."""
    changes = list(edits)
    if not changes:
        return made
    text = made.text
    old_starts = made.starts or array("L", range(len(text)))
    old_ends = made.ends or array("L", range(1, len(text) + 1))
    parts: list[str] = []
    starts, ends = array("L"), array("L")
    done = 0
    for start, end, replacement in changes:
        parts += (text[done:start], replacement)
        size = len(replacement)
        starts += old_starts[done:start] + array("L", [old_starts[start]]) * size
        ends += old_ends[done:start] + array("L", [old_ends[end - 1]]) * size
        done = end
    parts.append(text[done:])
    return Normalised("".join(parts), starts + old_starts[done:], ends + old_ends[done:])
