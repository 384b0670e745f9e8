"""Parts of a text without half a pair of quotation marks or brackets.

What is cut from a sentence by its words may have one of two marks in it: “Three Represents. Which
mark belongs to which is read from the whole sentence, in the marks of all languages; those that
open in one language and close in another („…“, »…«, "…") are told by what stands open, then by what
stands beside them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache

#: Marks of which the first always opens and the second always closes; those of a row are one.
_BRACKETS = (
    ("(（﹙", ")）﹚"),
    ("[［", "]］"),
    ("{｛", "}｝"),
    ("【", "】"),
    ("〔", "〕"),
    ("「｢﹁", "」｣﹂"),
    ("『﹃", "』﹄"),
    ("《", "》"),
    ("〈", "〉"),
)
_OPENS = {mark: opening for opening, _ in _BRACKETS for mark in opening}
_CLOSES = {mark: opening for opening, closing in _BRACKETS for mark in closing}
#: Brackets that hold an aside, not a name: what stands outside them is whole by itself.
_ASIDE = frozenset("(（﹙)）﹚[［]］{｛}｝")
_DOUBLE, _GUILLEMETS, _SINGLE = '"＂“”„‟〝〞〟', "«»", "‘’‚‛'‹›"
_FAMILIES = {mark: family for family in (_DOUBLE, _GUILLEMETS, _SINGLE) for mark in family}
#: What closes what: German „…“ and »…«, Swedish ”…” and those that are the same on both sides.
_CLOSED_BY = {
    "„": '“”‟"',
    "“": '”"',
    "‟": '”"',
    "〝": "〞〟",
    "«": "»",
    "»": "«",
    "‚": "‘’",
    "‘": "’",
    "‛": "’",
    "‹": "›",
    "›": "‹",
}
_ANY = re.compile(f"[{re.escape(''.join((*_OPENS, *_CLOSES, *_FAMILIES)))}]")
_STOPS = ".,;:!?。，、；：！？…"
_LAST_WITH_APOSTROPHES = "\u052f"  #: the last letter of the scripts that have them


def whole(text: str, start: int, end: int) -> tuple[str, int, int]:
    """A part of a text without half a pair of marks, and where it stands.

    The other mark is taken in where it stands right beside the part. Else the part ends before a
    bracket that is not closed in it and begins behind one that is not opened in it, and of
    quotation marks the half is left out, but for one that closes behind a stop, which is put to
    the end.

    >>> whole("The “Three Represents” lead.", 4, 21)
    ('“Three Represents”', 4, 22)
    >>> whole("Work on the “Three Represents” leads.", 0, 18)
    ('Work on the Three', 0, 18)
    """
    if not _ANY.search(text, start, end):
        return " ".join(text[start:end].split()), start, end
    other = _partners(text)
    start, end = _with_neighbours(text, other, start, end)
    closed = [*_closed_behind_stop(text, other, start, end)]
    start, end = _without_ends(text, other, start, end, kept=closed)
    gone = {*_halves(other, start, end)}.difference(closed)
    made = "".join(text[place] for place in range(start, end) if place not in gone)
    closing = "".join(text[other[place] or 0] for place in closed)
    return f"{' '.join(made.split())}{closing}", start, end


def _halves(other: Mapping[int, int | None], start: int, end: int) -> Iterator[int]:
    """The marks of a part whose other ones are not in it."""
    for place, partner in other.items():
        if start <= place < end and (partner is None or not start <= partner < end):
            yield place


def _with_neighbours(
    text: str, other: Mapping[int, int | None], start: int, end: int
) -> tuple[int, int]:
    """The part with the other ones of its marks that stand right beside it."""
    found = True
    while found:
        found = False
        for place in _halves(other, start, end):
            partner = other[place]
            if partner is None:
                continue
            if partner >= end and not text[end:partner].strip():
                end = partner + 1
            elif partner < start and not text[partner + 1 : start].strip():
                start = partner
            else:
                continue
            found = True
            break
    return start, end


def _closed_behind_stop(
    text: str, other: Mapping[int, int | None], start: int, end: int
) -> Iterator[int]:
    """The marks of a part that are closed right behind it but for a stop."""
    for place in _halves(other, start, end):
        partner = other[place]
        if partner is not None and partner >= end and not text[end:partner].strip(f"{_STOPS} "):
            yield place


def _without_ends(
    text: str,
    other: Mapping[int, int | None],
    start: int,
    end: int,
    *,
    kept: Collection[int],
) -> tuple[int, int]:
    """The part without halves of marks at its ends, and outside halves of brackets."""
    for place in [*_halves(other, start, end)]:
        if place in kept or not start <= place < end:
            continue
        before, after = text[start:place].strip(), text[place + 1 : end].strip()
        is_aside = text[place] in _ASIDE
        if before and (not after or (is_aside and text[place] in _OPENS)):
            end = start + len(text[start:place].rstrip())
        elif after and (not before or is_aside):
            start = end - len(text[place + 1 : end].lstrip())
    return start, end


@lru_cache(maxsize=1 << 12)
def _partners(text: str) -> Mapping[int, int | None]:
    """For the place of each mark that of its other one; apostrophes are no marks."""
    found: dict[int, int | None] = {}
    open_: dict[str, list[int]] = defaultdict(list)
    for match in _ANY.finditer(text):
        place, mark = match.start(), match[0]
        family = _OPENS.get(mark) or _CLOSES.get(mark) or _FAMILIES[mark]
        if family == _SINGLE and _is_apostrophe(text, place):
            continue
        stack = open_[family]
        if _is_closing(text, place, text[stack[-1]] if stack else ""):
            if stack:
                opening = stack.pop()
                found[opening], found[place] = place, opening
            elif family != _SINGLE and not (mark == '"' and text[place - 1 : place].isdigit()):
                found[place] = None  # what closes nothing; the second is a sign of inches
        else:
            stack.append(place)
            if family != _SINGLE:
                found[place] = None
    return dict(sorted(found.items()))


def _is_closing(text: str, place: int, opened: str) -> bool:
    """Whether a mark closes.

    Args:
        opened: the mark of its family that is open, or "".
    """
    mark = text[place]
    if mark in _OPENS or mark in _CLOSES:
        return mark in _CLOSES
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    may_open = (not before.strip() or before in _OPENS) and bool(after.strip())
    may_close = bool(before.strip()) and (not after.strip() or not after.isalnum())
    if opened and (mark in _CLOSED_BY.get(opened, "") or mark == opened):
        return may_close or not may_open
    if mark in "„“‟〝«‚‘‛‹":
        return False
    return may_close or not may_open if mark in "”〞〟»’›" else may_close and not may_open


def _is_apostrophe(text: str, place: int) -> bool:
    """Whether a mark stands between two letters of a script that has apostrophes."""
    sides = text[place - 1 : place], text[place + 1 : place + 2]
    return text[place] in "'’" and all(
        side.isalnum() and side <= _LAST_WITH_APOSTROPHES for side in sides
    )
