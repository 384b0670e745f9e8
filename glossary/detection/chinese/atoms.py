"""The units that Chinese terms are made of: what stands between boundaries of two segmentations.

jieba knows many words and nothing of their context; LAC-small reads words in context and joins
names to one. Where either sees a boundary a term may begin or end, so that a text is cut at both.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from operator import add
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from align.model import SegmentedDocument
from glossary.language.chinese.words import Words, tagged, words
from glossary.language.phrases import Phrases
from glossary.model.keys import simplified

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.integer[Any]]

#: Tags of either segmentation, by their numbers; the first stands at an edge, and for unknown ones.
TAGS: Final[tuple[str, ...]] = (
    "^", "n", "nr", "ns", "nt", "nz", "nw", "PER", "LOC", "ORG", "TIME", "nrt", "nrfg", "ng",
    "vn", "an", "j", "l", "i", "v", "vi", "vg", "vq", "vd", "a", "ad", "ag", "b", "z", "s", "t",
    "tg", "m", "mq", "q", "r", "rr", "rz", "d", "df", "dg", "f", "p", "c", "u", "uj", "ul", "uz",
    "ud", "ug", "uv", "y", "e", "o", "h", "k", "g", "zg", "xc", "w", "x", "eng",
)  # fmt: skip
_NUMBERS: Final = {tag: number for number, tag in enumerate(TAGS)}
_UNKNOWN: Final = _NUMBERS["x"]
#: What stands between two units, from nothing to what no term goes beyond.
NOTHING, QUOTE, BLANK, LIST_MARK, COMMA, HARD = range(6)
_QUOTES = frozenset("“”‘’「」『』《》〈〉\"'")
_QUOTED = re.compile(
    r"“([^“”\n]{2,40})”|「([^「」\n]{2,40})」|『([^『』\n]{2,40})』|\"([^\"\n]{2,40})\""
)
_TITLED = re.compile(r"《([^《》\n]{2,60})》")
#: Texts that are tagged at once: memory stays bounded, and a batch full.
_TOGETHER = 2_000
JIEBA, LAC = 1, 2


class AtomPlace(NamedTuple):
    """An occurrence: document and segment numbers, and characters of the segment."""

    document: int
    segment: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Atoms:
    """The units of texts in columns; between two segments, and at both ends, stands an edge.

    Columns are narrow: a year of news has two million units.

    Attributes:
        characters: all segments, with a line feed after each.
        offsets, documents, segments: for each segment, where it begins, and its numbers.
        words: the different units, in simplified characters; the first is the edge, a line feed.
        which: for each unit, which of the words it is.
        tags: its tag in context.
        plain: the tag of jieba's word that it is of.
        begins: whether a word begins there, `JIEBA` and `LAC` added.
        starts, ends: its characters.
        gaps: what stands before it.
        marks: places in quotation or title marks, as first and last + 1, each with its mark.
        named: such places of the forms of the user's dictionary.
    """

    characters: str
    offsets: array[int]
    documents: array[int]
    segments: array[int]
    words: list[str]
    which: Numbers
    tags: Numbers
    plain: Numbers
    begins: Numbers
    starts: Numbers
    ends: Numbers
    gaps: Numbers
    marks: list[tuple[int, int, str]]
    named: list[tuple[int, int]]

    @property
    def size(self) -> int:
        """Units, without edges."""
        return len(self.which) - len(self.offsets) - 1

    def place(self, start: int, end: int) -> AtomPlace:
        """Characters of the whole as those of their segment."""
        number = bisect_right(self.offsets, start) - 1
        offset = self.offsets[number]
        return AtomPlace(
            self.documents[number], self.segments[number], start - offset, end - offset
        )


def read(document: SegmentedDocument, dictionary: Phrases | None = None) -> Atoms:
    """Segment a document by both.

    Args:
        dictionary: forms of the user, whose ends are boundaries too.

    Raises:
        ModelError: the weights of LAC are missing or damaged.
    """
    found = _Reader()
    texts = [segment.reading.text for segment in document.segments]
    for low in range(0, len(texts), _TOGETHER):
        some = texts[low : low + _TOGETHER]
        for index, (text, other) in enumerate(zip(some, tagged(some), strict=True), start=low):
            named = [(f.start, f.end) for f in dictionary.find(text)] if dictionary else []
            found.add(index, text, other, named)
    return found.atoms()


def joined(texts: Sequence[Atoms]) -> Atoms:
    """The units of several documents, which are numbered in their order."""
    import numpy as np

    if len(texts) < 2:
        return texts[0] if texts else _Reader().atoms()
    # The edge at the end of one text is that at the beginning of the next.
    units, characters = shifts(texts)
    vocabulary: dict[str, int] = {}
    which = []
    for text in texts:
        numbers = [vocabulary.setdefault(word, len(vocabulary)) for word in text.words]
        which.append(np.array(numbers, np.int32)[text.which])

    def column(values: Iterable[Numbers], by: Sequence[int] = ()) -> Numbers:
        first, *others = map(add, values, by) if by else values
        return np.concatenate([first, *(own[1:] for own in others)])

    pairs = [*zip(texts, units, strict=True)]
    return Atoms(
        texts[0].characters + "".join(text.characters[1:] for text in texts[1:]),
        array(
            "i",
            chain.from_iterable(
                (offset + by for offset in text.offsets)
                for text, by in zip(texts, characters, strict=True)
            ),
        ),
        array("i", chain.from_iterable([n] * len(t.offsets) for n, t in enumerate(texts))),
        array("i", chain.from_iterable(text.segments for text in texts)),
        list(vocabulary),
        column(which),
        column(text.tags for text in texts),
        column(text.plain for text in texts),
        column(text.begins for text in texts),
        column((text.starts for text in texts), characters),
        column((text.ends for text in texts), characters),
        column(text.gaps for text in texts),
        [(a + by, b + by, kind) for text, by in pairs for a, b, kind in text.marks],
        [(a + by, b + by) for text, by in pairs for a, b in text.named],
    )


def shifts(texts: Sequence[Atoms]) -> tuple[list[int], list[int]]:
    """By how many units, and how many characters, each of several texts moves in all of them."""
    units, characters = (
        list(accumulate((size - 1 for size in sizes[:-1]), initial=0))
        for sizes in ([len(t.which) for t in texts], [len(t.characters) for t in texts])
    )
    return units, characters


class _Reader:
    """What is gathered while texts are read: words of both segmentations, and line feeds."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.offsets, self.segments = array("i"), array("i")
        self.own, self.other = (tuple(array("i") for _ in range(3)) for _ in range(2))
        self.named: list[tuple[int, int]] = []
        self.size = 0
        self._end_segment()

    def add(self, index: int, text: str, other: Words, named: Iterable[tuple[int, int]]) -> None:
        """Add a segment.

        Args:
            other: its words in context.
            named: characters of forms of the user's dictionary.
        """
        offset = self.size
        for columns, found in ((self.own, words(text)), (self.other, other)):
            columns[0].extend([offset + start for start in found.starts])
            columns[1].extend([offset + end for end in found.ends])
            columns[2].extend([_NUMBERS.get(tag, _UNKNOWN) for tag in found.tags])
        self.named += [(offset + start, offset + end) for start, end in named]
        self.texts.append(text)
        self.offsets.append(offset)
        self.segments.append(index)
        self.size += len(text)
        self._end_segment()

    def _end_segment(self) -> None:
        for columns in (self.own, self.other):
            for column, value in zip(columns, (self.size, self.size + 1, 0), strict=True):
                column.append(value)
        self.size += 1

    def atoms(self) -> Atoms:
        """All columns."""
        import numpy as np

        characters = "\n" + "".join(f"{text}\n" for text in self.texts)
        own, other = (
            [np.asarray(c, np.int64) for c in columns] for columns in (self.own, self.other)
        )
        cuts = _inside(np.unique(np.array(self.named, np.int64)), *own[:2])
        starts = np.unique(np.concatenate([own[0], other[0], cuts]))
        ends = np.unique(np.concatenate([own[1], other[1], cuts]))
        vocabulary: dict[str, int] = {"\n": 0}
        read = plain(characters)
        which = [
            vocabulary.setdefault(read[start:end], len(vocabulary))
            for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
        ]
        begins = JIEBA * np.isin(starts, own[0]) + LAC * np.isin(starts, other[0])
        return Atoms(
            characters,
            self.offsets,
            array("i", [0] * len(self.offsets)),
            self.segments,
            list(vocabulary),
            np.array(which, np.int32),
            _covering(other, starts).astype(np.int8),
            _covering(own, starts).astype(np.int8),
            begins.astype(np.int8),
            starts.astype(np.int32),
            ends.astype(np.int32),
            _gaps(characters, starts, ends).astype(np.int8),
            _marks(characters, starts, ends),
            _places(self.named, starts, ends),
        )


