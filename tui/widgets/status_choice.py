"""Which statuses are meant: Textual's own list tells by colour alone what is chosen."""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from glossary.model import ConceptStatus
from tui.cells import literal


class StatusChoice(OptionList):
    """The statuses of concepts, each with [x] where it is chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "select", "Choose or not", show=False)
    ]
    BINDING_GROUP_TITLE = "Statuses"

    def __init__(self, *, id: str) -> None:
        self._chosen: frozenset[ConceptStatus] = frozenset()
        super().__init__(*(Option(self._said(each)) for each in ConceptStatus), id=id, compact=True)

    @property
    def chosen(self) -> frozenset[ConceptStatus]:
        """The statuses that are chosen."""
        return self._chosen

    def choose(self, statuses: Collection[ConceptStatus]) -> None:
        """Choose these and no others."""
        self._chosen = frozenset(statuses)
        for number, status in enumerate(ConceptStatus):
            self.replace_option_prompt_at_index(number, self._said(status))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.choose(self._chosen ^ {list(ConceptStatus)[event.option_index]})

    def _said(self, status: ConceptStatus) -> Content:
        return literal(f"[{'x' if status in self._chosen else ' '}] {status}")
