"""A workbook that we exported and people edited, as entries.

Glossary says which terms a concept has and which of them is preferred, Renderings what else is
known of each. Both may be edited: a hidden sheet keeps what was exported, so that a term that is
missing in one of them was taken out there, and one that is new in one of them was added there.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import chain, repeat
from typing import TypeVar

from align.errors import InputError
from align.languages import Language, languages
from align.tables import TableRemark
from align.text import clean
from align.workbooks import Workbook
from exports.xlsx.cells import MOST_CHARACTERS
from exports.xlsx.columns import (
    CONTEXTS,
    DOCUMENTS,
    GLOSSARY,
    INCONSISTENCIES,
    KEPT,
    RELATION_SHEET,
    RENDERINGS,
)
from glossary.exchange.entry_rows import INCONSISTENT, language_among
from glossary.exchange.incoming import Line
from glossary.model import (
    Concept,
    ConceptStatus,
    Definition,
    Kind,
    Origin,
    Term,
    TermStatus,
    TermType,
    in_language,
    preferred,
)
from glossary.model.conditions import conditions_of
from glossary.model.fields import Field

#: What is taken from a workbook; the rest is told by texts, not by people, and stays as it was.
READS = frozenset(
    {
        Field.ID,
        Field.OTHER_TERMS,
        Field.TERM_STATUS,
        Field.TERM_TYPE,
        Field.TERM_SOURCE,
        Field.TERM_NOTE,
        Field.TERM_CONDITIONS,
        Field.DEFINITION,
        Field.DEFINITION_SOURCE,
        Field.MEMBERS,
        Field.KIND,
        Field.SUBJECT,
        Field.NOTE,
        Field.STATUS,
        Field.REVISION,
    }
)
#: The names of the sheets of an export.
OWN_SHEETS = frozenset(
    {
        GLOSSARY,
        RENDERINGS,
        CONTEXTS,
        INCONSISTENCIES,
        RELATION_SHEET,
        DOCUMENTS.title,
        KEPT.title,
        "About",
    }
)
_REMARK = re.compile(r" \(([a-z]+(?:, [a-z]+)*)\)$")
_REMARKS = frozenset({*map(str, TermStatus), INCONSISTENT})
_DIVIDER = re.compile("[;；]")
_NUMBERED = re.compile(r"^\d+\. ")

Choice = TypeVar("Choice", bound=str)
Name = tuple[Language, str]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of one of our sheets, by the titles of its columns.

    Attributes:
        faults: the titles of cells that have nothing to be read, with what stands there.
    """

    number: int
    cells: dict[str, str]
    faults: Sequence[tuple[str, str]] = ()
    remarks: tuple[TableRemark, ...] = ()

    def __getitem__(self, title: str) -> str:
        return self.cells.get(title, "")


