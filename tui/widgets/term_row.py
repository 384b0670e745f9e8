"""One term in the editor: its text, its status, its conditions, and a button that removes it."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Button, Select, Static

from glossary.model import TermStatus
from tui.draft import TermDraft
from tui.widgets.fields import Line


class TermRow(Vertical):
    """Edits a `TermDraft`. Its conditions have a line of their own, which most terms need not."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "remove", "remove", show=False, id="editor.remove"),
        Binding("f6", "status('preferred')", "preferred", show=False, id="editor.preferred"),
        Binding("f7", "status('admitted')", "admitted", show=False, id="editor.admitted"),
        Binding("f8", "status('deprecated')", "deprecated", show=False, id="editor.deprecated"),
        Binding("ctrl+g", "conditions", "where it is used", show=False, id="editor.conditions"),
    ]
    BINDING_GROUP_TITLE = "Term"

    class Removed(Message):
        """The reviewer wants the row gone."""

        def __init__(self, row: TermRow) -> None:
            super().__init__()
            self.row = row

    def __init__(self, draft: TermDraft) -> None:
        super().__init__()
        self._draft = draft
        # Held here: a row that is on its way out has lost its children but is asked still.
        self._text = Line(draft.text, placeholder="term")
        self._status = Select(
            [(status.value, status.value) for status in TermStatus],
            value=draft.status.value,
            allow_blank=False,
            compact=True,
        )
        self._conditions = Line(
            draft.conditions,
            placeholder="after WORD; before WORD; about SUBJECT; in KIND OF DOCUMENT; not …",
        )
        self._where = Horizontal(
            Static("used", classes="used", markup=False), self._conditions, classes="conditions"
        )

    @property
    def draft(self) -> TermDraft:
        """What the row holds now."""
        if not self.is_mounted:
            return self._draft
        status = TermStatus(str(self._status.value))
        return replace(
            self._draft,
            text=self._text.value,
            status=status,
            conditions=self._conditions.value.strip(),
        )

    def compose(self) -> ComposeResult:
        with Horizontal(classes="term"):
            yield self._text
            yield self._status
            yield Button("remove", compact=True)
        self._where.display = bool(self._draft.conditions)
        yield self._where

    def on_button_pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.action_remove()

    def action_remove(self) -> None:
        self.post_message(self.Removed(self))

    def action_status(self, status: str) -> None:
        self._status.value = TermStatus(status).value

    def action_conditions(self) -> None:
        """Go to the line of the conditions."""
        self._where.display = True
        self._conditions.focus()
