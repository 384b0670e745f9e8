"""Which terms of a concept become a concept of their own."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from align.errors import GlossaryError
from align.text import counted, visible
from glossary.model import Concept
from glossary.model.changes import name
from glossary.store.changing.splitting import Halves, parted
from tui.cells import fit, lines, literal


class SplitSide(StrEnum):
    """Where a term is to be."""

    STAYS = "stays"
    GOES = "goes"
    BOTH = "both"


KEYS = {"s": SplitSide.STAYS, "g": SplitSide.GOES, "b": SplitSide.BOTH}
_WIDTH = 8  # cells


class SplitScreen(ModalScreen[Halves | None]):
    """Returns the two halves, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"put('{side}')", f"It {side}") for key, side in KEYS.items()),
        Binding("enter", "split", "Split", priority=True),
        Binding("escape", "cancel", "Go back"),
    ]
    BINDING_GROUP_TITLE = "Split"

    def __init__(self, concept: Concept) -> None:
        super().__init__()
        self._concept = concept
        self._sides = [SplitSide.STAYS for _ in concept.terms]

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            title = literal("Split ", "bold") + literal(name(self._concept), "bold")
            yield Static(title, classes="dialog-title", markup=False)
            yield OptionList(*map(Option, self._rows()), markup=False, compact=True)
            yield Static("", id="split-result", classes="problem", markup=False)
            keys = "s it stays, g it goes into a new entry, b it stands in both; enter splits"
            yield Static(literal(keys, "dim"), markup=False)

    def on_mount(self) -> None:
        options = self.query_one(OptionList)
        options.focus()
        options.highlighted = 0
        self._preview()

    @property
    def halves(self) -> Halves:
        """What stays and what goes, as marked."""
        forms = [(term.language, term.text) for term in self._concept.terms]
        sided = list(zip(forms, self._sides, strict=True))
        return Halves(
            frozenset(form for form, side in sided if side is not SplitSide.GOES),
            frozenset(form for form, side in sided if side is not SplitSide.STAYS),
        )

    def action_put(self, side: str) -> None:
        """Say of the term under the cursor where it is to be."""
        options = self.query_one(OptionList)
        if options.highlighted is not None:
            self._sides[options.highlighted] = SplitSide(side)
            options.replace_option_prompt_at_index(
                options.highlighted, self._rows()[options.highlighted]
            )
            self._preview()

    def action_split(self) -> None:
        try:
            parted(self._concept, self.halves)
        except GlossaryError as error:
            self.notify(visible(str(error)), severity="error", markup=False)
        else:
            self.dismiss(self.halves)

    def action_cancel(self) -> None:
        self.dismiss(None)

    def _preview(self) -> None:
        result = self.query_one("#split-result", Static)
        try:
            kept, made = parted(self._concept, self.halves)
        except GlossaryError as error:
            result.update(literal(f"! {error.what}"))
            return
        result.update(
            lines(
                [
                    literal(f"stays: {name(kept)}, {counted(len(kept.contexts), 'context')}"),
                    literal(f"new:   {name(made)}, {counted(len(made.contexts), 'context')}"),
                ]
            )
        )

    def _rows(self) -> list[Content]:
        return [
            literal(fit(side, _WIDTH), "bold" if side is not SplitSide.STAYS else "dim")
            + literal(f"{term.language}  {term.text}")
            for term, side in zip(self._concept.terms, self._sides, strict=True)
        ]
