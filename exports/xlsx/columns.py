"""What stands in each sheet and column, and what it means.

The About sheet is written from the same definitions, so the two cannot disagree.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from typing import Any, Generic, TypeVar

from align.languages import CHINESE_ENGLISH, Direction, Language, languages
from exports.xlsx.cells import MOST_CHARACTERS, Value
from exports.xlsx.listed import Listed
from glossary.exchange.entry_rows import INCONSISTENT
from glossary.model import (
    Concept,
    ConceptStatus,
    Definition,
    Kind,
    StoredDocument,
    Term,
    TermStatus,
    in_language,
    preferred,
)

Row = TypeVar("Row")

GLOSSARY, RENDERINGS = "Glossary", "Renderings"
CONTEXTS, INCONSISTENCIES = "Contexts", "Inconsistencies"
RELATION_SHEET = "Relations"


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column.

    Attributes:
        width: in Excel's units, about one Latin digit each; a Chinese character takes two.
        choices: what its drop-down offers; empty for free text.
        hidden: for import, not for people.
        direction: which way the language of its texts is written.
        shares: whether its numbers are shares, which are shown in per cent.
    """

    title: str
    meaning: str
    width: int
    value: Callable[[Row], Value]
    choices: tuple[str, ...] = ()
    hidden: bool = False
    direction: Direction = Direction.LEFT_TO_RIGHT
    shares: bool = False


@dataclass(frozen=True, slots=True)
class Sheet(Generic[Row]):
    """A sheet: its columns, and the rows that one concept, or what else it lists, takes.

    Attributes:
        target: the sheet and row that a row leads to; None: none.
        printed: how many columns from the first are printed, where the rest is for the screen;
            0: all.
    """

    title: str
    meaning: str
    columns: tuple[Column[Row], ...]
    rows: Callable[[Any], Iterator[Row]]
    target: Callable[[Row], tuple[str, int] | None] = lambda row: None
    printed: int = 0


@lru_cache(maxsize=4096)
def pinyin(text: str) -> str:
    """The pinyin of a Chinese text with tone marks, syllables apart."""
    from pypinyin import Style, lazy_pinyin

    return " ".join(lazy_pinyin(text, style=Style.TONE))


def headword(concept: Concept, language: Language) -> str:
    """The term to use in a language, or ""."""
    term = preferred(concept.terms, language)
    return term.text if term else ""


def chinese_head(concept: Concept) -> str:
    """The Chinese term to use, or ""."""
    return headword(concept, Language.ZH)


def _others(concept: Concept, language: Language) -> str:
    """Every other term of a language, one a line, with its status where that is not "admitted"."""
    first = preferred(concept.terms, language)
    return "\n".join(
        f"{term.text} ({', '.join(remarks)})" if (remarks := _remarks(term)) else term.text
        for term in in_language(concept.terms, language)
        if term is not first
    )


def _remarks(term: Term) -> list[str]:
    remarks = [] if term.status is TermStatus.ADMITTED else [str(term.status)]
    return [*remarks, INCONSISTENT] if term.inconsistency else remarks


def _definition(concept: Concept) -> Definition | None:
    return concept.definitions[0] if concept.definitions else None


def _definition_text(concept: Concept) -> str:
    definition = _definition(concept)
    return definition.text if definition else ""


def _definition_source(concept: Concept) -> str:
    definition = _definition(concept)
    return definition.source if definition else ""


def _definition_sentence(concept: Concept) -> int | None:
    definition = _definition(concept)
    return None if definition is None or definition.segment is None else definition.segment + 1


def _members(concept: Concept) -> str:
    definition = _definition(concept)
    members = definition.members if definition else ()
    return "\n".join(f"{number}. {member}" for number, member in enumerate(members, 1))


def _dated(row: Listed, place: int) -> str:
    return row.dates[place] if row.dates else ""


def _kept(concept: Concept) -> str:
    """The terms as JSON: whether each stands in the first column, its language and its text."""
    heads = [preferred(concept.terms, language) for language in languages()]
    terms = [[int(term in heads), term.language, term.text] for term in concept.terms]
    text = json.dumps(terms, ensure_ascii=False)
    return text if len(text) < MOST_CHARACTERS // 2 else ""


def _concepts(listed: Listed) -> Iterator[Listed]:
    yield listed


def _documents(document: StoredDocument) -> Iterator[StoredDocument]:
    yield document


