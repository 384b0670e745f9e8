"""What the screens about documents share: the glossary, its store thread, and who works."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from glossary.store import Glossary
from tui.files import ANYWHERE, Files
from tui.store_thread import StoreThread
from tui.views import Views

if TYPE_CHECKING:
    from align.encoders import Encoder
    from glossary.extraction.said import Ranked


@dataclass(frozen=True, slots=True)
class Access:
    """How screens reach the glossary.

    Attributes:
        open_glossary: opens it anew, for a worker that reads.
        store: the thread for everything that writes.
        reviewer: who does it, for the history.
        encoder: loads the encoder that texts are aligned with; may take seconds.
        ranked: the rank of documents of an issuer, or at a path, that are added.
        files: which files may be read and written.
        views: what the reviewer wants shown.
    """

    open_glossary: Callable[[], Glossary]
    store: StoreThread
    reviewer: str
    encoder: Callable[[], Encoder]
    ranked: Ranked
    files: Files = ANYWHERE
    views: Views = field(default_factory=Views)


def shipped_encoder() -> Encoder:
    """The encoder that comes with tifa."""
    from align.encoders import load

    return load()