@dataclass(slots=True)
class _Kept:
    """What was exported of a concept: its revision, and its terms in their order."""

    revision: int
    terms: dict[Name, int] = field(default_factory=dict)
    heads: dict[Language, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Renderings:
    """What the sheet of terms says.

    Attributes:
        terms: by the ids of their concepts.
        faults: what is wrong with bad rows, and `spoilt` the ids of their concepts.
        carried: the fields of its columns that are there.
    """

    terms: dict[str, list[Term]] = field(default_factory=lambda: defaultdict(list))
    faults: list[Line] = field(default_factory=list)
    spoilt: set[str] = field(default_factory=set)
    carried: frozenset[Field] = READS


def is_own(workbook: Workbook) -> bool:
    """Whether a workbook has our sheet of concepts, with their ids."""
    sheet = workbook.sheet(GLOSSARY)
    first = None if sheet is None else next(sheet.rows(all_of_it=True), None)
    titles = () if first is None else first.cells
    return {"Chinese", "English", "Id"} <= {title.strip() for title in titles}


def read_own(workbook: Workbook) -> Iterator[Line]:
    """The rows of Glossary, and after them the concepts that it held and holds no more."""
    kept = _kept(workbook)
    renderings = _renderings(workbook)
    yield from renderings.faults
    seen = set()
    for row in _rows(workbook, GLOSSARY):
        spoken = {each for each in languages() if each.label in row.cells}
        name = row["Id"].strip()
        seen.add(name)
        if name in renderings.spoilt:
            continue  # without a term of it that cannot be read it would lose that
        replaced = sum(clean(text)[1] for text in row.cells.values())
        try:
            concept = _concept(row, kept.get(name), renderings.terms.get(name, []))
        except InputError as error:
            yield Line(row.number, None, error, carried=READS, unit="row")
            continue
        carried = _carried(row, concept) & renderings.carried
        yield Line(row.number, concept, None, replaced, carried, spoken, "row", remarks=row.remarks)
    for name, was in kept.items():
        if name not in seen:
            gone = Concept(name, (), revision=was.revision)
            yield Line(0, gone, carried=READS, unit="row", removed=True)


def _rows(workbook: Workbook, title: str) -> Iterator[_Row]:
    """The rows of a sheet that hold anything; none where the sheet was taken out.

    Hidden ones are among them: what a filter hides was not taken out.
    """
    sheet = workbook.sheet(title)
    if sheet is None:
        return
    rows = sheet.rows(all_of_it=True)
    first = next(rows, None)
    titles = [each.strip() for each in first.cells] if first is not None else []
    while titles and not titles[-1]:
        titles.pop()
    for row in rows:
        if any(map(str.strip, row.cells)):
            cells = chain(row.cells, repeat(""))
            faults = [(titles[at], said) for at, said in row.faults.items() if at < len(titles)]
            yield _Row(row.number, dict(zip(titles, cells, strict=False)), faults, row.remarks)


def _kept(workbook: Workbook) -> dict[str, _Kept]:
    found: dict[str, _Kept] = {}
    for row in _rows(workbook, KEPT.title):
        revision = _number(row, "Revision")
        try:
            texts = json.loads(row["Terms"] or "{}")
            kept = _Kept(revision or 0)
            for name, language, text in ((*each, *[""] * 3)[:3] for each in texts):
                kept.terms[Language(language), str(text)] = len(kept.terms)
                if name:
                    kept.heads[Language(language)] = str(text)
        except (ValueError, TypeError) as error:
            raise InputError(
                f"the hidden sheet {KEPT.title} was changed", "export the workbook again"
            ) from error
        found[row["Id"]] = kept
    return found


def _renderings(workbook: Workbook) -> _Renderings:
    """The terms of each concept as the sheet Renderings has them, and its bad rows."""
    found = _Renderings()
    for row in _rows(workbook, RENDERINGS):
        if "Conditions" not in row.cells:  # as in workbooks of older programs
            found.carried -= {Field.TERM_CONDITIONS}
        name = row["Concept"].strip()
        if not row["Term"].strip():
            continue
        try:
            term = Term(
                _choice(languages(), row, "Language"),
                clean(row["Term"])[0],
                _choice(TermStatus, row, "Status", TermStatus.ADMITTED),
                _choice(TermType, row, "Form", TermType.FULL_FORM),
                source=clean(row["Source"])[0],
                note=clean(row["Note"])[0],
                conditions=conditions_of(row["Conditions"]),
            )
        except InputError as error:
            fault = InputError(f"in {RENDERINGS}: {error.what}", error.remedy)
            found.faults.append(Line(row.number, None, fault, carried=READS, unit="row"))
            found.spoilt.add(name)
            continue
        if name:
            found.terms[name].append(term)
            continue
        fault = InputError("the term names no concept", f"add it in {GLOSSARY}")
        found.faults.append(Line(row.number, None, fault, carried=READS, unit="row"))
    return found


def _concept(row: _Row, kept: _Kept | None, known: list[Term]) -> Concept:
    for title, said in row.faults:
        raise InputError(f"{title} holds {said}", "write what it should be")
    terms = tuple(_terms(row, kept or _Kept(0), known))
    if not terms:
        raise InputError("no term", "give it one, or take the row out")
    return Concept(
        id=row["Id"].strip(),
        terms=terms,
        definitions=_definitions(row, {term.language for term in terms}),
        kind=_choice(Kind, row, "Kind", Kind.CONCEPT),
        subject=clean(row["Subject"])[0],
        note=clean(row["Note"])[0],
        status=_choice(ConceptStatus, row, "Status", ConceptStatus.PROPOSED),
        revision=_number(row, "Revision") or (kept.revision if kept else 0),
    )


def _carried(row: _Row, concept: Concept) -> frozenset[Field]:
    """The fields of the columns that are there; a text that was cut says nothing."""
    missing = set() if concept.revision else {Field.REVISION}
    for title, fields in (
        ("Note", {Field.NOTE}),
        ("Definition", {Field.DEFINITION, Field.DEFINITION_SOURCE, Field.MEMBERS}),
        ("Definition from", {Field.DEFINITION_SOURCE}),
        ("Members", {Field.MEMBERS}),
        ("Subject", {Field.SUBJECT}),
        ("Kind", {Field.KIND}),
        ("Status", {Field.STATUS}),
    ):
        if title not in row.cells or _is_cut(row[title]):
            missing |= fields
    return READS - missing


def _definitions(row: _Row, spoken: Set[Language]) -> tuple[Definition, ...]:
    text = clean(row["Definition"])[0]
    members = [_NUMBERED.sub("", each, count=1) for each in row["Members"].split("\n")]
    members = [clean(each)[0] for each in members if each]
    if not text and not members:
        return ()
    language = language_among(spoken, text)
    source = clean(row["Definition from"])[0]
    return (Definition(language, text, source, origin=Origin.PERSON, members=tuple(members)),)


def _terms(row: _Row, kept: _Kept, known: list[Term]) -> Iterator[Term]:
    """The terms of both sheets in their old order, new ones behind them."""
    particulars = {(term.language, term.text): term for term in known}
    listed = dict(_listed(row, kept))
    for language in languages():
        terms = tuple(
            particulars.get(name) or Term(language, name[1], listed[name] or TermStatus.ADMITTED)
            for name in {**kept.terms, **particulars, **listed}
            if name[0] is language and _stays(name, kept, particulars, listed)
        )
        first = preferred(in_language(tuple(known), language), language)
        was = kept.heads.get(language) or (first.text if first else "")
        yield from _headed(terms, clean(row[language.label])[0], was)


def _stays(name: Name, kept: _Kept, particulars: Container[Name], listed: Container[Name]) -> bool:
    """Whether neither sheet lost a term; where Renderings is gone, Glossary says all."""
    if name not in kept.terms:
        return True
    return name in listed and (name in particulars or not particulars)


def _headed(terms: tuple[Term, ...], head: str, was: str) -> Iterator[Term]:
    """The terms of a language; another one in the first column is the one to use from then on."""
    found = next((term for term in terms if term.text == head), None)
    if found is None or head == was:
        yield from terms
        return
    yield replace(found, status=TermStatus.PREFERRED)
    for term in terms:
        if term is not found:
            demoted = term.status is TermStatus.PREFERRED
            yield replace(term, status=TermStatus.ADMITTED) if demoted else term


def _listed(row: _Row, kept: _Kept) -> Iterator[tuple[Name, TermStatus | None]]:
    """The terms of a row of Glossary, with the statuses that stand behind them."""
    for language in languages():
        head, others = language.label, f"Other {language.label}"
        if row[head].strip():
            yield (language, clean(row[head])[0]), None
        if others not in row.cells or _is_cut(row[others]):
            yield from ((name, None) for name in kept.terms if name[0] is language)
        for line in _lines(row, others, kept):
            text, status = _remarked(line)
            if text.strip():
                yield (language, text), status


def _lines(row: _Row, title: str, kept: _Kept) -> Iterator[str]:
    """The terms of a cell, one a line as we write them; people divide new ones by ; as well.

    Without what was exported, nothing tells a new term from one of ours that has a ; in it.
    """
    ours = {text for _, text in kept.terms}
    divided = bool(ours) or not row["Id"].strip()
    for line in clean(row[title])[0].split("\n"):
        if not divided or _remarked(line)[0] in ours:
            yield line
        elif _remarked(line.strip())[0] in ours:
            yield line.strip()
        else:
            yield from map(str.strip, _DIVIDER.split(line))


def _remarked(line: str) -> tuple[str, TermStatus | None]:
    """A term and the status that stands behind it in brackets, if one does."""
    remark = _REMARK.search(line)
    words = remark[1].split(", ") if remark else []
    if remark is None or not _REMARKS.issuperset(words):
        return line, None
    statuses = [TermStatus(word) for word in words if word != INCONSISTENT]
    return line[: remark.start()], statuses[0] if statuses else None


def _is_cut(text: str) -> bool:
    units = len(text.encode("utf-16-le", "replace")) // 2
    return text.endswith("…") and units >= MOST_CHARACTERS - 1


def _number(row: _Row, title: str) -> int | None:
    text = row[title].strip()
    if text and not (text.isascii() and text.isdigit() and len(text) < 10):
        raise InputError(f"the {title.lower()} is {text[:40]}", "leave it as it was exported")
    return int(text) if text else None


def _choice(
    kinds: Iterable[Choice], row: _Row, title: str, default: Choice | None = None
) -> Choice:
    text = row[title].strip().lower()
    if not text and default is not None:
        return default
    for kind in kinds:
        if kind == text:
            return kind
    raise InputError(f"{title} is {text[:40] or 'empty'}", f"use {', '.join(kinds)}")
