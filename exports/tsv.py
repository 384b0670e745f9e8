"""TSV: the Glossary sheet of the workbook as tab-separated text in UTF-8."""

from __future__ import annotations

from pathlib import Path

from exports.rows import CARRIES, READS, read, write_rows
from glossary.model.attested import Material

__all__ = ["CARRIES", "READS", "read", "write"]


def write(material: Material, path: Path) -> tuple[str, ...]:
    """Write a row a concept; nothing is cut."""
    write_rows(material, path, delimiter="\t", encoding="utf-8")
    return ()
