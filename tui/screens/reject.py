"""Asks why a proposal is rejected."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tui.cells import literal
from tui.widgets.fields import Line

#: What terminologists reject proposals for most; any other reason can be typed.
REASONS = (
    "not a term of art",
    "general language",
    "the terms do not translate each other",
    "a fragment of a longer term",
    "a duplicate of another entry",
)


class RejectScreen(ModalScreen[str | None]):
    """Returns the reason, or None where the reviewer thinks better of it.

    Args:
        called: what is rejected, in words.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Do not reject"),
        Binding("down", "reasons", "Usual reasons"),
    ]
    BINDING_GROUP_TITLE = "Reason"

    def __init__(self, called: str) -> None:
        super().__init__()
        self._called = called

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            title = literal("Reject ", "bold") + literal(self._called, "bold")
            yield Static(title, classes="dialog-title", markup=False)
            yield Line(placeholder="Why? Type a reason and press enter", id="reason")
            yield Static("", id="reason-problem", classes="problem", markup=False)
            yield OptionList(
                *(Option(literal(reason)) for reason in REASONS), markup=False, compact=True
            )

    def on_mount(self) -> None:
        self.query_one(Line).focus()
        self.query_one(OptionList).highlighted = None

    def on_input_submitted(self, event: Input.Submitted) -> None:
        reason = event.value.strip()
        if reason:
            self.dismiss(reason)
        else:
            message = "! A reason is needed: it goes into the history"
            self.query_one("#reason-problem", Static).update(literal(message))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(REASONS[event.option_index])

    def action_reasons(self) -> None:
        """Go from the field to the list; within the list, the list's own key moves on."""
        options = self.query_one(OptionList)
        options.focus()
        options.highlighted = 0

    def action_cancel(self) -> None:
        self.dismiss(None)
