"""The table of a corpus: for each form how many documents of each year have it, and how it stands.

A table holds no text. A form is the leading bits of its number (`glossary.corpora.hashing`), so
many that a form which is not in the table seems to be in it less than once in a million times; so
it is a fingerprint table in the sense of Talbot and Osborne 2007, "Randomised language modelling
for statistical machine translation". What is measured is kept in small integers.

The file is a line with the format, a checksum and the length of the header; the header in JSON; and
blocks. A block has the forms whose numbers begin with the same bits, in ascending order. In a
block the columns follow each other byte by byte: all lowest bytes of the first, then all second
ones, each such plane compressed with zlib. The first column is the distance of a number from the
one before it. So one form is found by unpacking a small part of the table, without numpy, and all
of it is unpacked in a tenth of a second.
"""

from __future__ import annotations

import json
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from pickle import PickleBuffer
from typing import TYPE_CHECKING, Any

from align.errors import InputError
from align.text import visible
from glossary.corpora.hashing import all_hashed, hashed, places_of
from seeds import seed

if TYPE_CHECKING:
    from mmap import mmap

    import numpy as np
    from numpy.typing import NDArray

    Columns = Mapping[str, NDArray[Any]]
    #: What memory can be looked at: bytes, or a file that is mapped.
    Buffer = bytes | memoryview | mmap | PickleBuffer

#: In `seeds`.
SHIPPED = "news-2022-2025.corpus"
FORMAT = b"tifa corpus 1 "
_LONGEST_LINE = 64
_MOST = 1 << 28  #: forms that a table may claim to have
#: The columns after the years, one byte each.
MEASURES = (
    "count",
    "left_entropy",
    "right_entropy",
    "left_mark",
    "right_mark",
    "quoted",
    "listed",
)
OCTAVE = 8  #: steps of a count between a number and its double
BIT = 4  #: steps of an entropy in a bit
WHOLE = 16  #: steps of the square root of a share


