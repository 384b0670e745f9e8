"""The other spellings of Chinese terms: how else people may type them.

See `glossary.language.chinese.pinyin`. The likeliest one stands with the term itself.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, insert

from align.model import Language
from glossary.language.chinese.pinyin import spellings
from glossary.store.database import schema
from glossary.store.database.rows import batches


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
    for terms in batches(connection, schema.term.c.text):
        add(connection, terms)
