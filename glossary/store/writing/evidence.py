"""What documents say of concepts: the rows of `evidence` and `rendering`, as objects and as JSON.

A revision that changes this evidence keeps it from before and after, so that it can be undone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from align.model import Language
from glossary.store.database import schema
from glossary.store.database.rows import EVIDENCE_FIELD, chunks, of_concepts
from glossary.store.writing.merging import Share

#: What each document says of one concept, by the document's id.
Evidence = Mapping[int, Share]
#: Rows that are written at once: those of many texts are large.
_TOGETHER = 10_000


def evidence_of(connection: Connection, ids: Iterable[str]) -> dict[str, dict[int, Share]]:
    """What the documents say of these concepts; every id has an entry."""
    forms: dict[tuple[str, int], dict[tuple[Language, str], int]] = defaultdict(dict)
    found: dict[str, dict[int, Share]] = {concept_id: {} for concept_id in ids}
    for row in of_concepts(connection, schema.rendering, list(found)):
        form = Language(row.language), row.text
        forms[row.concept_id, row.document_id][form] = row.frequency
    for row in of_concepts(connection, schema.evidence, list(found)):
        own = forms.get((row.concept_id, row.document_id), {})
        found[row.concept_id][row.document_id] = Share(row.frequency, own)
    return found


def insert_evidence(connection: Connection, gained: Mapping[str, Evidence]) -> None:
    """Store what documents say of concepts that they have said nothing of before."""
    said = (
        ({"concept_id": concept_id, "document_id": number}, share)
        for concept_id, parts in gained.items()
        for number, share in parts.items()
    )
    while rows := [*islice(said, _TOGETHER)]:
        evidence = [{**ids, "frequency": share.frequency} for ids, share in rows]
        connection.execute(insert(schema.evidence), evidence)
        renderings = [
            {**ids, "language": language.value, "text": text, "frequency": count}
            for ids, share in rows
            for (language, text), count in share.forms.items()
        ]
        if renderings:
            connection.execute(insert(schema.rendering), renderings)


def forget_removed(
    connection: Connection, documents: Sequence[int], gained: Mapping[str, Evidence]
) -> None:
    """Make room for what documents that are back say again.

    While a document is withdrawn, only the forms that people took out are kept of what it showed.
    """
    table = schema.rendering
    for part in chunks(list(gained) if documents else []):
        connection.execute(
            delete(table).where(table.c.document_id.in_(documents), table.c.concept_id.in_(part))
        )


def replace_evidence(
    connection: Connection, concept_id: str, old: Iterable[int], new: Evidence
) -> None:
    """Put what documents say of a concept in the place of what the documents `old` said."""
    for part in chunks(sorted({*old, *new})):
        for table in (schema.rendering, schema.evidence):
            connection.execute(
                delete(table).where(table.c.concept_id == concept_id, table.c.document_id.in_(part))
            )
    insert_evidence(connection, {concept_id: new})


def stored_only(connection: Connection, evidence: Evidence) -> dict[int, Share]:
    """The part of the evidence whose documents are in the glossary and not withdrawn."""
    kept: set[int] = set()
    for part in chunks(sorted(evidence)):
        table = schema.document
        query = select(table.c.id).where(table.c.id.in_(part), table.c.withdrawn.is_(None))
        kept.update(connection.execute(query).scalars())
    return {document: share for document, share in evidence.items() if document in kept}


def with_evidence(concept: dict[str, object], evidence: Evidence) -> dict[str, object]:
    """The JSON object of a concept in the history, with evidence where there is any."""
    if not evidence:
        return concept
    plain: Sequence[object] = [
        [
            number,
            share.frequency,
            [[language.value, text, count] for (language, text), count in share.forms.items()],
        ]
        for number, share in sorted(evidence.items())
    ]
    return {**concept, EVIDENCE_FIELD: plain}


def recorded_evidence(state: Mapping[str, Any] | None) -> dict[int, Share]:
    """The evidence that `with_evidence` kept; of revisions that changed none there is none."""
    return {
        number: Share(frequency, {(Language(lang), text): count for lang, text, count in forms})
        for number, frequency, forms in (state or {}).get(EVIDENCE_FIELD, ())
    }
