"""How much weight the wording of a document has."""

from __future__ import annotations

from enum import StrEnum


class Authority(StrEnum):
    """How much weight a document's wording has, by who issued it; the highest first."""

    CENTRAL = "central"  #: documents of the party's centre
    STATE_COUNCIL = "state council"
    MINISTRY = "ministry"
    MEDIA = "official media"
    OTHER = "other"

    @property
    def rank(self) -> int:
        """Its place among them, 1 for the highest."""
        return list(Authority).index(self) + 1

    @property
    def option(self) -> str:
        """Its name in one word, as on the command line."""
        return self.value.replace(" ", "-")

    @classmethod
    def named(cls, name: str) -> Authority | None:
        """The one with this name, in either form; None where there is none."""
        return next((each for each in cls if name in (each.value, each.option)), None)
