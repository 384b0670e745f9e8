"""`tifa import` takes workbooks back and brings in tables of others."""

from pathlib import Path

from openpyxl import Workbook, load_workbook
from running import Tifa

from align.model import Language
from glossary.model import Concept, ConceptStatus, Term
from glossary.store import Glossary


def begun(tmp_path: Path) -> Path:
    path = tmp_path / "glossary.sqlite"
    with Glossary.open(str(path)) as glossary:
        for name, text in (("a", "三首"), ("b", "三农")):
            glossary.save(Concept(name, (Term(Language.ZH, text),)), who="li")
    return path


def test_a_workbook_goes_out_and_comes_back_edited(tifa: Tifa, tmp_path: Path) -> None:
    path = begun(tmp_path)
    options = ("--glossary", path)
    assert tifa("export", "x.xlsx", *options).returncode == 0
    assert tifa("import", "x.xlsx", *options).stdout.startswith("0 added, 0 changed, 2 unchanged")
    book = load_workbook(tmp_path / "x.xlsx")
    sheet = book["Glossary"]
    row = next(row for row in (2, 3) if sheet.cell(row, 1).value == "三首")
    sheet.cell(row, 3).value = "three firsts"
    sheet.delete_rows(5 - row)
    book.save(tmp_path / "x.xlsx")
    shown = tifa("import", "x.xlsx", "--dry-run", *options).stdout
    assert "English term added: three firsts" in shown
    assert "missing from the file: 三农 (b)" in shown
    answer = tifa("import", "x.xlsx", *options)
    assert "1 concept taken out of the file and kept" in answer.stderr
    assert "1 rejected" in tifa("import", "x.xlsx", "--delete", *options).stdout
    with Glossary.open(str(path)) as glossary:
        assert glossary.concept("a").terms[1].text == "three firsts"
        assert glossary.concept("b").status is ConceptStatus.REJECTED


def test_a_table_of_others_is_mapped_and_bad_rows_are_skipped_on_request(
    tifa: Tifa, tmp_path: Path
) -> None:
    path = begun(tmp_path)
    book = Workbook()
    for row in (
        ["A", "B"],
        ["三首", "three firsts; 3F"],
        ["三" * 501, "too long"],
        ["3F", "三首"],
    ):
        book.active.append(row)
    book.save(tmp_path / "t.xlsx")
    options = ("--glossary", path)
    answer = tifa("import", "t.xlsx", *options)
    assert answer.returncode == 2
    assert "t.xlsx: the workbook has no columns with terms of two languages" in answer.stderr
    columns = ("--columns", "zh=A,en=B")
    answer = tifa("import", "t.xlsx", *columns, *options)
    assert answer.returncode == 2
    assert "t.xlsx, row 3: the term" in answer.stderr
    answer = tifa("import", "t.xlsx", *columns, "--skip-bad", *options)
    assert (answer.returncode, answer.stdout) == (
        1,
        "0 added, 1 changed, 1 unchanged, 0 conflicts\n",
    )
    with Glossary.open(str(path)) as glossary:
        assert [term.text for term in glossary.concept("a").terms] == ["三首", "three firsts", "3F"]


def test_a_file_that_is_not_what_it_is_called_is_refused_in_one_line(
    tifa: Tifa, tmp_path: Path
) -> None:
    options = ("--glossary", begun(tmp_path))
    (tmp_path / "x.xlsx").write_text("hello\n", "utf-8")
    (tmp_path / "x.jsonl").write_bytes(b"PK\x03\x04")
    for name in ("x.doc", "x.ods"):
        (tmp_path / name).write_text("hello\n", "utf-8")
    for name, said in (
        ("x.xlsx", "is no Excel workbook"),
        ("x.jsonl", "looks like Excel workbook"),
        ("x.doc", "no format has this extension"),
        ("x.ods", "save the spreadsheet as .xlsx"),
    ):
        answer = tifa("import", name, *options)
        assert (answer.returncode, len(answer.stderr.splitlines())) == (2, 1)
        assert said in answer.stderr
