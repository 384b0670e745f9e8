"""What the whole glossary knows around one concept: who uses its terms when, what resembles it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from align.model import Language
from glossary.corpora.standing import Standing, concept_standings
from glossary.corpora.table import shipped
from glossary.curating.duplicates import LEAST
from glossary.model import LIVE, Concept, ConceptStatus, Term
from glossary.model.attested import Attested
from glossary.model.changes import name
from glossary.model.keys import key
from glossary.model.searchable import indexed
from glossary.store.database import schema
from glossary.store.database.damage import Columns, sound_rows
from glossary.store.database.rows import by_id, concept_with
from glossary.store.glossary import Glossary
from glossary.store.reading.attesting import attested
from glossary.store.reading.deciding import decisions
from glossary.store.reading.ladder import Ladder, ladders
from glossary.store.reading.relations import Related, related_in
from glossary.store.reading.usage import usages
from glossary.store.searching.queries import resembling

MOST_NEIGHBOURS = 10
_MOST_EDITS = 3
_COUNTED = Columns(
    schema.rendering.c.language,
    schema.rendering.c.text,
    *[None] * 2,
    schema.document.c.dated,
    schema.document.c.dated,
)
_ROUNDING = 1e-6  #: a fifth of five letters is one edit


@dataclass(frozen=True, slots=True)
class Use:
    """How documents use a term.

    Attributes:
        documents: how many use it.
        first, last: the dates of the first and the last of them, as in ISO 8601; "" where none of
            them is dated.
    """

    language: Language
    text: str
    frequency: int
    documents: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A concept that has a term like one of this concept.

    Attributes:
        name: what to call it.
        term: the term that is alike.
        distance: edits between the two terms, as they are matched.
    """

    concept_id: str
    name: str
    status: ConceptStatus
    term: str
    distance: int


@dataclass(frozen=True, slots=True)
class Dossier:
    """A concept and what stands around it.

    Attributes:
        uses: of its terms, in their order; of those that no document uses there is none.
        neighbours: what may be the same, the most alike first; rejected ones are left out.
        revisions: the length of its history.
        standings: how its Chinese terms stand in state TV news.
        related: the concepts that it has relations with.
        renderings: what documents and people say for each.
        ladders: the renderings by rank, in the languages in which they differ between issuers.
    """

    concept: Concept
    uses: tuple[Use, ...]
    neighbours: tuple[Neighbour, ...]
    revisions: int
    standings: tuple[Standing, ...] = ()
    related: tuple[Related, ...] = ()
    renderings: tuple[Attested, ...] = ()
    ladders: tuple[Ladder, ...] = ()


def dossier(glossary: Glossary, concept_id: str) -> Dossier:
    """Gather what is known around a concept.

    Raises:
        NotFoundError: no concept has the id.
    """
    with glossary.reading() as connection:
        concept = concept_with(connection, concept_id)
        table = schema.revision
        history = select(func.count()).where(table.c.concept_id == concept_id)
        used, decided = usages(connection, concept.id), decisions(connection, concept.id)
        return Dossier(
            concept,
            tuple(_uses(connection, concept)),
            tuple(_neighbours(connection, concept)),
            connection.execute(history).scalar_one(),
            tuple(concept_standings(concept, [shipped()])),
            tuple(related_in(connection, concept)),
            attested(concept, used, decided),
            ladders(concept, used, decided),
        )


def _uses(connection: Connection, concept: Concept) -> Iterator[Use]:
    rendering, document = schema.rendering, schema.document
    dated = func.nullif(document.c.dated, "")
    query = (
        select(
            rendering.c.language,
            rendering.c.text,
            func.sum(rendering.c.frequency),
            func.count(),
            func.coalesce(func.min(dated), ""),
            func.coalesce(func.max(dated), ""),
        )
        .join(document, document.c.id == rendering.c.document_id)
        .where(rendering.c.concept_id == concept.id, document.c.withdrawn.is_(None))
        .group_by(rendering.c.language, rendering.c.text)
    )
    said = f"a counted form of the concept {concept.id}"
    rows = sound_rows(connection, connection.execute(query), _COUNTED, lambda _: said)
    found = {
        (Language(language), text): Use(Language(language), text, int(total), *rest)
        for language, text, total, *rest in rows
    }
    for term in concept.terms:
        use = found.get((term.language, term.text))
        if use is not None:
            yield use


def _neighbours(connection: Connection, concept: Concept) -> list[Neighbour]:
    near: dict[str, tuple[int, str]] = {}
    for term in concept.terms:
        for concept_id, found in _alike(connection, term):
            if concept_id != concept.id:
                near[concept_id] = min(near.get(concept_id, found), found)
    best = sorted(near.items(), key=lambda each: (each[1], each[0]))[:MOST_NEIGHBOURS]
    concepts = by_id(connection, [concept_id for concept_id, _ in best])
    return [
        Neighbour(concept_id, name(known), known.status, text, distance)
        for concept_id, (distance, text) in best
        if (known := concepts.get(concept_id))
    ]


def _alike(connection: Connection, term: Term) -> Sequence[tuple[str, tuple[int, str]]]:
    """The concepts with a term as near as that of a duplicate, each with how near, and the term."""
    from rapidfuzz.distance import Levenshtein

    value = key(term.text, term.language)
    edits = min(int((1 - LEAST) * len(value) + _ROUNDING), _MOST_EDITS)
    of = indexed(term.language)
    hits = resembling(connection, value, edits, of, term.language, LIVE)
    found = ((hit, Levenshtein.distance(value, hit.key, score_cutoff=edits)) for hit in hits)
    return [(hit.concept_id, (distance, hit.text)) for hit, distance in found if distance <= edits]
