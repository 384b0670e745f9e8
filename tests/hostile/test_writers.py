"""Several processes that write at once, on every database."""

import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context

import pytest
from probing import Probes
from waiting import PATIENCE

from align.errors import ConflictError
from align.model import Document, Language
from glossary.model import Concept, Kind, Proposal, Term, TermStatus
from glossary.store import Glossary
from glossary.store.changing.joining import merge

ZH = Language.ZH
NAMES = [f"三{name}" for name in "首农公严实聚创去保"]
SHARED = Document("，".join(NAMES), "shared.txt", ZH)
ROUNDS = 8
WRITERS = pytest.mark.parametrize("writers", [range(1, 3), range(1, 5)], ids=["two", "four"])
pytestmark = [
    pytest.mark.hostile("crossing writers"),
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork"),
]


@pytest.fixture
def begun(location: str) -> str:
    with Glossary.open(location) as glossary:
        glossary.save(Concept("c1", (Term(ZH, "三首"),)), who="li")
    return location


def at_once(work: Callable[[str, int], int], location: str, numbers: Sequence[int]) -> list[int]:
    with ProcessPoolExecutor(len(numbers), mp_context=get_context("fork")) as pool:
        return list(pool.map(work, [location] * len(numbers), numbers))


def add_proposals(location: str, number: int) -> int:
    own = Document(f"{number}：{SHARED.text}", f"{number}.txt", ZH)
    proposals = [
        Proposal((Term(ZH, name, TermStatus.PREFERRED, frequency=2),), Kind.NUMERIC, 0.5, 2)
        for name in NAMES
    ]
    with Glossary.open(location, timeout=PATIENCE) as glossary:
        for _ in range(ROUNDS):
            glossary.add(proposals, [SHARED, own], who=f"p{number}")
    return number


def count_up(location: str, number: int) -> int:
    conflicts = done = 0
    with Glossary.open(location, timeout=PATIENCE) as glossary:
        while done < ROUNDS:
            concept = glossary.concept("c1")
            try:
                glossary.save(replace(concept, frequency=concept.frequency + 1), who=f"p{number}")
            except ConflictError:
                conflicts += 1
            else:
                done += 1
    return conflicts


def merge_crossed(location: str, number: int) -> int:
    """Join pairs that another process joins the other way round; returned is how many it lost."""
    lost = 0
    with Glossary.open(location, timeout=PATIENCE) as glossary:
        for name in range(ROUNDS):
            pair = [f"p{name}", f"q{name}"]
            found = glossary.with_ids(pair if number == 1 else pair[::-1])
            if len(found) < 2:
                continue
            try:
                merge(glossary, *found, who=f"p{number}")
            except ConflictError:
                lost += 1
    return lost


@WRITERS
def test_processes_that_add_the_same_at_once_make_nothing_twice(
    location: str, writers: Sequence[int], probes: Probes
) -> None:
    assert at_once(add_proposals, location, writers) == list(writers)
    with probes.probe("adding"), Glossary.open(location, read_only=True) as glossary:
        found = glossary.concepts()
        assert sorted(concept.terms[0].text for concept in found) == sorted(NAMES)
        own = {f"{number}.txt" for number in writers}
        assert {document.source for document in glossary.documents()} == {"shared.txt"} | own
        assert all(len(glossary.history(concept.id)) == len(writers) for concept in found)


@WRITERS
def test_no_change_of_processes_that_edit_one_concept_at_once_is_lost(
    begun: str, writers: Sequence[int], probes: Probes
) -> None:
    conflicts = at_once(count_up, begun, writers)
    done = len(writers) * ROUNDS
    with probes.probe("editing"), Glossary.open(begun, read_only=True) as glossary:
        assert glossary.concept("c1").frequency == done, f"{conflicts} were refused"
        assert len(glossary.history("c1")) == 1 + done


def test_of_merges_that_cross_one_holds_and_the_other_is_told_of_a_conflict(
    location: str, probes: Probes
) -> None:
    with Glossary.open(location) as glossary:
        for name in range(ROUNDS):
            for each in "pq":
                text = f"三{each}{name}"
                term = Term(ZH, text, TermStatus.PREFERRED, frequency=1)
                found = Proposal((term,), Kind.NUMERIC, 0.5, 1)
                (made,) = glossary.add([found], [SHARED], who="li").concepts
                glossary.save(Concept(f"{each}{name}", (Term(ZH, text),)), who="li")
                stored, own = glossary.with_ids([made, f"{each}{name}"])
                merge(glossary, own, stored, who="li")
    lost = at_once(merge_crossed, location, [1, 2])
    with probes.probe("merging"), Glossary.open(location, read_only=True) as glossary:
        assert len(glossary.concepts()) == ROUNDS, f"{lost} were told of a conflict"
        assert all(len(concept.terms) == 2 for concept in glossary.concepts())
