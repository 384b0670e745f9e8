"""The documents of a folder as the units of a corpus, each with its date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from align.errors import InputError
from align.folders import files_of
from align.model import Language
from align.progress import Progress, Tell, silent
from align.reading import read_text
from glossary.corpora.name_dates import date_in_name
from glossary.corpora.runs import Text

if TYPE_CHECKING:
    from glossary.corpora.runs import Known

_NAMED = 3  #: files that are named of those without a date
_DAY = len("2024-03-05")


@dataclass(slots=True)
class Folder:
    """A folder of Chinese texts with dates in the names of their files.

    Attributes:
        by_day: documents of one day are one unit.
        known: terms that are found wherever they stand.
        tell: told of every file that is left out, and why.
        left_out: how many files were left out so far.
    """

    path: Path
    today: date
    by_day: bool
    known: Known
    tell: Tell
    left_out: int = field(default=0, init=False)

    def units(self, progress: Progress = silent) -> Iterator[tuple[str, Text]]:
        """The date and text of each document, or of all of a day; the oldest come first.

        Raises:
            InputError: the folder cannot be read, or no file in it can be used.
        """
        files = self._dated()
        done = found = 0
        for (dated, _), same in groupby(files, key=self._unit):
            sentences: list[str] = []
            for _, file in same:
                progress("texts", done, len(files))
                done += 1
                sentences += self._sentences(file)
            if sentences:
                found += 1
                yield dated, Text.of(sentences, self.known)
        progress("texts", len(files), len(files))
        if not found:
            raise InputError(f"{self.path}: no file in it can be used", "see what is said of each")

    def _unit(self, file: tuple[str, Path]) -> tuple[str, str]:
        dated, path = file
        return dated, "" if self.by_day else str(path)

    def _dated(self) -> list[tuple[str, Path]]:
        """The files that have a date, as exact as is needed, in its order."""
        least = _DAY if self.by_day else 1
        dated = [
            (date_in_name(path.name, self.today), path) for path in files_of(self.path, self.tell)
        ]
        without = [path for when, path in dated if len(when) < least]
        what = "day" if self.by_day else "date"
        for path in without[:_NAMED]:
            self.tell(f"{path}: no {what} is in its name; left out")
        if without[_NAMED:]:
            self.tell(
                f"{len(without) - _NAMED:,} more files have no {what} in their names; left out"
            )
        self.left_out += len(without)
        found = sorted((when, path) for when, path in dated if len(when) >= least)
        if not found:
            raise InputError(
                f"{self.path}: no name of a file in it has a {what}",
                "name the files by their dates: 2024-03-05.txt",
            )
        return found

    def _sentences(self, file: Path) -> tuple[str, ...]:
        try:
            text = read_text(str(file), pre_split=False, tell=self.tell, any_language=True)
        except InputError as error:
            self.tell(f"{error}; left out")
        else:
            if text.language is Language.ZH:
                return text.readings
            self.tell(f"{file}: is in {text.language.label}, not in Chinese; left out")
        self.left_out += 1
        return ()
