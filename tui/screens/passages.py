"""The contexts of a concept in their documents, with the sentences before and after."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Footer, Static

from glossary.model import Concept
from glossary.model.changes import name
from glossary.store import Glossary
from glossary.store.reading.passages import Passage, PassageLine, passages
from tui.bidi import runs_right
from tui.cells import literal, marked
from tui.looking import Looks
from tui.widgets.page import Block, Page

AROUND = 2  #: beads or sentences before and after at first
MOST_AROUND = 32
MOST = 50  #: contexts that are opened


class PassagesScreen(Looks, Screen[None]):
    """Opens the contexts of a concept where they stand."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("plus,equals_sign", "around(2)", "More around", key_display="+"),
        Binding("minus", "around(0.5)", "Less around", key_display="-"),
        Binding("escape,x,q", "leave", "Back", key_display="esc"),
        Binding("f1", "app.help", "Help"),
    ]
    BINDING_GROUP_TITLE = "Contexts in place"

    def __init__(self, concept: Concept, open_glossary: Callable[[], Glossary]) -> None:
        super().__init__()
        self._concept = concept
        self._open_glossary = open_glossary
        self._around = AROUND

    def compose(self) -> ComposeResult:
        title = literal(f"Contexts of {name(self._concept)}", "bold")
        yield Static(title, classes="screen-title", markup=False)
        yield Page(id="passages")
        yield Footer(compact=True)

    def on_mount(self) -> None:
        self.query_one(Page).focus()
        self._load(self._around)

    def _load(self, around: int) -> None:
        self.look(
            self._open_glossary,
            lambda glossary: passages(glossary, self._concept.id, around=around, limit=MOST),
        )

    def on_looks_looked(self, event: Looks.Looked) -> None:
        self.query_one(Page).put_blocks(blocks(event.found))

    def on_looks_not_looked(self, event: Looks.NotLooked) -> None:
        self.query_one(Page).put_blocks([Block(literal(f"! {event.error}"))])

    def action_around(self, factor: float) -> None:
        around = min(max(1, int(self._around * factor)), MOST_AROUND)
        if around != self._around:
            self._around = around
            self._load(around)

    def action_leave(self) -> None:
        self.dismiss(None)


def blocks(found: Iterable[Passage]) -> Iterator[Block]:
    """A block a context: its document, then the lines around it, the evidence itself in bold."""
    empty = True
    for number, passage in enumerate(found, start=1):
        empty = False
        yield Block(literal(f"{number}. {_documents(passage)}", "dim"))
        for line in passage.lines:
            yield from _line(line)
    if empty:
        said = "None of its contexts is in a document that is stored here; `tifa add` stores them"
        yield Block(literal(said))


def _documents(passage: Passage) -> str:
    both = [passage.document, passage.translation]
    return " | ".join(
        " ".join(filter(None, (each.title or each.source, each.dated))) for each in both if each
    )


def _line(line: PassageLine) -> Iterator[Block]:
    """The sides of a bead; what is no evidence is dim."""
    sign = "▸" if line.is_evidence else " "
    for side in line.sides:
        is_evidence = line.is_evidence
        text = marked(side.text, side.spans) if is_evidence else literal(side.text, "dim")
        yield Block(text, sign, close=True, right=runs_right(side.language))
        sign = " "
