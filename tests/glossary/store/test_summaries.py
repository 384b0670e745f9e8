"""Summaries of concepts, and statuses given to many, on every database."""

from __future__ import annotations

from dataclasses import replace

import pytest

from align.model import Language
from glossary.model import Concept, ConceptStatus, Kind, Term, TermStatus
from glossary.store import ConceptConflictError, Glossary
from glossary.store.changing.workflow import set_statuses
from glossary.store.reading.summaries import Summary, best, summaries, summary, with_ids

ZH, EN = Language.ZH, Language.EN
FIRST = Concept(
    "a",
    (
        Term(ZH, "旧词", TermStatus.DEPRECATED),
        Term(ZH, "新质生产力", TermStatus.ADMITTED),
        Term(EN, "admitted", TermStatus.ADMITTED),
        Term(EN, "new quality productive forces", TermStatus.PREFERRED),
    ),
    kind=Kind.DOCTRINE,
    subject="economy",
    score=0.5,
    frequency=3,
)
SECOND = Concept("b", (Term(EN, "only to avoid", TermStatus.DEPRECATED),), score=0.504, frequency=2)


def alike(each: Summary) -> Summary:
    return each._replace(
        texts="\n".join(sorted(each.texts.split("\n"))),
        spelling="\n".join(sorted(each.spelling.split("\n"))),
    )


def test_a_summary_read_is_that_of_the_concept(location: str) -> None:
    with Glossary.open(location) as glossary:
        stored = glossary.save_all([FIRST, SECOND], who="tests")
        read = [each for page in summaries(glossary) for each in page]
        assert sorted(map(alike, read)) == [alike(summary(each)) for each in stored]
        assert {each.name for each in read} == {
            "新质生产力 · new quality productive forces",
            "only to avoid",
        }
        assert [each.id for each in with_ids(glossary, ["b", "none"])] == ["b"]


def test_the_best_are_the_surest_to_a_hundredth_and_the_most_used(location: str) -> None:
    with Glossary.open(location) as glossary:
        glossary.save_all([FIRST, SECOND], who="tests")
        assert [each.id for each in best(glossary, None, 1)] == ["a"]
        assert best(glossary, {ConceptStatus.APPROVED}, 1) == []


def test_statuses_are_given_to_all_or_to_none(location: str) -> None:
    with Glossary.open(location) as glossary:
        first, second = glossary.save_all([FIRST, SECOND], who="tests")
        changed = glossary.save(replace(second, note="mine"), who="Wei")
        wanted = {each.id: (each.revision, ConceptStatus.APPROVED) for each in (first, second)}
        with pytest.raises(ConceptConflictError, match="Wei"):
            set_statuses(glossary, wanted, who="Ana", action="approve")
        assert glossary.concept("a").status is ConceptStatus.PROPOSED
        wanted["b"] = (changed.revision, ConceptStatus.REJECTED)
        made = set_statuses(glossary, wanted, who="Ana", action="approve")
        assert glossary.concept("a").status is ConceptStatus.APPROVED
        assert glossary.concept("b") == replace(
            changed, status=ConceptStatus.REJECTED, revision=made["b"]
        )
