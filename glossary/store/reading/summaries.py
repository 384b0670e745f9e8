"""Concepts as a list shows them: a line each, straight from the columns, for a whole glossary.

Reading 100,000 concepts with all their parts takes twenty seconds, their summaries less than one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, Text, and_, bindparam, case, cast, func, select

from align.model import CHINESE_ENGLISH, Language
from glossary.language.chinese.pinyin import spellings
from glossary.language.spelling import spelled
from glossary.model import Concept, ConceptStatus, Kind, StoredDocument, TermStatus, in_language
from glossary.model.changes import shown_term
from glossary.model.keys import key
from glossary.store.database import schema
from glossary.store.database.damage import Columns, sound_rows
from glossary.store.database.rows import LAST, chunks
from glossary.store.glossary import Glossary
from glossary.store.searching.queries import Statuses

PAGE = 2_000  #: summaries that are handed on at once
_WIDTH = 8  #: characters of a place, which sorts terms by what they are worth showing


class Summary(NamedTuple):
    """What a list shows of a concept and what it is found by.

    A named tuple: 100,000 frozen dataclasses take the larger part of a second to make.

    Attributes:
        zh, en: the terms that stand for it, as `glossary.model.changes.shown_term` has them, or "".
        texts: all its terms, a line each, in no certain order.
        spelling: pinyin and initials of its Chinese terms, spellings of the others, a line each.
    """

    id: str
    zh: str
    en: str
    status: ConceptStatus
    kind: Kind
    subject: str
    score: float
    frequency: int
    revision: int
    texts: str
    spelling: str

    @property
    def name(self) -> str:
        """What to call it, as `glossary.model.changes.name` does."""
        return " · ".join(filter(None, (self.zh, self.en))) or self.id


class Attestation(NamedTuple):
    """A document, and the concepts that it has evidence for."""

    document: StoredDocument
    concepts: frozenset[str]


def summary(concept: Concept) -> Summary:
    """The summary of a concept that is at hand."""
    shown = [shown_term(concept, language) for language in CHINESE_ENGLISH]
    zh, en = ("" if term is None else term.text for term in shown)
    chinese = [
        each for term in in_language(concept.terms, Language.ZH) for each in spellings(term.text)
    ]
    keys = ((key(term.text, term.language), term.language) for term in concept.terms)
    others = filter(None, (spelled(*each) for each in keys))
    return Summary(
        concept.id,
        zh,
        en,
        concept.status,
        concept.kind,
        concept.subject,
        concept.score,
        concept.frequency,
        concept.revision,
        "\n".join(term.text for term in concept.terms),
        "\n".join([*(part for each in chinese for part in (each.plain, each.initials)), *others]),
    )


def summaries(glossary: Glossary) -> Iterator[list[Summary]]:
    """All concepts in no certain order, all of one state, some thousands at a time.

    Raises:
        GlossaryError: the glossary cannot be read.
    """
    with glossary.reading() as connection:
        yield from _pages(connection, _all())


def best(glossary: Glossary, statuses: Statuses, limit: int) -> list[Summary]:
    """Some of the concepts with these statuses: the best scores, to a hundredth, and most uses."""
    concept = schema.concept
    hundredths = func.round(concept.c.score * 100)
    chosen = select(concept.c.id).order_by(
        hundredths.desc(), concept.c.frequency.desc(), concept.c.score.desc(), concept.c.id
    )
    if statuses is not None:
        chosen = chosen.where(concept.c.status.in_([each.value for each in statuses]))
    with glossary.reading() as connection:
        ids = connection.execute(chosen.limit(limit)).scalars().all()
        return _with_ids(connection, ids)


def with_ids(glossary: Glossary, ids: Sequence[str]) -> list[Summary]:
    """The summaries of the concepts with these ids, as many as there are, in no certain order."""
    with glossary.reading() as connection:
        return _with_ids(connection, ids)


def attestations(glossary: Glossary, documents: Collection[StoredDocument]) -> list[Attestation]:
    """Which concepts each of these documents has evidence for; all of one state."""
    evidence = schema.evidence
    query = select(evidence.c.concept_id).where(evidence.c.document_id == bindparam("document"))
    found = []
    with glossary.reading() as connection:
        for document in documents:
            ids = connection.execute(query, {"document": document.id}).scalars()
            found.append(Attestation(document, frozenset(ids)))
    return found


def _with_ids(connection: Connection, ids: Sequence[str]) -> list[Summary]:
    return [
        each
        for part in chunks(ids)
        for page in _pages(connection, _all().where(schema.concept.c.id.in_(part)))
        for each in page
    ]


def _page(rows: Iterable[Any]) -> list[Summary]:
    return [
        Summary(
            concept_id,
            zh[_WIDTH:] if zh else "",
            en[_WIDTH:] if en else "",
            _STATUSES.get(status) or ConceptStatus(status),
            _KINDS.get(kind) or Kind(kind),
            subject,
            score,
            frequency,
            revision,
            texts,
            "\n".join(filter(None, (pinyin, initials))),
        )
        for (
            concept_id,
            zh,
            en,
            status,
            kind,
            subject,
            score,
            frequency,
            revision,
            texts,
            pinyin,
            initials,
        ) in rows
    ]


def _pages(connection: Connection, query: Select[Any]) -> Iterator[list[Summary]]:
    rows = connection.execute(query.execution_options(yield_per=PAGE))
    for part in rows.partitions():
        yield _page(sound_rows(connection, part, _COLUMNS, _named, lambda row: row.id))


def _named(row: Any) -> str:
    return f"the concept {row.id}"


def _all() -> Select[Any]:
    """A row a concept; the database joins what its terms hold."""
    concept, term = schema.concept, schema.term
    return (
        select(
            concept.c.id,
            _shown(Language.ZH),
            _shown(Language.EN),
            concept.c.status,
            concept.c.kind,
            concept.c.subject,
            concept.c.score,
            concept.c.frequency,
            concept.c.revision,
            *(func.aggregate_strings(column, "\n") for column in (term.c.text, *_spelled())),
        )
        # Bytes, which are no text and cannot be joined to one, come after all texts.
        .join(term, and_(term.c.concept_id == concept.c.id, term.c.text < LAST))
        .group_by(concept.c.id)
    )


def _spelled() -> Iterator[Any]:
    """Pinyin and initials of a term in all spellings, a line each."""
    for name in ("pinyin", "initials"):
        spelling = schema.spelling
        others = (
            select(func.aggregate_strings(spelling.c[name], "\n"))
            .where(spelling.c.term_id == schema.term.c.id)
            .correlate(schema.term)
            .scalar_subquery()
        )
        column = schema.term.c[name]
        yield func.coalesce(column.concat("\n").concat(others), column)


def _shown(language: Language) -> Any:
    """The term to show: the least of them behind a number that says what each is worth."""
    term = schema.term
    worth = case(
        (term.c.status == TermStatus.PREFERRED.value, 1),
        (term.c.status == TermStatus.ADMITTED.value, 2),
        else_=3,
    )
    place = cast(worth * 10 ** (_WIDTH - 1) + term.c.position, Text)
    return func.min(case((term.c.language == language.value, place.concat(term.c.text))))


_COLUMNS = Columns(
    schema.concept.c.id,
    *[None] * 2,
    *(
        schema.concept.c[name]
        for name in ("status", "kind", "subject", "score", "frequency", "revision")
    ),
    schema.term.c.text,
    schema.term.c.pinyin,
    schema.term.c.initials,
)
_STATUSES = {each.value: each for each in ConceptStatus}
_KINDS = {each.value: each for each in Kind}
