"""Which other entry is the same concept."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from align.errors import TifaError
from align.text import counted
from glossary.model import Concept, ConceptStatus, Term
from glossary.model.changes import name
from tui.cells import lines, literal
from tui.fates import Fate, fates
from tui.widgets.checklist import Checklist
from tui.widgets.fields import Line

MOST = 50  #: entries that are offered


@dataclass(frozen=True, slots=True)
class Offer:
    """An entry that may be the same."""

    concept_id: str
    name: str
    status: ConceptStatus


@dataclass(frozen=True, slots=True)
class Merging:
    """An entry to join into the one at hand, and those of its terms that are dropped."""

    concept_id: str
    dropped: frozenset[Term] = frozenset()


class MergeScreen(ModalScreen[Merging | None]):
    """Returns what to join into the entry at hand, or None; says what becomes of each term.

    Args:
        concept: the one at hand, which is kept.
        near: what resembles it, offered before anything is typed.
        search: finds entries by what is typed; fast, since it runs at each key.
        read: an entry with all its terms; None where it is gone.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "merge", "Merge", priority=True),
        Binding("down", "offer(1)", "Next entry", show=False),
        Binding("up", "offer(-1)", "Previous entry", show=False),
        Binding("f4", "fragments", "Drop the fragments, or keep them"),
        Binding("escape", "cancel", "Do not merge"),
    ]
    BINDING_GROUP_TITLE = "Merge"

    class WasRead(Message):
        """An entry that is offered was read."""

        def __init__(self, concept: Concept) -> None:
            super().__init__()
            self.concept = concept

    class NotRead(Message):
        """It could not be."""

        def __init__(self, said: str) -> None:
            super().__init__()
            self.said = said

    def __init__(
        self,
        concept: Concept,
        near: Sequence[Offer],
        search: Callable[[str], Sequence[Offer]],
        read: Callable[[str], Awaitable[Concept | None]],
    ) -> None:
        super().__init__()
        self._concept = concept
        self._near = tuple(near)
        self._search = search
        self._read_whole = read
        self._offers: tuple[Offer, ...] = ()
        self._fates: tuple[Fate, ...] = ()
        self._shown: str | None = None  # the entry whose terms are shown

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog wide"):
            title = literal("Merge into ", "bold") + literal(name(self._concept), "bold")
            yield Static(title, classes="dialog-title", markup=False)
            yield Line(placeholder="Which entry is the same? Type a part of it", id="merge-query")
            yield Static("", id="merge-hint", classes="problem", markup=False)
            yield OptionList(markup=False, compact=True, id="merge-offers")
            yield Static("", id="merge-same", classes="said", markup=False)
            yield Vertical(id="merge-terms")
            said = "enter merges; ↑ ↓ choose the entry, tab and space a term; escape: back"
            yield Static(literal(said, "dim"), markup=False)

    def on_mount(self) -> None:
        self._options.can_focus = False  # one chooses there while one types
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

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        if event.option_list.id == "merge-offers":
            self._read()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.action_merge()

    @work(exclusive=True, group="merge")
    async def _read(self) -> None:
        offer = self._offer
        if offer is None or offer.concept_id == self._shown:
            return
        try:
            concept = await self._read_whole(offer.concept_id)
        except TifaError as error:
            self.post_message(self.NotRead(str(error)))
            return
        if concept is None:
            self.post_message(self.NotRead(f"{offer.name} is not there any more"))
        else:
            self.post_message(self.WasRead(concept))

    async def on_merge_screen_was_read(self, event: WasRead) -> None:
        offer = self._offer
        if offer is None or offer.concept_id != event.concept.id:
            return
        found = tuple(fates(self._concept, event.concept))
        self._fates = tuple(each for each in found if not each.is_there)
        self._shown = event.concept.id
        same = ", ".join(each.term.text for each in found if each.is_there)
        said = [f"Both have: {same}"] if same else []
        if parts := sum(bool(each.part_of) for each in found):
            said.append(f"{counted(parts, 'fragment')}: f4 drops what is a part of another term")
        shown = lines(literal(each, "dim") for each in said)
        self.query_one("#merge-same", Static).update(shown)
        place = self.query_one("#merge-terms", Vertical)
        await place.remove_children()
        if self._fates:
            listed = Checklist(self._fates, _said, id="merge-fates")
            await place.mount(listed)
            listed.choose(self._fates)
            listed.highlighted = 0

    def on_merge_screen_not_read(self, event: NotRead) -> None:
        self._hint(f"! {event.said}")

    def action_offer(self, step: int) -> None:
        """Go to another entry; the list of terms has these keys for itself."""
        options = self._options
        if options.option_count:
            place = (options.highlighted or 0) + step
            options.highlighted = max(0, min(place, options.option_count - 1))

    def action_fragments(self) -> None:
        """Drop the terms that are parts of others, or keep them again."""
        parts = frozenset(each for each in self._fates if each.part_of)
        if not parts:
            self._hint("none of its terms is a part of another")
            return
        listed = self._listed
        if listed is not None:
            kept = listed.chosen
            listed.choose(kept - parts if parts & kept else kept | parts)

    def action_merge(self) -> None:
        offer = self._offer
        if offer is None:
            self._hint("! there is no entry to merge; type a part of one")
        elif offer.concept_id != self._shown:
            self._hint("a moment: it is being read")
        else:
            listed = self._listed
            kept = frozenset() if listed is None else listed.chosen
            dropped = frozenset(each.term for each in self._fates if each not in kept)
            self.dismiss(Merging(offer.concept_id, dropped))

    def action_cancel(self) -> None:
        self.dismiss(None)

    @property
    def _options(self) -> OptionList:
        return self.query_one("#merge-offers", OptionList)

    @property
    def _listed(self) -> Checklist[Fate] | None:
        return next(iter(self.query("#merge-fates").results(Checklist)), None)

    @property
    def _offer(self) -> Offer | None:
        place = self._options.highlighted
        return None if place is None or place >= len(self._offers) else self._offers[place]

    def _show(self, offers: Sequence[Offer], hint: str) -> None:
        self._offers = tuple(each for each in offers if each.concept_id != self._concept.id)[:MOST]
        options = self._options
        options.clear_options()
        options.add_options(
            Option(literal(each.name) + literal(f"  {each.status}", "dim")) for each in self._offers
        )
        options.highlighted = 0 if self._offers else None
        if not self._offers:
            self._fates, self._shown = (), None
            self.query_one("#merge-same", Static).update("")
            self.query("#merge-fates").remove()
        self._hint(hint)

    def _hint(self, said: str) -> None:
        self.query_one("#merge-hint", Static).update(literal(said, "dim"))


def _said(fate: Fate) -> str:
    """A term of the entry that goes, and what becomes of it."""
    part = f", a part of {fate.part_of}" if fate.part_of else ""
    return f"{fate.term.language}  {fate.term.text}  {fate.said}{part}"
