"""The main table of a report as comma-separated text, UTF-8 with a mark for Excel."""

from __future__ import annotations

import csv
import io
from typing import BinaryIO

from align.text import storable
from exports.reports.report import Report, ReportValue
from exports.running import guarded


def write(report: Report, stream: BinaryIO) -> None:
    """Write a row of titles, then the rows; shares as numbers between 0 and 1."""
    table = report.flat or report.tables[0]
    text = io.TextIOWrapper(stream, "utf-8-sig", newline="", write_through=True)
    try:
        rows = csv.writer(text)
        rows.writerow([column.title for column in table.columns])
        rows.writerows([_cell(value) for value in row] for row in table.rows)
    finally:
        text.detach()


def _cell(value: ReportValue) -> str | int | float:
    if isinstance(value, str):
        return guarded(storable(value))
    return "" if value is None else round(value, 4)
