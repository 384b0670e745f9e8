"""The glossary as exports read it: concepts in order, with what the documents say of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, partial
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Text, case, cast, func, select

from align.languages import Language, languages
from glossary.model import EVERY_CONCEPT, Concept, ConceptFilter, StoredDocument
from glossary.model.attested import Attestation, Attested, Entry, Material
from glossary.store.database import schema
from glossary.store.database.soundness import require_sound
from glossary.store.documents.choosing import conditions
from glossary.store.documents.records import stored_documents
from glossary.store.glossary import Glossary, pages
from glossary.store.reading.attesting import attested
from glossary.store.reading.deciding import decisions, programs_of
from glossary.store.reading.linked import Related
from glossary.store.reading.usage import used_in
from glossary.store.searching.queries import Statuses
from glossary.store.writing.evidence import Evidence, evidence_of

_Which = Sequence[ColumnElement[bool]]


@contextmanager
def material(
    glossary: Glossary, *, statuses: Statuses = None, wanted: ConceptFilter = EVERY_CONCEPT
) -> Iterator[Material]:
    """The concepts with these statuses (None: all) that are wanted, best score first.

    Few are in memory at a time. What is said of a concept is whole: its counts and contexts are
    those of all documents, whichever are wanted. All of it is of one state of the glossary. Rows
    that are damaged are left out and told by its `damage`.

    Raises:
        GlossaryError: the glossary's file is damaged, or it cannot be read; also while the entries
            are.

    >>> from glossary import ConceptFilter, Glossary, add_texts, material
    >>> with Glossary.open("glossary.sqlite") as glossary:
    ...     _ = add_texts(glossary, "speech.zh.txt", "speech.en.txt", who="Li")
    ...     with material(glossary) as whole:
    ...         print(any(term.text == "新质生产力" for c in whole.concepts for term in c.terms))
    ...     with material(glossary, wanted=ConceptFilter(top=1)) as best:
    ...         print(len(list(best.concepts)))
    True
    1
    """
    with glossary.reading() as connection:
        require_sound(connection)
        documents = {document.id: document for document in stored_documents(connection)}
        which = conditions(connection, wanted, statuses)
        yield Material(
            _entries(connection, which, documents),
            documents,
            _of_terms(connection, which),
            _of_contexts(connection, which),
            Related(connection, documents, which),
        )


def left_out(glossary: Glossary, *, statuses: Statuses = None, wanted: ConceptFilter) -> int:
    """How many concepts with these statuses (None: all) are not wanted.

    Raises:
        GlossaryError: the glossary cannot be read.
    """
    count = select(func.count()).select_from(schema.concept)
    with glossary.reading() as connection:
        every, kept = (
            connection.execute(count.where(*conditions(connection, each, statuses))).scalar_one()
            for each in (EVERY_CONCEPT, wanted)
        )
    return every - kept


def _of_terms(connection: Connection, which: _Which) -> frozenset[Language]:
    term = schema.term
    query = _in_use(select(term.c.language).distinct(), term.c.concept_id, which)
    found = set(connection.scalars(query))
    return frozenset(each for each in languages() if each in found)


def _of_contexts(connection: Connection, which: _Which) -> frozenset[Language]:
    context = schema.context
    text = cast(context.c.sides, Text)  # within a text, JSON has a sign before a quotation mark
    held = [func.max(case((text.contains(f'["{each}", '), 1), else_=0)) for each in languages()]
    query = _in_use(select(*held).select_from(context), context.c.concept_id, which)
    found = zip(languages(), connection.execute(query).one(), strict=True)
    return frozenset(each for each, is_held in found if is_held)


def _in_use(query: Select[Any], concept_id: ColumnElement[str], which: _Which) -> Select[Any]:
    """A query of what the concepts have of which all this holds."""
    if not which:
        return query
    concept = schema.concept
    return query.join(concept, concept.c.id == concept_id).where(*which)


def _entries(
    connection: Connection, which: _Which, documents: Mapping[int, StoredDocument]
) -> Iterator[Entry]:
    programs = cache(partial(programs_of, connection))

    def _attested(concept: Concept, evidence: Evidence) -> tuple[Attested, ...]:
        using = (documents[number] for number in evidence if number in documents)
        decided = decisions(connection, concept.id, programs())
        return attested(concept, used_in(using, evidence), decided)

    for page in pages(connection, *which):
        found = evidence_of(connection, [concept.id for concept in page])
        for concept in page:
            evidence = found[concept.id]
            attestations = (
                Attestation(number, share.frequency, share.forms)
                for number, share in sorted(evidence.items())
            )
            yield Entry(concept, tuple(attestations), partial(_attested, concept, evidence))
