"""Numeric formulas, which count their members: recognised, found in texts, and spelled out."""

from __future__ import annotations

from glossary.formulas.corpus import Corpus
from glossary.formulas.find import find, parse
from glossary.formulas.members import WhereListed, listed, members, where_listed
from glossary.formulas.model import Formula, Part

__all__ = [
    "Corpus",
    "Formula",
    "Part",
    "WhereListed",
    "find",
    "listed",
    "members",
    "parse",
    "where_listed",
]
