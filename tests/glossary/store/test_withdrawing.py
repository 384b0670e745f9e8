"""Documents withdrawn with their evidence, on every database."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from contexts import context_of, without

from align.errors import GlossaryError, NotFoundError
from align.model import CHINESE_ENGLISH, Bead, Bitext, Document, Language
from align.segment import segment
from glossary.model import (
    Concept,
    ConceptStatus,
    Definition,
    Kind,
    Origin,
    Proposal,
    Term,
    TermStatus,
    TermType,
)
from glossary.model.changes import same
from glossary.store import Glossary
from glossary.store.changing.joining import merge
from glossary.store.changing.undoing import undo
from glossary.store.changing.withdrawing import withdraw
from glossary.store.documents.records import history_of
from glossary.store.reading.history import concept_histories
from glossary.store.reading.statistics import statistics
from glossary.store.writing.evidence import evidence_of

ZH, EN = CHINESE_ENGLISH
PREFERRED = TermStatus.PREFERRED

CHINESE = segment(Document("推广三首。三首是首创。", "a.zh.txt", ZH))
ENGLISH = segment(Document("Promote the three firsts. They are new.", "a.en.txt", EN))
BITEXT = Bitext(CHINESE, ENGLISH, (Bead((0,), (0,), 0.9), Bead((1,), (1,), 0.8)))
OTHER = segment(Document("再说三首。", "b.zh.txt", ZH))
PAIR = context_of("推广三首。", "Promote the three firsts.", "a.zh.txt", (), (), (0,), (0,))
AGAIN = context_of("再说三首。", None, "b.zh.txt", ((2, 4),), (), (0,), ())
DRAWN = Definition(ZH, "三首是首创", "a.zh.txt", 1, 0, 5)


def proposal(zh: str = "三首", en: str = "three firsts") -> Proposal:
    terms = (
        Term(ZH, zh, PREFERRED, frequency=2),
        Term(ZH, f"“{zh}”", type=TermType.VARIANT),
        Term(EN, en, PREFERRED, frequency=1),
        Term(EN, f"{en} of all", frequency=1),
    )
    return Proposal(terms, Kind.NUMERIC, 0.75, 2, (DRAWN,), (PAIR,))


FOUND = proposal()
ELSEWHERE = Proposal(
    (Term(ZH, "三首", PREFERRED, frequency=1),), Kind.NUMERIC, 0.5, 1, contexts=(AGAIN,)
)


@pytest.fixture
def glossary(location: str) -> Iterator[Glossary]:
    with Glossary.open(location) as opened:
        yield opened


def added(glossary: Glossary) -> Concept:
    return glossary.concept(glossary.add([FOUND], [BITEXT], who="li").concepts[0])


def state(glossary: Glossary) -> object:
    """All that the glossary says, without the numbers of revisions."""
    concepts = [replace(concept, revision=0) for concept in glossary.concepts()]
    with glossary.reading() as connection:
        return concepts, evidence_of(connection, [concept.id for concept in concepts])


def test_a_concept_that_rests_on_nothing_else_goes(glossary: Glossary) -> None:
    concept = added(glossary)
    done = withdraw(glossary, ["a.zh.txt", "2"], who="wang", why="a draft")
    assert (done.gone, done.changed, done.partners) == ((concept.id,), (), ())
    assert glossary.concepts() == []
    assert glossary.documents() == []
    assert [each.withdrawn is None for each in glossary.documents(withdrawn=True)] == [False, False]
    assert statistics(glossary).documents == ()


def test_the_history_tells_of_the_withdrawal(glossary: Glossary) -> None:
    added(glossary)
    withdraw(glossary, ["1", "2"], who="wang", why="a draft")
    (gone,) = concept_histories(glossary, "三首")
    assert gone.concept is None
    assert [each.action for each in gone.revisions] == ["add", "withdraw"]
    assert gone.revisions[-1].why.endswith("a.en.txt (document 2): a draft")
    with glossary.reading() as connection:
        last = history_of(connection, 1)[-1]
    assert (last.action, last.who, last.why) == ("withdraw", "wang", "a draft")
    assert last.revisions == (2, 2)


def test_adding_it_again_brings_it_back(glossary: Glossary) -> None:
    first = added(glossary)
    withdraw(glossary, ["1", "2"], who="wang")
    report = glossary.add([FOUND], [BITEXT], who="li")
    assert (report.added, report.documents, report.restored) == (1, 0, 2)
    (concept,) = glossary.concepts()
    assert same(concept, first)
    assert [each.withdrawn for each in glossary.documents()] == [None, None]
    assert glossary.add([FOUND], [BITEXT], who="li").unchanged == 1


def test_what_other_documents_say_stays(glossary: Glossary) -> None:
    glossary.add([ELSEWHERE], [OTHER], who="li")
    before = state(glossary)
    glossary.add([FOUND], [BITEXT], who="li")
    assert state(glossary) != before
    done = withdraw(glossary, ["a.zh.txt", "a.en.txt"], who="wang")
    assert len(done.changed) == 1
    assert state(glossary) == before


def test_withdrawing_the_first_document_leaves_what_the_second_brought(glossary: Glossary) -> None:
    added(glossary)
    glossary.add([ELSEWHERE], [OTHER], who="li")
    withdraw(glossary, ["1", "2"], who="wang")
    (concept,) = glossary.concepts()
    assert [(term.text, term.frequency) for term in concept.terms] == [("三首", 1)]
    assert (concept.frequency, concept.contexts, concept.definitions) == (1, (AGAIN,), ())


def test_what_people_wrote_stays(glossary: Glossary) -> None:
    concept = added(glossary)
    mine = Term(EN, "my firsts", note="mine")
    meaning = Definition(EN, "what is first", "li", origin=Origin.PERSON)
    changed = replace(concept.terms[3], status=TermStatus.DEPRECATED)
    glossary.save(
        replace(
            concept,
            terms=(*concept.terms[:3], changed, mine),
            definitions=(meaning, *concept.definitions),
            note="mine",
        ),
        who="li",
    )
    glossary.add([ELSEWHERE], [OTHER], who="li")
    withdraw(glossary, ["1", "2"], who="wang")
    (after,) = glossary.concepts()
    assert [term.text for term in after.terms] == ["三首", "three firsts of all", "my firsts"]
    assert after.terms[1].status is TermStatus.DEPRECATED
    assert (after.definitions, after.note) == ((meaning,), "mine")


def test_an_approved_concept_stays_with_its_terms_and_meaning(glossary: Glossary) -> None:
    concept = added(glossary)
    glossary.save(replace(concept, status=ConceptStatus.APPROVED), who="li", action="approve")
    withdraw(glossary, ["1", "2"], who="wang")
    (after,) = glossary.concepts()
    assert after.status is ConceptStatus.APPROVED
    assert [term.text for term in after.terms] == [term.text for term in concept.terms]
    assert {term.frequency for term in after.terms} == {0}
    assert after.definitions == concept.definitions
    assert (after.frequency, after.contexts) == (0, ())


def test_a_rejected_concept_stays_rejected_when_its_document_comes_back(
    glossary: Glossary,
) -> None:
    concept = added(glossary)
    glossary.save(replace(concept, status=ConceptStatus.REJECTED), who="li", action="reject")
    withdraw(glossary, ["1", "2"], who="wang")
    report = glossary.add([FOUND], [BITEXT], who="li")
    assert (report.added, report.rejected) == (0, 1)


def test_a_concept_that_a_person_touched_keeps_a_name(glossary: Glossary) -> None:
    concept = added(glossary)
    glossary.save(replace(concept, note="to be checked"), who="li")
    withdraw(glossary, ["1", "2"], who="wang")
    (after,) = glossary.concepts()
    assert [term.text for term in after.terms] == ["三首", "three firsts"]


def test_a_rendering_that_a_person_took_out_stays_out_when_a_document_comes_back(
    glossary: Glossary,
) -> None:
    concept = added(glossary)
    glossary.save(replace(concept, terms=concept.terms[:3]), who="li")
    withdraw(glossary, ["1", "2"], who="wang")
    glossary.add([FOUND], [BITEXT], who="li")
    (after,) = glossary.concepts()
    assert "three firsts of all" not in [term.text for term in after.terms]
    assert glossary.add([FOUND], [BITEXT], who="li").unchanged == 1


def test_a_translation_alone_goes_with_its_side_of_the_contexts(glossary: Glossary) -> None:
    added(glossary)
    done = withdraw(glossary, ["a.en.txt"], who="wang")
    assert [each.source for each in done.partners] == ["a.zh.txt"]
    (after,) = glossary.concepts()
    assert [term.text for term in after.terms] == ["三首", "“三首”"]
    assert after.contexts == (without(PAIR, EN),)
    assert (after.frequency, after.definitions) == (2, (DRAWN,))


def test_an_original_alone_leaves_the_side_of_its_translation(glossary: Glossary) -> None:
    added(glossary)
    withdraw(glossary, ["a.zh.txt"], who="wang")
    (after,) = glossary.concepts()
    assert [term.text for term in after.terms] == ["three firsts", "three firsts of all"]
    assert after.contexts == (replace(without(PAIR, ZH), source="a.en.txt"),)
    assert after.definitions == ()


def test_a_file_that_was_changed_is_withdrawn_in_its_earlier_state_only(
    glossary: Glossary,
) -> None:
    early = segment(Document("推广三首。旧话三首。", "a.txt", ZH))
    late = segment(Document("推广三首。新话三首。", "a.txt", ZH))
    both = context_of("推广三首。", None, "a.txt", zh_segments=(0,))
    for text, said in ((early, "旧话三首。"), (late, "新话三首。")):
        own = context_of(said, None, "a.txt", zh_segments=(1,))
        found = replace(FOUND, definitions=(), contexts=(both, own))
        glossary.add([found], [text], who="li")
    with pytest.raises(GlossaryError, match=r"several documents; give a number: 1, 2"):
        withdraw(glossary, ["a.txt"], who="wang")
    withdraw(glossary, ["1"], who="wang")
    (after,) = glossary.concepts()
    assert [context.text(Language.ZH) for context in after.contexts] == ["推广三首。", "新话三首。"]
    assert after.frequency == 2
    assert [document.id for document in glossary.documents()] == [2]


def test_a_withdrawal_is_undone_as_one(glossary: Glossary) -> None:
    first = added(glossary)
    second = glossary.add([proposal("三农", "three rurals")], [BITEXT], who="li").concepts[0]
    glossary.save(replace(glossary.concept(second), note="mine"), who="li")
    before = state(glossary)
    withdraw(glossary, ["1", "2"], who="wang")
    after = state(glossary)
    (revision,) = concept_histories(glossary, first.id)
    undone = undo(glossary, revision.revisions[-1].number, who="li")
    assert {each.concept_id for each in undone} == {first.id, second}
    assert state(glossary) == before
    assert [each.withdrawn for each in glossary.documents()] == [None, None]
    assert glossary.add([FOUND], [BITEXT], who="li").unchanged == 1
    (revision,) = concept_histories(glossary, first.id)
    undo(glossary, revision.revisions[-1].number, who="li")
    assert state(glossary) == after
    assert glossary.documents() == []


def test_a_withdrawal_is_not_undone_when_the_document_has_come_back(glossary: Glossary) -> None:
    concept = added(glossary)
    done = withdraw(glossary, ["1", "2"], who="wang")
    glossary.add([FOUND], [BITEXT], who="li")
    before = state(glossary)
    assert done.revisions is not None
    with pytest.raises(GlossaryError, match="brought back since"):
        undo(glossary, done.revisions[0], who="li")
    assert state(glossary) == before
    assert concept.id not in [each.id for each in glossary.concepts()]


def test_undoing_an_earlier_revision_does_not_bring_back_withdrawn_evidence(
    glossary: Glossary,
) -> None:
    kept = added(glossary)
    number = glossary.add([proposal("三农", "three rurals")], [BITEXT], who="li").concepts[0]
    merged = merge(glossary, kept, glossary.concept(number), who="li")
    withdraw(glossary, ["1", "2"], who="wang")
    with pytest.raises(GlossaryError, match="cannot be undone"):
        undo(glossary, merged.revision, who="li")


def test_what_cannot_be_withdrawn_is_told_and_nothing_is_done(glossary: Glossary) -> None:
    added(glossary)
    before = state(glossary)
    with pytest.raises(NotFoundError, match=r"c\.txt: no such document"):
        withdraw(glossary, ["1", "c.txt"], who="wang")
    assert state(glossary) == before
    withdraw(glossary, ["1"], who="wang")
    with pytest.raises(GlossaryError, match="withdrawn before"):
        withdraw(glossary, ["a.zh.txt"], who="wang")