_SAID_OF_CONCEPTS: tuple[Column[Listed], ...] = (
    Column("Definition", "What the concept means.", 44, lambda row: _definition_text(row.concept)),
    Column("Members", "What a numeric formula counts.", 30, lambda row: _members(row.concept)),
    Column(
        "Kind",
        "The sort of term.",
        11,
        lambda row: str(row.concept.kind),
        tuple(map(str, Kind)),
    ),
    Column(
        "Status",
        "Where the concept stands in review.",
        10,
        lambda row: str(row.concept.status),
        tuple(map(str, ConceptStatus)),
    ),
    Column("Subject", "The subject field.", 11, lambda row: row.concept.subject),
    Column(
        "Definition from",
        "Its document or author.",
        18,
        lambda row: _definition_source(row.concept),
    ),
    Column(
        "Sentence",
        "The sentence of that document.",
        9,
        lambda row: _definition_sentence(row.concept),
    ),
    Column("Frequency", "Occurrences in the documents.", 10, lambda row: row.concept.frequency),
    Column(
        "Confidence",
        "Extraction's confidence, 0 to 1; 1 for entries by people.",
        11,
        lambda row: round(row.concept.score, 3),
    ),
    Column("First", "Date of the earliest document.", 11, lambda row: _dated(row, 0)),
    Column("Last", "Date of the latest document.", 11, lambda row: _dated(row, -1)),
    Column("Note", "A remark by people.", 18, lambda row: row.concept.note),
    Column("Id", "What tells concepts apart; leave it as it is.", 20, lambda row: row.concept.id),
    Column(
        "Revision",
        "The state of the concept that was exported; leave it as it is.",
        9,
        lambda row: row.concept.revision,
        hidden=True,
    ),
)


def glossary_sheet(spoken: Sequence[Language]) -> Sheet[Listed]:
    """The sheet of concepts, with columns for the terms of these languages."""
    columns = (*_of_chinese_and_english(), *chain.from_iterable(map(_of_language, spoken[2:])))
    return Sheet(
        GLOSSARY,
        "One row a concept. tifa import takes edited rows back, new ones without an id too; a row"
        " that is taken out is a concept to reject, with --delete. A rendering is added or taken"
        " out here; its status, form, source and note are changed in Renderings.",
        (*columns, *_SAID_OF_CONCEPTS),
        _concepts,
        lambda row: (CONTEXTS, row.context_row),
        printed=len(columns) + 4,
    )


def _of_chinese_and_english() -> Iterator[Column[Listed]]:
    (chinese, other_chinese), (english, other_english) = map(_of_language, CHINESE_ENGLISH)
    pronounced: Column[Listed] = Column(
        "Pinyin", "Its pronunciation.", 20, lambda row: pinyin(chinese_head(row.concept))
    )
    yield from (replace(chinese, width=26), pronounced, english)
    yield replace(
        other_chinese, meaning="Other Chinese forms, one per line, with their status.", width=16
    )
    yield other_english


def _of_language(language: Language) -> tuple[Column[Listed], Column[Listed]]:
    """The columns of the term to use in a language and of its other terms."""
    label, direction = language.label, language.profile.direction
    return (
        Column(
            label,
            f"The preferred {label} term.",
            28,
            lambda row: headword(row.concept, language),
            direction=direction,
        ),
        Column(
            f"Other {label}",
            "Other renderings, one per line, with their status.",
            26,
            lambda row: _others(row.concept, language),
            direction=direction,
        ),
    )


DOCUMENTS: Sheet[StoredDocument] = Sheet(
    "Documents",
    "One row a document that the glossary was made from.",
    (
        Column("Document", "Its name.", 30, lambda each: each.source),
        Column("Title", "Its title.", 40, lambda each: each.title),
        Column("Language", "Its code: zh, en.", 10, lambda each: str(each.language)),
        Column("Issuer", "Who issued it.", 26, lambda each: each.issuer),
        Column("Date", "When it was issued.", 12, lambda each: each.dated),
        Column("Added", "When it was added.", 12, lambda each: f"{each.added:%Y-%m-%d}"),
        Column("By", "Who added it.", 16, lambda each: each.who),
    ),
    _documents,
)

#: Hidden: what import compares an edited workbook with.
KEPT: Sheet[Listed] = Sheet(
    "Exported",
    "Hidden: what was exported, so that import sees what was taken out.",
    (
        Column("Id", "", 20, lambda row: row.concept.id),
        Column("Revision", "", 9, lambda row: row.concept.revision),
        Column("Terms", "", 60, lambda row: _kept(row.concept)),
    ),
    _concepts,
)
