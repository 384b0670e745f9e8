"""CSV and TSV: nothing in them can run, and they come back as they were."""

from __future__ import annotations

import csv
import io
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from entries import AWKWARD, FULL
from hypothesis import given
from hypothesis.strategies import text
from programs import program
from waiting import PATIENCE

from align.delimited import MOST_CHARACTERS
from align.errors import InputError
from align.model import Language
from exports.csv import read
from exports.exporting import export_glossary
from exports.registry import GLOSSARY_FORMATS, READABLE_FORMATS, read_glossary
from exports.running import guarded, runs_as_formula, unguarded
from glossary.exchange.columns import Layout, parse_columns
from glossary.model import Concept, ConceptStatus, Term
from glossary.model.attested import bare
from glossary.model.conditions import conditions_of
from glossary.model.fields import Field

DANGEROUS = ["=1+1", "+1", "-1", "@A1", "'=1", "''", "'quoted'", "plain"]
RUN = [
    *("=1", "+1", "-1", "@A1", "＝1", "＋1", "－1", "＠A1", "﹦1", "﹫A1"),
    *("\t1", "\r1", "\n1", "\n=1", " =1", "\u3000＝1", "\xa0+1", " \t @A1"),
]


@pytest.mark.parametrize("text", DANGEROUS)
@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_a_cell_comes_back_exactly_and_never_runs(name: str, text: str, tmp_path: Path) -> None:
    terms = (Term(Language.ZH, "三首"), Term(Language.EN, text))
    path = tmp_path / "glossary"
    entry = Concept("c1", terms, note=text, status=ConceptStatus.APPROVED)
    export_glossary(bare([entry]), path, GLOSSARY_FORMATS[name])
    with path.open("rb") as stream:
        (line,) = read(stream)
    assert line.concept is not None
    assert (line.concept.note, line.concept.terms[1].text) == (text, text)
    assert not guarded(text).startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("text", RUN)
def test_what_a_spreadsheet_could_run_is_guarded_and_comes_back(text: str, tmp_path: Path) -> None:
    assert runs_as_formula(text)
    for each in (text, f"'{text}", f"''{text}"):
        assert not runs_as_formula(guarded(each))
        assert unguarded(guarded(each)) == each
    entry = Concept("c1", (Term(Language.ZH, "三首"),), note=text)
    path = tmp_path / "glossary.csv"
    export_glossary(bare([entry]), path, GLOSSARY_FORMATS["csv"])
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert not any(runs_as_formula(cell) for row in csv.reader(file) for cell in row)
    with path.open("rb") as stream:
        (line,) = read(stream)
    assert line.concept is not None
    assert line.concept.note == text


CONDITIONED = Concept(
    "c1",
    (
        Term(Language.ZH, "强国"),
        Term(Language.EN, "power", conditions=conditions_of("after 世界; not in law")),
        Term(Language.EN, "power: strong", conditions=conditions_of("about trade")),
    ),
    status=ConceptStatus.APPROVED,
)


def test_conditions_stand_with_their_terms_and_what_is_none_is_said(tmp_path: Path) -> None:
    path = tmp_path / "glossary.csv"
    export_glossary(bare([CONDITIONED]), path, GLOSSARY_FORMATS["csv"])
    written = path.read_text(encoding="utf-8-sig")
    assert "en power: after 世界; not in law\nen power: strong: about trade" in written
    for edit, fault in {
        "en power: 世界": "the condition is 世界",
        "en might: after 世界": "the condition is of no term of the row: en might: after",
    }.items():
        edited = written.replace("en power: after 世界", edit)
        (line,) = read(io.BytesIO(edited.encode()))
        assert line.concept is None
        assert str(line.fault).startswith(fault)


def test_a_table_of_an_older_program_says_nothing_of_conditions(tmp_path: Path) -> None:
    path = tmp_path / "glossary.csv"
    export_glossary(bare([CONDITIONED]), path, GLOSSARY_FORMATS["csv"])
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    last = rows[0].index("Conditions")
    older = io.StringIO(newline="")
    csv.writer(older).writerows(row[:last] for row in rows)
    (line,) = read(io.BytesIO(older.getvalue().encode()))
    assert line.concept is not None
    assert line.concept.id == "c1"
    assert Field.TERM_CONDITIONS not in line.carried


