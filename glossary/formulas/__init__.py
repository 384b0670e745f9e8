"""Numeric formulas, which count their members: recognised, found in texts, and spelled out."""

from __future__ import annotations

from glossary.formulas.find import find, parse
from glossary.formulas.members import members
from glossary.formulas.model import Formula, Part

__all__ = ["Formula", "Part", "find", "members", "parse"]
