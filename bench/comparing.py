"""How many new formulations `tifa compare` puts among the first of their quarter.

    python -m bench.comparing NEWS [QUARTER...]

NEWS holds the evening news, a Markdown file a day named by its date (20240305.md). Each quarter, or
each that is named (2023-Q3), is compared with all days before it. bench/comparing.toml lists
formulations with the quarter in which the news first had them, each as drawn by lot for making the
order or for judging it. One is found at a place where the form there holds it, or is held by it and
has two thirds of its characters.
"""

from __future__ import annotations

import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from align.documents import read_document
from align.model import Language, SegmentedDocument
from align.segment import segment
from glossary.comparing import Change, Comparison, compare
from glossary.finding.reference import starter
from glossary.language.folding import folded_query

LISTED = Path(__file__).with_name("comparing.toml")
FIRST = 50  #: among which formulations should stand
_SHOWN = 10
_ENOUGH = 2 / 3


@dataclass(frozen=True, slots=True)
class Listed:
    """A formulation with its first quarter; fields as in the file."""

    form: str
    quarter: str
    days: int
    tuned: bool

    @property
    def is_seldom(self) -> bool:
        """Whether one day alone of its quarter has it."""
        return self.days < 2


def main(arguments: Sequence[str]) -> int:
    """Print the place of each formulation, and how many stand among the first."""
    quarters = read_quarters(Path(arguments[0]))
    listed = defaultdict(list)
    for each in listing():
        listed[each.quarter].append(each)
    places: dict[Listed, int | None] = {}
    for quarter in arguments[1:] or listed:
        found = _compared(quarters, quarter)
        places |= placed(listed[quarter], [each.form for each in found.of(Change.NEW)])
        first = "  ".join(each.form for each in found.of(Change.NEW)[:_SHOWN])
        print(f"{quarter}: {first}")
        for one in listed[quarter]:
            print(f"    {one.form}, {one.days} days: {places[one] or 'not found'}", flush=True)
    for tuned in (True, False):
        _summary("made with" if tuned else "judged by", tuned, places)
    return 0


def listing() -> list[Listed]:
    """The formulations of the file."""
    data: dict[str, Any] = tomllib.loads(LISTED.read_text("utf-8"))
    return [
        Listed(one["form"], one["quarter"], one["days"], one["tuned"])
        for one in data["formulation"]
    ]


def placed(listed: Iterable[Listed], ranked: Sequence[str]) -> dict[Listed, int | None]:
    """The place in a ranked list of the first form that says each formulation; None where none."""
    forms = [_bare(form) for form in ranked]
    found: dict[Listed, int | None] = {}
    for each in listed:
        sought = _bare(each.form)
        hits = (place for place, form in enumerate(forms, 1) if _says(form, sought))
        found[each] = next(hits, None)
    return found


def _bare(form: str) -> str:
    return folded_query(form, Language.ZH).replace('"', "")


def _says(form: str, sought: str) -> bool:
    return sought in form or (form in sought and len(form) >= _ENOUGH * len(sought))


def _summary(name: str, tuned: bool, places: Mapping[Listed, int | None]) -> None:
    for seldom in (False, True):
        own = [p for one, p in places.items() if (one.tuned, one.is_seldom) == (tuned, seldom)]
        first = sum(place is not None and place <= FIRST for place in own)
        further = sum(place is not None and place <= 2 * FIRST for place in own)
        days = "one day" if seldom else "two days and more"
        if own:
            print(
                f"{name}, {days}: {first} of {len(own)} ({first / len(own):.2f}) among the first"
                f" {FIRST}, {further} among the first {2 * FIRST}"
            )


def read_quarters(folder: Path) -> dict[str, list[SegmentedDocument]]:
    """The texts of each quarter, in the order of their days."""
    quarters: dict[str, list[SegmentedDocument]] = defaultdict(list)
    for file in sorted(folder.glob("[0-9]*.md")):
        quarter = f"{file.stem[:4]}-Q{(int(file.stem[4:6]) + 2) // 3}"
        quarters[quarter].append(segment(read_document(str(file), language=Language.ZH)))
    return quarters


def _compared(quarters: Mapping[str, list[SegmentedDocument]], quarter: str) -> Comparison:
    before = [text for name, texts in quarters.items() if name < quarter for text in texts]
    known = (term.text for one in starter() for term in one.terms if term.language is Language.ZH)
    return compare(before, quarters[quarter], known=known)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
