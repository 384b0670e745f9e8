"""Which files the screens read and write: those of the user, those below one folder, or none."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from align.errors import InputError
from exports.opening import expanded


@dataclass(frozen=True, slots=True)
class Files:
    """The files that a path which somebody types may mean.

    Attributes:
        below: the only folder whose files may be meant, from which paths then start; None for any.
        barred: no file may be meant, since whoever types is not known to be the user.
    """

    below: Path | None = None
    barred: bool = False

    @property
    def hint(self) -> str:
        """What to know before typing a path; "" where any will do."""
        if self.barred:
            return "no files can be reached: the review was started without --folder DIR"
        return "" if self.below is None else f"below {self.below.name}/"

    def path(self, typed: str | Path) -> Path:
        """The file that is meant, without links; to be asked for when it is about to be opened.

        What others do to the folder between this and the opening is not guarded against: the
        screens make no links, and who can do it otherwise has the files anyway.

        Raises:
            InputError: it is not among the files.
        """
        path = expanded(str(typed))
        if self.barred:
            raise InputError(f"{typed}: {self.hint}")
        if self.below is None:
            return path
        root = Path(os.path.realpath(self.below))
        try:
            aim = Path(os.path.realpath(root / path))
        except ValueError:  # a NUL
            raise InputError(f"{typed}: no such file", "check the path") from None
        if not aim.is_relative_to(root):
            raise InputError(f"{typed}: is not below the folder {root.name}", "name a file in it")
        return aim


ANYWHERE = Files()
