"""Files that may not be written, or have no room beside them, are read and stay as they are."""

import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from disks import disk, fill, make_read_only

from align.errors import GlossaryError
from align.model import Language
from glossary.model import Concept, Term
from glossary.store import Glossary
from glossary.store.reading.copying import copy
from glossary.store.reading.exporting import material
from glossary.store.reading.statistics import statistics

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
NOBODY = 65_534


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that other users may write, too, as they may not write pytest's."""
    made = Path(tempfile.mkdtemp())
    made.chmod(0o777)
    yield made
    shutil.rmtree(made)


def concept(name: str) -> Concept:
    return Concept(name, (Term(Language.ZH, name),))


def stored(path: Path) -> Path:
    with Glossary.open(str(path)) as glossary:
        glossary.save(concept("c1"), who="li")
    return path


def left_behind(path: Path, into: Path) -> Path:
    """The file as a writer leaves it that is killed: one concept is only in what lies beside it."""
    with Glossary.open(str(stored(path))) as glossary, glossary.reading():
        glossary.save(concept("c2"), who="li")
        copied = Path(shutil.copy(path, into / "left.db"))
        shutil.copy(f"{path}-wal", f"{copied}-wal")
    assert Path(f"{copied}-wal").stat().st_size
    return copied


def state(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.name != "filler"}


def read(path: Path) -> list[str]:
    """Read all that is read of a glossary."""
    with Glossary.open(str(path), read_only=True) as glossary, material(glossary) as found:
        assert sum(each.total for each in statistics(glossary).kinds) > 0
        glossary.matching("c1", Language.ZH)
        return sorted(entry.concept.id for entry in found.entries)


def as_nobody(work: Callable[[], object]) -> None:
    """Do something as a user without rights, in a process of its own."""
    if os.geteuid():
        work()
        return
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setuid(NOBODY)
            work()
        except BaseException as error:  # noqa: BLE001 - the child ends here
            os.write(2, f"{error!r}\n".encode())
            os._exit(1)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_reading_a_file_that_nobody_may_write_puts_nothing_beside_it(folder: Path) -> None:
    path = stored(folder / "g.db")
    path.chmod(0o444)
    before = state(folder)

    def work() -> None:
        with Glossary.open(str(path), read_only=True) as glossary:
            assert [each.id for each in glossary.concepts()] == ["c1"]
            assert state(folder) == before

    as_nobody(work)
    work()  # and as the superuser, who might
    assert state(folder) == before


def test_writing_to_a_file_of_others_is_refused_and_puts_nothing_beside_it(folder: Path) -> None:
    path = stored(folder / "g.db")
    path.chmod(0o444)
    before = state(folder)

    def work() -> None:
        with pytest.raises(GlossaryError, match=f"{path} cannot be written: .*read-only"):
            Glossary.open(str(path))

    as_nobody(work)
    assert state(folder) == before
    path.chmod(0o644)
    folder.chmod(0o555)
    as_nobody(work)
    assert state(folder) == before


def test_what_lies_beside_a_file_that_nobody_may_write_is_read(folder: Path) -> None:
    (folder / "own").mkdir(mode=0o700)
    path = left_behind(folder / "own" / "g.db", folder)
    (folder / "own" / "g.db").unlink()
    path.chmod(0o444)
    Path(f"{path}-wal").chmod(0o444)
    before = {each.name: each.stat().st_size for each in folder.iterdir()}

    def work() -> None:
        assert read(path) == ["c1", "c2"]

    as_nobody(work)
    assert {each.name: each.stat().st_size for each in folder.iterdir()} == before


def test_a_file_that_its_owner_has_open_is_read_by_others(folder: Path) -> None:
    path = stored(folder / "g.db")
    folder.chmod(0o755)
    with Glossary.open(str(path)) as glossary, glossary.reading():
        glossary.save(concept("c2"), who="li")

        def work() -> None:
            assert read(path) == ["c1", "c2"]

        as_nobody(work)
        glossary.save(concept("c3"), who="li")
    assert read(path) == ["c1", "c2", "c3"]


@pytest.mark.parametrize("is_left", [False, True])
def test_a_disk_that_may_only_be_read(tmp_path: Path, is_left: bool) -> None:
    with disk(tmp_path / "disk") as place:
        path = left_behind(tmp_path / "g.db", place) if is_left else stored(place / "g.db")
        make_read_only(place)
        before = state(place)
        assert read(path) == (["c1", "c2"] if is_left else ["c1"])
        with pytest.raises(GlossaryError, match="read-only"):
            Glossary.open(str(path))
        assert state(place) == before


@pytest.mark.parametrize("is_left", [False, True])
def test_a_full_disk_is_read_and_copied_to_another(tmp_path: Path, is_left: bool) -> None:
    with disk(tmp_path / "disk") as place:
        path = left_behind(tmp_path / "g.db", place) if is_left else stored(place / "g.db")
        fill(place)
        before = state(place)
        ids = ["c1", "c2"] if is_left else ["c1"]
        assert read(path) == ids
        with Glossary.open(str(path), read_only=True) as glossary:
            copy(glossary, tmp_path / "copy.db")
        assert read(tmp_path / "copy.db") == ids
        assert state(place) == before


def test_changes_that_no_copy_can_take_in_are_told(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = left_behind(tmp_path / "g.db", folder)
    path.chmod(0o444)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(GlossaryError, match=r"changes beside it.*no space left.*open it once"):
        Glossary.open(str(path), read_only=True)


OTHERS = {
    "a table": "CREATE TABLE visits (url TEXT)",
    "a view": "CREATE VIEW one AS SELECT 1",
    "an application id": "PRAGMA application_id = 252006674",
    "a version": "PRAGMA user_version = 3",
}


@pytest.mark.parametrize("is_left", [False, True])
@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize("made", OTHERS)
def test_the_file_of_another_program_is_neither_taken_over_nor_changed(
    tmp_path: Path, made: str, read_only: bool, is_left: bool
) -> None:
    own, path = tmp_path / "own.sqlite", tmp_path / "history.sqlite"
    with closing(sqlite3.connect(own, isolation_level=None)) as connection:
        if is_left:  # in WAL mode, with what its program has not taken in yet
            connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(OTHERS[made])
        for end in ("", "-wal"):
            if Path(f"{own}{end}").exists():
                shutil.copy(f"{own}{end}", f"{path}{end}")
    own.unlink()
    before = state(tmp_path)
    with pytest.raises(GlossaryError, match=f"{path} is the database of another program"):
        Glossary.open(str(path), read_only=read_only)
    assert state(tmp_path) == before


def test_a_glossary_that_has_lost_the_number_of_its_schema_is_damaged(tmp_path: Path) -> None:
    path = stored(tmp_path / "g.db")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM tifa_version")
    with pytest.raises(GlossaryError, match=r"damaged.*number of its schema"):
        Glossary.open(str(path))
