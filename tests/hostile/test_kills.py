"""A process that is killed leaves the glossary as before what it did, or as after, never between.

The processes are real, and so is SIGKILL. How far a process came is told by itself through a pipe;
the kills are spread over that way, from the first statement of the transaction to after its end.
"""

import itertools
import shutil
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest
from contexts import context_of
from killing import content, progress_of
from probing import Probes
from sqlalchemy import create_engine

from align.model import CHINESE_ENGLISH, Document
from glossary.model import Concept, Definition, Kind, Proposal, Term, TermStatus
from glossary.store import Glossary
from glossary.store import glossary as module
from glossary.store.changing.withdrawing import withdraw
from glossary.store.database import migrate

ZH, EN = CHINESE_ENGLISH
pytestmark = [
    pytest.mark.hostile("kills within a transaction"),
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL"),
]

KILLS = 16  #: of a kind of work
HITS = 0.6  #: the share of them, at least, that must hit an open transaction

NAMES = [
    "".join(pair) for pair in itertools.product("改革开放发展创新协调绿色共享", "农林牧渔工商学兵")
]


def proposal(name: str) -> Proposal:
    source, sentence = "a.txt", f"要推进{name}。"
    return Proposal(
        (
            Term(ZH, name, TermStatus.PREFERRED, frequency=2),
            Term(EN, f"rendering of {name}", TermStatus.PREFERRED, frequency=1),
        ),
        Kind.SLOGAN,
        0.5,
        2,
        definitions=(Definition(ZH, sentence * 20, source, 1, 0, 5),),
        contexts=(context_of(sentence, "Promote it.", source, ((3, 5),), ((0, 7),), (0,), (0,)),),
    )


DOCUMENTS = [
    Document("".join(f"要推进{name}。" for name in NAMES), "a.txt", ZH),
    Document("Promote it. " * 500, "b.txt", EN),
]


@dataclass(frozen=True, slots=True)
class Work:
    """What is done to a glossary, and what it is done to: None where there is no file yet."""

    name: str
    begin: Callable[[Path], None] | None
    do: Callable[[str], object]
    keeps_schema: bool = True


def fill(path: Path) -> None:
    with Glossary.open(str(path)) as glossary:
        glossary.add([proposal(name) for name in NAMES[:40]], DOCUMENTS[:1], who="li")


def first_schema(path: Path) -> None:
    """A glossary of the first tifa, with concepts in it."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        migrate.upgrade(connection, "0001")
    engine.dispose()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executemany(
            "INSERT INTO concept VALUES (?, 'slogan', '', '', 'proposed', 0.5, 1, 1, '2026-01-01')",
            [(name,) for name in NAMES],
        )
        connection.executemany(
            "INSERT INTO term(concept_id, position, language, text, status, type, frequency,"
            " inconsistency, source, note, key)"
            " VALUES (?, 0, 'zh', ?, 'preferred', 'full form', 1, 0, '', '', ?)",
            [(name, name, name) for name in NAMES],
        )
        connection.commit()


def add(location: str) -> None:
    with Glossary.open(location) as glossary:
        glossary.add([proposal(name) for name in NAMES], DOCUMENTS, who="wang")


def save_all(location: str) -> None:
    with Glossary.open(location) as glossary:
        changed = [
            replace(concept, note="n" * 2000, terms=concept.terms[:1])
            for concept in glossary.concepts()
        ]
        new = [Concept(f"new{name}", (Term(ZH, name),)) for name in NAMES]
        glossary.save_all([*changed, *new], who="wang", action="edit", why="because")


def withdrawn(location: str) -> None:
    with Glossary.open(location) as glossary:
        withdraw(glossary, ["a.txt"], who="wang", why="because")


def opened(location: str) -> None:
    Glossary.open(location).close()


WORKS = [
    Work("adding proposals", fill, add),
    Work("saving concepts", fill, save_all),
    Work("withdrawing a document", fill, withdrawn),
    Work("making a glossary", None, opened, keeps_schema=False),
    Work("migrating a glossary", first_schema, opened, keeps_schema=False),
]


@pytest.fixture
def numbered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the same ids to new concepts in every process, so that contents can be compared."""
    numbers = itertools.count()
    monkeypatch.setattr(module, "new_id", lambda: f"c{next(numbers)}")


@pytest.mark.usefixtures("numbered")
@pytest.mark.parametrize("work", WORKS, ids=lambda work: work.name)
def test_a_killed_process_leaves_the_glossary_as_before_or_as_after(
    work: Work, tmp_path: Path, probes: Probes, times: Callable[[int], range]
) -> None:
    base = tmp_path / "base.db"
    if work.begin:
        work.begin(base)
    whole = tmp_path / "whole.db"
    copied(base, whole)
    signs = progress_of(partial(work.do, str(whole))).signs
    before, after = content(base), content(whole)
    assert before != after
    outcomes = Counter[str]()
    kills = len(times(KILLS))
    for number, moment in enumerate(moments(signs, kills)):
        path = tmp_path / f"{number}.db"
        copied(base, path)
        with probes.probe(f"killed at sign {moment} of {signs}"):
            progress = progress_of(partial(work.do, str(path)), kill_at=moment)
            left = content(path)
            assert left in (before, after), "it is between"
            assert progress.is_open or left == after
            outcomes["in an open transaction"] += progress.is_open
            outcomes["as before"] += left == before
            outcomes["as after"] += left == after
            with Glossary.open(str(path)) as glossary:
                glossary.concepts()
            assert content(path) in ((before, after) if work.keeps_schema else (after,))
        path.unlink()
    told = f"{work.name}: {kills} kills over {signs} signs of progress; {dict(outcomes)}"
    sys.stdout.write(told)  # pytest -rP shows it
    assert outcomes["in an open transaction"] >= HITS * kills, told
    assert outcomes["as before"] >= HITS * kills, told


def moments(signs: int, kills: int) -> list[int]:
    """Signs of progress to kill at: spread over the transaction, two as it commits, one after."""
    spread = kills - 3
    within = [2 + number * (signs - 4) // (spread - 1) for number in range(spread)]
    return [*within, signs - 1, signs - 1, signs]


def copied(base: Path, path: Path) -> None:
    if base.exists():
        shutil.copy(base, path)
