"""The index behind substrings and approximate matches: which terms hold a sequence of characters.

One or two characters of a Chinese key, three of an English one are a gram, as in the k-gram
indexes of Manning, Raghavan and Schütze, Introduction to Information Retrieval, chapter 3. Keys are
padded with blanks, so that grams tell where a term or an English word begins and ends. It is a
table of our own, and not SQLite's FTS5 or PostgreSQL's pg_trgm: neither finds two characters, and
one table serves both.

The rows of a gram lie side by side and by the length of the key, so that the shortest terms which
hold it come first and nothing is sorted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Delete, Insert, bindparam, delete, insert, select

from align.model import Language
from glossary.store.database import schema
from glossary.store.database.rows import batches

Row = tuple[str, int, int]  #: of the table `gram`
#: Characters of a gram.
_SIZES = {Language.ZH: (1, 2), Language.EN: (3,)}
#: What stands on either side of a key. With two blanks, an edit of an English word of four letters
#: leaves some of its grams as they were.
PADDING = {Language.ZH: " ", Language.EN: "  "}
#: The most grams that one edit changes: those over two neighbours that change places.
CHANGED = {Language.ZH: 3, Language.EN: 4}


def of_key(key: str, language: Language) -> set[str]:
    """The grams of a whole key."""
    padding = PADDING[language]
    return inside(f"{padding}{key}{padding}", language) - {" "}


def inside(part: str, language: Language) -> set[str]:
    """The grams that every padded key with this part has; none where it is shorter than a gram."""
    return {
        part[start : start + size]
        for size in _SIZES[language]
        for start in range(len(part) - size + 1)
    }


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
        (gram, len(key), number)
        for number, language, key in terms
        for gram in of_key(key, Language(language))
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
