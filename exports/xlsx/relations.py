"""The sheet of relations between concepts, for reading: `tifa relate` changes them."""

from __future__ import annotations

from collections.abc import Iterator

from align.languages import CHINESE_ENGLISH, Language
from exports.xlsx.columns import GLOSSARY, RELATION_SHEET, Column, Sheet, headword
from exports.xlsx.listed import Listed, RelatedRow
from glossary.model.attested import Saying


def _rows(listed: Listed) -> Iterator[RelatedRow]:
    return (RelatedRow(listed, each) for each in listed.related)


def _to_concept(row: RelatedRow) -> tuple[str, int]:
    return GLOSSARY, row.listed.row


def _first_head(row: RelatedRow) -> str:
    return next(filter(None, (headword(row.concept, each) for each in CHINESE_ENGLISH)), "")


def _other(row: RelatedRow, language: Language) -> str:
    return next((each.text for each in row.related.terms if each.language is language), "")


def _of_document(said: Saying | None) -> str:
    return said.document.source if said else ""


RELATIONS: Sheet[RelatedRow] = Sheet(
    RELATION_SHEET,
    "One row a relation of a concept to another one. What is proposed no person has set. This sheet"
    " is not read back.",
    (
        Column("Term", "The concept's term.", 26, _first_head),
        Column("Relation", "What it is to the other.", 14, lambda r: str(r.related.relation.kind)),
        Column("Other Chinese", "The other's.", 26, lambda r: _other(r, Language.ZH)),
        Column("Other English", "The other's.", 36, lambda r: _other(r, Language.EN)),
        Column("Status", "Whether a person set it.", 12, lambda r: str(r.related.relation.status)),
        Column("Document", "One that says it.", 24, lambda r: _of_document(r.related.said)),
        Column(
            "Date",
            "Its date.",
            12,
            lambda r: r.related.said.document.dated if r.related.said else "",
        ),
        Column(
            "Sentence",
            "What it says.",
            70,
            lambda r: r.related.said.sentence if r.related.said else "",
        ),
        Column("Concept", "The id of the concept.", 18, lambda r: r.concept.id),
        Column("Other concept", "The id of the other.", 18, lambda r: r.related.relation.target),
    ),
    _rows,
    _to_concept,
)
