"""Keys as they are written on the screen."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.binding import Binding


def shown_key(app: App[Any], action: str, ours: str) -> str:
    """How the first key of an action is written: the reviewer's own, else ours.

    Args:
        action: the id of its binding.
        ours: the key of that binding.
    """
    keys = app._keymap.get(action, ours)  # which Textual keeps to itself
    return app.get_key_display(Binding(keys.split(",")[0], ""))


def documents_key(app: App[Any]) -> str:
    """The key that lists the documents, in the queue."""
    return shown_key(app, "queue.documents", "D")
