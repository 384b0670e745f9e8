"""From the documents of a corpus to its table, in memory that does not grow with the corpus.

Runs of words are written to temporary files by the leading bits of their numbers; each file is then
counted by itself. They take some fifty times the room of the text. The result depends neither on
the order of documents that one unit holds nor on where the work was cut.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from align.progress import Progress, silent
from glossary.corpora.runs import CHARACTERS, LEFT, LISTED, QUOTED, RIGHT, RUN, Text
from glossary.corpora.table import About
from glossary.corpora.writing import write

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Runs = NDArray[Any]

_PARTS = 64  #: files that runs are sorted into
_BUFFER = 1 << 20  #: runs that are kept before they are written


def count(
    units: Iterable[tuple[str, Text]],
    path: Path,
    *,
    name: str,
    unit: str,
    least: int,
    progress: Progress = silent,
) -> About:
    """Write the table of a corpus to a file, and say what it is.

    Args:
        units: what is counted once, a document or all of a day, each with its date as in ISO 8601,
            of which the year counts; one at a time is held.
        name, unit, least: as in `About`.

    Raises:
        OSError: the file or temporary ones cannot be written.
    """
    years: list[int] = []
    characters = number = 0
    with tempfile.TemporaryDirectory() as folder:
        runs = _Runs(Path(folder))
        for date, text in units:
            runs.add(text.runs(len(years)))
            years.append(int(date[:4]))
            characters += text.characters
            number += text.words
        kinds, held = np.unique(np.array(years, int), return_counts=True)
        about = About(
            name,
            unit,
            tuple(zip(kinds.tolist(), held.tolist(), strict=True)),
            characters,
            number,
            least,
            CHARACTERS,
        )
        place = np.searchsorted(kinds, years)
        found = []
        for done, part in enumerate(runs.parts()):
            progress("forms", done, _PARTS)
            found.append(_counted(part, place, len(kinds), least))
        progress("forms", _PARTS, _PARTS)
    columns = {key: np.concatenate([each[key] for each in found]) for key in found[0]}
    write(path, about, columns.pop("form"), columns)
    return about


class _Runs:
    """Runs in temporary files, each of forms whose numbers begin alike."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._waiting: list[Runs] = []
        self._size = 0

    def add(self, runs: Runs) -> None:
        self._waiting.append(runs)
        self._size += len(runs)
        if self._size >= _BUFFER:
            self._flush()

    def parts(self) -> Iterator[Runs]:
        """The runs of each file, by form and in the order in which they were added."""
        self._flush()
        for part in range(_PARTS):
            path = self._folder / str(part)
            runs = np.fromfile(path, RUN) if path.exists() else np.empty(0, RUN)
            yield runs[np.argsort(runs["form"], kind="stable")]

    def _flush(self) -> None:
        runs = np.concatenate([np.empty(0, RUN), *self._waiting])
        self._waiting, self._size = [], 0
        part = runs["form"] >> np.uint64(64 - _PARTS.bit_length() + 1)
        order = np.argsort(part, kind="stable")
        bounds = np.searchsorted(part[order], np.arange(_PARTS + 1))
        for number in range(_PARTS):
            with (self._folder / str(number)).open("ab") as file:
                runs[order[bounds[number] : bounds[number + 1]]].tofile(file)


def _counted(runs: Runs, years: Numbers, kinds: int, least: int) -> dict[str, NDArray[Any]]:
    """What is to be in the table of runs that are in the order of their forms.

    Args:
        years: for each unit the place of its year.
        kinds: how many years there are.
    """
    forms, units = runs["form"], runs["unit"]
    new_form = np.concatenate(([True], forms[1:] != forms[:-1]))[: len(runs)]
    new_unit = new_form | np.concatenate(([True], units[1:] != units[:-1]))[: len(runs)]
    begins = np.flatnonzero(new_form)
    held = np.add.reduceat(new_unit, begins, dtype=int) if len(begins) else begins
    kept = np.repeat(held >= least, np.diff(np.append(begins, len(runs))))
    runs, new_form, new_unit = runs[kept], new_form[kept], new_unit[kept]
    group = np.cumsum(new_form) - 1
    size = int(new_form.sum())
    count = np.bincount(group, minlength=size)
    days = np.zeros((size, kinds), int)
    np.add.at(days, (group[new_unit], years[runs["unit"][new_unit]]), 1)

    def share(how: int) -> NDArray[Any]:
        return np.bincount(group, (runs["how"] & how) > 0, size) / np.maximum(count, 1)

    return {
        "form": runs["form"][new_form],
        "days": days,
        "count": count,
        "left_entropy": _entropy(group, runs["left"], count),
        "right_entropy": _entropy(group, runs["right"], count),
        "left_mark": share(LEFT),
        "right_mark": share(RIGHT),
        "quoted": share(QUOTED),
        "listed": share(LISTED),
    }


def _entropy(group: Numbers, neighbours: NDArray[np.uint16], count: Numbers) -> NDArray[Any]:
    """The entropy of the neighbours of each group, in bits: log N - sum(n log n) / N."""
    pairs = group.astype(np.uint64) << np.uint64(32) | neighbours
    kinds, times = np.unique(pairs, return_counts=True)
    owners = (kinds >> np.uint64(32)).astype(int)
    total = np.maximum(count, 1)
    return np.log2(total) - np.bincount(owners, times * np.log2(times), len(count)) / total
