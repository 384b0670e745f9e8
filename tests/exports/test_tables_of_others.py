"""Tables of others: all that is there is read, or it is said by place what was not."""

from __future__ import annotations

import csv
import io
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from align.errors import InputError
from align.tables import TableRemark
from exports import rows as text_tables
from exports import xlsx
from glossary.exchange.columns import Layout, parse_columns
from glossary.exchange.incoming import Line
from glossary.exchange.labels import meant

Rows = list[list[Any]]


def as_workbook(rows: Rows) -> list[Line]:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return read_book(book)


def read_book(book: Workbook, **layout: Any) -> list[Line]:
    stream = BytesIO()
    book.save(stream)
    stream.seek(0)
    return list(xlsx.read(stream, Layout(**layout)))


def as_csv(rows: Rows) -> list[Line]:
    text = StringIO()
    csv.writer(text).writerows(rows)
    return list(text_tables.read(BytesIO(text.getvalue().encode())))


def pairs(lines: list[Line]) -> list[str]:
    """The terms of each entry: "三首 = three firsts, 3F"."""
    found = []
    for line in lines:
        if line.concept is not None:
            sides = ([t.text for t in line.concept.terms if t.language == k] for k in ("zh", "en"))
            found.append(" = ".join(map(", ".join, sides)))
    return found


def said(lines: list[Line]) -> list[str]:
    return [f"{remark.what}: {remark.place}" for line in lines for remark in line.remarks]


ONE = ["三首 = three firsts"]
ENTRY = ["三首", "three firsts"]


@pytest.mark.parametrize("made", [as_workbook, as_csv])
@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["繁體中文", "英語"], ENTRY], ONE),
        ([["中文(简体)", "英语（美国）"], ENTRY], ONE),
        ([["原文", "译文"], ENTRY], ONE),
        ([["譯文", "原文"], ["three firsts", "三首"]], ONE),
        ([["Source", "Target"], ENTRY], ONE),
        ([["Term", "Translation", "Source"], [*ENTRY, "a report"]], ONE),
        ([["术语", "English"], ENTRY], ONE),
        ([["源语言", "目标语言", "备注"], [*ENTRY, "x"]], ONE),
        ([["A", "B"], ENTRY, ["三农", "3R"]], [*ONE, "三农 = 3R"]),
        ([ENTRY, ["三农", "rural issues"]], [*ONE, "三农 = rural issues"]),
        ([["three firsts", "三首"]], ONE),
        ([[1, *ENTRY], [2, "三农", "rural issues"]], [*ONE, "三农 = rural issues"]),
        ([["三首", "sānshǒu", "three firsts"], ["三农", "sānnóng", "x y"]], [*ONE, "三农 = x y"]),
        ([["三首", "san shou", "three firsts"], ["三农", "san nong", "x y"]], [*ONE, "三农 = x y"]),
        ([["中文", "英文（美）", "英文（英）"], ["三首", "or", "our"]], ["三首 = or, our"]),
        ([["术语", "译文1", "译文2"], ["三首", "a b", "c d"]], ["三首 = a b, c d"]),
        ([["简体", "繁體", "English"], ["术语", "術語", "term"]], ["术语, 術語 = term"]),
        ([["中文", "英文"], ["Chinese", "English"], ENTRY], ONE),
        ([["中文", "英文"], ["中文", "Chinese"]], ["中文 = Chinese"]),
        ([["中文", "英文"], ["术语", "term"], ["译文", ""]], ["术语 = term", "译文 = "]),
        ([["简体中文", "繁體中文", "英文"], ["术语", "術語", "term"]], ["术语, 術語 = term"]),
        ([["术语", "", "定义", ""], ["中文", "英文", "中文", "英文"], [*ENTRY, "数", "a"]], ONE),
        ([[*ENTRY[::-1], "EN", "ZH"], ["三农", "x y", "zh", "en-US"]], [*ONE, "三农 = x y"]),
        ([["source", "target", "source_lang", "target_lang"], [*ENTRY, "ZH-HANS", "EN-GB"]], ONE),
    ],
)  # fmt: skip
def test_columns_are_told_by_titles_and_content(made: Any, rows: Rows, expected: Any) -> None:
    assert pairs(made(rows)) == expected


