"""Choose a definition among what is known and what the contexts say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from glossary.curating.quoting import sentences
from glossary.model import Concept
from glossary.model.changes import name
from tui.cells import lines, literal
from tui.draft import DefinitionDraft

MOST = 100  #: texts that are offered


class QuoteScreen(ModalScreen[DefinitionDraft | None]):
    """Returns what was chosen, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "Take none")]
    BINDING_GROUP_TITLE = "Quotation"

    def __init__(self, concept: Concept) -> None:
        super().__init__()
        self._concept = concept
        self._offers = tuple(_offers(concept))[:MOST]

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog tall wide"):
            title = literal("A definition for ", "bold") + literal(name(self._concept), "bold")
            yield Static(title, classes="dialog-title", markup=False)
            if self._offers:
                yield OptionList(*(Option(shown) for _, shown in self._offers), markup=False)
                hint = (
                    "enter takes one, a definition as the first; ctrl+t then keeps only the part"
                    " that is selected"
                )
            else:
                hint = "There are no contexts to take one from; escape goes back"
            yield Static(literal(hint, "dim"), markup=False)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._offers[event.option_index][0])

    def action_cancel(self) -> None:
        self.dismiss(None)


def _offers(concept: Concept) -> Iterator[tuple[DefinitionDraft, Content]]:
    """The texts, each with what is shown of it: where it comes from, and a line between."""
    for definition in concept.definitions:
        shown = _shown(definition.text, f"definition, {definition.source}")
        yield DefinitionDraft.of(definition), shown
    known = {definition.text for definition in concept.definitions}
    for sentence in sentences(concept):
        if sentence.text not in known:
            said = DefinitionDraft(sentence.language, sentence.text)
            yield said, _shown(sentence.text, sentence.source)


def _shown(text: str, source: str) -> Content:
    return lines([literal(text), literal(source, "dim"), literal("")])
