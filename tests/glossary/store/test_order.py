"""The same documents give the same glossary in whatever order they come, and side by side."""

import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import permutations
from multiprocessing import get_context
from pathlib import Path

import pytest
from contexts import context_of
from examples import at_most
from hypothesis import given
from hypothesis import strategies as st

from align.model import CHINESE_ENGLISH, Document, Language
from glossary.extraction.collecting import known_terms
from glossary.model import (
    LIVE,
    Concept,
    ConceptStatus,
    Definition,
    Kind,
    Proposal,
    Term,
    TermStatus,
    TermType,
)
from glossary.store import Glossary
from glossary.store.changing.undoing import undo
from glossary.store.changing.workflow import decide
from glossary.store.reading.history import latest
from glossary.store.writing.evidence import evidence_of

ZH, EN = CHINESE_ENGLISH
PREFERRED, ADMITTED = TermStatus.PREFERRED, TermStatus.ADMITTED
Addition = tuple[tuple[Proposal, ...], tuple[Document, ...]]


def added(name: str, *proposals: tuple[str, ...], kind: Kind = Kind.CONCEPT) -> Addition:
    """A text and its translation, and what is found there: each its terms, the first in use.

    A term in brackets is known of the concept and does not stand in the texts.
    """
    said = [name, *(term for each in proposals for term in each)]
    zh, en = (
        Document(". ".join(said), f"{name}.{language}.txt", language)
        for language in CHINESE_ENGLISH
    )
    score = 0.3 + len(name) / 10
    return tuple(found(each, zh.source, kind, score) for each in proposals), (zh, en)


def found(terms: Sequence[str], source: str, kind: Kind, score: float) -> Proposal:
    made, seen = [], set[Language]()
    for term in terms:
        text = term.strip("()")
        language = EN if text.isascii() else ZH
        status = ADMITTED if language in seen else PREFERRED
        seen.add(language)
        made.append(
            Term(language, text, status, frequency=0 if term[0] == "(" else len(text) % 3 + 1)
        )
    zh, en = (next((t.text for t in made if t.language is each), None) for each in (ZH, EN))
    return Proposal(
        tuple(made),
        kind,
        score,
        max(term.frequency for term in made),
        (Definition(made[0].language, f"{made[0].text} is.", source, 0, 0, 4, score=score),),
        (context_of(zh, en, source, zh_segments=(0,), en_segments=(0,)),),
    )


ADDITIONS: tuple[Addition, ...] = (
    added("a", ("国资委", "(国务院国有资产监督管理委员会)", "SASAC")),
    added(
        "bb",
        ("国务院国有资产监督管理委员会", "State-owned Assets Commission"),
        kind=Kind.INSTITUTION,
    ),
    added("c", ("国有资产监管委", "(国资委)", "sasac", "the Commission")),
    added("d", ("三首", "Three Firsts", "three primaries"), ("三农", "rural issues")),
    added("e", ("三首", "three firsts"), ("三农", "three rural issues", "Rural Issues")),
    added("ff", ("rural issues",), ("三首", "three primaries", "three firsts")),
)


def content(location: str) -> list[str]:
    """All that is known of concepts, ids and times aside."""
    with Glossary.open(location, read_only=True) as glossary, glossary.reading() as connection:
        sources = {each.id: each.source for each in glossary.documents()}
        concepts = glossary.concepts()
        evidence = evidence_of(connection, [each.id for each in concepts])
        return sorted(
            repr(
                (
                    replace(each, id="", revision=0),
                    sorted(
                        (sources[number], share.frequency, sorted(share.forms.items()))
                        for number, share in evidence[each.id].items()
                    ),
                )
            )
            for each in concepts
        )


def add_all(location: str, additions: Iterable[Addition]) -> None:
    with Glossary.open(location) as glossary:
        for proposals, documents in additions:
            glossary.add(proposals, documents, who="li")


