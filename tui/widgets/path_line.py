"""A line for the path of a file, which completes it as one types."""

from __future__ import annotations

import asyncio
import os
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.suggester import Suggester
from textual.widgets import Input

from align.errors import InputError
from align.text import visible
from exports.opening import expanded
from tui.files import ANYWHERE, Files
from tui.widgets.fields import Line

MOST = 5_000  #: names of a folder that are looked at


class PathSuggester(Suggester):
    """Offers what the folder has that begins as typed: a folder, or a file.

    Args:
        suffixes: endings that files must have; none for any.
        files: those that may be meant.
    """

    def __init__(self, suffixes: tuple[str, ...], files: Files) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._suffixes = suffixes
        self._files = files

    async def get_suggestion(self, value: str) -> str | None:
        return await asyncio.to_thread(completed, value, self._suffixes, self._files)


def completed(typed: str, suffixes: tuple[str, ...] = (), files: Files = ANYWHERE) -> str | None:
    """The first path in the order of names that begins as typed; a folder ends in "/".

    Hidden names are offered only where a dot is typed; those with control characters never.
    """
    if not typed:
        return None
    head, start = os.path.split(typed)
    try:
        with os.scandir(files.path(head or ".")) as entries:
            names = [
                (entry.name, entry.is_dir())
                for entry, _ in zip(entries, range(MOST), strict=False)
                if entry.name.startswith(start)
            ]
    except (OSError, ValueError, InputError):
        return None
    for name, is_folder in sorted(names):
        if name.startswith(".") and not start.startswith("."):
            continue
        if visible(name) != name:
            continue
        if is_folder or not suffixes or name.lower().endswith(suffixes):
            return f"{typed[: len(typed) - len(start)]}{name}{'/' if is_folder else ''}"
    return None


class PathLine(Line):
    """A path; tab and the right arrow take what is offered."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", "Take the completion, or go on", show=False)
    ]
    BINDING_GROUP_TITLE = "Path"

    def __init__(
        self,
        *,
        id: str,
        placeholder: str = "",
        suffixes: tuple[str, ...] = (),
        files: Files = ANYWHERE,
    ) -> None:
        said = files.hint if files.barred else ", ".join(filter(None, (files.hint, placeholder)))
        super().__init__(id=id, placeholder=said)
        self.disabled = files.barred
        self.suggester = PathSuggester(suffixes, files)

    @property
    def path(self) -> str:
        """The path as typed, with the user's folder for "~"; "" where nothing is typed."""
        typed = self.value.strip()
        return typed and str(expanded(typed))

    def action_complete(self) -> None:
        before = self.value
        Input.action_cursor_right(self)
        if self.value == before:
            self.screen.focus_next()
