"""The application: what all its screens share, and the factory that makes it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePath
from typing import ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from align.encoders import Encoder
from align.errors import TifaError
from glossary.extraction.said import Ranked, unranked
from glossary.store import Glossary
from tui.access import Access, shipped_encoder
from tui.drafts import DraftBox
from tui.files import ANYWHERE, Files
from tui.readings import Readings
from tui.screens.edit import EditScreen
from tui.screens.help import HelpScreen, keys_help
from tui.screens.review import ReviewScreen
from tui.screenshot import mended
from tui.session import ReviewSession
from tui.store_thread import StoreThread
from tui.views import Views


class ReviewApp(App[TifaError]):
    """Reviews a glossary. `run()` returns the error that ended it, or None.

    Args:
        open_glossary: opens it anew at each call: the store thread and each reading worker have
            a connection of their own.
        reviewer: the name under which changes enter the history.
        drafts: where edits under way are kept, so that none is lost with the process.
        encoder: loads what documents are aligned with that are added inside the application.
        ranked: the rank of such documents, by their paths.
        files: which files may be read and written by whoever uses it.
        views: what the reviewer wants shown; where none is given, it is not kept.
        filter_text: the filter to begin with, as one types it.
        keys: the reviewer's own, by the ids of bindings, as `tui.keymap` checks them.
    """

    TITLE = "tifa review"
    CSS_PATH: ClassVar[list[str | PurePath]] = ["tifa.tcss", "documents.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f1", "help", "Help", show=False)]
    BINDING_GROUP_TITLE = "Everywhere"

    def __init__(
        self,
        open_glossary: Callable[[], Glossary],
        reviewer: str,
        drafts: DraftBox,
        encoder: Callable[[], Encoder] = shipped_encoder,
        ranked: Ranked = unranked,
        files: Files = ANYWHERE,
        views: Views | None = None,
        filter_text: str = "",
        keys: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__()
        self._keys = keys or {}
        self._filter_text = filter_text
        self._store = StoreThread(open_glossary)
        self._access = Access(
            open_glossary, self._store, reviewer, encoder, ranked, files, views or Views()
        )
        self.session = ReviewSession(self._store, Readings(open_glossary), reviewer, drafts)

    def get_default_screen(self) -> Screen[None]:
        return ReviewScreen(self.session, self._access, self._filter_text)

    def on_load(self) -> None:
        self.set_keymap(self._keys)

    async def on_unmount(self) -> None:
        """Write what is still queued before the process ends."""
        await asyncio.to_thread(self._store.close)
        await asyncio.to_thread(self.session.reads.close)
        await asyncio.to_thread(self.session.drafts.close)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Everything that a key does here, for the command palette."""
        yield from super().get_system_commands(screen)
        seen = {"Quit"}
        for active in screen.active_bindings.values():
            binding = active.binding
            title = binding.description
            if active.node is not screen or not active.enabled or not title or title in seen:
                continue
            seen.add(title)
            keys = f"key {self.get_key_display(binding)}"
            yield SystemCommand(title, keys, self._runner(binding.action, screen))

    def export_screenshot(self, *, title: str | None = None, simplify: bool = False) -> str:
        """An SVG of the screen, in which Chinese keeps its width and no font comes from the web."""
        return mended(super().export_screenshot(title=title, simplify=simplify))

    def action_help(self) -> None:
        if not isinstance(self.screen, HelpScreen):
            bindings = self.screen.active_bindings.values()
            self.push_screen(HelpScreen(keys_help(bindings, self.get_key_display)))

    async def action_quit(self) -> None:
        """Quit, but lose no edit and no change that is on its way."""
        editor = next((s for s in self.screen_stack if isinstance(s, EditScreen)), None)
        if editor is not None and editor.unsaved:
            if editor is self.screen:
                editor.action_leave()
            self.notify("There is an unsaved edit: save it or throw it away first", markup=False)
            return
        self.run_worker(self._leave(), group="quit", exclusive=True)

    async def _leave(self) -> None:
        """Exit once all is stored; where something was not, the review screen says so instead."""
        waiting = [asyncio.wrap_future(change.saved) for change in self.session.pending]
        outcomes = await asyncio.gather(*map(asyncio.shield, waiting), return_exceptions=True)
        if not any(isinstance(outcome, BaseException) for outcome in outcomes):
            self.exit()

    def _runner(self, action: str, screen: Screen[object]) -> Callable[[], object]:
        async def run() -> None:
            await self.run_action(action, screen)

        return run
