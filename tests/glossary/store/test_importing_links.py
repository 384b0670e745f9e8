"""Relations that an imported file has between its entries, by names that hold in it alone."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from align.model import Language
from glossary.exchange.incoming import FileLink, Line
from glossary.model import Concept, RelationKind, RelationStatus, Term
from glossary.store import Glossary
from glossary.store.changing.importing import ImportReport, import_lines

ZH = Language.ZH
BROADER, SEE_ALSO = RelationKind.BROADER, RelationKind.SEE_ALSO


@pytest.fixture
def glossary(location: str) -> Iterator[Glossary]:
    with Glossary.open(location) as opened:
        yield opened


def entry(number: int, text: str, *links: FileLink) -> Line:
    concept = Concept("", (Term(ZH, text),))
    return Line(number, concept, unit="entry", apart=True, names=(f"c{number}",), links=links)


def take(glossary: Glossary, *lines: Line, dry_run: bool = False) -> ImportReport:
    return import_lines(glossary, lines, who="li", source="a.tbx", dry_run=dry_run)


def relations(glossary: Glossary, text: str) -> list[tuple[RelationKind, str]]:
    (concept,) = glossary.matching(text, ZH)
    return [(each.kind, glossary.concept(each.target).terms[0].text) for each in concept.relations]


LINKED = (
    entry(1, "红树林", FileLink("superordinateConceptGeneric", BROADER, "c3")),
    entry(2, "滩涂", FileLink("crossReference", SEE_ALSO, "c1")),
    entry(
        3,
        "湿地",
        FileLink("subordinateConceptGeneric", BROADER, "c2", inverse=True),
        FileLink("subordinateConceptGeneric", BROADER, "c1", inverse=True),
        FileLink("relatedConcept", SEE_ALSO, "", "候鸟"),
    ),
    entry(4, "候鸟"),
)


def test_links_to_entries_before_and_behind_become_relations(glossary: Glossary) -> None:
    report = take(glossary, *LINKED)
    assert report.ignored == ()
    assert relations(glossary, "红树林") == [(BROADER, "湿地")]
    assert sorted(relations(glossary, "滩涂")) == [(BROADER, "湿地"), (SEE_ALSO, "红树林")]
    assert relations(glossary, "湿地") == [(SEE_ALSO, "候鸟")]


def test_the_same_file_again_changes_nothing_and_undoes_no_denial(glossary: Glossary) -> None:
    take(glossary, *LINKED)
    (mangroves,) = glossary.matching("红树林", ZH)
    (wetland,) = glossary.matching("湿地", ZH)
    before = glossary.history(mangroves.id)
    take(glossary, *LINKED)
    assert glossary.history(mangroves.id) == before
    denied = replace(wetland.relations[0], status=RelationStatus.DENIED)
    glossary.save(replace(wetland, relations=(denied,)), who="li")
    take(glossary, *LINKED)
    assert glossary.concept(wetland.id).relations == (denied,)


@pytest.mark.parametrize("dry_run", [True, False])
def test_links_that_lead_nowhere_are_told_and_the_rest_goes_in(
    glossary: Glossary, dry_run: bool
) -> None:
    lost = [FileLink("crossReference", SEE_ALSO, each) for each in ("c8", "c9")]
    unsure = FileLink("relatedConcept", SEE_ALSO, "", "湿地")
    report = take(glossary, entry(1, "红树林", *lost, unsure), entry(2, "滩涂"), dry_run=dry_run)
    assert dict(report.ignored) == {
        "crossReference to no entry": 2,
        "relatedConcept to no entry": 1,
    }
    assert report.added == 2
