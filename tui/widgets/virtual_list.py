"""A list that draws only the rows in sight, so that its length costs nothing.

Textual's own DataTable measures and keeps every row: 100,000 take it 15 s.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from align.text import visible
from tui.bidi import has_right, in_cells
from tui.cells import fit
from tui.widgets.with_cursor import WithCursor

GAP = 2  # cells between columns
CURSOR = "▸ "  # the cursor is seen without colour too
MARK = "*"  # and so is what is marked


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of the list.

    Attributes:
        width: in terminal cells; at least this where it also has a share.
        share: its part of the cells that fixed columns leave; 0 for a fixed width.
        right: whether it is aligned to the right.
        above: it is shown only where the list is at least so many cells wide.
        most: the cells beyond which it takes no share; 0 for none.
    """

    label: str
    width: int
    share: int = 0
    right: bool = False
    above: int = 0
    most: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """What to draw: a text for each column, and whether it is dimmed and whether it is marked."""

    cells: tuple[str, ...]
    dim: bool = False
    marked: bool = False


class Rows(Protocol):
    """Gives the rows that are in sight; called often, so it must be quick."""

    def __len__(self) -> int: ...

    def row(self, index: int) -> Row: ...


def widths(columns: Sequence[ListColumn], total: int) -> tuple[int, ...]:
    """The width of each column in cells, 0 for one that is not shown.

    The columns shown, the gaps between them and the cursor's own column fill `total` cells,
    unless the least widths alone take more.
    """
    shown = [index for index, column in enumerate(columns) if column.above <= total]
    result = [column.width if column.above <= total else 0 for column in columns]
    free = max(0, total - len(CURSOR) - GAP * (len(shown) - 1) - sum(result))
    shares = sum(columns[index].share for index in shown)
    # Those that need no more than so much come first: the others have what they leave.
    for index in sorted(shown, key=lambda index: not columns[index].most):
        column = columns[index]
        extra = free * column.share // shares if column.share else 0
        if column.most:
            extra = min(extra, column.most - column.width)
        free -= extra
        shares -= column.share
        result[index] += extra
    return tuple(result)


class VirtualList(WithCursor, can_focus=True, inherit_bindings=False):
    """Rows of a provider in columns, with a header and a cursor.

    After the provider's rows have changed, call `rows_changed`.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "virtual-list--header",
        "virtual-list--row",
        "virtual-list--dim",
        "virtual-list--cursor",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "Next row", show=False),
        Binding("up", "move(-1)", "Previous row", show=False),
        Binding("pagedown", "page(1)", "A page down", show=False),
        Binding("pageup", "page(-1)", "A page up", show=False),
        Binding("home", "first", "First row", show=False),
        Binding("end", "last", "Last row", show=False),
        Binding("enter", "select", "Open the row", show=False),
    ]

    BINDING_GROUP_TITLE = "List"
    above = 1  # the header

    class RowHighlighted(Message):
        """The cursor stands on another row, or on another content of it; None: no rows."""

        def __init__(self, row: int | None) -> None:
            super().__init__()
            self.row = row

    class RowSelected(Message):
        """The row was opened with enter or a double click."""

        def __init__(self, row: int) -> None:
            super().__init__()
            self.row = row

    class HeaderClicked(Message):
        """A column's header was clicked."""

        def __init__(self, column: int) -> None:
            super().__init__()
            self.column = column

    def __init__(self, columns: Sequence[ListColumn], rows: Rows, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._columns = tuple(columns)
        self._rows = rows

    @property
    def count(self) -> int:
        return len(self._rows)

    @property
    def cursor(self) -> int | None:
        """The row that the cursor stands on, or None where there are none."""
        # Rows may have gone since they were drawn.
        return min(self._cursor, len(self._rows) - 1) if len(self._rows) else None

    def put_columns(self, columns: Sequence[ListColumn]) -> None:
        """Change labels or widths of the columns."""
        self._columns = tuple(columns)
        self.refresh()

    def moved(self, before: int) -> None:
        for changed in (before, self._cursor):
            self.refresh_line(changed + self.above)
        self._tell()

    def rows_changed(self, cursor: int | None = None) -> None:
        """Draw anew after rows changed, came or went; the cursor keeps its place or takes one."""
        wanted = self._cursor if cursor is None else cursor
        self._cursor = max(0, min(wanted, len(self._rows) - 1))
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._rows) + 1)
        self.refresh()
        self._tell()

    def action_select(self) -> None:
        if self.cursor is not None:
            self.post_message(self.RowSelected(self.cursor))

    def on_click(self, event: events.Click) -> None:
        # Textual calls that of `WithCursor` too, which is about rows.
        column = event.style.meta.get("column")
        if event.y == 0 and column is not None:
            self.post_message(self.HeaderClicked(column))

    def on_resize(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._rows) + 1)
        self._keep_in_sight()

    def render_line(self, y: int) -> Strip:
        """One line: the header, which stays, or a row."""
        width = self.scrollable_content_region.width
        if y == 0:
            labels = tuple(column.label for column in self._columns)
            return self._strip(labels, width, "  ", "virtual-list--header")
        index = self.scroll_offset.y + y - 1
        if index >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        row = self._rows.row(index)
        lead = " " + (MARK if row.marked else " ")
        if index == self._cursor:
            lead = CURSOR[0] + lead[1]
            return self._strip(row.cells, width, lead, "virtual-list--cursor")
        kind = "virtual-list--dim" if row.dim else "virtual-list--row"
        return self._strip(row.cells, width, lead, kind)

    def _strip(self, cells: Sequence[str], width: int, lead: str, kind: str) -> Strip:
        sizes = widths(self._columns, width - 1)  # one cell of air before the scrollbar
        style = self.get_component_rich_style(kind)
        segments = [Segment(lead, style)]
        for number, (cell, column) in enumerate(zip(cells, self._columns, strict=True)):
            if cells_wide := sizes[number]:
                text = fit(visible(cell), cells_wide, right=column.right) + " " * GAP
                if self.app.is_web and has_right(text):
                    text = in_cells(Content(text), from_right=column.right).plain
                # The mark keeps columns apart: an SVG of the screen then places each by itself.
                segments.append(Segment(text, style + Style.from_meta({"column": number})))
        return Strip(segments).adjust_cell_length(width, style)

    def _tell(self) -> None:
        self._keep_in_sight()
        self.post_message(self.RowHighlighted(self.cursor))
