"""What is said of the way from one state of a concept to another."""

from dataclasses import replace

from contexts import context_of

from align.model import CHINESE_ENGLISH
from glossary.model import Concept, Definition, Term, TermStatus
from glossary.model.changes import Difference, differences

ZH, EN = CHINESE_ENGLISH

CONCEPT = Concept(
    "c1",
    (Term(ZH, "三首"), Term(EN, "three firsts", TermStatus.PREFERRED), Term(EN, "debuts")),
    definitions=(Definition(ZH, "首创", "a.txt"),),
    contexts=(context_of("推进三首。", None, "a.txt"),),
)


def said(after: Concept) -> list[str]:
    return list(map(str, differences(CONCEPT, after)))


def test_states_that_differ_in_their_revision_only_do_not_differ() -> None:
    assert said(replace(CONCEPT, revision=9)) == []


def test_particulars_of_a_term_are_named_with_both_values() -> None:
    changed = replace(CONCEPT.terms[2], status=TermStatus.DEPRECATED, note="calque", frequency=3)
    assert said(replace(CONCEPT, terms=(*CONCEPT.terms[:2], changed))) == [
        "English term debuts: admitted → deprecated",
        "English term debuts frequency: 0 → 3",
        "English term debuts note: none → calque",
    ]


def test_the_order_of_terms_is_a_difference() -> None:
    turned = (CONCEPT.terms[0], CONCEPT.terms[2], CONCEPT.terms[1])
    assert said(replace(CONCEPT, terms=turned)) == [
        "English terms in order: three firsts; debuts → debuts; three firsts"
    ]


def test_definitions_are_told_by_their_place() -> None:
    more = (
        replace(CONCEPT.definitions[0], members=("一", "二")),
        Definition(EN, "debuts of three kinds"),
    )
    assert said(replace(CONCEPT, definitions=more)) == [
        "definition members: none → 一; 二",
        "definition 2: none → debuts of three kinds",
    ]


def test_contexts_are_counted_and_others_of_the_same_number_seen() -> None:
    other = context_of("别的。", None, "b.txt")
    assert said(replace(CONCEPT, contexts=())) == ["contexts: 1 → 0"]
    assert said(replace(CONCEPT, contexts=(other,))) == [
        "contexts: 1 → 1, of which some are others"
    ]


def test_values_before_and_after_can_be_read_by_programs() -> None:
    assert list(differences(CONCEPT, replace(CONCEPT, subject="trade"))) == [
        Difference("subject", "", "", "trade")
    ]
