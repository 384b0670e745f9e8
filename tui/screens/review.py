"""The main screen: the queue, the concept under the cursor, and the decisions."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.widgets import Footer, Input
from textual.worker import get_current_worker

from align.errors import TifaError
from align.text import visible
from glossary.changes import name
from glossary.model import Concept, ConceptStatus
from glossary.store import Glossary
from tui.desk import Change, Desk
from tui.queue import Show
from tui.saving import NotSaved, Saved, report
from tui.screens.edit import EditScreen
from tui.screens.first_run import FirstRunScreen
from tui.screens.reject import RejectScreen
from tui.widgets.detail import Detail
from tui.widgets.fields import Line
from tui.widgets.queue_list import queue_list
from tui.widgets.status_bar import StatusBar
from tui.widgets.virtual_list import VirtualList

FIRST_PAGE = 200  # concepts read before anything is shown
PAGE = 1_000


class FilterLine(Line):
    """The filter; it hands the keyboard back to the queue."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave(True)", "Clear the filter", show=False),
        Binding("enter,down", "leave(False)", "Back to the queue", show=False),
    ]
    BINDING_GROUP_TITLE = "Filter"

    def action_leave(self, clear: bool) -> None:
        if clear:
            self.value = ""
        self.screen.query_one(VirtualList).focus()


