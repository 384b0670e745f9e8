import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import (
    Connection,
    MetaData,
    column,
    create_engine,
    insert,
    inspect,
    select,
    table,
)

from align.errors import GlossaryError
from align.model import Language
from glossary.model import Concept, Term, TermStatus
from glossary.store import Glossary
from glossary.store.database import migrate, schema
from glossary.store.documents.records import history_of
from glossary.store.reading.history import latest

CONCEPT = Concept("c1", (Term(Language.ZH, "三首"),))
ADD_TABLE = "op.create_table('extra', sa.Column('id', sa.Integer, primary_key=True))"
ADD_COLUMN = "op.add_column('concept', sa.Column('extra', sa.Text))"


@contextmanager
def connected(location: str) -> Iterator[Connection]:
    engine = create_engine(location if "://" in location else f"sqlite:///{location}")
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def content(location: str) -> dict[str, object]:
    """The columns, indexes and rows of every table."""
    with connected(location) as connection:
        found = MetaData()
        found.reflect(connection)
        return {
            name: (
                [f"{column.name} {column.type!r}" for column in table.c],
                sorted(str(index.name) for index in table.indexes),
                sorted(repr(row) for row in connection.execute(select(table))),
            )
            for name, table in found.tables.items()
        }


@pytest.fixture
def stored(unmade: str) -> str:
    with Glossary.open(unmade) as glossary:
        glossary.save(CONCEPT, who="li")
    return unmade


def with_next(monkeypatch: pytest.MonkeyPatch, folder: Path, *steps: str) -> None:
    """Have the program know one migration more, which takes these steps."""
    migrations = folder / "migrations"
    shutil.copytree(migrate.MIGRATIONS, migrations)
    lines = [
        "import sqlalchemy as sa",
        "from alembic import op",
        "revision = 'next'",
        f"down_revision = {schema.HEAD!r}",
        "def upgrade():",
        *(f"    {step}" for step in steps),
    ]
    (migrations / "versions" / "next.py").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr(migrate, "MIGRATIONS", migrations)
    monkeypatch.setattr(migrate, "HEAD", "next")


def test_the_migrations_make_the_tables_of_the_schema(unmade: str) -> None:
    Glossary.open(unmade).close()
    with connected(unmade) as connection:
        context = MigrationContext.configure(
            connection, opts={"version_table": schema.VERSION_TABLE, "compare_type": True}
        )
        assert compare_metadata(context, schema.metadata) == []


def test_the_indexes_of_the_schema_are_made_too(unmade: str) -> None:
    wanted = {index.name for table in schema.metadata.tables.values() for index in table.indexes}
    Glossary.open(unmade).close()
    with connected(unmade) as connection:
        made = inspect(connection).get_multi_indexes()
    assert wanted
    assert {index["name"] for indexes in made.values() for index in indexes} >= wanted


def test_the_newest_migration_is_the_head() -> None:
    script = ScriptDirectory.from_config(migrate.configuration())
    assert script.get_current_head() == schema.HEAD


