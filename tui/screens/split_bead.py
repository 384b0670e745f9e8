"""Where to cut a bead in two."""

from __future__ import annotations

from itertools import islice
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from align.model import Bead
from glossary.curating.correcting import cuts
from glossary.store.reading.documents import OpenText
from tui.cells import fit, lines, literal
from tui.widgets.reader_layout import shown

MOST = 200  #: cuts that are offered
WIDTH = 60  # cells of a sentence


class SplitBeadScreen(ModalScreen[tuple[Bead, Bead] | None]):
    """Offers every cut, the likeliest first; returns both halves, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "Do not split")]
    BINDING_GROUP_TITLE = "Split the bead"

    def __init__(self, text: OpenText, bead: Bead) -> None:
        super().__init__()
        self._text = text
        self._cuts = list(islice(cuts(bead), MOST))

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog tall wide"):
            title = literal("Split the bead: which sentences belong together?", "bold")
            yield Static(title, classes="dialog-title", markup=False)
            options = (Option(self._offer(halves)) for halves in self._cuts)
            yield OptionList(*options, markup=False)
            yield Static(literal("enter splits, escape goes back", "dim"), markup=False)

    def on_mount(self) -> None:
        options = self.query_one(OptionList)
        options.focus()
        options.highlighted = 0

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._cuts[event.option_index])

    def action_cancel(self) -> None:
        self.dismiss(None)

    def _offer(self, halves: tuple[Bead, Bead]) -> Content:
        found: list[Content] = []
        for number, half in enumerate(halves, 1):
            for index, sentence in enumerate(self._sentences(half)):
                found.append(literal("   " if index else f"{number}. ", "bold") + literal(sentence))
        return lines([*found, literal("")])

    def _sentences(self, half: Bead) -> list[str]:
        return [
            fit(shown(side.segments[index].reading.text), WIDTH).rstrip()
            for side, segments in zip(self._text.sides, (half.source, half.target), strict=True)
            for index in segments
        ]
