"""A glossary leaves as JSON Lines and comes back, on every database."""

import json
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from contexts import context_of

from align.errors import InputError
from align.model import CHINESE_ENGLISH, Document, Language
from exports import jsonl
from glossary.exchange import incoming
from glossary.exchange.incoming import Line
from glossary.exchange.jsonl import LONGEST_LINE, read
from glossary.model import Concept, ConceptStatus, Definition, Kind, Proposal, Term, TermStatus
from glossary.model.attested import bare
from glossary.model.fields import Field
from glossary.model.serial import to_json
from glossary.store import Glossary
from glossary.store.changing.importing import BadLinesError, ImportReport, import_lines
from glossary.store.changing.joining import merge
from glossary.store.changing.judging import Fate
from glossary.store.changing.workflow import decide
from glossary.store.reading.copying import copy, copy_rows
from glossary.store.reading.statistics import statistics

ZH, EN = CHINESE_ENGLISH
FRENCH = Term(Language("fr"), "trois premières", TermStatus.PREFERRED)


@pytest.fixture
def glossary(location: str) -> Iterator[Glossary]:
    with Glossary.open(location) as opened:
        yield opened


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Glossary]:
    with Glossary.open(str(tmp_path / "other.db")) as opened:
        yield opened


def concept(concept_id: str, text: str, score: float = 0.1 + 0.2) -> Concept:
    return Concept(
        concept_id,
        (Term(ZH, text, frequency=2), Term(EN, f"{concept_id} in English")),
        definitions=(Definition(ZH, f"{text}。", "a.txt", 1, 0, 2, members=("一", "二")),),
        contexts=(context_of(f"说{text}。", None, "a.txt", zh_spans=((1, 3),), zh_segments=(1,)),),
        kind=Kind.NUMERIC,
        score=score,
    )


def exported(glossary: Glossary, path: Path) -> bytes:
    jsonl.write(bare(glossary.concepts()), path)
    return path.read_bytes()


def imported(glossary: Glossary, *concepts: Concept | bytes, dry_run: bool = False) -> ImportReport:
    lines = [
        each if isinstance(each, bytes) else json.dumps(to_json(each)).encode() for each in concepts
    ]
    stream = BytesIO(b"\n".join(lines))
    return import_lines(glossary, read(stream), who="wang", source="x.jsonl", dry_run=dry_run)


def test_an_empty_glossary_takes_all_and_gives_the_same_bytes_again(
    glossary: Glossary, other: Glossary, tmp_path: Path
) -> None:
    other.save_all((concept(f"c{n}", f"三首{n}", n / 1300) for n in range(1201)), who="li")
    decide(other, ["c7", "c9"], ConceptStatus.REJECTED, who="li", why="no")
    before = exported(other, tmp_path / "x.jsonl")
    report = import_lines(glossary, read(BytesIO(before)), who="wang", source="x.jsonl")
    assert (report.added, report.items) == (1201, ())
    assert exported(glossary, tmp_path / "y.jsonl") == before
    new = glossary.save(concept("new", "三农"), who="li")
    assert new.revision == 1204
    (first, *_) = glossary.history("c7")
    assert (first.who, first.action, first.why) == ("wang", "import", "from x.jsonl")


def test_importing_the_same_again_changes_nothing(glossary: Glossary) -> None:
    stored = glossary.save_all([concept("a", "三首"), concept("b", "三农")], who="li")
    report = imported(glossary, *stored)
    assert (report.unchanged, report.added, report.changed, report.items) == (2, 0, 0, ())
    assert glossary.concepts() == stored


def test_an_edited_line_becomes_a_revision(glossary: Glossary) -> None:
    stored = glossary.save(concept("a", "三首"), who="li")
    report = imported(glossary, replace(stored, note="edited"), concept("b", "三农"))
    assert (report.changed, report.added) == (1, 1)
    last = glossary.history("a")[-1]
    assert (last.who, last.action) == ("wang", "import")
    assert last.after is not None
    assert last.after.note == "edited"


