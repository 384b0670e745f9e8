"""Find terms by their stored forms and by their grams; the queries behind lookup.

The statements are made once and kept: SQLAlchemy takes longer to make one than SQLite to run it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Row,
    Select,
    and_,
    bindparam,
    exists,
    func,
    literal,
    select,
)

from align.model import Language
from glossary.model import ConceptStatus, TermStatus
from glossary.model.searchable import Form, How, Indexed, TermHit, Where
from glossary.store.database import schema
from glossary.store.database.damage import Columns, sound_rows
from glossary.store.database.rows import LAST, chunks
from glossary.store.searching import grams

Statuses = Collection[ConceptStatus] | None

_SEVERAL = 8  #: grams of a part that are counted to find the rarest
_COUNTED = 2_000  #: rows of a gram beyond which it only counts as frequent
_MORE = 2  #: grams that a term must share with what it resembles, where there are as many


_TERM = schema.term.c
_KEYS = Columns(_TERM.language, _TERM.key, _TERM.concept_id)
_FOUND = Columns(
    _TERM.concept_id,
    _TERM.position,
    _TERM.language,
    _TERM.text,
    _TERM.key,
    None,
    _TERM.tones,
    _TERM.status,
    schema.concept.c.score,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which terms are asked for; None: all."""

    language: Language | None
    statuses: Statuses
    limit: int


def search(
    connection: Connection, form: Form, how: How, value: str, asked: Asked, tones: str
) -> list[TermHit]:
    """The terms one of whose forms is or begins with a value; the shortest first."""
    values = {"value": value, "end": value + LAST, "tones": tones, "limit": asked.limit}
    some = asked.statuses is not None
    statement = _search(form, how, asked.language, toned=bool(tones), some=some)
    hits = _hits(connection, statement, values, asked.statuses)
    if form is Form.KEY:
        return hits
    known = {(hit.concept_id, hit.position) for hit in hits}
    others = _hits(
        connection, _otherwise(form, how, asked.language, some=some), values, asked.statuses
    )
    hits += [hit for hit in others if (hit.concept_id, hit.position) not in known]
    return sorted(hits, key=_by_length)[: asked.limit]


def _by_length(hit: TermHit) -> tuple[int, float, str]:
    return hit.length, -hit.score, hit.concept_id


@cache
def _search(
    form: Form, how: How, language: Language | None, *, toned: bool, some: bool
) -> Select[Any]:
    column = schema.term.c[form.value]
    query = _terms(func.length(column), language, some=some).where(_reads(column, how))
    if toned:
        query = query.where(schema.term.c.tones.startswith(bindparam("tones")))
    return _shortest(query, func.length(column))


@cache
def _otherwise(form: Form, how: How, language: Language | None, *, some: bool) -> Select[Any]:
    """The terms that are spelled so otherwise; of other spellings the tones are not told."""
    term, spelling = schema.term, schema.spelling
    so = select(spelling.c.term_id).where(_reads(spelling.c[form.value], how))
    length = func.length(term.c[form.value])
    return _shortest(_terms(length, language, some=some).where(term.c.id.in_(so)), length)


def _reads(column: ColumnElement[str], how: How) -> ColumnElement[bool]:
    """Whether a form is the value, or begins with it."""
    if how is How.EQUAL:
        return column == bindparam("value")
    # A range, which an index answers on every database.
    return and_(column >= bindparam("value"), column < bindparam("end"))


def holding(
    connection: Connection, value: str, where: Where, of: Indexed, asked: Asked
) -> list[TermHit]:
    """The terms whose keys or spellings hold a value; the shortest first."""
    before = {Where.START: grams.PADDING[of], Where.WORD: " ", Where.ANYWHERE: ""}
    part = before[where] + value
    rarest = _rarest(connection, grams.inside(part, of))
    if not rarest:
        return []
    values = {"gram": rarest[0], "other": rarest[-1], "part": part, "limit": asked.limit}
    statement = _holding(of, asked.language, some=asked.statuses is not None)
    return _hits(connection, statement, values, asked.statuses)


@cache
def _holding(of: Indexed, language: Language | None, *, some: bool) -> Select[Any]:
    term, gram = schema.term, schema.gram
    other = gram.alias("other")
    padded = literal(grams.PADDING[of]) + _form(of)
    # In the order of the index of `gram`; most terms are passed over before they are read.
    has_other = exists().where(
        other.c.gram == bindparam("other"),
        other.c.length == gram.c.length,
        other.c.term_id == gram.c.term_id,
    )
    query = (
        _terms(gram.c.length, language, of, some=some)
        .join(gram, gram.c.term_id == term.c.id)
        .where(gram.c.gram == bindparam("gram"), has_other)
        # Every database has this function; LIKE would take small letters for capital ones.
        .where(func.replace(padded, bindparam("part"), "") != padded)
    )
    return _shortest(query, gram.c.length)


