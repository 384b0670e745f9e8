"""Several of a few things chosen: Textual's own list tells by colour alone what is chosen."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.cells import literal

Thing = TypeVar("Thing")


class Checklist(OptionList, Generic[Thing]):
    """Things, each with [x] where it is chosen.

    Args:
        things: what can be chosen.
        label: what to call each.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "select", "Choose or not", show=False)
    ]
    BINDING_GROUP_TITLE = "Choices"

    def __init__(
        self, things: Sequence[Thing], label: Callable[[Thing], str] = str, *, id: str
    ) -> None:
        self._things = tuple(things)
        self._label = label
        self._chosen: frozenset[Thing] = frozenset()
        options = (Option(self._said(each)) for each in self._things)
        super().__init__(*options, id=id, compact=True)

    @property
    def chosen(self) -> frozenset[Thing]:
        """What is chosen."""
        return self._chosen

    def choose(self, things: Collection[Thing]) -> None:
        """Choose these and no others."""
        self._chosen = frozenset(things)
        for number, thing in enumerate(self._things):
            self.replace_option_prompt_at_index(number, self._said(thing))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.choose(self._chosen ^ {self._things[event.option_index]})

    def _said(self, thing: Thing) -> Content:
        return literal(f"[{'x' if thing in self._chosen else ' '}] {self._label(thing)}")
