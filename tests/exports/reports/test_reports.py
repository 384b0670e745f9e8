"""What every format of reports holds to, and what each is like."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from lxml import etree
from openpyxl import load_workbook

from exports.registry import REPORT_FORMATS, report_writer
from exports.reports import Chart, Report, ReportColumn, ReportTable
from exports.reports.report import worded

COLUMNS = (
    ReportColumn("Term", "The term.", 20, wraps=True),
    ReportColumn("Period", "The year.", 10),
    ReportColumn("Share", "The share.", 10, is_share=True),
    ReportColumn("Uses", "The uses.", 10, is_number=True),
)
ROWS = (
    ("三首", "2023", 0.25, 1000),
    ("三首", "2024", 1.0, 2),
    ("=1+1", "2023", 0.0, 0),
    ("=1+1", "2024", None, None),
)
CHART = Chart("Share by year", series=0, labels=1, values=2)
REPORT = Report(
    "Use of <三首>",
    ("A note\u202e with marks & more.",),
    (
        ReportTable("Periods", "By year.", COLUMNS, ROWS, CHART),
        ReportTable("Nothing", "No row.", COLUMNS, ()),
    ),
    ({"term": "三首"}, {"term": "=1+1"}),
)


def written(name: str, report: Report = REPORT) -> bytes:
    stream = io.BytesIO()
    report_writer(name).write(report, stream)
    return stream.getvalue()


def charts(sheet: Any) -> list[Any]:
    return list(sheet._charts)


@pytest.mark.parametrize("name", REPORT_FORMATS)
def test_a_format_writes_the_same_again_and_an_empty_report_too(name: str) -> None:
    if not REPORT_FORMATS[name].binary:  # a workbook says when it was made
        assert written(name) == written(name)
    assert written(name, Report("Nothing", (), REPORT.tables[1:], ())) is not None


def test_csv_has_the_first_table_with_numbers_and_runs_nothing() -> None:
    rows = list(csv.reader(io.StringIO(written("csv").decode("utf-8-sig"))))
    assert rows[0] == ["Term", "Period", "Share", "Uses"]
    assert rows[1] == ["三首", "2023", "0.25", "1000"]
    assert rows[3:] == [["'=1+1", "2023", "0.0", "0"], ["'=1+1", "2024", "", ""]]


def test_json_lines_have_an_object_a_line() -> None:
    assert [json.loads(line) for line in written("jsonl").splitlines()] == list(REPORT.objects)


def test_a_workbook_has_a_sheet_a_table_its_chart_and_what_it_means() -> None:
    workbook = load_workbook(io.BytesIO(written("xlsx")))
    assert workbook.sheetnames == ["Periods", "Nothing", "About"]
    sheet = workbook["Periods"]
    assert [cell.value for cell in sheet[2]] == ["三首", "2023", 0.25, 1000]
    assert sheet["A4"].data_type == "s"
    assert [cell.number_format for cell in sheet[2]][2:] == ["0.0%", "General"]
    (chart,) = charts(sheet)
    assert [series.val.numRef.f for series in chart.series] == [
        "'Periods'!$C$2:$C$3",
        "'Periods'!$C$4:$C$5",
    ]
    assert charts(workbook["Nothing"]) == []
    assert ["Periods: Share", "The share."] in [
        [cell.value for cell in row] for row in workbook["About"].iter_rows()
    ]


def test_a_page_stands_alone_with_its_chart_and_shows_marks() -> None:
    page = written("html").decode()
    tree = etree.fromstring(page.encode(), etree.HTMLParser())
    assert tree.xpath("string(//h1)") == "Use of <三首>"
    assert "\u202e" not in page
    assert not tree.xpath("boolean(//script | //link | //img | //@src | //@href)")
    bars = [bar for bar in tree.iter("rect") if bar.find("title") is not None]
    assert [bar.findtext("title") for bar in bars][:2] == [
        "三首, 2023: 25.0%",
        "三首, 2024: 100.0%",
    ]
    heights = [float(bar.attrib["height"]) for bar in bars]
    assert heights == [60.0, 240.0, 0.0, 0.0]
    assert tree.xpath("count(//tbody/tr)") == len(ROWS)


def test_cells_are_worded_for_people() -> None:
    share, uses = COLUMNS[2:]
    assert [worded(0.125, share), worded(1234, uses), worded(None, uses), worded("x", uses)] == [
        "12.5%",
        "1,234",
        "",
        "x",
    ]
