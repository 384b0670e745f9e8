"""Words in their contexts over all stored documents and translations, and what stands near."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Footer, Input, Static
from textual.worker import get_current_worker

from align.errors import TifaError
from align.languages import Language, languages
from align.text import counted
from glossary.store.documents.records import stored_documents
from glossary.store.reading.concordance import (
    Collocate,
    KeyWord,
    Order,
    collocates,
    in_order,
    key_words_of,
    neighbours,
    translations,
)
from tui.access import Access
from tui.cells import lines, literal
from tui.filtering import sought
from tui.keys import documents_key, shown_key
from tui.ordered_keys import OrderedKeys
from tui.screens.languages import LanguagesScreen
from tui.screens.reader import ReaderScreen
from tui.widgets.fields import Line
from tui.widgets.key_words import KeyWordsView, Said, sentence_of
from tui.widgets.page import Block, Page

MOST_NEAR = 20  #: words that are shown of those near
_PLACEHOLDER = "words, then enter; also since:2024 until:2025-06 issuer:国务院 doc:speech"
_ORDERED = {
    Order.DATE: "the oldest first",
    Order.LEFT: "by what stands before",
    Order.RIGHT: "by what stands behind",
}


@dataclass(frozen=True, slots=True)
class Near:
    """The words around places.

    Attributes:
        before, behind: how often which words stand right there.
        telling: those near that tell most.
    """

    before: Counter[str]
    behind: Counter[str]
    telling: Sequence[Collocate]


class FindScreen(OrderedKeys[bool]):
    """Shows the places of words; returns whether the glossary was changed.

    Args:
        words: what to look for at first; where there are none, they are typed.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "words", "Words", key_display="/", id="finding.words"),
        Binding("o", "order", "Order", id="finding.order"),
        Binding("l", "translation", "Translation", id="finding.translation"),
        Binding("L", "languages", "Languages looked in", show=False, id="finding.languages"),
        Binding("f5", "again", "Look again", show=False, id="finding.again"),
        Binding("escape", "leave", "Stop, or back", key_display="esc"),
        Binding("q", "leave", "Back", show=False),
        Binding("question_mark", "app.help", "Help", key_display="?"),
    ]
    BINDING_GROUP_TITLE = "Words in documents"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - as Textual declares

    class Found(Message):
        """The places were found, and the languages that documents are in are known."""

        def __init__(
            self, places: list[KeyWord], order: Order, spoken: tuple[Language, ...]
        ) -> None:
            super().__init__()
            self.places = places
            self.order = order
            self.spoken = spoken

    class Ordered(Message):
        """The same places stand in another order."""

        def __init__(self, places: list[KeyWord]) -> None:
            super().__init__()
            self.places = places

    class Neighbours(Message):
        """The words around the places that were found last are known."""

        def __init__(self, near: Near) -> None:
            super().__init__()
            self.near = near

    class Translated(Message):
        """The translations of some sentences were read."""

        def __init__(self, said: Said) -> None:
            super().__init__()
            self.said = said

    class Failed(Message):
        """The glossary cannot be read."""

        def __init__(self, error: TifaError) -> None:
            super().__init__()
            self.error = error

    def __init__(self, access: Access, words: str = "") -> None:
        super().__init__()
        self._access = access
        self._words = words
        self._languages = access.views.view.languages
        self._spoken: tuple[Language, ...] = ()
        self._order = Order.DATE
        self._places: list[KeyWord] = []
        self._is_looking = False
        self._said = ""
        self._changed = False

    def compose(self) -> ComposeResult:
        with Horizontal(id="find-top"):
            yield Static(literal("Find ", "bold"), id="find-label", markup=False)
            yield Line(self._words, id="find-words", placeholder=_PLACEHOLDER)
        with Horizontal(id="find-work"):
            yield KeyWordsView(id="find-places")
            yield Page(id="find-near")
        yield Static("", id="find-status", markup=False)
        yield Footer(compact=True)

    def on_mount(self) -> None:
        if self._words:
            self._view.focus()
            self.action_again()
        else:
            self.action_words()
            self._show_status("Type words and press enter")

    # Looking

    def action_again(self) -> None:
        """Look for the words, in the documents as they are now."""
        self._is_looking = True
        self.workers.cancel_group(self, "order")
        self._show_status(f"Looking for {self._words}…")
        self._look(self._words, self._languages, self._order)

    @work(thread=True, exclusive=True, group="find")
    def _look(self, words: str, looked_in: Sequence[Language], order: Order) -> None:
        """Find the places, then the words around them; it ends early where it is cancelled."""
        worker = get_current_worker()
        found: list[KeyWord] = []
        try:
            text, wanted = sought(words)
            with self._access.open_glossary() as glossary:
                with glossary.reading() as connection:
                    spoken = {each.language for each in stored_documents(connection)}
                with closing(
                    key_words_of(glossary, text, languages=looked_in, wanted=wanted)
                ) as places:
                    for each in places:
                        if worker.is_cancelled:
                            return
                        found.append(each)
                found = in_order(found, order)
                if worker.is_cancelled:
                    return
                there = tuple(each for each in languages() if each in spoken)
                self.post_message(self.Found(found, order, there))
                near = Near(*neighbours(found), [])
                if not worker.is_cancelled:
                    self.post_message(self.Neighbours(near))
                near = Near(near.before, near.behind, collocates(glossary, found, wanted=wanted))
        except TifaError as error:
            if not worker.is_cancelled:
                self.post_message(self.Failed(error))
            return
        if not worker.is_cancelled:
            self.post_message(self.Neighbours(near))

    def on_find_screen_found(self, event: Found) -> None:
        self._is_looking = False
        self._places, self._spoken = event.places, event.spoken
        self._view.put(event.places)
        if self._view.beside is None:
            self._view.beside = self._access.views.translation(event.spoken)
        counting = [Block(literal("Counting the words near…", "dim"))]
        self._near.put_blocks(counting if event.places else [])
        self._show_status(self._summary())
        if event.order is not self._order:  # it was chosen meanwhile
            self._sort(event.places, self._order)

    def on_find_screen_neighbours(self, event: Neighbours) -> None:
        if self._places:
            self._near.put_blocks(near_blocks(event.near))

    def on_find_screen_failed(self, event: Failed) -> None:
        self._is_looking = False
        self._show_status(f"! {event.error}")

    def on_key_words_view_wanted(self, event: KeyWordsView.Wanted) -> None:
        self._translate(event.places)

    @work(thread=True, exclusive=True, group="translations")
    def _translate(self, places: Sequence[KeyWord]) -> None:
        worker = get_current_worker()
        try:
            with self._access.open_glossary() as glossary:
                found = translations(glossary, places)
        except TifaError as error:
            self.post_message(self.Failed(error))
            return
        if not worker.is_cancelled:
            said = zip(map(sentence_of, places), found, strict=True)
            self.post_message(self.Translated(dict(said)))

    def on_find_screen_translated(self, event: Translated) -> None:
        self._view.put_said(event.said)

    # Keys

    def action_words(self) -> None:
        line = self.query_one("#find-words", Line)
        line.focus()
        line.action_select_all()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        words = event.value.strip()
        if words:
            self._words = words
            self._view.focus()
            self.action_again()

    def action_order(self) -> None:
        orders = list(Order)
        self._order = orders[(orders.index(self._order) + 1) % len(orders)]
        if not self._is_looking:
            self._sort(self._places, self._order)

    @work(thread=True, exclusive=True, group="order")
    def _sort(self, places: Sequence[KeyWord], order: Order) -> None:
        worker = get_current_worker()
        found = in_order(places, order)
        if not worker.is_cancelled:
            self.post_message(self.Ordered(found))

    def on_find_screen_ordered(self, event: Ordered) -> None:
        self._places = event.places
        self._view.put(event.places)
        self._show_status(self._summary())

    def action_translation(self) -> None:
        """Show what is said in the next language, of what there is beside that of the place."""
        view, place = self._view, self._view.place
        own = None if place is None else place.document.language
        offered = [each for each in self._spoken if each is not own]
        if place is None or len(offered) < 2:
            self.notify("There is no other language of translations here", markup=False)
            return
        shown = offered.index(view.beside) if view.beside in offered else 0
        view.beside = offered[(shown + 1) % len(offered)]
        view.refresh()
        self._show_status(self._summary())

    def action_languages(self) -> None:
        def chosen(wanted: frozenset[Language] | None) -> None:
            if wanted is not None:
                self._languages = tuple(each for each in self._spoken if each in wanted)
                self.action_again()

        title = "Languages to look in"
        screen = LanguagesScreen(self._spoken, self._languages, title=title)
        self.app.push_screen(screen, chosen)

    def on_key_words_view_selected(self, event: KeyWordsView.Selected) -> None:
        place = event.place
        document = place.document
        at = document.language, place.segment
        screen = ReaderScreen(self._access, document.id, at, sought=place.found)
        self.app.push_screen(screen, self._came_back)

    def _came_back(self, changed: bool | None) -> None:
        if changed:
            self._changed = True
            self._view.forget_said()

    def action_leave(self) -> None:
        if self._is_looking:
            self._is_looking = False
            self.workers.cancel_group(self, "find")
            again = shown_key(self.app, "finding.again", "f5")
            self._show_status(
                f"Stopped: {again} looks again, {self._key_of_words} changes the words"
            )
        elif self.focused is not self._view and self._places:
            self._view.focus()
        else:
            self.dismiss(self._changed)

    # Showing

    def on_key_words_view_moved(self) -> None:
        self._show_status(self._said)

    def _show_status(self, said: str) -> None:
        self._said = said
        place = self._view.place
        here = literal(self._hint, "dim") if place is None else _where(place)
        self.query_one("#find-status", Static).update(lines([literal(said), here]))

    @property
    def _hint(self) -> str:
        """What can be done where there is no place."""
        if self._is_looking:
            return "escape stops"
        if not self._spoken:
            return ""
        looked_in = ", ".join(each.label for each in self._languages or self._spoken)
        key = shown_key(self.app, "finding.languages", "L")
        return f"{self._key_of_words} changes the words, {key} the languages looked in: {looked_in}"

    @property
    def _key_of_words(self) -> str:
        return shown_key(self.app, "finding.words", "slash")

    def _summary(self) -> str:
        places = self._places
        if not self._spoken:
            return f"No document is stored here: {documents_key(self.app)} in the queue adds some"
        if not places:
            return f"{self._words}: in no document here"
        documents = len({each.document.id for each in places})
        parts = [
            f"{counted(len(places), 'place')} in {counted(documents, 'document')}",
            _ORDERED[self._order],
        ]
        if self._languages:
            parts.append(f"in {', '.join(each.label for each in self._languages)}")
        if self._view.beside:
            parts.append(f"translations: {self._view.beside.label}")
        return "; ".join(parts)

    @property
    def _view(self) -> KeyWordsView:
        return self.query_one(KeyWordsView)

    @property
    def _near(self) -> Page:
        return self.query_one("#find-near", Page)


def near_blocks(near: Near) -> Iterator[Block]:
    """The words right before places, right behind them and near, with how often they are there."""
    telling = [(each.word, each.together) for each in near.telling[:MOST_NEAR]]
    rows: list[tuple[str, Iterable[tuple[str, int]]]] = [
        ("before", _often(near.before)),
        ("behind", _often(near.behind)),
        ("near", telling),
    ]
    is_empty = True
    for label, counts in rows:
        body = ", ".join(f"{word} {count:,}" for word, count in counts)
        if body:
            yield Block(literal(body), label, close=is_empty)
            is_empty = False
    if is_empty:
        yield Block(literal("No word stands near twice", "dim"))


def _often(counts: Counter[str]) -> list[tuple[str, int]]:
    return [each for each in counts.most_common(MOST_NEAR) if each[1] > 1]


def _where(place: KeyWord) -> Content:
    """The document of a place, whole."""
    document = place.document
    known = (document.dated or "undated", document.issuer, f"sentence {place.segment + 1:,}")
    about = "  ".join(filter(None, known))
    return literal(document.title or document.source, "bold") + literal(f"  {about}", "dim")
