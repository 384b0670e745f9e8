"""CSV: the Glossary sheet of the workbook as comma-separated text, UTF-8 with a mark for Excel."""

from __future__ import annotations

from pathlib import Path

from exports.rows import CARRIES, READS, read, write_rows
from glossary.model.attested import Material

__all__ = ["CARRIES", "READS", "read", "write"]


def write(material: Material, path: Path) -> tuple[str, ...]:
    """Write a row a concept; nothing is cut."""
    write_rows(material, path, delimiter=",", encoding="utf-8-sig")
    return ()
