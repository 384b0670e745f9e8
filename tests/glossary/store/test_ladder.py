"""Renderings that differ between issuers, and which of them to prefer, on every database."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from align.model import CHINESE_ENGLISH, Document
from glossary.model import (
    Concept,
    ConceptStatus,
    Context,
    Kind,
    Particulars,
    Proposal,
    Side,
    Term,
    TermStatus,
)
from glossary.model.attested import Lifecycle, Reliability
from glossary.model.authority import Authority
from glossary.store import Glossary
from glossary.store.changing.undoing import undo
from glossary.store.changing.workflow import set_statuses
from glossary.store.reading.exporting import material
from glossary.store.reading.ladder import Ladder, Reason
from glossary.store.reading.passages import opened

ZH, EN = CHINESE_ENGLISH
CENTRAL, MINISTRY, MEDIA = Authority.CENTRAL, Authority.MINISTRY, Authority.MEDIA


@pytest.fixture
def glossary(location: str) -> Iterator[Glossary]:
    with Glossary.open(location) as found:
        yield found


def use(
    glossary: Glossary, english: str, issuer: str, rank: Authority | None, dated: str, uses: int = 1
) -> None:
    """A document of an issuer and its translation, which renders 双碳 so."""
    said = f"{issuer} {dated}"
    zh = Document(f"双碳。{said}", f"{said}.zh", ZH)
    en = Document(f"{english}. " * uses + said, f"{said}.en", EN)
    terms = (Term(ZH, "双碳", frequency=uses), Term(EN, english, frequency=uses))
    sides = (Side(ZH, "双碳。", ((0, 2),), (0,)), Side(EN, english, (), (0,)))
    found = Proposal(
        terms, Kind.CONCEPT, 0.5, uses, contexts=tuple(Context(sides, s) for s in (zh.source,))
    )
    known = Particulars(issuer=issuer, authority=rank, dated=dated)
    glossary.add([found], [zh, en], who="li", about={zh.source: known, en.source: known})


def ladder(glossary: Glossary) -> Ladder:
    (entry,) = opened(glossary, "双碳")
    (found,) = entry.ladders
    return found


def rungs(glossary: Glossary) -> list[tuple[Authority, str, int, str, str]]:
    return [
        (each.authority, each.text, len(each.documents), each.first, each.last)
        for each in ladder(glossary).rungs
    ]


def concept(glossary: Glossary) -> Concept:
    (found,) = glossary.matching("双碳", ZH)
    return found


def prefer(glossary: Glossary, text: str) -> None:
    before = concept(glossary)
    terms = tuple(
        term
        if term.language is ZH
        else replace(
            term, status=TermStatus.PREFERRED if term.text == text else TermStatus.ADMITTED
        )
        for term in before.terms
    )
    glossary.save(replace(before, terms=terms), who="Ana")


def test_renderings_stand_by_rank_each_with_its_documents_and_dates(glossary: Glossary) -> None:
    use(glossary, "dual carbon", "环境部", MINISTRY, "2021-03", uses=5)
    use(glossary, "two carbons", "新华社", MEDIA, "2022-01-01")
    use(glossary, "carbon peak and neutrality", "中央", CENTRAL, "2021")
    use(glossary, "dual carbon", "环境部", MINISTRY, "2022-04")
    assert rungs(glossary) == [
        (CENTRAL, "carbon peak and neutrality", 1, "2021", "2021"),
        (MINISTRY, "dual carbon", 2, "2021-03", "2022-04"),
        (MEDIA, "two carbons", 1, "2022-01-01", "2022-01-01"),
    ]
    assert [each.uses for each in ladder(glossary).rungs] == [1, 6, 1]


def test_where_all_issuers_say_the_same_there_is_no_ladder(glossary: Glossary) -> None:
    use(glossary, "dual carbon", "环境部", MINISTRY, "2021")
    use(glossary, "Dual carbon", "新华社", MEDIA, "2022")
    (entry,) = opened(glossary, "双碳")
    assert entry.ladders == ()


def test_renderings_of_one_issuer_alone_make_no_ladder(glossary: Glossary) -> None:
    use(glossary, "dual carbon", "环境部", MINISTRY, "2021")
    use(glossary, "two carbons", "环境部", MINISTRY, "2022")
    (entry,) = opened(glossary, "双碳")
    assert entry.ladders == ()


@pytest.mark.parametrize(
    ("documents", "proposed", "reason"),
    [
        ([("b", MINISTRY, "2024", 9), ("a", CENTRAL, "2020", 1)], "a", Reason.RANK),
        ([("b", MINISTRY, "2023-05", 9), ("a", MINISTRY, "2023-07", 1)], "a", Reason.RECENCY),
        ([("b", MINISTRY, "2023", 1), ("a", MINISTRY, "2023", 2)], "a", Reason.COUNT),
        ([("b", None, "2023", 5), ("a", Authority.MEDIA, "", 1)], "a", Reason.RANK),
        ([("b", None, "", 5), ("a", None, "2001", 1)], "a", Reason.RECENCY),
    ],
)
def test_the_preferred_one_is_proposed_by_rank_then_recency_then_count(
    glossary: Glossary,
    documents: Sequence[tuple[str, Authority | None, str, int]],
    proposed: str,
    reason: Reason,
) -> None:
    for name, rank, dated, uses in documents:
        use(glossary, f"{name} carbon", f"issuer {name}", rank, dated, uses)
    found = ladder(glossary)
    assert (found.proposed, found.reason) == (f"{proposed} carbon", reason)
    assert found.decided is None


def test_uses_elsewhere_decide_where_those_of_the_highest_rank_do_not(glossary: Glossary) -> None:
    use(glossary, "two carbons", "中央", CENTRAL, "2021")
    use(glossary, "dual carbon", "国务院", CENTRAL, "2021")
    assert (ladder(glossary).proposed, ladder(glossary).reason) == (None, None)
    use(glossary, "two carbons", "新华社", MEDIA, "2021")
    assert (ladder(glossary).proposed, ladder(glossary).reason) == ("two carbons", Reason.COUNT)


def test_what_is_to_be_avoided_is_shown_and_not_proposed(glossary: Glossary) -> None:
    use(glossary, "two carbons", "中央", CENTRAL, "2021")
    use(glossary, "dual carbon", "新华社", MEDIA, "2021")
    before = concept(glossary)
    terms = tuple(
        replace(term, status=TermStatus.DEPRECATED) if term.text == "two carbons" else term
        for term in before.terms
    )
    glossary.save(replace(before, terms=terms), who="Ana")
    assert (ladder(glossary).proposed, ladder(glossary).reason) == ("dual carbon", None)
    assert ladder(glossary).rungs[0].text == "two carbons"


def test_what_a_person_decided_stands_above_until_it_is_undone(glossary: Glossary) -> None:
    use(glossary, "carbon peak and neutrality", "中央", CENTRAL, "2021")
    use(glossary, "dual carbon", "新华社", MEDIA, "2021")
    assert ladder(glossary).decided is None
    prefer(glossary, "dual carbon")
    use(glossary, "two carbons", "中央", CENTRAL, "2022")  # decides nothing
    found = ladder(glossary)
    assert found.decided is not None
    assert (found.decided.text, found.decided.who) == ("dual carbon", "Ana")
    assert found.proposed == "two carbons"
    edit = next(each for each in glossary.history(concept(glossary).id) if each.action == "edit")
    undo(glossary, edit.number, who="Bo")
    assert ladder(glossary).decided is None


def test_approving_decides_for_the_term_that_is_preferred(glossary: Glossary) -> None:
    use(glossary, "dual carbon", "新华社", MEDIA, "2021")
    use(glossary, "two carbons", "中央", CENTRAL, "2021")
    known = concept(glossary)
    wanted = {known.id: (known.revision, ConceptStatus.APPROVED)}
    set_statuses(glossary, wanted, who="Ana", action="approve")
    found = ladder(glossary).decided
    assert found is not None
    assert (found.text, found.action) == ("dual carbon", "approve")


def test_what_became_of_a_rendering_is_told_by_its_dates(glossary: Glossary) -> None:
    use(glossary, "double carbon", "学者", None, "2015")
    use(glossary, "two carbons", "新华社", MEDIA, "2016")
    use(glossary, "dual carbon", "新华社", MEDIA, "2023-02")
    use(glossary, "dual carbon", "环境部", MINISTRY, "2024-02")
    use(glossary, "carbon goals", "环境部", MINISTRY, "2024-03")
    assert {each.text: each.lifecycle for each in ladder(glossary).rungs} == {
        "double carbon": Lifecycle.HISTORICAL,  # who used it has said nothing of it since
        "two carbons": Lifecycle.ABANDONED,
        "dual carbon": Lifecycle.CURRENT,
        "carbon goals": Lifecycle.PROPOSED,
    }
    prefer(glossary, "carbon goals")
    found = {each.text: each.lifecycle for each in ladder(glossary).rungs}
    assert found["carbon goals"] is Lifecycle.CURRENT


def reliability(glossary: Glossary) -> dict[str, Reliability]:
    (entry,) = opened(glossary, "双碳")
    return {each.term.text: each.reliability for each in entry.renderings}


def test_a_rendering_is_as_reliable_as_what_speaks_for_it(glossary: Glossary) -> None:
    use(glossary, "carbon twins", "", None, "")
    use(glossary, "dual carbon", "新华社", MEDIA, "2021")
    use(glossary, "dual carbon", "人民日报", MEDIA, "2022")
    use(glossary, "carbon peak", "中央", CENTRAL, "2021")
    use(glossary, "carbon peak", "中央", CENTRAL, "2022", uses=6)
    assert reliability(glossary) == {
        "carbon twins": Reliability.MINIMUM,
        "dual carbon": Reliability.MINIMUM,  # twice, but by a tenth of the uses
        "carbon peak": Reliability.VERY_RELIABLE,
    }
    prefer(glossary, "dual carbon")
    assert reliability(glossary)["dual carbon"] is Reliability.RELIABLE


def test_copies_of_one_issuer_on_one_day_are_one_document(glossary: Glossary) -> None:
    for _ in range(2):
        use(glossary, "dual carbon", "新华社", MEDIA, "2021-03-01", uses=2 + _)
    (entry,) = opened(glossary, "双碳")
    (only,) = entry.renderings
    assert (only.documents, only.reliability) == (1, Reliability.MINIMUM)


def test_what_a_person_avoids_is_of_minimum_reliability_whatever_has_it(glossary: Glossary) -> None:
    for year in ("2021", "2022", "2023"):
        use(glossary, "dual carbon", "中央", CENTRAL, year)
    assert reliability(glossary) == {"dual carbon": Reliability.VERY_RELIABLE}
    before = concept(glossary)
    terms = tuple(
        term if term.language is ZH else replace(term, status=TermStatus.DEPRECATED)
        for term in before.terms
    )
    glossary.save(replace(before, terms=terms), who="Ana")
    assert reliability(glossary) == {"dual carbon": Reliability.MINIMUM}


def test_exports_are_told_what_is_said_for_renderings_as_the_entry_shows_it(
    glossary: Glossary,
) -> None:
    use(glossary, "dual carbon", "新华社", MEDIA, "2021-03-01")
    use(glossary, "carbon peak", "生态环境部", MINISTRY, "2022-04-01")
    use(glossary, "carbon peak", "新华社", MEDIA, "2022-05-01")
    prefer(glossary, "dual carbon")
    (shown,) = opened(glossary, "双碳")
    with material(glossary) as found:
        (entry,) = found.entries
        assert entry.attested() == shown.renderings
    assert [each.term.text for each in shown.renderings if each.decided] == ["dual carbon"]


def test_of_terms_that_read_alike_each_has_the_uses_of_its_own_form(glossary: Glossary) -> None:
    use(glossary, "dual carbon", "中央", CENTRAL, "2021")
    before = concept(glossary)
    glossary.save(replace(before, terms=(*before.terms, Term(EN, "dual carbons"))), who="Ana")
    (shown,) = opened(glossary, "双碳")
    assert [(each.term.text, each.documents, each.share) for each in shown.renderings] == [
        ("dual carbon", 1, 1.0),
        ("dual carbons", 0, 0.0),
    ]
