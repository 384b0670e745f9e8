"""Each fault is one clear line, and the file is left as it was."""

import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from align.errors import GlossaryError, TifaError
from align.model import Document, Language
from glossary.model import Concept, Kind, Proposal, Term
from glossary.model.searchable import Form, How
from glossary.store import EmptyGlossaryError, Glossary
from glossary.store.database import engines
from glossary.store.database.faults import translating_errors

CONCEPT = Concept("c1", (Term(Language.ZH, "三首"),))
DOCUMENT = Document("推进三农。", "a.txt", Language.ZH)
PROPOSAL = Proposal((Term(Language.ZH, "三农", frequency=1),), Kind.NUMERIC, 0.5, 1)


@contextmanager
def refused(*parts: str) -> Iterator[None]:
    with pytest.raises(GlossaryError) as raised:
        yield
    line = str(raised.value)
    assert len(line.splitlines()) == 1
    assert raised.value.remedy
    for part in parts:
        assert part in line


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    path = tmp_path / "glossary.db"
    with Glossary.open(str(path)) as glossary:
        glossary.save(CONCEPT, who="li")
    return path


@pytest.mark.parametrize("read_only", [False, True])
def test_a_file_that_is_no_database(tmp_path: Path, read_only: bool) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("This is no database. " * 200, encoding="utf-8")
    before = path.read_bytes()
    with refused(str(path), "not an SQLite database"):
        Glossary.open(str(path), read_only=read_only)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["notes.txt"]


def test_the_database_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE visits (url TEXT)")
    connection.close()
    before = path.read_bytes()
    with refused(str(path), "another program"):
        Glossary.open(str(path))
    assert path.read_bytes() == before


def test_a_damaged_database(stored: Path) -> None:
    with Glossary.open(str(stored)) as glossary:
        glossary.save_all(
            (Concept(f"d{n}", (Term(Language.ZH, f"三首{n}"),)) for n in range(500)), who="li"
        )
    whole = stored.read_bytes()
    damaged = whole[:4096] + b"\xa5" * (len(whole) - 4096)
    stored.write_bytes(damaged)
    with refused(str(stored), "is damaged"), Glossary.open(str(stored)) as glossary:
        glossary.concepts()
    assert stored.read_bytes() == damaged


@pytest.mark.parametrize("seed", range(4))
def test_damage_anywhere_is_one_line(stored: Path, seed: int) -> None:
    """Bytes overwritten, pages copied over others, the end cut off: as disks and copying do."""
    page, chance, lines = 4096, Random(seed), list[str]()
    with Glossary.open(str(stored)) as glossary:
        glossary.add([PROPOSAL], [DOCUMENT], who="li")
        glossary.save_all((Concept(f"d{n}", CONCEPT.terms) for n in range(99)), who="li")
    whole = stored.read_bytes()
    for number in range(40):
        damaged = bytearray(whole)
        at, other = (chance.randrange(0, len(whole), page) for _ in range(2))
        match number % 3:
            case 0:
                damaged[at : at + page] = whole[other : other + page]
            case 1:
                for _ in range(chance.choice((3, 30, 300))):
                    damaged[chance.randrange(len(whole))] = chance.randrange(256)
            case 2:
                del damaged[at + chance.randrange(page) :]
        stored.write_bytes(damaged)
        try:
            use(stored)
        except TifaError as error:
            lines.append(str(error))
    assert lines  # though not each: what was hit may be used by nobody
    assert all(len(line.splitlines()) == 1 for line in lines)


def use(path: Path) -> None:
    with Glossary.open(str(path)) as glossary:
        for concept in glossary.concepts()[:3]:
            glossary.history(concept.id)
            glossary.save(replace(concept, note="n"), who="wang")
        glossary.documents()
        glossary.search(Form.KEY, How.PREFIX, "三")
        glossary.add([PROPOSAL], [replace(DOCUMENT, text="三首。")], who="wang")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE term SET status = 'splendid'",
        "UPDATE concept SET kind = 'nonsense'",
        "INSERT INTO context (concept_id, position, source, sides) VALUES ('c1', 0, '', '[1')",
        "INSERT INTO context (concept_id, position, source, sides) VALUES ('c1', 0, '', '[1]')",
    ],
)
def test_a_row_that_this_program_has_not_written(stored: Path, change: str) -> None:
    with sqlite3.connect(stored) as connection:
        connection.execute(change)
    connection.close()
    with Glossary.open(str(stored)) as glossary:
        glossary.save(Concept("c2", CONCEPT.terms), who="li")
        assert "c2" in [each.id for each in glossary.concepts()]
        line = glossary.damage[0]
        assert "c1 is damaged" in line


def test_a_schema_of_the_future(stored: Path) -> None:
    with sqlite3.connect(stored) as connection:
        connection.execute("UPDATE tifa_version SET version_num = '9999'")
    connection.close()
    with refused(str(stored), "newer tifa", "9999", "upgrade"):
        Glossary.open(str(stored))


def test_a_folder(tmp_path: Path) -> None:
    with refused(str(tmp_path), "is a folder"):
        Glossary.open(str(tmp_path))


