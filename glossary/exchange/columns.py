"""What the columns of a table of terms hold, as its titles or a mapping say it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from align.errors import InputError
from align.languages import Language, languages
from align.tables import letters, place_of, shortened
from glossary.exchange.titles import Defined, Held, Role, holds_terms, plain, role_of
from glossary.model.fields import Field

ALTERNATIVES = ";；|\n"  #: what divides the terms of one cell where nothing else is said
NO_TITLES = -1  #: the place of titles that a table does not have
MOST_COLUMNS = 1_000
#: What may divide the cells of a text, by its name for people.
DELIMITERS: Mapping[str, str] = MappingProxyType(
    {"tab": "\t", "comma": ",", "semicolon": ";", "bar": "|"}
)

_LETTERS = re.compile("[A-Za-z]{1,2}")

_CARRIED: Mapping[Role, Field] = MappingProxyType(
    {
        Role.DEFINITION: Field.DEFINITION,
        Role.DEFINITION_SOURCE: Field.DEFINITION_SOURCE,
        Role.SUBJECT: Field.SUBJECT,
        Role.NOTE: Field.NOTE,
        Role.STATUS: Field.STATUS,
        Role.KIND: Field.KIND,
        Role.ID: Field.ID,
        Role.REVISION: Field.REVISION,
        Role.TERM_SOURCE: Field.TERM_SOURCE,
        Role.TERM_NOTE: Field.TERM_NOTE,
    }
)


class NoColumnsError(InputError):
    """A table does not say which of its columns hold the terms."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How to read a table.

    Attributes:
        columns: the title of each column to read, with what it holds, or its letter where the
            table has no such titles; empty: told by the titles, else by what the columns hold.
        split: the characters that divide the terms of one cell.
        sheet: the sheet of a workbook; None: all that are not hidden.
        ours: the ids are of our making, whatever they look like.
        delimiter: what divides the cells of a text; None: told by all of it.
    """

    columns: tuple[tuple[Held, str], ...] = ()
    split: str = ALTERNATIVES
    sheet: str | None = None
    ours: bool = False
    delimiter: str | None = None


PLAIN = Layout()


def layout_said(
    columns: str | None, sheet: str | None, delimiter: str | None, split: str | None = None
) -> Layout | None:
    """How people say that a table is to be read; None where they say nothing.

    Args:
        columns: as for `parse_columns`.
        delimiter: a name of `DELIMITERS`.

    Raises:
        InputError: the columns are said in another form, or name what no entry has.
    """
    if columns is None and split is None and sheet is None and delimiter is None:
        return None
    return Layout(
        parse_columns(columns) if columns is not None else (),
        ALTERNATIVES if split is None else split,
        sheet,
        delimiter=None if delimiter is None else DELIMITERS[delimiter],
    )


def parse_columns(text: str) -> tuple[tuple[Held, str], ...]:
    """The columns that a mapping such as "zh=Term A,en=Term B,definition=Def" names.

    Raises:
        InputError: it has another form, or names what no entry has.
    """
    found: list[tuple[Held, str]] = []
    known: dict[str, Held] = {str(each): each for each in (*languages(), *Role)}
    names = ", ".join(known)
    known |= {f"definition-{each}": Defined(each) for each in languages()}
    for part in re.split(r",\s*(?=[a-z-]+\s*=)", text):
        name, equals, title = part.partition("=")
        if not equals or not title.strip():
            what = part.strip() or "nothing"
            raise InputError(f"columns: {what} names no column", "write zh=Title")
        if name.strip() not in known:
            raise InputError(f"columns: nothing is called {name.strip()}", f"use {names}")
        if title.strip() in (taken for _, taken in found):
            raise InputError(f"columns: {title.strip()} is named twice", "name a column once")
        found.append((known[name.strip()], title.strip()))
    if not any(isinstance(role, Language) for role, _ in found):
        raise InputError("columns: none of them holds terms", "write zh=Title,en=Title")
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table hold, from left to right; None where that is not known.

    Attributes:
        titles: by which messages name the columns.
        tagged: the places of columns of terms whose language another column names row by row, each
            with the place of that.
    """

    roles: tuple[Held | None, ...]
    titles: tuple[str, ...]
    tagged: tuple[tuple[int, int], ...] = ()

    @property
    def carried(self) -> frozenset[Field]:
        """The fields that every row says something of."""
        said = {
            _CARRIED[role] for role in self.roles if isinstance(role, Role) and role in _CARRIED
        }
        if any(isinstance(role, Defined) for role in self.roles):
            said |= {Field.DEFINITION}
        if self.tagged or len(self.languages) > 1:
            said |= {Field.OTHER_TERMS}
        return frozenset(said | {Field.TERM_STATUS})

    @property
    def languages(self) -> frozenset[Language]:
        """Those that have a column of terms."""
        return frozenset(role for role in self.roles if isinstance(role, Language))

    @property
    def of_terms(self) -> tuple[int, ...]:
        """The places of the columns of terms."""
        tagged = {place for place, _ in self.tagged}
        return tuple(
            place
            for place, role in enumerate(self.roles)
            if isinstance(role, Language) or place in tagged
        )


def recognise(titles: Sequence[str], layout: Layout = PLAIN) -> Columns | None:
    """What the columns of a table with these titles hold; None where they are no such titles.

    Without a mapping there must be columns of terms in Chinese and English; or in any two languages
    where no other title says that its column holds terms.
    """
    titles = [plain(title) for title in titles[:MOST_COLUMNS]]
    while titles and not titles[-1]:
        titles.pop()
    if layout.columns:
        wanted = {plain(title): role for role, title in layout.columns}
        if not wanted.keys() <= set(titles):
            return None
        return Columns(tuple(wanted.get(title) for title in titles), tuple(titles))
    roles = [role_of(title) for title in titles]
    columns = Columns(tuple(roles), tuple(titles))
    named = columns.languages
    is_said = len(named) > 1 and not any(map(holds_terms, titles))
    return columns if is_said or {Language.ZH, Language.EN} <= named else None


def lettered(layout: Layout) -> Columns | None:
    """The columns of a mapping by letters, as spreadsheet programs call them."""
    if not layout.columns or not all(_LETTERS.fullmatch(title) for _, title in layout.columns):
        return None
    roles = {title.upper(): role for role, title in layout.columns}
    titles = tuple(letters(place) for place in range(max(map(place_of, roles)) + 1))
    return Columns(tuple(map(roles.get, titles)), titles)


def no_columns(name: str, seen: Iterable[str], layout: Layout) -> InputError:
    """Say that a file holds no table of terms, and what was found instead, a clause a table."""
    found = "; ".join(filter(None, seen))
    if not found:
        return InputError(f"{name} is empty", "give a file with terms in it")
    wanted = "no columns with terms of two languages"
    if layout.columns:
        titles = ", ".join(title for _, title in layout.columns)
        wanted = f"no row with the titles {titles}"
        if lettered(layout) is not None:
            wanted += ", nor terms in the columns of these letters"
    return NoColumnsError(
        f"{name} has {wanted} ({found})", "name the columns: zh=Title,en=Title, or zh=A,en=B"
    )


def shown_titles(rows: Iterable[Sequence[str]]) -> str:
    """What may be the titles, for a message: the first of the fullest rows, shortened.

    "" where no row holds anything.
    """
    row: Sequence[str] = max(rows, key=lambda row: sum(map(bool, map(str.strip, row))), default=())
    titles = [shortened(title, 30) for title in row if title.strip()]
    return ", ".join(titles[:8]) + (", …" if len(titles) > 8 else "")
