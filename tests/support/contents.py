"""What a glossary holds, whoever made it and when, to compare those of two runs."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

#: Tables without texts of their own, or with what tells when something was made.
_LEFT_OUT = {"tifa_version", "sqlite_sequence", "revision", "document_revision"}
#: What differs from run to run.
_CHANCE = {"id", "added", "number"}


def contents(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of all tables to the last digit, ids replaced by what they stand for."""
    with closing(sqlite3.connect(path)) as connection:
        named = {
            "concept_id": dict(
                connection.execute(
                    "SELECT concept_id, group_concat(language || text, '|') FROM"
                    " (SELECT * FROM term ORDER BY concept_id, position) GROUP BY concept_id"
                )
            ),
            "term_id": dict(connection.execute("SELECT id, language || text FROM term")),
            "document_id": dict(connection.execute("SELECT id, source FROM document")),
            "alignment_id": dict(
                connection.execute(
                    "SELECT alignment.id, one.source || '|' || other.source FROM alignment"
                    " JOIN document one ON one.id = original_id"
                    " JOIN document other ON other.id = translation_id"
                )
            ),
        }
        named["original_id"] = named["translation_id"] = named["document_id"]
        tables = [
            name
            for name, sql in connection.execute("SELECT name, sql FROM sqlite_master")
            if str(sql).startswith("CREATE TABLE") and name not in _LEFT_OUT
        ]
        found = {}
        for table in tables:
            rows = connection.execute(f'SELECT * FROM "{table}"')
            columns = [name for name, *_ in rows.description]
            kept = [
                tuple(
                    named[name][value] if name in named and value is not None else value
                    for name, value in zip(columns, row, strict=True)
                    if name not in _CHANCE
                )
                for row in rows
            ]
            found[table] = sorted(kept, key=repr)
    return found
