"""How long work reports where it stands, without knowing who listens."""

from __future__ import annotations

from collections.abc import Callable

#: Called with the stage's name, the units done and the units in all (0: not known yet).
#: Work stops where the callback raises, which is how a listener cancels.
Progress = Callable[[str, int, int], None]


def silent(stage: str, done: int, total: int) -> None:
    """A listener that does nothing."""
