"""Results as rows of plain values, of which pandas, polars or csv make tables."""

from __future__ import annotations

from glossary.tabular.dicts import Value, to_dicts

__all__ = ["Value", "to_dicts"]
