"""The line above the queue: what it shows and how much is left."""

from __future__ import annotations

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
            tab.update(literal(f"[{text}]" if on else f" {text} "))
            tab.set_class(on, "-on")
