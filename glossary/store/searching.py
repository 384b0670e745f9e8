"""Find terms by their stored forms and by their grams; the queries behind lookup."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, select

from align.model import Language
from glossary.finding import Form, How, TermHit
from glossary.model import ConceptStatus, TermStatus
from glossary.store import grams, schema
from glossary.store.rows import chunks

Statuses = Collection[ConceptStatus] | None

_LAST = "\U0010ffff"
_SEVERAL = 8  #: grams of a part that are counted to find the rarest
_COUNTED = 2_000  #: rows of a gram beyond which it only counts as frequent
_MORE = 2  #: grams that a term must share with what it resembles, where there are as many


def search(
    connection: Connection,
    form: Form,
    how: How,
    value: str,
    *,
    language: Language | None,
    statuses: Statuses,
    limit: int,
) -> list[TermHit]:
    """The terms one of whose forms is or begins with a value; the shortest first."""
    column = schema.term.c[form.value]
    length = func.length(column)
    query = _terms(length, language, statuses).where(_compared(column, how, value))
    return _hits(connection, _shortest(query, length, limit))


def holding(
    connection: Connection, value: str, language: Language, *, statuses: Statuses, limit: int
) -> list[TermHit]:
    """The terms whose keys hold a value; the shortest first."""
    term, gram = schema.term, schema.gram
    parts = grams.inside(value, language)
    places: Any = gram
    if parts:
        rarest = _rarest(connection, parts)
        query = _terms(gram.c.length, language, statuses).where(gram.c.gram == rarest)
    else:  # less than a gram: all that begin with it
        begun = _compared(gram.c.gram, How.PREFIX, value)
        places = select(gram.c.term_id, gram.c.length).where(begun).distinct().subquery()
        query = _terms(places.c.length, language, statuses)
    query = query.join(places, places.c.term_id == term.c.id).where(
        (" " + term.c.key).contains(value, autoescape=True)
    )
    return _hits(connection, _shortest(query, places.c.length, limit))


def resembling(
    connection: Connection, value: str, edits: int, language: Language, *, statuses: Statuses
) -> list[TermHit]:
    """The terms whose keys may be within so many edits of a value, by the grams that both have.

    An edit changes at most `grams.CHANGED` grams: a term within reach shares at least one of any
    `CHANGED * edits + 1` grams of the value, and the rarest lead to the fewest terms; see Gravano
    et al., Approximate String Joins in a Database (Almost) for Free, VLDB 2001.
    """
    gram, term = schema.gram, schema.term
    near = gram.c.length.between(len(value) - edits, len(value) + edits)
    own = grams.of_key(value, language)
    counted = select(gram.c.gram, func.count()).where(gram.c.gram.in_(sorted(own)), near)
    rows = connection.execute(counted.group_by(gram.c.gram)).tuples().all()
    counts = dict.fromkeys(own, 0) | dict(rows)
    spoiled = grams.CHANGED[language] * edits
    rarest = sorted(own, key=lambda each: (counts[each], each))[: spoiled + _MORE]
    ids = connection.execute(
        select(gram.c.term_id)
        .where(gram.c.gram.in_(rarest), near)
        .group_by(gram.c.term_id)
        .having(func.count() >= max(1, len(rarest) - spoiled))
    ).scalars()
    hits = []
    length = func.length(term.c.key)
    for part in chunks(ids.all()):
        hits += _hits(connection, _terms(length, language, statuses).where(term.c.id.in_(part)))
    return hits


def keys(connection: Connection, statuses: Statuses) -> Iterator[tuple[Language, str, str]]:
    """Language, key and concept id of every term, concepts with the best scores first."""
    term, concept = schema.term, schema.concept
    query = (
        select(term.c.language, term.c.key, term.c.concept_id)
        .join(concept, concept.c.id == term.c.concept_id)
        .order_by(concept.c.score.desc(), concept.c.id, term.c.position)
    )
    if statuses is not None:
        query = query.where(_status_in(statuses))
    languages = {language.value: language for language in Language}
    for language, key, concept_id in connection.execute(query):
        yield languages[language], key, concept_id


def _rarest(connection: Connection, parts: Collection[str]) -> str:
    """The gram with the fewest terms, of some that are spread over the parts."""
    if len(parts) == 1:
        return next(iter(parts))
    gram = schema.gram
    step = -(-len(parts) // _SEVERAL)
    fewest, rarest = _COUNTED + 1, ""
    for part in sorted(parts)[::step]:
        rows = select(gram.c.term_id).where(gram.c.gram == part).limit(fewest).subquery()
        count = connection.execute(select(func.count()).select_from(rows)).scalar_one()
        if count < fewest or not rarest:
            fewest, rarest = count, part
        if not count:
            break
    return rarest


def _terms(length: Any, language: Language | None, statuses: Statuses) -> Select[Any]:
    term, concept = schema.term, schema.concept
    query = select(
        term.c.concept_id,
        term.c.position,
        term.c.language,
        term.c.text,
        term.c.key,
        length.label("length"),
        term.c.tones,
        term.c.status,
        concept.c.score,
    ).join(concept, concept.c.id == term.c.concept_id)
    if language is not None:
        query = query.where(term.c.language == language.value)
    return query if statuses is None else query.where(_status_in(statuses))


def _status_in(statuses: Collection[ConceptStatus]) -> ColumnElement[bool]:
    # An expression, lest SQLite starts from the index of the status, which selects little.
    status = schema.concept.c.status.concat("")
    return status.in_([each.value for each in statuses])


def _shortest(query: Select[Any], length: Any, limit: int) -> Select[Any]:
    concept = schema.concept
    return query.order_by(length, concept.c.score.desc(), concept.c.id).limit(limit)


def _hits(connection: Connection, query: Select[Any]) -> list[TermHit]:
    return [_hit(row) for row in connection.execute(query)]


def _hit(row: Row[Any]) -> TermHit:
    return TermHit(
        concept_id=row.concept_id,
        position=row.position,
        language=Language(row.language),
        text=row.text,
        key=row.key,
        length=row.length,
        tones=row.tones or "",
        status=TermStatus(row.status),
        score=row.score,
    )


def _compared(column: ColumnElement[str], how: How, value: str) -> ColumnElement[bool]:
    if how is How.EQUAL:
        return column == value
    # A range, which an index answers on every database.
    return and_(column >= value, column < value + _LAST)
