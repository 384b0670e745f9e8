"""Definitions drawn from context: spans that say what a term is, not that it matters."""

from glossary.definitions.draw import definitions

__all__ = ["definitions"]
