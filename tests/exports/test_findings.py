"""Findings in every format: complete, safe, and as the formats' standards ask."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from openpyxl import load_workbook
from rich.cells import cell_len

from align.model import Language
from exports.findings_sarif import uri
from exports.registry import FINDING_FORMATS, finding_writer
from glossary.check import Finding, FindingPlace, Rule
from glossary.check.model import sentences_of
from glossary.check.waivers import Waived, Waiver

DATA = Path(__file__).parents[1] / "data"
PLACE = FindingPlace("texts/speech.en.txt", Language.EN, 4, 120, 128, 7, 3, 7, 11)
FINDING = Finding(
    rule=Rule.RENDERING,
    term="改革开放",
    stands="=1+1",
    expected=("reform and opening up", "reform and opening-up"),
    why="改革开放 seems to be rendered by “=1+1”, which the glossary does not have",
    places=(PLACE,),
    sentences=sentences_of("坚持改革开放。" * 20, "We uphold =1+1 " * 20),
    origin=replace(PLACE, source="texts/speech.zh.txt", language=Language.ZH),
    concept="c1",
)
HOSTILE = replace(
    FINDING,
    rule=Rule.NUMBER,
    term="\x1b[31m三\u202e\ud800",
    stands="\x00<b>&amp;[bold]",
    places=(replace(PLACE, source="a b#%\u202e.txt", line=0, column=0),),
    sentences=sentences_of("\x07\ud800", "x" * 50_000),
)
WAIVER = Waiver(Rule.NUMBER, "三", "0" * 16, "as agreed")


def made(form: str, *kept: Finding, waived: tuple[Finding, ...] = ()) -> bytes:
    stream = BytesIO()
    checked = Waived(kept, tuple((finding, WAIVER) for finding in waived), ())
    finding_writer(form).write(checked, stream)
    return stream.getvalue()


@pytest.mark.parametrize("form", FINDING_FORMATS)
def test_no_findings_and_hostile_ones_are_written(form: str) -> None:
    assert isinstance(made(form), bytes)
    assert made(form, FINDING, HOSTILE, waived=(HOSTILE,))


def test_text_is_wrapped_and_aligned_by_cells_and_commands_no_terminal() -> None:
    text = made("text", FINDING, HOSTILE).decode()
    lines = text.splitlines()
    assert lines[0] == "texts/speech.en.txt:7:3: error term-rendering: 改革开放"
    assert max(map(cell_len, lines)) <= 100
    assert "expected  reform and opening up / reform and opening-up" in text
    values = [line for line in lines if line.startswith("  ")]
    starts = {len(line) - len(line.lstrip()) for line in values}
    assert starts == {2, 12}
    assert not {"\x1b", "\x00", "\x07", "\u202e"} & set(text)
    assert "[bold]" in text


def test_json_lines_hold_everything_and_the_reason_of_a_waiver() -> None:
    first, second = map(json.loads, made("jsonl", FINDING, waived=(HOSTILE,)).splitlines())
    assert first["rule"] == "term-rendering"
    assert first["expected"] == list(FINDING.expected)
    assert first["places"][0] == {
        "source": "texts/speech.en.txt",
        "language": "en",
        "sentence": 4,
        "start": 120,
        "end": 128,
        "line": 7,
        "column": 3,
        "unit": None,
    }
    assert first["digest"] == FINDING.digest
    assert (first["waived"], second["waived"]) == (None, "as agreed")
    assert second["places"][0]["line"] is None


def test_the_workbook_runs_nothing_and_has_waived_findings_apart(tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    path.write_bytes(made("xlsx", FINDING, waived=(HOSTILE,)))
    workbook = load_workbook(path)
    assert workbook.sheetnames == ["Findings", "Waived"]
    sheet = workbook["Findings"]
    header = [cell.value for cell in sheet[1]]
    stands = sheet.cell(2, header.index("Stands") + 1)
    assert (stands.value, stands.data_type) == ("=1+1", "s")
    assert workbook["Waived"].cell(2, header.index("Waived because") + 1).value == "as agreed"


def sarif(*kept: Finding, waived: tuple[Finding, ...] = ()) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(made("sarif", *kept, waived=waived))
    return log


def test_sarif_is_valid_and_its_results_name_their_rules() -> None:
    log = sarif(FINDING, HOSTILE, ARABIC, waived=(FINDING,))
    schema = json.loads((DATA / "schemas" / "sarif-2.1.0.json").read_bytes())
    Draft7Validator(schema, format_checker=Draft7Validator.FORMAT_CHECKER).validate(log)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules) == len(Rule)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        for location in (*result["locations"], *result["relatedLocations"]):
            address = location["physicalLocation"]["artifactLocation"]["uri"]
            assert ":" not in address
            assert not address.startswith("/")
    suppressed = [bool(each.get("suppressions")) for each in run["results"]]
    assert suppressed == [False, False, False, True]
    assert run["results"][3]["suppressions"][0]["justification"] == "as agreed"


def test_a_file_without_lines_has_no_region() -> None:
    (result,) = sarif(HOSTILE)["runs"][0]["results"]
    assert "region" not in result["locations"][0]["physicalLocation"]


def test_uris_are_relative_to_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert uri(str(tmp_path / "in" / "讲话 1.txt")) == "in/%E8%AE%B2%E8%AF%9D%201.txt"
    assert uri("a:b#c.txt") == "a%3Ab%23c.txt"
    assert uri("-") == "stdin"


ARABIC = replace(
    FINDING,
    stands="النهضة المورقة",
    expected=("التنمية الخضراء",),
    places=(replace(PLACE, source="texts/speech.ar.txt", language=Language("ar")),),
    sentences=sentences_of("坚持绿色发展。", "نتمسك بالنهضة المورقة."),
)


def test_the_workbook_names_the_languages_and_runs_as_they_do(tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    path.write_bytes(made("xlsx", ARABIC))
    header, row = load_workbook(path)["Findings"].iter_rows(max_row=2)
    cells = {cell.value: below for cell, below in zip(header, row, strict=True)}
    turned = {title: cell.alignment.readingOrder == 2 for title, cell in cells.items()}
    assert turned["Source (Chinese)"] is turned["Term"] is False
    assert turned["Translation (Arabic)"] is turned["Stands"] is turned["Expected"] is True


def test_the_page_has_each_sentence_in_its_language_and_no_control_character() -> None:
    page = made("html", ARABIC, HOSTILE, waived=(HOSTILE,)).decode()
    assert '<dt>Source (Chinese)</dt>\n<dd lang="zh">坚持绿色发展。</dd>' in page
    assert '<dt>Text (Arabic)</dt>\n<dd lang="ar" dir="rtl">نتمسك بالنهضة المورقة.</dd>' in page
    assert "<dd>as agreed</dd>" in page
    assert "<script" not in page
    assert not {"\x1b", "\x00", "\u202e"} & set(page)


def test_sarif_says_what_language_a_place_is_in() -> None:
    (result,) = sarif(ARABIC)["runs"][0]["results"]
    places = [*result["locations"], *result["relatedLocations"]]
    assert [place["properties"]["language"] for place in places] == ["ar", "zh"]