def test_titles_under_common_ones_are_taken_together() -> None:
    book = Workbook()
    for row in (
        ["术语", None, "定义", None],
        ["中文", "英文", "中文", "英文"],
        ["三首", "three firsts", "三个第一", "what is first"],
    ):
        book.active.append(row)
    book.active.merge_cells("A1:B1")
    book.active.merge_cells("C1:D1")
    (line,) = read_book(book)
    assert pairs([line]) == ONE
    assert line.concept is not None
    assert [each.text for each in line.concept.definitions] == ["三个第一", "what is first"]


def test_titles_of_which_one_stands_over_two_are_taken_together() -> None:
    book = Workbook()
    for row in (["中文", "英文", None], [None, "美式", "英式"], ["三首", "center", "centre"]):
        book.active.append(row)
    book.active.merge_cells("A1:A2")
    book.active.merge_cells("B1:C1")
    assert pairs(read_book(book)) == ["三首 = center, centre"]


@pytest.mark.parametrize("made", [as_workbook, as_csv])
@pytest.mark.parametrize(
    "heading",
    [
        *(
            "一、经济",
            "（一）经济",
            "第一章 经济",
            "经济：",
            "1. 经济",
            "1.1 经济",
            "I. Economy",
            "A",
        ),
        *("Part One: Economy", "Chapter 2", "A. Economy", "第三部分"),
    ],
)
def test_headings_over_entries_are_no_entries(made: Any, heading: str) -> None:
    lines = made([["中文", "英文"], [heading, ""], ENTRY, ["五位一体", ""], ["", heading], ENTRY])
    assert pairs(lines) == [*ONE, "五位一体 = ", *ONE]
    places = f"row 2 ({heading})", f"row 5 ({heading})"
    assert said(lines) == [f"headings, no entries: {place}" for place in places]


def test_headings_in_bold_or_across_the_columns_are_no_entries() -> None:
    book = Workbook()
    rows = ["中文", "英文"], ["经济"], ENTRY, ["社会"], ["三农", "rural"], ["四", "法治", None]
    for row in rows[:-1]:
        book.active.append(row)
    book.active["A2"].font = Font(bold=True)
    book.active.merge_cells("A4:B4")
    lines = read_book(book)
    assert pairs(lines) == [*ONE, "三农 = rural"]
    assert said(lines) == [
        "headings, no entries: row 2 (经济)",
        "headings, no entries: row 4 (社会)",
    ]


@pytest.mark.parametrize("made", [as_workbook, as_csv])
def test_where_entries_are_numbered_a_number_makes_no_heading(made: Any) -> None:
    rows = [
        ["中文", "英文"],
        ["一、三首", "three firsts"],
        ["二、三农", "rural"],
        ["三、五位一体", ""],
    ]
    assert len(pairs(made(rows))) == 3


@pytest.mark.parametrize("made", [as_workbook, as_csv])
def test_titles_again_and_what_stands_above_them_are_said(made: Any) -> None:
    lines = made([["Terms of 2025"], ["中文", "英文"], ENTRY, ["中文", "英文"], ["三农", "rural"]])
    assert pairs(lines) == [*ONE, "三农 = rural"]
    assert said(lines) == [
        "above the titles, not read: row 1 (Terms of 2025)",
        "titles again, no entries: row 4",
    ]


@pytest.mark.parametrize("made", [as_workbook, as_csv])
def test_rows_longer_than_their_titles_are_reported(made: Any) -> None:
    lines = made([["中文", "英文"], [*ENTRY, "extra", "more"], ["三农", "rural"]])
    assert pairs(lines) == [*ONE, "三农 = rural"]
    assert lines[0].remarks == (
        TableRemark("more cells than titles, not read", "row 2 (extra, more)", lost=True),
    )


def test_empty_columns_behind_the_titles_are_nothing() -> None:
    assert said(as_csv([["中文", "英文", "", ""], [*ENTRY, "", ""]])) == []


@pytest.mark.parametrize("made", [as_workbook, as_csv])
def test_a_column_without_a_title_among_others_is_named_by_its_letter(made: Any) -> None:
    (line,) = made([["中文", "", "英文"], ["三首", "x", "three firsts"]])
    assert line.ignored == ("column B",)


@pytest.mark.parametrize("made", [as_workbook, as_csv])
def test_languages_that_stand_under_each_other_are_exchanged_or_refused(made: Any) -> None:
    rows = [["中文", "英文"], ["three firsts", "三首"], ["rural issues", ""], ["GDP", "GDP"]]
    lines = list(map(meant, made(rows)))
    assert pairs(lines) == [*ONE, "GDP = GDP"]
    assert said(lines) == [
        "Chinese stood under English and English under Chinese, exchanged: row 2"
    ]
    assert "“rural issues” stands as Chinese and has none of its letters" in str(lines[1].fault)


