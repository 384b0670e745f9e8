"""Few concepts rather than many, on every database."""

from collections.abc import Iterator

import pytest

from align.model import Document, Language
from align.segment import segment_lines
from glossary.model import (
    ConceptFilter,
    ConceptStatus,
    Context,
    DocumentFilter,
    Kind,
    Particulars,
    Proposal,
    Side,
    Term,
)
from glossary.model.authority import Authority
from glossary.store import Glossary
from glossary.store.reading.exporting import left_out, material
from glossary.store.reading.statistics import statistics

ZH = Language.ZH


def proposal(text: str, score: float, frequency: int, kind: Kind, *sources: str) -> Proposal:
    contexts = tuple(Context((Side(ZH, f"{text}。", ((0, len(text)),), (0,)),), s) for s in sources)
    term = Term(ZH, text, frequency=frequency)
    return Proposal((term,), kind, score, frequency, contexts=contexts)


@pytest.fixture
def glossary(location: str) -> Iterator[Glossary]:
    with Glossary.open(location) as opened:
        texts = [
            segment_lines(Document("三首。改革。", "a.txt", ZH)),
            segment_lines(Document("三首。五位一体。", "b.txt", ZH)),
            segment_lines(Document("双碳。", "c.txt", ZH)),
        ]
        about = {
            "a.txt": Particulars(dated="2021-03", issuer="国务院", authority=Authority.MINISTRY),
            "b.txt": Particulars(dated="2023", issuer="新华社"),
        }
        proposals = [
            proposal("三首", 0.9, 4, Kind.NUMERIC, "a.txt", "b.txt"),
            proposal("五位一体", 0.502, 9, Kind.NUMERIC, "b.txt"),
            proposal("改革", 0.504, 3, Kind.CONCEPT, "a.txt"),
            proposal("双碳", 0.2, 7, Kind.STRATEGY, "c.txt"),
        ]
        opened.add(proposals, texts, who="li", about=about)
        yield opened


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (ConceptFilter(), "三首 改革 五位一体 双碳"),
        (ConceptFilter(least=0.504), "三首 改革"),
        (ConceptFilter(kinds=(Kind.STRATEGY, Kind.CONCEPT)), "改革 双碳"),
        (ConceptFilter(documents=DocumentFilter(until="2022")), "三首 改革"),
        (ConceptFilter(documents=DocumentFilter(issuers=("新华",))), "三首 五位一体"),
        (ConceptFilter(documents=DocumentFilter(issuers=("國務院",))), "三首 改革"),
        (ConceptFilter(documents=DocumentFilter(sources=("Ｃ.",))), "双碳"),
        (ConceptFilter(documents=DocumentFilter(authorities=(Authority.MINISTRY,))), "三首 改革"),
        (ConceptFilter(documents=DocumentFilter(since="2030")), ""),
        (ConceptFilter(top=2), "三首 五位一体"),  # as sure as 改革 to a hundredth, and more used
        (ConceptFilter(kinds=(Kind.NUMERIC,), top=1), "三首"),
        (ConceptFilter(documents=DocumentFilter(until="2022"), least=0.5, top=5), "三首 改革"),
    ],
)
def test_a_file_and_the_counts_are_of_the_same_concepts(
    glossary: Glossary, wanted: ConceptFilter, expected: str
) -> None:
    with material(glossary, wanted=wanted) as found:
        names = [concept.terms[0].text for concept in found.concepts]
        assert bool(found.of_terms) == bool(found.of_contexts) == bool(expected)
    counted = statistics(glossary, wanted)
    assert names == expected.split()
    assert counted.statuses[ConceptStatus.PROPOSED] == len(names)
    assert sum(each.total for each in counted.kinds) == len(names)
    assert [each.concepts for each in counted.reviewers] == ([len(names)] if names else [])
    assert left_out(glossary, wanted=wanted) == 4 - len(names)


def test_counts_and_contexts_of_a_concept_are_those_of_all_documents(glossary: Glossary) -> None:
    wanted = ConceptFilter(documents=DocumentFilter(until="2022"), top=1)
    with material(glossary, wanted=wanted) as found:
        (entry,) = found.entries
    assert (entry.concept.frequency, len(entry.concept.contexts)) == (4, 2)
    assert len(entry.attestations) == 2
    (document,) = statistics(glossary, wanted).documents
    assert (document.name, document.total) == ("a.txt", 1)


def test_the_best_are_the_best_of_those_with_the_statuses(glossary: Glossary) -> None:
    first, *_ = glossary.matching("三首", ZH)
    glossary.save(first, who="li", why="looked at")
    statuses = {ConceptStatus.APPROVED}
    wanted = ConceptFilter(top=1)
    assert left_out(glossary, statuses=statuses, wanted=wanted) == 0
    assert left_out(glossary, statuses={ConceptStatus.PROPOSED}, wanted=wanted) == 3
