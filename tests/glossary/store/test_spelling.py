"""Lists of members that stored documents have, found and kept, on every database."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from align.model import Document, Language
from align.segment import segment
from glossary.finding.reference import Reference
from glossary.model import Concept, ConceptStatus, Kind, Particulars, Proposal, Term, TermStatus
from glossary.store import Glossary
from glossary.store.changing.spelling import keep_spelled
from glossary.store.changing.undoing import undo
from glossary.store.changing.withdrawing import withdraw
from glossary.store.reading.formulas import formulas, formulas_named, sourced
from glossary.store.reading.relations import related_concepts

ZH, EN = Language("zh"), Language("en")
EMPTY = Reference.from_concepts(())

SAYING = "要全面推进“五个振兴”，即产业振兴、人才振兴、文化振兴、生态振兴、组织振兴。各地都在行动。"
MENTION = "会议再次提到五个振兴。大家要学习、讨论、落实。"
WITHOUT = "乡村要有产业振兴、人才振兴、文化振兴、生态振兴、组织振兴。"
ENGLISH = (
    'We must follow the "Four Comprehensives": comprehensive reform, comprehensive opening, '
    "comprehensive learning and comprehensive testing. Work goes on."
)
MEMBERS = ("产业振兴", "人才振兴", "文化振兴", "生态振兴", "组织振兴")


@pytest.fixture
def glossary(location: str) -> Iterator[Glossary]:
    with Glossary.open(location) as opened:
        opened.save_all(
            [
                Concept("f", (Term(ZH, "五个振兴", TermStatus.PREFERRED),), kind=Kind.NUMERIC),
                Concept("c", (Term(ZH, "产业振兴"),)),
            ],
            who="li",
        )
        yield opened


def store(glossary: Glossary, text: str, source: str, dated: str = "") -> None:
    about = {source: Particulars(dated=dated)}
    glossary.add([], [segment(Document(text, source, ZH))], who="li", about=about)


def lists(glossary: Glossary) -> list[tuple[tuple[str, ...], list[str]]]:
    """The lists of the formula, and the documents that have each."""
    (known,) = formulas_named(glossary, EMPTY, "五个振兴")
    return [
        (each.said.members, [one.document.source for one in each.sources if one.document])
        for each in sourced(glossary, EMPTY, known)
    ]


def test_a_list_is_read_in_a_document_that_was_there_before_its_formula(
    glossary: Glossary,
) -> None:
    store(glossary, MENTION, "a.txt")
    assert lists(glossary) == []
    store(glossary, SAYING, "b.txt")
    assert lists(glossary) == [(MEMBERS, ["b.txt"])]
    withdraw(glossary, ["b.txt"], who="li")
    assert lists(glossary) == []


def test_a_list_without_its_formula_counts_where_several_documents_have_it(
    glossary: Glossary,
) -> None:
    store(glossary, WITHOUT, "a.txt", "2021")
    assert lists(glossary) == []
    store(glossary, f"今天的消息。{WITHOUT}", "b.txt", "2022")
    assert lists(glossary) == [(MEMBERS, ["a.txt", "b.txt"])]


@pytest.mark.parametrize("is_evidence", [False, True])
def test_it_is_kept_as_what_was_drawn_when_its_document_was_added(
    glossary: Glossary, is_evidence: bool
) -> None:
    store(glossary, MENTION, "a.txt")
    text = segment(Document(SAYING, "b.txt", ZH))
    seen = Proposal(
        (Term(ZH, "五个振兴", TermStatus.PREFERRED, frequency=1),), Kind.NUMERIC, 0.9, 1
    )
    glossary.add([seen] * is_evidence, [text], who="li")
    kept = keep_spelled(glossary, None, who="li")
    assert (kept.read, kept.spelled, kept.changed) == (1, 1, ("f",))
    formula = glossary.concept("f")
    (drawn,) = formula.definitions
    assert (drawn.members, drawn.source) == (MEMBERS, "b.txt")
    assert [each.lists[0].members for each in formulas(glossary, EMPTY)] == [MEMBERS]
    related = related_concepts(glossary, glossary.concept("c"))
    assert [(each.said, each.concept.id) for each in related] == [("member of", "f")]
    assert keep_spelled(glossary, ["f"], who="li").changed == ()
    assert glossary.concept("f") == formula
    last = glossary.history("f")[-1]
    undo(glossary, last.number, who="li")
    assert glossary.concept("f").definitions == ()
    assert keep_spelled(glossary, None, who="li").changed == ("f",)
    withdraw(glossary, ["b.txt"], who="li")
    assert glossary.concept("f").definitions == ()


def test_only_what_is_named_is_kept_and_nothing_that_is_rejected(glossary: Glossary) -> None:
    store(glossary, SAYING, "b.txt")
    assert keep_spelled(glossary, ["c"], who="li").read == 0
    formula = glossary.concept("f")
    glossary.save(replace(formula, status=ConceptStatus.REJECTED), who="li", action="reject")
    assert keep_spelled(glossary, None, who="li").read == 0


def test_members_are_read_in_english_too(glossary: Glossary) -> None:
    named = Term(EN, "Four Comprehensives", TermStatus.PREFERRED)
    glossary.save(Concept("e", (named,), kind=Kind.NUMERIC), who="li")
    glossary.add([], [segment(Document(ENGLISH, "a.en.txt", EN))], who="li")
    (known,) = formulas_named(glossary, EMPTY, "Four Comprehensives")
    assert [each.members for each in known.lists] == [
        (
            "comprehensive reform",
            "comprehensive opening",
            "comprehensive learning",
            "comprehensive testing",
        )
    ]
