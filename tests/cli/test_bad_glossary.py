"""A glossary that cannot be used: one line, exit code 2, and nothing is lost."""

import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from disks import disk, make_read_only
from running import Tifa

from cli.main import run
from glossary.store import Glossary

if TYPE_CHECKING:
    from postgres import Server

COMMANDS = [("lookup", "三首"), ("add", "text.txt")]
NOWHERE = "postgresql://me:secret@127.0.0.1:1/terms"


@pytest.fixture(autouse=True)
def text(tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("推进三首。三首是首创、首发、首秀。", "utf-8")


def refused(answer: "subprocess.CompletedProcess[str]", *parts: str) -> None:
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr.count("\n") == 1
    assert "secret" not in answer.stderr
    for part in parts:
        assert part in answer.stderr


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_damaged_file(tifa: Tifa, filled: Path, command: tuple[str, ...]) -> None:
    whole = filled.read_bytes()
    damaged = whole[:4096] + b"\xa5" * (len(whole) - 4096)
    filled.write_bytes(damaged)
    refused(tifa(*command), filled.name, "is damaged", "backup")
    assert filled.read_bytes() == damaged


def test_a_damaged_row_is_told_and_the_exit_code_says_that_a_part_is_missing(
    tifa: Tifa, filled: Path
) -> None:
    with Glossary.open(str(filled), read_only=True) as glossary:
        concept = next(each for each in glossary.concepts() if len(each.terms) > 1)
    with closing(sqlite3.connect(filled)) as connection, connection:
        connection.execute(
            "UPDATE term SET status = 'splendid' WHERE concept_id = ? AND position > 0",
            [concept.id],
        )
    name = concept.terms[0].text
    for command in (("lookup", name), ("show", name), ("export", "terms.csv")):
        answer = tifa(*command)
        assert (answer.returncode, bool(answer.stdout)) == (1, True)
        assert f"a term of the concept {concept.id} is damaged" in answer.stderr
    refused_lines = tifa("approve", name)
    assert refused_lines.returncode == 2
    assert "is damaged and was not changed" in refused_lines.stderr
    (filled.parent / "good.bak").write_bytes(b"good")
    refused(tifa("backup", "good.bak"), "is damaged, and no copy of it is kept")
    assert (filled.parent / "good.bak").read_bytes() == b"good"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_glossary_of_a_newer_tifa(tifa: Tifa, filled: Path, command: tuple[str, ...]) -> None:
    with closing(sqlite3.connect(filled)) as connection, connection:
        connection.execute("UPDATE tifa_version SET version_num = '9999'")
    before = filled.read_bytes()
    refused(tifa(*command), "newer tifa", "9999", "upgrade")
    assert filled.read_bytes() == before


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
@pytest.mark.parametrize(
    ("location", "part"),
    [
        (".", "is a folder"),
        (NOWHERE, "connection refused"),
        ("postgresql://me:top@secret/x@host/terms", "no valid database URL"),
        ("oracle://me:secret@host/terms", "cannot be kept in oracle"),
    ],
)
def test_a_place_where_no_glossary_is(
    tifa: Tifa, command: tuple[str, ...], location: str, part: str
) -> None:
    refused(tifa(*command, TIFA_GLOSSARY=location), part)


def test_a_glossary_that_another_program_is_writing(
    filled: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with Glossary.open(str(filled), read_only=True) as glossary:
        before = glossary.concepts()
    term = before[0].terms[0].text
    # In this process, so that it does not wait for the ten seconds that people are given.
    monkeypatch.setitem(Glossary.open.__func__.__kwdefaults__, "timeout", 0.0)  # type: ignore[attr-defined]
    with closing(sqlite3.connect(filled, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert run(["approve", term, "--glossary", str(filled), "--reviewer", "li"]) == 2
        said = capsys.readouterr()
        assert (said.out, said.err.count("\n")) == ("", 1)
        assert "is being written by another program" in said.err
        assert run(["lookup", term, "--glossary", str(filled)]) == 0
    with Glossary.open(str(filled), read_only=True) as glossary:
        assert glossary.concepts() == before


def test_a_full_disk_and_one_that_is_read_only(tifa: Tifa, filled: Path, tmp_path: Path) -> None:
    with Glossary.open(str(filled), read_only=True) as glossary:
        before = glossary.concepts()
    term = before[0].terms[0].text
    reading = [
        ("lookup", term),
        ("show", term),
        ("stats",),
        ("history", term),
        ("documents",),
        ("duplicates",),
        ("export", "terms.csv"),
        ("backup", "copy.db"),
    ]
    expected = [tifa(*each).stdout for each in reading]
    with disk(tmp_path / "disk", "1m") as small:
        path = Path(shutil.copy(filled, small))
        free = shutil.disk_usage(small).free
        rest = small / "rest"
        rest.write_bytes(b"\0" * (free - 48 * 1024))
        answer = tifa("add", "text.txt", TIFA_GLOSSARY=str(path))
        refused(answer, "the disk is full", "nothing was changed")
        rest.write_bytes(b"\0" * free)
        assert [tifa(*each, TIFA_GLOSSARY=str(path)).stdout for each in reading] == expected
        refused(tifa("backup", small / "b.db", TIFA_GLOSSARY=str(path)), "no space left")
        rest.unlink()

        make_read_only(small)
        refused(tifa("approve", term, TIFA_GLOSSARY=str(path)), "read-only")
        refused(tifa("add", "text.txt", TIFA_GLOSSARY=str(small / "new")), "may not write")
        assert [tifa(*each, TIFA_GLOSSARY=str(path)).stdout for each in reading] == expected
        with Glossary.open(str(path), read_only=True) as glossary:
            assert glossary.concepts() == before


def test_a_glossary_on_a_server_is_used_like_a_file(tifa: Tifa, server: "Server") -> None:
    url = server.schema()
    added = tifa("add", "text.txt", TIFA_GLOSSARY=url)
    assert added.returncode == 0, added.stderr
    assert re.match(r"[1-9]\d* added", added.stdout)
    found = tifa("lookup", "三首", TIFA_GLOSSARY=url)
    assert found.returncode == 0
    assert "三首" in found.stdout
    refused(
        tifa("lookup", "三首", TIFA_GLOSSARY=url.replace("tifa@", "guarded:secret@")),
        "refuses the user or password",
    )
