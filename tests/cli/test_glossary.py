"""add, lookup, review and export over a glossary of the test's own."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from openpyxl import load_workbook
from running import Tifa

from align.model import Language
from glossary.model import Concept, Term
from glossary.store import Glossary


def test_adding_twice_changes_nothing(tifa: Tifa, filled: Path, seeds: tuple[Path, Path]) -> None:
    before = tifa("lookup", "三首", "--json").stdout
    answer = tifa("add", *(path.name for path in seeds))
    assert answer.stdout.startswith("0 added, 0 extended,")
    assert tifa("lookup", "三首", "--json").stdout == before


@pytest.mark.parametrize("query", ["三首", "three firsts", "three first"])
def test_entries_are_found_in_either_direction(tifa: Tifa, filled: Path, query: str) -> None:
    answer = tifa("lookup", query, "--json")
    assert answer.returncode == 0, answer.stderr
    concept = json.loads(answer.stdout.splitlines()[0])
    assert not concept["match"]["starter"]
    texts = {term["text"] for term in concept["terms"]}
    assert "三首" in texts
    assert {"three firsts", "three first"} & texts
    assert len(concept["definitions"][0]["members"]) == 3


def test_lookup_falls_back_to_the_starter_glossary_and_says_so(tifa: Tifa) -> None:
    answer = tifa("lookup", "三首")
    assert answer.returncode == 0
    assert "starter glossary" in answer.stdout
    assert "three firsts" in answer.stdout


def test_nothing_found_is_exit_code_1(tifa: Tifa, filled: Path) -> None:
    answer = tifa("lookup", "qqqqzzzz")
    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr == "tifa: qqqqzzzz: nothing found\n"


def test_no_glossary_leaves_both_out(tifa: Tifa, filled: Path) -> None:
    assert tifa("lookup", "三首", "--no-glossary").returncode == 1


def test_queries_come_from_standard_input_too(tifa: Tifa, filled: Path) -> None:
    answer = tifa("lookup", "-", "--json", "--limit", "1", input="三首\n五位一体\n")
    queries = [json.loads(line)["match"]["query"] for line in answer.stdout.splitlines()]
    assert queries == ["三首", "五位一体"]


def test_the_glossary_is_an_sqlite_file(filled: Path) -> None:
    with sqlite3.connect(filled) as connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)


def test_the_option_goes_before_the_environment(tifa: Tifa, seeds: tuple[Path, Path]) -> None:
    folder = seeds[0].parent
    answer = tifa("add", seeds[1], "--glossary", folder / "other.sqlite")
    assert answer.returncode == 0, answer.stderr
    assert (folder / "other.sqlite").exists()
    assert not (folder / "glossary.sqlite").exists()


def test_the_configuration_names_a_glossary(tifa: Tifa, filled: Path, tmp_path: Path) -> None:
    configuration = tmp_path / "tifa.toml"
    configuration.write_text(f"glossary = {json.dumps(str(filled))}\n", "utf-8")
    answer = tifa("lookup", "三首", "--json", TIFA_GLOSSARY="", TIFA_CONFIG=str(configuration))
    assert not json.loads(answer.stdout.splitlines()[0])["match"]["starter"]


def test_settings_know_the_home_folder_by_its_tilde(
    tifa: Tifa, filled: Path, tmp_path: Path
) -> None:
    filled.rename(tmp_path / "home" / "own.sqlite")
    (tmp_path / "home" / "tifa.toml").write_text('glossary = "~/own.sqlite"\n', "utf-8")
    for settings in (
        {"TIFA_GLOSSARY": "~/own.sqlite"},
        {"TIFA_GLOSSARY": "", "TIFA_CONFIG": "~/tifa.toml"},
    ):
        answer = tifa("lookup", "三首", "--json", **settings)
        assert not json.loads(answer.stdout.splitlines()[0])["match"]["starter"]
    assert not (tmp_path / "~").exists()


def test_an_empty_file_is_an_empty_glossary(
    tifa: Tifa, seeds: tuple[Path, Path], tmp_path: Path
) -> None:
    (tmp_path / "new.sqlite").touch()
    assert "starter glossary" in tifa("lookup", "三首", "--glossary", "new.sqlite").stdout
    assert "tifa add" in tifa("export", "x.xlsx", "--glossary", "new.sqlite").stderr
    answer = tifa("add", seeds[1], "--glossary", "new.sqlite")
    assert answer.returncode == 0, answer.stderr


def test_nothing_found_stores_nothing(tifa: Tifa, tmp_path: Path, seeds: tuple[Path, Path]) -> None:
    (tmp_path / "plain.txt").write_text("It is so.\n", "utf-8")
    for arguments in (["plain.txt"], [seeds[1].name, "--min-score", "1"]):
        answer = tifa("add", *arguments)
        assert (answer.returncode, answer.stdout) == (1, "")
        assert f"{arguments[0]}: no terms of art found" in answer.stderr
    assert not (tmp_path / "glossary.sqlite").exists()


def test_what_a_workbook_cannot_carry_is_said_and_exit_code_1(
    tifa: Tifa, filled: Path, tmp_path: Path
) -> None:
    with Glossary.open(str(filled)) as glossary:
        terms = (Term(Language.ZH, "长注"),)
        glossary.save(Concept("long", terms, note="长" * 40_000), who="Tester")
    answer = tifa("export", "glossary.xlsx")
    assert answer.returncode == 1
    assert ": 1 cells were cut" in answer.stderr
    assert "concepts written to glossary.xlsx" in answer.stdout
    assert tifa("export", "glossary.jsonl").returncode == 0


def test_the_workbook_holds_the_glossary(tifa: Tifa, filled: Path, tmp_path: Path) -> None:
    answer = tifa("export", "glossary.xlsx")
    assert answer.returncode == 0, answer.stderr
    rows = list(load_workbook(tmp_path / "glossary.xlsx")["Glossary"].values)
    assert "三首" in [row[0] for row in rows]
    assert answer.stdout == f"{len(rows) - 1} concepts written to glossary.xlsx\n"


def test_an_export_for_tools_says_what_it_leaves_out_because_nobody_approved_it(
    tifa: Tifa, filled: Path, tmp_path: Path
) -> None:
    with Glossary.open(str(filled)) as glossary:
        number = sum(glossary.count().values())
    answer = tifa("export", "glossary.utf8")
    assert answer.stdout == "0 concepts written to glossary.utf8\n"
    left_out = "glossary.utf8: {} concepts not approved and left out; approve them"
    assert left_out.format(number) in answer.stderr
    tifa("approve", "三首")
    assert left_out.format(number - 1) in tifa("export", "glossary.utf8").stderr
    answer = tifa("export", "-", "--format", "omegat", "--status", "proposed")
    assert "not approved" not in answer.stderr
    assert "tifa: standard output: not carried: " in answer.stderr
    assert "in both languages: 1 left out" in answer.stderr
    assert f"{number - 2} concepts written to standard output" in answer.stderr


def test_an_export_of_one_pair_is_of_the_languages_that_are_said(
    tifa: Tifa, tmp_path: Path
) -> None:
    (tmp_path / "t.csv").write_text("Chinese,French\n三首,trois premières\n", "utf-8")
    assert tifa("import", "t.csv").returncode == 0
    to_export = ("export", "-", "--format", "omegat", "--status", "proposed")
    assert tifa(*to_export, "--pair", "zh-fr").stdout == "三首\ttrois premières\n"
    refused = tifa(*to_export, "--pair", "zh-ja")
    assert refused.returncode == 2
    assert "no concept to write has a term in Japanese; their languages: zh, fr" in refused.stderr


def test_export_without_a_glossary_says_how_to_begin_one(tifa: Tifa) -> None:
    answer = tifa("export", "glossary.xlsx", TIFA_GLOSSARY="")
    assert answer.returncode == 2
    assert "tifa add" in answer.stderr


def test_review_needs_a_terminal(tifa: Tifa, filled: Path) -> None:
    answer = tifa("review")
    assert answer.returncode == 2
    assert answer.stderr.startswith("tifa: review needs a terminal")


def test_the_demo_runs_the_whole_path_in_a_folder_of_its_own(tifa: Tifa, tmp_path: Path) -> None:
    answer = tifa("demo", "demo")
    assert answer.returncode == 0, answer.stderr
    for expected in ("三首", "五位一体", "新质生产力", "The workbook is demo/glossary.xlsx"):
        assert expected in answer.stdout
    made = {path.name for path in (tmp_path / "demo").iterdir()}
    assert {"article.txt", "article.zh.txt", "glossary.sqlite", "glossary.xlsx"} <= made
    assert {"county.zh.txt", "county.en.txt", "county.fr.txt"} <= made
    titles = [cell.value for cell in load_workbook(tmp_path / "demo/glossary.xlsx")["Glossary"][1]]
    assert {"Chinese", "English", "French"} <= set(titles)
    found = tifa("lookup", "数字村务平台", "--json", TIFA_GLOSSARY="demo/glossary.sqlite").stdout
    (context, *_) = json.loads(found.splitlines()[0])["contexts"]
    assert [side["language"] for side in context["sides"]] == ["zh", "en", "fr"]
    assert not (tmp_path / "glossary.sqlite").exists()
    again = tifa("demo", "demo")
    assert again.returncode == 0
    assert "0 added, 0 extended" in again.stderr


def test_the_demo_touches_no_folder_that_holds_something_else(tifa: Tifa, tmp_path: Path) -> None:
    mine = tmp_path / "mine" / "article.txt"
    mine.parent.mkdir()
    mine.write_text("My own article.\n", "utf-8")
    answer = tifa("demo", "mine")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "mine: holds other files; name a new folder" in answer.stderr
    assert mine.read_text("utf-8") == "My own article.\n"
    assert list(mine.parent.iterdir()) == [mine]
