"""From the documents of a corpus to its table, in memory that does not grow with the corpus.

Runs of words are written to temporary files by the leading bits of their numbers; each file is then
counted by itself. They take some fifty times the room of the text. The result depends neither on
the order of documents that one unit holds nor on where the work was cut.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from align.progress import Progress, silent
from glossary.chinese.words import words
from glossary.corpora.hashing import all_hashed, code_points, span_hashes
from glossary.corpora.table import About
from glossary.corpora.writing import write
from glossary.keys import compatible, simplified

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Flags = NDArray[np.bool_]
    Runs = NDArray[Any]

#: A form is made of so many words and characters at most, and so many of 、 and ，.
WORDS, CHARACTERS, JOINTS = 12, 20, 2
#: Words that no term begins or ends with: particles and conjunctions.
_LOOSE = [*"的得了着之和与及或并而等也是在", "以及", "或者", "并且", "而且", "等等"]
_PARTS = 64  #: files that runs are sorted into
_BUFFER = 1 << 20  #: runs that are kept before they are written
_OPEN, _CLOSE = "\x02", "\x03"
_OPENING, _CLOSING = "“„‟«‹「『﹁﹃《〈〝❝‘‚‛❛", "”»›」』﹂﹄》〉〞〟❞’❜"
_DIRECTED = str.maketrans(dict.fromkeys(_OPENING, _OPEN) | dict.fromkeys(_CLOSING, _CLOSE))
_UNDIRECTED = re.compile('"([^"\n]*)"')
_GAP = re.compile("(?<=[a-z]) (?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff]) (?=[a-z])")
_JOINTS = [ord("、"), ord(",")]
#: How a run stands: with a mark on its left, on its right, quoted, beside 、.
_LEFT, _RIGHT, _QUOTED, _LISTED = 1, 2, 4, 8
_RUN = np.dtype(
    [("form", "<u8"), ("left", "<u4"), ("right", "<u4"), ("unit", "<u4"), ("how", "u1")]
)


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


@dataclass(frozen=True, slots=True)
class Text:
    """Sentences as words, without quotation marks and blanks, as keys of terms are.

    Attributes:
        codes: the code points, with a line end after each sentence.
        starts, ends: of the words and of the marks that may join them, in order.
        joints: which of these are such marks.
        loose: which are words that no term begins or ends with.
        clauses: for each the number of the clause that it stands in.
        opened, closed: for each character whether before it stands an opening or a closing
            quotation mark.
        marks: which characters belong to no word.
    """

    codes: NDArray[np.uint32]
    starts: Numbers
    ends: Numbers
    joints: Flags
    loose: Flags
    clauses: Numbers
    opened: Flags
    closed: Flags
    marks: Flags

    @classmethod
    def of(cls, sentences: Sequence[str]) -> Text:
        """Sentences in the order of the text."""
        raw = "".join(f"{folded(each)}\n" for each in sentences)
        codes = code_points(raw)
        quotes = np.isin(codes, [ord(_OPEN), ord(_CLOSE)])
        # where each place between characters is when the quotation marks are gone
        place = np.concatenate(([0], np.cumsum(~quotes)))
        opened, closed = np.zeros((2, place[-1] + 1), bool)
        opened[place[:-1][codes == ord(_OPEN)]] = True
        closed[place[:-1][codes == ord(_CLOSE)]] = True
        codes = codes[~quotes]
        marks = np.ones(len(codes), bool)
        joints = np.flatnonzero(np.isin(codes, _JOINTS))
        cuts = [joints, joints + 1]
        for starts, ends in _segmented(raw):
            cuts += [place[starts], place[ends]]
            marks &= ~_covered(place[starts], place[ends], len(codes))
        bounds = np.unique(np.concatenate(cuts))
        starts, ends = bounds[:-1], bounds[1:]
        joint = np.isin(codes[starts], _JOINTS)
        held = joint | ~marks[starts]
        starts, ends, joint = starts[held], ends[held], joint[held]
        gaps = np.concatenate(([False], starts[1:] != ends[:-1]))[: len(starts)]
        loose = np.isin(span_hashes(codes, starts, ends), all_hashed(_LOOSE))
        return cls(codes, starts, ends, joint, loose, np.cumsum(gaps), opened, closed, marks)

    @property
    def characters(self) -> int:
        """How many characters its words have."""
        return int((~self.marks).sum())

    @property
    def words(self) -> int:
        """How many words it has."""
        return int((~self.joints).sum())

    def runs(self, unit: int) -> Runs:
        """All runs of words within a clause, as records of `_RUN`."""
        found = [np.empty(0, _RUN)]
        number = len(self.starts)
        joined = np.concatenate(([0], np.cumsum(self.joints)))
        for length in range(1, min(WORDS, number) + 1):
            first = np.arange(number - length + 1)
            last = first + length - 1
            fits = (
                (self.clauses[first] == self.clauses[last])
                & (self.ends[last] - self.starts[first] <= CHARACTERS)
                & ~(self.joints[first] | self.joints[last])
                & (joined[last] - joined[first] <= JOINTS)
            )
            if length > 1:
                fits &= ~(self.loose[first] | self.loose[last])
            found.append(self._runs(self.starts[first[fits]], self.ends[last[fits]], unit))
        return np.concatenate(found)

    def _runs(self, starts: Numbers, ends: Numbers, unit: int) -> Runs:
        quote = self.opened | self.closed
        quotes = np.concatenate(([0], np.cumsum(quote)))
        within = quotes[ends] - quotes[starts + 1]
        runs = np.empty(len(starts), _RUN)
        runs["form"] = span_hashes(self.codes, starts, ends)
        # before the first sentence stands, so to speak, the line end behind the last
        runs["left"], runs["right"] = before, after = self.codes[starts - 1], self.codes[ends]
        runs["unit"] = unit
        runs["how"] = (
            _LEFT * (self.marks[starts - 1] | quote[starts])
            + _RIGHT * (self.marks[ends] | quote[ends])
            + _QUOTED * (self.opened[starts] & self.closed[ends] & (within == 0))
            + _LISTED * ((before == ord("、")) | (after == ord("、")))
        )
        return runs


def _segmented(text: str) -> Iterator[tuple[Numbers, Numbers]]:
    """Where words begin and end, by each segmenter."""
    found = words(text)
    yield np.array(found.starts, int), np.array(found.ends, int)


def _covered(starts: Numbers, ends: Numbers, size: int) -> Flags:
    """Which characters stand in a word."""
    steps = np.zeros(size + 1, int)
    steps[starts] += 1  # words do not overlap
    np.subtract.at(steps, ends, 1)
    return np.cumsum(steps[:-1]) > 0


def folded(sentence: str) -> str:
    """A sentence as keys are written, but with its quotation marks, which say where they open."""
    text = _UNDIRECTED.sub(f"{_OPEN}\\1{_CLOSE}", sentence.translate(_DIRECTED))
    return _GAP.sub("", simplified(compatible(text)))


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
            runs = np.fromfile(path, _RUN) if path.exists() else np.empty(0, _RUN)
            yield runs[np.argsort(runs["form"], kind="stable")]

    def _flush(self) -> None:
        runs = np.concatenate([np.empty(0, _RUN), *self._waiting])
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
        "left_mark": share(_LEFT),
        "right_mark": share(_RIGHT),
        "quoted": share(_QUOTED),
        "listed": share(_LISTED),
    }


def _entropy(group: Numbers, neighbours: NDArray[np.uint32], count: Numbers) -> NDArray[Any]:
    """The entropy of the neighbours of each group, in bits: log N - sum(n log n) / N."""
    pairs = group.astype(np.uint64) << np.uint64(32) | neighbours
    kinds, times = np.unique(pairs, return_counts=True)
    owners = (kinds >> np.uint64(32)).astype(int)
    total = np.maximum(count, 1)
    return np.log2(total) - np.bincount(owners, times * np.log2(times), len(count)) / total
