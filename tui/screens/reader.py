"""A stored document beside its translation: read it, find its terms, put its beads right."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Footer, Input, Static
from textual.worker import get_current_worker

from align.errors import TifaError
from align.tokens import tokens
from glossary.model import StoredDocument
from glossary.store.reading.documents import OpenText
from tui.access import Access
from tui.cells import literal
from tui.keys import shown_key
from tui.marking import Marker, Marks
from tui.opening import OpenedText, Place, again, next_translation, opened
from tui.screens.entry import EntryScreen
from tui.screens.new_entry import NewEntryScreen
from tui.screens.with_beads import KEYS, WithBeads
from tui.seeking import Landed, Step, Stop, next_mark, next_match
from tui.selection import chosen_in
from tui.widgets.reader_search import SearchLine
from tui.widgets.reader_status import status, title
from tui.widgets.reader_view import ReaderView, Selected


class ReaderScreen(WithBeads):
    """Shows a document; returns whether the glossary was changed.

    Args:
        number: the id of the document.
        at: a language and the index of a segment to begin with.
        sought: words that stand there, to go to; f finds them again.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "term(1)", "Next term", id="reader.next_term"),
        Binding("N", "term(-1)", "Previous term", show=False, id="reader.previous_term"),
        Binding("enter", "enter", "Entry"),
        Binding("v", "select", "Select", id="reader.select"),
        Binding("slash", "search", "Search", key_display="/", id="reader.search"),
        Binding("f", "again(1)", "Find next", show=False, id="reader.find_next"),
        Binding("F", "again(-1)", "Find previous", show=False, id="reader.find_previous"),
        Binding("tab", "side", "Other side", show=False),
        Binding("left", "character(-1)", "Selection: a character back", show=False),
        Binding("right", "character(1)", "Selection: a character on", show=False),
        Binding(
            "b,ctrl+left", "word(-1)", "Selection: a word back", show=False, id="reader.word_back"
        ),
        Binding("w,ctrl+right", "word(1)", "Selection: a word on", show=False, id="reader.word_on"),
        Binding("o", "other_end", "Selection: its other end", show=False, id="reader.other_end"),
        *KEYS,
        Binding("l", "translation", "Next translation", show=False, id="reader.translation"),
        Binding("escape", "leave", "Back", key_display="esc"),
        Binding("q", "leave", "Back", show=False),
        Binding("f1,question_mark", "app.help", "Help", key_display="?", show=False),
    ]
    BINDING_GROUP_TITLE = "Reader"
    AUTO_FOCUS = "#reader"

    class Opened(Message):
        """The document was read; None: it has no other translation."""

        def __init__(self, opened: OpenedText | None) -> None:
            super().__init__()
            self.opened = opened

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

    def __init__(
        self, access: Access, number: int, at: Place | None = None, *, sought: str = ""
    ) -> None:
        super().__init__(access)
        self._number = number
        self._at = at
        self._marker: Marker | None = None
        self._translations: tuple[StoredDocument, ...] = ()
        self._sought = sought
        self._changed = False

    def compose(self) -> ComposeResult:
        yield Static(literal("Opening…"), id="reader-title", classes="screen-title", markup=False)
        yield ReaderView(id="reader")
        yield SearchLine(placeholder="Search in both languages", id="reader-search")
        yield Static("", id="reader-status", markup=False)
        yield Footer(compact=True)

    def on_mount(self) -> None:
        self.query_one(SearchLine).display = False
        self._open(lambda: opened(self._access, self._number, self._at))

    def on_unmount(self) -> None:
        if self._marker is not None:
            # Another worker may hold it for a moment.
            asyncio.get_running_loop().run_in_executor(None, self._marker.close)

    # Reading

    @work(thread=True, exclusive=True, group="open")
    def _open(self, read: Callable[[], OpenedText | None]) -> None:
        try:
            found = read()
        except TifaError as error:
            self.post_message(self.Failed(error))
        else:
            self.post_message(self.Opened(found))

    def on_reader_screen_opened(self, event: Opened) -> None:
        found, view = event.opened, self._view
        if found is None:
            self._say("This document has no other translation here")
            return
        is_first = self._text is None
        if is_first and self._at is not None:
            view.language = self._at[0]
        self.take(found.text, view.cursor if found.cursor is None else found.cursor)
        if is_first and self._sought:
            self.action_again(1)
        self._translations = found.translations
        key = shown_key(self.app, "reader.translation", "l")
        said = title(found.text, key, [each.id for each in found.translations])
        self.query_one("#reader-title", Static).update(said)

    def open_again(self) -> None:
        text = self._text
        if text is not None:
            self._open(lambda: again(self._access, text))

    def action_translation(self) -> None:
        """The original beside its next translation; documents open beside that language then."""
        text, place = self._text, self._view.cursor
        if text is None or not text.is_aligned:
            self._say("This document has no translation here")
            return

        def read() -> OpenedText | None:
            found = next_translation(self._access, text, place)
            if found is not None:
                self._access.views.read_in(found.text.languages[1])
                try:
                    self._access.views.keep()
                except TifaError as error:
                    self.post_message(self.Failed(error))
            return found

        self._open(read)

    def take(self, text: OpenText, cursor: int) -> None:
        """Show a text; what is known of its terms may have changed, so they are found anew."""
        self.workers.cancel_group(self, "seek")  # it looks in the text of before
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
            first, second = view.sides
            view.language = second if view.language is first else first
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
                self.take(self._text, self._view.cursor)

        screen = NewEntryScreen(self._access, words, self._translations)
        self.app.push_screen(screen, made)

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
