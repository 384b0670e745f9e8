"""Long texts cut to what people read around a term.

A context of a sentence or two is shown whole. Text without sentence marks, such as a table or a
page that was read as one line, is cut around the term: near a mark where there is one, else
wherever the window ends. An ellipsis says where something was left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from glossary.model.concepts import Side

Spans = tuple[tuple[int, int], ...]

#: Characters of a context that are shown whole; the longest beads of speeches have about as many.
LONGEST = 1_200
#: Characters that are kept on either side of a term where a text is longer.
_AROUND = 300
#: How far from there a mark is looked for.
_SEARCH = 150
CUT = "…"
_ENDS = "。！？；!?;\n"
_PAUSES = "，、,.： :\t "


def cut(text: str, spans: Sequence[tuple[int, int]], at: float = 0.0) -> tuple[str, Spans]:
    """A text and the places of terms in it, cut around the first of these where it is long.

    Args:
        at: where the text is cut if no term is marked in it, as a share of its length.

    Returns:
        The text and the places that are left, each where it stands in that text.
    """
    if len(text) <= LONGEST:
        return text, tuple(spans)
    first, last = spans[0] if spans else (round(at * len(text)),) * 2
    for _, end in spans:  # the terms nearby stay together
        if end - first > LONGEST - 2 * _AROUND:
            break
        last = max(last, end)
    last = min(last, first + LONGEST - 2 * _AROUND)
    start = _start(text, max(0, first - _AROUND), first)
    end = _end(text, min(len(text), last + _AROUND), last)
    before, after = CUT if start else "", CUT if end < len(text) else ""
    moved = len(before) - start
    kept = ((s + moved, e + moved) for s, e in spans if start <= s and e <= end)
    return f"{before}{text[start:end]}{after}", tuple(kept)


def _start(text: str, floor: int, first: int) -> int:
    """After the first mark behind the floor; the floor itself where none is near."""
    if not floor:
        return 0
    near = text[floor : min(first, floor + _SEARCH)]
    for marks in (_ENDS, _PAUSES):
        for place, character in enumerate(near):
            if character in marks:
                return floor + place + 1
    return floor


def _end(text: str, ceiling: int, last: int) -> int:
    """After the last mark before the ceiling, likewise."""
    if ceiling == len(text):
        return ceiling
    low = max(last, ceiling - _SEARCH)
    near = text[low:ceiling]
    for marks in (_ENDS, _PAUSES):
        for place in range(len(near) - 1, -1, -1):
            if near[place] in marks:
                return low + place + 1
    return ceiling


def cut_sides(sides: Sequence[Side]) -> tuple[Side, ...]:
    """The sides of a context, each cut; one without terms near where the other has its first."""
    marked = [share(side.text, side.spans) for side in sides]
    made = []
    for place, side in enumerate(sides):
        others = (at for other, at in enumerate(marked) if other != place and sides[other].spans)
        text, spans = cut(side.text, side.spans, at=next(others, 0.0))
        made.append(replace(side, text=text, spans=spans))
    return tuple(made)


def share(text: str, spans: Sequence[tuple[int, int]]) -> float:
    """How far into a text its first term stands, from 0 to 1."""
    return spans[0][0] / len(text) if spans and text else 0.0
