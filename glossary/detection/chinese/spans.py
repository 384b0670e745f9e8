"""Runs of units that may be terms, with every place where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from align.model import SegmentedDocument
from glossary.detection.chinese import atoms as reading
from glossary.detection.chinese.atoms import COMMA, HARD, LIST_MARK, NOTHING, QUOTE, Atoms
from glossary.detection.chinese.found import NAMED, QUOTED, TITLED, Runs
from glossary.detection.chinese.joints import BEGINS, ENDS, Joints
from glossary.language.phrases import Phrases

if TYPE_CHECKING:
    from glossary.detection.chinese.found import Flags, Floats, Numbers

#: The longest run, and the longest that goes over marks of a list, in units and in characters.
_UNITS, _CHARACTERS = 12, 30
_LISTED_UNITS, _LISTED_CHARACTERS = 28, 45
#: The least log odds that a run begins and ends well, taken together.
LEAST: Final = -7.0
#: Clauses that are taken as they stand, in characters, and how much two of one build may differ.
_CLAUSE = range(4, 27)
_HALF, _UNLIKE = range(3, 19), 2
#: The shortest and longest item of a coordination whose items are all as long, in characters.
_ITEM = (3, 12)
#: Places of no more runs than this are kept, the best bounded: memory stays bounded.
_MOST: Final = 2_000_000
_PAIRS = tuple(map(tuple, ("“”", "‘’", "「」", "『』", "《》", "〈〉", "（）", "()", "【】")))


def read(document: SegmentedDocument, joints: Joints, dictionary: Phrases | None = None) -> Runs:
    """Read a document and gather every run of units that is well bounded.

    Args:
        dictionary: forms that are gathered whatever their bounds.

    Raises:
        ModelError: the weights of LAC are missing or damaged.
    """
    atoms = reading.read(document, dictionary)
    return gathered(atoms, joints.odds(atoms))


def gathered(atoms: Atoms, odds: Floats) -> Runs:
    """The runs of units that are well bounded by such odds."""
    import numpy as np

    runs = np.concatenate([_runs(atoms, odds), _clauses(atoms), _coordinated(atoms)])
    places = np.concatenate([runs[_has_letters(atoms, *runs.T)], _marked(atoms)])
    # Each once, in the order of the text.
    numbers = np.unique(_numbered(atoms, *places.T))
    firsts, lasts = np.divmod(numbers, len(atoms.which) + 1)
    starts, ends, kept = _characters(atoms, firsts, lasts)
    marks = np.zeros(len(numbers), np.int8)
    for mark, spans in (
        (QUOTED, [place for *place, kind in atoms.marks if kind == "quoted"]),
        (TITLED, [place for *place, kind in atoms.marks if kind == "titled"]),
        (NAMED, atoms.named),
    ):
        sought = _numbered(atoms, *np.array(spans, np.int64).reshape(-1, 2).T)
        marks[np.isin(numbers, sought)] |= mark
    first, last, start, end = (
        each[kept].astype(np.int32) for each in (firsts, lasts, starts, ends)
    )
    return Runs(atoms, odds, first, last, start, end, marks[kept])


def _numbered(atoms: Atoms, firsts: Numbers, lasts: Numbers) -> Numbers:
    """A number for each run, in the order of their first and last units."""
    return firsts * (len(atoms.which) + 1) + lasts


def _runs(atoms: Atoms, odds: Floats) -> Numbers:
    """Runs of units as rows of first and last + 1."""
    import numpy as np

    size = len(atoms.which)
    begins, ends = np.minimum(odds[BEGINS], 0), np.minimum(odds[ENDS], 0)
    marks = np.cumsum((atoms.gaps == LIST_MARK) | (atoms.gaps == COMMA))
    commas = np.cumsum(atoms.gaps == COMMA)
    through = np.isin(atoms.gaps, (NOTHING, QUOTE, LIST_MARK, COMMA))
    clause = atoms.gaps != NOTHING  # where a clause may begin, or end before
    runs = np.flatnonzero((begins >= LEAST) & (atoms.which > 0))
    found, scores = [], []
    for units in range(1, _LISTED_UNITS + 1):
        runs = runs[runs + units < size]
        last = runs + units - 1
        length = atoms.ends[last] - atoms.starts[runs]
        alive = length <= _LISTED_CHARACTERS
        if units > 1:
            alive &= through[last]
        runs, last, length = runs[alive], last[alive], length[alive]
        over = marks[last] - marks[runs]
        score = begins[runs] + ends[last + 1]
        good = (score >= LEAST) & ((over > 0) | ((units <= _UNITS) & (length <= _CHARACTERS)))
        good &= (commas[last] == commas[runs]) | (clause[runs] & clause[last + 1])
        found.append(np.column_stack((runs[good], last[good] + 1)))
        scores.append(score[good])
    places, scored = np.concatenate(found), np.concatenate(scores)
    if len(places) > _MOST:
        places = places[np.sort(np.argsort(-scored, kind="stable")[:_MOST])]
    return places


def _clauses(atoms: Atoms) -> Numbers:
    """Whole clauses, and two that follow each other and are about as long."""
    import numpy as np

    borders = np.flatnonzero((atoms.gaps == COMMA) | (atoms.gaps == HARD))
    low, high = borders[:-1], borders[1:]
    length = atoms.ends[high - 1] - atoms.starts[low]
    words = atoms.which[low] > 0
    whole = words & (length >= _CLAUSE.start) & (length < _CLAUSE.stop)
    half = words & (length >= _HALF.start) & (length < _HALF.stop)
    pair = half[:-1] & half[1:] & (np.abs(length[1:] - length[:-1]) <= _UNLIKE)
    pair &= atoms.gaps[low[1:]] == COMMA
    return np.concatenate(
        [
            np.column_stack((low[whole], high[whole])),
            np.column_stack((low[:-1][pair], high[1:][pair])),
        ]
    )


def _coordinated(atoms: Atoms) -> Numbers:
    """Items joined by 、 that are all as long, the first and last cut to the length of the rest."""
    import numpy as np

    found = []
    marks = np.flatnonzero(atoms.gaps == LIST_MARK)
    borders = np.flatnonzero(atoms.gaps > QUOTE)
    joints = {int(start): number for number, start in enumerate(atoms.starts.tolist())}
    stops = {int(end): number + 1 for number, end in enumerate(atoms.ends.tolist())}
    for first in marks.tolist():
        place = int(np.searchsorted(borders, first))
        begin, last = int(borders[place - 1]), first
        sizes: set[int] = set()
        while True:
            place += 1
            end = int(borders[place])
            room = int(min(atoms.ends[first - 1] - atoms.starts[begin], *_ITEM[1:]))
            for size in sizes or range(_ITEM[0], room + 1):
                low = joints.get(int(atoms.ends[first - 1]) - size)
                high = stops.get(int(atoms.starts[last]) + size)
                if low is not None and high is not None and begin <= low and high <= end:
                    found.append((low, high))
            whole = int(atoms.ends[end - 1] - atoms.starts[last])
            if atoms.gaps[end] != LIST_MARK or whole > _ITEM[1] or (sizes and whole not in sizes):
                break
            sizes, last = {whole}, end
    return np.array(found, np.int64).reshape(-1, 2)


def _has_letters(atoms: Atoms, firsts: Numbers, lasts: Numbers) -> Flags:
    """Whether runs are more than figures and marks."""
    import numpy as np

    letters = [any(map(str.isalpha, word)) for word in atoms.words]
    count = np.append(0, np.cumsum(np.array(letters)[atoms.which]))
    found: Flags = count[lasts] > count[firsts]
    return found


def _marked(atoms: Atoms) -> Numbers:
    """What stands in marks, and what the user named."""
    import numpy as np

    found = [(first, last) for first, last, _ in atoms.marks] + atoms.named
    return np.array(found, np.int64).reshape(-1, 2)


def _characters(atoms: Atoms, firsts: Numbers, lasts: Numbers) -> tuple[Numbers, Numbers, Flags]:
    """The characters of runs, and which runs are kept: those whose marks are in pairs.

    A mark just before or after the run is taken in where its other half stands within: “三个代表”
    is of “三个代表”重要思想.
    """
    import numpy as np

    starts, ends = atoms.starts[firsts].copy(), atoms.ends[lasts - 1].copy()
    kept = np.ones(len(firsts), np.bool_)
    broken = np.cumsum(atoms.gaps != NOTHING)
    for run in np.flatnonzero(broken[lasts - 1] > broken[firsts]).tolist():
        whole = _balanced(atoms.characters, int(starts[run]), int(ends[run]))
        if whole is None:
            kept[run] = False
        else:
            starts[run], ends[run] = whole
    return starts, ends, kept


def _balanced(text: str, start: int, end: int) -> tuple[int, int] | None:
    """A span with the marks beside it that it has the other half of; None where one is lacking."""
    inner = text[start:end]
    for opening, closing in _PAIRS:
        more = inner.count(opening) - inner.count(closing)
        if more == -1 and text[start - 1] == opening:
            start -= 1
        elif more == 1 and text[end] == closing:
            end += 1
        elif more:
            return None
    return start, end
