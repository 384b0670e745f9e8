"""The reader over an original with several translations."""

from __future__ import annotations

from pathlib import Path

import pytest
from desks import Opened
from reader_bench import AR, ARABIC, EN, FR, FRENCH, SENTENCES, ZH, pair, running
from textual.widgets import Input

from align.model import Language
from glossary.model import Concept, ConceptStatus, Term, TermStatus
from glossary.store.reading.documents import documents_in_use, open_text
from tui.screens.new_entry import NewEntryScreen
from tui.screens.reader import ReaderScreen
from tui.views import Views
from tui.widgets.reader_view import ReaderView

Numbers = dict[Language, int]


@pytest.fixture
def spoken(opened: Opened) -> Numbers:
    """A glossary with a text and three translations; the id of each document by its language."""
    with opened() as glossary:
        for sentences, language in ((SENTENCES, EN), (FRENCH, FR), (ARABIC, AR)):
            glossary.add([], [pair(sentences, language)], who="tests")
        terms = ((ZH, "共同富裕"), (FR, "prospérité commune"), (AR, "الرخاء المشترك"))
        rich = tuple(Term(language, text, TermStatus.PREFERRED) for language, text in terms)
        glossary.save(Concept("rich", rich, status=ConceptStatus.APPROVED), who="tests")
        return {each.document.language: each.document.id for each in documents_in_use(glossary)}


def reader(number: int, place: tuple[Language, int] | None = None):  # type: ignore[no-untyped-def]
    return lambda access: ReaderScreen(access, number, place)


async def test_l_goes_to_the_next_translation_of_the_document_and_round(
    opened: Opened, spoken: Numbers
) -> None:
    async with running(reader(spoken[ZH]), opened) as desk:
        assert "English, 1 of 3" in desk.text
        await desk.press("down", "down")
        said = []
        for _ in range(3):
            await desk.press("l")
            view = desk.app.screen.query_one(ReaderView)
            said.append((view.sides, view.cursor, FRENCH[2][1] in desk.text))
        assert said == [((ZH, FR), 2, True), ((ZH, AR), 2, False), ((ZH, EN), 2, False)]


async def test_the_translation_that_was_read_last_is_opened_the_next_time(
    opened: Opened, spoken: Numbers, tmp_path: Path
) -> None:
    async with running(reader(spoken[ZH]), opened, views=Views(tmp_path / "views", "g")) as desk:
        await desk.press("l")
    async with running(reader(spoken[ZH]), opened, views=Views(tmp_path / "views", "g")) as desk:
        assert desk.app.screen.query_one(ReaderView).sides == (ZH, FR)
    async with running(reader(spoken[ZH]), opened, views=Views(tmp_path / "views", "h")) as desk:
        assert desk.app.screen.query_one(ReaderView).sides == (ZH, EN), "of another glossary"


async def test_a_translation_opens_beside_its_original_and_at_a_place_of_its_own(
    opened: Opened, spoken: Numbers
) -> None:
    async with running(reader(spoken[AR]), opened) as desk:
        assert desk.app.screen.query_one(ReaderView).sides == (ZH, AR)
        await desk.press("l")
        assert desk.app.screen.query_one(ReaderView).sides == (ZH, EN)
    async with running(reader(spoken[ZH], (FR, 3)), opened) as desk:
        view = desk.app.screen.query_one(ReaderView)
        assert (view.sides, view.cursor, view.language) == ((ZH, FR), 3, FR)


async def test_where_there_is_one_translation_l_says_so(opened: Opened) -> None:
    with opened() as glossary:
        glossary.add([], [pair()], who="tests")
    async with running(reader(1), opened) as desk:
        await desk.press("l")
        assert any("no other translation" in each for each in desk.notices)


async def test_terms_are_marked_and_text_is_found_in_both_languages(
    opened: Opened, spoken: Numbers
) -> None:
    async with running(reader(spoken[FR]), opened) as desk:
        for term in ("共同富裕", "prospérité commune"):
            assert term in desk.styled("underline")
        await desk.press("slash")
        desk.app.screen.query_one("#reader-search", Input).value = "RÉFORME"
        await desk.press("enter")
        view = desk.app.screen.query_one(ReaderView)
        assert (view.cursor, view.language) == (3, FR)


async def test_beads_of_any_pair_are_corrected_and_undone_each_in_its_own(
    opened: Opened, spoken: Numbers
) -> None:
    def shapes(language: Language) -> list[tuple[int, int]]:
        with opened() as glossary:
            beads = open_text(glossary, spoken[ZH], spoken[language]).beads
        return [(len(each.bead.source), len(each.bead.target)) for each in beads]

    async with running(reader(spoken[FR]), opened) as desk:
        await desk.press("tab", "greater_than_sign")
        assert shapes(FR) == [(1, 0), (1, 2), (1, 1), (1, 1)]
        await desk.press("l", "u")
        assert any("no bead was corrected here" in each for each in desk.notices)
        assert shapes(AR) == [(1, 1)] * 4
        await desk.press("l", "l", "u")
        assert shapes(FR) == [(1, 1)] * 4


async def test_selected_words_become_an_entry_with_their_rendering_in_each_translation(
    opened: Opened, spoken: Numbers
) -> None:
    async with running(reader(spoken[ZH]), opened) as desk:
        await desk.press("down", "down", "v", "right", "enter")
        screen = desk.app.screen
        assert isinstance(screen, NewEntryScreen)
        lines = {each.id: each.value for each in screen.query(Input)}
        assert list(lines) == ["new-zh", "new-en", "new-fr", "new-ar"]
        assert lines["new-zh"] == "农业"
        assert lines["new-en"] == "Agriculture"
        screen.query_one("#new-fr", Input).value = "agriculture"
        screen.query_one("#new-ar", Input).value = "الزراعة"
        await desk.press("enter")
        with opened() as glossary:
            (made,) = glossary.matching("农业", ZH)
        assert {term.language: term.text for term in made.terms} == {
            ZH: "农业",
            EN: "Agriculture",
            FR: "agriculture",
            AR: "الزراعة",
        }
        (context,) = made.contexts
        assert [side.language for side in context.sides] == [ZH, EN, FR, AR]
        assert context.text(AR) == ARABIC[2][1]


async def test_words_are_selected_in_a_translation_too(opened: Opened, spoken: Numbers) -> None:
    async with running(reader(spoken[FR], (FR, 3)), opened) as desk:
        await desk.press("v", "w", "w", "w", "w", "enter")
        screen = desk.app.screen
        assert isinstance(screen, NewEntryScreen)
        assert screen.query_one("#new-fr", Input).value.startswith("La réforme")
