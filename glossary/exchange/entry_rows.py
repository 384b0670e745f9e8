"""One row of a table of terms as an entry: its cells taken for what their columns hold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from align.bitexts.tags import language_of
from align.errors import InputError, TifaError
from align.identifying import identify
from align.languages import Language, languages
from align.tables import TableRemark, letters, shortened
from align.text import clean
from glossary.exchange.columns import Columns, Layout
from glossary.exchange.incoming import Line
from glossary.exchange.titles import Defined, Held, Role
from glossary.model import (
    Concept,
    ConceptStatus,
    Definition,
    Kind,
    Origin,
    Term,
    TermStatus,
    with_preferred,
)
from glossary.model.fields import Field

INCONSISTENT = "inconsistent"  #: what stands behind a rendering that its text changes to
OTHER_LANGUAGE = "terms of languages that are not known, not read"

Choice = TypeVar("Choice", bound=StrEnum)
Name = tuple[Language, str]

_OUR_ID = re.compile(r"c[a-z2-7]{16}")
_REMARK = re.compile(r"\s*\(([a-z, ]+)\)$")
UNIT = "row"  #: what `Line.number` counts in tables
_OF_TERMS = frozenset({Role.TERM_STATUS, Role.TERM_SOURCE, Role.TERM_NOTE})
_CHOICES: Mapping[Role, type[StrEnum]] = MappingProxyType(
    {Role.STATUS: ConceptStatus, Role.KIND: Kind}
)


@dataclass(slots=True)
class RowReader:
    """Makes entries of the rows of a table.

    Attributes:
        table: which table of the file it is; see `Line`.
    """

    columns: Columns
    layout: Layout
    table: str = ""
    _carried: frozenset[Field] = field(init=False)
    _divider: re.Pattern[str] | None = field(init=False)

    def __post_init__(self) -> None:
        self._carried = self.columns.carried
        split = self.layout.split
        self._divider = re.compile(f"[{re.escape(split)}]") if split else None

    def line(
        self,
        number: int,
        cells: Sequence[str],
        *,
        faults: Mapping[int, str] = MappingProxyType({}),
        remarks: tuple[TableRemark, ...] = (),
    ) -> Line:
        """The entry of a row, or what is wrong with it.

        Args:
            faults: what stands in cells that have nothing to be read, by their places.
        """
        cleaned = [clean(cell) for cell in cells[: len(self.columns.roles)]]
        made = self._line(number, [text for text, _ in cleaned], faults)
        replaced = sum(count for _, count in cleaned)
        return replace(made, replaced=replaced, remarks=(*remarks, *made.remarks))

    def _line(self, number: int, cells: list[str], faults: Mapping[int, str]) -> Line:
        row = _Row(self.layout, self._divider)
        columns, carried = self.columns, self._carried
        found = list(zip(columns.roles, columns.titles, cells, strict=False))
        names = (text.strip() for role, _, text in found if role is Role.ID)
        strict = bool(self.layout.columns) or self.layout.ours or any(map(_OUR_ID.fullmatch, names))
        tags = dict(columns.tagged)
        of_tags = set(tags.values())
        fault: TifaError | None = None
        remarks: list[TableRemark] = []
        for place, (role, title, text) in enumerate(found):
            if place in faults and (role is not None or place in tags):
                fault = fault or _unreadable(place, number, faults[place])
            if not text.strip() or place in of_tags:
                continue
            if place in tags:
                language = language_of(cells[tags[place]]) if tags[place] < len(cells) else None
                if language is None:
                    remarks.append(
                        TableRemark(OTHER_LANGUAGE, f"{letters(place)}{number}", lost=True)
                    )
                else:
                    row.terms_of(language, text)
            elif role is None or not (strict or _is_known(role, text)):
                row.ignored.append(shortened(title, 60) or f"column {letters(place)}")
            else:
                row.take(role, text)
        try:
            if fault is not None:
                raise fault
            concept = row.concept()
            if not concept.terms:
                raise InputError("no term", "give it one, or take it out")
        except TifaError as error:
            return Line(number, None, error, carried=carried, unit=UNIT, table=self.table)
        if Role.REVISION not in row.said:
            carried -= {Field.REVISION}
        return Line(
            number,
            concept,
            carried=carried,
            languages=None if columns.tagged else columns.languages,
            unit=UNIT,
            ignored=tuple(dict.fromkeys(row.ignored)),
            table=self.table,
            remarks=tuple(remarks),
        )


@dataclass(slots=True)
class _Row:
    """A row on its way into a concept."""

    layout: Layout
    divider: re.Pattern[str] | None
    terms: dict[Name, Term] = field(default_factory=dict)
    column: list[Name] = field(default_factory=list)  #: the last terms read
    said: dict[Role, str] = field(default_factory=dict)
    definitions: list[tuple[Language | None, str]] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)

    def take(self, role: Held, text: str) -> None:
        if isinstance(role, Language):
            self.terms_of(role, text)
        elif isinstance(role, Defined):
            self.definitions.append((role.language, text))
        elif role in _OF_TERMS:
            self._of_terms(role, text)
        elif role is Role.DEFINITION:
            self.definitions.append((None, text))
        elif role in self.said:
            self.said[role] += "\n" + text
        else:
            self.said[role] = text

    def terms_of(self, language: Language, text: str) -> None:
        """Take the terms of a cell."""
        self.column = []
        for piece in self.divider.split(text) if self.divider else [text]:
            self._term(language, piece.strip())

    def _term(self, language: Language, text: str) -> None:
        remark = _REMARK.search(text) if text.endswith(")") else None
        words = remark[1].split(", ") if remark else []
        status = next((TermStatus(word) for word in words if word in set(TermStatus)), None)
        if remark is not None and (status is not None or words == [INCONSISTENT]):
            text = text[: remark.start()]
        term = Term(language, text, status or TermStatus.ADMITTED)
        if term.text:
            name = (language, term.text)
            self.terms.setdefault(name, term)
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
        chinese_first = sorted(
            self.terms.values(), key=lambda term: languages().index(term.language)
        )
        spoken = {term.language for term in chinese_first}
        return Concept(
            id=name if self.layout.ours or _OUR_ID.fullmatch(name) else "",
            terms=with_preferred(chinese_first),
            definitions=tuple(
                Definition(
                    language or language_among(spoken, text), text, source, origin=Origin.PERSON
                )
                for language, text in self.definitions
            ),
            kind=_one_of(Kind, self.said.get(Role.KIND, ""), "kind") or Kind.CONCEPT,
            subject=self.said.get(Role.SUBJECT, ""),
            note=self.said.get(Role.NOTE, ""),
            status=_one_of(ConceptStatus, self.said.get(Role.STATUS, ""), "status")
            or ConceptStatus.PROPOSED,
            revision=int(number or 0),
        )


def _unreadable(place: int, number: int, said: str) -> InputError:
    return InputError(f"{letters(place)}{number} holds {said}", "write there what it should say")


def _is_known(role: Held, text: str) -> bool:
    """Whether a cell is no status or kind of others, which they may call as they like."""
    return (
        not isinstance(role, Role)
        or role not in _CHOICES
        or text.strip().lower() in set(_CHOICES[role])
    )


def language_among(spoken: Set[Language], text: str) -> Language:
    """The language of what is said of a concept with terms in these."""
    if not spoken <= {Language.ZH, Language.EN}:
        found = identify(text)
        language = None if found is None else found.language
        if language is not None and language in spoken:
            return language
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
