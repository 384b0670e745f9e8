"""Sheets are read as people see them: formats, merged cells, what is hidden or struck through."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from io import BytesIO
from time import process_time
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from align.errors import InputError
from align.tables import Row, letters, place_of
from align.workbooks import opened
from align.workbooks.shown import shown, shown_text

NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def saved(book: Workbook) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def rows_of(content: bytes, sheet: int = 0, **options: Any) -> list[Row]:
    with opened(BytesIO(content), "x") as workbook:
        return list(workbook.sheets[sheet].rows(**options))


def rewritten(content: bytes, change: Callable[[str, bytes], bytes | str]) -> bytes:
    """A workbook with its parts changed."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(stream, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return stream.getvalue()


def sheet_of(xml: str, columns: str = "", after: str = "") -> bytes:
    """A workbook whose sheet holds the XML of rows."""
    head = f'<?xml version="1.0"?><worksheet xmlns="{NS}">{columns}'
    text = f"{head}<sheetData>{xml}</sheetData>{after}</worksheet>"
    return rewritten(
        saved(Workbook()), lambda name, old: text if name == "xl/worksheets/sheet1.xml" else old
    )


@pytest.mark.parametrize(
    ("value", "code", "said"),
    [
        (11584, 'yyyy"年"m"月"d"日"', "1931年9月18日"),
        (45553, "[$-804]aaaa;@", "星期三"),
        (45553, "[DBNum1][$-804]yyyy年m月d日;@", "二〇二四年九月十八日"),
        (45553, "mmmm d, yyyy", "September 18, 2024"),
        (45553, "[$-409]d-mmm-yy;@", "18-Sep-24"),
        (45553.75, "yyyy/m/d h:mm AM/PM", "2024/9/18 6:00 PM"),
        (0.75, "上午/下午h时mm分", "下午6时00分"),
        (1.5, "[h]:mm:ss", "36:00:00"),
        (45553.5, "mm:ss.0", "00:00.0"),
        (60, "yyyy-mm-dd", "1900-02-29"),
        (-1, "yyyy-mm-dd", "-1"),
        (0.35, "0%", "35%"),
        (0.3567, "0.0%", "35.7%"),
        (8, "00000", "00008"),
        (13812345678, "000-0000-0000", "138-1234-5678"),
        (1234.5, "#,##0.00", "1,234.50"),
        (1234.5, '"$"#,##0.00', "$1,234.50"),
        (1234.5, "[$¥-804]#,##0.00", "¥1,234.50"),
        (-1234.5, "#,##0.00_);[Red](#,##0.00)", "(1,234.50)"),
        (0, '0;-0;"none"', "none"),
        (1234567, '0.0,,"M"', "1.2M"),
        (3.25, "# ?/?", "3 1/4"),
        (0.75, "?/?", "3/4"),
        (3.25, "# ?/8", "3 2/8"),
        (12345, "0.00E+00", "1.23E+04"),
        (0.00012345, "0.00E+00", "1.23E-04"),
        (75, '[>=60]"pass";"fail"', "pass"),
        (50, '[>=60]"pass";"fail"', "fail"),
        (5, '"第"0"条"', "第5条"),
        (35, "[DBNum1]General", "三十五"),
        (10005, "[DBNum1]General", "一万〇五"),
        (0.1 + 0.2, "General", "0.3"),
        (1 / 3, "General", "0.333333333"),
        (1e-7, "General", "1E-07"),
        (1e20, "General", "1E+20"),
        (110101199003, "General", "110101199003"),
        (2.5, "0", "3"),
        (1.005, "0.00", "1.01"),
        (5, ";;;", ""),
    ],
)
def test_numbers_come_as_their_format_shows_them(value: float, code: str, said: str) -> None:
    assert shown(value, code).strip() == said


def test_a_format_may_put_words_around_a_text() -> None:
    assert shown_text("三首", '0;0;0;"term: "@') == "term: 三首"
    assert shown_text("三首", "@") == "三首"


def test_cells_of_all_types_come_as_they_are_shown() -> None:
    book = Workbook()
    values = [
        date(1931, 9, 18),
        datetime.combine(date(2024, 1, 2), time(3, 4)),
        time(8, 5),
        True,
        35,
        0.5,
        "x_x000D_",
    ]
    book.active.append(values)
    book.active["F1"].number_format = "0.0%"
    (row,) = rows_of(saved(book))
    assert row.cells == [
        *("1931-09-18", "2024-01-02 3:04:00", "8:05:00", "TRUE", "35", "50.0%"),
        "x\r",
    ]


def test_what_excel_has_for_an_error_or_no_value_is_named() -> None:
    xml = (
        '<row r="1"><c r="A1" t="e"><f>NA()</f><v>#N/A</v></c><c r="B1"><f>A2&amp;"x"</f></c>'
        '<c r="C1" t="str"><f>1</f><v>kept</v></c><c r="D1" t="str"><f>""</f><v></v></c></row>'
    )
    (row,) = rows_of(sheet_of(xml))
    assert row.faults == {0: "#N/A", 1: "a formula without a value"}
    assert row.cells[2] == "kept"


