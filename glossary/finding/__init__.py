"""Concepts found by what people type, and the collections that ship with the program."""

from glossary.finding.matches import Match, MatchKind, lookup

__all__ = ["Match", "MatchKind", "lookup"]