class ReviewScreen(Screen[None]):
    """Lists concepts, shows one, and decides on it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "approve", "Approve"),
        Binding("r", "reject", "Reject"),
        Binding("e", "edit", "Edit"),
        Binding("u", "undo", "Undo"),
        Binding("n,j", "move(1)", "Next", show=False),
        Binding("p,k", "move(-1)", "Previous", show=False),
        Binding("slash", "filter", "Filter", key_display="/"),
        Binding("s", "show", "Show other statuses", show=False),
        Binding("right_square_bracket,space", "scroll(1)", "Scroll the entry down", show=False),
        Binding("left_square_bracket", "scroll(-1)", "Scroll the entry up", show=False),
        Binding("f5", "reload", "Read the glossary again", show=False),
        Binding("question_mark", "app.help", "Help", key_display="?"),
        Binding("q", "app.quit", "Quit"),
    ]
    BINDING_GROUP_TITLE = "Review"
    AUTO_FOCUS = "#queue"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - as Textual declares

    class Loaded(Message):
        """Some concepts were read; `last` where there are no more."""

        def __init__(self, concepts: list[Concept], last: bool) -> None:
            super().__init__()
            self.concepts = concepts
            self.last = last

    class NotLoaded(Message):
        """The glossary could not be read."""

        def __init__(self, error: TifaError) -> None:
            super().__init__()
            self.error = error

    def __init__(self, desk: Desk, open_glossary: Callable[[], Glossary]) -> None:
        super().__init__()
        self._desk = desk
        self._open_glossary = open_glossary

    def compose(self) -> ComposeResult:
        with Horizontal(id="top"):
            yield StatusBar()
            yield FilterLine(placeholder="/ filter", id="filter")
        with Horizontal(id="work"):
            yield queue_list(self._desk.queue)
            yield Detail()
        yield Footer()

    def on_mount(self) -> None:
        self._refresh_counts()
        self._load()

    # Reading

    @work(thread=True, exclusive=True, group="load")
    def _load(self) -> None:
        """Read page by page, so that the first concepts are there at once."""
        worker = get_current_worker()
        try:
            with self._open_glossary() as glossary:
                concepts, size = glossary.iterate(), FIRST_PAGE
                while not worker.is_cancelled:
                    page = list(islice(concepts, size))
                    self.post_message(self.Loaded(page, last=len(page) < size))
                    if len(page) < size:
                        return
                    size = PAGE
        except TifaError as error:
            self.post_message(self.NotLoaded(error))

    def action_reload(self) -> None:
        self._load()

    def on_review_screen_loaded(self, event: Loaded) -> None:
        settled = [c for c in event.concepts if not self._desk.is_pending(c.id)]
        current = self._current
        self._desk.queue.add(settled)
        self._rows_changed(current)
        if event.last and not self._desk.queue.total:
            self.app.push_screen(FirstRunScreen(), self._first_run_left)

    def on_review_screen_not_loaded(self, event: NotLoaded) -> None:
        self.app.exit(event.error, return_code=2)

    def _first_run_left(self, again: bool | None) -> None:
        if again:
            self._load()

    # Looking

    def on_virtual_list_row_highlighted(self) -> None:
        self.query_one(Detail).put(self._current)

    def on_virtual_list_row_selected(self) -> None:
        self.action_edit()

    def on_status_bar_chosen(self, event: StatusBar.Chosen) -> None:
        self._show(event.show)

    def on_input_changed(self, event: Input.Changed) -> None:
        current = self._current
        self._desk.queue.filter(text=event.value)
        self._rows_changed(current)

    def action_filter(self) -> None:
        self.query_one("#filter").focus()

    def action_show(self) -> None:
        choices = list(Show)
        self._show(choices[(choices.index(self._desk.queue.show) + 1) % len(choices)])

    def action_move(self, step: int) -> None:
        self._list.action_move(step)

    def action_scroll(self, pages: int) -> None:
        detail = self.query_one(Detail)
        if pages > 0:
            detail.scroll_page_down(animate=False)
        else:
            detail.scroll_page_up(animate=False)

    def _show(self, show: Show) -> None:
        current = self._current
        self._desk.queue.filter(show=show)
        self._rows_changed(current)

    # Deciding

    def action_approve(self) -> None:
        concept = self._current
        if concept is None:
            self._say("There is nothing to approve here")
        elif concept.status is ConceptStatus.APPROVED:
            self._say(f"{name(concept)} is approved already")
        else:
            self._decide(concept, ConceptStatus.APPROVED, "")

    def action_reject(self) -> None:
        concept = self._current
        if concept is None:
            self._say("There is nothing to reject here")
            return

        def reasoned(why: str | None) -> None:
            if why is not None:
                # It may have changed while the reviewer typed the reason.
                now = self._desk.queue.get(concept.id) or concept
                self._decide(now, ConceptStatus.REJECTED, why)

        self.app.push_screen(RejectScreen(concept), reasoned)

    def action_edit(self) -> None:
        concept = self._current
        if concept is None:
            self._say("There is nothing to edit here")
        elif self._desk.is_pending(concept.id):
            self._say(f"{name(concept)} is still being saved; try again in a moment")
        else:
            self.app.push_screen(EditScreen(self._desk, concept), self._edited)

    def action_undo(self) -> None:
        last = self._desk.last
        if last is None:
            self._say("There is nothing to undo")
            return
        change = self._desk.undo()
        if change is None:
            self._say(f"{name(last.after)} has been changed since; nothing was undone", "warning")
            return
        self._follow(change)
        self._rows_changed(change.after, row=self._list.cursor)
        self._say(f"Undone: {last.action} {name(last.before)}")

    def _decide(self, concept: Concept, status: ConceptStatus, why: str) -> None:
        queue = self._desk.queue
        row = queue.row_of(concept.id) or 0
        self._follow(self._desk.decide(concept, status, why))
        stayed = queue.row_of(concept.id) is not None
        following = queue.next_open(row + 1 if stayed else row)
        self._rows_changed(row=row if following is None else following)

    def _edited(self, saved: Concept | None) -> None:
        if saved is not None:
            self._say(f"Saved {name(saved)}")
        self._rows_changed(saved or self._current)

    def _follow(self, change: Change) -> None:
        """See what becomes of a change; one worker a change, so none waits for another."""
        self.run_worker(report(change, self), group="save")

    def on_saved(self, event: Saved) -> None:
        self._desk.settled(event.change, event.concept)
        self._list.refresh()
        self._refresh_counts()

    def on_not_saved(self, event: NotSaved) -> None:
        current = self._current
        self._desk.failed(event.change, event.error)
        self._rows_changed(current)
        title = f"{event.change.action}: not stored"
        self._say(str(event.error), "error", title=title)

    # Showing

    @property
    def _list(self) -> VirtualList:
        return self.query_one(VirtualList)

    @property
    def _current(self) -> Concept | None:
        row = self._list.cursor
        return None if row is None else self._desk.queue[row]

    def _rows_changed(self, keep: Concept | None = None, row: int | None = None) -> None:
        """Draw the queue anew with the cursor on a concept, else on a row, else on the top."""
        kept = None if keep is None else self._desk.queue.row_of(keep.id)
        self._list.rows_changed((row or 0) if kept is None else kept)
        self._refresh_counts()

    def _refresh_counts(self) -> None:
        self.query_one(StatusBar).put(self._desk.queue)

    def _say(self, text: str, severity: SeverityLevel = "information", *, title: str = "") -> None:
        self.notify(visible(text), title=title, severity=severity, markup=False)