def test_what_both_sides_changed_is_a_conflict_and_stays(glossary: Glossary) -> None:
    stored = glossary.save_all([concept("a", "三首"), concept("b", "三农")], who="li")
    mine = glossary.save(replace(stored[0], note="trade"), who="zhao")
    report = imported(glossary, *(replace(each, note="edited") for each in stored))
    (item,) = report.items
    assert (item.fate, item.place, item.concept_id) == (Fate.CONFLICT, "line 1", "a")
    assert "changed by zhao" in item.clauses[0]
    assert "note" in item.clauses[0]
    assert glossary.concept("a") == mine
    assert (report.changed, glossary.concept("b").note) == (1, "edited")


def test_what_each_side_changed_elsewhere_in_a_concept_is_kept(glossary: Glossary) -> None:
    stored = glossary.save(concept("a", "三首"), who="li")
    glossary.save(replace(stored, subject="trade", terms=(*stored.terms, FRENCH)), who="zhao")
    assert imported(glossary, replace(stored, note="edited")).changed == 1
    both = glossary.concept("a")
    assert (both.subject, both.note, both.terms[-1]) == ("trade", "edited", FRENCH)


def test_two_sides_that_prefer_different_terms_conflict(glossary: Glossary) -> None:
    stored = glossary.save(concept("a", "三首"), who="li")
    mine = glossary.save(replace(stored, terms=(*stored.terms, FRENCH)), who="zhao")
    theirs = replace(FRENCH, text="trois premiers")
    report = imported(glossary, replace(stored, terms=(*stored.terms, theirs)))
    assert (report.conflicts, glossary.concept("a")) == (1, mine)


def test_a_line_that_nobody_edited_does_not_conflict_with_newer_work(glossary: Glossary) -> None:
    stored = glossary.save(concept("a", "三首"), who="li")
    mine = glossary.save(replace(stored, subject="trade"), who="zhao")
    assert imported(glossary, stored).unchanged == 1
    assert glossary.concept("a") == mine


def test_what_was_merged_away_does_not_come_back(glossary: Glossary) -> None:
    one, two = glossary.save_all([concept("a", "三首"), concept("b", "三农")], who="li")
    merge(glossary, one, two, who="zhao")
    (item,) = imported(glossary, two).items
    assert item.fate is Fate.CONFLICT
    assert "merge by zhao" in item.clauses[0]
    assert glossary.with_ids(["b"]) == []


def test_a_line_of_another_glossary_does_not_overwrite_ours(glossary: Glossary) -> None:
    stored = glossary.save(concept("a", "三首"), who="li")
    (item,) = imported(glossary, replace(stored, note="theirs", revision=77)).items
    assert item.fate is Fate.CONFLICT
    assert "77" in item.clauses[0]


def test_a_dry_run_lists_everything_and_does_nothing(glossary: Glossary) -> None:
    stored = glossary.save_all([concept("a", "三首"), concept("b", "三农")], who="li")
    glossary.save(replace(stored[1], note="trade"), who="zhao")
    before = glossary.concepts()
    lines = [replace(each, note="edited") for each in stored] + [concept("c", "三新")]
    report = imported(glossary, *lines, dry_run=True)
    assert [(item.fate, item.place) for item in report.items] == [
        (Fate.CHANGE, "line 1"),
        (Fate.CONFLICT, "line 2"),
        (Fate.ADDITION, "line 3"),
    ]
    assert report.items[0].clauses == ("note: none → edited",)
    assert glossary.concepts() == before


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (b"nope", "no JSON"),
        (b"\xff", "not UTF-8"),
        (b"{}", "id is missing"),
        (b"[" * 100_000, "no JSON"),
        (b'{"id": "x", "terms": [], "kind": "concept"}', "no term"),
        (b'{"id": "x", "terms": [], "colour": "red"}', "unknown field colour"),
        (b'{"id": "x", "score": 1e999, "terms": []}', "score is inf"),
        (b" " * LONGEST_LINE + b"x", "longer than"),
    ],
    ids=["text", "bytes", "empty", "deep", "no term", "unknown", "infinite", "long"],
)
def test_one_bad_line_is_named_and_nothing_is_imported(
    other: Glossary, line: bytes, fault: str
) -> None:
    with pytest.raises(BadLinesError, match="1 bad line") as raised:
        imported(other, concept("a", "三首"), line, concept("b", "三农"))
    (said,) = raised.value.lines
    assert said.startswith("x.jsonl, line 2: ")
    assert fault in said
    assert other.concepts() == []


