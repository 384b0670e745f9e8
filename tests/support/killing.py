"""Kill a process in the middle of what it does to a glossary, as a crash or a user does."""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, NoReturn

from sqlalchemy import Connection, Engine, event
from sqlalchemy.pool import Pool

OPENED, STEP, COMMITS, COMMITTED, FAILED = b"(", b".", b"!", b")", b"?"
_INSTRUCTIONS = 500  #: of SQLite's virtual machine between two signs of progress
#: Columns that differ from run to run.
_TIMES = frozenset({"added", "time", "withdrawn"})


@dataclass(frozen=True, slots=True)
class Progress:
    """What a process told of its write transaction before it ended.

    Attributes:
        signs: how often it told something: that the transaction begins, a statement or a part of
            one is done, it is about to be committed, it is committed.
        is_open: the process ended after the first statement and before it told of the commit.
    """

    signs: int
    is_open: bool


def progress_of(work: Callable[[], object], *, kill_at: int | None = None) -> Progress:
    """Do the work in a process of its own, which is killed when it has told so many signs.

    The process waits for its end there, so that a busy machine does not kill it later.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _work(work, writer, kill_at)
    os.close(writer)
    told = b""
    with os.fdopen(reader, "rb", buffering=0) as pipe:
        while part := pipe.read(1 << 16):
            told += part
            if kill_at is not None and len(told) >= kill_at:
                os.kill(child, signal.SIGKILL)
                kill_at = None
    _, status = os.waitpid(child, 0)
    assert FAILED not in told, "the work failed; its traceback is on standard error"
    assert told or os.waitstatus_to_exitcode(status) == -signal.SIGKILL
    return Progress(len(told), STEP in told and COMMITTED not in told)


def _work(work: Callable[[], object], writer: int, last: int | None) -> NoReturn:
    """The life of the child: nothing of what the parent has open is used or tidied up."""
    numbers = count(1)

    def tell(sign: bytes) -> None:
        os.write(writer, sign)
        if next(numbers) == last:
            signal.pause()

    try:
        _tell_progress(tell)
        work()
    finally:
        if sys.exc_info()[0]:
            traceback.print_exc(file=sys.__stderr__)
            os.write(writer, FAILED)
        os._exit(0)


def _tell_progress(tell: Callable[[bytes], object]) -> None:
    """Tell when a write transaction begins, goes on and ends, whatever engine it runs on."""
    inside = False

    def begun(connection: Connection) -> None:
        nonlocal inside
        if connection.get_execution_options().get("tifa_writes"):
            inside = True
            tell(OPENED)

    def step(*_: object) -> None:
        if inside:
            tell(STEP)

    def commits(_: Connection) -> None:
        if inside:
            tell(COMMITS)

    def given_back(*_: object) -> None:
        nonlocal inside
        if inside:
            inside = False
            tell(COMMITTED)

    def connected(connection: sqlite3.Connection, _: object) -> None:
        connection.set_progress_handler(step, _INSTRUCTIONS)

    event.listen(Engine, "begin", begun)
    event.listen(Engine, "after_cursor_execute", step)
    event.listen(Engine, "commit", commits)
    event.listen(Pool, "connect", connected)
    event.listen(Pool, "checkin", given_back)


def content(path: Path) -> dict[str, Any]:
    """All that an SQLite file holds, times left out; it must be sound.

    What a killed process left is taken back or completed by SQLite as this opens the file.
    """
    connection = sqlite3.connect(path)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        schema = connection.execute("SELECT name, type, sql FROM sqlite_master").fetchall()
        found: dict[str, Any] = {name: sql for name, kind, sql in schema if kind != "table"}
        for name in [name for name, kind, _ in schema if kind == "table"]:
            cursor = connection.execute(f'SELECT * FROM "{name}"')
            kept = [
                at for at, (column, *_) in enumerate(cursor.description) if column not in _TIMES
            ]
            found[name] = sorted(repr([row[at] for at in kept]) for row in cursor)
        return found
    finally:
        connection.close()
