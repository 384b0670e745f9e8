"""Back to the schemas of earlier versions, for tests of what migrations do to a filled glossary."""

from __future__ import annotations


def _side(language: str, part: int, *, none: str) -> str:
    """What a side says, as 0005 had it in a column of its own."""
    arrow = "->>" if part == 1 else "->"
    return "CASE {} ELSE {} END".format(
        " ".join(
            f"WHEN sides->{at}->>0 = '{language}' THEN (sides->{at}){arrow}{part}" for at in (0, 1)
        ),
        none,
    )


#: From the schema 0009 to the earlier ones, one from the other, for SQLite and PostgreSQL.
TO_0008 = (
    "ALTER TABLE term DROP COLUMN conditions",
    "UPDATE tifa_version SET version_num = '0008'",
)
TO_0007 = (
    *TO_0008,
    "ALTER TABLE concept DROP COLUMN relations",
    "UPDATE tifa_version SET version_num = '0007'",
)
TO_0006 = (*TO_0007, "DROP TABLE sentence", "UPDATE tifa_version SET version_num = '0006'")
TO_0005 = (
    *TO_0006,
    *(
        f"ALTER TABLE context ADD COLUMN {language}{column}"
        for language in ("zh", "en")
        for column in (" TEXT", "_spans JSON", "_segments JSON")
    ),
    *(
        f"UPDATE context SET {language}{column} = {_side(language, part, none=none)}"
        for language in ("zh", "en")
        for part, column, none in ((1, "", "NULL"), (2, "_spans", "'[]'"), (3, "_segments", "'[]'"))
    ),
    "ALTER TABLE context DROP COLUMN sides",
    "DROP INDEX ix_alignment_translation_id",
    "ALTER TABLE alignment RENAME COLUMN original_id TO zh_id",
    "ALTER TABLE alignment RENAME COLUMN translation_id TO en_id",
    "CREATE INDEX ix_alignment_en_id ON alignment (en_id)",
    "ALTER TABLE bead RENAME COLUMN original TO zh",
    "ALTER TABLE bead RENAME COLUMN translation TO en",
    "UPDATE tifa_version SET version_num = '0005'",
)
TO_0004 = (
    *TO_0005,
    "DROP INDEX ix_revision_change_set",
    "ALTER TABLE revision DROP COLUMN change_set",
    "ALTER TABLE document_revision DROP COLUMN change_set",
    "ALTER TABLE document_revision ADD COLUMN first INTEGER",
    "ALTER TABLE document_revision ADD COLUMN last INTEGER",
    "CREATE INDEX ix_document_revision_first ON document_revision (first)",
    "ALTER TABLE concept ADD COLUMN changed TIMESTAMP NOT NULL DEFAULT '2026-01-01'",
    "ALTER TABLE term ADD COLUMN part_of_speech TEXT NOT NULL DEFAULT ''",
    "UPDATE tifa_version SET version_num = '0004'",
)
TO_0003 = (*TO_0004, "DROP TABLE spelling", "UPDATE tifa_version SET version_num = '0003'")
TO_0002 = (
    *TO_0003,
    "DROP TABLE document_revision",
    "DROP TABLE bead",
    "DROP TABLE alignment",
    "DROP TABLE segmentation",
    "ALTER TABLE document DROP COLUMN withdrawn",
    "UPDATE tifa_version SET version_num = '0002'",
)
TO_0001 = (*TO_0002, "DROP TABLE gram", "UPDATE tifa_version SET version_num = '0001'")
