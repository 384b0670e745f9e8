"""The bilingual reader: terms, places, search, entries of selections, beads put right."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from contexts import marked
from desks import Opened
from reader_bench import EN, SENTENCES, ZH, pair, running
from textual.widgets import Input
from waiting import PATIENCE

from align.errors import GlossaryError
from align.model import Bead, Language
from glossary.model import Concept, ConceptStatus, Term, TermStatus
from glossary.store.changing.aligning import correct_beads
from glossary.store.reading.documents import documents_in_use, open_text
from tui import bead_corrections
from tui.access import Access
from tui.screens.entry import EntryScreen
from tui.screens.new_entry import NewEntryScreen
from tui.screens.reader import ReaderScreen
from tui.widgets.reader_view import ReaderView

BOTH_SIZES = pytest.mark.parametrize("size", [(80, 24), (200, 60)])


@pytest.fixture
def spoken(opened: Opened) -> int:
    """A glossary with an aligned pair, an approved and a proposed term; the Chinese document."""
    with opened() as glossary:
        glossary.add([], [pair()], who="tests")
        terms = {
            "known": ("共同富裕", "common prosperity", ConceptStatus.APPROVED),
            "asked": ("三首", "three firsts", ConceptStatus.PROPOSED),
        }
        for name, (zh, en, status) in terms.items():
            both = (Term(ZH, zh, TermStatus.PREFERRED), Term(EN, en, TermStatus.PREFERRED))
            glossary.save(Concept(name, both, status=status), who="tests")
        return next(
            each.document.id for each in documents_in_use(glossary) if each.document.language is ZH
        )


def reader(number: int, at: tuple[Language, int] | None = None) -> Callable[[Access], ReaderScreen]:
    return lambda access: ReaderScreen(access, number, at)


def beads(opened: Opened, number: int) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    with opened() as glossary:
        return [(b.bead.source, b.bead.target) for b in open_text(glossary, number).beads]


@BOTH_SIZES
async def test_both_languages_are_shown_with_their_terms_marked(
    opened: Opened, spoken: int, size: tuple[int, int]
) -> None:
    async with running(reader(spoken), opened, size=size) as desk:
        for zh, en in SENTENCES:
            assert zh in desk.text
            assert en in desk.text
        underlined, bold, italic = map(desk.styled, ("underline", "bold", "italic"))
        for known in ("共同富裕", "common prosperity"):
            assert known in underlined
            assert known in bold
        for asked in ("三首", "three firsts"):
            assert asked in underlined
            assert asked in italic


async def test_columns_stand_side_by_side_where_there_is_room_for_them(
    opened: Opened, spoken: int
) -> None:
    async with running(reader(spoken), opened, size=(200, 60)) as desk:
        zh, en = SENTENCES[0]
        assert any(zh in line and en in line for line in desk.lines)
    async with running(reader(spoken), opened, size=(80, 24)) as desk:
        assert not any(zh in line and en in line for line in desk.lines)


async def test_n_goes_from_term_to_term_and_round_and_enter_opens_the_entry(
    opened: Opened, spoken: int
) -> None:
    async with running(reader(spoken), opened) as desk:
        said = []
        for _ in range(5):
            await desk.press("n")
            said.append(desk.app.screen.query_one(ReaderView).mark)
        assert [m and (m.concept.id, m.language) for m in said] == [
            ("known", ZH),
            ("known", EN),
            ("asked", ZH),
            ("asked", EN),
            ("known", ZH),
        ]
        await desk.press("N")
        assert "? 三首 · three firsts  proposed" in desk.text
        await desk.press("enter")
        assert isinstance(desk.app.screen, EntryScreen)
        assert "three firsts" in desk.text
        await desk.press("escape")
        assert desk.app.screen.query_one(ReaderView).mark == said[3], "back at the same place"


async def test_no_key_is_lost_however_fast_one_types(opened: Opened, spoken: int) -> None:
    async with running(reader(spoken), opened) as desk:
        await desk.pilot.press("n", "n", "n")
        await desk.settle()
        mark = desk.app.screen.query_one(ReaderView).mark
        assert mark is not None
        assert mark.concept.id == "asked"


async def test_it_opens_at_a_place_and_escape_leaves_it(opened: Opened, spoken: int) -> None:
    async with running(reader(spoken, (EN, 2)), opened) as desk:
        assert desk.app.screen.query_one(ReaderView).cursor == 2
        assert "3 of 4" in desk.text
        await desk.press("escape")
        assert desk.app.returned == [False]


async def test_search_finds_either_language_whatever_the_case_and_script(
    opened: Opened, spoken: int
) -> None:
    async with running(reader(spoken), opened) as desk:
        view = desk.app.screen.query_one(ReaderView)
        for typed, place in (("REFORM", 3), ("農業", 2), ("capital", 1)):
            await desk.press("slash")
            desk.app.screen.query_one("#reader-search", Input).value = typed
            await desk.press("enter")
            assert view.cursor == place
        assert "capital" in desk.styled("reverse")
        await desk.press("slash")
        desk.app.screen.query_one("#reader-search", Input).value = "nowhere"
        await desk.press("enter")
        assert any("Not found: nowhere" in notice for notice in desk.notices)
        assert view.cursor == 1


async def test_f_finds_the_next_match(opened: Opened, spoken: int) -> None:
    async with running(reader(spoken), opened) as desk:
        view = desk.app.screen.query_one(ReaderView)
        await desk.press("slash")
        await desk.write("re")
        await desk.press("enter")
        first = (view.cursor, view.here)
        await desk.press("f")
        assert (view.cursor, view.here) != first
        await desk.press("F")
        assert (view.cursor, view.here) == first


async def test_selected_words_become_an_entry_with_their_translation(
    opened: Opened, spoken: int
) -> None:
    async with running(reader(spoken), opened) as desk:
        await desk.press("down", "down", "v", "right")
        assert "selected: 农业" in desk.text
        await desk.press("enter")
        assert isinstance(desk.app.screen, NewEntryScreen)
        assert desk.app.screen.query_one("#new-zh", Input).value == "农业"
        assert desk.app.screen.query_one("#new-en", Input).value == "Agriculture"
        await desk.press("enter")
        assert isinstance(desk.app.screen, ReaderScreen)
        assert "农业" in desk.styled("italic"), "it is marked at once"
        with opened() as glossary:
            (made,) = glossary.matching("农业", ZH)
            assert [term.text for term in made.terms] == ["农业", "Agriculture"]
            assert made.contexts[0].text(ZH) == "农业是基础。"
            assert marked(made.contexts[0], ZH) == ((0, 2),)
            assert marked(made.contexts[0], EN) == ((0, 11),)
            assert {v.document.source: v.concepts for v in documents_in_use(glossary)}[
                "speech.zh.txt"
            ] == 1


async def test_words_are_selected_from_the_english_side_too(opened: Opened, spoken: int) -> None:
    async with running(reader(spoken, (ZH, 3)), opened) as desk:
        await desk.press("tab", "v", "w")
        assert "selected: Reform" in desk.text
        await desk.press("enter")
        assert desk.app.screen.query_one("#new-en", Input).value == "Reform"
        assert desk.app.screen.query_one("#new-zh", Input).value == "改革"
        await desk.press("escape")
        with opened() as glossary:
            assert glossary.matching("改革", ZH) == [], "nothing is stored before it is confirmed"
        await desk.press("escape")
        assert isinstance(desk.app.screen, ReaderScreen), "the first escape drops the selection"


async def test_words_are_selected_with_the_mouse(opened: Opened, spoken: int) -> None:
    async with running(reader(spoken), opened, size=(80, 24)) as desk:
        y = next(n for n, line in enumerate(desk.lines) if "农业是基础" in line)
        x = 3
        await desk.pilot.mouse_down(offset=(x, y))
        await desk.pilot.hover(offset=(x + 2, y))
        await desk.pilot.mouse_up(offset=(x + 2, y))
        await desk.settle()
        assert "selected: 农业" in desk.text


async def test_an_entry_that_is_there_gains_the_selection(opened: Opened, spoken: int) -> None:
    async with running(reader(spoken), opened) as desk:
        await desk.press("n", "v", "enter")
        assert "In the glossary already: 共同富裕" in desk.text
        await desk.press("enter")
        with opened() as glossary:
            (known,) = glossary.matching("共同富裕", ZH)
            assert known.status is ConceptStatus.APPROVED
            assert known.contexts[0].text(ZH) == SENTENCES[0][0]


async def test_an_entry_that_is_being_stored_is_not_left_before_it_is(
    opened: Opened, spoken: int
) -> None:
    async with running(reader(spoken), opened) as desk:
        await desk.press("n", "v")
        await desk.press("enter")
        gate = threading.Event()
        desk.app.store.submit(lambda glossary: gate.wait(timeout=PATIENCE))
        await desk.pilot.press("enter", "escape")
        assert isinstance(desk.app.screen, NewEntryScreen)
        assert "It is being stored" in desk.text
        gate.set()
        await desk.settle()
        assert isinstance(desk.app.screen, ReaderScreen)
    with opened() as glossary:
        assert glossary.matching("共同富裕", ZH)[0].contexts


async def test_a_bead_is_joined_with_the_next_and_that_undone(opened: Opened, spoken: int) -> None:
    async with running(reader(spoken), opened) as desk:
        await desk.press("J")
        assert beads(opened, spoken)[:2] == [((0, 1), (0, 1)), ((2,), (2,))]
        assert "bead 2:2, ✎ by Ana" in desk.text
        await desk.press("u")
        assert beads(opened, spoken) == [((n,), (n,)) for n in range(4)]
        await desk.press("u")
        assert any("no bead was corrected" in notice for notice in desk.notices)


async def test_a_bead_is_split_where_one_chooses(opened: Opened, spoken: int) -> None:
    async with running(reader(spoken), opened) as desk:
        await desk.press("J", "S")
        assert "1. 要推进共同富裕。" in desk.text
        await desk.press("enter")
        assert beads(opened, spoken) == [((n,), (n,)) for n in range(4)]
        await desk.press("S", "escape")
        assert len(beads(opened, spoken)) == 4


async def test_a_sentence_is_moved_to_the_next_bead_and_back(opened: Opened, spoken: int) -> None:
    async with running(reader(spoken), opened) as desk:
        await desk.press("tab", "greater_than_sign")
        assert beads(opened, spoken)[:2] == [((0,), ()), ((1,), (0, 1))]
        await desk.press("down", "less_than_sign")
        assert beads(opened, spoken)[:2] == [((0,), (0,)), ((1,), (1,))]
        await desk.press("up", "up", "less_than_sign")
        assert any("no bead beside it" in notice for notice in desk.notices)


async def test_beads_that_somebody_else_changed_are_read_again(opened: Opened, spoken: int) -> None:
    async with running(reader(spoken), opened) as desk:
        with opened() as glossary:
            text = open_text(glossary, spoken)
            old = [each.bead for each in text.beads[:2]]
            correct_beads(glossary, text.ids, old, [Bead((0, 1), (0, 1), 1.0)], who="Bo")
        await desk.press("J")
        assert any("somebody else" in notice for notice in desk.notices)
        assert "bead 2:2, ✎ by Bo" in desk.text
        assert beads(opened, spoken)[0] == ((0, 1), (0, 1))


async def test_a_document_without_translation_is_read_and_has_no_beads_to_correct(
    opened: Opened,
) -> None:
    with opened() as glossary:
        glossary.add([], [pair().source], who="tests")
        number = documents_in_use(glossary)[0].document.id
    async with running(reader(number), opened, size=(80, 24)) as desk:
        assert SENTENCES[3][0] in desk.text
        await desk.press("J")
        assert any("stands alone" in notice for notice in desk.notices)
        await desk.press("v", "enter")
        assert "The document stands alone" in desk.text


async def test_hostile_text_is_shown_as_symbols_and_markup_as_it_is(opened: Opened) -> None:
    sentences = (("红\x1b[2J头[bold]文件。", "red [link=x]\x07 file\u202e."), *SENTENCES)
    with opened() as glossary:
        glossary.add([], [pair(sentences)], who="tests")
        number = documents_in_use(glossary)[0].document.id
    async with running(reader(number), opened) as desk:
        assert "[bold]文件" in desk.text
        assert "[link=x]" in desk.text
        assert not set("\x1b\x07\u202e") & set(desk.text)


async def test_a_document_of_40000_beads_opens_at_once_and_is_crossed_at_once(
    opened: Opened,
) -> None:
    sentences = [(f"第{n}句说改革开放。", f"Sentence {n} is about reform.") for n in range(40_000)]
    with opened() as glossary:
        glossary.add([], [pair(sentences)], who="tests")
        number = documents_in_use(glossary)[0].document.id
    async with running(reader(number), opened) as desk:
        view = desk.app.screen.query_one(ReaderView)
        start = time.process_time()
        await desk.press("end")
        assert "Sentence 39999 is" in desk.text
        await desk.press("pageup", "home", "pagedown")
        assert time.process_time() - start < 3
        assert len(view._laid) < 1_000
        assert len(desk.app.screen.query("*")) < 30


async def test_a_document_that_is_not_there_says_so(opened: Opened) -> None:
    opened().close()
    async with running(reader(77), opened) as desk:
        assert "no document has the number 77" in desk.text
        await desk.press("n", "v", "J", "S", "u", "enter", "escape")
        assert desk.app.returned == [False]


async def test_a_bead_longer_than_the_screen_is_paged_through(opened: Opened) -> None:
    long = "".join(f"第{n}段，" for n in range(600))
    with opened() as glossary:
        glossary.add([], [pair(((long, "A long one."), *SENTENCES))], who="tests")
        number = documents_in_use(glossary)[0].document.id
    async with running(reader(number), opened, size=(80, 24)) as desk:
        seen = desk.text
        for _ in range(8):
            await desk.press("pagedown")
            seen += desk.text
        said = re.sub(r"[^第段\d]", "", seen)
        assert all(f"第{n}段" in said for n in (0, 100, 300, 599))
        assert SENTENCES[0][0] in seen


async def test_a_correction_that_cannot_be_stored_is_said(
    opened: Opened, spoken: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise GlossaryError("the disk is full", "free some space")

    async with running(reader(spoken), opened) as desk:
        monkeypatch.setattr(bead_corrections, "correct_beads", refuse)
        await desk.press("J")
        assert any("the disk is full" in notice for notice in desk.notices)
        assert "bead 1:1" in desk.text
