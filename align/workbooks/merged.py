"""Cells that are one: which ranges of a sheet are merged, and what fills them row by row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from align.errors import InputError
from align.tables import place_of

_RANGE = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^>]*?\bref\s*=\s*[\"']\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})"
)
_PIECE = 2**20
_OVERLAP = 256  #: bytes in which one element of a range stands
_MOST = 200_000  #: ranges of a sheet
_MOST_CELLS = 16_384  #: of a row


@dataclass(frozen=True, slots=True, order=True)
class Range:
    """Merged cells: rows from 1, columns from 0, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


def ranges(stream: BinaryIO) -> list[Range]:
    """The merged ranges of a sheet, by their first rows.

    They stand behind the rows, which are not to be held until then; so the bytes are searched
    once before. No text can be taken for them: in XML it cannot hold "<".

    Raises:
        InputError: there are more than any person makes.
    """
    found: set[Range] = set()
    kept = b""
    while piece := stream.read(_PIECE):
        window = kept + piece
        if b"mergeCell" in window:
            found.update(map(_range, _RANGE.findall(window)))
        kept = window[-_OVERLAP:]
        if len(found) > _MOST:
            raise _too_many(_MOST)
    return sorted(each for each in found if each.top <= each.bottom and each.left <= each.right)


def _range(corners: tuple[bytes, bytes, bytes, bytes]) -> Range:
    left, top, right, bottom = corners
    return Range(int(top), place_of(left.decode()), int(bottom), place_of(right.decode()))


def _too_many(limit: int) -> InputError:
    return InputError(
        f"the sheet has more than {limit:,} merged ranges", "copy its cells into a new workbook"
    )


@dataclass(slots=True)
class Filling:
    """Goes down a sheet and fills what is merged with what its first cell holds."""

    _coming: Iterator[Range]
    _next: Range | None = None
    _open: list[tuple[Range, str, str | None]] = field(default_factory=list)

    @classmethod
    def of(cls, found: Iterable[Range]) -> Filling:
        coming = iter(found)
        return cls(coming, next(coming, None))

    def fill(
        self, number: int, cells: list[str], faults: dict[int, str], columns: int
    ) -> tuple[tuple[int, int], ...]:
        """Fill the cells of a row, and say which of them are one across columns."""
        if self._next is None and not self._open:
            return ()
        self._open = [each for each in self._open if each[0].bottom >= number]
        width = sum(each.right - each.left + 1 for each, _, _ in self._open)
        while self._next is not None and self._next.top <= number:
            if self._next.bottom >= number:
                self._open.append((self._next, *self._first(number, cells, faults)))
                width += self._next.right - self._next.left + 1
                if width > _MOST_CELLS:
                    raise InputError(
                        "merged ranges of the sheet overlap", "copy its cells into a new workbook"
                    )
            self._next = next(self._coming, None)
        joined = []
        for each, text, fault in self._open:
            last = min(each.right, columns - 1)
            if each.left > last:
                continue
            if text or fault:
                cells.extend([""] * (last + 1 - len(cells)))
            for place in range(each.left, min(last + 1, len(cells))):
                cells[place] = text
                if fault is not None:
                    faults[place] = fault
            if last > each.left:
                joined.append((each.left, last))
        return tuple(joined)

    def _first(
        self, number: int, cells: list[str], faults: dict[int, str]
    ) -> tuple[str, str | None]:
        """What the first cell of the next range holds; nothing where its row is not there."""
        found = self._next
        if found is None or found.top != number or found.left >= len(cells):
            return "", None
        return cells[found.left], faults.get(found.left)
