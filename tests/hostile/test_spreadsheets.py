"""No text of a glossary runs in a spreadsheet that opens what was exported."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from contexts import context_of
from openpyxl import load_workbook
from probing import Probes

from align.model import Language
from exports.exporting import export_glossary
from exports.registry import GLOSSARY_FORMATS
from exports.running import runs_as_formula
from glossary.model import Concept, Definition, Term
from glossary.model.attested import bare

pytestmark = pytest.mark.hostile("formulas in cells")

_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "﹫")
_BEFORE = ("", " ", "\t", "\r", "\n", "\u3000", "\xa0", "\u200b", "'", "\t\n ")
_FORMULAS = ("1+1", "cmd|' /C calc'!A0", 'HYPERLINK("x","y")')


@pytest.mark.parametrize("form", ["csv", "tsv", "xlsx"])
def test_nothing_runs(form: str, tmp_path: Path, probes: Probes) -> None:
    texts = [
        f"{before}{start}{formula}"
        for before in _BEFORE
        for start in _STARTS
        for formula in _FORMULAS
    ]
    concepts = [
        Concept(
            f"c{number}",
            (Term(Language.ZH, "三首", source=text, note=text), Term(Language.EN, text)),
            (Definition(Language.EN, text, source=text, members=(text,)),),
            (context_of(text, text, text),),
            subject=text,
            note=text,
        )
        for number, text in enumerate(texts)
    ]
    path = tmp_path / f"glossary.{form}"
    export_glossary(bare(concepts), path, GLOSSARY_FORMATS[form])
    rows = cells_of_workbook(path) if form == "xlsx" else cells_of_table(path, form)
    by_id: dict[str, list[bool]] = {}
    for row in rows:
        for found in {text for text, _ in row if text.startswith("c") and text[1:].isdigit()}:
            by_id.setdefault(found, []).extend(runs for _, runs in row)
    for number, text in enumerate(texts):
        with probes.probe(repr(text)):
            assert by_id[f"c{number}"]
            assert not any(by_id[f"c{number}"])


def cells_of_table(path: Path, form: str) -> list[list[tuple[str, bool]]]:
    """The cells of each row, and whether a spreadsheet could run them."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file, delimiter="," if form == "csv" else "\t")
        return [[(cell, runs_as_formula(cell)) for cell in row] for row in rows]


def cells_of_workbook(path: Path) -> list[list[tuple[str, bool]]]:
    return [
        [
            (
                str(cell.value or ""),
                cell.data_type == "f"
                or (isinstance(cell.value, str) and runs_as_formula(cell.value))
                > bool(cell.quotePrefix),
            )
            for cell in row
        ]
        for sheet in load_workbook(path)
        for row in sheet.iter_rows()
    ]
