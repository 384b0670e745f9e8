from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from contexts import context_of
from sqlalchemy import update

from align.errors import ConflictError, GlossaryError, InputError, NotFoundError
from align.model import CHINESE_ENGLISH
from glossary.finding import lookup
from glossary.model import (
    Concept,
    ConceptStatus,
    Definition,
    Kind,
    Origin,
    Term,
    TermStatus,
    TermType,
)
from glossary.store import ConceptConflictError, Glossary, new_id
from glossary.store.database import schema
from glossary.store.reading.exporting import material

ZH, EN = CHINESE_ENGLISH

FULL = Concept(
    id="c1",
    terms=(
        Term(ZH, "三首", TermStatus.PREFERRED, TermType.SHORT_FORM, 7, 0.25, "白皮书", "注"),
        Term(EN, "three firsts", TermStatus.PREFERRED),
        Term(EN, "three first", TermStatus.DEPRECATED, note="calque"),
    ),
    definitions=(
        Definition(ZH, "首创、首发、首秀", "a.txt", 3, 0, 8, members=("首创", "首发", "首秀")),
        Definition(EN, "three kinds of debut", "li", origin=Origin.PERSON),
    ),
    contexts=(
        context_of("推进三首。", "Promote it.", "a.txt", ((2, 4),), ((8, 10),), (3,), (4, 5)),
    ),
    kind=Kind.NUMERIC,
    subject="trade",
    note="\t<b>[/b]",
    status=ConceptStatus.IN_REVIEW,
    score=0.1 + 0.2,
    frequency=7,
)


@pytest.fixture
def glossary(location: str) -> Iterator[Glossary]:
    with Glossary.open(location) as opened:
        yield opened


def simple(concept_id: str, text: str = "三首", score: float = 1.0) -> Concept:
    return Concept(concept_id, (Term(ZH, text),), score=score)


def test_a_new_glossary_is_empty(glossary: Glossary) -> None:
    assert glossary.concepts() == []
    assert glossary.documents() == []
    assert glossary.count() == dict.fromkeys(ConceptStatus, 0)


def test_folders_on_the_way_to_a_new_glossary_are_made(tmp_path: Path) -> None:
    with Glossary.open(str(tmp_path / "a" / "b c#?%" / "词库.db")):
        pass
    assert (tmp_path / "a" / "b c#?%" / "词库.db").is_file()


def test_a_concept_comes_back_whole_after_reopening(location: str) -> None:
    with Glossary.open(location) as glossary:
        saved = glossary.save(FULL, who="li")
    with Glossary.open(location, read_only=True) as glossary:
        assert glossary.concept("c1") == saved == replace(FULL, revision=1)


def test_a_url_names_the_same_glossary_as_its_path(tmp_path: Path) -> None:
    with Glossary.open(f"sqlite:///{tmp_path}/glossary.db") as glossary:
        glossary.save(FULL, who="li")
    with Glossary.open(str(tmp_path / "glossary.db")) as glossary:
        assert glossary.count()[ConceptStatus.IN_REVIEW] == 1


def test_an_unknown_id_is_not_found(glossary: Glossary) -> None:
    with pytest.raises(NotFoundError, match="c9"):
        glossary.concept("c9")


def test_concepts_come_best_first(glossary: Glossary) -> None:
    glossary.save_all([simple("b", score=0.5), simple("a", score=0.5), simple("c")], who="li")
    assert [each.id for each in glossary.concepts()] == ["c", "a", "b"]


def test_concepts_are_chosen_by_status(glossary: Glossary) -> None:
    glossary.save_all([simple("a"), FULL], who="li")
    chosen = glossary.concepts(statuses={ConceptStatus.IN_REVIEW, ConceptStatus.APPROVED})
    assert [each.id for each in chosen] == ["c1"]
    assert glossary.concepts(statuses={ConceptStatus.APPROVED}) == []


