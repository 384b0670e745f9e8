"""What is wrong with a command line is said on one line, with where to look."""

from __future__ import annotations

import csv
import io
import os
import pty
import subprocess
from pathlib import Path

import pytest
from running import TIFA, Tifa

USAGE = [
    (["export"], "tifa: export: FILE|FOLDER is missing; see: tifa export --help\n"),
    (["lookup"], "tifa: lookup: QUERY is missing; see: tifa lookup --help\n"),
    (["reject", "三首"], "tifa: reject: --reason is missing; see: tifa reject --help\n"),
    (
        ["show", "三首", "--around", "x"],
        "tifa: show: --around: 'x' is not a whole number; see: tifa show --help\n",
    ),
    (
        ["export", "x.csv", "--formt", "csv"],
        (
            "tifa: export: no such option '--formt'; perhaps --for or --format;"
            " see: tifa export --help\n"
        ),
    ),
    (["bogus"], "tifa: no such command 'bogus'; see: tifa --help\n"),
    (["extrac"], "tifa: no such command 'extrac'; perhaps extract or track; see: tifa --help\n"),
    (["--hepl"], "tifa: no such option '--hepl'; perhaps --help; see: tifa --help\n"),
    (
        ["extract", "--limit"],
        "tifa: extract: option '--limit' requires an argument; see: tifa extract --help\n",
    ),
    (
        ["cache", "clear", "--x"],
        "tifa: cache clear: no such option '--x'; see: tifa cache clear --help\n",
    ),
    (
        ["--glossary", "x", "stats"],
        "tifa: no such option '--glossary'; options come after the command; see: tifa --help\n",
    ),
    (["lookup", ""], "tifa: a query is empty; give a term to look up\n"),
]


@pytest.mark.parametrize(("arguments", "said"), USAGE, ids=[" ".join(each) for each, _ in USAGE])
def test_wrong_usage_is_one_line_that_says_where_to_look(
    tifa: Tifa, arguments: list[str], said: str
) -> None:
    answer = tifa(*arguments)
    assert (answer.returncode, answer.stdout, answer.stderr) == (2, "", said)


@pytest.mark.parametrize(
    "arguments",
    [["import", "none.csv"], ["align-words", "none.csv"], ["extract", "none.csv"]],
    ids=lambda arguments: arguments[0],
)
def test_a_missing_file_is_worded_alike_by_every_command(tifa: Tifa, arguments: list[str]) -> None:
    answer = tifa(*arguments)
    assert answer.stderr.startswith("tifa: none.csv: no such file")
    assert answer.stderr.endswith("; check the path\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract"],
        ["add", "--title", "x"],
        ["align", "x.txt"],
        ["extract", "x.txt", "--background"],
    ],
    ids=" ".join,
)
def test_a_path_that_no_file_can_have_is_one_line_too(
    tifa: Tifa, tmp_path: Path, arguments: list[str]
) -> None:
    (tmp_path / "x.txt").write_text("The reform of ports goes on.", encoding="utf-8")
    answer = tifa(*arguments, "a" * 5_000)
    assert answer.returncode == 2
    assert answer.stderr.startswith("tifa: aaa")
    assert answer.stderr.count("\n") == 1


def test_of_a_file_that_cannot_be_imported_only_endings_that_can_be_are_named(
    tifa: Tifa, tmp_path: Path
) -> None:
    (tmp_path / "x.foo").write_text("x", encoding="utf-8")
    said = tifa("import", "x.foo").stderr
    assert ".xlsx" in said
    assert ".md" not in said


def test_one_letter_begins_too_many_terms_to_mean_any(tifa: Tifa) -> None:
    answer = tifa("lookup", "--", "-x")
    assert (answer.returncode, answer.stderr) == (1, "tifa: -x: nothing found\n")


def test_a_glossary_goes_to_standard_output_where_that_is_asked_for(
    tifa: Tifa, filled: Path, tmp_path: Path
) -> None:
    piped = tifa("export", "-", "--format", "csv")
    tifa("export", "x.csv")
    assert piped.stdout == (tmp_path / "x.csv").read_bytes().decode("utf-8")
    assert piped.returncode == 0
    rows = len(list(csv.reader(io.StringIO(piped.stdout)))) - 1
    assert piped.stderr.endswith(f"\n{rows} concepts written to standard output\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has /dev/full")
def test_what_a_full_disk_does_not_take_is_not_said_to_be_written(
    filled: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    command: list[str | Path] = [TIFA, "export", "-", "--format", "csv", "--status", "in review"]
    buffered = {**environment, "PYTHONUNBUFFERED": ""}
    with Path("/dev/full").open("wb") as full:  # one line, which waits in the buffer
        answer = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, cwd=tmp_path, env=buffered
        )
    assert answer.returncode == 2
    assert b"no space left" in answer.stderr.lower()
    assert answer.stderr.count(b"\n") == 1
    assert b"written to" not in answer.stderr


def test_standard_output_has_no_ending_so_the_format_is_asked_for(tifa: Tifa) -> None:
    answer = tifa("export", "-")
    said = "tifa: -: standard output has no extension to tell a format; give --format\n"
    assert (answer.returncode, answer.stderr) == (2, said)


def test_a_workbook_is_kept_off_a_terminal(
    filled: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    ours, theirs = pty.openpty()
    try:
        answer = subprocess.run(
            [TIFA, "export", "-", "--format", "xlsx"],
            stdout=theirs,
            stderr=subprocess.PIPE,
            cwd=tmp_path,
            env=environment,
        )
    finally:
        os.close(ours)
        os.close(theirs)
    assert answer.returncode == 2
    said = b"tifa: -: a terminal cannot show a workbook; name a file, or pipe it on\n"
    assert answer.stderr == said
