"""Rows of tables, wherever they come from, and what is said of what was not taken from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

_MOST_PLACES = 10  #: that are named of what happened in many


class TableRemark(NamedTuple):
    """What of a file was not taken as it stands, or how it was taken.

    Attributes:
        what: a clause for people: "hidden, not read".
        place: where: "sheet 社会", "row 4", "B7".
        lost: it may hold what should have been read, so that the file was read in part only.
    """

    what: str
    place: str
    lost: bool = False


class Row(NamedTuple):
    """A row of a table.

    Attributes:
        number: from 1, as spreadsheet programs count.
        cells: what they show.
        faults: what stands in a cell that has nothing to be read, by its place from 0: "#N/A".
        joined: the first and last place of cells that are one across columns.
        set_off: all that the row holds is printed in bold.
        remarks: what was left out of the row.
    """

    number: int
    cells: Sequence[str]
    faults: Mapping[int, str] = MappingProxyType({})
    joined: tuple[tuple[int, int], ...] = ()
    set_off: bool = False
    remarks: tuple[TableRemark, ...] = ()


@dataclass(slots=True)
class TableRemarks:
    """Remarks gathered over a file of any length: of what happens often, the first places."""

    _places: dict[str, dict[str, None]] = field(default_factory=dict)
    _more: dict[str, int] = field(default_factory=dict)
    lost: bool = False

    def add(self, remarks: Iterable[TableRemark]) -> None:
        for remark in remarks:
            self.lost |= remark.lost
            places = self._places.setdefault(remark.what, {})
            if remark.place in places:
                continue
            if len(places) < _MOST_PLACES:
                places[remark.place] = None
            else:
                self._more[remark.what] = self._more.get(remark.what, 0) + 1

    @property
    def lines(self) -> tuple[str, ...]:
        """One for each kind of remark: "hidden, not read: row 4, row 5 and 3 more"."""
        return tuple(
            f"{what}: {', '.join(places)}"
            + (f" and {self._more[what]:,} more" if what in self._more else "")
            for what, places in self._places.items()
        )


def letters(place: int) -> str:
    """What spreadsheet programs call the column at a place from 0: 0 is A, 26 is AA."""
    name, rest = "", place + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        name = chr(65 + letter) + name
    return name


def place_of(name: str) -> int:
    """The place from 0 of a column: of A 0, of AA 26."""
    number = 0
    for letter in name.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def shortened(text: str, most: int) -> str:
    """A text on one line for a message; what stands in a cell may be of any length."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most] + "…"
