"""What stands in each sheet and column, and what it means.

The About sheet is written from the same definitions, so the two cannot disagree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from align.model import Language
from exports.xlsx.cells import Value
from glossary.model import (
    Concept,
    ConceptStatus,
    Context,
    Definition,
    Kind,
    Term,
    TermStatus,
    in_language,
    preferred,
)

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column.

    Attributes:
        width: in Excel's units, about one Latin digit each; a Chinese character takes two.
        choices: what its drop-down offers; empty for free text.
    """

    title: str
    meaning: str
    width: int
    value: Callable[[Row], Value]
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet(Generic[Row]):
    """A sheet: its columns, and the rows that one concept, or what else it lists, takes."""

    title: str
    meaning: str
    columns: tuple[Column[Row], ...]
    rows: Callable[[Any], Iterator[Row]]


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term in the row of its concept."""

    concept: Concept
    term: Term


@dataclass(frozen=True, slots=True)
class ContextRow:
    """A context in the row of its concept."""

    concept: Concept
    context: Context


def pinyin(text: str) -> str:
    """The pinyin of a Chinese text with tone marks, syllables apart."""
    from pypinyin import Style, lazy_pinyin

    return " ".join(lazy_pinyin(text, style=Style.TONE))


def headword(concept: Concept, language: Language) -> str:
    """The term to use in a language, or ""."""
    term = preferred(concept.terms, language)
    return term.text if term else ""


def _chinese(concept: Concept) -> str:
    return headword(concept, Language.ZH)


def _english(concept: Concept) -> str:
    return headword(concept, Language.EN)


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
    return [*remarks, "inconsistent"] if term.inconsistency else remarks


def _definition(concept: Concept) -> Definition | None:
    return concept.definitions[0] if concept.definitions else None


def _definition_text(concept: Concept) -> str:
    definition = _definition(concept)
    return definition.text if definition else ""


def _definition_source(concept: Concept) -> str:
    definition = _definition(concept)
    if definition is None:
        return ""
    if definition.segment is None:
        return definition.source
    return f"{definition.source}, sentence {definition.segment + 1}"


def _members(concept: Concept) -> str:
    definition = next((each for each in concept.definitions if each.members), None)
    members = definition.members if definition else ()
    return "\n".join(f"{number}. {member}" for number, member in enumerate(members, 1))


def _concepts(concept: Concept) -> Iterator[Concept]:
    yield concept


def _terms(concept: Concept) -> Iterator[TermRow]:
    return (TermRow(concept, term) for term in concept.terms)


def _inconsistent(concept: Concept) -> Iterator[TermRow]:
    return (TermRow(concept, term) for term in concept.terms if term.inconsistency)


def _contexts(concept: Concept) -> Iterator[ContextRow]:
    return (ContextRow(concept, context) for context in concept.contexts)


GLOSSARY: Sheet[Concept] = Sheet(
    "Glossary",
    "One row a concept.",
    (
        Column("Chinese", "The preferred Chinese term.", 20, _chinese),
        Column("Pinyin", "Its pronunciation.", 20, lambda row: pinyin(_chinese(row))),
        Column("English", "The preferred English term.", 28, _english),
        Column(
            "Other Chinese",
            "Other Chinese forms, with their status.",
            16,
            lambda row: _others(row, Language.ZH),
        ),
        Column(
            "Other English",
            "Other renderings, with their status.",
            26,
            lambda row: _others(row, Language.EN),
        ),
        Column("Definition", "What the concept means.", 44, _definition_text),
        Column("Members", "What a numeric formula counts.", 30, _members),
        Column("Definition from", "Document and sentence, or author.", 18, _definition_source),
        Column("Kind", "The sort of term.", 11, lambda row: str(row.kind), tuple(map(str, Kind))),
        Column("Subject", "The subject field.", 11, lambda row: row.subject),
        Column(
            "Status",
            "Where the concept stands in review.",
            10,
            lambda row: str(row.status),
            tuple(map(str, ConceptStatus)),
        ),
        Column("Frequency", "Occurrences in the documents.", 10, lambda row: row.frequency),
        Column(
            "Confidence",
            "Extraction's confidence, 0 to 1; 1 for entries by people.",
            11,
            lambda row: round(row.score, 3),
        ),
        Column("Note", "A remark by people.", 18, lambda row: row.note),
        Column("Id", "What tells concepts apart; leave it as it is.", 20, lambda row: row.id),
    ),
    _concepts,
)

CHINESE_OF_TERM: Column[TermRow] = Column(
    "Chinese", "The concept's preferred Chinese term.", 24, lambda row: _chinese(row.concept)
)

RENDERINGS: Sheet[TermRow] = Sheet(
    "Renderings",
    "One row a term of a concept.",
    (
        CHINESE_OF_TERM,
        Column("Language", "zh or en.", 10, lambda r: str(r.term.language)),
        Column("Term", "The term.", 40, lambda r: r.term.text),
        Column(
            "Status",
            "Its administrative status.",
            12,
            lambda r: str(r.term.status),
            tuple(map(str, TermStatus)),
        ),
        Column(
            "Form", "Full form, short form, abbreviation or variant.", 13, lambda r: r.term.type
        ),
        Column("Frequency", "Its occurrences in the documents.", 11, lambda r: r.term.frequency),
        Column("Source", "Where it is attested.", 30, lambda r: r.term.source),
        Column("Note", "A remark.", 24, lambda r: r.term.note),
        Column("Concept", "The id of its concept.", 18, lambda r: r.concept.id),
    ),
    _terms,
)

CONTEXTS: Sheet[ContextRow] = Sheet(
    "Contexts",
    "One row an aligned pair of sentences, with the term in bold.",
    (
        Column(
            "Term", "The concept's term.", 24, lambda r: _chinese(r.concept) or _english(r.concept)
        ),
        Column(
            "Chinese",
            "The Chinese sentence.",
            60,
            lambda r: (r.context.zh or "", r.context.zh_spans),
        ),
        Column(
            "English",
            "The English sentence.",
            70,
            lambda r: (r.context.en or "", r.context.en_spans),
        ),
        Column("Document", "Where they stand.", 24, lambda r: r.context.source),
        Column("Concept", "The id of the concept.", 18, lambda r: r.concept.id),
    ),
    _contexts,
)

INCONSISTENCIES: Sheet[TermRow] = Sheet(
    "Inconsistencies",
    "One row a rendering that texts seem to use for the same concept beside the preferred one.",
    (
        CHINESE_OF_TERM,
        Column("Preferred", "Its preferred English term.", 36, lambda r: _english(r.concept)),
        Column("Rendering", "What stands in its place.", 36, lambda r: r.term.text),
        Column("Frequency", "Occurrences of that.", 11, lambda r: r.term.frequency),
        Column(
            "Confidence",
            "That both mean the same, 0 to 1.",
            12,
            lambda r: round(r.term.inconsistency, 3),
        ),
        Column("Concept", "The id of the concept.", 18, lambda r: r.concept.id),
    ),
    _inconsistent,
)

#: The sheets in their order; About comes last.
SHEETS: tuple[Sheet[Concept] | Sheet[TermRow] | Sheet[ContextRow], ...] = (
    GLOSSARY,
    RENDERINGS,
    CONTEXTS,
    INCONSISTENCIES,
)
