"""The places in documents that an entry was found in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from align.model import Language
from glossary.store.reading.passages import Passage, passages
from tui.access import Access
from tui.cells import lines, literal, marked
from tui.looking import Looks
from tui.widgets.reader_layout import shown

MOST = 50  #: contexts that are offered


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a document.

    Attributes:
        number: the id of the document.
        at: a language and the index of a segment.
    """

    number: int
    at: tuple[Language, int]


class PlacesScreen(Looks, ModalScreen[Spot | None]):
    """Lets one choose a context; returns its place, of the only one at once."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "Back")]
    BINDING_GROUP_TITLE = "Contexts"

    def __init__(self, concept_id: str, access: Access) -> None:
        super().__init__()
        self._concept_id = concept_id
        self._access = access
        self._spots: list[Spot] = []

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog tall wide"):
            title = literal("Read which context in its document?", "bold")
            yield Static(title, classes="dialog-title", markup=False)
            yield OptionList(markup=False)
            yield Static(literal("Looking…", "dim"), id="places-said", markup=False)

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()
        self.look(
            self._access.open_glossary,
            lambda glossary: passages(glossary, self._concept_id, around=0, limit=MOST),
        )

    def on_looks_looked(self, event: Looks.Looked) -> None:
        self._spots = [spot(each) for each in event.found]
        if len(self._spots) == 1:
            self.dismiss(self._spots[0])
            return
        self.query_one(OptionList).add_options(Option(_offer(each)) for each in event.found)
        if self._spots:
            self.query_one(OptionList).highlighted = 0
            self._say("enter reads it there, escape goes back")
        else:
            self._say("None of its contexts is in a document that is stored here; escape goes back")

    def on_looks_not_looked(self, event: Looks.NotLooked) -> None:
        self._say(f"! {event.error}")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._spots[event.option_index])

    def action_cancel(self) -> None:
        self.dismiss(None)

    def _say(self, text: str) -> None:
        self.query_one("#places-said", Static).update(literal(text, "dim"))


def spot(passage: Passage) -> Spot:
    """Where the evidence of a passage begins."""
    language = passage.document.language
    segments = (
        side.segments
        for line in passage.lines
        if line.is_evidence
        for side in line.sides
        if side.language is language
    )
    first = next((each[0] for each in segments), 0)
    return Spot(passage.document.id, (language, first))


def _offer(passage: Passage) -> Content:
    document = passage.document
    where = " ".join(filter(None, (document.title or document.source, document.dated)))
    said = [
        marked(shown(side.text), side.spans)
        for line in passage.lines
        for side in line.sides
        if line.is_evidence
    ]
    return lines([literal(where, "dim"), *said, literal("")])