def test_an_export_reads_all_that_listing_gives(glossary: Glossary) -> None:
    scores = (0.1, 0.1 + 0.2, 1 / 3)
    glossary.save_all((simple(f"c{n}", score=scores[n % 3]) for n in range(1201)), who="li")
    with material(glossary) as found:
        assert [entry.concept for entry in found.entries] == glossary.concepts()


def test_an_export_sees_one_state_while_others_write(glossary: Glossary, location: str) -> None:
    glossary.save_all((simple(f"c{n:04}") for n in range(600)), who="li")
    with material(glossary) as found:
        seen = iter(found.entries)
        first = next(seen)
        with Glossary.open(location) as other:
            other.save(simple("c9999"), who="wang")
            other.save(replace(other.concept("c0599"), note="changed"), who="wang")
        rest = list(seen)
    assert len([first, *rest]) == 600
    assert rest[-1].concept.note == ""


def test_a_reader_sees_what_a_writer_has_committed(glossary: Glossary, location: str) -> None:
    with Glossary.open(location, read_only=True) as reader:
        assert reader.concepts() == []
        glossary.save(FULL, who="li")
        assert [each.id for each in reader.concepts()] == ["c1"]


def test_matching_reads_through_spelling(glossary: Glossary) -> None:
    glossary.save_all([FULL, simple("c2", "三农")], who="li")
    assert [each.id for each in glossary.matching("“三首”", ZH)] == ["c1"]
    assert [each.id for each in glossary.matching("The Three Firsts", EN)] == ["c1"]
    assert glossary.matching("三首", EN) == []


def test_a_change_of_every_part_is_kept(glossary: Glossary) -> None:
    saved = glossary.save(FULL, who="li")
    changed = replace(
        saved,
        terms=saved.terms[1:],
        definitions=(),
        contexts=saved.contexts * 2,
        kind=Kind.SLOGAN,
        subject="",
        note="n",
        status=ConceptStatus.APPROVED,
        score=0.5,
        frequency=8,
    )
    glossary.save(changed, who="wang", action="approve")
    assert glossary.concept("c1") == replace(changed, revision=2)
    assert glossary.matching("三首", ZH) == []


def test_history_tells_who_changed_what_when_and_why(glossary: Glossary) -> None:
    first = glossary.save(FULL, who="li", action="add")
    second = glossary.save(
        replace(first, status=ConceptStatus.REJECTED), who="wang", action="reject", why="too rare"
    )
    glossary.save(simple("c2"), who="li")
    added, rejected = glossary.history("c1")
    assert (added.who, added.action, added.before, added.after) == ("li", "add", None, first)
    assert (rejected.who, rejected.action, rejected.why) == ("wang", "reject", "too rare")
    assert (rejected.before, rejected.after) == (first, second)
    assert added.when.utcoffset() is not None
    assert added.when <= rejected.when
    assert glossary.history("c9") == []


def test_saving_what_is_already_there_writes_no_history(glossary: Glossary) -> None:
    saved = glossary.save(FULL, who="li")
    assert glossary.save(saved, who="wang") == saved
    assert len(glossary.history("c1")) == 1


def test_the_second_of_two_reviewers_learns_what_changed(glossary: Glossary, location: str) -> None:
    mine = glossary.save(FULL, who="li")
    with Glossary.open(location) as other:
        theirs = other.save(
            replace(mine, status=ConceptStatus.APPROVED, note="seen"), who="wang", action="approve"
        )
    renamed = tuple(replace(term, text=f"{term.text}新") for term in mine.terms[:1])
    with pytest.raises(ConflictError, match=r"wang.*approve: note, status") as raised:
        glossary.save(replace(mine, terms=renamed), who="li")
    assert str(raised.value).startswith(f"{FULL.terms[0].text} was changed")
    assert isinstance(raised.value, ConceptConflictError)
    assert raised.value.current == theirs
    assert glossary.concept("c1") == theirs
    assert len(glossary.history("c1")) == 2


