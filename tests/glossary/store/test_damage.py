"""A row that holds what none of ours holds costs that row, is named, and is not written over."""

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from contexts import context_of
from sqlalchemy import text

from align.errors import GlossaryError, NotFoundError
from align.model import (
    CHINESE_ENGLISH,
    Bead,
    Bitext,
    Document,
    Segment,
    SegmentedDocument,
)
from exports.files import replacing
from glossary.model import Concept, ConceptStatus, Definition, Kind, Proposal, Term
from glossary.store import Glossary
from glossary.store.changing.workflow import decide
from glossary.store.reading.catalogue import details
from glossary.store.reading.copying import copy
from glossary.store.reading.documents import documents_in_use
from glossary.store.reading.dossier import dossier
from glossary.store.reading.duplicates import duplicates
from glossary.store.reading.exporting import material
from glossary.store.reading.history import concept_histories, latest
from glossary.store.reading.passages import opened
from glossary.store.reading.statistics import statistics
from glossary.store.reading.summaries import summaries

ZH, EN = CHINESE_ENGLISH
CHINESE = Document("推进三首。落实三农。", "a.zh.txt", ZH)
ENGLISH = Document("Promote the three firsts. Do it.", "a.en.txt", EN)
PAIR = Bitext(
    SegmentedDocument(CHINESE, (Segment(0, 5, "推进三首。"), Segment(5, 10, "落实三农。"))),
    SegmentedDocument(
        ENGLISH, (Segment(0, 25, "Promote the three firsts."), Segment(26, 32, "Do it."))
    ),
    (Bead((0,), (0,), 0.9), Bead((1,), (1,), 0.9)),
)


def found(zh: str, en: str) -> Proposal:
    return Proposal(
        (Term(ZH, zh, frequency=1), Term(EN, en, frequency=1)),
        Kind.NUMERIC,
        0.5,
        1,
        (Definition(ZH, "推进三首", "a.zh.txt", 0, 0, 4, members=("首",)),),
        (context_of("推进三首。", "Promote.", "a.zh.txt", ((2, 4),), ((0, 7),), (0,), (0,)),),
    )


def fill(location: str) -> str:
    """A glossary with two concepts that everything is known of; returned is the id of one."""
    with Glossary.open(location) as glossary:
        proposals = [found("三首", "three firsts"), found("三农", "rural issues")]
        made, _ = glossary.add(proposals, [PAIR], who="li").concepts
    return made


def use(glossary: Glossary) -> list[str]:
    """Read all that can be read; returned are the ids of the concepts."""
    with material(glossary) as everything:
        ids = [entry.concept.id for entry in everything.entries]
    statistics(glossary)
    list(summaries(glossary))
    list(duplicates(glossary))
    list(glossary.keys())
    documents_in_use(glossary)
    for number in (1, 2):
        with suppress(NotFoundError):  # its record is damaged
            details(glossary, str(number))
    latest(glossary, 9)
    for concept in glossary.concepts():
        dossier(glossary, concept.id)
        concept_histories(glossary, concept.id)
        opened(glossary, concept.id)
    return ids


#: What no row of a glossary holds, by the table and column.
WRONG = [
    ("concept", "kind", "splendid"),
    ("concept", "status", "splendid"),
    ("concept", "score", b"\xff"),
    ("concept", "score", 7.5),
    ("concept", "frequency", "many"),
    ("concept", "frequency", -5),
    ("concept", "note", b"\xff"),
    ("term", "status", "splendid"),
    ("term", "language", "xx"),
    ("term", "type", b"\xff"),
    ("term", "text", b"\xff"),
    ("term", "frequency", 2**62),
    ("term", "inconsistency", "much"),
    ("term", "key", b"\xff"),
    ("term", "conditions", '["世界"]'),
    ("term", "conditions", "[1]"),
    ("definition", "origin", "heaven"),
    ("definition", "members", "[1"),
    ("definition", "members", '{"a": 1}'),
    ("definition", "score", "good"),
    ("definition", "segment", b"\xff"),
    ("context", "sides", '[["zh", "a", [[1]], []]]'),
    ("context", "sides", '[["zh", "a", [[1, []]], []]]'),
    ("context", "sides", '[["en", "a", [], ["a"]]]'),
    ("context", "sides", '[["xx", "a", [], []]]'),
    ("context", "sides", '[["zh", "a", [], []], ["zh", "b", [], []]]'),
    ("context", "sides", "[1]"),
    ("context", "source", b"\xff"),
    ("concept", "relations", "[1]"),
    ("concept", "relations", '[["is", "c2", "approved"]]'),
    ("concept", "relations", '[["broader", "c2", "proud"]]'),
    ("evidence", "frequency", "many"),
    ("rendering", "language", "xx"),
    ("rendering", "frequency", b"\xff"),
    ("document", "language", "xx"),
    ("document", "added", "yesterday"),
    ("document", "authority", 99),
    ("document", "title", b"\xff"),
    ("segmentation", "steps", "[1, 2, 3]"),
    ("segmentation", "steps", b"\xff"),
    ("bead", "original", '["a"]'),
    ("bead", "score", "sure"),
    ("revision", "time", b"\xff"),
    ("revision", "after", '{"kind": "splendid"}'),
    ("revision", "after", "[1"),
    ("revision", "who", b"\xff"),
    ("document_revision", "time", "yesterday"),
]


