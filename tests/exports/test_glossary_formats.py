"""The glossary as a workbook, and what it must never do; see test_contract.py for all formats."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from contexts import context_of
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock

from align.errors import OutputError
from align.languages import CHINESE_ENGLISH
from align.model import Language
from exports.exporting import export_glossary
from exports.registry import GLOSSARY_FORMATS, glossary_format
from exports.running import runs_as_formula
from exports.xlsx.columns import DOCUMENTS
from exports.xlsx.relations import RELATIONS
from exports.xlsx.rows_of_terms import sheets
from exports.xlsx.sheets import LINE_HEIGHT, lines_in
from glossary.model import Concept, Definition, Kind, Term, TermStatus
from glossary.model.attested import bare
from glossary.model.serial import from_json

THREE_FIRSTS = Concept(
    id="c1",
    terms=(
        Term(Language.ZH, "三首", TermStatus.PREFERRED, frequency=2),
        Term(Language.EN, "three firsts", TermStatus.PREFERRED, frequency=1),
        Term(Language.EN, "three first", TermStatus.DEPRECATED, note="literal calque"),
        Term(Language.EN, "three premieres", inconsistency=0.8, frequency=1),
    ),
    definitions=(
        Definition(
            Language.EN,
            "the first set, the first batch and the first version",
            source="article.txt",
            segment=4,
            start=0,
            end=51,
            members=("first set", "first batch", "first version"),
        ),
    ),
    contexts=(
        context_of(
            "落实“三首”政策。", "Apply the three firsts.", "article.zh.txt", ((3, 5),), ((10, 22),)
        ),
    ),
    kind=Kind.NUMERIC,
    subject="industry",
    frequency=2,
    score=0.93,
)

AWKWARD = (
    "=1+1",
    '=HYPERLINK("http://example.org","x")',
    "+1",
    "-1",
    "@SUM(A1)",
    "\tx",
    "#N/A",
    "a<b>&c",
    "bell \x07 null \x00",
    "surrogate \ud800",
    "😀 emoji",
    "مرحبا",
    "𠮷野家",
)


def export(form: str, folder: Path, *concepts: Concept) -> Path:
    path = folder / f"glossary{GLOSSARY_FORMATS[form].suffix}"
    export_glossary(bare(concepts), path, GLOSSARY_FORMATS[form])
    return path


def test_an_unknown_ending_is_said() -> None:
    with pytest.raises(OutputError, match="no format has this extension"):
        glossary_format(Path("glossary.pages"))


def test_json_lines_lose_nothing(tmp_path: Path) -> None:
    line = export("jsonl", tmp_path, THREE_FIRSTS).read_text("utf-8")
    assert from_json(json.loads(line)) == THREE_FIRSTS


def test_a_workbook_has_its_sheets_with_frozen_headers_and_filters(tmp_path: Path) -> None:
    book = load_workbook(export("xlsx", tmp_path, THREE_FIRSTS))
    of_terms = sheets(CHINESE_ENGLISH, CHINESE_ENGLISH)
    own = [sheet.title for sheet in (*of_terms, RELATIONS, DOCUMENTS)]
    assert [name for name in book.sheetnames if book[name].sheet_state == "visible"] == [
        *own,
        "About",
    ]
    for name in own:
        assert book[name].freeze_panes == "B2"
        assert book[name].auto_filter.ref.startswith("A1:")


def test_a_workbook_row_holds_the_concept(tmp_path: Path) -> None:
    sheet = load_workbook(export("xlsx", tmp_path, THREE_FIRSTS))["Glossary"]
    header, row = ([cell.value for cell in line] for line in sheet.iter_rows(max_row=2))
    concept = dict(zip(header, row, strict=True))
    assert concept["Chinese"] == "三首"
    assert concept["Pinyin"] == "sān shǒu"
    assert concept["English"] == "three firsts"
    assert concept["Other English"] == "three first (deprecated)\nthree premieres (inconsistent)"
    assert concept["Members"] == "1. first set\n2. first batch\n3. first version"
    assert (concept["Definition from"], concept["Sentence"]) == ("article.txt", 5)
    assert concept["Id"] == "c1"


def test_rows_are_as_high_as_their_wrapped_text(tmp_path: Path) -> None:
    wide = replace(THREE_FIRSTS, id="c2", definitions=(), note="新" * 40)
    plain = replace(THREE_FIRSTS, id="c3", definitions=(), terms=THREE_FIRSTS.terms[:2])
    sheet = load_workbook(export("xlsx", tmp_path, THREE_FIRSTS, wide, plain))["Glossary"]
    heights = [sheet.row_dimensions[row].height for row in (2, 3, 4)]
    assert heights[0] == 3 * LINE_HEIGHT, "three members; two renderings, one in two lines"
    assert heights[1] >= 5 * LINE_HEIGHT, "40 Chinese characters are 80 units in a column of 18"
    assert heights[2] is None


def test_what_just_fits_its_column_takes_one_line() -> None:
    assert lines_in("csxeycxi4hofag2wt", 18) == 1
    assert lines_in("新" * 9, 18) == 2, "the padding of the cell takes a unit"


def test_no_row_of_the_about_sheet_runs_into_the_next(tmp_path: Path) -> None:
    sheet = load_workbook(export("xlsx", tmp_path, THREE_FIRSTS))["About"]
    width = sheet.column_dimensions["C"].width
    for (cell,) in sheet.iter_rows(min_col=3, max_col=3):
        height = sheet.row_dimensions[cell.row].height or LINE_HEIGHT
        assert height >= lines_in(cell.value, width) * LINE_HEIGHT, cell.value


def test_status_and_kind_are_chosen_from_lists(tmp_path: Path) -> None:
    sheet = load_workbook(export("xlsx", tmp_path, THREE_FIRSTS))["Glossary"]
    lists = {str(each.sqref): each.formula1 for each in sheet.data_validations.dataValidation}
    assert '"proposed,in review,approved,rejected"' in lists.values()
    assert any("numeric" in each for each in lists.values())


def test_inconsistent_renderings_have_a_sheet(tmp_path: Path) -> None:
    sheet = load_workbook(export("xlsx", tmp_path, THREE_FIRSTS))["Inconsistencies"]
    assert [cell.value for cell in sheet[2]][:3] == ["三首", "three firsts", "three premieres"]


def test_the_term_is_bold_in_its_contexts(tmp_path: Path) -> None:
    path = export("xlsx", tmp_path, THREE_FIRSTS)
    cell = load_workbook(path, rich_text=True)["Contexts"]["B2"].value
    assert isinstance(cell, CellRichText)
    bold = [run.text for run in cell if isinstance(run, TextBlock) and run.font.b]
    assert bold == ["三首"]
    own = load_workbook(path)["Contexts"]["B2"].font
    fonts = {(run.font.rFont, run.font.sz) for run in cell if isinstance(run, TextBlock)}
    assert fonts == {(own.name, own.sz)}
    assert str(cell) == "落实“三首”政策。"


@pytest.mark.parametrize("text", [*AWKWARD, "＝1", " =1", "\n=1", "\u3000＠A1"])
def test_no_cell_can_run(text: str, tmp_path: Path) -> None:
    concept = replace(
        THREE_FIRSTS,
        terms=(Term(Language.EN, text, TermStatus.PREFERRED, source=text, note=text),),
        contexts=(context_of(None, text, text, (), ((0, 2),)),),
        definitions=(Definition(Language.EN, text, source=text),),
        note=text,
        subject=text,
    )
    path = export("xlsx", tmp_path, concept)
    for sheet in load_workbook(path):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "inlineStr", "n"), (sheet.title, cell.coordinate)
                if isinstance(cell.value, str) and runs_as_formula(cell.value):
                    assert cell.quotePrefix, (sheet.title, cell.coordinate)
    with zipfile.ZipFile(path) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if "worksheets/sheet" in name]
    assert not any(b"<f>" in part for part in sheets)


def test_too_long_a_text_is_cut_and_said(tmp_path: Path) -> None:
    path = tmp_path / "long.xlsx"
    concept = replace(THREE_FIRSTS, note="𠮷" * 20_000)
    report = export_glossary(bare([concept]), path, glossary_format(path))
    assert "1 cells were cut to 32,767 characters" in report.cut
    sheet = load_workbook(path)["Glossary"]
    titles = [cell.value for cell in sheet[1]]
    note = sheet.cell(2, titles.index("Note") + 1).value
    assert len(note.encode("utf-16-le")) // 2 <= 32_767
    assert note.endswith("𠮷…")
