"""Bad input: one clear line, exit code 2, nothing lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from running import Tifa

COMMANDS = ("extract", "add")


def bad_files(folder: Path) -> dict[str, Path]:
    (folder / "folder").mkdir()
    (folder / "empty.txt").write_bytes(b"")
    (folder / "blank.txt").write_bytes(b" \n\n\t\n")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "greek.txt").write_text("Αυτό δεν είναι κινέζικα ούτε αγγλικά.\n" * 5, "utf-8")
    (folder / "digits.txt").write_text("2012 11 15 3.14\n" * 5, "utf-8")
    names = ("folder", "empty.txt", "blank.txt", "binary.txt", "greek.txt", "digits.txt")
    return {"missing.txt": folder / "missing.txt", **{name: folder / name for name in names}}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    "name",
    ["missing.txt", "folder", "empty.txt", "blank.txt", "binary.txt", "greek.txt", "digits.txt"],
)
def test_a_text_that_cannot_be_used(tifa: Tifa, tmp_path: Path, command: str, name: str) -> None:
    answer = tifa(command, bad_files(tmp_path)[name].name)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert len(answer.stderr.splitlines()) == 1
    assert answer.stderr.startswith(f"tifa: {name}: ")
    assert "; " in answer.stderr, "a remedy is named"
    assert not (tmp_path / "glossary.sqlite").exists()


@pytest.mark.parametrize("command", ["extract", "annotate", "check"])
def test_a_damaged_place_is_said_and_the_rest_is_read(
    tifa: Tifa, seeds: tuple[Path, Path], tmp_path: Path, command: str
) -> None:
    zh, en = tmp_path / "zh.txt", tmp_path / "en.txt"
    zh.write_bytes("\n".join(seeds[0].read_text("utf-8").split("\n")[:6]).encode() + b"\xff")
    en.write_text("\n".join(seeds[1].read_text("utf-8").split("\n")[:6]), "utf-8")
    answer = tifa(command, zh, *([en] if command == "check" else []))
    assert answer.returncode == 1
    assert f"{zh}: 1 place is damaged (no UTF-8), in line 6" in answer.stderr
    assert answer.stdout


def test_two_texts_in_one_language(tifa: Tifa, seeds: tuple[Path, Path]) -> None:
    answer = tifa("align", seeds[0], seeds[0])
    assert answer.returncode == 2
    assert "are both in Chinese" in answer.stderr


def test_a_line_against_a_page_is_refused(tifa: Tifa, seeds: tuple[Path, Path]) -> None:
    answer = tifa("align", "-", seeds[1], "--pre-split", input="一,二\n")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert len(answer.stderr.splitlines()) == 1
    assert "do not seem to translate each other: no sentence of one finds its like" in answer.stderr


def test_a_text_that_cannot_be_read_is_said_before_the_encoder_is_loaded(
    tifa: Tifa, seeds: tuple[Path, Path]
) -> None:
    answer = tifa("align", seeds[0], "missing.txt", "--encoder", "no-such/model")
    assert answer.returncode == 2
    assert "missing.txt: " in answer.stderr
    assert "no-such" not in answer.stderr


def test_standard_input_twice(tifa: Tifa) -> None:
    assert "both texts are standard input" in tifa("align", "-", "-").stderr


@pytest.mark.parametrize("target", ["missing/glossary.xlsx", "folder", "glossary.pages"])
def test_an_output_that_cannot_be_written(
    tifa: Tifa, filled: Path, tmp_path: Path, target: str
) -> None:
    (tmp_path / "folder").mkdir()
    answer = tifa("export", target)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert len(answer.stderr.splitlines()) == 1


def test_an_alignment_that_cannot_be_written_is_said_before_the_work(
    tifa: Tifa, seeds: tuple[Path, Path]
) -> None:
    answer = tifa("align", *seeds, "-o", "missing/memory.tmx")
    assert answer.returncode == 2
    assert "there is no folder missing" in answer.stderr


@pytest.mark.parametrize(
    "command", [("lookup", "三首"), ("export", "x.xlsx"), ("add", "article.txt")]
)
def test_a_glossary_that_is_no_database_stays_as_it_was(
    tifa: Tifa, seeds: tuple[Path, Path], tmp_path: Path, command: tuple[str, ...]
) -> None:
    path = tmp_path / "glossary.sqlite"
    path.write_text("my shopping list\n" * 100, "utf-8")
    answer = tifa(*command)
    assert answer.returncode == 2
    assert len(answer.stderr.splitlines()) == 1
    assert "glossary.sqlite" in answer.stderr
    assert path.read_text("utf-8") == "my shopping list\n" * 100


def test_a_named_glossary_that_is_missing(tifa: Tifa) -> None:
    answer = tifa("lookup", "三首", "--glossary", "missing.sqlite")
    assert answer.returncode == 2
    assert "missing.sqlite" in answer.stderr


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("glossary = 3\n", "glossary must be text"),
        ("colour = 'red'\n", "unknown setting 'colour'"),
        ("glossary = \n", "tifa.toml: "),
    ],
)
def test_a_wrong_configuration(tifa: Tifa, tmp_path: Path, content: str, expected: str) -> None:
    (tmp_path / "tifa.toml").write_text(content, "utf-8")
    answer = tifa("lookup", "三首", TIFA_GLOSSARY="", TIFA_CONFIG="tifa.toml")
    assert answer.returncode == 2
    assert len(answer.stderr.splitlines()) == 1
    assert expected in answer.stderr


def test_an_unknown_encoder(tifa: Tifa, seeds: tuple[Path, Path]) -> None:
    answer = tifa("align", *seeds, "--encoder", "no-such/model", HF_HUB_OFFLINE="1")
    assert answer.returncode == 2
    assert len(answer.stderr.splitlines()) == 1
    assert "no-such/model" in answer.stderr


def test_escapes_in_a_text_never_reach_the_terminal(tifa: Tifa, tmp_path: Path) -> None:
    text = (
        "The \x1b[31mthree firsts\x1b[0m: the first set, the first batch and the first version.\n"
    )
    (tmp_path / "hostile.txt").write_text(text * 3, "utf-8")
    for answer in (tifa("extract", "hostile.txt"), tifa("extract", "\x1b[31mmissing.txt")):
        assert "\x1b" not in answer.stdout + answer.stderr


def test_queries_that_are_not_utf8_are_said_by_their_line(tifa: Tifa) -> None:
    answer = tifa("lookup", "-", input="三首\n".encode() + "三首\n".encode("gb18030"))
    assert answer.returncode == 2
    assert "three firsts" in answer.stdout
    assert answer.stderr == "tifa: standard input, line 2: not UTF-8; convert it to UTF-8\n"


def test_a_query_without_end_is_refused(tifa: Tifa) -> None:
    answer = tifa("lookup", "-", input=b"x" * 100_000)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "line 1: longer than" in answer.stderr


def test_an_empty_query_is_wrong_usage(tifa: Tifa) -> None:
    answer = tifa("lookup", "三首", " ")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "a query is empty" in answer.stderr


def test_a_message_repeats_no_endless_query(tifa: Tifa) -> None:
    assert len(tifa("lookup", "q" * 10_000).stderr) < 200


@pytest.mark.parametrize(
    "command",
    [
        ("lookup", "三首"),
        ("lookup", "三首", "--glossary", "x" * 300),
        ("export", "x" * 300 + ".xlsx"),
        ("import", "x" * 300 + ".xlsx"),
        ("diff", "x" * 300 + ".xlsx", "y"),
    ],
)
def test_a_name_that_is_too_long(tifa: Tifa, command: tuple[str, ...]) -> None:
    answer = tifa(*command, TIFA_GLOSSARY="x" * 300)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr.count("\n") == 1
    assert "too long" in answer.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read and write everything")
@pytest.mark.parametrize("command", ["extract", "import"])
def test_a_file_that_may_not_be_read(tifa: Tifa, tmp_path: Path, command: str) -> None:
    path = tmp_path / "closed.txt"
    path.write_text("The three firsts.\n", "utf-8")
    path.chmod(0)
    assert "closed.txt: may not be read; check its permissions" in tifa(command, path).stderr


@pytest.mark.parametrize("command", [("export",), ("align", "zh.txt", "en.txt", "-o")])
def test_a_folder_in_the_place_of_a_result(
    tifa: Tifa, tmp_path: Path, command: tuple[str, ...]
) -> None:
    for name in ("zh.txt", "en.txt"):
        (tmp_path / name).write_text("三首。\n", "utf-8")
    (tmp_path / "results").mkdir()
    answer = tifa(*command, "results")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr == "tifa: results: is a folder; name a file in it\n"