@pytest.fixture(params=WRONG, ids=lambda wrong: f"{wrong[0]}.{wrong[1]}={wrong[2]!r}")
def damaged(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str]:
    """A glossary with one wrong value, and the id of the concept that may have it."""
    table, column, value = request.param
    path = tmp_path / "g.db"
    made = fill(str(path))
    own = {"concept": "id = ?", "document": "id = 1", "segmentation": "document_id = 1"}
    where = own.get(table, "concept_id = ?")
    if table in ("bead", "document_revision"):
        where = "rowid = 1"
    values = [value, made] if "?" in where else [value]
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        query = f"UPDATE {table} SET {column} = ? WHERE {where}"
        connection.execute(query, values)
    return path, made


def test_a_wrong_value_costs_its_row_and_is_told(damaged: tuple[Path, str]) -> None:
    path, made = damaged
    with Glossary.open(str(path), read_only=True) as glossary:
        assert set(use(glossary)) - {made}  # the other concept
        lines = glossary.damage
    assert lines
    assert all("damaged" in line and len(line.splitlines()) == 1 for line in lines)
    assert not any("SELECT" in line for line in lines)


def test_writing_elsewhere_goes_on_and_what_is_damaged_stays_as_it_is(
    damaged: tuple[Path, str],
) -> None:
    path, made = damaged
    more = Document("三首三农。", "b.txt", ZH)
    with Glossary.open(str(path)) as glossary:
        glossary.save(Concept("c2", (Term(ZH, "三严"),)), who="li")
        glossary.add([found("三首", "three firsts"), found("三农", "farmers")], [more], who="li")
        use(glossary)
        told = [line for line in glossary.damage if made in line]
        for concept in glossary.with_ids([made] if told else []):
            with pytest.raises(GlossaryError, match="is damaged and was not changed"):
                glossary.save(replace(concept, note="new"), who="li")


def test_no_copy_is_kept_of_what_is_damaged(damaged: tuple[Path, str], tmp_path: Path) -> None:
    path, _ = damaged
    good = tmp_path / "good.bak"
    good.write_bytes(b"good")
    with (
        Glossary.open(str(path), read_only=True) as glossary,
        pytest.raises(GlossaryError, match=r"is damaged, and no copy.*backup"),
        replacing(good) as neighbour,
    ):
        copy(glossary, neighbour)
    assert good.read_bytes() == b"good"


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE concept SET kind = 'splendid' WHERE id = :made",
        "UPDATE concept SET status = 'splendid' WHERE id = :made",
        "UPDATE term SET status = 'splendid' WHERE concept_id = :made",
        "UPDATE context SET sides = '[[1]]' WHERE concept_id = :made",
        "UPDATE definition SET members = '{\"a\": 1}' WHERE concept_id = :made",
        "UPDATE rendering SET language = 'xx' WHERE concept_id = :made AND language = 'zh'",
        "UPDATE evidence SET frequency = -1 WHERE concept_id = :made",
    ],
)
def test_damage_is_told_on_every_database(location: str, change: str) -> None:
    made = fill(location)
    with Glossary.open(location) as glossary, glossary.writing() as connection:
        connection.execute(text(change), {"made": made})
    with Glossary.open(location) as glossary:
        assert set(use(glossary)) - {made}
        assert any(made in line and "damaged" in line for line in glossary.damage)
        for concept in glossary.with_ids([made]):
            with pytest.raises(GlossaryError, match="damaged"):
                decide(glossary, [concept.id], ConceptStatus.APPROVED, who="li")


def pages(path: Path) -> None:
    """Overwrite all pages of a file but the first."""
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xa5" * (len(whole) - 4096))


def index_only(path: Path) -> None:
    """Take an entry out of an index: its table is as it was."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_master SET sql = sql || ' WHERE key < ''三首'''"
            " WHERE name = 'ix_term_key'"
        )


@pytest.mark.parametrize("harm", [pages, index_only])
def test_a_damaged_file_is_neither_copied_nor_exported(
    tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    path, good = tmp_path / "g.db", tmp_path / "good.bak"
    fill(str(path))
    good.write_bytes(b"good")
    harm(path)
    with (
        pytest.raises(GlossaryError, match="damaged"),
        Glossary.open(str(path), read_only=True) as glossary,
        replacing(good) as neighbour,
    ):
        copy(glossary, neighbour)
    assert good.read_bytes() == b"good"
