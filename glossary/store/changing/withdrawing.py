"""Take documents back: what they said of concepts goes, what people wrote stays.

The texts are kept, with their segments and beads, so that adding a document again brings all of it
back, and so that the withdrawal can be undone (`glossary.store.changing.undoing`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert, or_, select, update

from align.errors import GlossaryError
from glossary.model import (
    Concept,
    ConceptStatus,
    Kind,
    Origin,
    StoredDocument,
    Term,
    languages_of,
    preferred,
)
from glossary.store.database import schema
from glossary.store.database.damage import require_whole
from glossary.store.database.rows import by_id
from glossary.store.documents.places import Places
from glossary.store.documents.records import (
    documents_named,
    one_document,
    record,
    revision_range,
    stored_documents,
)
from glossary.store.glossary import Glossary
from glossary.store.writing.concepts import Attribution, Change, in_new_change_set, put
from glossary.store.writing.counted import Form
from glossary.store.writing.evidence import Evidence, evidence_of
from glossary.store.writing.merging import place_of, reduced
from glossary.store.writing.origins import Origins, origins


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What withdrawing did.

    Attributes:
        documents: those that were withdrawn.
        gone: ids of the concepts that rested on nothing else and are no longer there.
        changed: ids of those that stay without this evidence.
        partners: documents aligned with them that stay.
        revisions: the first and the last revision of concepts that it made, undone together.
    """

    documents: tuple[StoredDocument, ...]
    gone: tuple[str, ...]
    changed: tuple[str, ...]
    partners: tuple[StoredDocument, ...]
    revisions: tuple[int, int] | None


def withdraw(glossary: Glossary, names: Iterable[str], *, who: str, why: str = "") -> Withdrawal:
    """Withdraw documents with their evidence, all or nothing.

    Their counts, contexts, drawn definitions and renderings leave the concepts. A concept that
    rests on nothing else, and that no person ever touched, goes. Others stay, with what people
    wrote, changed or approved, and with a revision each; a rejected one keeps its terms, so that
    it is known when it comes again. Forms that people took out stay out when a document comes back.

    Args:
        names: ids or sources of documents, see `records.documents_named`.

    Raises:
        NotFoundError: a name means no document.
        GlossaryError: a name means several, one is withdrawn already, or nothing can be written.
    """
    with glossary.writing() as connection:
        everything = stored_documents(connection, withdrawn=True)
        chosen = _chosen(everything, names)
        numbers = [document.id for document in chosen]
        partners = _partners(connection, numbers, everything)
        near = [*partners, *_namesakes(chosen, everything)]
        places = Places(connection, chosen, near)
        changes = _changes(connection, numbers, places)
        reason = ", ".join(f"{each.source} (document {each.id})" for each in chosen)
        attribution = Attribution(who, "withdraw", why)
        attribution = in_new_change_set(connection, attribution) if changes else attribution
        put(connection, changes, replace(attribution, why=reason + (f": {why}" if why else "")))
        _take_evidence(connection, numbers, changes)
        _point_elsewhere(connection, chosen, near)
        now = datetime.now(UTC)
        for each in chosen:
            record(connection, each, replace(each, withdrawn=now), attribution)
        revisions = revision_range(connection, attribution.change_set)
    return Withdrawal(
        documents=tuple(chosen),
        gone=tuple(change.concept_id for change in changes if change.after is None),
        changed=tuple(change.concept_id for change in changes if change.after is not None),
        partners=tuple(partners),
        revisions=revisions,
    )


def _chosen(everything: Sequence[StoredDocument], names: Iterable[str]) -> list[StoredDocument]:
    live = [each for each in everything if each.withdrawn is None]
    chosen: dict[int, StoredDocument] = {}
    for name in names:
        gone = documents_named(everything, name)
        if not documents_named(live, name) and gone:
            raise GlossaryError(
                f"{name} was withdrawn before, on {gone[-1].withdrawn:%Y-%m-%d}",
                "add it again to bring it back",
            )
        document = one_document(live, name)
        chosen[document.id] = document
    return list(chosen.values())


def _partners(
    connection: Connection, numbers: Collection[int], everything: Sequence[StoredDocument]
) -> list[StoredDocument]:
    """The documents aligned with these that are in use and not among them."""
    table = schema.alignment
    pair = table.c.original_id, table.c.translation_id
    query = select(*pair).where(or_(*(side.in_(numbers) for side in pair)))
    ids = {number for row in connection.execute(query) for number in row} - set(numbers)
    return [each for each in everything if each.id in ids and each.withdrawn is None]


