from collections.abc import Iterator
from dataclasses import replace

import pytest
from contexts import context_of
from hypothesis import given
from hypothesis import strategies as st

from align.errors import InputError
from align.model import CHINESE_ENGLISH, Document, Language
from glossary.model import (
    ConceptStatus,
    Definition,
    Kind,
    Origin,
    Proposal,
    Side,
    Term,
    TermStatus,
)
from glossary.store import Glossary
from glossary.store.writing.merging import allocate

ZH, EN = CHINESE_ENGLISH

CHINESE = Document("推进三首。三首是首创、首发、首秀。", "a.zh.txt", ZH, "三首")
ENGLISH = Document("Promote the three firsts. They are debuts.", "a.en.txt", EN)
LATER = Document("The “three primaries” and three firsts.", "b.txt", EN)
SENTENCE = context_of("推进三首。", None, "a.zh.txt", ((2, 4),), (), (0,), ())
PAIR = context_of(
    "推进三首。", "Promote the three firsts.", "a.zh.txt", ((2, 4),), ((12, 24),), (0,), (0,)
)


def proposal(zh: str | None = "三首", en: str | None = "three firsts", count: int = 2) -> Proposal:
    terms = []
    if zh:
        terms.append(Term(ZH, zh, TermStatus.PREFERRED, frequency=count))
    if en:
        terms.append(Term(EN, en, TermStatus.PREFERRED, frequency=1))
    return Proposal(tuple(terms), Kind.NUMERIC, 0.75, count)


FIRST = replace(
    proposal(),
    definitions=(Definition(ZH, "首创、首发、首秀", "a.zh.txt", 1, 3, 11),),
    contexts=(PAIR,),
    subject="trade",
)


@pytest.fixture
def glossary(location: str) -> Iterator[Glossary]:
    with Glossary.open(location) as opened:
        yield opened


def test_a_proposal_becomes_a_concept_to_review(glossary: Glossary) -> None:
    report = glossary.add([FIRST], [CHINESE, ENGLISH], who="li")
    assert (report.added, report.extended, report.unchanged, report.rejected) == (1, 0, 0, 0)
    concept = glossary.concept(report.concepts[0])
    assert concept.terms == FIRST.terms
    assert concept.definitions == FIRST.definitions
    assert concept.contexts == FIRST.contexts
    assert (concept.kind, concept.subject, concept.score) == (Kind.NUMERIC, "trade", 0.75)
    assert (concept.status, concept.frequency) == (ConceptStatus.PROPOSED, 2)
    (revision,) = glossary.history(concept.id)
    assert (revision.who, revision.action, revision.before) == ("li", "add", None)


def test_documents_are_kept_with_who_added_them(glossary: Glossary) -> None:
    assert glossary.add([FIRST], [CHINESE, ENGLISH], who="li").documents == 2
    chinese, english = glossary.documents()
    assert (chinese.source, chinese.title, chinese.language) == ("a.zh.txt", "三首", ZH)
    assert (english.source, english.language, english.who) == ("a.en.txt", EN, "li")
    assert chinese.digest != english.digest


def test_the_same_documents_again_change_nothing(glossary: Glossary) -> None:
    glossary.add([FIRST, proposal("三农", "three rural issues")], [CHINESE, ENGLISH], who="li")
    before = glossary.concepts()
    renamed = [replace(CHINESE, source="copy.txt"), ENGLISH]
    for documents in ([CHINESE, ENGLISH], renamed):
        report = glossary.add(
            [FIRST, proposal("三农", "three rural issues")], documents, who="wang"
        )
        assert (report.added, report.extended, report.unchanged) == (0, 0, 2)
        assert report.documents == 0
    assert glossary.concepts() == before
    assert all(len(glossary.history(concept.id)) == 1 for concept in before)


def test_another_document_adds_its_evidence_to_the_concept(glossary: Glossary) -> None:
    glossary.add([FIRST], [CHINESE, ENGLISH], who="li")
    context = context_of(None, LATER.text, "b.txt", (), ((5, 20),), (), (0,))
    later = Proposal(
        (
            Term(EN, "Three Firsts", TermStatus.PREFERRED, frequency=1),
            Term(EN, "three primaries", frequency=1, inconsistency=0.5),
        ),
        Kind.SLOGAN,
        0.5,
        2,
        contexts=(context,),
        subject="other",
    )
    report = glossary.add([later], [LATER], who="wang")
    assert (report.added, report.extended) == (0, 1)
    (concept,) = glossary.concepts()
    chinese, english, new = concept.terms
    assert (chinese.frequency, english.frequency) == (2, 2)
    assert english.text == "three firsts"
    assert (new.text, new.status, new.inconsistency) == (
        "three primaries",
        TermStatus.ADMITTED,
        0.5,
    )
    assert concept.frequency == 4
    assert concept.contexts == (PAIR, context)
    assert (concept.kind, concept.subject, concept.score) == (Kind.NUMERIC, "trade", 0.75)
    assert [revision.action for revision in glossary.history(concept.id)] == ["add", "add"]


