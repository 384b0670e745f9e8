"""TBX version 3 (ISO 30042:2019), TBX-Basic in DCA style."""

from __future__ import annotations

from pathlib import Path

from exports.tbx.categories import ADDS, CARRIES, READS
from exports.tbx.dialects import VERSION_3
from exports.tbx.reading import read
from exports.tbx.writing import write_tbx
from glossary.model.attested import Material

__all__ = ["ADDS", "CARRIES", "READS", "read", "write"]


def write(material: Material, path: Path) -> tuple[str, ...]:
    """Write an entry a concept; what had to be left out is said, a line each."""
    return write_tbx(material, path, VERSION_3)
