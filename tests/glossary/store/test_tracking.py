"""Terms over time, on every database."""

from collections.abc import Iterator

import pytest

from align.model import Bead, Bitext, Document, Language, SegmentedDocument
from align.segment import segment_lines
from glossary.model import Concept, DocumentFilter, Particulars, Term
from glossary.model.authority import Authority
from glossary.store import Glossary
from glossary.store.reading.tracking import By, FormCount, Heat, Tracked, track, with_gaps

ZH, EN = Language("zh"), Language("en")
CONCEPT = Concept(
    "c1",
    (
        Term(ZH, "乡村振兴战略"),
        Term(ZH, "乡村振兴"),
        Term(EN, "rural revitalization"),
        Term(EN, "rural vitalization"),
    ),
)


def text(source: str, language: Language, *lines: str) -> SegmentedDocument:
    return segment_lines(Document("\n".join(lines), source, language))


TEXTS: list[Bitext | SegmentedDocument] = [
    Bitext(
        text("a.zh", ZH, "实施乡村振兴战略。", "乡村振兴是大事。"),
        text("a.en", EN, "A rural revitalization strategy.", "Rural revitalization matters."),
        (Bead((0,), (0,), 1.0), Bead((1,), (1,), 1.0)),
    ),
    text("b.zh", ZH, "要改革。"),
    text("c.zh", ZH, "全面推进乡村振兴。"),
    text("c.en", EN, "All-round rural vitalization."),
    text("d.zh", ZH, "乡村振兴。"),
]
ABOUT = {
    "a.zh": Particulars(dated="2021-02", issuer="国务院", authority=Authority.STATE_COUNCIL),
    "b.zh": Particulars(dated="2021-03-01", issuer="国务院"),
    "c.zh": Particulars(dated="2022-11-05", issuer="新华社", authority=Authority.MEDIA),
    "c.en": Particulars(dated="2022-11-05", issuer="新华社", authority=Authority.MEDIA),
}


@pytest.fixture
def glossary(location: str) -> Iterator[Glossary]:
    with Glossary.open(location) as opened:
        opened.save(CONCEPT, who="li")
        opened.add([], TEXTS, who="li", about=ABOUT)
        yield opened


def tracked(glossary: Glossary, by: By = By.QUARTER, **wanted: str) -> Tracked:
    concept = glossary.concept("c1")
    return track(glossary, "乡村振兴", concept, by=by, wanted=DocumentFilter(**wanted))  # type: ignore[arg-type]


def test_a_short_form_within_a_long_one_is_one_place(glossary: Glossary) -> None:
    first = tracked(glossary).uses[0]
    assert [place.found for place in first.places] == ["乡村振兴战略", "乡村振兴"]


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (By.MONTH, [("2021-02", 2, 1, 1), ("2021-03", 0, 0, 1), ("2022-11", 1, 1, 1)]),
        (By.QUARTER, [("2021 Q1", 2, 1, 2), ("2022 Q4", 1, 1, 1)]),
        (By.YEAR, [("2021", 2, 1, 2), ("2022", 1, 1, 1)]),
    ],
)
def test_uses_and_documents_are_counted_by_period_in_the_language_of_the_term(
    glossary: Glossary, by: By, expected: list[tuple[str, int, int, int]]
) -> None:
    found = tracked(glossary, by).periods
    counts = [(each.name, each.uses, each.using, each.documents) for each in found]
    assert counts == [*expected, ("undated", 1, 1, 1)]
    assert found[0].heat is Heat.of(expected[0][2] / expected[0][3])


def test_a_date_that_is_longer_than_a_period_is_a_period_itself() -> None:
    assert [By.MONTH.period("2021"), By.QUARTER.period("2021"), By.QUARTER.period("2021-12")] == [
        "2021",
        "2021",
        "2021 Q4",
    ]


@pytest.mark.parametrize(
    ("periods", "named"),
    [
        ("2023-11 2024-02 undated", ["2023-11", "2023-12 to 2024-01", "2024-02", "undated"]),
        ("2023-11 2024 2025-02", ["2023-11", "2023-12", "2024", "2025-01", "2025-02"]),
        ("2025 2022", ["2022", "2023 to 2024", "2025"]),
        ("", []),
    ],
)
def test_periods_without_documents_stand_between_the_others(periods: str, named: list[str]) -> None:
    assert with_gaps(periods.split()) == named
    assert with_gaps(["2023 Q3", "2024 Q1"]) == ["2023 Q3", "2023 Q4", "2024 Q1"]


def test_renderings_come_with_their_time_and_issuer(glossary: Glossary) -> None:
    found = tracked(glossary)
    assert FormCount(EN, "rural vitalization", 1, 1, "2022-11-05", "2022-11-05") in found.forms
    (first, *_) = found.periods
    assert [(form.language, form.text.lower(), form.uses) for form in first.forms] == [
        (ZH, "乡村振兴", 1),
        (ZH, "乡村振兴战略", 1),
        (EN, "rural revitalization", 2),
    ]
    names = [(each.name, each.authority, each.uses) for each in found.issuers]
    assert names == [
        ("国务院", Authority.STATE_COUNCIL, 2),
        ("新华社", Authority.MEDIA, 1),
        ("", None, 1),
    ]


def test_only_documents_that_are_meant_count(glossary: Glossary) -> None:
    assert [each.name for each in tracked(glossary, since="2022").periods] == ["2022 Q4"]
    assert tracked(glossary, until="2021-01").uses == ()


def test_words_that_are_no_term_are_counted_as_they_are(glossary: Glossary) -> None:
    found = track(glossary, "改革", None, by=By.YEAR)
    assert next((each.name, each.uses) for each in found.periods) == ("2021", 1)
    english = track(glossary, "strategy", None)
    assert (english.language, len(english.counted)) == (EN, 1)


def test_heat_rises_with_the_share_of_documents() -> None:
    shares = (0.0, 0.0009, 0.001, 0.05, 0.2, 0.5, 1.0)
    assert [str(Heat.of(share)) for share in shares] == [
        "cold",
        "cold",
        "tepid",
        "warm",
        "hot",
        "blazing",
        "blazing",
    ]


def test_a_rendering_in_a_period_without_originals_has_its_period(glossary: Glossary) -> None:
    later = text("e.en", EN, "Rural vitalization again.")
    glossary.add([], [later], who="li", about={"e.en": Particulars(dated="2025-01-01")})
    found = {each.name: each for each in tracked(glossary).periods}
    assert (found["2025 Q1"].documents, found["2025 Q1"].share) == (0, 0.0)
    assert [form.text for form in found["2025 Q1"].forms] == ["Rural vitalization"]
