"""Manifests: what their rows say, and which of them are left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.errors import InputError
from glossary.extraction.manifest import Manifest, read_manifest
from glossary.model import Particulars
from glossary.model.authority import Authority

TITLES = "path\ttranslations\ttitle\tissuer\tdate\trank"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.txt", "b.txt", "c.txt", "a.en.txt", "a.fr.txt"):
        (tmp_path / name).write_text("x", "utf-8")
    return tmp_path


def read(folder: Path, *lines: str, name: str = "texts.tsv") -> tuple[Manifest, list[str]]:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", "utf-8")
    told: list[str] = []
    return read_manifest(path, told.append), [line.removeprefix(f"{path}, ") for line in told]


def test_a_row_says_what_a_text_is_and_where_its_translations_are(folder: Path) -> None:
    row = "a.txt\ta.en.txt; a.fr.txt\t海绵城市\t国务院\t2024-03\tState-Council"
    manifest, told = read(folder, TITLES, row, "b.txt")
    assert told == []
    assert manifest.is_whole
    assert manifest.rows[0].paths == tuple(
        folder / name for name in ("a.txt", "a.en.txt", "a.fr.txt")
    )
    assert manifest.about[str(folder / "a.txt")] == Particulars(
        "海绵城市", "国务院", "2024-03", Authority.STATE_COUNCIL
    )
    assert manifest.about[str(folder / "b.txt")] == Particulars()


def test_commas_part_the_cells_of_csv_and_columns_stand_in_any_order(folder: Path) -> None:
    manifest, told = read(folder, "Date,Path", '2024,"a.txt"', name="texts.csv")
    assert told == []
    assert manifest.about[str(folder / "a.txt")] == Particulars(dated="2024")


@pytest.mark.parametrize(
    ("said", "dated"),
    [
        ("2024-07-18", "2024-07-18"),
        ("2024/7/18", "2024-07-18"),
        ("2024.7", "2024-07"),
        ("2024/7", "2024-07"),
        ("2024年7月18日", "2024-07-18"),
        ("2024年", "2024"),
    ],
)
def test_dates_are_read_as_spreadsheets_and_chinese_texts_write_them(
    folder: Path, said: str, dated: str
) -> None:
    manifest, told = read(folder, "路径\t成文日期", f"a.txt\t{said}")
    assert told == []
    assert manifest.about[str(folder / "a.txt")].dated == dated


@pytest.mark.parametrize(
    "said", ["2024/13", "2024年7", "2024/7-18", "7/18/2024", "2024-7-18", "24/7/1"]
)
def test_what_could_be_another_date_is_none(folder: Path, said: str) -> None:
    _, told = read(folder, "path\tdate", "b.txt", f"a.txt\t{said}")
    assert told == [
        f"line 3: '{said}' is no date; write it as 2024, 2024-07 or 2024-07-18; left out"
    ]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("none.txt", "no such file"),
        ("a.txt\tnone.txt", "no such file"),
        (".", "is a folder"),
        ("\ta.en.txt", "it names no file"),
        ("a.txt\t\t\t\t2024-02-30", "'2024-02-30' is no date"),
        ("a.txt\t\t\t\t\tking", "'king' is no rank"),
        ("a.txt\ta.txt", "it names one file twice"),
        ("a.txt\t\t\t\t\t\tmore", "it has 7 cells, and there are 6 titles"),
    ],
)
def test_a_row_that_is_wrong_is_left_out_and_named_by_its_line(
    folder: Path, row: str, fault: str
) -> None:
    manifest, told = read(folder, TITLES, "b.txt", "", row)
    assert [each.line for each in manifest.rows] == [2]
    assert not manifest.is_whole
    assert len(told) == 1
    assert told[0].startswith("line 4: ")
    assert fault in told[0]
    assert told[0].endswith("; left out")


def test_of_rows_that_claim_one_file_none_is_taken_unless_they_say_the_same(folder: Path) -> None:
    rows = ("a.txt\ta.en.txt", "b.txt\t./a.en.txt", "c.txt", "c.txt")
    manifest, told = read(folder, TITLES, *rows)
    assert [each.line for each in manifest.rows] == [4]
    assert told == [
        f"line 2: {folder / 'a.en.txt'} also stands in line 3; left out",
        f"line 3: {folder / 'a.en.txt'} also stands in line 2; left out",
        "line 5: it says the same as line 4; left out",
    ]


def test_a_manifest_without_a_sound_row_or_without_paths_is_refused(folder: Path) -> None:
    with pytest.raises(InputError, match="no row of it can be used"):
        read(folder, TITLES, "none.txt")
    with pytest.raises(InputError, match="there is no row in it"):
        read(folder, TITLES)
    with pytest.raises(InputError, match="no column is called 'path'"):
        read(folder, "title\tdate", "a\t2024")
    with pytest.raises(InputError, match="two columns are called path"):
        read(folder, "path\tfile", "a.txt\tb.txt")


def test_a_column_that_is_not_read_is_told(folder: Path) -> None:
    manifest, told = read(folder, "path\tnotes", "a.txt\tgood")
    assert manifest.is_whole
    assert told == [f"{folder / 'texts.tsv'}: the column 'notes' is not read"]
