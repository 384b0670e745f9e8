"""The status of each term of a concept, one key each, without opening the editor."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from align.text import counted
from glossary.model import Concept, Term, TermStatus, in_language, languages_of
from glossary.model.changes import name
from tui.cells import fit, literal

KEYS = {
    "p": TermStatus.PREFERRED,
    "a": TermStatus.ADMITTED,
    "d": TermStatus.DEPRECATED,
    "s": TermStatus.SUPERSEDED,
}
_STATUS = 12  # cells


class TermsScreen(ModalScreen[tuple[Term, ...] | None]):
    """Returns the terms with their new statuses, or None where nothing is to change."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"mark('{status}')", f"Mark {status}") for key, status in KEYS.items()),
        Binding("enter", "store", "Store", priority=True),
        Binding("escape", "cancel", "Go back"),
    ]
    BINDING_GROUP_TITLE = "Terms"

    def __init__(self, concept: Concept) -> None:
        super().__init__()
        self._concept = concept
        self._terms = [
            term
            for language in languages_of(concept.terms)
            for term in in_language(concept.terms, language)
        ]

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            title = literal("Terms of ", "bold") + literal(name(self._concept), "bold")
            yield Static(title, classes="dialog-title", markup=False)
            yield OptionList(*map(Option, self._rows()), markup=False, compact=True)
            keys = ", ".join(f"{key} {status}" for key, status in KEYS.items())
            yield Static(literal(f"{keys}; enter stores, escape does not", "dim"), markup=False)

    def on_mount(self) -> None:
        options = self.query_one(OptionList)
        options.focus()
        options.highlighted = 0

    def action_mark(self, status: str) -> None:
        """Give the term under the cursor a status; a language has one preferred term at most."""
        options = self.query_one(OptionList)
        place = options.highlighted
        if place is None:
            return
        wanted = TermStatus(status)
        chosen = self._terms[place]
        if wanted is TermStatus.PREFERRED:
            self._terms = [
                replace(term, status=TermStatus.ADMITTED)
                if term.language is chosen.language and term.status is TermStatus.PREFERRED
                else term
                for term in self._terms
            ]
        self._terms[place] = replace(chosen, status=wanted)
        for number, row in enumerate(self._rows()):
            options.replace_option_prompt_at_index(number, row)

    def action_store(self) -> None:
        changed = {(t.language, t.text): t for t in self._terms}
        terms = tuple(changed[term.language, term.text] for term in self._concept.terms)
        self.dismiss(terms if terms != self._concept.terms else None)

    def action_cancel(self) -> None:
        self.dismiss(None)

    def _rows(self) -> list[Content]:
        return [
            literal(fit(str(term.status), _STATUS), "dim")
            + literal(term.text, "bold" if term.status is TermStatus.PREFERRED else "")
            + literal(f"  {counted(term.frequency, 'use')}", "dim")
            for term in self._terms
        ]
