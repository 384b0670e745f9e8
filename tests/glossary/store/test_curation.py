"""Deciding, merging and undoing, on every database."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from contexts import context_of

from align.errors import GlossaryError, NotFoundError
from align.model import CHINESE_ENGLISH, Document
from glossary.model import (
    Concept,
    ConceptStatus,
    Definition,
    Kind,
    Proposal,
    Term,
    TermStatus,
)
from glossary.model.changes import differences, same
from glossary.model.conditions import conditions_of
from glossary.store import ConceptConflictError, Glossary
from glossary.store.changing.joining import join, merge
from glossary.store.changing.undoing import undo
from glossary.store.changing.workflow import decide
from glossary.store.reading.history import concept_histories, latest
from glossary.store.writing.evidence import evidence_of

ZH, EN = CHINESE_ENGLISH
PREFERRED, ADMITTED = TermStatus.PREFERRED, TermStatus.ADMITTED
APPROVED, REJECTED = ConceptStatus.APPROVED, ConceptStatus.REJECTED

FIRST = Document("推进三首。三首是首创。", "a.txt", ZH)
SECOND = Document("再说三首。", "b.txt", ZH)


def proposal(text: str, english: str, document: Document, count: int = 1) -> Proposal:
    return Proposal(
        (Term(ZH, text, PREFERRED, frequency=count), Term(EN, english, PREFERRED)),
        Kind.CONCEPT,
        0.5,
        count,
        definitions=(Definition(ZH, f"{text}见{document.source}", document.source, 0, 0, 2),),
        contexts=(context_of(document.text[:5], None, document.source, zh_segments=(0,)),),
    )


@pytest.fixture
def glossary(location: str) -> Iterator[Glossary]:
    with Glossary.open(location) as opened:
        yield opened


def added(glossary: Glossary, *proposals: Proposal, document: Document = FIRST) -> list[Concept]:
    return glossary.with_ids(glossary.add(proposals, [document], who="li").concepts)


def evidence(glossary: Glossary, concept: Concept) -> object:
    with glossary.reading() as connection:
        return evidence_of(connection, [concept.id])[concept.id]


def last(glossary: Glossary) -> int:
    return latest(glossary, 1)[0].number


def test_terms_and_ids_are_decided_about_and_the_history_says_who(glossary: Glossary) -> None:
    one, two = added(glossary, proposal("三首", "a", FIRST), proposal("三农", "b", FIRST))
    decisions = decide(glossary, ["“三首”", two.id], APPROVED, who="wang", why="seen")
    assert decisions.changed == (one.id, two.id)
    assert decisions.unclear == ()
    revision = glossary.history(two.id)[-1]
    assert (revision.who, revision.action, revision.why) == ("wang", "approve", "seen")
    assert glossary.concept(two.id).status is APPROVED


def test_what_is_decided_already_gets_no_revision(glossary: Glossary) -> None:
    (one,) = added(glossary, proposal("三首", "a", FIRST))
    decide(glossary, [one.id], APPROVED, who="li", why="seen")
    again = decide(glossary, [one.id, "三首"], APPROVED, who="li", why="seen")
    assert (again.changed, again.unchanged) == ((), 2)
    assert len(glossary.history(one.id)) == 2


def test_a_term_of_several_concepts_is_not_guessed_and_the_rest_is_done(
    glossary: Glossary,
) -> None:
    one, two, other = added(
        glossary,
        proposal("改革", "reform", FIRST),
        proposal("变革", "reform", FIRST),
        proposal("三农", "b", FIRST),
    )
    decisions = decide(glossary, ["reform", "三农", "没有"], REJECTED, who="li", why="no")
    assert decisions.changed == (other.id,)
    unclear = {each.name: {concept.id for concept in each.concepts} for each in decisions.unclear}
    assert unclear == {"reform": {one.id, two.id}, "没有": set()}
    assert glossary.concept(one.id).status is ConceptStatus.PROPOSED


def test_a_term_as_it_is_written_goes_before_one_that_reads_alike(glossary: Glossary) -> None:
    one, two = added(
        glossary, proposal("改革", "Reform", FIRST), proposal("变革", "reforms", FIRST)
    )
    assert decide(glossary, ["reforms"], APPROVED, who="li").changed == (two.id,)
    assert decide(glossary, ["Reform"], APPROVED, who="li").changed == (one.id,)


def test_deciding_by_revision_sees_that_somebody_was_faster(glossary: Glossary) -> None:
    one, two = added(glossary, proposal("三首", "a", FIRST), proposal("三农", "b", FIRST))
    glossary.save(replace(one, note="mine"), who="wang")
    with pytest.raises(ConceptConflictError, match="changed by wang"):
        decide(glossary, [two.id, f"{one.id}@{one.revision}"], APPROVED, who="li")
    assert glossary.concept(two.id).status is ConceptStatus.PROPOSED
    now = glossary.concept(one.id).revision
    assert decide(glossary, [f"{one.id}@{now}"], APPROVED, who="li").changed == (one.id,)


def test_undoing_puts_back_one_change_and_leaves_later_ones_elsewhere(glossary: Glossary) -> None:
    (one,) = added(glossary, proposal("三首", "a", FIRST))
    decide(glossary, [one.id], REJECTED, who="li", why="no")
    number = last(glossary)
    glossary.save(replace(glossary.concept(one.id), note="later"), who="wang")
    undo(glossary, number, who="zhao", why="it is one")
    now = glossary.concept(one.id)
    assert (now.status, now.note) == (ConceptStatus.PROPOSED, "later")
    revision = glossary.history(one.id)[-1]
    assert (revision.action, revision.why) == ("undo", f"undo of revision {number}: it is one")


def test_undoing_keeps_terms_that_others_added_meanwhile(glossary: Glossary) -> None:
    (one,) = added(glossary, proposal("三首", "a", FIRST))
    edited = glossary.save(replace(one, terms=(*one.terms, Term(EN, "mine"))), who="li")
    glossary.save(replace(edited, terms=(*edited.terms, Term(EN, "theirs"))), who="wang")
    undo(glossary, edited.revision, who="li")
    assert [term.text for term in glossary.concept(one.id).terms] == ["三首", "a", "theirs"]


def test_conditions_that_people_set_are_told_kept_by_new_texts_and_undone(
    glossary: Glossary,
) -> None:
    (one,) = added(glossary, proposal("三首", "a", FIRST))
    terms = (one.terms[0], replace(one.terms[1], conditions=conditions_of("after 推进; in law")))
    edited = glossary.save(replace(one, terms=terms), who="li")
    assert edited.terms == terms
    assert list(map(str, differences(one, edited))) == [
        "English term a conditions: none → after 推进; in law"
    ]
    glossary.add([proposal("三首", "a", SECOND)], [SECOND], who="wang")
    now = glossary.concept(one.id)
    assert (now.frequency, now.terms[1].conditions) == (2, terms[1].conditions)
    undo(glossary, edited.revision, who="li")
    assert glossary.concept(one.id).terms[1].conditions == ()


def test_undoing_restores_the_order_of_terms(glossary: Glossary) -> None:
    (one,) = added(glossary, proposal("三首", "a", FIRST))
    turned = glossary.save(replace(one, terms=one.terms[::-1]), who="li")
    undo(glossary, turned.revision, who="li")
    assert glossary.concept(one.id).terms == one.terms


def test_what_was_changed_again_is_not_undone_and_the_change_is_named(glossary: Glossary) -> None:
    (one,) = added(glossary, proposal("三首", "a", FIRST))
    first = glossary.save(replace(one, note="first"), who="li")
    glossary.save(replace(first, subject="trade"), who="li")
    third = glossary.save(replace(glossary.concept(one.id), note="third"), who="wang")
    before = glossary.concept(one.id)
    with pytest.raises(GlossaryError, match=rf"revision {third.revision} \(edit by wang\)"):
        undo(glossary, first.revision, who="li")
    assert glossary.concept(one.id) == before


def test_an_undo_can_be_undone(glossary: Glossary) -> None:
    (one,) = added(glossary, proposal("三首", "a", FIRST))
    edited = glossary.save(replace(one, note="first"), who="li")
    undo(glossary, edited.revision, who="li")
    assert glossary.concept(one.id).note == ""
    undo(glossary, last(glossary), who="li")
    assert glossary.concept(one.id).note == "first"


def test_undoing_leaves_one_preferred_term_a_language(glossary: Glossary) -> None:
    (one,) = added(glossary, proposal("三首", "a", FIRST))
    chinese, english = one.terms
    lowered = glossary.save(
        replace(one, terms=(chinese, replace(english, status=ADMITTED))), who="li"
    )
    glossary.save(replace(lowered, terms=(*lowered.terms, Term(EN, "b", PREFERRED))), who="wang")
    before = glossary.concept(one.id)
    with pytest.raises(GlossaryError, match="several preferred English terms"):
        undo(glossary, lowered.revision, who="li")
    assert glossary.concept(one.id) == before


def test_there_must_be_such_a_revision(glossary: Glossary) -> None:
    with pytest.raises(NotFoundError, match="no revision 7"):
        undo(glossary, 7, who="li")


def test_undoing_new_evidence_takes_it_out_and_adding_again_brings_it_back(
    glossary: Glossary,
) -> None:
    (one,) = added(glossary, proposal("三首", "a", FIRST, 2))
    before = evidence(glossary, one)
    (two,) = added(glossary, proposal("三首", "b", SECOND), document=SECOND)
    assert (two.id, two.frequency) == (one.id, 3)
    undo(glossary, two.revision, who="li")
    now = glossary.concept(one.id)
    assert same(now, one)
    assert evidence(glossary, one) == before
    (again,) = added(glossary, proposal("三首", "b", SECOND), document=SECOND)
    assert same(again, two)


def test_older_evidence_can_be_undone_under_newer(glossary: Glossary) -> None:
    (one,) = added(glossary, proposal("三首", "a", FIRST, 2))
    (two,) = added(glossary, proposal("三首", "b", SECOND), document=SECOND)
    third = Document("还是三首。", "c.txt", ZH)
    added(glossary, proposal("三首", "c", third, 5), document=third)
    undo(glossary, two.revision, who="li")
    now = glossary.concept(one.id)
    assert now.frequency == 7
    assert [context.source for context in now.contexts] == ["a.txt", "c.txt"]
    assert [term.text for term in now.terms] == ["三首", "a", "c"]


def test_what_a_document_said_is_not_taken_out_when_it_says_more_by_now(
    glossary: Glossary,
) -> None:
    added(glossary, proposal("三首", "a", FIRST))
    two, other = added(
        glossary, proposal("三首", "b", SECOND), proposal("三农", "c", SECOND), document=SECOND
    )
    merged = merge(glossary, two, other, who="wang")
    with pytest.raises(GlossaryError, match="what documents say of it has changed since"):
        undo(glossary, two.revision, who="li")
    assert glossary.concept(two.id) == merged


def test_a_concept_whose_making_is_undone_is_gone_with_its_evidence_but_not_its_history(
    glossary: Glossary,
) -> None:
    (one,) = added(glossary, proposal("三首", "a", FIRST))
    undo(glossary, one.revision, who="li")
    assert glossary.with_ids([one.id]) == []
    assert evidence(glossary, one) == {}
    (found,) = concept_histories(glossary, "三首")
    assert (found.concept, [each.action for each in found.revisions]) == (None, ["add", "undo"])
    undo(glossary, last(glossary), who="li")
    assert same(glossary.concept(one.id), one)
    assert glossary.add([proposal("三首", "a", FIRST)], [FIRST], who="li").unchanged == 1


def test_the_making_of_a_concept_that_people_worked_on_is_not_undone(glossary: Glossary) -> None:
    (one,) = added(glossary, proposal("三首", "a", FIRST))
    glossary.save(replace(one, note="mine"), who="wang")
    with pytest.raises(GlossaryError, match="edit by wang"):
        undo(glossary, one.revision, who="li")


def test_merging_keeps_everything_and_one_preferred_term_a_language() -> None:
    kept = Concept(
        "a",
        (
            Term(ZH, "三首", PREFERRED, frequency=2, note="x", conditions=conditions_of("in law")),
            Term(EN, "debut", ADMITTED),
        ),
        definitions=(Definition(ZH, "一"),),
        contexts=(context_of("一", None, "a.txt"),),
        note="mine",
        frequency=2,
        score=0.5,
    )
    gone = Concept(
        "b",
        (
            Term(
                ZH,
                "三首",
                PREFERRED,
                frequency=3,
                note="y",
                conditions=conditions_of("about trade; not in law"),
            ),
            Term(ZH, "三個首", PREFERRED),
            Term(EN, "three firsts", PREFERRED),
            Term(EN, "three first", TermStatus.DEPRECATED),
        ),
        definitions=(Definition(ZH, "一"), Definition(EN, "one")),
        contexts=(context_of("二", None, "b.txt"),),
        subject="trade",
        note="theirs",
        frequency=3,
        score=0.75,
    )
    joined = join(kept, gone)
    assert joined.terms == (
        Term(
            ZH,
            "三首",
            PREFERRED,
            frequency=5,
            note="x; y",
            conditions=conditions_of("about trade; in law"),
        ),
        Term(EN, "debut", ADMITTED),
        Term(ZH, "三個首", ADMITTED),
        Term(EN, "three firsts", ADMITTED),
        Term(EN, "three first", TermStatus.DEPRECATED),
    )
    assert [each.text for each in joined.definitions] == ["一", "one"]
    assert [each.source for each in joined.contexts] == ["a.txt", "b.txt"]
    assert (joined.subject, joined.note) == ("trade", "mine\ntheirs")
    assert (joined.id, joined.frequency, joined.score) == ("a", 5, 0.75)


def test_a_concept_without_a_preferred_term_takes_that_of_the_other() -> None:
    kept = Concept("a", (Term(ZH, "三首"),))
    gone = Concept("b", (Term(EN, "three firsts", PREFERRED),))
    assert join(kept, gone).terms[1].status is PREFERRED


def test_after_a_merge_proposals_of_either_find_the_one_that_stayed(glossary: Glossary) -> None:
    one, two = added(glossary, proposal("三首", "a", FIRST), proposal("三个首", "b", FIRST))
    stored = merge(glossary, one, two, who="li", why="the same")
    assert glossary.with_ids([two.id]) == []
    report = glossary.add([proposal("三个首", "b", FIRST)], [FIRST], who="li")
    assert (report.concepts, report.unchanged) == ((one.id,), 1)
    (extended,) = added(glossary, proposal("三个首", "b", SECOND), document=SECOND)
    assert (extended.id, extended.frequency) == (one.id, stored.frequency + 1)


@pytest.mark.parametrize("which", [0, 1])
def test_both_revisions_of_a_merge_are_undone_together(glossary: Glossary, which: int) -> None:
    one, two = added(glossary, proposal("三首", "a", FIRST), proposal("三个首", "b", FIRST))
    proofs = [evidence(glossary, each) for each in (one, two)]
    first = merge(glossary, one, two, who="li").revision
    undone = undo(glossary, first + which, who="li")
    assert {each.concept_id for each in undone} == {one.id, two.id}
    assert [same(glossary.concept(each.id), each) for each in (one, two)] == [True, True]
    assert [evidence(glossary, each) for each in (one, two)] == proofs
    undo(glossary, last(glossary), who="li")
    assert glossary.with_ids([two.id]) == []
    assert len(glossary.concept(one.id).terms) == 4


def test_merging_sees_that_somebody_was_faster(glossary: Glossary) -> None:
    one, two = added(glossary, proposal("三首", "a", FIRST), proposal("三个首", "b", FIRST))
    glossary.save(replace(two, note="mine"), who="wang")
    proof = evidence(glossary, one)
    with pytest.raises(ConceptConflictError, match="changed by wang"):
        merge(glossary, one, two, who="li")
    assert glossary.concept(one.id) == one
    assert evidence(glossary, one) == proof


def test_of_two_merges_that_cross_the_later_is_told_who_was_faster(glossary: Glossary) -> None:
    one, two = added(glossary, proposal("三首", "a", FIRST), proposal("三个首", "b", FIRST))
    stored = merge(glossary, one, two, who="li")
    proof = evidence(glossary, one)
    with pytest.raises(ConceptConflictError, match=r"三个首.* li took it out at .*merge") as raised:
        merge(glossary, two, one, who="wang")
    assert raised.value.current is None
    assert glossary.concepts() == [stored]
    assert evidence(glossary, one) == proof


def test_a_concept_is_merged_neither_with_itself_nor_into_a_rejected_one(
    glossary: Glossary,
) -> None:
    one, two = added(glossary, proposal("三首", "a", FIRST), proposal("三个首", "b", FIRST))
    with pytest.raises(GlossaryError, match="itself"):
        merge(glossary, one, one, who="li")
    decide(glossary, [one.id], REJECTED, who="li")
    with pytest.raises(GlossaryError, match="is rejected"):
        merge(glossary, glossary.concept(one.id), two, who="li")
