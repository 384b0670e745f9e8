"""What a screen of entries offers about the documents behind them."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from tui.access import Access
from tui.screens.documents import DocumentsScreen
from tui.screens.exporting import ExportScreen
from tui.screens.finding import FindScreen
from tui.screens.importing import ImportScreen
from tui.screens.places import PlacesScreen, Spot
from tui.screens.reader import ReaderScreen


class WithDocuments(Screen[None]):
    """Opens documents, exports and imports; a screen that lists entries extends it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("D", "documents", "Documents", show=False, id="queue.documents"),
        Binding("f", "find", "Find words in all documents", show=False, id="queue.find"),
        Binding("g", "place", "Read it in its document", show=False, id="queue.place"),
        Binding("X", "export", "Export", show=False, id="queue.export"),
        Binding("I", "import", "Import", show=False, id="queue.import"),
    ]

    access: Access  #: how to reach the glossary

    @property
    def at_hand(self) -> str | None:
        """The id of the entry under the cursor, or None."""
        raise NotImplementedError

    @property
    def words_at_hand(self) -> str:
        """The term of the entry under the cursor, or ""."""
        raise NotImplementedError

    def action_reload(self) -> None:
        """Read the entries again, since they have changed."""
        raise NotImplementedError

    def action_documents(self) -> None:
        self.app.push_screen(DocumentsScreen(self.access), self.came_back)

    def action_export(self) -> None:
        self.app.push_screen(ExportScreen(self.access))

    def action_import(self) -> None:
        self.app.push_screen(ImportScreen(self.access), self.came_back)

    def action_find(self) -> None:
        """Look for words in all documents; for the term at hand at first."""
        self.app.push_screen(FindScreen(self.access, self.words_at_hand), self.came_back)

    def action_place(self) -> None:
        """Read a context of the entry in its document."""
        concept_id = self.at_hand
        if concept_id is None:
            self.notify("There is no entry here", markup=False)
            return

        def chosen(spot: Spot | None) -> None:
            if spot is not None:
                reader = ReaderScreen(self.access, spot.number, spot.at)
                self.app.push_screen(reader, self.came_back)

        self.app.push_screen(PlacesScreen(concept_id, self.access), chosen)

    def came_back(self, changed: bool | None) -> None:
        """A screen was left; read again where it changed the glossary."""
        if changed:
            self.action_reload()
