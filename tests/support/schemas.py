"""Back to the schemas of earlier versions, for tests of what migrations do to a filled glossary."""

from __future__ import annotations

#: From the schema 0004 to 0003, and from there to 0002 and 0001, for SQLite and PostgreSQL.
TO_0003 = ("DROP TABLE spelling", "UPDATE tifa_version SET version_num = '0003'")
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
