"""What was done to one concept: who, when, why, and field by field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Footer, Static

from glossary.model import Concept, Revision
from glossary.model.changes import clauses, name
from glossary.store import Glossary
from tui.cells import lines, literal
from tui.looking import Looks
from tui.widgets.page import Block, Page


class HistoryScreen(Looks, Screen[None]):
    """Shows the revisions of a concept, the newest first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,h,q", "leave", "Back", key_display="esc"),
        Binding("f1", "app.help", "Help"),
    ]
    BINDING_GROUP_TITLE = "History"

    def __init__(self, concept: Concept, open_glossary: Callable[[], Glossary]) -> None:
        super().__init__()
        self._concept = concept
        self._open_glossary = open_glossary

    def compose(self) -> ComposeResult:
        title = literal(f"History of {name(self._concept)}", "bold")
        yield Static(title, classes="screen-title", markup=False)
        yield Page(id="history")
        yield Footer(compact=True)

    def on_mount(self) -> None:
        self.query_one(Page).focus()
        self.look(self._open_glossary, lambda glossary: glossary.history(self._concept.id))

    def on_looks_looked(self, event: Looks.Looked) -> None:
        self.query_one(Page).put_blocks(blocks(reversed(event.found)))

    def on_looks_not_looked(self, event: Looks.NotLooked) -> None:
        self.query_one(Page).put_blocks([Block(literal(f"! {event.error}"))])

    def action_leave(self) -> None:
        self.dismiss(None)


def blocks(revisions: Iterable[Revision]) -> Iterator[Block]:
    """A block a revision: its number, when, by whom, what it did and why, then what changed."""
    for revision in revisions:
        head = literal(f"{revision.action}", "bold") + literal(f" by {revision.who}")
        if revision.why:
            head += literal(f": {revision.why}")
        moment = literal(f"{revision.when.astimezone():%Y-%m-%d %H:%M}", "dim")
        changed = [literal(f"- {clause}") for clause in clauses(revision)]
        yield Block(lines([head, moment, *changed]), str(revision.number))
