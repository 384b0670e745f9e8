"""The formulas of a glossary with the sources of their members, on every database."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from align.model import Bead, Bitext, Document, Language, SegmentedDocument
from align.segment import segment_lines
from glossary.finding.reference import Reference
from glossary.formulas.known import Completeness
from glossary.model import (
    Concept,
    ConceptStatus,
    Definition,
    Kind,
    Origin,
    Particulars,
    Proposal,
    Term,
    TermStatus,
)
from glossary.store import Glossary
from glossary.store.reading.formulas import KnownFormula, formulas, formulas_named, sourced

ZH, EN, FR = Language("zh"), Language("en"), Language("fr")

LIST, OTHER = "绿水、青山和蓝天", "绿水、青山和白云"


def text(source: str, language: Language, *lines: str) -> SegmentedDocument:
    return segment_lines(Document("\n".join(lines), source, language))


def listing(source: str, members: str, segment: int = 1) -> Definition:
    said = tuple(members.replace("和", "、").split("、"))
    return Definition(ZH, members, source, segment, 2, 2 + len(members), members=said)


def proposal(*definitions: Definition) -> Proposal:
    term = Term(ZH, "三美", TermStatus.PREFERRED, frequency=1)
    return Proposal((term,), Kind.NUMERIC, 0.9, 1, definitions)


NEW = Bitext(
    text("new.zh", ZH, "开头。", f"三美是{OTHER}。"),
    text("new.en", EN, "A beginning.", "The three beauties are water, hills and clouds."),
    (Bead((0,), (0,), 1.0), Bead((1,), (1,), 1.0)),
)
OLD = text("old.zh", ZH, "开头。", f"三美即{LIST}。")
HILLS = Concept("hills", (Term(ZH, "青山"), Term(EN, "green hills"), Term(FR, "collines")))
STARTER = Reference.from_concepts(
    [
        Concept(
            "s1",
            (Term(ZH, "三美"), Term(EN, "three beauties")),
            (
                Definition(
                    EN, "The", "ref", origin=Origin.REFERENCE, members=("water", "hill", "sky")
                ),
                Definition(ZH, "三", "ref", origin=Origin.REFERENCE, members=("美甲", "美乙")),
            ),
            kind=Kind.NUMERIC,
        ),
        Concept("s2", (Term(ZH, "两山"),), kind=Kind.NUMERIC),
        Concept("s3", (Term(ZH, "蓝天"), Term(EN, "blue sky"))),
        Concept("s4", (Term(ZH, "改革"),)),
    ]
)


@pytest.fixture
def glossary(location: str) -> Iterator[Glossary]:
    about = {"new.zh": Particulars(dated="2024"), "old.zh": Particulars(dated="2019-05")}
    with Glossary.open(location) as opened:
        opened.save(HILLS, who="li")
        opened.add([proposal(listing("new.zh", OTHER))], [NEW], who="li", about=about)
        opened.add([proposal(listing("old.zh", LIST))], [OLD], who="li", about=about)
        yield opened


def the_one(glossary: Glossary, name: str = "三美") -> KnownFormula:
    (found,) = formulas_named(glossary, STARTER, name)
    return found


def test_each_list_stands_with_its_document_and_its_sentence(glossary: Glossary) -> None:
    found = the_one(glossary)
    assert found.completeness is Completeness.CONTRADICTORY
    own = [each for each in sourced(glossary, STARTER, found) if each.said.language is ZH]
    places = {
        source.document.dated: (source.sentence, source.translations)
        for each in own
        for source in each.sources
        if source.document
    }
    assert places == {
        "2024": (
            f"三美是{OTHER}。",
            ((EN, "The three beauties are water, hills and clouds."),),
        ),
        "2019-05": (f"三美即{LIST}。", ()),
    }


def test_members_that_are_concepts_are_told(glossary: Glossary) -> None:
    known = the_one(glossary)
    lists = sourced(glossary, STARTER, known)
    members = {member.text: member for each in lists for member in each.members}
    assert members["绿水"].concept is None
    assert members["青山"].concept == glossary.concept("hills")
    assert (members["蓝天"].concept, members["蓝天"].from_reference) == (STARTER.concepts[2], True)


def test_the_starter_glossary_lists_what_the_glossary_does_not(glossary: Glossary) -> None:
    found = the_one(glossary)
    assert [(each.language, each.members) for each in found.lent] == [
        (EN, ("water", "hill", "sky"))
    ]
    (lent,) = (each for each in sourced(glossary, STARTER, found) if each.said.language is EN)
    assert [source.document for source in lent.sources] == [None]


def test_a_list_is_found_where_its_sentence_has_moved(glossary: Glossary) -> None:
    concept = the_one(glossary).concept
    moved = tuple(replace(each, segment=0) for each in concept.definitions)
    glossary.save(replace(concept, definitions=moved), who="li")
    said = [
        source.sentence
        for each in sourced(glossary, STARTER, the_one(glossary))
        for source in each.sources
        if source.document
    ]
    assert sorted(said) == sorted([f"三美即{LIST}。", f"三美是{OTHER}。"])


@pytest.mark.parametrize("name", ["三美", "s1", "three beauties"])
def test_without_a_glossary_the_starter_glossary_answers(name: str) -> None:
    (found,) = formulas_named(None, STARTER, name)
    assert (found.concept.id, found.from_reference) == ("s1", True)
    assert sourced(None, STARTER, found)[0].sources[0].document is None


def test_all_formulas_are_listed_once_the_own_first(glossary: Glossary) -> None:
    found = formulas(glossary, STARTER)
    assert [each.concept.terms[0].text for each in found] == ["三美", "两山"]
    assert [each.from_reference for each in found] == [False, True]
    assert found[1].completeness is Completeness.NONE


def test_what_is_rejected_or_no_formula_is_left_out(glossary: Glossary) -> None:
    concept = the_one(glossary).concept
    glossary.save(replace(concept, status=ConceptStatus.REJECTED), who="li")
    assert the_one(glossary).from_reference
    assert formulas_named(glossary, STARTER, "青山") == []
    assert formulas_named(glossary, STARTER, "改革") == []
    assert all(each.from_reference for each in formulas(glossary, STARTER))
