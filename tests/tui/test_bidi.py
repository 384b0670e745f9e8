"""Arabic at the right, and in the order of cells where the terminal does not see to that."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reader_bench import AR, ARABIC, ZH, pair, running
from rich.cells import cell_len
from textual.app import App
from textual.content import Content

from glossary.model import Concept, Context, Side, Term, TermStatus
from tui.bidi import in_cells, places
from tui.cells import marked
from tui.screens.reader import ReaderScreen
from tui.widgets.detail import blocks
from tui.widgets.page import Page
from tui.widgets.reader_layout import Part, lay_out, offset_at
from tui.widgets.reader_view import ReaderView

#: Texts, how a line of theirs runs, and their characters from left to right (by UAX #9).
ORDERED = (
    ("abc", False, "abc"),
    ("سلم", True, "ملس"),
    ("سلم.", True, ".ملس"),
    ("سلم.", False, "ملس."),
    ("نمو 3.5 GDP", True, "GDP 3.5 ومن"),
    ("the سلم نمو end", False, "the ومن ملس end"),
    ("1,200 سلم", True, "ملس 1,200"),
)


@pytest.mark.parametrize(("text", "from_right", "cells"), ORDERED)
def test_characters_go_in_the_order_of_their_cells(text: str, from_right: bool, cells: str) -> None:
    assert "".join(text[place] for place in places(text, from_right=from_right)) == cells


def test_brackets_face_the_other_way_and_letters_join() -> None:
    drawn = in_cells(Content("(سلم)"), from_right=True).plain
    assert (drawn[0], drawn[-1]) == ("(", ")")
    forms = [unicodedata.decomposition(char).split()[0] for char in drawn[1:-1]]
    assert forms == ["<final>", "<medial>", "<initial>"]
    assert unicodedata.normalize("NFKC", drawn[1:-1]) == "ملس"


def test_marks_stay_behind_their_letters_and_styles_with_their_characters() -> None:
    assert unicodedata.normalize("NFKC", in_cells(Content("مَد"), from_right=True).plain) == "دمَ"
    drawn = in_cells(marked("سلم نمو", ((4, 7),)), from_right=True)
    styled = "".join(drawn.plain[span.start : span.end] for span in drawn.spans)
    assert unicodedata.normalize("NFKC", styled) == "ومن"


@given(st.text(st.sampled_from("abس ل1.,()«َ中")), st.booleans())
def test_nothing_is_lost_and_no_width_changes(text: str, from_right: bool) -> None:
    drawn = in_cells(Content(text), from_right=from_right).plain
    assert sorted(places(text, from_right=from_right)) == list(range(len(text)))
    assert cell_len(drawn) == cell_len(text)


def test_arabic_stands_at_the_right_of_its_column() -> None:
    zh, ar = ARABIC[0]
    laid = lay_out([Part(ZH, zh), Part(AR, ar)], 120, "")
    assert laid.lines[0].plain.endswith(ar)
    assert cell_len(laid.lines[0].plain) == 120
    above = lay_out([Part(ZH, zh), Part(AR, ar)], 80, "")
    assert cell_len(above.lines[1].plain) == 80


@pytest.mark.parametrize("orders", [False, True])
def test_a_click_finds_the_character_that_is_drawn_there(orders: bool) -> None:
    text = ARABIC[2][1]
    laid = lay_out([Part(AR, text)], 60, "", orders=orders)
    (piece,) = laid.pieces
    at = [offset_at(text, piece, piece.column + cell) for cell in range(len(text))]
    assert at == (places(text, from_right=True) if orders else list(range(len(text))))


def entry() -> Concept:
    zh, ar = ARABIC[0]
    context = Context((Side(ZH, zh), Side(AR, ar, ((15, 29),))), "speech.txt")
    terms = (Term(ZH, "共同富裕", TermStatus.PREFERRED), Term(AR, "الرخاء المشترك"))
    return Concept("rich", terms, contexts=(context,))


class Shown(App[None]):
    def compose(self) -> Any:
        yield Page()

    def on_mount(self) -> None:
        self.query_one(Page).put_blocks(blocks(entry()))


async def drawn_lines() -> list[str]:
    async with Shown().run_test(size=(70, 20)) as pilot:
        await pilot.pause()
        page = pilot.app.query_one(Page)
        said = ARABIC[0][1]
        assert said in page.text, "what is copied is what is read"
        return [page.render_line(y).text for y in range(20)]


async def test_an_entry_gives_terminals_arabic_as_it_is_read_at_the_right() -> None:
    said = ARABIC[0][1]
    (line,) = [line for line in await drawn_lines() if said in line]
    assert cell_len(line.rstrip()) >= 68


async def test_the_browser_is_given_arabic_in_the_order_of_its_cells(
    monkeypatch: pytest.MonkeyPatch, opened: Any
) -> None:
    monkeypatch.setattr(App, "is_web", property(lambda _: True))
    said = ARABIC[0][1]
    cells = "".join(said[place] for place in places(said, from_right=True))
    lines = [unicodedata.normalize("NFKC", line) for line in await drawn_lines()]
    assert any(cells in line for line in lines)
    with opened() as glossary:
        glossary.add([], [pair(ARABIC, AR)], who="tests")
    async with running(lambda access: ReaderScreen(access, 1), opened) as desk:
        assert cells in unicodedata.normalize("NFKC", desk.text)
        assert desk.app.screen.query_one(ReaderView).sides == (ZH, AR)