@dataclass(frozen=True, slots=True)
class About:
    """What a corpus is.

    Attributes:
        name: what it is called for people ("state TV news").
        unit: what is counted, in the singular: "day" or "document".
        years: so many units of each year, in order.
        characters, words: its size.
        least: the fewest units on which a form of the table stands.
        longest: characters of the longest forms that were counted.
    """

    name: str
    unit: str
    years: tuple[tuple[int, int], ...]
    characters: int
    words: int
    least: int
    longest: int


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where in a file the planes stand.

    Attributes:
        bits: how many leading bits of a number are kept.
        widths: bytes of each column; first of the numbers, then the years, then MEASURES.
        counts: forms of each block.
        sizes: bytes of the planes of each block, one after the other.
    """

    bits: int
    widths: tuple[int, ...]
    counts: tuple[int, ...]
    sizes: tuple[tuple[int, ...], ...]

    @property
    def block_bits(self) -> int:
        return len(self.counts).bit_length() - 1

    def fits(self, years: int, size: int) -> bool:
        """Whether it can be the layout of so many bytes."""
        planes = sum(self.widths)
        return (
            years > 0
            and 0 < self.bits <= 64
            and len(self.widths) == 1 + years + len(MEASURES)
            and all(0 < width <= 8 for width in self.widths)
            and 1 << self.block_bits == len(self.counts) == len(self.sizes)
            and self.block_bits <= self.bits
            and all(count >= 0 for count in self.counts)
            and sum(self.counts) <= _MOST
            and all(len(each) == planes and min(each) >= 0 for each in self.sizes)
            and sum(map(sum, self.sizes)) == size
        )


class Corpus:
    """The statistics of a corpus. Forms are keys as `glossary.model.keys.key` makes them."""

    def __init__(self, about: About, layout: _Layout, blocks: Buffer, path: str) -> None:
        self.about = about
        self._layout = layout
        self._blocks = memoryview(blocks)
        self._path = path
        self._begins = list(accumulate(map(sum, layout.sizes), initial=0))
        self._known: dict[int, Sequence[int]] = {}
        self._unpacked: tuple[NDArray[np.uint64], list[NDArray[np.uint64]]] | None = None

    def __reduce__(self) -> tuple[type[Corpus], tuple[About, _Layout, PickleBuffer, str]]:
        """To other processes it goes as it is in the file."""
        return Corpus, (self.about, self._layout, PickleBuffer(self._blocks), self._path)

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(year for year, _ in self.about.years)

    def __len__(self) -> int:
        """How many forms it has."""
        return sum(self._layout.counts)

    def days(self, form: str) -> tuple[int, ...]:
        """In how many units of each year a form stands; zeros where in fewer than `least`.

        Raises:
            InputError: the table is damaged.
        """
        number = hashed(form) >> (64 - self._layout.bits)
        below = self._layout.bits - self._layout.block_bits
        block = number >> below
        numbers = self._numbers(block)
        place = bisect_left(numbers, number & ((1 << below) - 1))
        if place == len(numbers) or numbers[place] != number & ((1 << below) - 1):
            return (0,) * len(self.years)
        return tuple(self._column(block, 1 + year)[place] for year in range(len(self.about.years)))

    def columns(self, forms: Sequence[str]) -> Columns:
        """What is known of forms; all is zero of a form that stands in fewer than `least` units.

        Returns:
            "days": units of each year, forms × years; "count": occurrences, within 5 %;
            "left_entropy", "right_entropy": of the characters and marks on either side, in bits;
            the shares of occurrences that have a mark on their left ("left_mark") and right
            ("right_mark"), that fill quotation or title marks ("quoted"), or stand beside 、
            ("listed"); each from 0 to 1.

        Raises:
            InputError: the table is damaged.
        """
        return self.columns_of(all_hashed(forms))

    def columns_of(self, numbers: NDArray[np.uint64]) -> Columns:
        """As `columns`, of forms given by their numbers (`glossary.corpora.hashing`)."""
        import numpy as np

        known, table = self._all()
        sought = numbers >> np.uint64(64 - self._layout.bits)
        places = places_of(sought, known) if len(known) else np.zeros(len(sought), np.int64)
        seen = known[places] == sought if len(known) else np.zeros(len(sought), bool)
        codes = [column[places] * seen if len(known) else sought * 0 for column in table]
        years = len(self.about.years)
        days = np.stack(codes[:years], axis=-1).astype(np.int32)
        count, left, right, *shares = (each.astype(np.float32) for each in codes[years:])
        found = {
            "days": days,
            "count": np.rint(days.sum(axis=-1) * 2 ** (count / OCTAVE)),
            "left_entropy": left / BIT,
            "right_entropy": right / BIT,
        }
        for name, share in zip(MEASURES[3:], shares, strict=True):
            found[name] = (share / WHOLE) ** 2
        return found

    def _numbers(self, block: int) -> Sequence[int]:
        """The numbers of a block, without the bits that they begin with."""
        if block not in self._known:
            self._known[block] = list(accumulate(self._column(block, 0)))
        return self._known[block]

    def _column(self, block: int, column: int) -> Sequence[int]:
        widths = self._layout.widths
        first = sum(widths[:column])
        planes = [self._plane(block, first + each) for each in range(widths[column])]
        if len(planes) == 1:
            return planes[0]
        joined = bytearray(8 * self._layout.counts[block])
        for place, plane in enumerate(planes):
            joined[place::8] = plane
        values = array("Q", bytes(joined))
        if _is_big_endian():
            values.byteswap()
        return values

    def _plane(self, block: int, number: int) -> bytes:
        sizes, count = self._layout.sizes[block], self._layout.counts[block]
        begin = self._begins[block] + sum(sizes[:number])
        reader = zlib.decompressobj()
        try:
            plane = reader.decompress(self._blocks[begin : begin + sizes[number]], count + 1)
        except zlib.error:
            plane = b""
        if len(plane) != count or not reader.eof:
            raise _damaged(self._path)
        return plane

    def _all(self) -> tuple[NDArray[np.uint64], list[NDArray[np.uint64]]]:
        """The numbers of all forms, and all columns after them."""
        import numpy as np

        if self._unpacked is None:
            layout = self._layout
            begins = np.arange(len(layout.counts), dtype=np.uint64)
            begins <<= np.uint64(layout.bits - layout.block_bits)
            columns = [self._whole(column) for column in range(len(layout.widths))]
            numbers, place = columns[0].astype(np.uint64), 0
            for begin, count in zip(begins, layout.counts, strict=True):
                part = numbers[place : place + count]
                np.cumsum(part, out=part)
                part += begin
                place += count
            self._unpacked = numbers, columns[1:]
        return self._unpacked

    def _whole(self, column: int) -> NDArray[Any]:
        """A column of all blocks, in the smallest type that holds it."""
        import numpy as np

        widths, blocks = self._layout.widths, range(len(self._layout.counts))
        first, width = sum(widths[:column]), widths[column]
        size = 1 << (width - 1).bit_length()
        planes = np.zeros((len(self), size), np.uint8)
        for each in range(width):
            plane = b"".join(self._plane(block, first + each) for block in blocks)
            planes[:, each] = np.frombuffer(plane, np.uint8)
        return planes.view(f"<u{size}")[:, 0]


def _is_big_endian() -> bool:
    import sys

    return sys.byteorder == "big"


def read(path: Path) -> Corpus:
    """Read the table of a corpus; what is damaged beyond its header is found when it is used.

    Raises:
        InputError: the file cannot be read, is no table, or is damaged.
    """
    from align.documents import unreadable

    try:
        data = path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error
    return parse(data, visible(str(path)))


@cache
def shipped() -> Corpus:
    """The statistics of state TV news that ship with tifa."""
    return parse(seed(SHIPPED).read_bytes(), SHIPPED)


def parse(data: bytes, name: str) -> Corpus:
    """As `read`, of what is in the file of that name."""
    end = data.find(b"\n", 0, _LONGEST_LINE) if data.startswith(FORMAT) else -1
    if end < 0:
        raise InputError(f"{name}: is no table of a corpus", "make one with: tifa corpus")
    try:
        check, length = (int(each, 16) for each in data[len(FORMAT) : end].split())
        rest = memoryview(data)[end + 1 :]
        header, blocks = bytes(rest[:length]), rest[length:]
        if zlib.crc32(header) != check:
            raise _damaged(name)
        values = json.loads(header)
        about = _about(**values["about"])
        layout = _Layout(
            int(values["bits"]),
            tuple(map(int, values["widths"])),
            tuple(map(int, values["counts"])),
            tuple(tuple(map(int, sizes)) for sizes in values["sizes"]),
        )
        if not layout.fits(len(about.years), len(blocks)):
            raise _damaged(name)
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
        raise _damaged(name) from error
    return Corpus(about, layout, blocks, name)


def _about(*, name: str, unit: str, years: Sequence[Sequence[int]], **sizes: int) -> About:
    """What a header says of the corpus; whoever wrote it may have written anything."""
    kept = tuple((int(year), int(number)) for year, number in years)
    return About(
        visible(str(name)), visible(str(unit)), kept, **{key: int(sizes[key]) for key in sizes}
    )


def _damaged(path: str) -> InputError:
    return InputError(f"{path}: the table of a corpus is damaged", "make it anew, or copy it again")
