"""Labelled text to read, drawn line by line: changing it lays out nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.visual import Visual

from tui.bidi import in_cells
from tui.cells import fit, literal
from tui.wrap import wrap

LABEL = 12  # cells


@dataclass(frozen=True, slots=True)
class Block:
    """Text, beside a label where it has one, else over the whole width.

    Attributes:
        close: it follows the block before without a blank line.
        right: its lines stand at the right, as of a language that is written from there.
    """

    body: Content
    label: str = ""
    close: bool = False
    right: bool = False


class _Laid(NamedTuple):
    """A line: its text, where in it the text of the block begins, and whether that runs from the
    right."""

    text: Content
    start: int = 0
    right: bool = False


class Page(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows blocks one below the other; a tree of widgets took 60 ms a change."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "scroll_down", "Scroll down", show=False),
        Binding("up", "scroll_up", "Scroll up", show=False),
        Binding("pagedown", "page_down", "Page down", show=False),
        Binding("pageup", "page_up", "Page up", show=False),
        Binding("home", "scroll_home", "To the top", show=False),
        Binding("end", "scroll_end", "To the bottom", show=False),
    ]
    BINDING_GROUP_TITLE = "Entry"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._blocks: tuple[Block, ...] = ()
        self._lines: list[_Laid] = []

    @property
    def text(self) -> str:
        """All that it shows, in or out of sight, a line for each on the screen."""
        return "\n".join(line.text.plain for line in self._lines)

    def put_blocks(self, blocks: Iterable[Block], *, stay: bool = False) -> None:
        """Show other text, from its top; where that is to `stay`, from the same line as before."""
        self._blocks = tuple(blocks)
        self._lay_out()
        if not stay:
            self.scroll_to(y=0, animate=False, force=True)

    def on_resize(self) -> None:
        self._lay_out()

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        index = self.scroll_offset.y + y
        if index >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        laid = self._lines[index]
        line = self._selected(laid.text, index)
        if self.app.is_web:
            body = in_cells(line[laid.start :], from_right=laid.right)
            line = line[: laid.start] + body
        strips = Visual.to_strips(self, line, width, 1, self.visual_style, apply_selection=False)
        strip = strips[0].adjust_cell_length(width, self.rich_style)
        return strip.apply_offsets(0, index)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """What is selected with the mouse, for copying."""
        return selection.extract(self.text), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        self.refresh()

    def _selected(self, line: Content, index: int) -> Content:
        selection = self.text_selection
        span = selection.get_span(index) if selection else None
        if span is None:
            return line
        start, end = span
        style = self.screen.get_visual_style("screen--selection")
        return line.stylize(style, start, len(line) if end == -1 else end)

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        # One cell of air before the scrollbar.
        self._lines = list(_laid_out(self._blocks, width - 1)) if width else []
        self.virtual_size = Size(width, len(self._lines))
        self.refresh()


def _laid_out(blocks: Iterable[Block], width: int) -> Iterator[_Laid]:
    for number, block in enumerate(blocks):
        if number and not block.close:
            yield _Laid(literal(""))
        room = width - LABEL if block.label else width
        labels = [fit(block.label, LABEL)] if block.label else []
        for line in wrap(block.body, room):
            # What runs from the right begins there.
            indent = max(0, room - cell_len(line.plain)) if block.right else 0
            head = labels.pop() if labels else " " * (width - room)
            text = literal(head, "dim") + literal(" " * indent) + line
            yield _Laid(text, len(head), block.right)
