"""Which other entry is the same concept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from glossary.model import Concept, ConceptStatus
from glossary.model.changes import name
from tui.cells import literal
from tui.widgets.fields import Line

MOST = 50  #: entries that are offered


@dataclass(frozen=True, slots=True)
class Offer:
    """An entry that may be the same."""

    concept_id: str
    name: str
    status: ConceptStatus


class MergeScreen(ModalScreen[str | None]):
    """Returns the id of the entry to join into the one at hand, or None.

    Args:
        concept: the one at hand, which is kept.
        near: what resembles it, offered before anything is typed.
        search: finds entries by what is typed; fast, since it runs at each key.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Do not merge"),
        Binding("down", "list", "Entries", show=False),
    ]
    BINDING_GROUP_TITLE = "Merge"

    def __init__(
        self,
        concept: Concept,
        near: Sequence[Offer],
        search: Callable[[str], Sequence[Offer]],
    ) -> None:
        super().__init__()
        self._concept = concept
        self._near = tuple(near)
        self._search = search
        self._offers: tuple[Offer, ...] = ()

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            title = literal("Merge into ", "bold") + literal(name(self._concept), "bold")
            yield Static(title, classes="dialog-title", markup=False)
            yield Line(placeholder="Which entry is the same? Type a part of it", id="merge-query")
            yield Static("", id="merge-hint", classes="problem", markup=False)
            yield OptionList(markup=False, compact=True, id="merge-offers")

    def on_mount(self) -> None:
        self._show(self._near, "resembles it" if self._near else "nothing resembles it; type")
        self.query_one(Line).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        text = event.value.strip()
        if text:
            found = self._search(text)
            self._show(found, "" if found else "no other entry has that")
        else:
            self._show(self._near, "resembles it" if self._near else "nothing resembles it; type")

    def on_input_submitted(self) -> None:
        self.action_list()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._offers[event.option_index].concept_id)

    def action_list(self) -> None:
        options = self.query_one(OptionList)
        if options.option_count:
            options.focus()
            options.highlighted = 0

    def action_cancel(self) -> None:
        self.dismiss(None)

    def _show(self, offers: Sequence[Offer], hint: str) -> None:
        self._offers = tuple(each for each in offers if each.concept_id != self._concept.id)[:MOST]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(
            Option(literal(each.name) + literal(f"  {each.status}", "dim")) for each in self._offers
        )
        self.query_one("#merge-hint", Static).update(literal(hint, "dim"))
