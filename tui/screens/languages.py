"""Which languages are to be shown."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from align.languages import Language
from tui.cells import literal
from tui.widgets.checklist import Checklist


class LanguagesScreen(ModalScreen[frozenset[Language] | None]):
    """Returns the languages to show, none for all; None where nothing is to change."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Take these", priority=True),
        Binding("escape", "cancel", "Go back"),
    ]
    BINDING_GROUP_TITLE = "Languages"

    def __init__(
        self,
        present: Sequence[Language],
        shown: Collection[Language],
        *,
        title: str = "Languages to show",
    ) -> None:
        super().__init__()
        self._title = title
        self._present = tuple(present)
        self._shown = frozenset(shown)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            title = literal(self._title, "bold")
            yield Static(title, classes="dialog-title", markup=False)
            yield Checklist(self._present, called, id="languages")
            said = "space chooses; enter takes these, none chosen all; escape goes back"
            yield Static(literal(said, "dim"), markup=False)

    def on_mount(self) -> None:
        listed = self.query_one(Checklist)
        listed.choose(self._shown)
        listed.focus()
        listed.highlighted = 0

    def action_take(self) -> None:
        self.dismiss(self.query_one(Checklist).chosen)

    def action_cancel(self) -> None:
        self.dismiss(None)


class LanguageScreen(ModalScreen[Language | None]):
    """Returns one language, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "Go back")]
    BINDING_GROUP_TITLE = "Languages"

    def __init__(self, offered: Sequence[Language]) -> None:
        super().__init__()
        self._offered = tuple(offered)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            title = literal("Add a term in which language?", "bold")
            yield Static(title, classes="dialog-title", markup=False)
            yield OptionList(*map(called, self._offered), markup=False, compact=True)
            yield Static(literal("enter takes it, escape goes back", "dim"), markup=False)

    def on_mount(self) -> None:
        listed = self.query_one(OptionList)
        listed.focus()
        listed.highlighted = 0

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._offered[event.option_index])

    def action_cancel(self) -> None:
        self.dismiss(None)


def called(language: Language) -> str:
    """A language by its English name and its own."""
    own = language.profile.own_name
    return language.label if own == language.label else f"{language.label}  {own}"
