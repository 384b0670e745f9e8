"""A glossary on a server: what a file has no counterpart for, and one clear line for each fault."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from align.errors import GlossaryError
from align.model import CHINESE_ENGLISH
from glossary.model import Concept, Term
from glossary.model.searchable import Form, How
from glossary.store import EmptyGlossaryError, Glossary
from glossary.store.database.engines import engine_for, reading
from glossary.store.reading.exporting import material

if TYPE_CHECKING:
    from postgres import Server

ZH, EN = CHINESE_ENGLISH
CONCEPT = Concept("c1", (Term(ZH, "三首"),))


@pytest.fixture
def stored(server: "Server") -> str:
    url = server.schema()
    with Glossary.open(url) as glossary:
        glossary.save(CONCEPT, who="li")
    return url


@pytest.fixture
def alone(server: "Server") -> str:
    """A glossary that is alone in its database."""
    url = server.database()
    with Glossary.open(url) as glossary:
        glossary.save(CONCEPT, who="li")
    return url


@contextmanager
def refused(*parts: str) -> Iterator[None]:
    with pytest.raises(GlossaryError) as raised:
        yield
    line = f"{raised.value} {raised.value.remedy}"
    assert len(line.splitlines()) == 1
    assert raised.value.remedy
    assert "secret" not in line
    for part in parts:
        assert part in line


def database_of(url: str) -> str:
    return str(make_url(url).database)


def as_guarded(url: str, password: str = "") -> str:
    user = f"guarded:{password}" if password else "guarded"
    return url.replace("tifa@", f"{user}@")


def test_prefixes_are_found_whatever_the_order_of_words_is(server: "Server") -> None:
    """The server of the tests sorts as English does: é after e, and capitals beside small ones."""
    names = ("zebra", "zebras", "zébra", "Zeta", "ze", "z", "zf")
    with Glossary.open(server.schema()) as glossary:
        glossary.save_all(
            (Concept(f"c{n}", (Term(EN, name),)) for n, name in enumerate(names)), who="li"
        )
        found = glossary.search(Form.KEY, How.PREFIX, "ze")
        by_id = [concept.id for concept in glossary.concepts()]
    assert {hit.text for hit in found} == {"ze", "zebra", "zebras", "Zeta"}
    assert by_id == sorted(by_id)


def test_a_database_that_does_not_exist(server: "Server") -> None:
    with refused("nowhere", "does not exist", "create the database"):
        Glossary.open(server.url("nowhere"))


def test_a_user_whom_the_server_does_not_know(server: "Server") -> None:
    with refused("refuses the user"):
        Glossary.open(server.url("postgres", user="nobody"))


@pytest.mark.parametrize("read_only", [False, True])
def test_a_wrong_password(stored: str, read_only: bool) -> None:
    with refused("guarded:***@", "refuses the user or password"):
        Glossary.open(as_guarded(stored, "secret"), read_only=read_only)
    with refused("password=...", "refuses the user or password"):
        Glossary.open(as_guarded(stored) + "&password=secret", read_only=read_only)


def test_a_missing_password(stored: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PGPASSWORD", raising=False)
    with refused("asks for a password"):
        Glossary.open(as_guarded(stored))


def test_a_user_without_rights(alone: str) -> None:
    with refused("permission denied", "ask the database's owner"):
        Glossary.open(as_guarded(alone, "right"))


def test_a_server_that_is_not_there(server: "Server") -> None:
    with refused("cannot be reached", "connection refused"):
        Glossary.open("postgresql+psycopg://me:secret@127.0.0.1:1/x", timeout=2)
    with refused("cannot be reached", "socket"):
        Glossary.open(f"postgresql://me:secret@/x?host={server.folder}/none", timeout=2)


def test_a_wrong_option_in_the_url(stored: str) -> None:
    with refused("wrong option"):
        Glossary.open(f"{stored}&colour=red")


def test_a_schema_of_the_future(stored: str, server: "Server") -> None:
    server.run("UPDATE tifa_version SET version_num = '9999'", url=stored)
    for read_only in (False, True):
        with refused("newer tifa", "9999", "upgrade"):
            Glossary.open(stored, read_only=read_only)


def test_a_database_with_the_tables_of_another_program(server: "Server") -> None:
    url = server.schema()
    server.run("CREATE TABLE term (price int)", url=url)
    with refused("another program", "use another database"):
        Glossary.open(url)
    tables = server.run(
        "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema",
        url=url,
    )
    assert tables == [("term",)]


@pytest.mark.parametrize("encoding", ["LATIN1", "SQL_ASCII"])
def test_a_database_that_holds_no_chinese(server: "Server", encoding: str) -> None:
    url = server.database(f"ENCODING '{encoding}' LOCALE_PROVIDER libc LOCALE 'C'")
    with refused(encoding, "UTF8"):
        Glossary.open(url)


def test_an_empty_database_is_begun_only_for_writing(server: "Server") -> None:
    url = server.schema()
    with pytest.raises(EmptyGlossaryError, match="is empty"):
        Glossary.open(url, read_only=True)
    with Glossary.open(url) as glossary:
        assert glossary.concepts() == []


def test_a_glossary_in_a_schema_of_its_own(server: "Server") -> None:
    url = server.database()
    server.run("CREATE SCHEMA terms", url=url)
    with Glossary.open(f"{url}&options=-csearch_path%3Dterms") as glossary:
        glossary.save(CONCEPT, who="li")
        assert len(glossary.concepts()) == 1
    with refused("no schema to be made in"):
        Glossary.open(f"{url}&options=-csearch_path%3Dnone")


def test_nothing_is_written_through_a_glossary_that_is_open_for_reading(stored: str) -> None:
    with Glossary.open(stored, read_only=True) as glossary, refused("reading only"):
        glossary.save(CONCEPT, who="li")
    engine = engine_for(stored, create=False, read_only=True, timeout=5)
    with reading(engine) as connection:
        assert connection.execute(text("SHOW transaction_read_only")).scalar() == "on"
    engine.dispose()


def test_a_database_that_may_only_be_read(alone: str, server: "Server") -> None:
    server.run(f"ALTER DATABASE {database_of(alone)} SET default_transaction_read_only = on")
    with Glossary.open(alone) as glossary:
        assert len(glossary.concepts()) == 1
        with refused("read-only"):
            glossary.save(Concept("c2", CONCEPT.terms), who="li")


@pytest.mark.parametrize("held", ["LOCK TABLE concept", "SELECT pg_advisory_xact_lock(1953064545)"])
def test_a_glossary_that_another_program_is_writing(stored: str, held: str) -> None:
    other = create_engine(stored)
    with other.connect() as connection, Glossary.open(stored, timeout=0.05) as glossary:
        connection.execute(text(held))
        with refused("being written"):
            glossary.save(Concept("c2", CONCEPT.terms), who="li")
        connection.rollback()
        assert glossary.save(Concept("c2", CONCEPT.terms), who="li").revision == 2
    other.dispose()


def test_a_connection_that_is_cut_loses_nothing_and_is_made_again(
    alone: str, server: "Server"
) -> None:
    with Glossary.open(alone) as glossary:
        with refused("cut off"), material(glossary) as found:
            reading = iter(found.entries)
            next(reading)
            server.run(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                f" WHERE datname = '{database_of(alone)}'"
            )
            list(reading)
        assert [concept.id for concept in glossary.concepts()] == ["c1"]
        assert glossary.save(Concept("c2", CONCEPT.terms), who="li").revision == 2


def test_a_change_that_is_cut_off_leaves_the_glossary_as_before(
    alone: str, server: "Server", monkeypatch: pytest.MonkeyPatch
) -> None:
    from glossary.store.writing import concepts as writing

    insert_new = writing._insert_new

    def cut(*arguments: object) -> None:
        insert_new(*arguments)  # type: ignore[arg-type]
        server.run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            f" WHERE datname = '{database_of(alone)}'"
        )

    with Glossary.open(alone) as glossary:
        with monkeypatch.context() as patch, refused("cut off"):
            patch.setattr(writing, "_insert_new", cut)
            glossary.save_all([Concept("c2", CONCEPT.terms)], who="li")
        assert [concept.id for concept in glossary.concepts()] == ["c1"]


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://me:se@cret@host/x",
        "postgresql://me:secret@host:port/x",
        "postgresql://me:secret@host/x\0",
        "postgresql://me:secret@host/x%00",
        "postgresql://me:secret@host/\udcff",
    ],
)
def test_a_url_that_cannot_be_read_is_not_repeated(url: str) -> None:
    with refused("postgresql://… is no valid database URL", "%40"):
        Glossary.open(url)


@pytest.mark.parametrize("driver", ["psycopg2", "asyncpg", "psycopg_async", "nosuch"])
def test_another_driver_than_ours(driver: str) -> None:
    with refused(driver, "use postgresql+psycopg://"):
        Glossary.open(f"postgresql+{driver}://me:secret@host/x")
