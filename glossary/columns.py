"""Tables of terms that others made, as entries; spreadsheets and CSV give rows of strings.

The titles say what each column holds (`glossary.titles`), or a mapping does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import islice
from types import MappingProxyType
from typing import TypeVar

from align.errors import InputError, TifaError
from align.model import Language
from align.text import clean
from glossary.fields import Field
from glossary.incoming import Line
from glossary.model import (
    TO_AVOID,
    Concept,
    ConceptStatus,
    Definition,
    Kind,
    Origin,
    Term,
    TermStatus,
)
from glossary.titles import Role, plain, role_of

ALTERNATIVES = ";；|\n"  #: what divides the terms of one cell where nothing else is said
NO_TITLES = -1  #: the place of titles that a table does not have
_HEADER_WITHIN = 20  #: rows that are searched for the titles
_MOST_COLUMNS = 1_000

Choice = TypeVar("Choice", bound=StrEnum)

_OUR_ID = re.compile(r"c[a-z2-7]{16}")
_LETTERS = re.compile("[A-Za-z]{1,2}")
_REMARK = re.compile(r"\s*\(([a-z, ]+)\)$")


_TERMS = MappingProxyType({Role.ZH: Language.ZH, Role.EN: Language.EN})
_OF_TERMS = frozenset({Role.TERM_STATUS, Role.TERM_SOURCE, Role.TERM_NOTE})
_DEFINITIONS = MappingProxyType(
    {Role.DEFINITION: None, Role.DEFINITION_ZH: Language.ZH, Role.DEFINITION_EN: Language.EN}
)
_CHOICES: Mapping[Role, type[StrEnum]] = MappingProxyType(
    {Role.STATUS: ConceptStatus, Role.KIND: Kind}
)
_CARRIED: Mapping[Role, Field] = MappingProxyType(
    {
        **dict.fromkeys(_DEFINITIONS, Field.DEFINITION),
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
        columns: the title of each column to read, as roles and titles, or its letter where the
            table has no such titles; empty: told by the titles.
        split: the characters that divide the terms of one cell.
        sheet: the sheet of a workbook; None: the first that holds two languages.
        ours: the ids are of our making, whatever they look like.
    """

    columns: tuple[tuple[Role, str], ...] = ()
    split: str = ALTERNATIVES
    sheet: str | None = None
    ours: bool = False


PLAIN = Layout()


def parse_columns(text: str) -> tuple[tuple[Role, str], ...]:
    """The columns that a mapping such as "zh=Term A,en=Term B,definition=Def" names.

    Raises:
        InputError: it has another form, or names what no entry has.
    """
    found: list[tuple[Role, str]] = []
    names = ", ".join(Role)
    for part in re.split(r",\s*(?=[a-z-]+\s*=)", text):
        name, equals, title = part.partition("=")
        if not equals or not title.strip():
            what = part.strip() or "nothing"
            raise InputError(f"columns: {what} names no column", "write zh=Title")
        if name.strip() not in set(Role):
            raise InputError(f"columns: nothing is called {name.strip()}", f"use {names}")
        if title.strip() in (known for _, known in found):
            raise InputError(f"columns: {title.strip()} is named twice", "name a column once")
        found.append((Role(name.strip()), title.strip()))
    if not {role for role, _ in found} & set(_TERMS):
        raise InputError("columns: none of them holds terms", "write zh=Title,en=Title")
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table hold, from left to right; None where that is not known."""

    roles: tuple[Role | None, ...]
    titles: tuple[str, ...]

    @property
    def carried(self) -> frozenset[Field]:
        """The fields that every row says something of."""
        said = {_CARRIED[role] for role in self.roles if role is not None and role in _CARRIED}
        if set(_TERMS) <= set(self.roles):
            said |= {Field.OTHER_TERMS}
        return frozenset(said | {Field.TERM_STATUS})


def recognise(titles: Sequence[str], layout: Layout = PLAIN) -> Columns | None:
    """What the columns of a table with these titles hold; None where they are no such titles.

    Without a mapping there must be a column of terms in each language.
    """
    titles = [plain(title) for title in titles[:_MOST_COLUMNS]]
    if layout.columns:
        wanted = {plain(title): role for role, title in layout.columns}
        if not wanted.keys() <= set(titles):
            return None
        return Columns(tuple(wanted.get(title) for title in titles), tuple(titles))
    roles = [role_of(title) for title in titles]
    if not set(_TERMS) <= set(roles):
        return None
    return Columns(tuple(roles), tuple(titles))


def find_header(
    rows: Iterable[Sequence[str]], layout: Layout = PLAIN
) -> tuple[int, Columns] | None:
    """The first row that holds titles, by its place from 0, and what its columns hold.

    Columns may be named by their letters. Where no row has these as titles, the titles are a row
    that says of the columns of terms what their letters were said to hold; else the place is
    `NO_TITLES`, and every row is an entry.
    """
    head = list(islice(rows, _HEADER_WITHIN))
    for place, row in enumerate(head):
        found = recognise(row, layout)
        if found is not None:
            return place, found
    lettered = _lettered(layout)
    if lettered is None or not _has_terms(head, lettered):
        return None
    titles = (place for place, row in enumerate(head) if _is_titled(row, lettered))
    return next(titles, NO_TITLES), lettered


def _has_terms(rows: Iterable[Sequence[str]], columns: Columns) -> bool:
    """Whether each column of terms has text in one of the rows."""
    wanted = {place for place, role in enumerate(columns.roles) if role in _TERMS}
    for row in rows:
        wanted -= {place for place, text in enumerate(row) if text.strip()}
    return not wanted


def _is_titled(row: Sequence[str], columns: Columns) -> bool:
    """Whether a row says of each column of terms what it holds."""
    return all(
        role not in _TERMS or (place < len(row) and role_of(plain(row[place])) is role)
        for place, role in enumerate(columns.roles)
    )


def _lettered(layout: Layout) -> Columns | None:
    """The columns of a mapping by letters, as spreadsheet programs call them."""
    if not layout.columns or not all(_LETTERS.fullmatch(title) for _, title in layout.columns):
        return None
    roles = {title.upper(): role for role, title in layout.columns}
    titles = tuple(_letters(number) for number in range(max(map(_place, roles)) + 1))
    return Columns(tuple(map(roles.get, titles)), titles)


def _place(letters: str) -> int:
    """The place from 0 of a column: of A 0, of AA 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _letters(place: int) -> str:
    """The letters of a column of at most two."""
    first, last = divmod(place, 26)
    return (chr(64 + first) if first else "") + chr(65 + last)


