"""The other spellings of Chinese terms: how else people may type them; see `glossary.pinyin`.

The likeliest one stands with the term itself.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, insert, select

from align.model import Language
from glossary.pinyin import spellings
from glossary.store import schema

#: Terms that are filled in at a time; some megabytes.
_BATCH = 5_000


def add(connection: Connection, terms: Iterable[tuple[int, str, str]]) -> None:
    """Note the other spellings of terms that are new: id, language and text of each."""
    rows = [
        {"term_id": number, "pinyin": each.plain, "initials": each.initials}
        for number, language, text in terms
        if language == Language.ZH
        for each in spellings(text)[1:]
    ]
    if rows:
        connection.execute(insert(schema.spelling), rows)


def fill(connection: Connection) -> None:
    """Note those of every term of a glossary, few of them in memory at a time."""
    term = schema.term
    last = -1
    while True:
        rows = connection.execute(
            select(term.c.id, term.c.language, term.c.text)
            .where(term.c.id > last, term.c.text < "\U0010ffff")  # bytes are no text
            .order_by(term.c.id)
            .limit(_BATCH)
        ).all()
        if not rows:
            return
        add(connection, ((row.id, row.language, row.text) for row in rows))
        last = rows[-1].id
