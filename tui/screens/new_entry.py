"""An entry made of words that were selected in a document, shown before it is stored."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from align.errors import TifaError
from align.model import CHINESE_ENGLISH, Document, Language
from align.normalise import normalised
from align.text import visible
from glossary.curating.selecting import proposal, rendering, trimmed
from glossary.model import Concept, Context, Side
from glossary.model.changes import name
from glossary.store import AddReport, Glossary
from glossary.store.reading.documents import OpenText, gap
from tui.access import Access
from tui.cells import literal
from tui.store_thread import outlasting
from tui.widgets.fields import Line

AROUND = 40  #: beads on either side that words are counted in


@dataclass(frozen=True, slots=True)
class Chosen:
    """Words of one side of a bead."""

    text: OpenText
    place: int
    language: Language
    span: tuple[int, int]

    @property
    def words(self) -> str:
        """What is selected, on one line."""
        whole = self.text.text(self.place, self.language)
        return " ".join(whole[slice(*self.span)].split())


def chosen_in(
    text: OpenText, place: int, language: Language, span: tuple[int, int]
) -> Chosen | None:
    """A selection without blanks and punctuation at its ends; None where nothing is left."""
    start, end = trimmed(text.text(place, language), *span)
    return Chosen(text, place, language, (start, end)) if start < end else None


class NewEntryScreen(ModalScreen[str | None]):
    """Shows the terms of a new entry and stores it; returns its id, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Store the entry"),
        Binding("escape", "cancel", "Do not store it"),
    ]
    BINDING_GROUP_TITLE = "New entry"

    class Proposed(Message):
        """A translation was found, or "", with the concepts that have such a term already."""

        def __init__(self, words: str, known: list[Concept]) -> None:
            super().__init__()
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

    def __init__(self, access: Access, chosen: Chosen) -> None:
        super().__init__()
        self._access = access
        self._chosen = chosen
        self._saving = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(literal("New entry", "bold"), classes="dialog-title", markup=False)
            for language in CHINESE_ENGLISH:
                yield Static(literal(language.label, "dim"), markup=False)
                own = self._chosen.words if language is self._chosen.language else ""
                yield Line(visible(own), id=f"new-{language.value}")
            said = literal("Looking for its translation…")
            yield Static(said, id="new-said", classes="said", markup=False)
            yield Static(literal("enter or ctrl+s stores it, escape does not", "dim"), markup=False)

    def on_mount(self) -> None:
        self._line(self._chosen.language.other).focus()
        self._propose()

    @work(thread=True, exclusive=True)
    def _propose(self) -> None:
        try:
            words = proposed(self._chosen)
            with self._access.open_glossary() as glossary:
                known = glossary.matching(self._chosen.words, self._chosen.language)
        except TifaError as error:
            self.post_message(self.NotProposed(error))
        else:
            self.post_message(self.Proposed(words, known))

    def on_new_entry_screen_proposed(self, event: Proposed) -> None:
        line = self._line(self._chosen.language.other)
        said = "No translation was found; type it"
        if not self._chosen.text.is_aligned:
            said = "The document stands alone; type the translation, if there is one"
        if event.words:
            said = "Translation by the words linked with it; check it"
            if not line.value:
                line.value = event.words
                line.cursor_position = len(event.words)
        if event.known:
            said = f"In the glossary already: {name(event.known[0])}. It gains what is new here."
        self._say(said)

    def on_new_entry_screen_not_proposed(self, event: NotProposed) -> None:
        self._say(f"! {event.error}")

    def on_input_submitted(self) -> None:
        self.action_save()

    def action_save(self) -> None:
        terms = {language: self._line(language).value.strip() for language in CHINESE_ENGLISH}
        if not any(terms.values()):
            self._say("! Type a term")
        elif not self._saving:
            self._saving = True
            self._say("Storing…")
            # Queued here: a worker that is cancelled before it begins would lose it.
            self.run_worker(self._saved(self._save(terms)), group="save")

    def _save(self, terms: dict[Language, str]) -> Future[AddReport]:
        made = proposal(bead_of(self._chosen), terms)
        documents = documents_of(self._chosen.text)
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


def documents_of(text: OpenText) -> list[Document]:
    """The stored documents, so that the entry's evidence points to them."""
    return [side.document for side in text.sides]


def bead_of(chosen: Chosen) -> Context:
    """The bead of a selection as the context of an entry, with what is selected marked."""
    text, place = chosen.text, chosen.place
    sides = (
        Side(
            language,
            text.text(place, language),
            (chosen.span,) if language is chosen.language else (),
            text.segments(place, language),
        )
        for language in text.languages
    )
    return Context(tuple(side for side in sides if side.text), text.document.source)


def proposed(chosen: Chosen) -> str:
    """The translation of a selection by the links between words; "" where none is found.

    Loads a model and takes a moment: not for the event loop.

    Raises:
        EncoderError: the shipped encoder cannot be loaded.
    """
    text, place = chosen.text, chosen.place
    bitext = text.bitext()
    if bitext is None:
        return ""
    near = [*range(max(0, place - AROUND), place), *range(place + 1, place + AROUND)]
    beads = [bitext.beads[place], *(bitext.beads[each] for each in near if each < len(text.beads))]
    spans = rendering(bitext, beads, chosen.language, _in_document(chosen))
    other = bitext.side(chosen.language.other).document.text
    joint = gap(chosen.language.other)
    return joint.join(normalised(other[start:end]) for start, end in spans)


def _in_document(chosen: Chosen) -> Sequence[tuple[int, int]]:
    """The selection as characters of the document's text, one span a segment."""
    side = chosen.text.side(chosen.language)
    assert side is not None
    found, passed = [], 0
    start, end = chosen.span
    for index in chosen.text.segments(chosen.place, chosen.language):
        segment = side.segments[index]
        first, last = max(start - passed, 0), min(end - passed, len(segment.reading.text))
        if first < last:
            found.append(segment.place(first, last))
        passed += len(segment.reading.text) + len(gap(chosen.language))
    return found
