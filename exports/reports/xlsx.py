"""A report as an Excel workbook: a sheet a table, charts that Excel draws, and notes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference, Series
from openpyxl.utils import get_column_letter

from exports.reports.report import Report, ReportTable, ReportValue
from exports.xlsx.cells import Cutter, Value
from exports.xlsx.columns import Column, Sheet
from exports.xlsx.sheets import SheetWriter

_Row = tuple[ReportValue, ...]
_CHART_WIDTH, _CHART_HEIGHT = 24, 12  #: centimetres


def write(report: Report, stream: BinaryIO) -> None:
    """Write a sheet a table, then one of notes."""
    workbook = Workbook(write_only=True)
    cutter = Cutter()
    for table in report.tables:
        sheet = SheetWriter(workbook, _sheet(table), cutter)
        for row in table.rows:
            sheet.add(row)
        if table.chart is not None and table.rows:
            beside = f"{get_column_letter(len(table.columns) + 2)}2"
            sheet.draw(_chart(sheet.worksheet, table), beside)
        sheet.finish()
    notes = SheetWriter(
        workbook, Sheet("About", "What this workbook holds.", _NOTES, _each), cutter
    )
    for line in _meanings(report):
        notes.add(line)
    notes.finish()
    workbook.properties.title = report.title
    workbook.save(stream)


def _each(row: Any) -> Iterator[Any]:
    yield row


def _sheet(table: ReportTable) -> Sheet[_Row]:
    columns: tuple[Column[_Row], ...] = tuple(
        Column(
            column.title,
            column.meaning,
            column.width,
            partial(_value, place),
            shares=column.is_share,
        )
        for place, column in enumerate(table.columns)
    )
    return Sheet(table.title, table.meaning, columns, _each)


def _value(place: int, row: _Row) -> Value:
    value = row[place]
    return round(value, 4) if isinstance(value, float) else value


_NOTES: tuple[Column[tuple[str, str]], ...] = (
    Column("What", "A sheet or a column of it.", 30, lambda row: row[0]),
    Column("Meaning", "What it holds.", 100, lambda row: row[1]),
)


def _meanings(report: Report) -> Iterator[tuple[str, str]]:
    yield report.title, ""
    for note in report.notes:
        yield "", note
    for table in report.tables:
        yield table.title, table.meaning
        for column in table.columns:
            yield f"{table.title}: {column.title}", column.meaning


def _chart(worksheet: Any, table: ReportTable) -> BarChart:
    drawn = table.chart
    assert drawn is not None
    chart = BarChart()
    chart.title, chart.width, chart.height = drawn.title, _CHART_WIDTH, _CHART_HEIGHT
    chart.y_axis.delete = chart.x_axis.delete = False
    if table.columns[drawn.values].is_share:
        chart.y_axis.number_format = "0%"
    first = 2
    for name, rows in table.series():
        last = first + len(rows) - 1
        values = Reference(worksheet, drawn.values + 1, first, drawn.values + 1, last)
        chart.series.append(Series(values, title=name))
        labels = Reference(worksheet, drawn.labels + 1, first, drawn.labels + 1, last)
        chart.set_categories(labels)
        first = last + 1
    if len(chart.series) == 1:
        chart.legend = None
    return chart
