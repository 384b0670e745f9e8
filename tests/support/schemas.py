"""Back to the schemas of earlier versions, for tests of what migrations do to a filled glossary."""

from __future__ import annotations

#: From the schema 0005 to 0004, and from there to the earlier ones, for SQLite and PostgreSQL.
TO_0004 = (
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