def add_some(location: str, places: Sequence[int]) -> None:
    add_all(location, (ADDITIONS[place] for place in places))


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4, 5), (5, 4, 3, 2, 1, 0), (2, 5, 0, 3, 1, 4)])
def test_any_order_gives_the_same(location: str, tmp_path: Path, order: tuple[int, ...]) -> None:
    other = str(tmp_path / "other.db")
    add_all(other, ADDITIONS)
    add_all(location, (ADDITIONS[place] for place in order))
    assert content(location) == content(other)
    assert len(content(other)) == 3  # of the Commission, of 三首 and of 三农


def test_every_order_of_names_that_bridge_each_other_gives_one_concept(tmp_path: Path) -> None:
    found = []
    for number, order in enumerate(permutations(ADDITIONS[:3])):
        path = str(tmp_path / f"{number}.db")
        add_all(path, order)
        found.append(content(path))
    assert all(each == found[0] for each in found)
    assert [len(each) for each in found] == [1] * 6


@at_most(25)
@given(
    st.lists(
        st.lists(
            st.permutations(["三首", "(三个首)", "三个首", "(三先)", "three firsts", "firsts"]).map(
                lambda terms: tuple(terms[:3])
            ),
            min_size=1,
            max_size=2,
        ),
        min_size=2,
        max_size=4,
    ),
    st.randoms(use_true_random=False),
)
def test_whatever_is_found_any_order_gives_the_same(
    tmp_path_factory: pytest.TempPathFactory, texts: list[list[tuple[str, ...]]], random: object
) -> None:
    folder = tmp_path_factory.mktemp("order")
    additions = [
        added(f"t{number}", *(each for each in some if not each[0].isascii()), ("三农", "rural"))
        for number, some in enumerate(texts)
    ]
    add_all(str(folder / "one.db"), additions)
    random.shuffle(additions)  # type: ignore[attr-defined]
    add_all(str(folder / "other.db"), additions)
    assert content(str(folder / "one.db")) == content(str(folder / "other.db"))


def test_two_proposals_of_a_text_about_a_known_concept_count_its_places_once(
    tmp_path: Path,
) -> None:
    known = added("t0", ("三首", "(三个首)"))
    twice = added("t1", ("三个首", "(三先)"), ("三首", "three firsts", "(三先)"))
    for name, order in (("one", [known, twice]), ("other", [twice, known])):
        add_all(str(tmp_path / name), order)
        with Glossary.open(str(tmp_path / name), read_only=True) as glossary:
            assert [concept.frequency for concept in glossary.concepts()] == [6]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")
def test_processes_side_by_side_give_the_same(location: str, tmp_path: Path) -> None:
    other = str(tmp_path / "other.db")
    add_all(other, ADDITIONS)
    Glossary.open(location).close()
    with ProcessPoolExecutor(3, mp_context=get_context("fork")) as pool:
        list(pool.map(add_some, [location] * 3, [(0, 5), (4, 1), (3, 2)]))
    assert content(location) == content(other)


def test_adding_all_again_changes_nothing(location: str) -> None:
    add_all(location, ADDITIONS)
    before = content(location)
    add_all(location, ADDITIONS[::-1])
    assert content(location) == before


def test_what_united_two_concepts_is_undone_as_one(location: str) -> None:
    add_all(location, [ADDITIONS[0], ADDITIONS[3]])
    add_all(location, [added("z", ("国资办", "office"))])
    before = content(location)
    add_all(location, [added("y", ("国有资产办", "(国资委)", "(国资办)", "office of assets"))])
    assert len(content(location)) == len(before) - 1
    with Glossary.open(location) as glossary:
        (gone,) = (each for each in latest(glossary, 9) if each.after is None)
        assert "into" in gone.why
        undo(glossary, gone.number, who="wang")
    assert content(location) == before