def test_a_second_preferred_rendering_is_only_admitted(glossary: Glossary) -> None:
    glossary.add([FIRST], [CHINESE, ENGLISH], who="li")
    glossary.add([proposal(en="three debuts")], [CHINESE, LATER], who="li")
    (concept,) = glossary.concepts()
    assert [(term.text, term.status.value) for term in concept.terms] == [
        ("三首", "preferred"),
        ("three firsts", "preferred"),
        ("three debuts", "admitted"),
    ]


def test_translations_into_several_languages_come_to_stand_in_one_context(
    glossary: Glossary,
) -> None:
    french = Document("Promouvoir les trois premiers.", "a.fr.txt", Language("fr"))
    side = Side(Language("fr"), french.text, ((15, 29),), (0,))
    later = replace(PAIR, sides=(PAIR.sides[0], side))
    glossary.add([FIRST], [CHINESE, ENGLISH], who="li")
    term = Term(Language("fr"), "trois premiers", TermStatus.PREFERRED, frequency=1)
    found = replace(FIRST, terms=(FIRST.terms[0], term), contexts=(later,))
    glossary.add([found], [CHINESE, french], who="li")
    (concept,) = glossary.concepts()
    assert concept.contexts == (replace(PAIR, sides=(*PAIR.sides, side)),)


def test_a_translation_that_comes_later_completes_the_sentence(glossary: Glossary) -> None:
    alone = replace(proposal(en=None), contexts=(SENTENCE,))
    glossary.add([alone], [CHINESE], who="li")
    glossary.add([FIRST], [CHINESE, ENGLISH], who="li")
    (concept,) = glossary.concepts()
    assert concept.contexts == (PAIR,)
    assert [term.text for term in concept.terms] == ["三首", "three firsts"]
    assert concept.terms[1].status is TermStatus.PREFERRED
    assert (concept.frequency, concept.terms[0].frequency) == (2, 2)


def test_an_english_concept_takes_its_chinese_when_it_comes(glossary: Glossary) -> None:
    glossary.add([proposal(zh=None, count=1)], [ENGLISH], who="li")
    glossary.add([FIRST], [CHINESE, ENGLISH], who="li")
    (concept,) = glossary.concepts()
    assert [term.text for term in concept.terms] == ["三首", "three firsts"]


def test_two_chinese_terms_with_one_rendering_stay_two_concepts(glossary: Glossary) -> None:
    both = [proposal("改革", "reform"), proposal("变革", "reform")]
    assert glossary.add(both, [CHINESE, ENGLISH], who="li").added == 2


def test_traditional_and_simplified_spellings_are_one_concept(glossary: Glossary) -> None:
    both = [proposal("新质生产力", None), proposal("新質生產力", None)]
    report = glossary.add(both, [CHINESE], who="li")
    assert report.added == 1
    assert len(set(report.concepts)) == 1


def test_proposals_of_one_text_that_are_one_concept_count_once(glossary: Glossary) -> None:
    other = proposal(en="three debuts")
    glossary.add([FIRST, other], [CHINESE, ENGLISH], who="li")
    (concept,) = glossary.concepts()
    assert concept.frequency == 2
    assert concept.terms[0].frequency == 2
    assert [term.text for term in concept.terms] == ["三首", "three firsts", "three debuts"]
    assert glossary.add([FIRST, other], [CHINESE, ENGLISH], who="li").unchanged == 2


def test_a_rejected_proposal_does_not_come_back(glossary: Glossary) -> None:
    glossary.add([FIRST], [CHINESE, ENGLISH], who="li")
    (concept,) = glossary.concepts()
    rejected = glossary.save(
        replace(concept, status=ConceptStatus.REJECTED), who="li", action="reject"
    )
    for documents in ([CHINESE, ENGLISH], [CHINESE, LATER]):
        report = glossary.add([FIRST], documents, who="li")
        assert (report.added, report.extended, report.rejected) == (0, 0, 1)
    assert glossary.concepts() == [rejected]


def test_nothing_that_a_person_wrote_is_overwritten(glossary: Glossary) -> None:
    glossary.add([FIRST], [CHINESE, ENGLISH], who="li")
    (concept,) = glossary.concepts()
    mine = Definition(EN, "mine", "li", origin=Origin.PERSON)
    edited = glossary.save(
        replace(
            concept,
            terms=(concept.terms[0], Term(EN, "my firsts", TermStatus.PREFERRED, note="n")),
            definitions=(mine,),
            kind=Kind.DOCTRINE,
            subject="mine",
            note="mine",
            status=ConceptStatus.APPROVED,
        ),
        who="li",
    )
    glossary.add([replace(FIRST, subject="theirs")], [CHINESE, LATER], who="robot")
    (after,) = glossary.concepts()
    assert after.definitions[0] == mine
    assert after.terms[1] == edited.terms[1]
    assert (after.kind, after.subject, after.note) == (Kind.DOCTRINE, "mine", "mine")
    assert after.status is ConceptStatus.APPROVED


