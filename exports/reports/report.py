"""What a report holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

#: What a cell holds: text, a number, a share (between 0 and 1), or nothing.
ReportValue = str | int | float | None


@dataclass(frozen=True, slots=True)
class ReportColumn:
    """A column of a table.

    Attributes:
        meaning: what stands in it, a sentence.
        width: in Excel's units.
        wraps: whether people read it wrapped in a narrow window, as texts are.
        is_share: whether it holds shares, which are shown in per cent.
        is_number: whether it holds numbers.
        is_told: whether the notes tell it where it is the same in all rows.
    """

    title: str
    meaning: str
    width: int
    wraps: bool = False
    is_share: bool = False
    is_number: bool = False
    is_told: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """What of a table is drawn: bars, a group a label, a colour a series.

    Attributes:
        series, labels, values: the places of the columns that say which series a row is of, which
            label it stands above, and how high it is. The rows of a series stand together, and
            all series have the same labels.
    """

    title: str
    series: int
    labels: int
    values: int


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table of a report.

    Attributes:
        shown: how many rows people are shown on a terminal; None shows all.
    """

    title: str
    meaning: str
    columns: tuple[ReportColumn, ...]
    rows: tuple[tuple[ReportValue, ...], ...]
    chart: Chart | None = None
    shown: int | None = None

    def series(self) -> list[tuple[str, tuple[tuple[ReportValue, ...], ...]]]:
        """The rows of each series of the chart, in order; none where nothing is drawn."""
        if self.chart is None:
            return []
        place = self.chart.series
        return [
            (str(name), tuple(rows)) for name, rows in groupby(self.rows, lambda row: row[place])
        ]


@dataclass(frozen=True, slots=True)
class Report:
    """A report.

    Attributes:
        notes: what has to be said of all of it, a sentence each.
        tables: what CSV holds is the first, unless there is one for it.
        objects: the same for programs, an object a line of JSON Lines.
        flat: what CSV holds where the first table is but a part of what belongs together.
    """

    title: str
    notes: tuple[str, ...]
    tables: tuple[ReportTable, ...]
    objects: tuple[Mapping[str, Any], ...]
    flat: ReportTable | None = None


def worded(value: ReportValue, column: ReportColumn) -> str:
    """A cell for people."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if column.is_share:
        return f"{value:.1%}"
    return f"{value:,}" if isinstance(value, int) else f"{value:,.1f}"