def test_an_id_stands_once(other: Glossary) -> None:
    with pytest.raises(BadLinesError) as raised:
        imported(other, concept("a", "三首"), concept("a", "三农"))
    assert "line 2: the id a stands in line 1 too" in raised.value.lines[0]


def test_what_no_database_holds_is_replaced_and_counted(glossary: Glossary) -> None:
    line = b'\xef\xbb\xbf{"id": "a", "terms": [{"language": "zh", "text": "\\u4e09\\u0000"}],'
    line += b' "note": "\\ud800 and \x00"}'
    assert imported(glossary, line).replaced == 3
    stored = glossary.concept("a")
    assert (stored.terms[0].text, stored.note) == ("三\ufffd", "\ufffd and \ufffd")


@pytest.mark.parametrize("way", [copy, "rows"])
def test_a_copy_has_everything(glossary: Glossary, tmp_path: Path, way: object) -> None:
    document = Document("三首。", "a.txt", ZH)
    terms = (Term(ZH, "三首", frequency=1),)
    added = Proposal(terms, Kind.NUMERIC, 0.5, 1)
    glossary.add([added], [document], who="li")
    glossary.save(concept("a", "三农"), who="li")
    path = tmp_path / "copy.db"
    if way is copy:
        copy(glossary, path)
    else:
        with glossary.reading() as connection:
            copy_rows(connection, path)
    assert [each.name for each in tmp_path.glob("copy.db*")] == ["copy.db"]
    with Glossary.open(str(path)) as opened:
        assert opened.concepts() == glossary.concepts()
        assert opened.documents() == glossary.documents()
        assert opened.history("a") == glossary.history("a")
        assert opened.add([added], [document], who="li").unchanged == 1
        assert opened.save(concept("b", "三新"), who="li").revision == 3


def test_a_copy_is_one_state_while_others_write(glossary: Glossary, tmp_path: Path) -> None:
    glossary.save(concept("a", "三首"), who="li")
    with glossary.reading() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM concept").all()
        glossary.save(concept("b", "三农"), who="wang")
        copy_rows(connection, tmp_path / "copy.db")
    with Glossary.open(str(tmp_path / "copy.db")) as opened:
        assert [each.id for each in opened.concepts()] == ["a"]


def test_statistics_count_by_status_kind_subject_document_and_person(glossary: Glossary) -> None:
    document = Document("三首。", "a.txt", ZH, "Title")
    report = glossary.add(
        [Proposal((Term(ZH, "三首"),), Kind.NUMERIC, 0.5, 1, subject="trade")], [document], who="li"
    )
    glossary.save(replace(concept("a", "三农"), kind=Kind.CONCEPT), who="li")
    decide(glossary, report.concepts, ConceptStatus.APPROVED, who="wang")
    found = statistics(glossary)
    assert {status: n for status, n in found.statuses.items() if n} == {
        ConceptStatus.APPROVED: 1,
        ConceptStatus.PROPOSED: 1,
    }
    assert [(each.name, each.total) for each in found.kinds] == [("concept", 1), ("numeric", 1)]
    assert [(each.name, each.total) for each in found.subjects] == [("", 1), ("trade", 1)]
    (tally,) = found.documents
    assert (tally.name, tally.title, tally.counts[ConceptStatus.APPROVED]) == ("a.txt", "Title", 1)
    li, wang = found.reviewers
    assert (li.name, dict(li.actions), li.concepts) == ("li", {"add": 1, "edit": 1}, 2)
    assert (wang.name, dict(wang.actions), wang.concepts) == ("wang", {"approve": 1}, 1)
    assert wang.last >= li.last


