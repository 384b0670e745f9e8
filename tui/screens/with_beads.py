"""Putting the beads of a text right, while it is read."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from textual.binding import Binding, BindingType
from textual.notifications import SeverityLevel

from align.errors import InputError, TifaError
from align.model import Bead
from align.text import visible
from glossary.store.reading.documents import OpenText
from tui.access import Access
from tui.bead_corrections import BeadCorrections, Correction, split
from tui.keys import shown_key
from tui.ordered_keys import OrderedKeys
from tui.screens.split_bead import SplitBeadScreen
from tui.widgets.reader_view import ReaderView

#: Its keys, to stand among those of the screen.
KEYS: tuple[BindingType, ...] = (
    Binding("J", "join", "Join", id="reader.join"),
    Binding("S", "split", "Split", id="reader.split"),
    Binding(
        "greater_than_sign",
        "shift(1)",
        "Sentence down",
        show=False,
        key_display=">",
        id="reader.shift_down",
    ),
    Binding(
        "less_than_sign",
        "shift(-1)",
        "Sentence up",
        show=False,
        key_display="<",
        id="reader.shift_up",
    ),
    Binding("u", "undo", "Undo", show=False, id="reader.undo"),
)


class WithBeads(OrderedKeys[bool]):
    """Joins, splits and shifts the bead under the cursor; the screen of the text extends it."""

    def __init__(self, access: Access) -> None:
        super().__init__()
        self._access = access
        self._text: OpenText | None = None
        self._beads = BeadCorrections(access)

    def take(self, text: OpenText, cursor: int) -> None:
        """Show a text."""
        raise NotImplementedError

    def open_again(self) -> None:
        """Read the text again, since others have changed it."""
        raise NotImplementedError

    def action_join(self) -> None:
        self._correct(lambda text, place: self._beads.join(text, place))

    def action_shift(self, step: int) -> None:
        """Move a sentence of the active side into the next bead or the one before."""
        language = self._view.language
        self._correct(lambda text, place: self._beads.shift(text, place, language, step))

    def action_split(self) -> None:
        text, place = self._text, self._view.cursor
        if text is None:
            return
        try:
            bead = self._beads.to_split(text, place)
        except InputError as error:
            self._say(str(error))
            return

        def chosen(halves: tuple[Bead, Bead] | None) -> None:
            if halves is not None:
                self._correct(lambda *_: split(bead, halves, place))

        self.app.push_screen(SplitBeadScreen(text, bead), chosen)

    def action_undo(self) -> None:
        async def undo(text: OpenText) -> tuple[OpenText, int]:
            return await self._beads.undo(text)

        self._store(undo, "Undone")

    def _correct(self, make: Callable[[OpenText, int], Correction]) -> None:
        place = self._view.cursor

        async def correct(text: OpenText) -> tuple[OpenText, int]:
            return await self._beads.store(text, make(text, place)), place

        self._store(
            correct, f"Beads corrected; {shown_key(self.app, 'reader.undo', 'u')} undoes it"
        )

    def _store(self, act: Callable[[OpenText], Awaitable[tuple[OpenText, int]]], said: str) -> None:
        text = self._text
        if text is None:
            return

        async def follow() -> None:
            try:
                after, place = await act(text)
            except InputError as error:
                self._say(str(error))
            except TifaError as error:
                self._say(str(error), "error")
                self.open_again()  # somebody else's beads are there now
            else:
                if self._text is not None and self._text.ids == after.ids:
                    self.take(after, place)
                self._say(said)

        self.run_worker(follow(), group="save")

    @property
    def _view(self) -> ReaderView:
        return self.query_one(ReaderView)

    def _say(self, text: str, severity: SeverityLevel = "information") -> None:
        self.notify(visible(text), severity=severity, markup=False)
