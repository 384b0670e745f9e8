"""Workbooks leave, are edited in a spreadsheet program, and come back; nothing in them can run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from entries import AWKWARD, FULL
from openpyxl import Workbook, load_workbook

from align.errors import InputError
from align.model import Language
from align.text import storable
from exports.exporting import export_glossary
from exports.registry import GLOSSARY_FORMATS
from exports.xlsx import read
from exports.xlsx.own import READS
from glossary.attested import bare
from glossary.columns import Layout, parse_columns
from glossary.incoming import Line
from glossary.model import Concept, ConceptStatus, Context, Term, TermStatus
from glossary.overlay import overlay

ZH, EN = Language
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
    assert len(english) == 4


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
    cell.value = f"{cell.value}\nthree; four (deprecated)；five"
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

    assert changed(edited(tmp_path, edit)[0]) == FULL


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


def table(*rows: list[Any], title: str = "Terms") -> bytes:
    book = Workbook()
    book.active.title = "Cover"
    book["Cover"].append(["My terms"])
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("titles", "definition"),
    [
        (["Chinese", "English", "Definition"], True),
        (["中文", "英文", "定义"], True),
        (["zh-CN", "en_US", "释义"], True),
        (["Chinese (PRC)", "English (United States)", "Definition"], True),
        ([">>L<<Chinese (PRC)", ">>L<<English", ">>E<<Definition"], True),
        (["Chinese_PRC", "English", "English_Def"], True),
        (["中文术语", "英文译名", "未知"], False),
        (["Chinese term(s)", "English rendering(s)", "Definition(s)"], True),
        (["中文 Chinese", "English / 英文", "定义 / Definition"], True),
        (["术语（中文）", "Term (EN)", "Definition (English)"], True),
        (["词条（简体中文）", "译文｜English translation", "未知"], False),
    ],
    ids=[
        *("plain", "Chinese", "codes", "MultiTerm", "converter", "memoQ", "words"),
        *("plurals", "both", "after", "mixed"),
    ],
)
def test_tables_of_others_are_read_by_their_titles(titles: list[str], definition: bool) -> None:
    content = table(["Made 2024"], titles, ["三首；首三", "three firsts|3F", "what is first"])
    (line,) = lines(content)
    assert line.concept is not None
    assert [(each.text, each.status) for each in line.concept.terms] == [
        ("三首", TermStatus.PREFERRED),
        ("首三", TermStatus.ADMITTED),
        ("three firsts", TermStatus.PREFERRED),
        ("3F", TermStatus.ADMITTED),
    ]
    assert (line.number, line.concept.id, line.unit) == (3, "", "row")
    assert bool(line.concept.definitions) is definition
    assert line.ignored == (() if definition else ("未知",))


def test_a_mapping_and_a_sheet_say_what_titles_do_not() -> None:
    content = table(["Term A", "Term B", "Def"], ["three; firsts", "三首", "what"])
    with pytest.raises(InputError, match="sheet Terms: Term A, Term B, Def") as refused:
        lines(content)
    assert "sheet Cover: My terms" in str(refused.value)
    columns = parse_columns("en=Term A,zh=Term B,definition=Def")
    (line,) = lines(content, columns=columns, split="", sheet="Terms")
    assert line.concept is not None
    assert [term.text for term in line.concept.terms] == ["三首", "three; firsts"]
    with pytest.raises(InputError, match="no sheet Other"):
        lines(content, sheet="Other")
    with pytest.raises(InputError, match="nothing is called colour"):
        parse_columns("zh=A,colour=B")


def test_a_column_of_both_languages_is_no_column_of_one() -> None:
    with pytest.raises(InputError, match="no columns"):
        lines(table(["Chinese / English", "English of the Chinese term"], ["三首", "three firsts"]))


def test_the_message_names_the_titles_where_a_cover_stands_above_them() -> None:
    content = table(
        ["Termbase of the office"], ["No.", "源语", "目标语"], [1, "三首", "three firsts"]
    )
    with pytest.raises(InputError, match=r"sheet Terms: No\., 源语, 目标语"):
        lines(content)


def test_a_status_that_others_call_otherwise_is_left_out_and_said() -> None:
    rows = ["Chinese", "English", "Status", "Id"], ["三首", "three firsts", "OK", 7]
    (line,) = lines(table(*rows))
    assert line.concept is not None
    assert (line.concept.status, line.ignored) == (ConceptStatus.PROPOSED, ("Status",))
    (line,) = lines(table(rows[0], ["三首", "three firsts", "Approved", 7]))
    assert line.concept is not None
    assert (line.concept.status, line.ignored) == (ConceptStatus.APPROVED, ())
    ours = table(rows[0], ["三首", "three firsts", "OK", "c" + "a" * 16])
    asked = parse_columns("zh=Chinese,en=English,status=Status")
    for (line,) in (lines(ours), lines(table(*rows), columns=asked)):
        assert "the status is OK" in str(line.fault)


def test_columns_without_titles_are_named_by_their_letters() -> None:
    content = table([1, "三首", None, "three firsts; 3F"], [2, "三农", None, "three rural issues"])
    columns = parse_columns("zh=B,en=D")
    first, second = lines(content, columns=columns, sheet="Terms")
    assert first.concept is not None
    assert [term.text for term in first.concept.terms] == ["三首", "three firsts", "3F"]
    assert (second.number, first.ignored) == (2, ("A",))
    with pytest.raises(InputError, match="no row with the titles B, Term"):
        lines(content, columns=parse_columns("zh=B,en=Term"))


def test_memoq_forbids_a_term_beside_it() -> None:
    content = table(
        ["Entry_ID", "Chinese_PRC", "Term_Info", "English", "Term_Info", "English", "Term_Info"],
        [1, "三首", "", "three firsts", "CasePermissive", "three first", "Forbidden"],
    )
    (line,) = lines(content)
    assert line.concept is not None
    assert line.concept.terms[-1] == Term(EN, "three first", TermStatus.DEPRECATED)


def rewritten(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(stream, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return stream.getvalue()


def test_what_could_do_harm_is_refused_in_one_line() -> None:
    content = table(["zh", "en"], ["三首", "three firsts"])
    entity = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    for part in ("xl/worksheets/sheet2.xml", "xl/workbook.xml"):
        harmful = rewritten(
            content, lambda name, text, part=part: entity + text if name == part else text
        )
        with pytest.raises(InputError, match="document type"):
            lines(harmful)
    bomb = rewritten(
        content,
        lambda name, text: text + b" " * 32 * 2**20 if name == "xl/workbook.xml" else text,
    )
    with pytest.raises(InputError, match="unpacks to"):
        lines(bomb)
    with pytest.raises(InputError, match="protected"):
        lines(b"\xd0\xcf\x11\xe0" + b"x" * 99)


def test_a_sheet_is_not_believed_about_its_size() -> None:
    content = table(["zh", "en"], ["三首", "three firsts"], ["三农", "=1+1"])

    def change(name: str, text: bytes) -> bytes:
        if name != "xl/worksheets/sheet2.xml":
            return text
        assert b'ref="A1:B3"' in text
        return text.replace(b'ref="A1:B3"', b'ref="A1:XFD1048576"').replace(
            b'<row r="3"', b'<row r="99999999"'
        )

    (line,) = lines(rewritten(content, change))
    assert line.fault is None


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
        contexts = (Context(text, text, text, ((0, 1),), ((0, 1),)),)
        return replace(FULL, terms=terms, note=text, subject=text, contexts=contexts)

    path = tmp_path / "x.xlsx"
    export_glossary(bare(map(odd, AWKWARD.values())), path, XLSX)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        [soffice, profile, "--headless", "--convert-to", "fods", "--outdir", tmp_path, path],
        check=True,
        capture_output=True,
        timeout=120,
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
