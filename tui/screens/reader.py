"""A stored document beside its translation: read it, find its terms, put its beads right."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.widgets import Footer, Input, Static
from textual.worker import get_current_worker

from align.errors import InputError, TifaError
from align.model import Bead, Language
from align.text import visible
from align.tokens import tokens
from glossary.store.reading.documents import OpenText, open_text
from tui.access import Access
from tui.bead_corrections import BeadCorrections, Correction, split
from tui.cells import literal
from tui.marking import Marker, Marks
from tui.screens.entry import EntryScreen
from tui.screens.new_entry import NewEntryScreen, chosen_in
from tui.screens.split_bead import SplitBeadScreen
from tui.seeking import Landed, Step, Stop, next_mark, next_match
from tui.widgets.reader_search import SearchLine
from tui.widgets.reader_status import status, title
from tui.widgets.reader_view import ReaderView, Selected

Place = tuple[Language, int]


class ReaderScreen(Screen[bool]):
    """Shows a document; returns whether the glossary was changed.

    Args:
        number: the id of the document.
        at: a language and the index of a segment to begin with.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "term(1)", "Next term"),
        Binding("N", "term(-1)", "Previous term", show=False),
        Binding("enter", "enter", "Entry"),
        Binding("v", "select", "Select"),
        Binding("slash", "search", "Search", key_display="/"),
        Binding("f", "again(1)", "Find next", show=False),
        Binding("F", "again(-1)", "Find previous", show=False),
        Binding("tab", "side", "Other language", show=False),
        Binding("left", "character(-1)", "Selection: a character back", show=False),
        Binding("right", "character(1)", "Selection: a character on", show=False),
        Binding("b,ctrl+left", "word(-1)", "Selection: a word back", show=False),
        Binding("w,ctrl+right", "word(1)", "Selection: a word on", show=False),
        Binding("o", "other_end", "Selection: its other end", show=False),
        Binding("J", "join", "Join"),
        Binding("S", "split", "Split"),
        Binding("greater_than_sign", "shift(1)", "Sentence down", show=False, key_display=">"),
        Binding("less_than_sign", "shift(-1)", "Sentence up", show=False, key_display="<"),
        Binding("u", "undo", "Undo", show=False),
        Binding("escape", "leave", "Back", key_display="esc"),
        Binding("q", "leave", "Back", show=False),
        Binding("f1,question_mark", "app.help", "Help", key_display="?", show=False),
    ]
    BINDING_GROUP_TITLE = "Reader"
    AUTO_FOCUS = "#reader"

    class Opened(Message):
        """The document was read."""

        def __init__(self, text: OpenText) -> None:
            super().__init__()
            self.text = text

    class Failed(Message):
        """Something could not be read or written."""

        def __init__(self, error: TifaError) -> None:
            super().__init__()
            self.error = error

    class Found(Message):
        """The terms of some beads are known."""

        def __init__(self, marker: Marker, marks: dict[int, Marks]) -> None:
            super().__init__()
            self.marker = marker
            self.marks = marks

    class Arrived(Message):
        """The next term or match was found, or None."""

        def __init__(self, landed: Landed | None, what: str) -> None:
            super().__init__()
            self.landed = landed
            self.what = what

    def __init__(self, access: Access, number: int, at: Place | None = None) -> None:
        super().__init__()
        self._access = access
        self._number = number
        self._at = at
        self._text: OpenText | None = None
        self._marker: Marker | None = None
        self._sought = ""
        self._changed = False
        self._beads = BeadCorrections(access)

    def compose(self) -> ComposeResult:
        yield Static(literal("Opening…"), id="reader-title", classes="screen-title", markup=False)
        yield ReaderView(id="reader")
        yield SearchLine(placeholder="Search in both languages", id="reader-search")
        yield Static("", id="reader-status", markup=False)
        yield Footer(compact=True)

    def on_mount(self) -> None:
        self.query_one(SearchLine).display = False
        self._open()

    def on_unmount(self) -> None:
        if self._marker is not None:
            # Another worker may hold it for a moment.
            asyncio.get_running_loop().run_in_executor(None, self._marker.close)

    # Reading

    @work(thread=True, exclusive=True, group="open")
    def _open(self) -> None:
        partner = self._text.partner.id if self._text and self._text.partner else None
        try:
            with self._access.open_glossary() as glossary:
                text = open_text(glossary, self._number, partner)
        except TifaError as error:
            self.post_message(self.Failed(error))
        else:
            self.post_message(self.Opened(text))

    def on_reader_screen_opened(self, event: Opened) -> None:
        text, view = event.text, self._view
        cursor = view.cursor if self._text else 0
        if self._text is None and self._at is not None:
            place = text.place_of(*self._at)
            cursor = 0 if place is None else place
            view.language = self._at[0]
        self._take(text, cursor)
        self.query_one("#reader-title", Static).update(title(text))

    def _take(self, text: OpenText, cursor: int) -> None:
        """Show a text; what is known of its terms may have changed, so they are found anew."""
        old, self._marker = self._marker, Marker(self._access.open_glossary, text)
        if old is not None:
            asyncio.get_running_loop().run_in_executor(None, old.close)
        self._text = text
        self._view.put(text, cursor)

    def on_reader_view_wanted(self, event: ReaderView.Wanted) -> None:
        if self._marker is not None:
            self._mark(self._marker, event.places)

    @work(thread=True, exclusive=True, group="marks")
    def _mark(self, marker: Marker, places: list[int]) -> None:
        worker = get_current_worker()
        try:
            marks = marker.marks(places, lambda: worker.is_cancelled)
        except TifaError as error:
            self.post_message(self.Failed(error))
        else:
            self.post_message(self.Found(marker, marks))

    def on_reader_screen_found(self, event: Found) -> None:
        if event.marker is self._marker:
            self._view.put_marks(event.marks)

    def on_reader_screen_failed(self, event: Failed) -> None:
        if self._text is None:
            self.query_one("#reader-title", Static).update(literal(f"! {event.error}"))
        self._say(str(event.error), "error")

    # Going from place to place

    def action_term(self, step: int) -> None:
        """To the next or previous marked term, in reading order."""
        marker, view = self._marker, self._view
        if marker is None:
            return
        at, here = Step(view.cursor, view.total, step), view.mark
        landed = next_mark(view.marks_of, at, here)
        if landed is not None and landed.mark is not None:
            view.go(landed.place, landed.mark)  # at once, so that no key typed fast is lost
            return

        def find(stop: Stop) -> Landed | None:
            return next_mark(lambda place: marker.marks([place], stop).get(place), at, here)

        self._seek(find, "term")

    def action_again(self, step: int) -> None:
        text, view = self._text, self._view
        if text is None or not self._sought:
            self._say("Search for something first: /")
            return
        sought, at = self._sought, Step(view.cursor, view.total, step)
        self._seek(lambda stop: next_match(text, sought, at, view.here, stop), sought)

    @work(thread=True, exclusive=True, group="seek")
    def _seek(self, find: Callable[[Stop], Landed | None], what: str) -> None:
        worker = get_current_worker()
        try:
            landed = find(lambda: worker.is_cancelled)
        except TifaError as error:
            self.post_message(self.Failed(error))
            return
        if not worker.is_cancelled:
            self.post_message(self.Arrived(landed, what))

    def on_reader_screen_arrived(self, event: Arrived) -> None:
        landed = event.landed
        if landed is None:
            said = "No term is marked here" if event.what == "term" else f"Not found: {event.what}"
            self._say(said)
        elif landed.mark is not None:
            self._view.put_marks({landed.place: landed.marks})
            self._view.go(landed.place, landed.mark)
        else:
            self._view.go(landed.place, found=landed.found)

    def action_search(self) -> None:
        line = self.query_one(SearchLine)
        line.display = True
        line.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self._sought = event.value.strip()
        self.query_one(SearchLine).action_leave()
        if self._sought:
            self.action_again(1)

    def action_side(self) -> None:
        view = self._view
        if len(view.sides) == 2:
            view.language = view.language.other
            view.go(view.cursor)

    def action_enter(self) -> None:
        """Open the entry of the term at hand, or make one of what is selected."""
        view = self._view
        if view.selected:
            self._new_entry()
        elif view.mark:
            screen = EntryScreen(view.mark.concept.id, self._access)
            self.app.push_screen(screen)
        else:
            self._say("Go to a term with n, or select words with v")

    # Selecting

    def action_select(self) -> None:
        """Begin a selection at the term, match or beginning of the active side."""
        view = self._view
        if view.selected or self._text is None:
            view.select(None)
            return
        text = self._text.text(view.cursor, view.language)
        if not text:
            self._say(f"This bead has no {view.language.label}")
            return
        start = view.mark.start if view.mark else view.here[1] if view.here else 0
        end = view.mark.end if view.mark else start + 1
        view.select(Selected(view.cursor, view.language, start, end))

    def action_character(self, step: int) -> None:
        if self._view.selected:
            self._view.moved(step)

    @work(thread=True, group="words")
    def action_word(self, step: int) -> None:
        """By whole words; the dictionary of Chinese ones takes a moment to load."""
        chosen, text = self._view.selected, self._text
        if chosen and text:
            found = tokens(text.text(chosen.place, chosen.language), chosen.language)
            edges = sorted({edge for word in found for edge in (word.start, word.end)})
            self.app.call_from_thread(self._view.moved, step, edges)

    def action_other_end(self) -> None:
        chosen = self._view.selected
        if chosen:
            swapped = Selected(chosen.place, chosen.language, chosen.head, chosen.anchor)
            self._view.select(swapped)

    def _new_entry(self) -> None:
        chosen, text = self._view.selected, self._text
        if chosen is None or text is None:
            return
        words = chosen_in(text, chosen.place, chosen.language, chosen.span)
        if words is None:
            self._say("Only blanks or punctuation are selected")
            return

        def made(concept_id: str | None) -> None:
            if concept_id is not None and self._text is not None:
                self._changed = True
                self._view.select(None)
                self._take(self._text, self._view.cursor)

        self.app.push_screen(NewEntryScreen(self._access, words), made)

    # Putting beads right

    def action_join(self) -> None:
        self._correct(lambda text, place: self._beads.join(text, place))

    def action_shift(self, step: int) -> None:
        """Move a sentence of the active side into the next bead or the one before."""
        language = self._view.language
        self._correct(lambda text, place: self._beads.shift(text, place, language, step))

    def action_split(self) -> None:
        text, place = self._text, self._view.cursor
        if text is None:
            return
        try:
            bead = self._beads.to_split(text, place)
        except InputError as error:
            self._say(str(error))
            return

        def chosen(halves: tuple[Bead, Bead] | None) -> None:
            if halves is not None:
                self._correct(lambda *_: split(bead, halves, place))

        self.app.push_screen(SplitBeadScreen(text, bead), chosen)

    def action_undo(self) -> None:
        async def undo(text: OpenText) -> tuple[OpenText, int]:
            return await self._beads.undo(text)

        self._store(undo, "Undone")

    def _correct(self, make: Callable[[OpenText, int], Correction]) -> None:
        place = self._view.cursor

        async def correct(text: OpenText) -> tuple[OpenText, int]:
            return await self._beads.store(text, make(text, place)), place

        self._store(correct, "Beads corrected; u undoes it")

    def _store(self, act: Callable[[OpenText], Awaitable[tuple[OpenText, int]]], said: str) -> None:
        text = self._text
        if text is None:
            return

        async def follow() -> None:
            try:
                after, place = await act(text)
            except InputError as error:
                self._say(str(error))
            except TifaError as error:
                self._say(str(error), "error")
                self._open()  # somebody else's beads are there now
            else:
                self._take(after, place)
                self._say(said)

        self.run_worker(follow(), group="save")

    # Showing

    def on_reader_view_moved(self) -> None:
        view = self._view
        self.query_one("#reader-status", Static).update(status(view))

    def on_reader_view_dragged(self) -> None:
        self._say("enter makes an entry of the selection")

    def action_leave(self) -> None:
        view = self._view
        if view.selected:
            view.select(None)
        else:
            self.dismiss(self._changed or self._beads.changed)

    @property
    def _view(self) -> ReaderView:
        return self.query_one(ReaderView)

    def _say(self, text: str, severity: SeverityLevel = "information") -> None:
        self.notify(visible(text), severity=severity, markup=False)
