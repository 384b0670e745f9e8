"""The line above the queue: what it shows and how much is left."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Static

from tui.cells import literal
from tui.queue import Queue, Show


class ShowTab(Static):
    """One choice of what to show, with its count."""

    def __init__(self, show: Show) -> None:
        super().__init__("", id=f"show-{show}", markup=False)
        self.show = show
        self._text = ""

    def put(self, text: str, on: bool) -> None:
        """Show a text; the screen is laid out anew only where its width changes."""
        if text != self._text:
            self.update(literal(text), layout=cell_len(text) != cell_len(self._text))
            self._text = text
        self.set_class(on, "-on")

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.post_message(StatusBar.Chosen(self.show))


class StatusBar(Horizontal):
    """All / proposed / approved / rejected, the one in force in brackets."""

    class Chosen(Message):
        """The reviewer chose what to show."""

        def __init__(self, show: Show) -> None:
            super().__init__()
            self.show = show

    def compose(self) -> ComposeResult:
        yield Static("s", id="show-key", markup=False)
        for show in Show:
            yield ShowTab(show)

    def put(self, queue: Queue) -> None:
        """Show the counts of the queue and which part of it is shown."""
        for tab in self.query(ShowTab):
            on = tab.show is queue.show
            text = f"{tab.show} {queue.count(tab.show)}"
            tab.put(f"[{text}]" if on else f" {text} ", on)
