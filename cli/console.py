"""What people read: tables, lines and progress, on a terminal or in a file.

Text from documents is shown with its control characters made visible and never as markup. What a
terminal gets passes `cli.streams`, whatever prints it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

import click

from align.text import counted as counted  # for the commands, beside the rest
from align.text import one_line, visible
from cli.streams import beneath

if TYPE_CHECKING:
    from datetime import datetime

    from rich.console import Console
    from rich.text import Text

    from align.progress import Progress


#: Cells that a column with a share should have; where there are fewer, all columns wrap.
_LEAST_SHARE = 8

_GAP = 3  #: cells between two columns


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table.

    Attributes:
        share: how readily it takes the width that is left on a terminal; 0 keeps it on one line.
    """

    title: str
    right: bool = False
    style: str = ""
    share: int = 0


def output() -> Console:
    """A console on standard output that takes nothing in a text for markup or a command."""
    return _console(sys.stdout)


def _console(stream: TextIO) -> Console:
    from rich.console import Console

    console = Console(file=beneath(stream), markup=False, emoji=False, highlight=False)
    if on_terminal(console):
        from cli.harmless import Harmless

        console.push_render_hook(Harmless())
    return console


def on_terminal(console: Console) -> bool:
    """Whether people see it on a screen; FORCE_COLOR makes Rich think so of pipes too."""
    return console.file.isatty()


def plain(text: str) -> Text:
    """Text of a document on one line, as a cell can show it."""
    from rich.text import Text

    return Text(visible(" ".join(one_line(text).split())))


def print_table(
    columns: Sequence[TableColumn], rows: Sequence[Sequence[str | Text]], title: str = ""
) -> None:
    """Print a table on standard output.

    On a terminal it takes the window's width and wraps the cells that do not fit: those of columns
    with a share or, in a narrow window, of all. Elsewhere every row is one line and every cell is
    whole, whatever the width, so that other programs can read it.
    """
    from rich import box
    from rich.measure import Measurement
    from rich.table import Table

    console = output()
    narrow = on_terminal(console) and _least_width(columns, rows) > console.width
    table = Table(
        box=box.SIMPLE_HEAD,
        title=title or None,
        title_justify="left",
        title_style="bold",
        pad_edge=False,
        show_edge=False,
        expand=on_terminal(console),
    )
    for column in columns:
        table.add_column(
            column.title,
            justify="right" if column.right else "left",
            style=column.style or None,
            ratio=None if narrow else column.share or None,
            no_wrap=not (on_terminal(console) and (narrow or column.share)),
            overflow="fold",
        )
    for row in rows:
        table.add_row(*(plain(cell) if isinstance(cell, str) else cell for cell in row))
    if not on_terminal(console):
        wide = console.options.update(width=sys.maxsize // 2)
        console.width = max(Measurement.get(console, wide, table).maximum, 20)
    console.print(table)


def _least_width(columns: Sequence[TableColumn], rows: Sequence[Sequence[str | Text]]) -> int:
    """The cells that a table takes when only the columns with a share wrap."""
    from rich.cells import cell_len

    widths = [
        _LEAST_SHARE
        if column.share
        else max(cell_len(str(cell)) for cell in (column.title, *(row[index] for row in rows)))
        for index, column in enumerate(columns)
    ]
    return sum(widths) + _GAP * (len(columns) - 1)


def moment(when: datetime) -> str:
    """A time in UTC, for people."""
    return f"{when:%Y-%m-%d %H:%M} UTC"


def print_lines(lines: Iterable[Text]) -> None:
    """Print lines on standard output; only on a terminal do they wrap."""
    console = output()
    for line in lines:
        console.print(line, soft_wrap=not on_terminal(console))


def tell(message: str) -> None:
    """Tell people on standard output, in one line, what was done."""
    click.echo(visible(message))


def say(message: str) -> None:
    """Tell people something that is no result, on standard error."""
    click.echo(visible(message), err=True)


def heading(message: str) -> None:
    """Tell people on standard error, below a blank line, what comes next."""
    from rich.text import Text

    _console(sys.stderr).print(Text(f"\n{visible(message)}", "bold"), soft_wrap=True)


@contextmanager
def progress() -> Iterator[Progress]:
    """Show the progress of long work on standard error where that is a terminal."""
    console = _console(sys.stderr)
    if not on_terminal(console):
        from align.progress import silent

        yield silent
        return
    from rich.progress import BarColumn, SpinnerColumn, TaskID, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    with Bars(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    ) as bars:
        tasks: dict[str, TaskID] = {}

        def report(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(visible(stage), total=total or None)
            elif not done:  # the next pair of texts, with an estimate of its own
                bars.reset(tasks[stage], total=total or None)
            shown = visible(stage) if total or not done else f"{visible(stage)}, {done:,}"
            bars.update(tasks[stage], description=shown, completed=done, total=total or None)

        yield report
