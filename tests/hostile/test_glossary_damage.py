"""A damaged glossary costs what is damaged, in words, and never a good copy of it."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import forked
import pytest
from killing import content
from probing import Probes, require_orderly
from running import isolated, put_seeds

pytestmark = [pytest.mark.usefixtures("warm")]

COMMANDS = (
    ("lookup", "三首"),
    ("show", "国有企业"),
    ("history", "--json"),
    ("documents",),
    ("stats",),
    ("export", "out.csv"),
    ("backup", "good.bak"),
    ("approve", "国务院"),
    ("add", "few.txt", "--no-cache"),
)
#: What SQLite may hold in a column whatever its type, and no row of ours.
VALUES = ("NULL", "-1", "1e999", "'words'", "''", "x'00ff'", "x''", "9223372036854775807", "'[1'")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory, warm: None) -> Path:
    folder = tmp_path_factory.mktemp("sound")
    put_seeds(folder)
    (folder / "few.txt").write_text("The three firsts of the State Council.\n" * 3, "utf-8")
    for arguments in (("add", "article.zh.txt", "article.txt"), ("backup", "good.bak")):
        assert forked.tifa(arguments, folder, isolated(folder)).code == 0
    with closing(sqlite3.connect(folder / "glossary.sqlite")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return folder


def try_all(damaged: Path, good: Path) -> None:
    """Every command is orderly, and the copy that was there is the same or a sound one."""
    environment = isolated(damaged)
    for arguments in COMMANDS:
        answer = forked.tifa(arguments, damaged, environment, seconds=60)
        try:
            require_orderly(answer)
        except AssertionError as error:
            raise AssertionError(f"{arguments[0]}: {error}") from error
    copy = damaged / "good.bak"
    if copy.read_bytes() != good.read_bytes():
        content(copy)


@pytest.mark.hostile("flipped bits of the glossary")
def test_flipped_bits(
    base: Path,
    tmp_path: Path,
    probes: Probes,
    times: Callable[[int], range],
    chance: random.Random,
) -> None:
    sound = (base / "glossary.sqlite").read_bytes()
    for number in times(16):
        folder = Path(shutil.copytree(base, tmp_path / "damaged"))
        data = bytearray(sound)
        for _ in range(chance.choice((1, 1, 4, 64))):
            at = chance.choice((chance.randrange(len(data)), chance.randrange(4_096)))
            data[at] ^= 1 << chance.randrange(8)
        cut = chance.randrange(len(data)) if chance.random() < 0.1 else None
        (folder / "glossary.sqlite").write_bytes(data[:cut])
        with probes.probe(f"trial {number}"):
            try_all(folder, base / "good.bak")
        shutil.rmtree(folder)


@pytest.mark.hostile("damaged rows of the glossary")
def test_a_value_of_any_kind_in_any_column(
    base: Path,
    tmp_path: Path,
    probes: Probes,
    times: Callable[[int], range],
    chance: random.Random,
) -> None:
    with closing(sqlite3.connect(base / "glossary.sqlite")) as connection:
        names = "SELECT name FROM sqlite_master WHERE type = 'table'"
        columns = [
            (table, column)
            for (table,) in connection.execute(names).fetchall()
            for _, column, *_ in connection.execute(f"PRAGMA table_info({table})")
            if not table.startswith("sqlite_")
        ]
    for _ in times(24):
        table, column = chance.choice(columns)
        value = chance.choice(VALUES)
        folder = Path(shutil.copytree(base, tmp_path / "damaged"))
        with closing(sqlite3.connect(folder / "glossary.sqlite")) as connection, connection:
            connection.execute("PRAGMA ignore_check_constraints = ON")
            connection.execute("PRAGMA foreign_keys = OFF")
            with suppress(sqlite3.IntegrityError):  # a number of a row can be nothing else
                connection.execute(
                    f"UPDATE OR IGNORE {table} SET {column} = {value}"
                    f" WHERE {column} IN (SELECT {column} FROM {table} LIMIT 2)"
                )
        with probes.probe(f"{table}.{column} = {value}"):
            try_all(folder, base / "good.bak")
        shutil.rmtree(folder)
