"""The next term or match in a text, looked for bead by bead; long, so off the event loop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from align.model import Language
from glossary.language.forms import Folded
from glossary.language.forms import fold as fold_with_places
from glossary.model.keys import simplified
from glossary.store.reading.documents import OpenText
from tui.marking import Marked, Marks

Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Step:
    """From which bead to look, of how many, and whether forward (1) or back (-1)."""

    place: int
    total: int
    step: int

    def places(self) -> Iterator[int]:
        """The bead itself, the others in their order round the end, and the bead again."""
        for number in range(self.total + 1):
            yield (self.place + number * self.step) % self.total


@dataclass(frozen=True, slots=True)
class Landed:
    """A bead, with the term or the characters that were found in it."""

    place: int
    mark: Marked | None = None
    marks: Marks = ()
    found: tuple[Language, int, int] | None = None


def next_mark(
    marks_of: Callable[[int], Marks | None], at: Step, here: Marked | None
) -> Landed | None:
    """The marked term after `here`, the original's before the translation's; None: there is none.

    Args:
        marks_of: gives the terms of a bead, or None to end the search.
    """
    for number, place in enumerate(at.places()):
        marks = marks_of(place)
        if marks is None:
            return None
        ordered = marks if at.step > 0 else marks[::-1]
        if number == 0 and here in ordered:
            ordered = ordered[ordered.index(here) + 1 :]
        elif number == 0 and at.step < 0:
            ordered = ()  # what comes before a bead is in the one before
        if ordered:
            return Landed(place, ordered[0], marks)
    return None


def next_match(
    text: OpenText, sought: str, at: Step, here: tuple[Language, int] | None, stop: Stop
) -> Landed | None:
    """Where a text says something next, whatever the width, case or script; None for nowhere."""
    wanted = _folded(sought).text
    if not wanted:
        return None
    for number, place in enumerate(at.places()):
        if stop():
            return None
        found = list(_matches(text, place, wanted))
        ordered = found if at.step > 0 else found[::-1]
        if number == 0 and here:
            seen = [each[:2] for each in ordered]
            ordered = ordered[seen.index(here) + 1 :] if here in seen else ordered
        if ordered:
            return Landed(place, found=ordered[0])
    return None


def _matches(text: OpenText, place: int, wanted: str) -> Iterator[tuple[Language, int, int]]:
    for language in text.languages:
        said = _folded(text.text(place, language).replace("\n", " "))
        start = said.text.find(wanted)
        while start >= 0:
            end = start + len(wanted)
            yield (language, *said.span(start, end))
            start = said.text.find(wanted, end)


def _folded(text: str) -> Folded:
    """Width, case and script folded, with the places of the characters."""
    folded = fold_with_places(text)
    plain = simplified(folded.text)
    return Folded(plain, folded.origins) if len(plain) == len(folded.text) else folded
