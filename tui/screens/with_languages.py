"""Choosing the languages that the queue and the entry are shown in, and the columns."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.message import Message

from align.errors import TifaError
from align.languages import Language
from tui.access import Access
from tui.screens.columns import ColumnsScreen
from tui.screens.languages import LanguagesScreen
from tui.screens.queue_screen import QueueScreen
from tui.views import Columns, following
from tui.widgets.queue_list import Shown, orders


class WithLanguages(QueueScreen):
    """Shows some of the languages that there are; what was chosen is kept for the next run."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "l",
            "language",
            "Show the next language beside the first",
            show=False,
            id="queue.language",
        ),
        Binding("L", "languages", "Choose the languages shown", show=False, id="queue.languages"),
        Binding("c", "columns", "Hide and widen columns", show=False, id="queue.columns"),
    ]

    class NotRemembered(Message):
        """The choice holds until the application ends, and could not be kept."""

        def __init__(self, error: TifaError) -> None:
            super().__init__()
            self.error = error

    access: Access  #: how to reach the glossary

    @property
    def shown(self) -> tuple[Language, ...]:
        """The languages to show."""
        return self.access.views.shown(self._session.queue.languages)

    def languages_changed(self) -> None:
        """Draw anew what is shown in languages."""
        raise NotImplementedError

    def action_language(self) -> None:
        present = self._session.queue.languages
        wanted = following(self.shown if self.access.views.view.languages else (), present)
        if len(present) > 2:
            self._show_languages(wanted if len(wanted) < len(present) else ())
        else:
            named = " and ".join(each.label for each in present)
            self.say(f"This glossary has no language but {named}")

    def action_languages(self) -> None:
        def chosen(wanted: frozenset[Language] | None) -> None:
            if wanted is not None:
                self._show_languages(wanted)

        present, view = self._session.queue.languages, self.access.views.view
        self.app.push_screen(LanguagesScreen(present, view.languages), chosen)

    def action_columns(self) -> None:
        def chosen(columns: Columns | None) -> None:
            if columns is not None:
                self.keep_columns(columns)
                self.languages_changed()

        listed = orders(Shown(self.shown), hidden=True)
        self.app.push_screen(ColumnsScreen(listed, self.access.views.view.columns), chosen)

    def keep_columns(self, columns: Columns) -> None:
        """Keep what was chosen of the columns."""
        self.access.views.arrange(columns)
        self._remember()

    def _show_languages(self, wanted: Collection[Language]) -> None:
        self.access.views.choose(wanted)
        self.languages_changed()
        self._remember()

    @work(group="views", exclusive=True)
    async def _remember(self) -> None:
        try:
            await asyncio.to_thread(self.access.views.keep)
        except TifaError as error:
            self.post_message(self.NotRemembered(error))

    def on_with_languages_not_remembered(self, event: NotRemembered) -> None:
        self.say(str(event.error), "warning", title="Not kept for the next run")
