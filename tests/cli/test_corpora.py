"""What lookup and show say of corpora."""

from __future__ import annotations

import json
from pathlib import Path

from running import Tifa

LINE = "  in state TV news: 2022 0 days, 2023 "


def test_lookup_says_when_a_term_came_into_the_news(tifa: Tifa) -> None:
    lines = tifa("lookup", "新质生产力", "--limit", "1").stdout.splitlines()
    (told,) = [line for line in lines if "state TV news" in line]
    assert told.startswith(LINE)
    assert told.endswith("(of 365 a year)")
    (found,) = json.loads(tifa("lookup", "新質生產力", "--json", "--limit", "1").stdout)["corpora"]
    assert (found["corpus"], found["unit"], found["units"]["2022"]) == ("state TV news", "day", 0)
    assert found["of"] == dict.fromkeys(("2022", "2023", "2024", "2025"), 365)


def test_lookup_tells_the_forms_of_a_concept_apart(tifa: Tifa) -> None:
    lines = tifa("lookup", "二十大", "--limit", "1").stdout.splitlines()
    told = [line for line in lines if "in state TV news: 2022 " in line]
    assert len(told) == 3
    assert not told[0].endswith("二十大)"), "the preferred term is named in the heading"
    assert [line.rpartition("  ")[2] for line in told[1:]] == ["(党的二十大)", "(二十大)"]


def test_a_form_that_no_glossary_has_is_told_of_all_the_same(tifa: Tifa) -> None:
    answer = tifa("lookup", "集体学习时")
    assert answer.returncode == 1
    assert "nothing found; in state TV news: 2022 " in answer.stderr
    assert tifa("lookup", "量子鹦鹉").stderr == "tifa: 量子鹦鹉: nothing found\n"


def test_show_says_how_an_entry_stands_in_the_news(tifa: Tifa, filled: Path) -> None:
    answer = tifa("show", "中央企业")
    assert "  in state TV news: 2022 " in answer.stdout
    shown = json.loads(tifa("show", "中央企业", "--json").stdout)
    assert shown["corpora"][0]["form"] == "中央企业"
    assert sum(shown["corpora"][0]["units"].values()) > 50


def test_a_table_of_the_configuration_that_is_none_is_said_in_one_line(
    tifa: Tifa, tmp_path: Path
) -> None:
    (tmp_path / "text.corpus").write_text("text", "utf-8")
    (tmp_path / "own.toml").write_text('corpora = ["text.corpus"]', "utf-8")
    answer = tifa("lookup", "三首", TIFA_CONFIG="own.toml")
    assert answer.returncode == 2
    assert answer.stderr == (
        "tifa: text.corpus: is no table of a corpus; make one with: tifa corpus\n"
    )
    for wrong in ('corpora = "text.corpus"', "corpora = [1]"):
        (tmp_path / "own.toml").write_text(wrong, "utf-8")
        answer = tifa("lookup", "三首", TIFA_CONFIG="own.toml")
        assert answer.returncode == 2
        assert "own.toml: corpora must be" in answer.stderr


def test_a_folder_of_dated_texts_is_a_corpus_that_lookup_tells_of(
    tifa: Tifa, tmp_path: Path
) -> None:
    folder = tmp_path / "speeches"
    folder.mkdir()
    for name, text in {
        "2021-03-05.txt": "要完善“三首”政策。",
        "2022年讲话.txt": "落实三首政策，发展新质生产力。",
        "20220707.txt": "三首政策见效。",
        "2023.txt": "The three firsts are a policy. They are in use.",
        "undated.txt": "三首",
    }.items():
        (folder / name).write_text(text, "utf-8")
    made = tifa("corpus", folder, "-o", "own.corpus", "--name", "my speeches")
    assert made.returncode == 1
    assert "undated.txt: no date is in its name; left out" in made.stderr
    assert "2023.txt: is in English, not in Chinese; left out" in made.stderr
    assert " forms of 3 documents, 2021 to 2022" in made.stdout
    (tmp_path / "own.toml").write_text('corpora = ["own.corpus"]', "utf-8")
    told = tifa("lookup", "三首", "--limit", "1", TIFA_CONFIG="own.toml").stdout
    assert "  in my speeches: 2021 1 document, 2022 2 (of 3 documents)\n" in told
    told = tifa("lookup", "新质生产力", "--limit", "1", TIFA_CONFIG="own.toml").stdout
    assert "  in my speeches: fewer than 2 of 3 documents\n" in told


def test_a_folder_that_cannot_be_counted_is_said_in_one_line(tifa: Tifa, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "2024.txt").write_text("新质生产力", "utf-8")
    for arguments, said in (
        (("missing", "-o", "x"), "missing: No such file or directory"),
        (("empty", "-o", "x"), "empty: there is no file in it"),
        (("texts", "-o", "x", "--by-day"), "texts: no name of a file in it has a day"),
        (("texts", "-o", "no/folder/x"), "no/folder/x: there is no folder"),
    ):
        answer = tifa("corpus", *arguments)
        assert answer.returncode == 2
        assert answer.stderr.splitlines()[-1].startswith(f"tifa: {said}")
        assert not (tmp_path / "x").exists()
