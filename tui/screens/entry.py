"""One entry to read, opened from a document."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, Static

from align.errors import TifaError
from glossary.changes import name
from glossary.store.dossier import Dossier, dossier
from tui.access import Access
from tui.cells import literal
from tui.widgets.detail import Detail


class EntryScreen(Screen[None]):
    """Shows an entry with all that is known of it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "leave", "Back", key_display="esc"),
        Binding("f1,question_mark", "app.help", "Help", key_display="?"),
    ]
    BINDING_GROUP_TITLE = "Entry"

    class Loaded(Message):
        """The entry was read."""

        def __init__(self, found: Dossier) -> None:
            super().__init__()
            self.found = found

    class NotLoaded(Message):
        """It could not be."""

        def __init__(self, error: TifaError) -> None:
            super().__init__()
            self.error = error

    def __init__(self, concept_id: str, access: Access) -> None:
        super().__init__()
        self._concept_id = concept_id
        self._access = access

    def compose(self) -> ComposeResult:
        yield Static("", id="entry-title", classes="screen-title", markup=False)
        yield Detail()
        yield Footer(compact=True)

    def on_mount(self) -> None:
        self.query_one(Detail).focus()
        self._load()

    @work(thread=True, exclusive=True)
    def _load(self) -> None:
        try:
            with self._access.open_glossary() as glossary:
                found = dossier(glossary, self._concept_id)
        except TifaError as error:
            self.post_message(self.NotLoaded(error))
        else:
            self.post_message(self.Loaded(found))

    def on_entry_screen_loaded(self, event: Loaded) -> None:
        concept = event.found.concept
        self.query_one("#entry-title", Static).update(literal(name(concept), "bold"))
        self.query_one(Detail).put(concept, event.found)

    def on_entry_screen_not_loaded(self, event: NotLoaded) -> None:
        self.query_one("#entry-title", Static).update(literal(f"! {event.error}"))

    def action_leave(self) -> None:
        self.dismiss(None)