def test_struck_through_text_readings_and_comments_are_left_out() -> None:
    book = Workbook()
    rich = CellRichText(TextBlock(InlineFont(strike=True), "shared wealth "), "common prosperity")
    book.active.append(["共同富裕", rich])
    book.active.append(["三首", "three firsts"])
    book.active["B2"].font = Font(strike=True)
    book.active["A2"].comment = Comment("first of all", "somebody")
    first, second = rows_of(saved(book))
    assert first.cells == ["共同富裕", "common prosperity"]
    assert second.cells == ["三首"]
    assert [str(each.place) for row in (first, second) for each in row.remarks] == [
        "B1 (shared wealth)",
        "B2 (three firsts)",
    ]
    phonetic = "<is><t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh></is>"
    (row,) = rows_of(sheet_of(f'<row r="1"><c r="A1" t="inlineStr">{phonetic}</c></row>'))
    assert row.cells == ["東京"]


def test_merged_cells_fill_their_range_and_those_across_columns_are_known() -> None:
    book = Workbook()
    sheet = book.active
    for row in (["一、经济"], ["三首", "three firsts"], [None, "three first-evers"], ["x", "y"]):
        sheet.append(row)
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("A2:A3")
    first, _, third, last = rows_of(saved(book))
    assert (first.cells, first.joined) == (["一、经济", "一、经济"], ((0, 1),))
    assert (third.cells, third.joined) == (["三首", "three first-evers"], ())
    assert last.cells == ["x", "y"]


def test_rows_that_hold_only_what_is_merged_into_them_are_empty() -> None:
    book = Workbook()
    book.active["A1"] = "三首"
    book.active.merge_cells("A1:A1048576")
    book.active["C5"] = "x"
    assert [row.number for row in rows_of(saved(book))] == [1, 5]


def test_hidden_rows_and_columns_are_left_out_and_said_unless_all_is_asked_for() -> None:
    book = Workbook()
    for number in range(1, 4):
        book.active.append([f"a{number}", f"b{number}", f"c{number}"])
    book.active.row_dimensions[2].hidden = True
    book.active.column_dimensions["B"].hidden = True
    found = rows_of(saved(book))
    assert [list(row.cells) for row in found] == [["a1", "", "c1"], [], ["a3", "", "c3"]]
    assert {remark.place for row in found for remark in row.remarks} == {"column B", "row 2"}
    assert [row.cells[1] for row in rows_of(saved(book), all_of_it=True)] == ["b1", "b2", "b3"]


def test_thousands_of_empty_rows_with_a_format_are_no_rows() -> None:
    empty = "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(2, 5_000))
    full = '<row r="1"><c r="A1" t="str"><v>x</v></c></row>'
    assert [row.cells for row in rows_of(sheet_of(full + empty))] == [["x"]]


def test_places_are_optional_in_the_xml_and_letters_count_on_behind_z() -> None:
    (row,) = rows_of(sheet_of('<row><c t="str"><v>a</v></c><c t="str"><v>b</v></c></row>'))
    assert (row.number, row.cells) == (1, ["a", "b"])
    assert [letters(place) for place in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert [place_of(letters(place)) for place in range(2_000)] == list(range(2_000))


def strictly(name: str, text: bytes) -> bytes:
    """A part in the strict form of the standard."""
    text = text.replace(NS.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main")
    relations = b"://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return text.replace(relations, b"://purl.oclc.org/ooxml/officeDocument/relationships")


def prefixed(name: str, text: bytes) -> bytes:
    """A sheet whose elements have a prefix."""
    if "worksheets" not in name:
        return text
    return re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", text).replace(b"xmlns=", b"xmlns:x=")


@pytest.mark.parametrize(
    "change",
    [
        strictly,
        prefixed,
        lambda name, text: text.replace(b'family val="2"', b'family val="34"'),
        lambda name, text: text.replace(b"<cellXfs", b'<cellXfs odd="1"'),
        lambda name, text: b"" if name == "docProps/core.xml" else text,
        lambda name, text: text.replace(b'Target="/xl/', b'Target="xl/../'),
    ],
    ids=["strict", "prefix", "font family", "attribute", "no properties", "path"],
)
def test_workbooks_of_other_programs_are_read(change: Callable[[str, bytes], bytes]) -> None:
    book = Workbook()
    book.active.append(["三首", 0.35])
    book.active["B1"].number_format = "0%"
    (row,) = rows_of(rewritten(saved(book), change))
    assert row.cells == ["三首", "35%"]


def test_an_opendocument_file_is_called_by_its_name() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<x/>")
    with pytest.raises(InputError, match=r"OpenDocument file; save it as \.xlsx"):
        rows_of(stream.getvalue())


def test_the_days_of_old_macintoshes_are_counted_from_1904() -> None:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append([date(1931, 9, 18)])
    content = saved(book)
    assert b"<v>10122</v>" in zipfile.ZipFile(BytesIO(content)).read("xl/worksheets/sheet1.xml")
    assert rows_of(content)[0].cells == ["1931-09-18"]


def test_merged_ranges_that_overlap_and_hidden_columns_without_number_take_no_time() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="str"><v>x</v></c></row>' for n in range(1, 2_000))
    merged = "".join(f'<mergeCell ref="A{n}:XFD1048576"/>' for n in range(1, 1_000))
    with pytest.raises(InputError, match="merged ranges of the sheet overlap"):
        rows_of(sheet_of(rows, after=f"<mergeCells>{merged}</mergeCells>"))
    hidden = '<col min="2" max="16384" hidden="1"/>' * 5_000
    start = process_time()
    assert len(rows_of(sheet_of(rows, columns=f"<cols>{hidden}</cols>"))) == 1_999
    assert process_time() - start < 10
