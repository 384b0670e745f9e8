"""What is new, gone and otherwise in some texts, as a report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from align.text import counted
from exports.reports.report import Report, ReportColumn, ReportTable, ReportValue
from glossary.comparing import Alteration, Change, Comparison, FormChange
from glossary.comparing.model import RATE
from glossary.store.reading.otherwise import Otherwise

_TITLES = {
    Change.NEW: ("New", "that none of the earlier texts has."),
    Change.GONE: ("Gone", "that none of the later texts has."),
    Change.MORE: ("More", "that stand oftener in the later texts."),
    Change.LESS: ("Less", "that stand more seldom in the later texts."),
}


def compare_report(
    found: Comparison, old: str, new: str, shown: int, otherwise: Otherwise | None = None
) -> Report:
    """A table for each kind of change, the most surprising first, and one of what became others.

    Args:
        old, new: what the two sets of texts are called.
        shown: how many rows of a table people are shown on a terminal.
        otherwise: what stored documents render otherwise; None where files are compared.
    """
    tables = [
        _table(found, change, shown, names=names) for names in (False, True) for change in Change
    ]
    sure = sum(each.is_sure for each in found.forms)
    unit = found.unit.removesuffix("s")
    sizes = f"{old}: {counted(found.before, unit)}; {new}: {counted(found.after, unit)}."
    surely = f"{sure:,} differences are sure: of those as strong at most {RATE:.0%} are by chance"
    notes = (
        f"{sizes} {found.tested:,} forms were compared.",
        f"{surely} (log-likelihood, false discovery rate of Benjamini and Hochberg).",
    )
    return Report(
        f"{new} against {old}",
        notes,
        (*tables, _altered(found, shown), *_otherwise(otherwise, shown)),
        (
            *map(_as_json, found.forms),
            *map(_altered_as_json, found.altered),
            *_otherwise_as_json(otherwise),
        ),
        _every_change(found),
    )


def _table(found: Comparison, change: Change, shown: int, *, names: bool) -> ReportTable:
    title, meaning = _TITLES[change]
    if names:
        title, meaning = f"{title} names", f"Names of bodies, meetings and laws {meaning}"
    else:
        meaning = f"Formulations {meaning}"
    rows = tuple(map(_row, found.of(change, names=names)))
    return ReportTable(title, meaning, _columns(found), rows, shown=shown)


def _every_change(found: Comparison) -> ReportTable:
    """Formulations and names, all changes in one table."""
    change = ReportColumn("Change", "How they differ: new, gone, more, less.", 9)
    rows = tuple((str(each.change), *_row(each)) for each in found.forms)
    meaning = "Formulations and names that differ."
    return ReportTable("Differences", meaning, (change, *_columns(found)), rows)


def _columns(found: Comparison) -> tuple[ReportColumn, ...]:
    unit = found.unit.value
    return (
        ReportColumn("Formulation", "The form.", 30, wraps=True),
        ReportColumn("Kind", "What sort of term it is.", 12),
        ReportColumn("Before", f"How many {unit} of the earlier texts have it.", 9, is_number=True),
        ReportColumn("After", f"How many {unit} of the later texts have it.", 9, is_number=True),
        ReportColumn("Sure", "Whether the difference is more than chance.", 8),
        ReportColumn("Sentence", "One that has it.", 70, wraps=True),
        ReportColumn("Document", "Where the sentence stands.", 24),
        ReportColumn("Chance", "The share of such differences by chance.", 10, is_share=True),
        ReportColumn("Surprise", "What the list is ordered by.", 10, is_number=True),
    )


def _row(each: FormChange) -> tuple[ReportValue, ...]:
    sure = "sure" if each.is_sure else ""
    counts = each.form, str(each.kind), each.before, each.after, sure
    return (*counts, each.example, each.source, each.chance, each.surprise)


def _altered(found: Comparison, shown: int) -> ReportTable:
    columns = (
        ReportColumn("Before", "The earlier form.", 28, wraps=True),
        ReportColumn("After", "What it became.", 28, wraps=True),
        ReportColumn("Alike", "How alike the sentences are without them.", 9, is_share=True),
        ReportColumn("Earlier sentence", "One with the earlier form.", 60, wraps=True),
        ReportColumn("Later sentence", "The most like it with the later form.", 60, wraps=True),
    )
    rows = tuple(_altered_rows(found))
    meaning = "Formulations that became others, by sentences that say the same otherwise."
    return ReportTable("Altered", meaning, columns, rows, shown=shown)


def _altered_rows(found: Comparison) -> Iterator[tuple[ReportValue, ...]]:
    for each in found.altered:
        yield each.old, each.new, each.likeness, each.old_sentence, each.new_sentence


def _otherwise(found: Otherwise | None, shown: int) -> Iterator[ReportTable]:
    if found is None:
        return
    term = ReportColumn("Term", "The Chinese term, or the first of the entry.", 24, wraps=True)
    language = ReportColumn("Language", "The language of the forms.", 10)
    strength = ReportColumn("Strength", "By which the list is ordered.", 10, is_number=True)
    yield ReportTable(
        "Renderings",
        "Terms whose most used rendering is another, with the documents that have each.",
        (term, language, *_sides("renderings"), strength),
        tuple(
            (
                each.name,
                str(each.language),
                _counted(each.before),
                _counted(each.after),
                each.strength,
            )
            for each in found.renderings
        ),
        shown=shown,
    )
    yield ReportTable(
        "Members",
        "Numeric formulas that count other members.",
        (term, language, *_sides("members")),
        tuple(
            (each.name, str(each.language), "; ".join(each.before), "; ".join(each.after))
            for each in found.members
        ),
        shown=shown,
    )


def _sides(what: str) -> tuple[ReportColumn, ReportColumn]:
    return (
        ReportColumn("Before", f"The {what} in the earlier documents.", 40, wraps=True),
        ReportColumn("After", f"The {what} in the later documents.", 40, wraps=True),
    )


def _counted(forms: tuple[tuple[str, int], ...]) -> str:
    return ", ".join(f"{text} ({count})" for text, count in forms)


def _otherwise_as_json(found: Otherwise | None) -> Iterator[dict[str, Any]]:
    for each in found.renderings if found else ():
        yield {
            "change": "rendering",
            "concept": each.concept,
            "term": each.name,
            "language": str(each.language),
            "before": dict(each.before),
            "after": dict(each.after),
            "log_likelihood": round(each.strength, 2),
        }
    for one in found.members if found else ():
        yield {
            "change": "members",
            "concept": one.concept,
            "term": one.name,
            "language": str(one.language),
            "before": list(one.before),
            "after": list(one.after),
        }


def _as_json(each: FormChange) -> dict[str, Any]:
    return {
        "change": str(each.change),
        "form": each.form,
        "kind": str(each.kind),
        "score": round(each.score, 4),
        "before": each.before,
        "after": each.after,
        "log_likelihood": round(each.strength, 2),
        "chance": round(each.chance, 5),
        "sure": each.is_sure,
        "surprise": round(each.surprise, 3),
        "sentence": each.example,
        "document": each.source,
    }


def _altered_as_json(each: Alteration) -> dict[str, Any]:
    return {
        "change": "altered",
        "old": each.old,
        "new": each.new,
        "likeness": round(each.likeness, 4),
        "old_sentence": each.old_sentence,
        "new_sentence": each.new_sentence,
    }
