"""One concept parted into two, and put together again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from contexts import context_of

from align.errors import GlossaryError
from align.model import CHINESE_ENGLISH, Document, Language
from glossary.model import Concept, Context, Definition, Kind, Proposal, Term, TermStatus, preferred
from glossary.model.changes import same
from glossary.store import ConceptConflictError, Glossary
from glossary.store.changing.joining import merge
from glossary.store.changing.splitting import Halves, parted, split
from glossary.store.changing.undoing import undo
from glossary.store.reading.history import latest
from glossary.store.writing.evidence import evidence_of

ZH, EN = CHINESE_ENGLISH
ZH_TEXT = Document("落实三首。宣传三首。再说三首。", "a.zh.txt", ZH)
EN_TEXT = Document("The three firsts. The three leaders. The three leaders.", "a.txt", EN)
HALVES = Halves(
    frozenset({(ZH, "三首"), (EN, "three firsts")}),
    frozenset({(ZH, "三首"), (EN, "three leaders")}),
)


def found() -> Proposal:
    def context(zh: str, en: str) -> Context:
        return context_of(zh, en, "a.zh.txt", ((2, 4),), ((4, len(en) - 1),))

    return Proposal(
        (
            Term(ZH, "三首", TermStatus.PREFERRED, frequency=3),
            Term(EN, "three firsts", TermStatus.PREFERRED, frequency=1),
            Term(EN, "three leaders", frequency=2),
        ),
        Kind.NUMERIC,
        0.5,
        3,
        definitions=(Definition(ZH, "落实三首", "a.zh.txt", 0, 0, 4),),
        contexts=(
            context("落实三首。", "The three firsts."),
            context("宣传三首。", "The three leaders."),
            context_of("再说三首。", None, "a.zh.txt", ((2, 4),)),
        ),
    )


@pytest.fixture
def glossary(location: str) -> Iterator[Glossary]:
    with Glossary.open(location) as opened:
        yield opened


@pytest.fixture
def concept(glossary: Glossary) -> Concept:
    (only,) = glossary.with_ids(glossary.add([found()], [ZH_TEXT, EN_TEXT], who="li").concepts)
    return only


def evidence(glossary: Glossary, concept_id: str) -> dict[int, tuple[int, dict[str, int]]]:
    with glossary.reading() as connection:
        shares = evidence_of(connection, [concept_id])[concept_id]
    return {
        document: (share.frequency, {text: count for (_, text), count in share.forms.items()})
        for document, share in shares.items()
    }


def test_each_half_has_its_terms_contexts_and_part_of_the_counts(
    glossary: Glossary, concept: Concept
) -> None:
    kept, made = split(glossary, concept, HALVES, who="wang", why="two senses")
    assert [(t.text, t.frequency) for t in kept.terms] == [("三首", 1), ("three firsts", 1)]
    assert [(t.text, t.frequency) for t in made.terms] == [("三首", 2), ("three leaders", 2)]
    assert (kept.frequency, made.frequency) == (1, 2)
    assert [each.sides[0].text for each in kept.contexts] == ["落实三首。", "再说三首。"]
    assert [each.sides[0].text for each in made.contexts] == ["宣传三首。"]
    assert kept.definitions == concept.definitions
    assert made.definitions == ()
    assert preferred(made.terms, EN) == Term(EN, "three leaders", TermStatus.PREFERRED, frequency=2)
    assert [glossary.concept(each.id) for each in (kept, made)] == [kept, made]


def test_what_documents_say_is_divided_and_nothing_is_lost(
    glossary: Glossary, concept: Concept
) -> None:
    whole = evidence(glossary, concept.id)
    kept, made = split(glossary, concept, HALVES, who="wang")
    parts = [evidence(glossary, each.id) for each in (kept, made)]
    assert parts[0][1] == (1, {"三首": 1})
    assert parts[1][1] == (2, {"三首": 2})
    assert parts[0][2][1] == {"three firsts": 1}
    assert parts[1][2][1] == {"three leaders": 2}
    for document, (frequency, _) in whole.items():
        assert sum(part[document][0] for part in parts) == frequency


@pytest.mark.parametrize("which", [0, 1])
def test_both_revisions_of_a_split_are_undone_together_and_redone(
    glossary: Glossary, concept: Concept, which: int
) -> None:
    whole = evidence(glossary, concept.id)
    kept, made = split(glossary, concept, HALVES, who="wang")
    divided = [evidence(glossary, each.id) for each in (kept, made)]
    undone = undo(glossary, kept.revision + which, who="li")
    assert {each.concept_id for each in undone} == {kept.id, made.id}
    assert same(glossary.concept(concept.id), concept)
    assert glossary.with_ids([made.id]) == []
    assert evidence(glossary, concept.id) == whole
    undo(glossary, latest(glossary, 1)[0].number, who="li")
    assert same(glossary.concept(made.id), made)
    assert [evidence(glossary, each.id) for each in (kept, made)] == divided


def test_splitting_sees_that_somebody_was_faster(glossary: Glossary, concept: Concept) -> None:
    glossary.save(replace(concept, note="mine"), who="li")
    before = evidence(glossary, concept.id)
    with pytest.raises(ConceptConflictError, match="changed by li"):
        split(glossary, concept, HALVES, who="wang")
    assert glossary.concept(concept.id).note == "mine"
    assert evidence(glossary, concept.id) == before
    assert sum(glossary.count().values()) == 1


@pytest.mark.parametrize(
    ("stays", "goes", "said"),
    [
        ({(ZH, "三首"), (EN, "three firsts"), (EN, "three leaders")}, set(), "no term"),
        ({(ZH, "三首")}, {(EN, "three firsts")}, "just the terms"),
        (
            {(ZH, "三首"), (EN, "x")},
            {(EN, "three firsts"), (EN, "three leaders")},
            "just the terms",
        ),
    ],
)
def test_halves_that_make_no_two_concepts_are_refused(
    stays: set[tuple[Language, str]], goes: set[tuple[Language, str]], said: str
) -> None:
    concept = Concept("c", found().terms)
    with pytest.raises(GlossaryError, match=said):
        parted(concept, Halves(frozenset(stays), frozenset(goes)))


def test_two_halves_that_are_the_same_are_refused() -> None:
    concept = Concept("c", found().terms)
    forms = frozenset((term.language, term.text) for term in concept.terms)
    with pytest.raises(GlossaryError, match="the same"):
        parted(concept, Halves(forms, forms))


def test_splitting_what_was_merged_away_says_who_took_it_out(
    glossary: Glossary, concept: Concept
) -> None:
    other = glossary.save(Concept("c2", (Term(ZH, "三个首"),)), who="li")
    merge(glossary, other, concept, who="wang")
    before = glossary.concepts()
    with pytest.raises(ConceptConflictError, match=r"三首.* wang took it out at .*merge"):
        split(glossary, concept, HALVES, who="li")
    assert glossary.concepts() == before