def test_what_people_touched_is_not_united_and_keeps_its_terms(location: str) -> None:
    add_all(location, ADDITIONS[:1])
    with Glossary.open(location) as glossary:
        (concept,) = glossary.concepts()
        decide(glossary, [concept.id], ConceptStatus.APPROVED, who="wang")
    add_all(location, ADDITIONS[1:3])
    with Glossary.open(location) as glossary:
        kept = glossary.concept(concept.id)
        assert kept.terms[: len(concept.terms)] != ()
        assert [t.text for t in kept.terms][:3] == [t.text for t in concept.terms]
        assert kept.terms[0].status is PREFERRED


def test_a_variant_that_no_text_shows_as_a_name_unites_nothing(location: str) -> None:
    first = found(("双循环", "(循环)", "dual circulation"), "a.zh.txt", Kind.CONCEPT, 0.5)
    variant = replace(first.terms[1], type=TermType.VARIANT)
    first = replace(first, terms=(first.terms[0], variant, first.terms[2]))
    second = found(("大循环", "(循环)", "great circulation"), "b.zh.txt", Kind.CONCEPT, 0.5)
    for name, proposal in (("a", first), ("b", second)):
        add_all(location, [((proposal,), added(name, ("循环", "x"))[1])])
    assert len(content(location)) == 2


def test_what_programs_proposed_has_no_say_in_what_is_found_to_be_added(location: str) -> None:
    add_all(location, ADDITIONS[:1])
    with Glossary.open(location) as glossary:
        glossary.save(Concept("c2", (Term(ZH, "三严"),)), who="wang")
        (made,) = (each for each in glossary.concepts() if each.id != "c2")
        assert offered(glossary) == {"c2"}
        decide(glossary, [made.id], ConceptStatus.APPROVED, who="wang")
        assert offered(glossary) == {"c2", made.id}
        decide(glossary, [made.id], ConceptStatus.REJECTED, who="wang")
        assert offered(glossary) == {"c2"}


def offered(glossary: Glossary) -> set[str]:
    known = known_terms(glossary).glossary
    assert known is not None
    return {concept_id for _, _, concept_id in known.keys(statuses=LIVE)}


def french(name: str, rendering: str) -> Addition:
    """A text and its French translation, which renders one term."""
    language = Language("fr")
    zh = Document("农民权利。", f"{name}.zh.txt", ZH)
    fr = Document(rendering, f"{name}.fr.txt", language)
    terms = (
        Term(ZH, "农民权利", PREFERRED, frequency=1),
        Term(language, rendering, PREFERRED, frequency=1),
    )
    context = context_of("农民权利。", None, zh.source, zh_segments=(0,))
    return (Proposal(terms, Kind.CONCEPT, 0.5, 1, contexts=(context,)),), (zh, fr)


@pytest.mark.parametrize("order", permutations(range(3)))
def test_a_form_that_dictionaries_list_takes_the_place_of_others_whichever_comes_first(
    order: Sequence[int], tmp_path: Path
) -> None:
    additions = (
        french("a", "droits des paysans"),
        french("b", "droit des paysans"),
        french("c", "franchise"),
    )
    location = str(tmp_path / "glossary.sqlite")
    add_all(location, [additions[number] for number in order])
    with Glossary.open(location, read_only=True) as glossary:
        (concept,) = glossary.concepts()
    theirs = [term for term in concept.terms if term.language == "fr"]
    assert [term.text for term in theirs if term.status is PREFERRED] == ["droit des paysans"]
    assert {term.text for term in theirs if term.status is ADMITTED} == {
        "droits des paysans",
        "franchise",
    }


def test_the_form_that_a_person_decided_on_stays(tmp_path: Path) -> None:
    location = str(tmp_path / "glossary.sqlite")
    add_all(location, [french("a", "droits des paysans")])
    with Glossary.open(location) as glossary:
        (concept,) = glossary.concepts()
        decide(glossary, [concept.id], ConceptStatus.APPROVED, who="li")
    add_all(location, [french("b", "droit des paysans")])
    with Glossary.open(location, read_only=True) as glossary:
        (concept,) = glossary.concepts()
    used = [term.text for term in concept.terms if term.status is PREFERRED]
    assert used == ["农民权利", "droits des paysans"]
