"""One entry to read, opened from a document."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Footer, Static

from glossary.model.changes import name
from glossary.store.reading.dossier import dossier
from tui.access import Access
from tui.cells import literal
from tui.looking import Looks
from tui.widgets.detail import Detail


class EntryScreen(Looks, Screen[None]):
    """Shows an entry with all that is known of it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "leave", "Back", key_display="esc"),
        Binding("f1,question_mark", "app.help", "Help", key_display="?"),
    ]
    BINDING_GROUP_TITLE = "Entry"

    def __init__(self, concept_id: str, access: Access) -> None:
        super().__init__()
        self._concept_id = concept_id
        self._access = access

    def compose(self) -> ComposeResult:
        yield Static("", id="entry-title", classes="screen-title", markup=False)
        yield Detail()
        yield Footer(compact=True)

    def on_mount(self) -> None:
        detail = self.query_one(Detail)
        detail.languages = self._access.views.view.languages
        detail.focus()
        self.look(self._access.open_glossary, lambda glossary: dossier(glossary, self._concept_id))

    def on_looks_looked(self, event: Looks.Looked) -> None:
        concept = event.found.concept
        self.query_one("#entry-title", Static).update(literal(name(concept), "bold"))
        self.query_one(Detail).put(concept, event.found)

    def on_looks_not_looked(self, event: Looks.NotLooked) -> None:
        self.query_one("#entry-title", Static).update(literal(f"! {event.error}"))

    def action_leave(self) -> None:
        self.dismiss(None)
