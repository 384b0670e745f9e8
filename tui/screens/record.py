"""What is known of a document: its title, who issued it, when, and with what authority."""

from __future__ import annotations

from concurrent.futures import Future
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Select, Static

from align.errors import TifaError
from align.text import visible
from glossary.model import Particulars, StoredDocument
from glossary.model.authority import Authority
from glossary.store import Glossary
from glossary.store.reading.catalogue import describe
from tui.access import Access
from tui.cells import literal
from tui.store_thread import outlasting
from tui.widgets.fields import Line

UNRANKED = ""


class RecordScreen(ModalScreen[bool]):
    """Edits the record of a document; returns whether something was stored."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Store the record"),
        Binding("escape", "cancel", "Do not store it"),
    ]
    BINDING_GROUP_TITLE = "Record of a document"

    class Stored(Message):
        """It was stored."""

    class NotStored(Message):
        """It could not be."""

        def __init__(self, error: TifaError) -> None:
            super().__init__()
            self.error = error

    def __init__(self, access: Access, document: StoredDocument) -> None:
        super().__init__()
        self._access = access
        self._document = document
        self._saving = False
        self._warned = False

    def compose(self) -> ComposeResult:
        document = self._document
        with Vertical(classes="dialog"):
            yield Static(literal(document.source, "bold"), classes="dialog-title", markup=False)
            yield from _field("title", "Title", document.title)
            yield from _field("issuer", "Issuer", document.issuer)
            yield from _field("date", "Date: 2024, 2024-07 or 2024-07-18", document.dated)
            yield Static(literal("Rank of its wording", "dim"), markup=False)
            ranks = [(rank.value, rank.value) for rank in Authority]
            if document.authority is None:
                ranks.insert(0, ("not known", UNRANKED))
            yield Select(
                ranks,
                value=document.authority.value if document.authority else UNRANKED,
                allow_blank=False,
                compact=True,
                id="record-rank",
            )
            yield Static("", id="record-said", classes="said", markup=False)
            yield Static(literal("enter or ctrl+s stores it, escape does not", "dim"), markup=False)

    def on_mount(self) -> None:
        self.query_one("#record-issuer", Line).focus()

    def on_input_changed(self) -> None:
        self._warned = False

    def on_select_changed(self) -> None:
        self._warned = False

    def on_input_submitted(self) -> None:
        self.action_save()

    def action_save(self) -> None:
        if self._saving:
            return
        given = self._given()
        if given == Particulars():
            self.dismiss(False)
            return
        self._saving = True
        self._say("Storing…")
        name, who = str(self._document.id), self._access.reviewer

        def work(glossary: Glossary) -> None:
            describe(glossary, name, given, who=who)

        # Queued here: a worker that is cancelled before it begins would lose it.
        self.run_worker(self._stored(self._access.store.submit(work)), group="save")

    async def _stored(self, saved: Future[None]) -> None:
        try:
            await outlasting(saved)
        except TifaError as error:
            self.post_message(self.NotStored(error))
        else:
            self.post_message(self.Stored())

    def on_record_screen_stored(self) -> None:
        self.dismiss(True)

    def on_record_screen_not_stored(self, event: NotStored) -> None:
        self._saving = False
        self._say(f"! {event.error}")

    def action_cancel(self) -> None:
        """Go back; what was written is thrown away only when asked twice in a row."""
        if self._saving:
            self._say("It is being stored; a moment")
        elif self._warned or self._given() == Particulars():
            self.dismiss(False)
        else:
            self._warned = True
            self._say("! Not stored: ctrl+s stores it, escape again throws it away")

    def _given(self) -> Particulars:
        """What the reviewer changed; the rest stays as others may leave it meanwhile."""
        document = self._document
        rank = Authority.named(str(self.query_one("#record-rank", Select).value))
        return Particulars(
            self._changed("title", document.title),
            self._changed("issuer", document.issuer),
            self._changed("date", document.dated),
            None if rank is document.authority else rank,
        )

    def _changed(self, field: str, known: str) -> str | None:
        text = self.query_one(f"#record-{field}", Line).value
        return None if text == visible(known) else text

    def _say(self, text: str) -> None:
        self.query_one("#record-said", Static).update(literal(text))


def _field(name: str, label: str, text: str) -> ComposeResult:
    yield Static(literal(label, "dim"), markup=False)
    yield Line(visible(text), id=f"record-{name}")