def test_a_new_concept_does_not_replace_one_with_its_id(glossary: Glossary) -> None:
    saved = glossary.save(FULL, who="li")
    with pytest.raises(ConceptConflictError) as raised:
        glossary.save(simple("c1"), who="wang")
    assert raised.value.current == saved


def test_a_concept_that_was_never_there_cannot_be_changed(glossary: Glossary) -> None:
    with pytest.raises(ConceptConflictError) as raised:
        glossary.save(replace(FULL, revision=3), who="li")
    assert raised.value.current is None


def test_saving_several_keeps_all_or_none(glossary: Glossary) -> None:
    stale = glossary.save(FULL, who="li")
    glossary.save(replace(stale, note="n"), who="wang")
    with pytest.raises(ConflictError):
        glossary.save_all([simple("c2"), replace(stale, note="m")], who="li")
    with pytest.raises(GlossaryError, match="two concepts have the id c3"):
        glossary.save_all([simple("c3"), simple("c3", "三农")], who="li")
    assert [each.id for each in glossary.concepts()] == ["c1"]


@pytest.mark.parametrize(
    ("terms", "named"),
    [
        ((), "no term"),
        ((Term(ZH, "三首"), Term(ZH, "三首")), "三首 stands twice"),
        ((Term(ZH, "三" * 501),), "501 characters"),
    ],
)
def test_terms_that_make_no_concept_are_refused(
    glossary: Glossary, terms: tuple[Term, ...], named: str
) -> None:
    with pytest.raises(GlossaryError, match=named):
        glossary.save(Concept("c1", terms), who="li")
    assert glossary.concepts() == []


def test_values_out_of_range_are_refused(glossary: Glossary) -> None:
    with pytest.raises(InputError, match="score"):
        glossary.save(simple("c1", score=2.0), who="li")


def test_text_that_no_database_holds_is_replaced(glossary: Glossary) -> None:
    saved = glossary.save(replace(FULL, note="a\x00b\ud800"), who="l\x00i", why="\udc00")
    assert saved.note == "a\ufffdb\ufffd"
    assert glossary.concept("c1") == saved
    (revision,) = glossary.history("c1")
    assert (revision.who, revision.why) == ("l\ufffdi", "\ufffd")


def test_threads_may_read_and_write_through_one_glossary(glossary: Glossary) -> None:
    glossary.save(FULL, who="li")

    def work(worker: int) -> int:
        for number in range(10):
            glossary.save(simple(f"w{worker}-{number}"), who=f"w{worker}")
            assert glossary.concept("c1").terms == FULL.terms
        return len(glossary.concepts())

    with ThreadPoolExecutor(8) as pool:
        counts = list(pool.map(work, range(8)))
    assert max(counts) == 81
    numbers = [each.revision for each in glossary.concepts()]
    assert sorted(numbers) == list(range(1, 82))


def test_new_ids_differ_and_can_be_xml_ids() -> None:
    ids = {new_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(each.isalnum() and each[0] == "c" for each in ids)


def test_terms_that_older_programs_stored_with_line_ends_are_read_and_found(
    glossary: Glossary,
) -> None:
    made = Concept("c1", (Term(ZH, "共同富裕", frequency=2), Term(EN, "common prosperity")))
    other = replace(made, id="c2", terms=(*made.terms, Term(ZH, "共富", frequency=1)))
    glossary.save(other, who="li")
    with glossary.writing() as connection:
        connection.execute(
            update(schema.term).where(schema.term.c.text == "共富").values(text="共同\n富裕")
        )
    (read,) = glossary.concepts()
    assert [(term.text, term.frequency) for term in read.terms] == [
        ("共同富裕", 3),
        ("common prosperity", 0),
    ]
    assert glossary.save(replace(read, note="kept"), who="li").terms == read.terms
    (match,) = lookup(glossary, None, "共同 富裕")
    assert match.term.text == "共同富裕"
