"""What is to be said of a file that was read."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Remarks:
    """What people are told of a file that is read, each in words that may follow its name.

    Attributes:
        said: what it was taken for, and what in it is doubtful.
        losses: what of it was not read.
        is_ours: the file was written by tifa, and its text is what tifa had read.
    """

    said: list[str] = field(default_factory=list)
    losses: list[str] = field(default_factory=list)
    is_ours: bool = False
