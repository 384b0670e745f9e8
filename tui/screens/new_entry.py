"""An entry made of words that were selected in a document, shown before it is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from align.errors import TifaError
from align.languages import Language, languages
from align.text import visible
from glossary.curating.selecting import proposal
from glossary.model import Concept, StoredDocument
from glossary.model.changes import name
from glossary.store import AddReport, Glossary
from tui.access import Access
from tui.cells import literal
from tui.selection import Chosen, bead_of, documents_of, proposed, with_others
from tui.store_thread import outlasting
from tui.views import FIRST
from tui.widgets.fields import Line


class NewEntryScreen(ModalScreen[str | None]):
    """Shows the terms of a new entry and stores it; returns its id, or None.

    Args:
        translations: all that the original has here; each gives a term to the entry.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Store the entry"),
        Binding("escape", "cancel", "Do not store it"),
    ]
    BINDING_GROUP_TITLE = "New entry"

    class Proposed(Message):
        """Translations were found, or none, with the concepts that have such a term already.

        Attributes:
            chosen: what was selected, with all the translations that were looked at.
        """

        def __init__(
            self, chosen: Chosen, words: Mapping[Language, str], known: list[Concept]
        ) -> None:
            super().__init__()
            self.chosen = chosen
            self.words = words
            self.known = known

    class Saved(Message):
        """The entry was stored under this id."""

        def __init__(self, concept_id: str) -> None:
            super().__init__()
            self.concept_id = concept_id

    class NotSaved(Message):
        """It could not be."""

        def __init__(self, error: TifaError) -> None:
            super().__init__()
            self.error = error

    class NotProposed(Message):
        """None could be looked for."""

        def __init__(self, error: TifaError) -> None:
            super().__init__()
            self.error = error

    def __init__(
        self, access: Access, chosen: Chosen, translations: Sequence[StoredDocument] = ()
    ) -> None:
        super().__init__()
        self._access = access
        self._chosen = chosen
        self._translations = tuple(translations)
        self._languages = self._offered()
        self._saving = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(literal("New entry", "bold"), classes="dialog-title", markup=False)
            with VerticalScroll(id="new-terms", can_focus=False):
                for language in self._languages:
                    yield Static(literal(language.label, "dim"), markup=False)
                    own = self._chosen.words if language is self._chosen.language else ""
                    yield Line(visible(own), id=f"new-{language.value}")
            said = literal("Looking for its translation…")
            yield Static(said, id="new-said", classes="said", markup=False)
            yield Static(literal("enter or ctrl+s stores it, escape does not", "dim"), markup=False)

    def on_mount(self) -> None:
        own = self._chosen.language
        other = next((each for each in self._languages if each is not own), own)
        self._line(other).focus()
        self._propose()

    def _offered(self) -> tuple[Language, ...]:
        """Languages of the document and of its translations; of one that stands alone also those
        that entries are shown in."""
        text = self._chosen.text
        own = {*text.languages, *(each.language for each in self._translations)}
        if not text.is_aligned:
            own.update(self._access.views.view.languages or FIRST)
        return tuple(each for each in languages() if each in own)

    @work(thread=True, exclusive=True)
    def _propose(self) -> None:
        try:
            with self._access.open_glossary() as glossary:
                known = glossary.matching(self._chosen.words, self._chosen.language)
                chosen = with_others(glossary, self._chosen, self._translations)
            words = proposed(chosen)
        except TifaError as error:
            self.post_message(self.NotProposed(error))
        else:
            self.post_message(self.Proposed(chosen, words, known))

    def on_new_entry_screen_proposed(self, event: Proposed) -> None:
        self._chosen = event.chosen
        said = "No translation was found; type it"
        if not self._chosen.text.is_aligned:
            said = "The document stands alone; type the translation, if there is one"
        if event.words:
            said = "Translation by the words linked with it; check it"
            for language, words in event.words.items():
                line = self._line(language)
                if not line.value:
                    line.value = words
                    line.cursor_position = len(words)
        if event.known:
            said = f"In the glossary already: {name(event.known[0])}. It gains what is new here."
        self._say(said)

    def on_new_entry_screen_not_proposed(self, event: NotProposed) -> None:
        self._say(f"! {event.error}")

    def on_input_submitted(self) -> None:
        self.action_save()

    def action_save(self) -> None:
        terms = {language: self._line(language).value.strip() for language in self._languages}
        if not any(terms.values()):
            self._say("! Type a term")
        elif not self._saving:
            self._saving = True
            self._say("Storing…")
            # Queued here: a worker that is cancelled before it begins would lose it.
            self.run_worker(self._saved(self._save(terms)), group="save")

    def _save(self, terms: dict[Language, str]) -> Future[AddReport]:
        made = proposal(bead_of(self._chosen), terms)
        documents = documents_of(self._chosen)
        who = self._access.reviewer

        def add(glossary: Glossary) -> AddReport:
            return glossary.add([made], documents, who=who)

        return self._access.store.submit(add)

    async def _saved(self, saved: Future[AddReport]) -> None:
        try:
            report = await outlasting(saved)
        except TifaError as error:
            self.post_message(self.NotSaved(error))
        else:
            self.post_message(self.Saved(report.concepts[0] if report.concepts else ""))

    def on_new_entry_screen_saved(self, event: Saved) -> None:
        self.dismiss(event.concept_id)

    def on_new_entry_screen_not_saved(self, event: NotSaved) -> None:
        self._saving = False
        self._say(f"! {event.error}")

    def action_cancel(self) -> None:
        if self._saving:
            self._say("It is being stored; a moment")
        else:
            self.dismiss(None)

    def _line(self, language: Language) -> Line:
        return self.query_one(f"#new-{language.value}", Line)

    def _say(self, text: str) -> None:
        self.query_one("#new-said", Static).update(literal(text))

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
