"""Which columns the queue has, and how wide they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.cells import fit, literal
from tui.sorting import Order, named
from tui.views import Columns

STEP = 2  #: cells that a key widens by
_MOST = 80  # cells that a column can be widened by
_NAME = 12  # cells of the name of a column


class ColumnsScreen(ModalScreen[Columns | None]):
    """Returns the columns as they are to be, or None where nothing is to change."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "hide", "Hide it, or show it", priority=True),
        Binding("right,plus,equals_sign", f"widen({STEP})", "Wider"),
        Binding("left,minus", f"widen(-{STEP})", "Narrower"),
        Binding("enter", "take", "Take these", priority=True),
        Binding("escape", "cancel", "Go back"),
    ]
    BINDING_GROUP_TITLE = "Columns"

    def __init__(self, orders: Sequence[Order], columns: Columns) -> None:
        super().__init__()
        self._orders = tuple(orders)
        self._columns = columns
        self._hidden = set(columns.hidden)
        self._wider = dict(columns.wider)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(literal("Columns", "bold"), classes="dialog-title", markup=False)
            yield OptionList(*map(Option, self._rows()), markup=False, compact=True)
            said = "space hides or shows, ← and → narrow and widen; enter takes, escape goes back"
            yield Static(literal(said, "dim"), markup=False)

    def on_mount(self) -> None:
        listed = self.query_one(OptionList)
        listed.focus()
        listed.highlighted = 0

    def action_hide(self) -> None:
        self._hidden ^= {self._here}
        if self._hidden.issuperset(map(str, self._orders)):
            self._hidden.remove(self._here)
            self.notify("One column has to stay", markup=False)
        self._draw()

    def action_widen(self, cells: int) -> None:
        wanted = self._wider.get(self._here, 0) + cells
        self._wider[self._here] = max(-_MOST, min(_MOST, wanted))
        self._draw()

    def action_take(self) -> None:
        wider = {name: cells for name, cells in self._wider.items() if cells}
        self.dismiss(replace(self._columns, hidden=frozenset(self._hidden), wider=wider))

    def action_cancel(self) -> None:
        self.dismiss(None)

    @property
    def _here(self) -> str:
        return str(self._orders[self.query_one(OptionList).highlighted or 0])

    def _draw(self) -> None:
        listed = self.query_one(OptionList)
        for number, row in enumerate(self._rows()):
            listed.replace_option_prompt_at_index(number, row)

    def _rows(self) -> list[Content]:
        return [
            literal(
                f"[{' ' if str(each) in self._hidden else 'x'}] "
                f"{fit(named(each).capitalize(), _NAME)} {self._wider.get(str(each), 0):+d}"
            )
            for each in self._orders
        ]
