"""How work reports where it stands and what is doubtful, without knowing who listens."""

from __future__ import annotations

from collections.abc import Callable

#: Called with the stage's name, the units done and the units in all (0: not known yet).
#: Work stops where the callback raises, which is how a listener cancels.
Progress = Callable[[str, int, int], None]

#: Told, in a sentence for people, what is doubtful and no error.
Tell = Callable[[str], None]


def silent(stage: str, done: int, total: int) -> None:
    """A listener that does nothing."""


def unheard(sentence: str) -> None:
    """The same for what is told."""