def test_a_definition_of_the_starter_glossary_comes_before_what_texts_say(
    glossary: Glossary,
) -> None:
    starter = Definition(EN, "The three firsts.", "tifa", origin=Origin.REFERENCE)
    glossary.add([FIRST], [CHINESE], who="li")
    glossary.add([replace(FIRST, definitions=(starter,))], [CHINESE, LATER], who="li")
    (concept,) = glossary.concepts()
    assert concept.definitions == (starter, *FIRST.definitions)


def test_a_definition_that_a_person_put_first_stays_first(glossary: Glossary) -> None:
    starter = Definition(EN, "The three firsts.", "tifa", origin=Origin.REFERENCE)
    known = replace(FIRST, definitions=(starter, *FIRST.definitions))
    glossary.add([known], [CHINESE], who="li")
    (concept,) = glossary.concepts()
    glossary.save(replace(concept, definitions=concept.definitions[::-1]), who="li")
    glossary.add([known], [CHINESE, LATER], who="robot")
    (concept,) = glossary.concepts()
    assert concept.definitions == (*FIRST.definitions, starter)


def test_what_texts_say_of_an_approved_concept_stays_before_a_later_definition(
    glossary: Glossary,
) -> None:
    starter = Definition(EN, "The three firsts.", "tifa", origin=Origin.REFERENCE)
    glossary.add([FIRST], [CHINESE], who="li")
    (concept,) = glossary.concepts()
    glossary.save(replace(concept, status=ConceptStatus.APPROVED), who="li")
    glossary.add([replace(FIRST, definitions=(starter,))], [CHINESE, LATER], who="robot")
    (concept,) = glossary.concepts()
    assert concept.definitions == (*FIRST.definitions, starter)


def test_a_rendering_that_a_person_took_out_stays_out(glossary: Glossary) -> None:
    glossary.add([FIRST], [CHINESE, ENGLISH], who="li")
    (concept,) = glossary.concepts()
    glossary.save(replace(concept, terms=concept.terms[:1]), who="li")
    glossary.add([FIRST], [CHINESE, LATER], who="li")
    (after,) = glossary.concepts()
    assert [term.text for term in after.terms] == ["三首"]


def test_a_proposal_without_documents_is_not_counted_twice(glossary: Glossary) -> None:
    glossary.add([FIRST], [], who="li")
    assert glossary.add([FIRST], [], who="li").unchanged == 1
    assert glossary.concepts()[0].frequency == 2


def test_evidence_falls_to_the_documents_that_hold_the_term(glossary: Glossary) -> None:
    first = Document("三首三首三首", "1.txt", ZH)
    second = Document("三首三农", "2.txt", ZH)
    third = Document("三农", "3.txt", ZH)
    both = [proposal(en=None, count=4), proposal("三农", None)]
    glossary.add(both, [first, second], who="li")
    # The third document is new to both; only 三农 stands in it.
    report = glossary.add([proposal(en=None, count=1), both[1]], [second, third], who="li")
    assert (report.unchanged, report.extended) == (1, 1)


def test_adding_is_all_or_nothing(glossary: Glossary) -> None:
    broken = replace(proposal("三农"), score=7.0)
    with pytest.raises(InputError, match="score"):
        glossary.add([FIRST, broken], [CHINESE, ENGLISH], who="li")
    assert glossary.concepts() == []
    assert glossary.documents() == []


def test_what_no_database_holds_is_replaced_and_counted(glossary: Glossary) -> None:
    hostile = Document("三\x00首\ud800", "a\x00", ZH, "\udfff")
    terms = (Term(ZH, "三\x00首", TermStatus.PREFERRED, frequency=1),)
    found = Proposal(terms, Kind.CONCEPT, 0.5, 1)
    assert glossary.add([found], [hostile], who="li").replaced == 2
    assert glossary.add([found], [hostile], who="li").unchanged == 1
    assert glossary.concepts()[0].terms[0].text == "三\ufffd首"
    assert glossary.documents()[0].source == "a\ufffd"


@given(st.integers(0, 10_000), st.dictionaries(st.integers(), st.integers(0, 99), min_size=1))
def test_what_is_split_adds_up_again(total: int, weights: dict[int, int]) -> None:
    parts = allocate(total, weights)
    assert sum(parts.values()) == total
    whole = sum(weights.values())
    if whole:
        assert all(abs(parts[each] - total * weights[each] / whole) < 1 for each in weights)