@given(text())
def test_reading_takes_off_exactly_what_writing_put_before_a_cell(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
    assert not runs_as_formula(guarded(cell))


@pytest.mark.parametrize("text", ["\u200b=1", "\ufeff=1", "\u2060 ＋1"])
def test_characters_without_width_hide_no_sign(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert unguarded(f"'{text}") == text


@pytest.mark.parametrize("cell", ["", "plain", "1-1", " plain", "a=1", "三＝三", "—1", "'"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert guarded(cell) == ("''" if cell == "'" else cell)


def test_csv_has_the_mark_by_which_excel_knows_utf_8(tmp_path: Path) -> None:
    export_glossary(bare([]), tmp_path / "a.csv", GLOSSARY_FORMATS["csv"])
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_of_others_is_told_by_the_titles(delimiter: str) -> None:
    table = f"Chinese{delimiter}English\n三首{delimiter}three firsts\n"
    (line,) = read(io.BytesIO(table.encode()))
    assert line.concept is not None
    assert [term.text for term in line.concept.terms] == ["三首", "three firsts"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_without_titles_is_read_by_the_letters_of_its_columns(delimiter: str) -> None:
    table = f"1{delimiter}三首{delimiter}three firsts\n"
    (line,) = read(io.BytesIO(table.encode()), Layout(parse_columns("zh=B,en=C")))
    assert line.concept is not None
    assert [term.text for term in line.concept.terms] == ["三首", "three firsts"]


@pytest.mark.parametrize(
    ("columns", "english"),
    [("zh=A,en=B", ["three firsts, or 3F", "new, normal; state"]), ("zh=a", [])],
)
def test_commas_in_terms_do_not_divide_a_table_without_titles_that_tabs_divide(
    columns: str, english: list[str]
) -> None:
    table = "三首\tthree firsts, or 3F\n新常态\tnew, normal; state\n"
    layout = Layout(parse_columns(columns), split="")
    concepts = [line.concept for line in read(io.BytesIO(table.encode()), layout)]
    terms = [term.text for each in concepts if each is not None for term in each.terms]
    assert [text for text in terms if text.isascii()] == english
    assert [text for text in terms if not text.isascii()] == ["三首", "新常态"]


@pytest.mark.parametrize("columns", ["zh=A,en=D", "zh=ZH,en=EN", "zh=AAA,en=B"])
def test_letters_of_columns_that_the_table_does_not_have_are_refused(columns: str) -> None:
    table = "三首,three firsts,x\n新常态,new normal,y\n"
    with pytest.raises(InputError, match="no row with the titles"):
        list(read(io.BytesIO(table.encode()), Layout(parse_columns(columns))))


@pytest.mark.parametrize(
    "titles", ["No.,中文,英文", "序号,术语,译文", "No.,Source,Target", "#,原文,English"]
)
def test_titles_are_no_entry_where_columns_are_named_by_letters(titles: str) -> None:
    table = f"{titles}\n1,三首,three firsts\n"
    (line,) = read(io.BytesIO(table.encode()), Layout(parse_columns("zh=B,en=C")))
    assert line.number == 2


def test_an_entry_that_could_be_titles_is_one_where_columns_are_named_by_letters() -> None:
    found = read(
        io.BytesIO("术语,term\n三首,three firsts\n".encode()), Layout(parse_columns("zh=A,en=B"))
    )
    assert [line.number for line in found] == [1, 2]


@pytest.mark.parametrize("form", ["csv", "tsv", "omegat"])
@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\r\n\r\n", b" \n"])
def test_a_table_that_holds_nothing_is_said_to_be_empty(form: str, data: bytes) -> None:
    with pytest.raises(InputError, match=r"^the table is empty; give a file with terms in it$"):
        list(read_glossary(READABLE_FORMATS[form], io.BytesIO(data)))


def test_a_table_that_excel_saved_as_unicode_text_comes_back(tmp_path: Path) -> None:
    export_glossary(bare([FULL]), tmp_path / "a.csv", GLOSSARY_FORMATS["csv"])
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as table:
        rows = list(csv.reader(table))
    saved = io.StringIO()
    csv.writer(saved, dialect=csv.excel_tab).writerows(rows)
    lines = list(
        read_glossary(READABLE_FORMATS["omegat"], io.BytesIO(saved.getvalue().encode("utf-16")))
    )
    assert [line.concept and line.concept.terms[0].text for line in lines] == [FULL.terms[0].text]
    assert [line.concept and line.concept.id for line in lines] == [FULL.id]


def test_what_is_no_text_is_no_glossary_of_omegat_either() -> None:
    with pytest.raises(InputError, match=r"^the table: not a text file; give source, target"):
        list(read_glossary(READABLE_FORMATS["omegat"], io.BytesIO(bytes(range(256)) * 9)))


def test_a_title_of_any_length_is_named_in_short() -> None:
    table = f"zh,en,{'long title ' * 9_000}\n三首,three firsts,x\n"
    (line,) = read(io.BytesIO(table.encode()))
    assert [len(title) for title in line.ignored] == [61]


@pytest.mark.parametrize(
    ("columns", "fault"),
    [("zh=,en=B", "zh= names no column"), ("zh=A,en=A", "A is named twice")],
)
def test_columns_that_name_nothing_or_the_same_are_refused(columns: str, fault: str) -> None:
    with pytest.raises(InputError, match=fault):
        parse_columns(columns)


@pytest.mark.parametrize("before", ["Terms of 2025\n\n", "sep=;\n", "a, b, c, d, e, f\n"])
def test_the_titles_may_stand_below_other_lines(before: str) -> None:
    (line,) = read(io.BytesIO(f"{before}Chinese;English\n三首;three firsts\n".encode()))
    assert line.concept is not None
    assert line.concept.terms[1].text == "three firsts"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "big5"])
def test_the_encodings_of_documents_are_those_of_tables(encoding: str) -> None:
    table = "Chinese,English\n改革,reform\n中文,the Chinese language\n"
    first, second = read(io.BytesIO(table.encode(encoding)))
    said = [each.concept and each.concept.terms[0].text for each in (first, second)]
    assert said == ["改革", "中文"]


def test_a_long_table_that_is_utf_8_only_at_first_is_refused_in_one_line() -> None:
    table = "Chinese,English\n" + "三首,three firsts\n" * 20_000
    with pytest.raises(InputError, match="not UTF-8 throughout"):
        list(read(io.BytesIO(table.encode() + b"\xff\xfe,x\n")))


def test_a_nul_is_read_as_the_replacement_character_and_counted() -> None:
    (line,) = read(io.BytesIO("Chinese,English\n三首,a\0b\n".encode()))
    assert line.concept is not None
    assert (line.concept.terms[1].text, line.replaced) == ("a\ufffdb", 1)


def test_long_cells_come_back_and_endless_ones_are_refused(tmp_path: Path) -> None:
    long = "x" * 200_000
    terms = (Term(Language.ZH, "三首"), Term(Language.EN, "three firsts"))
    path = tmp_path / "a.csv"
    export_glossary(bare([Concept("c1", terms, note=long)]), path, GLOSSARY_FORMATS["csv"])
    with path.open("rb") as stream:
        (line,) = read(stream)
    assert line.concept is not None
    assert line.concept.note == long
    endless = b'Chinese,English\n"' + b"x" * (MOST_CHARACTERS + 1)
    with pytest.raises(InputError, match="cannot be read"):
        list(read(io.BytesIO(endless)))


def test_other_files_lose_no_apostrophe() -> None:
    (line,) = read(io.BytesIO("Chinese,English\n三首,'tis so\n".encode()))
    assert line.concept is not None
    assert line.concept.terms[1].text == "'tis so"


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_libreoffice_takes_no_text_for_a_formula(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"x.{name}"
    concepts = [
        replace(FULL, terms=(replace(FULL.terms[0], text=text), *FULL.terms[1:]), note=text)
        for text in AWKWARD.values()
    ]
    export_glossary(bare(concepts), path, GLOSSARY_FORMATS[name])
    assert "of:=" not in opened(path)
    assert "HYPERLINK" in opened(path)
    path.write_text(path.read_text("utf-8-sig").replace("'=1+1", "=1+1"), "utf-8-sig")
    assert "of:=" in opened(path)


def opened(path: Path) -> str:
    """What LibreOffice makes of a table, formulas evaluated as a person may ask it to."""
    delimiter = 9 if path.suffix == ".tsv" else 44
    reading = f"--infilter=Text - txt - csv (StarCalc):{delimiter},34,76,1,,0,false,true,false,"
    subprocess.run(
        [
            program("soffice"),
            f"-env:UserInstallation=file://{path.parent}/profile",
            "--headless",
            f"{reading}false,false,-1,true",
            *("--convert-to", "fods", "--outdir", path.parent, path),
        ],
        check=True,
        capture_output=True,
        timeout=PATIENCE,
    )
    (made,) = path.parent.glob("*.fods")
    return made.read_text("utf-8")