@pytest.mark.parametrize("made", [as_workbook, as_csv])
def test_a_dash_for_nothing_is_no_term_and_numbers_are_of_any_language(made: Any) -> None:
    rows = [["中文", "英文"], ["三首", "—"], ["九一八", "1931年9月18日"], ["百分数", "35%"]]
    lines = list(map(meant, made(rows)))
    assert pairs(lines) == ["三首 = ", "九一八 = 1931年9月18日", "百分数 = 35%"]
    assert said(lines) == ["neither letters nor digits, no term: row 2 (—)"]


@pytest.mark.parametrize("made", [as_workbook, as_csv])
def test_rows_with_a_number_and_nothing_else_are_said(made: Any) -> None:
    lines = made([["No.", "中文", "英文"], [1, *ENTRY], [2, "", ""]])
    assert (pairs(lines), said(lines)) == (ONE, ["rows without terms, not read: row 3 (2)"])


def test_all_sheets_are_read_and_hidden_ones_never_in_their_place() -> None:
    book = Workbook()
    book.active.title = "Cover"
    book.active.append(["项目", "Project of the office"])
    for name, row in (("经济", ENTRY), ("旧", ["旧", "old"]), ("社会", ["三农", "rural"])):
        book.create_sheet(name)
        for each in (["中文", "英文"], row):
            book[name].append(each)
    book["旧"].sheet_state = "hidden"
    lines = read_book(book)
    assert pairs(lines) == [*ONE, "三农 = rural"]
    assert [line.place for line in lines] == ["sheet 经济, row 2", "sheet 社会, row 2"]
    assert said(lines) == [
        "no columns of terms, not read: sheet Cover",
        "hidden, not read: sheet 旧",
    ]
    assert pairs(read_book(book, sheet="旧")) == ["旧 = old"]
    del book["经济"], book["社会"]
    book["Cover"].delete_rows(1)
    with pytest.raises(InputError, match="sheet 旧 is hidden"):
        read_book(book)


def test_an_error_in_a_column_of_terms_is_refused_by_its_place() -> None:
    book = Workbook()
    for row in (["中文", "英文", "x"], ["三首", "=NA()", 1], ["三农", "rural", "=A1"]):
        book.active.append(row)
    first, second = read_book(book)
    assert "B2 holds a formula without a value" in str(first.fault)
    assert pairs([second]) == ["三农 = rural"]


@pytest.mark.parametrize("text", ["# a comment", "#", "#comment"])
def test_lines_that_begin_with_a_number_sign_are_comments(text: str) -> None:
    table = f"{text}\n三首\tthree firsts\n# x\ty\n三农\trural\n".encode()
    lines = list(text_tables.read(BytesIO(table), Layout(parse_columns("zh=A,en=B"))))
    assert pairs(lines) == [*ONE, "三农 = rural"]
    assert len(said(lines)) == 2


def test_a_term_may_begin_with_a_number_sign() -> None:
    assert pairs(as_csv([["中文", "英文"], ["#米兔运动", "#MeToo"]])) == ["#米兔运动 = #MeToo"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "big5"])
@pytest.mark.parametrize("first", ["", "sep=;\r\n", '"sep=;"\r\n'])
def test_excel_says_in_a_first_line_what_divides(encoding: str, first: str) -> None:
    table = f"{first}中文;英文\r\n中文;Chinese, the language\r\n".encode(encoding)
    lines = list(text_tables.read(BytesIO(table)))
    assert pairs(lines) == ["中文 = Chinese, the language"]
    assert said(lines) == []


def test_a_delimiter_that_is_named_is_taken() -> None:
    table = "中文|英文\n三首|a, b; c\n".encode()
    (line,) = text_tables.read(BytesIO(table), Layout(delimiter="|", split=""))
    assert pairs([line]) == ["三首 = a, b; c"]


def test_between_tabs_quotation_marks_are_characters() -> None:
    table = '中文\t英文\n三首\t"three" firsts\n三农\t"rural\n'.encode()
    assert pairs(list(text_tables.read(BytesIO(table)))) == [
        '三首 = "three" firsts',
        '三农 = "rural',
    ]


def test_a_line_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    with path.open("wb") as file:
        file.truncate(64 * 2**20)
    with path.open("rb") as stream, pytest.raises(InputError, match="a line has more than"):
        list(text_tables.read(io.BufferedReader(stream)))
