"""Findings as an Excel workbook, for the people who mend a translation together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from openpyxl import Workbook

from align.languages import Direction, Language
from align.text import one_line
from exports.findings_text import where
from exports.xlsx.cells import Cutter
from exports.xlsx.columns import Column, Sheet
from exports.xlsx.sheets import SheetWriter
from glossary.check import RULES, Finding
from glossary.check.waivers import Waived

#: A finding with the reason for which it is waived, or "".
_Row = tuple[Finding, str]


def _each(row: _Row) -> Iterator[_Row]:
    yield row


def _sentence(row: _Row, which: int) -> str:
    texts = row[0].sentences.texts
    return "" if which == 0 and len(texts) < 2 else one_line(texts[which])


def _columns(source: Language | None, target: Language | None) -> tuple[Column[_Row], ...]:
    """The columns, which name the languages and run as these do."""
    ours, theirs = _direction(source), _direction(target)
    return (
        Column("Place", "File, line and column.", 24, lambda r: where(r[0].places[0])),
        Column("Severity", "How bad it is.", 10, lambda r: str(r[0].severity)),
        Column("Finding", "What is wrong.", 26, lambda r: RULES[r[0].rule].title),
        Column(
            "Term", "The term or number of the source.", 20, lambda r: r[0].term, direction=ours
        ),
        Column(
            "Stands", "What stands in the translation.", 24, lambda r: r[0].stands, direction=theirs
        ),
        Column(
            "Expected",
            "What may stand there.",
            28,
            lambda r: "\n".join(r[0].expected),
            direction=theirs,
        ),
        Column("Why", "The reason of the finding.", 40, lambda r: r[0].why),
        Column(
            _named("Source", source),
            "The sentence of the source.",
            40,
            lambda r: _sentence(r, 0),
            direction=ours,
        ),
        Column(
            _named("Translation", target),
            "Its translation.",
            50,
            lambda r: _sentence(r, -1),
            direction=theirs,
        ),
        Column("Waived because", "The reason of the waiver.", 24, lambda r: r[1]),
        Column("Rule", "The name of the rule in waivers.", 16, lambda r: str(r[0].rule)),
        Column("Digest", "What waivers know the finding by.", 18, lambda r: r[0].digest),
    )


def _named(title: str, language: Language | None) -> str:
    return f"{title} ({language.label})" if language else title


def _direction(language: Language | None) -> Direction:
    return language.profile.direction if language else Direction.LEFT_TO_RIGHT


def _languages(findings: Sequence[Finding]) -> tuple[Language | None, Language | None]:
    """Those of the source and of its translation, as most findings have them."""
    sources = Counter(each.origin.language for each in findings if each.origin)
    targets = Counter(each.places[0].language for each in findings)
    source, target = (
        next((each for each, _ in found.most_common(1)), None) for found in (sources, targets)
    )
    return source, target


def write(checked: Waived, stream: BinaryIO) -> None:
    """Write a sheet of findings and one of those that are waived."""
    workbook = Workbook(write_only=True)
    cutter = Cutter()
    columns = _columns(*_languages([*checked.kept, *(each for each, _ in checked.waived)]))
    sheets = [
        SheetWriter(workbook, Sheet(title, about, columns, _each), cutter)
        for title, about in (
            ("Findings", "One row a finding."),
            ("Waived", "One row a finding that was waived."),
        )
    ]
    for finding in checked.kept:
        sheets[0].add((finding, ""))
    for finding, waiver in checked.waived:
        sheets[1].add((finding, waiver.reason))
    for sheet in sheets:
        sheet.finish()
    workbook.properties.title = "Findings in a translation"
    workbook.save(stream)
