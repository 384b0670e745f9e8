"""Text fields that hold no control characters, whatever is typed, pasted or loaded."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input, TextArea
from textual.widgets.text_area import Edit, EditResult

from align.text import visible


class Line(Input):
    """An input of one line that shows control characters as symbols.

    Args:
        text: what it holds at first. Coming to the field selects nothing, so that the first key
            typed does not replace a term.
    """

    BINDING_GROUP_TITLE = "Text field"

    def __init__(self, text: str = "", *, id: str | None = None, placeholder: str = "") -> None:
        super().__init__(text, id=id, placeholder=placeholder, select_on_focus=False, compact=True)

    def validate_value(self, value: str) -> str:
        return visible(value)


class Paragraph(TextArea):
    """A text area in which only line ends are kept of all control characters; tab leaves it.

    ctrl+t keeps of the text what is selected, so that a sentence is trimmed to a definition.

    Args:
        text: what it holds at first, control characters made visible already.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+t", "trim", "Keep only what is selected", show=False)
    ]
    BINDING_GROUP_TITLE = "Text field"

    def action_trim(self) -> None:
        chosen = self.selected_text.strip()
        if chosen:
            self.replace(chosen, (0, 0), self.document.end)

    def __init__(self, text: str, *, id: str) -> None:
        super().__init__(
            text,
            id=id,
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=False,
            highlight_cursor_line=False,
            compact=True,
        )

    def edit(self, edit: Edit) -> EditResult:
        plain = edit.text.replace("\r\n", "\n").replace("\r", "\n")
        text = "\n".join(visible(line) for line in plain.split("\n"))
        return super().edit(replace(edit, text=text))
