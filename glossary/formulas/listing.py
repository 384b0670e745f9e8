"""Lists of coordinated items found in a text, and how sure one is of them."""

from __future__ import annotations

from dataclasses import dataclass

#: A definition's longest span, and so a list's, in characters.
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Listing:
    """A list in a text.

    Attributes:
        items: (start, end) of each item in the text, in order.
        score: 0 to 1, how sure it is that the list spells the formula out.
        mark: where the mark of the first item (一是, "First,") starts, or -1.
    """

    items: tuple[tuple[int, int], ...]
    score: float
    mark: int = -1

    @property
    def start(self) -> int:
        return self.mark if self.mark >= 0 else self.items[0][0]

    @property
    def end(self) -> int:
        return self.items[-1][1]

    @property
    def length(self) -> int:
        return self.end - self.start