PARTIAL = frozenset({Field.ID, Field.OTHER_TERMS, Field.NOTE, Field.STATUS, Field.TERM_STATUS})


def partial(number: int, said: Concept, carried: frozenset[Field] = PARTIAL) -> Line:
    return Line(number, said, carried=carried, unit="row")


def taken(glossary: Glossary, *lines: Line, **how: bool) -> ImportReport:
    return import_lines(glossary, lines, who="wang", source="x.csv", **how)


def test_a_file_that_carries_few_fields_changes_no_others(glossary: Glossary) -> None:
    stored = glossary.save(concept("a", "三首"), who="li")
    said = Concept("a", stored.terms, note="edited")
    report = taken(glossary, partial(2, said))
    assert (report.changed, report.conflicts) == (1, 0)
    assert glossary.concept("a") == replace(stored, note="edited", revision=2)
    assert taken(glossary, partial(2, said)).unchanged == 1


def test_a_partial_line_conflicts_with_newer_work_only_where_it_was_edited(
    glossary: Glossary,
) -> None:
    stored = glossary.save(concept("a", "三首"), who="li")
    mine = glossary.save(replace(stored, note="ours"), who="zhao")
    carried = PARTIAL | {Field.REVISION}
    said = Concept("a", stored.terms, revision=stored.revision)
    assert taken(glossary, partial(2, said, carried)).unchanged == 1
    report = taken(glossary, partial(2, replace(said, note="edited"), carried))
    assert (report.conflicts, report.items[0].place) == (1, "row 2")
    assert glossary.concept("a") == mine


def entry(chinese: str, *english: str, subject: str = "", definition: str = "") -> Concept:
    """An entry of somebody else's file."""
    terms = (Term(ZH, chinese),) if chinese else ()
    return Concept(
        "",
        (*terms, *(Term(EN, text) for text in english)),
        definitions=(Definition(ZH, definition),) if definition else (),
        subject=subject,
    )


def of_a_file(*entries: Concept, apart: bool = False) -> Iterator[Line]:
    for number, each in enumerate(entries, 1):
        yield Line(number, each, apart=apart)


def test_entries_of_others_join_the_one_concept_with_their_term_or_are_new(
    glossary: Glossary,
) -> None:
    glossary.save(concept("a", "三首"), who="li")
    glossary.save_all([concept("b", "三农"), replace(concept("c", "三农"), note="b")], who="li")
    lines = [
        partial(2, entry("“三首”", "three firsts")),
        partial(3, entry("三农", "agriculture, farmers and the countryside")),
        partial(4, entry("三新", "three news")),
        partial(5, entry("三新", "new trio")),
        partial(6, entry("", "A in English")),
    ]
    for dry_run in (True, False):
        report = taken(glossary, *lines, dry_run=dry_run)
        assert (report.added, report.changed, report.unchanged) == (2, 2, 1)
    assert [term.text for term in glossary.concept("a").terms] == [
        "三首",
        "a in English",
        "three firsts",
    ]
    before = glossary.concepts()
    assert len(before) == 5
    again = taken(glossary, *lines)
    assert (again.added, again.changed, again.conflicts) == (0, 0, 0)
    assert glossary.concepts() == before


def test_bad_lines_are_skipped_only_where_that_is_asked_for(glossary: Glossary) -> None:
    lines = [
        partial(2, concept("a", "三首")),
        Line(3, None, InputError("no term", "add one"), unit="row"),
        partial(4, concept("b", "三农")),
    ]
    with pytest.raises(BadLinesError, match="1 bad row"):
        taken(glossary, *lines)
    assert glossary.concepts() == []
    report = taken(glossary, *lines, skip_bad=True)
    assert report.added == 2
    assert report.faults == ("x.csv, row 3: no term; add one",)


