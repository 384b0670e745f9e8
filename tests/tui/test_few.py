"""A review that begins with what a person gets through."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from desks import Desk, Drafts, Opened

from align.model import Document, Language
from align.segment import segment_lines
from glossary.model import ConceptStatus, Kind, Proposal, Term
from glossary.store import Glossary
from glossary.store.changing.workflow import set_statuses
from tui.app import ReviewApp
from tui.queue import Show
from tui.screens import with_reading

EN = Language.EN
NAMES = ("first", "second", "third", "fourth")
Filtered = Callable[[str], AbstractAsyncContextManager[Desk]]


@pytest.fixture
def filtered(opened: Opened, drafts: Drafts, monkeypatch: pytest.MonkeyPatch) -> Filtered:
    """Begins with a filter over four proposals, of which two are what a person gets through."""
    monkeypatch.setattr(with_reading, "FEW", 2)
    with opened() as glossary:
        text = segment_lines(Document("No term.", "a.txt", EN))
        kinds = (Kind.CONCEPT, Kind.CONCEPT, Kind.LAW, Kind.LAW)
        found = zip(NAMES, kinds, (0.9, 0.8, 0.7, 0.6), strict=True)
        proposals = [Proposal((Term(EN, name),), kind, score, 1) for name, kind, score in found]
        glossary.add(proposals, [text], who="Bo")

    @asynccontextmanager
    async def started(text: str) -> AsyncIterator[Desk]:
        app = ReviewApp(opened, "Ana", drafts(), filter_text=text)
        async with app.run_test(size=(120, 36), notifications=True) as pilot:
            desk = Desk(pilot, app)
            await desk.settle()
            yield desk

    return started


def shown(desk: Desk) -> list[str]:
    queue = desk.app.session.queue
    return [queue[row].term(EN) for row in range(len(queue))]


def approve(glossary: Glossary, name: str) -> None:
    (concept,) = glossary.matching(name, EN)
    wanted = {concept.id: (concept.revision, ConceptStatus.APPROVED)}
    set_statuses(glossary, wanted, who="Ana", action="approve")


async def test_it_begins_with_the_best_proposals_and_says_how_many_it_leaves_out(
    filtered: Filtered,
) -> None:
    async with filtered("") as desk:
        assert shown(desk) == ["first", "second"]
        assert "top:2" in desk.text
        assert "2 beyond the top" in desk.text
        assert "The best 2 proposals are shown, 2 left out" in desk.text
        await desk.press("slash", "escape")
        assert shown(desk) == list(NAMES)


async def test_what_people_approved_or_changed_is_never_left_out(
    filtered: Filtered, opened: Opened
) -> None:
    with opened() as glossary:
        approve(glossary, "third")
        (fourth,) = glossary.matching("fourth", EN)
        glossary.save(fourth, who="Ana", why="read")
    async with filtered("top:1") as desk:
        assert shown(desk) == ["first", "fourth"]
        desk.app.session.queue.filter(show=Show.ALL)
        assert shown(desk) == ["first", "third", "fourth"]


async def test_a_filter_to_begin_with_is_shown_and_no_top_is_set_where_few_are_left(
    filtered: Filtered,
) -> None:
    async with filtered("kind:law") as desk:
        assert shown(desk) == ["third", "fourth"]
        assert "kind:law" in desk.text
        assert "top:" not in desk.text
