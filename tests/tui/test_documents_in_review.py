"""From the queue into the documents, and back."""

from __future__ import annotations

import pytest
from contexts import context_of
from desks import Opened, Start
from reader_bench import SENTENCES, ZH, pair

from glossary.model import Concept, Kind, Proposal, Term
from tui.screens.documents import DocumentsScreen
from tui.screens.exporting import ExportScreen
from tui.screens.importing import ImportScreen
from tui.screens.places import PlacesScreen
from tui.screens.reader import ReaderScreen
from tui.screens.review import ReviewScreen
from tui.widgets.reader_view import ReaderView


def proposal(places: list[int]) -> Proposal:
    contexts = tuple(
        context_of(*SENTENCES[place], "speech.zh.txt", ((0, 2),), (), (place,), (place,))
        for place in places
    )
    return Proposal((Term(ZH, "农业"),), Kind.CONCEPT, 0.9, 1, contexts=contexts)


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
async def test_an_entry_opens_at_its_context_and_one_comes_back_to_it(
    start: Start, opened: Opened, size: tuple[int, int]
) -> None:
    with opened() as glossary:
        glossary.add([proposal([2])], [pair()], who="tests")
    async with start(size=size) as desk:
        await desk.press("g")
        await desk.settle()
        assert isinstance(desk.app.screen, ReaderScreen)
        assert desk.app.screen.query_one(ReaderView).cursor == 2
        assert SENTENCES[2][1] in desk.text
        await desk.press("escape")
        assert isinstance(desk.app.screen, ReviewScreen)


async def test_of_several_contexts_one_is_chosen(start: Start, opened: Opened) -> None:
    with opened() as glossary:
        glossary.add([proposal([1, 3])], [pair()], who="tests")
    async with start() as desk:
        await desk.press("g")
        assert isinstance(desk.app.screen, PlacesScreen)
        assert SENTENCES[1][0] in desk.text
        await desk.press("down", "enter")
        await desk.settle()
        assert desk.app.screen.query_one(ReaderView).cursor == 3


async def test_an_entry_without_stored_documents_says_so(start: Start, five: Concept) -> None:
    async with start(five) as desk:
        await desk.press("g")
        assert "None of its contexts is in a document" in desk.text
        await desk.press("escape")
        assert isinstance(desk.app.screen, ReviewScreen)


async def test_documents_export_and_import_open_from_the_queue(start: Start, five: Concept) -> None:
    async with start(five) as desk:
        for key, screen in (("D", DocumentsScreen), ("X", ExportScreen), ("I", ImportScreen)):
            await desk.press(key)
            assert isinstance(desk.app.screen, screen)
            await desk.press("escape")
            assert isinstance(desk.app.screen, ReviewScreen)


async def test_an_entry_made_while_reading_is_in_the_queue_afterwards(
    start: Start, opened: Opened, five: Concept
) -> None:
    with opened() as glossary:
        glossary.add([], [pair()], who="tests")
    async with start(five) as desk:
        await desk.press("D", "enter")
        await desk.settle()
        await desk.press("down", "down", "v", "right", "enter")
        await desk.settle()
        await desk.press("enter")
        await desk.settle()
        await desk.press("escape")
        await desk.press("escape")
        await desk.settle()
        assert isinstance(desk.app.screen, ReviewScreen)
        assert "农业" in desk.text


async def test_the_demo_fills_the_queue_of_an_empty_glossary(start: Start) -> None:
    async with start() as desk:
        assert "Show me" in desk.text
        await desk.press("d")
        await desk.settle()
        assert "Done: " in desk.text
        await desk.press("escape")
        await desk.settle()
        assert isinstance(desk.app.screen, ReviewScreen)
        assert desk.app.screen.at_hand is not None
