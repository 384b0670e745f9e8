"""What a glossary without concepts shows."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from tui.access import Access
from tui.cells import lines, literal
from tui.screens.adding import AddingScreen
from tui.screens.importing import ImportScreen

OFFERS = (
    ("demo", "d  Show me", "Adds the short article and translation that tifa has."),
    ("add", "a  Add documents", "Finds the terms of a text, alone or translated."),
    ("import", "I  Import a glossary", "Takes in a termbase or table of another program."),
    ("quit", "q  Leave", "Nothing is changed."),
)


class FirstRunScreen(Screen[bool]):
    """Offers ways to fill the glossary; returns True where it may hold something now."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "demo", "The demo"),
        Binding("a", "add", "Add documents"),
        Binding("I", "import", "Import"),
        Binding("f5", "again", "Look again"),
        Binding("question_mark", "app.help", "Help", key_display="?"),
        Binding("q", "app.quit", "Quit"),
    ]
    BINDING_GROUP_TITLE = "Empty glossary"

    def __init__(self, access: Access) -> None:
        super().__init__()
        self._access = access

    def compose(self) -> ComposeResult:
        options = [
            Option(lines([literal(label, "bold"), literal(f"   {said}", "dim")]), id=name)
            for name, label, said in OFFERS
        ]
        with Vertical(id="first-run"):
            yield Static("Nothing to review yet", id="first-run-title", markup=False)
            yield OptionList(*options, id="first-run-offers", markup=False)
            said = "From a shell, `tifa add` and `tifa import` do it; f5 looks again."
            yield Static(literal(said, "dim"), id="first-run-text", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        match event.option.id:
            case "demo":
                self.action_demo()
            case "add":
                self.action_add()
            case "import":
                self.action_import()
            case _:
                await self.run_action("app.quit")

    def action_demo(self) -> None:
        self.app.push_screen(AddingScreen(self._access, demo=True), self._added)

    def action_add(self) -> None:
        self.app.push_screen(AddingScreen(self._access), self._added)

    def action_import(self) -> None:
        self.app.push_screen(ImportScreen(self._access), self._added)

    def action_again(self) -> None:
        self.dismiss(True)

    def _added(self, changed: bool | None) -> None:
        if changed:
            self.dismiss(True)