def resembling(
    connection: Connection,
    value: str,
    edits: int,
    of: Indexed,
    language: Language | None,
    statuses: Statuses,
) -> list[TermHit]:
    """The terms that may be within so many edits of a value, by the grams that both have.

    An edit changes at most `grams.CHANGED` grams: a term within reach shares at least one of any
    `CHANGED * edits + 1` grams of the value, and the rarest lead to the fewest terms; see Gravano
    et al., Approximate String Joins in a Database (Almost) for Free, VLDB 2001.
    """
    own = grams.of_whole(value, of)
    near = {"least": len(value) - edits, "most": len(value) + edits}
    rows = connection.execute(_counts(), {**near, "grams": sorted(own)})
    counts = dict.fromkeys(own, 0) | {row[0]: row[1] for row in rows}
    spoiled = grams.CHANGED[of] * edits
    rarest = sorted(own, key=lambda each: (counts[each], each))[: spoiled + _MORE]
    shared = max(1, len(rarest) - spoiled)
    ids = connection.execute(_sharing(), {**near, "grams": rarest, "shared": shared}).scalars()
    hits = []
    for part in chunks(ids.all()):
        statement = _with_ids(of, language, some=statuses is not None)
        hits += _hits(connection, statement, {"ids": part}, statuses)
    return hits


@cache
def _counts() -> Select[Any]:
    gram = schema.gram
    return select(gram.c.gram, func.count()).where(*_near()).group_by(gram.c.gram)


@cache
def _sharing() -> Select[Any]:
    shared = func.count() >= bindparam("shared", type_=Integer)
    return select(schema.gram.c.term_id).where(*_near()).group_by("term_id").having(shared)


def _near() -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    gram = schema.gram
    return (
        gram.c.gram.in_(bindparam("grams", expanding=True)),
        gram.c.length.between(bindparam("least"), bindparam("most")),
    )


@cache
def _with_ids(of: Indexed, language: Language | None, *, some: bool) -> Select[Any]:
    wanted = schema.term.c.id.in_(bindparam("ids", expanding=True))
    return _terms(func.length(_form(of)), language, of, some=some).where(wanted, _form(of) < LAST)


def _form(of: Indexed) -> ColumnElement[str]:
    return schema.term.c.pinyin if of is Indexed.SPELLED else schema.term.c.key


def keys(connection: Connection, statuses: Statuses) -> Iterator[tuple[Language, str, str]]:
    """Language, key and concept id of every term, concepts with the best scores first."""
    term, concept = schema.term, schema.concept
    query = (
        select(term.c.language, term.c.key, term.c.concept_id)
        .join(concept, concept.c.id == term.c.concept_id)
        .order_by(concept.c.score.desc(), concept.c.id, term.c.position)
    )
    if statuses is not None:
        query = query.where(_in_statuses())
    rows = connection.execute(query, _listed(statuses))
    for row in sound_rows(connection, rows, _KEYS, _named, lambda row: row.concept_id):
        yield Language(row.language), row.key, row.concept_id


def _rarest(connection: Connection, parts: Collection[str]) -> list[str]:
    """The two grams with the fewest terms, of some that are spread out; [] where one has none."""
    step = -(-len(parts) // _SEVERAL)
    counts = {}
    for part in sorted(parts, key=lambda part: (-len(part), part))[::step]:
        values = {"gram": part, "limit": _COUNTED}
        counts[part] = connection.execute(_count(), values).scalar_one()
        if not counts[part]:
            return []
    return sorted(counts, key=lambda part: counts[part])[:2]


@cache
def _count() -> Select[Any]:
    gram = schema.gram
    some = select(gram.c.term_id).where(gram.c.gram == bindparam("gram")).limit(bindparam("limit"))
    return select(func.count()).select_from(some.subquery())


def _terms(
    length: Any, language: Language | None, of: Indexed = Indexed.SPACED, *, some: bool
) -> Select[Any]:
    """The query of terms: of one language, and of the concepts with some statuses."""
    term, concept = schema.term, schema.concept
    query = select(
        term.c.concept_id,
        term.c.position,
        term.c.language,
        term.c.text,
        _form(of).label("key"),
        length.label("length"),
        term.c.tones,
        term.c.status,
        concept.c.score,
    ).join(concept, concept.c.id == term.c.concept_id)
    if language is not None:
        query = query.where(term.c.language == language.value)
    return query.where(_in_statuses()) if some else query


def _in_statuses() -> ColumnElement[bool]:
    # An expression, lest SQLite starts from the index of the status, which selects little.
    status = schema.concept.c.status.concat("")
    return status.in_(bindparam("statuses", expanding=True))


def _listed(statuses: Statuses) -> dict[str, Any]:
    return {} if statuses is None else {"statuses": sorted(each.value for each in statuses)}


def _shortest(query: Select[Any], length: Any) -> Select[Any]:
    concept = schema.concept
    return query.order_by(length, concept.c.score.desc(), concept.c.id).limit(bindparam("limit"))


def _hits(
    connection: Connection, query: Select[Any], values: dict[str, Any], statuses: Statuses
) -> list[TermHit]:
    rows = connection.execute(query, values | _listed(statuses))
    return [
        _hit(row)
        for row in sound_rows(connection, rows, _FOUND, _named, lambda row: row.concept_id)
    ]


def _named(row: Row[Any]) -> str:
    return f"a term of the concept {row.concept_id}"


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
