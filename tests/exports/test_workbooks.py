"""Workbooks leave, are edited in a spreadsheet program, and come back; nothing in them can run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from contexts import context_of
from entries import AWKWARD, FULL
from openpyxl import load_workbook
from waiting import PATIENCE

from align.model import CHINESE_ENGLISH
from align.text import storable
from exports.exporting import export_glossary
from exports.registry import GLOSSARY_FORMATS
from exports.xlsx import read
from exports.xlsx.own import READS
from glossary.exchange.columns import Layout
from glossary.exchange.incoming import Line
from glossary.exchange.overlay import overlay
from glossary.model import Concept, Term, TermStatus
from glossary.model.attested import bare

ZH, EN = CHINESE_ENGLISH
XLSX = GLOSSARY_FORMATS["xlsx"]
OTHER = replace(FULL, id="c2", terms=(replace(FULL.terms[0], text="三农"), *FULL.terms[1:]))


def lines(content: bytes, **layout: Any) -> list[Line]:
    return list(read(BytesIO(content), Layout(**layout)))


def edited(tmp_path: Path, edit: Callable[[Any], None]) -> list[Line]:
    """What comes back of two concepts after an edit of their workbook."""
    path = tmp_path / "x.xlsx"
    export_glossary(bare([FULL, OTHER]), path, XLSX)
    workbook = load_workbook(path, rich_text=True)
    edit(workbook)
    workbook.save(path)
    return lines(path.read_bytes())


def put(sheet: Any, row: int, title: str, value: str | None) -> None:
    titles = [cell.value for cell in sheet[1]]
    sheet.cell(row, titles.index(title) + 1).value = value


def changed(line: Line) -> Concept:
    assert line.concept is not None
    return overlay(FULL, line.concept, line.carried)


def test_a_workbook_that_a_program_saved_again_says_what_it_said(tmp_path: Path) -> None:
    first, second = edited(tmp_path, lambda workbook: None)
    assert changed(first) == FULL
    assert second.concept is not None
    assert overlay(OTHER, second.concept, second.carried) == OTHER


def test_another_preferred_term_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    line, _ = edited(tmp_path, lambda book: put(book["Glossary"], 2, "English", "a new rendering"))
    english = [(each.text, each.status) for each in changed(line).terms if each.language is EN]
    assert english[0] == ("a new rendering", TermStatus.PREFERRED)
    assert FULL.terms[2].text not in dict(english)
    assert len(english) == sum(each.language is EN for each in FULL.terms)


def test_a_rendering_is_added_and_taken_out_in_either_sheet(tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        put(book["Glossary"], 2, "Other English", "3F\nfirst trio (superseded)\nnew (deprecated)")
        book["Renderings"].append(["", "zh", "首首首", "admitted", *[None] * 5, FULL.id])
        book["Renderings"].delete_rows(3)

    line, _ = edited(tmp_path, edit)
    texts = {term.text: term.status for term in changed(line).terms}
    assert "three first" not in texts
    assert "三首" not in texts
    assert (texts["new"], texts["首首首"]) == (TermStatus.DEPRECATED, TermStatus.ADMITTED)


def test_new_renderings_may_be_divided_as_people_divide_them(tmp_path: Path) -> None:
    old = replace(FULL, id="c3", terms=(Term(ZH, "三首"), Term(EN, "x"), Term(EN, "one; two")))
    path = tmp_path / "x.xlsx"
    export_glossary(bare([old]), path, XLSX)
    book = load_workbook(path)
    others = [cell.value for cell in book["Glossary"][1]].index("Other English") + 1
    cell = book["Glossary"].cell(2, others)
    cell.value = f"{cell.value} \nthree; four (deprecated)；five"
    book["Glossary"].append(["新词", None, "new word", None, "other; another"])
    book.save(path)
    first, second = lines(path.read_bytes())
    assert first.concept is not None
    assert second.concept is not None
    found = [(each.text, each.status) for each in first.concept.terms if each.language is EN]
    assert [text for text, _ in found] == ["x", "one; two", "three", "four", "five"]
    assert dict(found)["four"] is TermStatus.DEPRECATED
    assert [term.text for term in second.concept.terms][1:] == ["new word", "other", "another"]
    del book["Exported"]
    book.save(path)
    (first, _) = lines(path.read_bytes())
    assert first.concept is not None
    assert "one; two" in {term.text for term in first.concept.terms}


def test_statuses_and_notes_of_terms_come_from_their_sheet(tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        put(book["Renderings"], 5, "Status", "deprecated")
        put(book["Renderings"], 5, "Note", "not used")

    term = changed(edited(tmp_path, edit)[0]).terms[3]
    assert (term.text, term.status, term.note) == ("3F", TermStatus.DEPRECATED, "not used")
    assert term.type is FULL.terms[3].type


def test_rows_that_were_taken_out_are_told_and_new_ones_need_no_id(tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        book["Glossary"].delete_rows(2)
        book["Glossary"].append(["新词", None, "new word"])

    kept, new, gone = edited(tmp_path, edit)
    assert kept.concept is not None
    assert kept.concept.id == "c2"
    assert new.concept is not None
    assert (new.concept.id, [term.text for term in new.concept.terms]) == ("", ["新词", "new word"])
    assert gone.removed
    assert gone.concept is not None
    assert (gone.concept.id, gone.concept.revision) == (FULL.id, FULL.revision)


def test_columns_that_were_taken_out_change_nothing(tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        for title in ("Other English", "Note", "Definition", "Revision"):
            titles = [cell.value for cell in book["Glossary"][1]]
            book["Glossary"].delete_cols(titles.index(title) + 1)
        titles = [cell.value for cell in book["Renderings"][1]]
        book["Renderings"].delete_cols(titles.index("Conditions") + 1)

    assert changed(edited(tmp_path, edit)[0]) == FULL


@pytest.mark.parametrize(("title", "said"), [("Conditions", "世界"), ("Status", "splendid")])
def test_a_term_that_cannot_be_read_is_told_and_its_concept_is_left_as_it_is(
    tmp_path: Path, title: str, said: str
) -> None:
    fault, other = edited(tmp_path, lambda book: put(book["Renderings"], 5, title, said))
    assert fault.concept is None
    assert said in str(fault.fault)
    assert other.concept is not None
    assert other.concept.id == OTHER.id


def test_a_text_that_was_cut_does_not_come_back_as_an_edit(tmp_path: Path) -> None:
    long = replace(FULL, note="长" * 40_000)
    path = tmp_path / "x.xlsx"
    assert export_glossary(bare([long]), path, XLSX).cut
    (line,) = lines(path.read_bytes())
    assert line.concept is not None
    assert overlay(long, line.concept, line.carried) == long


def test_a_wrong_choice_is_a_bad_row(tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        put(book["Glossary"], 3, "Status", "perhaps")

    _, bad = edited(tmp_path, edit)
    assert bad.number == 3
    assert "Status is perhaps" in str(bad.fault)


@pytest.mark.parametrize("text", AWKWARD.values(), ids=list(AWKWARD))
def test_what_an_export_added_for_safety_is_taken_off_again(text: str, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    odd = replace(FULL, note=text, subject="_x0041_ and _x000D_")
    export_glossary(bare([odd]), path, XLSX)
    (line,) = lines(path.read_bytes())
    assert line.concept is not None
    assert (line.concept.note, line.concept.subject) == (storable(text), odd.subject)
    assert line.carried == READS


def test_rows_lead_to_their_contexts_and_back(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    export_glossary(bare([FULL, OTHER]), path, XLSX)
    book = load_workbook(path)
    links = {
        sheet: [cell.hyperlink.location for (cell, *_) in book[sheet].iter_rows() if cell.hyperlink]
        for sheet in ("Glossary", "Contexts")
    }
    assert links["Glossary"] == ["'Contexts'!A2", "'Contexts'!A5"]
    assert links["Contexts"] == ["'Glossary'!A2"] * 3 + ["'Glossary'!A3"] * 3


def test_a_workbook_that_a_script_saved_as_it_was_brings_nothing_new(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    no_chinese = replace(FULL, terms=tuple(t for t in FULL.terms if t.language is EN))
    export_glossary(bare([no_chinese]), path, XLSX)
    load_workbook(path).save(path)
    (line,) = lines(path.read_bytes())
    assert line.concept is not None
    assert [term for term in line.concept.terms if term.language is ZH] == []


def test_what_people_read_is_printed_across_one_page_and_nothing_is_hidden(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    export_glossary(bare([FULL, OTHER]), path, XLSX)
    sheet = load_workbook(path)["Glossary"]
    printed = [[cell.value for cell in row] for row in sheet[sheet.print_area.split("!")[1]]]
    assert len(printed) == 3
    assert {"Chinese", "Pinyin", "English", "Definition", "Kind", "Status"} <= set(printed[0])
    assert "Id" not in printed[0]
    shown = {c.value for c in sheet[1] if not sheet.column_dimensions[c.column_letter].hidden}
    assert {"Subject", "Frequency", "Note", "Id"} <= shown
    # An A4 page is 297 mm wide; a unit is about 7 pixels of 1/96 inch. Below two thirds, 11 points
    # are print of less than 7.5.
    width = sum(sheet.column_dimensions[c.column_letter].width for c in sheet[1][: len(printed[0])])
    assert (297 / 25.4 - 0.8) / (width * 7 / 96) > 2 / 3


@pytest.fixture(scope="module")
def soffice() -> str:
    found = shutil.which("soffice")
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("soffice is missing")
        pytest.skip("soffice is missing")
    return found


def test_libreoffice_takes_no_text_for_a_formula(soffice: str, tmp_path: Path) -> None:
    def odd(text: str) -> Concept:
        terms = tuple(replace(term, text=text + term.text, note=text) for term in FULL.terms)
        contexts = (context_of(text, text, text, ((0, 1),), ((0, 1),)),)
        return replace(FULL, terms=terms, note=text, subject=text, contexts=contexts)

    path = tmp_path / "x.xlsx"
    export_glossary(bare(map(odd, AWKWARD.values())), path, XLSX)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        [soffice, profile, "--headless", "--convert-to", "fods", "--outdir", tmp_path, path],
        check=True,
        capture_output=True,
        timeout=PATIENCE,
    )
    converted = (tmp_path / "x.fods").read_text("utf-8")
    assert "table:formula" not in converted
    assert "=HYPERLINK(&quot;http" in converted or '=HYPERLINK("http' in converted
    links = re.findall('xlink:href="([^"]*)"', converted)
    assert links
    assert all(
        link.startswith(
            ("#&apos;Contexts&apos;", "#&apos;Glossary&apos;", "#Contexts", "#Glossary")
        )
        for link in links
    ), links