def read_rows(
    rows: Iterable[tuple[int, Sequence[str]]],
    columns: Columns,
    layout: Layout = PLAIN,
    *,
    unit: str = "row",
) -> Iterator[Line]:
    """The entries of the rows under the titles, with their numbers; empty rows are passed over."""
    for number, row in rows:
        cells = [clean(cell) for cell in row[: len(columns.roles)]]
        if any(text.strip() for text, _ in cells):
            replaced = sum(count for _, count in cells)
            line = _line(number, [text for text, _ in cells], columns, layout)
            yield replace(line, replaced=replaced, unit=unit)


def no_columns(name: str, seen: Iterable[str], layout: Layout = PLAIN) -> NoColumnsError:
    """Say that a file holds no table of terms, and what was found instead, a clause a table."""
    wanted = "no columns with Chinese and English terms"
    if layout.columns:
        titles = ", ".join(title for _, title in layout.columns)
        wanted = f"no row with the titles {titles}"
        if _lettered(layout) is not None:
            wanted += ", nor terms in the columns of these letters"
    found = "; ".join(seen) or "it is empty"
    return NoColumnsError(
        f"{name} has {wanted} ({found})", "name the columns: zh=Title,en=Title, or zh=A,en=B"
    )


def shown_titles(rows: Iterable[Sequence[str]]) -> str:
    """What may be the titles, for a message: the first of the fullest rows, shortened."""
    row: Sequence[str] = max(rows, key=lambda row: sum(map(bool, map(str.strip, row))), default=())
    titles = [_shortened(title, 30) for title in row if title.strip()]
    return ", ".join(titles[:8]) + (", …" if len(titles) > 8 else "") or "nothing"


def _shortened(title: str, most: int) -> str:
    """A title on one line; what stands in the place of titles may be a text of any length."""
    line = " ".join(title.split())
    return line if len(line) <= most else line[:most] + "…"