def test_a_row_that_was_taken_out_is_listed_and_rejected_only_on_request(
    glossary: Glossary,
) -> None:
    stored = glossary.save_all([concept(each, f"三{each}") for each in "ab"], who="li")
    mine = glossary.save(replace(stored[1], note="newer"), who="zhao")
    gone = [
        Line(0, Concept(each.id, (), revision=each.revision), unit="row", removed=True)
        for each in stored
    ]
    report = taken(glossary, *gone)
    assert [item.fate for item in report.items] == [Fate.DELETION, Fate.CONFLICT]
    assert glossary.concepts() == [stored[0], mine]
    report = taken(glossary, *gone, delete=True)
    assert (report.deletions, report.conflicts) == (1, 1)
    assert glossary.concept("a").status is ConceptStatus.REJECTED
    assert glossary.concept("b") == mine
    assert taken(glossary, gone[0], delete=True).unchanged == 1


def test_what_a_glossary_has_no_place_for_is_counted(glossary: Glossary) -> None:
    lines = [replace(partial(n, entry(f"三{n}", "x")), ignored=("usage",)) for n in (2, 3)]
    assert taken(glossary, *lines).ignored == (("usage", 2),)


HOMOGRAPHS = (
    entry("两会", "Two Sessions"),
    entry("两会", "two associations", "associations"),
    entry("行", "bank", subject="finance"),
    entry("行", "bank", subject="geography"),
    entry("行", "bank", subject="geography"),
)


def test_concepts_that_a_file_keeps_apart_stay_apart_however_often_it_is_imported(
    glossary: Glossary,
) -> None:
    assert taken(glossary, *of_a_file(*HOMOGRAPHS, apart=True)).added == 5
    again = taken(glossary, *of_a_file(*HOMOGRAPHS, apart=True))
    assert (again.added, again.changed, again.unchanged) == (0, 0, 5)
    backwards = taken(glossary, *of_a_file(*reversed(HOMOGRAPHS), apart=True))
    assert (backwards.added, backwards.changed) == (0, 0)


def test_an_entry_of_such_a_file_joins_the_concept_that_shares_a_rendering(
    glossary: Glossary,
) -> None:
    taken(glossary, *of_a_file(entry("两会", "Two Sessions"), entry("双碳")))
    entries = (
        entry("两会", "two associations"),
        entry("两会", "Two Sessions", "Lianghui"),
        entry("双碳", "dual carbon"),
    )
    report = taken(glossary, *of_a_file(*entries, apart=True))
    assert (report.added, report.changed) == (1, 2)
    found = {tuple(term.text for term in each.terms) for each in glossary.concepts()}
    assert found == {
        ("两会", "Two Sessions", "Lianghui"),
        ("两会", "two associations"),
        ("双碳", "dual carbon"),
    }


def test_rows_of_a_list_join_unless_their_definitions_or_subjects_differ(
    glossary: Glossary,
) -> None:
    rows = (
        entry("三首", "three firsts"),
        entry("三首", "three first-evers"),
        entry("调整", "adjustment", subject="economy"),
        entry("调整", "realignment", subject="military"),
        entry("共同体", "community", definition="甲"),
        entry("共同体", "bloc", definition="乙"),
        entry("共同体", "community", definition="甲"),
    )
    assert (taken(glossary, *of_a_file(*rows)).added, len(glossary.concepts())) == (5, 5)
    again = taken(glossary, *of_a_file(*rows))
    assert (again.added, again.changed, again.unchanged) == (0, 0, 7)


def test_a_file_with_too_many_entries_is_refused_whole(
    other: Glossary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incoming, "MOST_LINES", 1)
    with pytest.raises(InputError, match="more than 1 entries"):
        imported(other, concept("a", "三首"), concept("b", "三农"))
    assert other.concepts() == []
