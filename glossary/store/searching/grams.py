"""The index behind substrings and approximate matches: which terms hold a sequence of characters.

One or two characters of a dense key (Chinese), three of others are a gram, as in the k-gram indexes
of Manning, Raghavan and Schütze, Introduction to Information Retrieval, chapter 3. Keys are padded
with blanks, so that grams tell where a term or a word begins and ends; the grams of spellings have
a mark, lest they mix with those of keys. It is a
table of our own, and not SQLite's FTS5 or PostgreSQL's pg_trgm: neither finds two characters, and
one table serves both.

The rows of a gram lie side by side and by the length of the key, so that the shortest terms which
hold it come first and nothing is sorted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, Delete, Insert, bindparam, delete, insert, select

from align.model import Language
from glossary.language.spelling import spelled
from glossary.model.searchable import Indexed, indexed
from glossary.store.database import schema
from glossary.store.database.rows import batches

Row = tuple[str, int, int]  #: of the table `gram`
_SPELLED = "\t"  #: before a gram of a spelling; no key has it
#: Characters of a gram.
_SIZES = {Indexed.DENSE: (1, 2), Indexed.SPACED: (3,), Indexed.SPELLED: (3,)}
#: What stands on either side of a key. With two blanks, an edit of a word of four letters leaves
#: some of its grams as they were.
PADDING = {Indexed.DENSE: " ", Indexed.SPACED: "  ", Indexed.SPELLED: "  "}
#: The most grams that one edit changes: those over two neighbours that change places.
CHANGED = {Indexed.DENSE: 3, Indexed.SPACED: 4, Indexed.SPELLED: 4}


def of_whole(form: str, of: Indexed) -> set[str]:
    """The grams of a whole key or spelling."""
    return inside(f"{PADDING[of]}{form}{PADDING[of]}", of)


def inside(part: str, of: Indexed) -> set[str]:
    """The grams that all have which hold this part, padded; none if it is shorter than a gram."""
    mark = _SPELLED if of is Indexed.SPELLED else ""
    return {
        mark + part[start : start + size]
        for size in _SIZES[of]
        for start in range(len(part) - size + 1)
    } - {" "}


def of_term(key: str, language: Language) -> Iterator[tuple[str, int]]:
    """The grams of a term's key and of its spelling, each with the length of either."""
    forms = (key, indexed(language)), (spelled(key, language), Indexed.SPELLED)
    for form, of in forms:
        if form is not None:
            for gram in of_whole(form, of):
                yield gram, len(form)


def add(connection: Connection, terms: Iterable[tuple[int, str, str]]) -> None:
    """Index terms that are new: id, language and key of each."""
    rows = _rows(terms)
    if rows:
        _run(connection, insert(schema.gram), rows)


def remove(connection: Connection, concept_ids: Sequence[str]) -> None:
    """Take the terms of concepts out of the index; to be called before they are deleted.

    A foreign key would do it too, but needs an index by term as large as the table.
    """
    term, gram = schema.term, schema.gram
    rows = connection.execute(
        select(term.c.id, term.c.language, term.c.key).where(term.c.concept_id.in_(concept_ids))
    )
    doomed = _rows((row.id, row.language, row.key) for row in rows)
    if doomed:
        is_it = (column == bindparam(column.name) for column in gram.primary_key)
        _run(connection, delete(gram).where(*is_it), doomed)


def fill(connection: Connection) -> None:
    """Index every term of a glossary, few of them in memory at a time."""
    for terms in batches(connection, schema.term.c.key):
        add(connection, terms)


def _rows(terms: Iterable[tuple[int, str, str]]) -> list[Row]:
    """The rows of terms, in the order of the table, so that it is written from front to back."""
    return sorted(
        (gram, length, number)
        for number, language, key in terms
        for gram, length in of_term(key, Language(language))
    )


def _run(connection: Connection, statement: Insert | Delete, rows: Sequence[Row]) -> None:
    """Run a statement for each row; there are so many that SQLAlchemy's own way takes minutes."""
    compiled = statement.compile(dialect=connection.dialect)
    if compiled.positional:
        connection.exec_driver_sql(str(compiled), list(rows))
    else:
        names = schema.gram.columns.keys()
        values = [dict(zip(names, row, strict=True)) for row in rows]
        connection.exec_driver_sql(str(compiled), values)
