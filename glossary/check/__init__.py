"""Translations checked against the glossary: terms, numbers and numeric formulas."""

from __future__ import annotations

from glossary.check.conditional import Circumstances
from glossary.check.model import RULES, Finding, FindingPlace, Rule, Severity
from glossary.check.pairs import check_pair
from glossary.check.single import check_alone
from glossary.check.texts import check_texts

__all__ = [
    "RULES",
    "Circumstances",
    "Finding",
    "FindingPlace",
    "Rule",
    "Severity",
    "check_alone",
    "check_pair",
    "check_texts",
]