def test_a_parent_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with refused("no glossary can be made", str(tmp_path / "file" / "g.db")):
        Glossary.open(str(tmp_path / "file" / "g.db"))


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS has no such names")
def test_a_name_that_is_no_text_is_a_name(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xff%3f?#.db")
    with Glossary.open(path) as glossary:
        glossary.save(CONCEPT, who="li")
    with Glossary.open(path, read_only=True) as glossary:
        assert [each.id for each in glossary.concepts()] == ["c1"]
    assert [os.fsencode(each.name) for each in tmp_path.iterdir()] == [b"\xff%3f?#.db"]


def test_reading_leaves_nothing_beside_the_file(stored: Path) -> None:
    with Glossary.open(str(stored), read_only=True) as glossary:
        assert [each.id for each in glossary.concepts()] == ["c1"]
    assert [each.name for each in stored.parent.iterdir()] == [stored.name]


def test_a_glossary_in_a_closed_folder_can_be_read(
    stored: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: not mode & os.W_OK and allowed(path, mode))
    with Glossary.open(str(stored), read_only=True) as glossary:
        assert [each.id for each in glossary.concepts()] == ["c1"]
        # SQLite would otherwise put its own files into the folder, which it may not.
        assert [each.name for each in stored.parent.iterdir()] == [stored.name]


def test_a_path_that_cannot_be_followed_for_reading(tmp_path: Path) -> None:
    with refused("read from", "file name too long"):
        Glossary.open(str(tmp_path / ("x" * 300)), read_only=True)


def test_a_name_with_a_nul() -> None:
    with refused("no glossary can be made"):
        Glossary.open("a\x00b")


def test_a_folder_that_may_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    allowed = os.access
    # The superuser may write anywhere, so the refusal is acted.
    monkeypatch.setattr(os, "access", lambda path, mode: not mode & os.W_OK and allowed(path, mode))
    with refused("you may not write", str(tmp_path)):
        Glossary.open(str(tmp_path / "g.db"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("options", [{"create": False}, {"read_only": True}])
def test_a_file_that_is_not_there_is_not_made(tmp_path: Path, options: dict[str, bool]) -> None:
    path = tmp_path / "none" / "g.db"
    with refused("there is no glossary", str(path)):
        Glossary.open(str(path), **options)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_becomes_a_glossary_only_for_writing(tmp_path: Path) -> None:
    path = tmp_path / "g.db"
    path.touch()
    with pytest.raises(EmptyGlossaryError, match="is empty") as raised:
        Glossary.open(str(path), read_only=True)
    assert "tifa add" in raised.value.remedy
    assert path.read_bytes() == b""
    with Glossary.open(str(path)) as glossary:
        assert glossary.concepts() == []


def test_writing_to_a_glossary_that_is_open_for_reading(stored: Path) -> None:
    with (
        refused(str(stored), "reading only"),
        Glossary.open(str(stored), read_only=True) as glossary,
    ):
        glossary.save(Concept("c2", CONCEPT.terms), who="li")


def test_a_file_that_may_not_be_written(stored: Path) -> None:
    def read_only(path: str, **options: Any) -> sqlite3.Connection:
        return connect(path.replace("mode=rwc", "mode=ro"), **options)

    connect: Callable[..., sqlite3.Connection] = sqlite3.connect
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sqlite3.connect", read_only)
        with refused(str(stored), "read-only"), Glossary.open(str(stored)) as glossary:
            glossary.save(Concept("c2", CONCEPT.terms), who="li")
    with Glossary.open(str(stored)) as glossary:
        assert [each.id for each in glossary.concepts()] == ["c1"]


def test_a_glossary_that_another_program_is_writing(stored: Path) -> None:
    other = sqlite3.connect(stored, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with Glossary.open(str(stored), timeout=0) as glossary:
            with refused(str(stored), "being written"):
                glossary.save(Concept("c2", CONCEPT.terms), who="li")
            assert [each.id for each in glossary.concepts()] == ["c1"]
    finally:
        other.close()


def test_a_full_disk_loses_nothing(stored: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connect: Callable[..., sqlite3.Connection] = sqlite3.connect

    def small(*arguments: Any, **options: Any) -> sqlite3.Connection:
        connection = connect(*arguments, **options)
        connection.execute("PRAGMA max_page_count = 60")
        return connection

    monkeypatch.setattr("sqlite3.connect", small)
    many = [Concept(f"d{n}", (Term(Language.ZH, "三首" * 200),)) for n in range(500)]
    with Glossary.open(str(stored)) as glossary:
        with refused(str(stored), "disk is full"):
            glossary.save_all(many, who="li")
        assert [each.id for each in glossary.concepts()] == ["c1"]
        assert glossary.save(Concept("c2", CONCEPT.terms), who="li").revision == 2


@pytest.mark.parametrize(
    ("url", "part"),
    [
        ("nosuch://x", "nosuch"),
        ("mysql://me@host/x", "mysql"),
        ("://", "no valid database URL"),
        ("postgresql://host:port/x", "no valid database URL"),
        ("postgresql+nosuch://host/x", "use postgresql+psycopg://"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
    ],
)
def test_a_url_that_names_no_glossary(url: str, part: str) -> None:
    with refused(part):
        Glossary.open(url)


def test_a_driver_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with refused("psycopg", "pip install"):
        Glossary.open("postgresql://host/name")


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ("connection failed: Connection refused\n\tIs the server running?", "refused"),
        ("failed to resolve host 'nowhere'", "no such host"),
        ("connection timeout expired", "no answer in time"),
        ('FATAL: database "x" does not exist', "does not exist"),
        ("FATAL: password authentication failed", "refuses the user or password"),
        ("FATAL: the server has a headache", "headache"),
    ],
)
def test_a_server_that_cannot_be_used(said: str, part: str) -> None:
    with refused("postgresql://host/x", part), translating_errors("postgresql://host/x"):
        raise OperationalError("SELECT 1", {}, Exception(said))


def test_passwords_are_not_shown() -> None:
    assert engines.shown("postgresql://me:secret@host/x") == "postgresql://me:***@host/x"
    assert "secret" not in engines.shown("postgresql://me:secret@host:port/x")