def plain(characters: str) -> str:
    """Characters in lower case and simplified script, each in its place."""
    read = simplified(characters.lower())
    return read if len(read) == len(characters) else characters


def _inside(cuts: Numbers, starts: Numbers, ends: Numbers) -> Numbers:
    """Those of the cuts that are within words."""
    import numpy as np

    word = np.searchsorted(starts, cuts, side="right") - 1
    return cuts[(starts[word] < cuts) & (cuts < ends[word])]


def _covering(columns: Sequence[Numbers], starts: Numbers) -> Numbers:
    """The tags of the words in which units begin."""
    import numpy as np

    found: Numbers = columns[2][np.searchsorted(columns[0], starts, side="right") - 1]
    return found


def _gaps(characters: str, starts: Numbers, ends: Numbers) -> Numbers:
    """What stands before each unit."""
    import numpy as np

    found = np.zeros(len(starts), np.int64)
    apart = np.flatnonzero(starts[1:] > ends[:-1])
    known: dict[str, int] = {}
    for number, low, high in zip(
        apart.tolist(), ends[apart].tolist(), starts[apart + 1].tolist(), strict=True
    ):
        between = characters[low:high]
        if between not in known:
            known[between] = _gap(between)
        found[number + 1] = known[between]
    edges = np.array([characters[start] == "\n" for start in starts.tolist()])
    found[edges] = HARD
    found[1:][edges[:-1]] = HARD
    return found


def _gap(between: str) -> int:
    core = "".join(mark for mark in between if mark not in _QUOTES).strip()
    if core:
        return {"、": LIST_MARK, "，": COMMA, ",": COMMA, "·": BLANK, "•": BLANK}.get(core, HARD)
    return BLANK if between.isspace() else QUOTE


def _marks(characters: str, starts: Numbers, ends: Numbers) -> list[tuple[int, int, str]]:
    """What stands in quotation or title marks."""
    found = []
    for kind, pattern in (("quoted", _QUOTED), ("titled", _TITLED)):
        spans = [match.span(match.lastindex or 1) for match in pattern.finditer(characters)]
        found += [(*place, kind) for place in _places(spans, starts, ends)]
    return found


def _places(
    spans: Sequence[tuple[int, int]], starts: Numbers, ends: Numbers
) -> list[tuple[int, int]]:
    """The units of spans of characters, as first and last + 1; none where there are none."""
    import numpy as np

    if not spans:
        return []
    low = np.searchsorted(starts, [start for start, _ in spans], side="left")
    high = np.searchsorted(ends, [end for _, end in spans], side="right")
    return [(a, b) for a, b in zip(low.tolist(), high.tolist(), strict=True) if a < b]
