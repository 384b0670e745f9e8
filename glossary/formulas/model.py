"""What a numeric formula is."""

from __future__ import annotations

from dataclasses import dataclass

from align.model import Language


@dataclass(frozen=True, slots=True)
class Part:
    """One counted part of a formula: how many, of what ("" where the formula does not say)."""

    count: int
    head: str


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that counts its members.

    三首 has one part (3, 首), 三去一降一补 three: (3, 去), (1, 降), (1, 补). "Five in one"
    counts five members that it does not describe, so its head is "".

    Attributes:
        form: the formula as parsed, without quotation marks.
        strong: its build alone marks it as a formula; a weak one ("three tasks") is a formula
            where quotation marks or a list of its members say so.
    """

    language: Language
    form: str
    parts: tuple[Part, ...]
    strong: bool

    @property
    def count(self) -> int:
        """How many members the formula has."""
        return sum(part.count for part in self.parts)

    @property
    def head(self) -> str:
        """What the first part counts."""
        return self.parts[0].head

    @property
    def heads(self) -> tuple[str, ...]:
        """For each member in turn, what the formula says of it."""
        return tuple(part.head for part in self.parts for _ in range(part.count))
