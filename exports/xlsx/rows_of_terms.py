"""The sheets of the workbook that have a row a term or a context, and all sheets in their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from align.languages import Language, languages
from exports.xlsx.columns import (
    CONTEXTS,
    GLOSSARY,
    INCONSISTENCIES,
    RENDERINGS,
    Column,
    Sheet,
    chinese_head,
    glossary_sheet,
    headword,
)
from exports.xlsx.listed import ContextRow, Listed, TermRow
from glossary.model import Concept, Term, TermStatus
from glossary.model.conditions import written


def _terms(listed: Listed) -> Iterator[TermRow]:
    return (TermRow(listed, term) for term in listed.concept.terms)


def _inconsistent(listed: Listed) -> Iterator[TermRow]:
    return (TermRow(listed, term) for term in listed.concept.terms if term.inconsistency)


def _contexts(listed: Listed) -> Iterator[ContextRow]:
    return (ContextRow(listed, context) for context in listed.concept.contexts)


def _said(row: ContextRow, language: Language) -> tuple[str, tuple[tuple[int, int], ...]]:
    """What a context says in a language, with the terms in it marked."""
    side = row.context.side(language)
    return (side.text, side.spans) if side else ("", ())


def _to_concept(row: TermRow | ContextRow) -> tuple[str, int]:
    return GLOSSARY, row.listed.row


CHINESE_OF_TERM: Column[TermRow] = Column(
    "Chinese", "The concept's preferred Chinese term.", 24, lambda row: chinese_head(row.concept)
)


def _renderings(spoken: Sequence[Language]) -> Sheet[TermRow]:
    """The sheet of terms, which are in these languages."""
    return Sheet(
        RENDERINGS,
        "One row a term of a concept.",
        (
            CHINESE_OF_TERM,
            Column("Language", f"{_either(spoken)}.", 10, lambda r: str(r.term.language)),
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
            Column(
                "Frequency", "Its occurrences in the documents.", 11, lambda r: r.term.frequency
            ),
            Column("Documents", "Documents with its occurrences.", 30, lambda r: r.documents),
            Column("Source", "Where it is attested.", 30, lambda r: r.term.source),
            Column("Note", "A remark.", 24, lambda r: r.term.note),
            Column("Concept", "The id of its concept.", 18, lambda r: r.concept.id),
            Column(
                "Conditions",
                "Where it is used, as people say: after WORD; before WORD; about SUBJECT;"
                " in KIND OF DOCUMENT; not … says that texts show none.",
                24,
                lambda r: written(r.term.conditions),
            ),
            Column(
                "Conditions shown",
                "Where its contexts show that it is used; it is not read back.",
                30,
                lambda r: "\n".join(r.listed.derived.conditions(r.term)),
            ),
            Column(
                "Reliability",
                "How reliable documents and decisions make it, and what has become of it; it is not"
                " read back.",
                24,
                lambda r: r.listed.derived.reliability(r.term),
            ),
        ),
        _terms,
        _to_concept,
    )


def _contexts_sheet(spoken: Sequence[Language]) -> Sheet[ContextRow]:
    """The sheet of contexts, with a column for each of these languages."""
    return Sheet(
        CONTEXTS,
        "One row an aligned pair of sentences, with the term in bold.",
        (
            Column("Term", "The concept's term.", 24, lambda r: _first_head(r.concept)),
            *map(_context_column, spoken),
            Column("Document", "Where they stand.", 24, lambda r: r.context.source),
            Column("Concept", "The id of the concept.", 18, lambda r: r.concept.id),
        ),
        _contexts,
        _to_concept,
    )


def _context_column(language: Language) -> Column[ContextRow]:
    label = language.label
    return Column(
        label,
        f"The {label} sentence.",
        60 if language is Language.ZH else 70,
        lambda row: _said(row, language),
        direction=language.profile.direction,
    )


def _inconsistencies(spoken: Sequence[Language]) -> Sheet[TermRow]:
    """The sheet of renderings in these languages that texts seem to confuse."""
    return Sheet(
        INCONSISTENCIES,
        "One row a rendering that texts seem to use for the same concept beside the preferred one.",
        (
            CHINESE_OF_TERM,
            Column(
                "Preferred",
                f"Its preferred {' or '.join(each.label for each in spoken[1:])} term.",
                36,
                lambda r: headword(r.concept, _rendered(r.term)),
            ),
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
        _to_concept,
    )


def _rendered(term: Term) -> Language:
    return Language.EN if term.language is Language.ZH else term.language


def _either(spoken: Sequence[Language]) -> str:
    return f"{', '.join(spoken[:-1])} or {spoken[-1]}"


def _first_head(concept: Concept) -> str:
    return next(filter(None, (headword(concept, each) for each in languages())), "")


Sheets = tuple[Sheet[Listed] | Sheet[TermRow] | Sheet[ContextRow], ...]


def sheets(of_terms: Sequence[Language], of_contexts: Sequence[Language]) -> Sheets:
    """The sheets in their order that every concept has rows in; Documents and About come after.

    Args:
        of_terms, of_contexts: the languages that have columns, Chinese and English first.
    """
    return (
        glossary_sheet(of_terms),
        _renderings(of_terms),
        _contexts_sheet(of_contexts),
        _inconsistencies(of_terms),
    )