@dataclass(slots=True)
class _Row:
    """A row on its way into a concept."""

    layout: Layout
    terms: dict[tuple[Language, str], Term] = field(default_factory=dict)
    column: list[tuple[Language, str]] = field(default_factory=list)  #: the last terms read
    said: dict[Role, str] = field(default_factory=dict)
    definitions: list[Definition] = field(default_factory=list)
    ignored: Counter[str] = field(default_factory=Counter)

    def take(self, role: Role, text: str) -> None:
        if role in _TERMS:
            self.column = []
            split = self.layout.split
            for piece in re.split(f"[{re.escape(split)}]", text) if split else [text]:
                self._term(_TERMS[role], piece.strip())
        elif role in _OF_TERMS:
            self._of_terms(role, text)
        elif role in _DEFINITIONS:
            language = _DEFINITIONS[role] or _language(text)
            self.definitions.append(Definition(language, text, origin=Origin.PERSON))
        elif role in self.said:
            self.said[role] += "\n" + text
        else:
            self.said[role] = text

    def _term(self, language: Language, text: str) -> None:
        remark = _REMARK.search(text)
        words = remark[1].split(", ") if remark else []
        status = next((TermStatus(word) for word in words if word in set(TermStatus)), None)
        if status is not None and remark is not None:
            text = text[: remark.start()]
        if text:
            name = (language, text)
            self.terms.setdefault(name, Term(language, text, status or TermStatus.ADMITTED))
            self.column.append(name)

    def _of_terms(self, role: Role, text: str) -> None:
        for name in self.column:
            term = self.terms[name]
            if role is Role.TERM_SOURCE:
                term = replace(term, source=text)
            elif role is Role.TERM_NOTE:
                term = replace(term, note=text)
            else:
                term = replace(term, status=_status(text) or term.status)
            self.terms[name] = term

    def concept(self) -> Concept:
        source = self.said.get(Role.DEFINITION_SOURCE, "")
        number = self.said.get(Role.REVISION, "").removesuffix(".0")
        if number and not (number.isascii() and number.isdigit() and len(number) < 10):
            raise InputError(f"the revision is {number}", "leave it as it was exported")
        name = self.said.get(Role.ID, "").strip()
        return Concept(
            id=name if self.layout.ours or _OUR_ID.fullmatch(name) else "",
            terms=tuple(self._with_preferred()),
            definitions=tuple(replace(each, source=source) for each in self.definitions),
            kind=_one_of(Kind, self.said.get(Role.KIND, ""), "kind") or Kind.CONCEPT,
            subject=self.said.get(Role.SUBJECT, ""),
            note=self.said.get(Role.NOTE, ""),
            status=_one_of(ConceptStatus, self.said.get(Role.STATUS, ""), "status")
            or ConceptStatus.PROPOSED,
            revision=int(number or 0),
        )

    def _with_preferred(self) -> Iterator[Term]:
        """Chinese first; the first that may be used is preferred where none is said to be."""
        for language in Language:
            own = [term for term in self.terms.values() if term.language is language]
            has = any(term.status is TermStatus.PREFERRED for term in own)
            for term in own:
                if not has and term.status not in TO_AVOID:
                    has = True
                    term = replace(term, status=TermStatus.PREFERRED)
                yield term


def _line(number: int, cells: list[str], columns: Columns, layout: Layout) -> Line:
    row = _Row(layout)
    carried = columns.carried
    found = list(zip(columns.roles, columns.titles, cells, strict=False))
    names = (text.strip() for role, _, text in found if role is Role.ID)
    strict = bool(layout.columns) or layout.ours or any(map(_OUR_ID.fullmatch, names))
    for role, title, text in found:
        if not text.strip():
            continue
        if role is None or not (strict or _is_known(role, text)):
            row.ignored[_shortened(title, 60) or "a column without a title"] += 1
        else:
            row.take(role, text)
    try:
        concept = row.concept()
        if not concept.terms:
            raise InputError("no Chinese or English term", "give it one, or take it out")
    except TifaError as error:
        return Line(number, None, error, carried=carried)
    if Role.REVISION not in row.said:
        carried -= {Field.REVISION}
    return Line(number, concept, carried=carried, ignored=tuple(row.ignored))


def _is_known(role: Role, text: str) -> bool:
    """Whether a cell is no status or kind of others, which they may call as they like."""
    return role not in _CHOICES or text.strip().lower() in set(_CHOICES[role])


def _language(text: str) -> Language:
    return Language.ZH if re.search(r"[\u3400-\u9fff]", text) else Language.EN


def _status(text: str) -> TermStatus | None:
    """The status of a term that a remark means, memoQ's "Forbidden" among them."""
    words = set(re.findall(r"[a-z]+", text.lower()))
    if words & {"forbidden", "deprecated", "rejected", "obsolete"}:
        return TermStatus.DEPRECATED
    return next((status for status in TermStatus if str(status) in words), None)


def _one_of(kind: type[Choice], text: str, what: str) -> Choice | None:
    lower = text.strip().lower()
    if not lower:
        return None
    try:
        return kind(lower)
    except ValueError as error:
        names = ", ".join(kind)
        raise InputError(f"the {what} is {text.strip()[:40]}", f"use {names}") from error
