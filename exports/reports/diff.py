"""What two glossaries do not have alike, as a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from align.text import one_line
from exports.reports.report import Report, ReportColumn, ReportTable, ReportValue
from glossary.exchange.differing import EntryDifference, EntryFate

_COLUMNS = (
    ReportColumn("Change", "What became of the entry.", 10),
    ReportColumn("Entry", "Its terms to use in its first languages.", 40, wraps=True),
    ReportColumn("What", "What differs, a line each.", 80, wraps=True),
    ReportColumn("Id", "The identifier of the entry.", 20),
)


def diff_report(found: Sequence[EntryDifference], before: str, after: str) -> Report:
    """A row an entry.

    Args:
        before, after: what the two glossaries are called.
    """
    count = Counter(each.fate for each in found)
    counts = ", ".join(f"{count[fate]:,} {fate}" for fate in EntryFate)
    table = ReportTable("Entries", "What differs.", _COLUMNS, tuple(map(_row, found)))
    return Report(f"{before} → {after}", (f"{counts}.",), (table,), tuple(map(_as_json, found)))


def _row(each: EntryDifference) -> tuple[ReportValue, ...]:
    clauses = "\n".join(one_line(str(clause)) for clause in each.differences)
    return str(each.fate), each.name, clauses, each.concept.id


def _as_json(each: EntryDifference) -> Mapping[str, Any]:
    told = [
        {"field": one.field, "item": one.item, "before": one.before, "after": one.after}
        for one in each.differences
    ]
    return {
        "change": str(each.fate),
        "id": each.concept.id,
        "name": each.name,
        "differences": told,
    }
