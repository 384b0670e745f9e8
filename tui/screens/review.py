"""The main screen: the queue, the concept under the cursor, and the decisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.notifications import SeverityLevel
from textual.widgets import Footer, Input

from align.text import visible
from glossary.model import ConceptStatus
from glossary.store.reading.summaries import Summary
from tui.access import Access
from tui.keys import shown_key
from tui.queue import OPEN, Show
from tui.saving import NotSaved, Saved, report
from tui.screens.edit import EditScreen
from tui.screens.reject import RejectScreen
from tui.screens.with_entry import WithEntry
from tui.screens.with_languages import WithLanguages
from tui.screens.with_marks import WithMarks
from tui.screens.with_reading import WithReading
from tui.session import Change, ReviewSession, called
from tui.sorting import Order, named, order_of
from tui.widgets.detail import Detail
from tui.widgets.filter_line import FilterLine
from tui.widgets.queue_list import QueueList, Shown
from tui.widgets.status_bar import StatusBar
from tui.widgets.virtual_list import VirtualList


class ReviewScreen(WithMarks, WithEntry, WithLanguages, WithReading):
    """Lists concepts, shows one, and decides on it or on all that are marked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "decide('approved')", "Approve", id="queue.approve"),
        Binding("r", "reject", "Reject", id="queue.reject"),
        Binding("d", "decide('in review')", "Defer", id="queue.defer"),
        Binding("e", "edit", "Edit", id="queue.edit"),
        Binding("u", "undo", "Undo", id="queue.undo"),
        Binding("ctrl+r,U", "redo", "Redo", show=False, id="queue.redo"),
        Binding("n,j", "move(1)", "Next", show=False, id="queue.next"),
        Binding("p,k", "move(-1)", "Previous", show=False, id="queue.previous"),
        Binding("slash", "filter", "Filter", key_display="/", id="queue.filter"),
        Binding("s", "show", "Show other statuses", show=False, id="queue.statuses"),
        Binding("o", "sort", "Order by the next column", show=False, id="queue.order"),
        Binding("O", "reverse", "Order the other way round", show=False, id="queue.reverse"),
        Binding(
            "right_square_bracket",
            "scroll(1)",
            "Scroll the entry down",
            show=False,
            id="queue.scroll_down",
        ),
        Binding(
            "left_square_bracket",
            "scroll(-1)",
            "Scroll the entry up",
            show=False,
            id="queue.scroll_up",
        ),
        Binding("question_mark", "app.help", "Help", key_display="?"),
        Binding("q", "app.quit", "Quit", id="queue.quit"),
    ]
    BINDING_GROUP_TITLE = "Review"
    AUTO_FOCUS = "#queue"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - as Textual declares

    def __init__(self, session: ReviewSession, access: Access, filter_text: str = "") -> None:
        super().__init__(session)
        self._filter_text = filter_text
        self.access = access

    def compose(self) -> ComposeResult:
        with Vertical(id="top"):
            yield StatusBar()
            yield FilterLine()
        with Horizontal(id="work"):
            yield QueueList(self._session.queue, self._in_languages)
            yield Detail()
        yield Footer(compact=True)

    def on_mount(self) -> None:
        self.query_one(Detail).languages = self.access.views.view.languages
        self.query_one(FilterLine).begin(self._filter_text)
        columns = self.access.views.view.columns
        self._session.queue.sort_by(order_of(columns.order), reverse=columns.reverse)
        self.action_reload()

    # Looking

    def on_virtual_list_row_highlighted(self) -> None:
        self.show_entry()

    def on_virtual_list_row_selected(self) -> None:
        self.action_edit()

    def on_virtual_list_header_clicked(self, event: VirtualList.HeaderClicked) -> None:
        sort, queue = self.list.order_of(event.column), self._session.queue
        self._sort(sort, reverse=queue.sort is sort and not queue.reverse)

    def on_status_bar_chosen(self, event: StatusBar.Chosen) -> None:
        self._show(event.show)

    def on_input_changed(self, event: Input.Changed) -> None:
        current = self.current
        self._session.queue.filter(text=event.value)
        self.rows_changed(current)

    def on_filter_line_left(self) -> None:
        self.list.focus()

    def action_filter(self) -> None:
        self.query_one(FilterLine).open()

    def action_show(self) -> None:
        queue = self._session.queue
        choices = [each for each in Show if each is not Show.DEFERRED or queue.count(each)]
        place = choices.index(queue.show) if queue.show in choices else 1
        self._show(choices[(place + 1) % len(choices)])

    def action_sort(self) -> None:
        self._sort(self.list.next_order(), reverse=False)

    def action_reverse(self) -> None:
        self._sort(self._session.queue.sort, reverse=not self._session.queue.reverse)

    def action_move(self, step: int) -> None:
        self.list.action_move(step)

    def action_scroll(self, pages: int) -> None:
        detail = self.query_one(Detail)
        if pages > 0:
            detail.scroll_page_down(animate=False)
        else:
            detail.scroll_page_up(animate=False)

    def _show(self, show: Show) -> None:
        current = self.current
        self._session.queue.filter(show=show)
        self.rows_changed(current)

    def _sort(self, sort: Order, *, reverse: bool) -> None:
        queue = self._session.queue
        queue.sort_by(sort, reverse=reverse)
        columns = self.access.views.view.columns
        self.keep_columns(replace(columns, order=str(sort), reverse=reverse))
        self.list.show_in(self._in_languages)
        self.rows_changed()
        self.say(f"In order of {named(sort)}" + (", the other way round" if reverse else ""))

    # Deciding

    def action_decide(self, status: str) -> None:
        wanted = ConceptStatus(status)
        chosen = self._chosen
        open_ = [each for each in chosen if each.status is not wanted]
        if open_:
            self._decide(open_, wanted, "")
        elif chosen:
            verb = "are" if len(chosen) > 1 else "is"
            self.say(f"{called(chosen)} {verb} {status} already")
        else:
            self.say("There is nothing to decide on here")

    def action_reject(self) -> None:
        chosen = self._chosen
        if not chosen:
            self.say("There is nothing to reject here")
            return

        def reasoned(why: str | None) -> None:
            if why is not None:
                # They may have changed while the reviewer typed the reason.
                now = [self._session.queue.get(each.id) for each in chosen]
                self._decide([each for each in now if each], ConceptStatus.REJECTED, why)

        self.app.push_screen(RejectScreen(called(chosen)), reasoned)

    def action_edit(self) -> None:
        if concept := self.whole("There is nothing to edit here"):
            self.app.push_screen(EditScreen(self._session, concept), self._edited)

    def action_undo(self) -> None:
        self._went_back(self._session.undo(), "undo")

    def action_redo(self) -> None:
        self._went_back(self._session.redo(), "do again")

    def _went_back(self, change: Change | None, what: str) -> None:
        if change is None:
            self.say(f"There is nothing to {what}")
            return
        self.follow(change)
        first = change.before[0] if change.before else None
        self.rows_changed(first, self.list.cursor)

    def _decide(self, entries: Sequence[Summary], status: ConceptStatus, why: str) -> None:
        queue, current = self._session.queue, self.current
        if not entries:
            return
        if queue.marked:
            undo = shown_key(self.app, "queue.undo", "u")
            self.say(f"{status.capitalize()}: {called(entries)}; {undo} undoes")
        self.follow(self._session.decide(entries, status, why))
        row = self.list.cursor or 0
        queue.marked.clear()
        self._anchor = None
        self._go_on(current if current not in entries else None, row)

    def _go_on(self, keep: Summary | None, row: int) -> None:
        """Stay where a decision took nothing away, else go to the next that is open."""
        queue, current = self._session.queue, self.current
        if keep is not None:
            self.rows_changed(keep, row)
            return
        stayed = current is not None and current.status not in OPEN
        following = queue.next_open(row + 1 if stayed else row)
        self.rows_changed(row=row if following is None else following)

    def _edited(self, saved: Summary | None) -> None:
        if saved is not None:
            self.say(f"Saved {saved.name}")
        kept = self.current if saved is None else self._session.queue.get(saved.id)
        self.rows_changed(kept)

    def follow(self, change: Change) -> None:
        """See what becomes of a change; one worker a change, so none waits for another."""
        self.run_worker(report(change, self), group="save")

    def on_saved(self, event: Saved) -> None:
        change, current = event.change, self.current
        self._session.settled(change)
        if change.of is not None:
            what = "Undone" if change.undoes else "Done again"
            self.say(f"{what}: {change.action} {change.name}")
        self.rows_changed(current, self.list.cursor)

    def on_not_saved(self, event: NotSaved) -> None:
        change, current = event.change, self.current
        self._session.failed(change, event.error)
        self.rows_changed(current)
        action = f"undo {change.action}" if change.undoes else change.action
        self.say(str(event.error), "error", title=f"{action}: not stored")

    # Showing

    @property
    def at_hand(self) -> str | None:
        return None if self.current is None else self.current.id

    @property
    def words_at_hand(self) -> str:
        if (entry := self.current) is None:
            return ""
        return next(filter(None, map(entry.term, (*self.shown, *entry.shown))), "")

    @property
    def _in_languages(self) -> Shown:
        view = self.access.views.view
        is_chosen = any(each in self.shown for each in view.languages)
        return Shown(self.shown, is_chosen, view.columns)

    def languages_changed(self) -> None:
        self.list.show_in(self._in_languages)
        self.query_one(Detail).languages = self.access.views.view.languages
        self.show_entry()

    @property
    def _chosen(self) -> list[Summary]:
        """What a decision is about: what is marked, else what the cursor stands on."""
        current = self.current
        return self._session.queue.marked_entries() or ([] if current is None else [current])

    def rows_changed(self, keep: Summary | None = None, row: int | None = None) -> None:
        """Draw the queue anew with the cursor on a concept, else on a row, else on the top."""
        if self.list.languages != self.shown:  # an entry has one that none had before
            self.list.show_in(self._in_languages)
        kept = None if keep is None else self._session.queue.row_of(keep.id)
        self.list.rows_changed((row or 0) if kept is None else kept)
        self.refresh_counts()

    def refresh_counts(self) -> None:
        self.query_one(StatusBar).put(self._session.queue, is_reading=self._is_reading_all)

    def say(self, text: str, severity: SeverityLevel = "information", *, title: str = "") -> None:
        self.notify(visible(text), title=title, severity=severity, markup=False)
