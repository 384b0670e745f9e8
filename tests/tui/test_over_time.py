"""A concept's use by month, quarter or year, in its forms and by issuer."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from desks import Opened, Start
from reader_bench import EN, SENTENCES, ZH, pair
from rich.cells import cell_len
from waiting import PATIENCE

from align.progress import Progress
from glossary.model import Concept, Particulars, Term, TermStatus
from glossary.store import Glossary
from glossary.store.reading.tracking import By, Tracked, track
from tui.screens import over_time
from tui.screens.over_time import OverTimeScreen, bar, use_blocks
from tui.screens.review import ReviewScreen
from tui.widgets.page import LABEL, Page

BOTH_SIZES = pytest.mark.parametrize("size", [(80, 24), (200, 60)])
TERMS = (
    Term(ZH, "农业", TermStatus.PREFERRED),
    Term(EN, "agriculture", TermStatus.PREFERRED),
    Term(EN, "farming", TermStatus.ADMITTED),
)
FARMING = Concept("farming", TERMS)


def add(opened: Opened, name: str, sentences: tuple[tuple[str, str], ...], dated: str) -> None:
    """Store a text of 新华社 and its translation, both of a date."""
    bitext = pair(sentences)
    sides = [
        replace(side, document=replace(side.document, source=f"{name}.{side.document.language}"))
        for side in (bitext.source, bitext.target)
    ]
    known = Particulars(dated=dated, issuer="新华社 [b]")
    with opened() as glossary:
        about = {side.document.source: known for side in sides}
        bitext = replace(bitext, source=sides[0], target=sides[1])
        glossary.add([], [bitext], who="tests", about=about)


@pytest.fixture
def texts(opened: Opened) -> Opened:
    """Three texts of two quarters, of which two say it."""
    add(opened, "a", SENTENCES[2:3], "2023-02")
    add(opened, "b", SENTENCES[3:4], "2023-03")
    add(opened, "c", (("发展农业，农业为先。", "Farming comes first."),), "2024-05-06")
    return opened


@BOTH_SIZES
async def test_a_key_shows_shares_forms_and_issuers(
    start: Start, texts: Opened, size: tuple[int, int]
) -> None:
    async with start(FARMING, size=size) as desk:
        await desk.press("T")
        assert "Use of 农业 · agriculture by quarter" in desk.text
        shown = desk.app.screen.query_one(Page).text
        assert "3 uses in 2 of 3 documents" in shown
        rows = {line[:LABEL].strip(): line[LABEL:].split() for line in shown.split("\n")}
        half, whole = rows["2023 Q1"], rows["2024 Q2"]
        assert half[1:] == ["50.0%", "1", "of", "2", "blazing"]
        assert whole[1:] == ["100.0%", "1", "of", "1", "blazing"]
        assert len(whole[0]) == 2 * len(half[0])
        assert "2023 Q2 to 2024 Q1: no documents" in shown
        assert rows["zh"] == ["农业", "3", "in", "2", "2023-02", "–", "2024-05-06"]
        assert "farming" in shown.lower()
        assert "新华社 [b]" in shown
        await desk.press("escape")
        assert isinstance(desk.app.screen, ReviewScreen)


async def test_b_goes_through_the_lengths_of_a_period(start: Start, texts: Opened) -> None:
    async with start(FARMING) as desk:
        await desk.press("T", "b")
        assert "by year" in desk.text
        assert "\n 2023  " in desk.text
        await desk.press("b")
        assert "by month" in desk.text
        assert "2023-03" in desk.text
        await desk.press("b")
        assert "2023 Q1" in desk.text


async def test_what_was_asked_for_last_is_shown_though_the_answer_before_comes_later(
    start: Start, texts: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_quarter = threading.Event()

    def slowly(
        glossary: Glossary, name: str, concept: Concept, *, by: By, progress: Progress
    ) -> Tracked:
        if by is By.QUARTER:
            by_quarter.wait(PATIENCE)
        return track(glossary, name, concept, by=by, progress=progress)

    monkeypatch.setattr(over_time, "track", slowly)
    async with start(FARMING) as desk:
        await desk.pilot.press("T", "b")
        while "\n 2023  " not in desk.text:
            await desk.pilot.pause(0.01)
        by_quarter.set()
        await desk.settle()
        assert "2023 Q1" not in desk.text


async def test_without_documents_it_says_how_to_add_them(start: Start) -> None:
    async with start(FARMING) as desk:
        await desk.press("T")
        assert "None of its terms is in a document that is stored here." in desk.text
        assert "D in the queue lists the documents, and adds more there" in desk.text


async def test_without_dates_it_says_how_to_give_them(start: Start, opened: Opened) -> None:
    add(opened, "a", SENTENCES[2:3], "")
    async with start(FARMING) as desk:
        await desk.press("T")
        assert (
            "None of these documents has a date: the list of documents gives them one" in desk.text
        )
        assert "undated" in desk.text


async def test_without_an_entry_there_is_nothing_to_show(start: Start, five: Concept) -> None:
    async with start(five) as desk:
        await desk.press("slash")
        await desk.write("nichts")
        await desk.press("enter", "T")
        assert not isinstance(desk.app.screen, OverTimeScreen)
        assert "There is no entry here" in desk.notices


def test_a_bar_has_eighths_of_cells_and_a_trace_of_what_is_there_at_all() -> None:
    assert bar(1, 10) == "█" * 10
    assert bar(0.55, 10) == "█" * 5 + "▌"
    assert bar(0.0001, 10) == "▏"
    assert bar(0, 10) == ""


def test_no_line_is_wider_than_the_terminal(texts: Opened) -> None:
    long = Term(EN, "reform must not stop", TermStatus.ADMITTED)
    concept = replace(FARMING, terms=(*TERMS, long))
    with texts() as glossary:
        tracked = track(glossary, "农业", concept)
    for block in use_blocks(tracked, 60, "D"):
        if block.label:
            assert cell_len(block.body.plain) <= 60 - LABEL
