"""A relation to add: of what kind, and to which entry."""

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

from glossary.model import Concept, RelationKind
from glossary.model.changes import name
from tui.cells import literal
from tui.screens.merge import MOST, Offer
from tui.widgets.fields import Line

#: Each kind from either end, as the entry at hand has it; "see also" is one from both.
_CHOICES = tuple(
    dict.fromkeys(
        (kind, is_owner and kind is not RelationKind.SEE_ALSO)
        for kind in RelationKind
        for is_owner in (False, True)
    )
)


@dataclass(frozen=True, slots=True)
class NewRelation:
    """A relation of the entry at hand and another one.

    Attributes:
        is_owner: it is that of the other entry to this one.
        said: what it is to this entry, in words.
        name: of the other entry.
    """

    kind: RelationKind
    concept_id: str
    is_owner: bool
    said: str
    name: str


class NewRelationScreen(ModalScreen[NewRelation | None]):
    """Returns the relation, or None.

    Args:
        search: finds entries by what is typed; fast, since it runs at each key.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "add", "Add it", priority=True),
        Binding("tab", "kind(1)", "Next kind", priority=True),
        Binding("shift+tab", "kind(-1)", "Previous kind", priority=True),
        Binding("down", "offer(1)", "Next entry", show=False),
        Binding("up", "offer(-1)", "Previous entry", show=False),
        Binding("escape", "cancel", "Go back"),
    ]
    BINDING_GROUP_TITLE = "New relation"

    def __init__(self, concept: Concept, search: Callable[[str], Sequence[Offer]]) -> None:
        super().__init__()
        self._concept = concept
        self._search = search
        self._offers: tuple[Offer, ...] = ()
        self._choice = 0

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog wide"):
            yield Static("", id="relation-kind", classes="dialog-title", markup=False)
            yield Line(placeholder="Which entry? Type a part of it", id="relation-query")
            yield OptionList(markup=False, compact=True, id="relation-offers")
            yield Static("", id="relation-problem", classes="problem", markup=False)
            said = "tab changes the kind, ↑ and ↓ choose the entry; enter adds it, escape goes back"
            yield Static(literal(said, "dim"), markup=False)

    def on_mount(self) -> None:
        self._options.can_focus = False  # one chooses there while one types
        self._show_kind()
        self.query_one(Line).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        text = event.value.strip()
        found = self._search(text) if text else ()
        own = self._concept.id
        self._offers = tuple(each for each in found if each.concept_id != own)[:MOST]
        options = self._options
        options.clear_options()
        options.add_options(
            Option(literal(each.name) + literal(f"  {each.status}", "dim")) for each in self._offers
        )
        options.highlighted = 0 if self._offers else None
        self._say("no other entry has that" if text and not self._offers else "")

    def action_kind(self, step: int) -> None:
        self._choice = (self._choice + step) % len(_CHOICES)
        self._show_kind()

    def action_offer(self, step: int) -> None:
        options = self._options
        if options.option_count:
            place = (options.highlighted or 0) + step
            options.highlighted = max(0, min(place, options.option_count - 1))

    def action_add(self) -> None:
        place = self._options.highlighted
        if place is None or place >= len(self._offers):
            self._say("! there is no entry to relate it to; type a part of one")
            return
        offer, (kind, is_owner) = self._offers[place], _CHOICES[self._choice]
        self.dismiss(NewRelation(kind, offer.concept_id, is_owner, self._said, offer.name))

    def action_cancel(self) -> None:
        self.dismiss(None)

    @property
    def _options(self) -> OptionList:
        return self.query_one("#relation-offers", OptionList)

    @property
    def _said(self) -> str:
        """The kind in words, as the lists of relations have it before the other entry."""
        kind, is_owner = _CHOICES[self._choice]
        return kind.inverse if is_owner else str(kind)

    def _show_kind(self) -> None:
        shown = literal(name(self._concept), "bold") + literal(f"  {self._said}  …", "bold")
        self.query_one("#relation-kind", Static).update(shown)

    def _say(self, said: str) -> None:
        self.query_one("#relation-problem", Static).update(literal(said))
