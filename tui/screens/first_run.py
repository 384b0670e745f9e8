"""What a glossary without concepts shows."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Footer, Static

TEXT = """\
This glossary is empty. Fill it from a shell, then press f5.

  tifa add ARTICLE
      finds the terms of art of a text and proposes them

  tifa add CHINESE ENGLISH
      the same over a text and its translation, which it aligns

  tifa demo
      shows the whole path on a short text that ships with tifa\
"""


class FirstRunScreen(Screen[bool]):
    """Says how to fill the glossary; returns True to look again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "again", "Look again"),
        Binding("question_mark", "app.help", "Help", key_display="?"),
        Binding("q", "app.quit", "Quit"),
    ]
    BINDING_GROUP_TITLE = "Empty glossary"

    def compose(self) -> ComposeResult:
        with Vertical(id="first-run"):
            yield Static("Nothing to review yet", id="first-run-title", markup=False)
            yield Static(TEXT, id="first-run-text", markup=False)
        yield Footer()

    def action_again(self) -> None:
        self.dismiss(True)
