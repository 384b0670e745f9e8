"""The documents of the glossary: read one, say what it is, or add more."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Footer, Static

from align.errors import TifaError
from align.text import counted
from glossary.store.reading.documents import DocumentInUse, documents_in_use
from tui.access import Access
from tui.cells import literal
from tui.keys import shown_key
from tui.ordered_keys import OrderedKeys
from tui.screens.adding import AddingScreen
from tui.screens.reader import ReaderScreen
from tui.screens.record import RecordScreen
from tui.widgets.virtual_list import ListColumn, Row, VirtualList

COLUMNS = (
    ListColumn("Title", 14, share=4),
    ListColumn("Source", 10, share=2, above=100),
    ListColumn("", 2),
    ListColumn("Date", 10, above=60),
    ListColumn("Issuer", 10, share=2, above=120),
    ListColumn("Translation", 10, share=3, above=70),
    ListColumn("Sentences", 9, right=True, above=110),
    ListColumn("Terms", 5, right=True),
)


class ShelfRows:
    """Draws the documents."""

    def __init__(self) -> None:
        self.in_use: list[DocumentInUse] = []

    def __len__(self) -> int:
        return len(self.in_use)

    def row(self, index: int) -> Row:
        used = self.in_use[index]
        document = used.document
        return Row(
            (
                document.title or document.source,
                document.source,
                document.language,
                document.dated,
                document.issuer,
                ", ".join(each.title or each.source for each in used.partners),
                f"{used.segments:,}",
                f"{used.concepts:,}",
            )
        )


class DocumentsScreen(OrderedKeys[bool]):
    """Lists the documents; returns whether the glossary was changed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "read", "Read"),
        Binding("a", "add", "Add documents", id="documents.add"),
        Binding("e", "record", "Edit record", id="documents.record"),
        Binding("f5", "reload", "Read the list again", show=False, id="documents.reload"),
        Binding("escape", "leave", "Back", key_display="esc"),
        Binding("q,d", "leave", "Back", show=False),
        Binding("f1,question_mark", "app.help", "Help", key_display="?"),
    ]
    BINDING_GROUP_TITLE = "Documents"
    AUTO_FOCUS = "#documents_in_use"

    class Loaded(Message):
        """The list was read."""

        def __init__(self, in_use: list[DocumentInUse]) -> None:
            super().__init__()
            self.in_use = in_use

    class NotLoaded(Message):
        """It could not be."""

        def __init__(self, error: TifaError) -> None:
            super().__init__()
            self.error = error

    def __init__(self, access: Access) -> None:
        super().__init__()
        self._access = access
        self._rows = ShelfRows()
        self._changed = False

    def compose(self) -> ComposeResult:
        yield Static(
            literal("Reading the documents…"),
            id="documents_in_use-title",
            classes="screen-title",
            markup=False,
        )
        yield VirtualList(COLUMNS, self._rows, id="documents_in_use")
        yield Footer(compact=True)

    def on_mount(self) -> None:
        self.action_reload()

    @work(thread=True, exclusive=True)
    def action_reload(self) -> None:
        try:
            with self._access.open_glossary() as glossary:
                in_use = documents_in_use(glossary)
        except TifaError as error:
            self.post_message(self.NotLoaded(error))
        else:
            self.post_message(self.Loaded(in_use))

    def on_documents_screen_loaded(self, event: Loaded) -> None:
        self._rows.in_use = event.in_use
        self._list.rows_changed()
        count = len(event.in_use)
        self._title(counted(count, "document") if count else self._none)

    def on_documents_screen_not_loaded(self, event: NotLoaded) -> None:
        self._title(f"! {event.error}")

    def on_virtual_list_row_selected(self) -> None:
        self.action_read()

    def action_read(self) -> None:
        row = self._list.cursor
        if row is None:
            self.notify(self._none, markup=False)
            return
        number = self._rows.in_use[row].document.id
        self.app.push_screen(ReaderScreen(self._access, number), self._came_back)

    def action_add(self) -> None:
        self.app.push_screen(AddingScreen(self._access), self._came_back)

    def action_record(self) -> None:
        """Say what a document is: the file seldom tells who issued it when."""
        row = self._list.cursor
        if row is None:
            self.notify(self._none, markup=False)
            return
        document = self._rows.in_use[row].document
        self.app.push_screen(RecordScreen(self._access, document), self._came_back)

    def action_leave(self) -> None:
        self.dismiss(self._changed)

    def _came_back(self, changed: bool | None) -> None:
        if changed:
            self._changed = True
            self.action_reload()

    @property
    def _none(self) -> str:
        return f"There is no document yet: {shown_key(self.app, 'documents.add', 'a')} adds one"

    @property
    def _list(self) -> VirtualList:
        return self.query_one("#documents_in_use", VirtualList)

    def _title(self, text: str) -> None:
        self.query_one("#documents_in_use-title", Static).update(literal(text, "bold"))
