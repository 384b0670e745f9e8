"""Keys in the order in which a screen names them, whichever keys its actions have."""

from __future__ import annotations

from typing import TypeVar

from textual.binding import ActiveBinding
from textual.dom import DOMNode
from textual.screen import Screen

Result = TypeVar("Result")


class OrderedKeys(Screen[Result]):
    """A screen whose footer shows a key that the configuration gives where ours would stand.

    Textual puts the keys of a keymap behind all others.
    """

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        found = super().active_bindings
        places: dict[tuple[DOMNode, str], int] = {}
        for node in dict.fromkeys(each.node for each in found.values()):
            for _, binding in node._bindings:
                places.setdefault((node, binding.action), len(places))
        last = len(places)  # what a node has besides its own

        def place(of: tuple[str, ActiveBinding]) -> int:
            return places.get((of[1].node, of[1].binding.action), last)

        return dict(sorted(found.items(), key=place))
