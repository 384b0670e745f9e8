"""The relations of an entry: seen with what shows them, accepted, rejected, taken back, added."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from glossary.model import Concept, RelationKind, RelationStatus
from glossary.model.changes import name
from glossary.store import Glossary
from glossary.store.reading.concordance import KeyWord
from glossary.store.reading.relations import related_with_places
from tui.access import Access
from tui.cells import lines, literal, marked
from tui.looking import Looks
from tui.screens.entry import EntryScreen
from tui.screens.merge import Offer
from tui.screens.new_relation import NewRelation, NewRelationScreen


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person says of a relation of the entry at hand and another one.

    Attributes:
        is_owner: the relation is that of the other entry to this one.
    """

    kind: RelationKind
    concept_id: str
    is_owner: bool
    holds: bool


@dataclass(frozen=True, slots=True)
class _Row:
    """A relation as it is listed.

    Attributes:
        status: as it is stored; None for one that is to be added.
        holds: what the person says of it; None: nothing yet.
    """

    kind: RelationKind
    concept_id: str
    is_owner: bool
    said: str
    name: str
    status: RelationStatus | None
    place: KeyWord | None = None
    holds: bool | None = None

    @property
    def decision(self) -> Decision | None:
        """What is to be stored of it."""
        is_said = self.holds is True and self.status is RelationStatus.APPROVED
        if self.holds is None or is_said:
            return None
        return Decision(self.kind, self.concept_id, self.is_owner, self.holds)

    @property
    def remark(self) -> str:
        """What it is, and what becomes of it."""
        if self.status is None:
            return "new"
        if self.decision is None:
            return str(self.status)
        if self.holds:
            return f"{self.status}, to be accepted"
        taken = "rejected" if self.status is RelationStatus.PROPOSED else "taken back"
        return f"{self.status}, to be {taken}"


@dataclass(frozen=True, slots=True)
class Relating:
    """What the screen returns.

    Attributes:
        decisions: what is to be stored at one go.
        goes_to: the id of the entry to go to, "" for none.
    """

    decisions: tuple[Decision, ...] = ()
    goes_to: str = ""


class RelationsScreen(Looks, ModalScreen[Relating | None]):
    """Returns what is to be stored, or None.

    Args:
        search: finds entries by what is typed; fast, since it runs at each key.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "say(True)", "Accept"),
        Binding("r", "say(False)", "Reject or take back"),
        Binding("n", "add", "Add one"),
        Binding("o", "open", "Read the other entry"),
        Binding("g", "go", "Go to the other entry"),
        Binding("enter", "store", "Store", priority=True),
        Binding("escape", "cancel", "Do not store"),
    ]
    BINDING_GROUP_TITLE = "Relations"

    def __init__(
        self, concept: Concept, access: Access, search: Callable[[str], Sequence[Offer]]
    ) -> None:
        super().__init__()
        self._concept = concept
        self._access = access
        self._search = search
        self._rows: list[_Row] = []
        self._warned = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog wide"):
            title = literal("Relations of ", "bold") + literal(name(self._concept), "bold")
            yield Static(title, classes="dialog-title", markup=False)
            yield OptionList(markup=False, compact=True, id="relations")
            yield Static("", id="relation-place", classes="said", markup=False)
            yield Static(literal("reading…", "dim"), id="relation-hint", markup=False)
            said = (
                "a accepts, r rejects or takes back, n adds one, o reads the other entry,"
                " g goes there; enter stores, escape does not"
            )
            yield Static(literal(said, "dim"), markup=False)

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()
        concept_id = self._concept.id
        self.look(self._access.open_glossary, lambda glossary: _rows(glossary, concept_id))

    def on_looks_looked(self, event: Looks.Looked) -> None:
        self._rows = [*event.found, *self._rows]
        self._hint("" if self._rows else "It has no relations; n adds one")
        self._show(0)

    def on_looks_not_looked(self, event: Looks.NotLooked) -> None:
        self._hint(f"! {event.error}")

    def on_option_list_option_highlighted(self) -> None:
        row = self._row
        self.query_one("#relation-place", Static).update(_shown_in(row.place) if row else "")

    def action_say(self, holds: bool) -> None:
        place, row = self.query_one(OptionList).highlighted, self._row
        if place is None or row is None:
            self._hint("There is no relation here; n adds one")
            return
        if row.status is None and not holds:
            del self._rows[place]
        else:
            self._rows[place] = replace(row, holds=None if row.holds is holds else holds)
        self._show(min(place + 1, len(self._rows) - 1))

    def action_add(self) -> None:
        def chosen(new: NewRelation | None) -> None:
            if new is None:
                return
            row = _Row(new.kind, new.concept_id, new.is_owner, new.said, new.name, None, holds=True)
            alike = [
                place
                for place, each in enumerate(self._rows)
                if (each.kind, each.concept_id, each.is_owner)
                == (row.kind, row.concept_id, row.is_owner)
            ]
            if alike:
                self._rows[alike[0]] = replace(self._rows[alike[0]], holds=True)
            else:
                self._rows.append(row)
            self._show(alike[0] if alike else len(self._rows) - 1)

        self.app.push_screen(NewRelationScreen(self._concept, self._search), chosen)

    def action_open(self) -> None:
        if row := self._row:
            self.app.push_screen(EntryScreen(row.concept_id, self._access))

    def action_go(self) -> None:
        if (row := self._row) and self._may_leave():
            self.dismiss(Relating(goes_to=row.concept_id))

    def action_store(self) -> None:
        self.dismiss(Relating(self._decisions) if self._decisions else None)

    def action_cancel(self) -> None:
        if self._may_leave():
            self.dismiss(None)

    @property
    def _decisions(self) -> tuple[Decision, ...]:
        return tuple(filter(None, (each.decision for each in self._rows)))

    @property
    def _row(self) -> _Row | None:
        place = self.query_one(OptionList).highlighted
        return None if place is None or place >= len(self._rows) else self._rows[place]

    def _may_leave(self) -> bool:
        """What was said is thrown away only when asked twice in a row."""
        if self._warned or not self._decisions:
            return True
        self._warned = True
        self._hint("! Not stored: enter stores it, the same key again throws it away")
        return False

    def _show(self, place: int) -> None:
        self._warned = False
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(Option(_line(each)) for each in self._rows)
        options.highlighted = place if self._rows else None
        if self._rows:
            self._hint("")

    def _hint(self, said: str) -> None:
        self.query_one("#relation-hint", Static).update(literal(said, "dim"))


def _rows(glossary: Glossary, concept_id: str) -> list[_Row]:
    return [
        _Row(
            each.kind,
            each.concept.id,
            each.is_owner,
            each.said,
            name(each.concept),
            each.status,
            place,
        )
        for each, place in related_with_places(glossary, glossary.concept(concept_id))
    ]


def _line(row: _Row) -> Content:
    style = "strike" if row.holds is False else "bold"
    return (
        literal(f"{row.said} ", "dim")
        + literal(row.name, style)
        + literal(f"  {row.remark}", "dim")
    )


def _shown_in(place: KeyWord | None) -> Content:
    """The sentence that shows a relation, and where it stands."""
    if place is None:
        return literal("no document in the glossary shows it in one sentence", "dim")
    document = place.document
    called = ", ".join(filter(None, (document.title or document.source, document.dated)))
    where = literal(f"{called}, sentence {place.segment + 1}", "dim")
    return lines([marked(place.text, [(place.start, place.end)]), where])
