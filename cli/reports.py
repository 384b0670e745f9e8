"""Reports as commands give them: on the terminal, or in a file."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.options import bundled
from exports.registry import REPORT_FORMATS, format_of

if TYPE_CHECKING:
    from exports.reports import Report, ReportTable

_BAR = 30  #: cells of the longest bar
TEXT = "text"


@dataclass(frozen=True, slots=True)
class ReportGoes:
    """In what form a report is given, and where to."""

    format_: str | None
    output: Path | None

    def checked(self) -> str:
        """The name of the format, before long work begins.

        Raises:
            OutputError: the file cannot be written, or its ending means no format.
            SettingsError: what is no text would go to a terminal.
        """
        from align.errors import SettingsError
        from exports.files import require_writable

        if self.output is None:
            name = self.format_ or TEXT
            if name != TEXT and REPORT_FORMATS[name].binary:
                raise SettingsError("a workbook needs a file", "give -o FILE")
            return name
        if self.format_ == TEXT:
            raise SettingsError("text goes to the terminal", "leave out -o or choose a format")
        require_writable(self.output)
        return self.format_ or format_of(REPORT_FORMATS, self.output).name

    def give(self, report: Report, form: str) -> None:
        """Print or write the report in the form that `checked` found."""
        from exports.files import replacing
        from exports.registry import report_writer

        if self.output is not None and form != TEXT:
            with replacing(self.output) as neighbour, neighbour.open("wb") as stream:
                report_writer(form).write(report, stream)
        elif form != TEXT:
            report_writer(form).write(report, sys.stdout.buffer)
        else:
            _print(report)


#: In what form a report is given, as `goes`.
report = bundled(
    "goes",
    ReportGoes,
    click.option(
        "--format",
        "format_",
        type=click.Choice([TEXT, *REPORT_FORMATS]),
        help="Format of the report; by default told by the output file's extension, else text.",
    ),
    click.option(
        "-o",
        "--output",
        metavar="FILE",
        type=click.Path(readable=False, path_type=Path),
        help="Write to FILE instead of standard output.",
    ),
)


def _print(report: Report) -> None:
    from rich.text import Text

    from cli.console import plain, print_lines

    print_lines(map(plain, report.notes))
    for table in report.tables:
        if table.rows and table.shown != 0:
            print_lines([Text()])
            _print_table(table)


def _print_table(table: ReportTable) -> None:
    from rich.text import Text

    from cli.console import TableColumn, plain, print_lines, print_table
    from exports.reports.report import worded

    kept = [
        place
        for place, column in enumerate(table.columns)
        if not column.is_told or len({row[place] for row in table.rows}) > 1
    ]
    columns = [
        TableColumn(
            table.columns[place].title,
            right=table.columns[place].is_number or table.columns[place].is_share,
            share=int(table.columns[place].wraps),
        )
        for place in kept
    ]
    rows: list[list[str | Text]] = [
        [worded(row[place], table.columns[place]) for place in kept]
        for row in table.rows[: table.shown]
    ]
    if table.chart is not None:
        values = [float(row[table.chart.values] or 0) for row in table.rows[: table.shown]]
        highest = max(values, default=0) or 1
        columns.append(TableColumn(""))
        for row, value in zip(rows, values, strict=True):
            row.append(Text("█" * round(_BAR * value / highest)))
    print_table(columns, rows, table.title)
    left = len(table.rows) - len(rows)
    if left:
        print_lines([plain(f"and {left:,} more: --format jsonl, or -o FILE")])