def _namesakes(
    chosen: Sequence[StoredDocument], everything: Sequence[StoredDocument]
) -> list[StoredDocument]:
    """Other states of the same files."""
    sources = {(each.source, each.language) for each in chosen}
    return [
        each
        for each in everything
        if (each.source, each.language) in sources and each not in chosen and each.withdrawn is None
    ]


def _changes(connection: Connection, numbers: Sequence[int], places: Places) -> list[Change]:
    table = schema.evidence
    rows = connection.execute(select(table.c.concept_id).where(table.c.document_id.in_(numbers)))
    ids = sorted({each for each in rows.scalars() if type(each) is str})
    concepts, found = by_id(connection, ids), evidence_of(connection, ids)
    require_whole(connection, ids)
    ids = [each for each in ids if each in concepts]  # the rest belongs to nothing
    told = origins(connection, ids)
    changes = []
    for concept_id in ids:
        own = found[concept_id]
        lost = {number: share for number, share in own.items() if number in numbers}
        rest = {number: share for number, share in own.items() if number not in numbers}
        concept, known = concepts[concept_id], told[concept_id]
        is_alone = not rest and not known.is_touched
        is_kept = not is_alone or concept.status is not ConceptStatus.PROPOSED
        after = _without(concept, lost, rest, known, places) if is_kept else None
        changes.append(Change(concept, after, places.sources(rest), lost=lost))
    return changes


def _without(
    concept: Concept, lost: Evidence, rest: Evidence, known: Origins, places: Places
) -> Concept:
    """A concept without what documents said of it."""
    languages = places.languages
    shown, gone = (_counted(concept, evidence) for evidence in (rest, lost))
    used = [preferred(concept.terms, language) for language in languages_of(concept.terms)]
    always = set(known.forms)
    if not rest:  # it stays for what a person did to it, and needs a name
        always |= {(term.language, term.text) for term in used if term is not None}

    def stays(term: Term) -> bool:
        form = term.language, term.text
        if concept.status is ConceptStatus.REJECTED or form in always | shown:
            return True
        brought = {n for n in known.brought[form] if languages.get(n) is term.language}
        return not (form in gone or (brought and brought <= lost.keys()))

    return replace(
        _worth_left(reduced(concept, lost.values(), stays), lost, known),
        definitions=tuple(
            each
            for each in concept.definitions
            if each.origin is not Origin.CONTEXT
            or each.text in known.definitions
            or places.holds_definition(each, rest)
        ),
        contexts=tuple(
            left
            for each in concept.contexts
            if (left := places.context_left(each, rest)) is not None
        ),
    )


def _worth_left(concept: Concept, lost: Evidence, known: Origins) -> Concept:
    """The concept with the best score, and the kind that goes with it, that other documents gave.

    What was given beside a better one is not known any more.
    """
    left = [worth for worth, numbers in known.worth if not numbers <= lost.keys()]
    if known.is_touched or not left:
        return concept
    score, kind, subject = max(left)
    return replace(concept, score=score, kind=Kind(kind), subject=subject)


def _counted(concept: Concept, evidence: Evidence) -> set[Form]:
    """The terms of a concept that count what documents show."""
    places = {
        place_of(form, concept.terms) for share in evidence.values() for form in share.forms
    } - {None}
    return {
        (term.language, term.text) for place, term in enumerate(concept.terms) if place in places
    }


def _take_evidence(
    connection: Connection, numbers: Sequence[int], changes: Sequence[Change]
) -> None:
    """Delete what the documents said, save the forms that people took out of concepts that stay."""
    out = [
        {
            "concept_id": each.id,
            "language": language.value,
            "text": text,
            "document_id": number,
            "frequency": 0,
        }
        for change in changes
        if (each := change.before) is not None and change.after is not None
        for number, share in change.lost.items()
        for language, text in share.forms
        if place_of((language, text), each.terms) is None
    ]
    for table in (schema.rendering, schema.evidence):
        connection.execute(delete(table).where(table.c.document_id.in_(numbers)))
    if out:
        connection.execute(insert(schema.rendering), out)


def _point_elsewhere(
    connection: Connection, chosen: Sequence[StoredDocument], near: Sequence[StoredDocument]
) -> None:
    """What stays since another state of the file holds it as well points there from now on."""
    heirs: Mapping[str, int] = {each.source: each.id for each in near}
    for document in chosen:
        if document.source in heirs:
            for table in (schema.definition, schema.context):
                connection.execute(
                    update(table)
                    .where(table.c.document_id == document.id)
                    .values(document_id=heirs[document.source])
                )
