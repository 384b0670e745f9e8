"""A question with a few answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.cells import literal


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer: the key that gives it, what it does, and what the screen returns."""

    key: str
    label: str
    value: str


class ChoiceScreen(ModalScreen[str]):
    """Asks; returns the value of the answer. Escape gives the first one, which changes nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "first", "Go back")]
    BINDING_GROUP_TITLE = "Question"

    def __init__(self, title: str, body: Content, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._title = title
        self._body = body
        self._choices = tuple(choices)

    def compose(self) -> ComposeResult:
        options = [Option(literal(f"{c.key}  {c.label}"), id=c.value) for c in self._choices]
        with Vertical(classes="dialog"):
            yield Static(literal(self._title, "bold"), classes="dialog-title", markup=False)
            with VerticalScroll(classes="dialog-body", can_focus=False):
                yield Static(self._body, markup=False)
            yield OptionList(*options, markup=False, compact=True)

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()

    def on_key(self, event: events.Key) -> None:
        for choice in self._choices:
            if event.character == choice.key:
                event.stop()
                self.dismiss(choice.value)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._choices[event.option_index].value)

    def action_first(self) -> None:
        self.dismiss(self._choices[0].value)
