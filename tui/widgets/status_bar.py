"""The line above the queue: what it shows and how much is left."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Static

from tui.cells import literal
from tui.keys import shown_key
from tui.queue import Queue, Show


class Cell(Static):
    """A short text; the screen is laid out anew only where its width changes."""

    def __init__(self, *, id: str) -> None:
        super().__init__("", id=id, markup=False)
        self._text = ""

    def put_text(self, text: str) -> None:
        """Show another text."""
        if text != self._text:
            self.update(literal(text), layout=cell_len(text) != cell_len(self._text))
            self._text = text


class ShowTab(Cell):
    """One choice of what to show, with its count."""

    def __init__(self, show: Show) -> None:
        super().__init__(id=f"show-{show.replace(' ', '-')}")
        self.show = show

    def put(self, queue: Queue) -> None:
        """Show the count, in brackets where it is what is shown."""
        on = self.show is queue.show
        count = queue.count(self.show)
        text = f"{self.show} {count}"
        self.put_text(f"[{text}]" if on else f" {text} ")
        self.set_class(on, "-on")
        self.display = on or count > 0 or self.show is not Show.DEFERRED

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.post_message(StatusBar.Chosen(self.show))


class StatusBar(Horizontal):
    """What is shown, in brackets, with the counts of every status; then what is marked."""

    class Chosen(Message):
        """The reviewer chose what to show."""

        def __init__(self, show: Show) -> None:
            super().__init__()
            self.show = show

    def compose(self) -> ComposeResult:
        key = shown_key(self.app, "queue.statuses", "s")
        yield Static(literal(key), id="show-key", markup=False)
        for show in Show:
            yield ShowTab(show)
        yield Cell(id="marks")

    def put(self, queue: Queue, *, is_reading: bool) -> None:
        """Show the counts of the queue, which part of it is shown, and what is marked.

        Args:
            is_reading: not all is there yet.
        """
        for tab in self.query(ShowTab):
            tab.put(queue)
        self.query_one("#marks", Cell).put_text(_marks(queue, is_reading=is_reading))


def _marks(queue: Queue, *, is_reading: bool) -> str:
    """How many rows a filter leaves, and how many are marked."""
    parts = ["reading…"] if is_reading else []
    if len(queue) != queue.count(queue.show):
        parts.append(f"{len(queue)} shown")
    if queue.left_out:
        parts.append(f"{queue.left_out} beyond the top")
    if queue.marked:
        hidden = queue.marked_hidden()
        parts.append(f"{len(queue.marked)} marked" + (f", {hidden} not shown" if hidden else ""))
    return " · ".join(parts)