def test_an_older_glossary_is_migrated_and_keeps_its_concepts(
    stored: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_next(monkeypatch, tmp_path, ADD_TABLE, ADD_COLUMN)
    with Glossary.open(stored) as glossary:
        assert glossary.concept("c1").terms == CONCEPT.terms
    after = content(stored)
    assert "('next',)" in str(after["tifa_version"])
    assert "extra" in after


def test_a_migration_that_fails_leaves_the_glossary_as_it_was(
    stored: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(stored)
    broken = "op.execute('INSERT INTO no_such_table VALUES (1)')"
    with_next(monkeypatch, tmp_path, ADD_TABLE, ADD_COLUMN, broken)
    with pytest.raises(GlossaryError, match="no_such_table"):
        Glossary.open(stored)
    assert content(stored) == before


def test_a_first_migration_that_fails_leaves_no_table(
    unmade: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_next(monkeypatch, tmp_path, ADD_TABLE, "raise RuntimeError('stop')")
    with pytest.raises(RuntimeError, match="stop"):
        Glossary.open(unmade)
    assert content(unmade) == {}


def test_an_older_glossary_is_not_migrated_for_reading(
    stored: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(stored)
    with_next(monkeypatch, tmp_path, ADD_TABLE)
    with pytest.raises(GlossaryError, match=f"old schema {schema.HEAD}"):
        Glossary.open(stored, read_only=True)
    assert content(stored) == before


def test_several_may_make_the_same_glossary_at_once(unmade: str) -> None:
    start = threading.Barrier(6)

    def work(number: int) -> None:
        start.wait()
        with Glossary.open(unmade) as glossary:
            glossary.save(Concept(f"c{number}", CONCEPT.terms), who="li")

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, range(6)))
    with Glossary.open(unmade) as glossary:
        assert len(glossary.concepts()) == 6


def test_a_new_file_is_written_ahead(tmp_path: Path) -> None:
    Glossary.open(str(tmp_path / "new.db")).close()
    with connected(str(tmp_path / "new.db")) as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"


def test_a_glossary_of_today_is_opened_without_alembic(stored: str) -> None:
    program = (
        "import sys; from glossary.store import Glossary\n"
        f"g = Glossary.open({str(stored)!r}); assert len(g.concepts()) == 1\n"
        "print([name for name in ('alembic', 'pypinyin', 'opencc') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


DAY = "2026-01-01 00:00:"


def put_row(connection: Connection, into: str, **values: object) -> None:
    connection.execute(insert(table(into, *map(column, values))), values)


def older(location: str, deeds: list[tuple[str, str, str, str, str]]) -> None:
    """A glossary of schema 0004 with two concepts, these revisions, and a withdrawn document."""
    state = '{"id": "%s", "terms": [{"language": "zh", "text": "三首"}]}'
    with connected(location) as connection, connection.begin():
        migrate.upgrade(connection, "0004")
        for name in ("c1", "c2"):
            concept = {"kind": "concept", "subject": "", "note": "", "status": "proposed"}
            counts = {"score": 1.0, "frequency": 0, "revision": 1, "changed": f"{DAY}00.000000"}
            put_row(connection, "concept", id=name, **concept, **counts)
            said = {"language": "zh", "text": "三首", "status": "preferred", "type": "full form"}
            rest = {"frequency": 0, "inconsistency": 0.0, "source": "", "note": "", "key": "三首"}
            put_row(connection, "term", concept_id=name, position=0, **said, **rest)
        for name, second, who, action, why in deeds:
            deed = {"time": f"{DAY}{second}.000000", "who": who, "action": action, "why": why}
            states = {"before": state % name, "after": state % name}
            put_row(connection, "revision", concept_id=name, **deed, **states)
        entered = {"who": "li", "added": f"{DAY}00.000000"}
        text = {"digest": "d", "source": "a.txt", "title": "", "language": "zh", "text": "三首"}
        put_row(connection, "document", **text, issuer="", dated="", **entered)
        for first, last in ((None, None), (8, 9)):
            deed = {"time": f"{DAY}05.000000", "who": "li", "action": "withdraw", "why": ""}
            states = {"before": '{"withdrawn": false}', "after": '{"withdrawn": true}'}
            ends = {"first": first, "last": last}
            put_row(connection, "document_revision", document_id=1, **deed, **states, **ends)


def test_what_older_glossaries_did_at_one_go_is_grouped_as_undo_grouped_it(unmade: str) -> None:
    older(
        unmade,
        [
            ("c1", "01", "li", "add", ""),
            ("c2", "01", "li", "add", ""),  # added at once, and undone each for itself
            ("c1", "02", "li", "approve", "good"),
            ("c2", "02", "li", "approve", "good"),
            ("c1", "03", "li", "merge", "c2 into c1"),
            ("c2", "03", "li", "merge", "c2 into c1"),
            ("c1", "04", "wu", "merge", "c2 into c1"),
            ("c1", "05", "li", "withdraw", "a.txt"),
            ("c2", "06", "li", "withdraw", "a.txt"),  # a part of many, written a second later
            ("c1", "07", "li", "add", "c2 into c1"),
            ("c2", "07", "li", "add", "c2 into c1"),
            ("c1", "08", "li", "undo", "undo of revision 5"),
            ("c2", "08", "li", "undo", "undo of revision 5"),
        ],
    )
    with Glossary.open(unmade) as glossary:
        found = [(each.number, each.change_set) for each in latest(glossary, 99)]
        assert dict(found) == {
            1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 5, 7: 7, 8: 8, 9: 8, 10: 10, 11: 10, 12: 12, 13: 12
        }  # fmt: skip
        with glossary.reading() as connection:
            assert [each.revisions for each in history_of(connection, 1)] == [None, (8, 9)]
        concept = glossary.concept("c1")
        assert concept.terms == (Term(Language.ZH, "三首", TermStatus.PREFERRED),)
        saved = glossary.save(replace(concept, note="later"), who="li")
        assert glossary.history("c1")[-1].change_set > 12
        assert saved.note == "later"


def test_a_glossary_of_the_first_schema_is_migrated(unmade: str) -> None:
    with connected(unmade) as connection, connection.begin():
        migrate.upgrade(connection, "0001")
    with Glossary.open(unmade) as glossary:
        glossary.save(CONCEPT, who="li")
        assert [each.change_set for each in latest(glossary, 9)] == [1]
