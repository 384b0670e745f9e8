"""Concepts as a list shows them: a line each, straight from the columns, for a whole glossary.

Reading 100,000 concepts with all their parts takes twenty seconds, their summaries less than one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Text,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal,
    select,
)

from align.languages import Language, languages
from glossary.language.chinese.pinyin import spell, spellings
from glossary.language.spelling import spelled
from glossary.model import (
    Concept,
    ConceptStatus,
    Kind,
    StoredDocument,
    Term,
    TermStatus,
    in_language,
    languages_of,
)
from glossary.model.changes import shown_term
from glossary.model.keys import key
from glossary.store.database import schema
from glossary.store.database.damage import Columns, sound_rows
from glossary.store.database.rows import LAST, chunks
from glossary.store.documents.choosing import by_worth
from glossary.store.documents.records import last_revision
from glossary.store.glossary import Glossary
from glossary.store.searching.queries import Statuses

PAGE = 2_000  #: summaries that are handed on at once
_WIDTH = 8  #: characters of a place, which sorts terms by what they are worth showing


class Summary(NamedTuple):
    """What a list shows of a concept and what it is found by.

    A named tuple: 100,000 frozen dataclasses take the larger part of a second to make.

    Attributes:
        shown: the term that stands for it in each of its languages, in the order of the registry,
            as `glossary.model.changes.shown_term` has it; where it is spelt otherwise, that is a
            second line.
        texts: all its terms, a line each, in no certain order.
        spelling: pinyin and initials of its Chinese terms, spellings of the others, a line each.
    """

    id: str
    shown: Mapping[Language, str]
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
        return " · ".join(map(self.term, islice(self.shown, 2))) or self.id

    def term(self, language: Language) -> str:
        """The term that stands for it in a language, or ""."""
        return self.shown.get(language, "").partition("\n")[0]

    def sorting(self, language: Language) -> str:
        """That term as one looks it up: its pinyin, its transcription, its bare letters."""
        text, _, spelling = self.shown.get(language, "").partition("\n")
        return spelling or text.casefold()


class Attestation(NamedTuple):
    """A document, and the concepts that it has evidence for."""

    document: StoredDocument
    concepts: frozenset[str]


def summary(concept: Concept) -> Summary:
    """The summary of a concept that is at hand."""
    chinese = [
        each for term in in_language(concept.terms, Language.ZH) for each in spellings(term.text)
    ]
    keys = ((key(term.text, term.language), term.language) for term in concept.terms)
    others = filter(None, (spelled(*each) for each in keys))
    return Summary(
        concept.id,
        {
            language: _with_spelling(term)
            for language in languages_of(concept.terms)
            if (term := shown_term(concept, language)) is not None
        },
        concept.status,
        concept.kind,
        concept.subject,
        concept.score,
        concept.frequency,
        concept.revision,
        "\n".join(term.text for term in concept.terms),
        "\n".join([*(part for each in chinese for part in (each.plain, each.initials)), *others]),
    )


def _with_spelling(term: Term) -> str:
    if term.language is Language.ZH:
        spelling: str | None = spell(term.text).plain
    else:
        spelling = spelled(key(term.text, term.language), term.language)
    return f"{term.text}\n{spelling}" if spelling else term.text


def summaries(glossary: Glossary) -> Iterator[list[Summary]]:
    """All concepts in no certain order, all of one state, some thousands at a time.

    Raises:
        GlossaryError: the glossary cannot be read.
    """
    with glossary.reading() as connection:
        yield from _pages(connection)


def best(glossary: Glossary, statuses: Statuses, limit: int) -> list[Summary]:
    """Some of the concepts with these statuses: the best scores, to a hundredth, and most uses."""
    concept = schema.concept
    chosen = select(concept.c.id).order_by(*by_worth())
    if statuses is not None:
        chosen = chosen.where(concept.c.status.in_([each.value for each in statuses]))
    with glossary.reading() as connection:
        ids = connection.execute(chosen.limit(limit)).scalars().all()
        return _with_ids(connection, ids)


def with_ids(glossary: Glossary, ids: Sequence[str]) -> list[Summary]:
    """The summaries of the concepts with these ids, as many as there are, in no certain order."""
    with glossary.reading() as connection:
        return _with_ids(connection, ids)


class Since(NamedTuple):
    """What became of concepts after a revision.

    Attributes:
        last: the number of the newest revision.
        entries: those that revisions after it changed or added, as they are now.
        gone: the ids of those that are no longer there.
    """

    last: int
    entries: list[Summary]
    gone: frozenset[str]


def changed_since(glossary: Glossary, number: int) -> Since:
    """The concepts that revisions after this number are of.

    Raises:
        GlossaryError: the glossary cannot be read.
    """
    table = schema.revision
    with glossary.reading() as connection:
        last = last_revision(connection)
        if last == number:
            return Since(last, [], frozenset())
        query = select(table.c.concept_id).where(table.c.number > number).distinct()
        ids = connection.execute(query).scalars().all()
        found = _with_ids(connection, ids)
    return Since(last, found, frozenset(ids).difference(each.id for each in found))


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
        for page in _pages(connection, schema.concept.c.id.in_(part))
        for each in page
    ]


def _page(rows: Iterable[Any], present: Sequence[Language]) -> list[Summary]:
    return [
        Summary(
            concept_id,
            {
                language: text[_WIDTH:]
                for language, text in zip(present, shown, strict=True)
                if text
            },
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
            status,
            kind,
            subject,
            score,
            frequency,
            revision,
            texts,
            pinyin,
            initials,
            *shown,
        ) in rows
    ]


def _pages(connection: Connection, *which: ColumnElement[bool]) -> Iterator[list[Summary]]:
    present = _languages(connection)
    query = _all(present).where(*which)
    columns = Columns(*_COLUMNS, *[None] * len(present))
    rows = connection.execute(query.execution_options(yield_per=PAGE))
    for part in rows.partitions():
        yield _page(sound_rows(connection, part, columns, _named, lambda row: row.id), present)


def _languages(connection: Connection) -> tuple[Language, ...]:
    """The languages that there are terms in."""
    found = set(connection.scalars(select(schema.term.c.language).distinct()))
    return tuple(each for each in languages() if each in found)


def _named(row: Any) -> str:
    return f"the concept {row.id}"


def _all(present: Sequence[Language]) -> Select[Any]:
    """A row a concept; the database joins what its terms hold."""
    concept, term = schema.concept, schema.term
    return (
        select(
            concept.c.id,
            concept.c.status,
            concept.c.kind,
            concept.c.subject,
            concept.c.score,
            concept.c.frequency,
            concept.c.revision,
            *(func.aggregate_strings(column, "\n") for column in (term.c.text, *_spelled())),
            *map(_shown, present),
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
    spelling = case((term.c.pinyin != "", literal("\n").concat(term.c.pinyin)), else_="")
    whole = place.concat(term.c.text).concat(spelling)
    return func.min(case((term.c.language == language.value, whole)))


_COLUMNS = (
    schema.concept.c.id,
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
