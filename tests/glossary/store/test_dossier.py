"""What is known around a concept: the use of its terms, and what resembles it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from contexts import context_of

from align.errors import NotFoundError
from align.model import CHINESE_ENGLISH, Document
from glossary.model import (
    Concept,
    ConceptStatus,
    Kind,
    Particulars,
    Proposal,
    Term,
    TermStatus,
)
from glossary.store import Glossary
from glossary.store.reading.dossier import Use, dossier

ZH, EN = CHINESE_ENGLISH


@pytest.fixture
def glossary(location: str) -> Iterator[Glossary]:
    with Glossary.open(location) as opened:
        yield opened


def seen(zh: str, en: str, document: Document) -> Proposal:
    return Proposal(
        (Term(ZH, zh, TermStatus.PREFERRED, frequency=1), Term(EN, en, TermStatus.PREFERRED)),
        Kind.CONCEPT,
        0.5,
        1,
        contexts=(context_of(document.text, None, document.source),),
    )


def test_the_use_of_a_term_has_its_first_and_last_date(glossary: Glossary) -> None:
    for number, dated in enumerate(["2021-03", "", "2019", "2024-07-18"]):
        document = Document(f"三首{number}", f"{number}.txt", ZH)
        about = {document.source: Particulars(dated=dated)}
        added = glossary.add([seen("三首", "x", document)], [document], who="li", about=about)
    (concept_id,) = added.concepts
    found = dossier(glossary, concept_id)
    assert found.uses == (Use(ZH, "三首", 4, 4, "2019", "2024-07-18"),)
    assert found.revisions == 4


def test_a_term_that_no_document_dates_has_no_date(glossary: Glossary) -> None:
    document = Document("三首", "a.txt", ZH)
    (concept_id,) = glossary.add([seen("三首", "x", document)], [document], who="li").concepts
    assert dossier(glossary, concept_id).uses == (Use(ZH, "三首", 1, 1, "", ""),)


def test_what_may_be_the_same_is_named_the_most_alike_first(glossary: Glossary) -> None:
    def entry(name: str, zh: str, en: str) -> Concept:
        return Concept(name, (Term(ZH, zh), Term(EN, en)))

    one = entry("one", "新质生产力", "new quality productive forces")
    for other in (
        one,
        entry("same", "新質生產力", "new productive forces of quality"),
        entry("near", "新质生产", "x"),
        entry("english", "优质生产能力", "new-quality productive force"),
        entry("far", "五位一体", "five in one"),
        replace(entry("rejected", "新质生产力", "y"), status=ConceptStatus.REJECTED),
    ):
        glossary.save(other, who="li")
    found = dossier(glossary, "one").neighbours
    assert {each.concept_id: each.distance for each in found} == {
        "same": 0,
        "english": 0,
        "near": 1,
    }
    assert found[-1].concept_id == "near"


def test_a_concept_that_is_not_there_is_said(glossary: Glossary) -> None:
    with pytest.raises(NotFoundError, match="no concept has the id x"):
        dossier(glossary, "x")
