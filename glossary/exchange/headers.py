"""Where a table of terms begins: its titles, on one line or on two, and what its columns hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from align.detection import has_letters
from align.languages import Language
from align.tables import Row, TableRemark, shortened
from glossary.exchange.columns import NO_TITLES, Columns, Layout, lettered, recognise
from glossary.exchange.contents import Told, told_by_content, told_by_tags
from glossary.exchange.titles import is_title, plain, role_of

HEAD = 200  #: rows from which the columns of a table are told
_HEADER_WITHIN = 20  #: rows that are searched for the titles
_CONTENT = "columns told by what they hold"
_ABOVE = "above the titles, not read"


@dataclass(frozen=True, slots=True)
class Header:
    """The head of a table.

    Attributes:
        place: of the last row of titles among the rows, from 0; `NO_TITLES` where there is none.
        titles: the rows of titles, as plain texts.
        is_sure: there are titles, or what the columns hold leaves no doubt.
        remarks: what is to be said of it.
    """

    place: int
    columns: Columns
    titles: tuple[tuple[str, ...], ...] = ()
    is_sure: bool = True
    remarks: tuple[TableRemark, ...] = ()


def find_header(rows: Sequence[Row], layout: Layout) -> Header | None:
    """The titles among the first rows, and what the columns under them hold.

    Titles may take two lines, in two languages or under common ones. Columns may be named by their
    letters. Where no row has these as titles, the titles are a row that says of the columns of
    terms what their letters were said to hold; else every row is an entry. Where nothing is named,
    titles that say too little are helped by what the columns hold.
    """
    tagged = None if layout.columns else told_by_tags(rows)
    if tagged is not None:
        return _told(rows, tagged)
    for place in range(min(len(rows), _HEADER_WITHIN)):
        found = _titles(rows, place, layout)
        if found is not None:
            last, columns = found
            titles = tuple(_plain(row.cells) for row in rows[place : last + 1])
            return Header(last, columns, titles, remarks=_above(rows[:place]))
    if layout.columns:
        return _by_letters(rows[:_HEADER_WITHIN], layout)
    told = told_by_content(rows)
    return None if told is None else _told(rows, told)


def _told(rows: Sequence[Row], told: Told) -> Header:
    """The head of a table whose columns were told by what they hold."""
    places = (place for place, row in enumerate(rows) if row.number == told.titles_at)
    place = next(places, NO_TITLES)
    titles = () if place == NO_TITLES else (_plain(rows[place].cells),)
    remarks = (*_above(rows[: max(place, 0)]), TableRemark(_CONTENT, told.said))
    return Header(place, told.columns, titles, told.is_sure, remarks)


def _above(rows: Iterable[Row]) -> tuple[TableRemark, ...]:
    """What stands above the titles: the name of the table, who made it."""
    return tuple(
        TableRemark(
            _ABOVE,
            f"row {row.number} ({shortened(' '.join(filter(None, dict.fromkeys(row.cells))), 40)})",
        )
        for row in rows
        if any(cell.strip() for cell in row.cells)
    )


def _titles(rows: Sequence[Row], place: int, layout: Layout) -> tuple[int, Columns] | None:
    """The columns that a row says, alone or with the one under it, and the place of the last."""
    alone = recognise(rows[place].cells, layout)
    if alone is not None and layout.columns:
        return place, alone
    if place + 1 < len(rows) and rows[place + 1].number == rows[place].number + 1:
        under = rows[place + 1]
        both = _together(rows[place], under)
        joined = recognise(both, layout) if both else None
        if joined is not None and _says_more(joined, alone, rows[place], under):
            return place + 1, joined
    return None if alone is None else (place, alone)


def _together(upper: Row, lower: Row) -> list[str]:
    """The titles of two rows as one; a title above stands over all that has none of its own.

    None where the lower row has cells that are no titles.
    """
    found, over = [], ""
    below = _plain(lower.cells)
    above = _plain(upper.cells)
    for place in range(max(len(above), len(below))):
        own = above[place] if place < len(above) else ""
        under = below[place] if place < len(below) else ""
        over = own or (over if under else "")
        found.append(over if under in ("", over) else f"{over} {under}".strip())
        if under and role_of(found[-1]) is None and not is_title(under):
            return []
    return found


def _says_more(joined: Columns, alone: Columns | None, upper: Row, under: Row) -> bool:
    """Whether the second of two rows belongs to the titles.

    It does where the first says too little, or has titles over several columns, or the same one
    twice where the second tells them apart; and where it says the same in another language. Else
    it is an entry: 术语 = term.
    """
    own = recognise(under.cells)
    if alone is None:
        return own is None or own.roles != joined.roles
    if len(alone.roles) < len(joined.roles):
        return False
    is_over = bool(upper.joined) or any(
        cell.strip() and not (place < len(upper.cells) and upper.cells[place].strip())
        for place, cell in enumerate(under.cells)
    )
    same = own is not None and all(
        own.roles[place : place + 1] == (alone.roles[place],) for place in alone.of_terms
    )
    return is_over or same or len({*joined.roles}) > len({*alone.roles})


def _by_letters(rows: Sequence[Row], layout: Layout) -> Header | None:
    columns = lettered(layout)
    if columns is None or not _has_terms(rows, columns):
        return None
    titles = (place for place, row in enumerate(rows) if _is_titled(row.cells, columns))
    place = next(titles, NO_TITLES)
    said = () if place == NO_TITLES else (_plain(rows[place].cells),)
    return Header(place, columns, said)


def _has_terms(rows: Iterable[Row], columns: Columns) -> bool:
    """Whether each column of terms has text in one of the rows."""
    wanted = {*columns.of_terms}
    for row in rows:
        wanted -= {place for place, text in enumerate(row.cells) if text.strip()}
    return not wanted


def _is_titled(row: Sequence[str], columns: Columns) -> bool:
    """Whether a row says of each column of terms what it holds.

    One of them must name its language or be no term of it: 术语 = term could be an entry.
    """
    cells = [
        (role, plain(row[place]) if place < len(row) else "")
        for place, role in enumerate(columns.roles)
        if isinstance(role, Language)
    ]
    return all(role_of(cell) is role or is_title(cell) for role, cell in cells) and any(
        role_of(cell) is role or not has_letters(cell, role) for role, cell in cells
    )


def _plain(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(plain, cells))
