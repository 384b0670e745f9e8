"""Hostile text and wide characters."""

from __future__ import annotations

import re
from html import unescape

import pytest
from contexts import context_of
from desks import Opened, Plain, Start
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content

from align.model import Language
from glossary.model import Concept, Definition, Term, TermStatus
from tui.cells import fit, literal, marked, tail
from tui.screenshot import mended
from tui.widgets.fields import Line, Paragraph
from tui.wrap import breaks, wrap

CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
MIXED = st.text(st.sampled_from("中国“，。（abc -\u0301é"), max_size=60)


@given(MIXED, st.integers(0, 30))
def test_the_tail_of_a_text_fits_and_is_its_end(text: str, width: int) -> None:
    kept = tail(text, width)
    assert cell_len(kept) <= width
    assert text.endswith(kept.removeprefix("…"))
    assert kept == text or width < cell_len(text)


@given(MIXED, st.integers(0, 30), st.booleans())
def test_fitted_text_has_exactly_the_cells_asked_for(text: str, width: int, right: bool) -> None:
    assert cell_len(fit(text, width, right=right)) == width


def test_a_cut_says_so_and_splits_no_wide_character() -> None:
    assert fit("新质生产力", 10) == "新质生产力"
    assert fit("新质生产力", 9) == "新质生产…"
    assert fit("新质生产力", 8) == "新质生… "
    assert fit("9", 4, right=True) == "   9"


@given(MIXED, st.integers(2, 30))
def test_wrapped_lines_fit_and_lose_no_character(text: str, width: int) -> None:
    lines = wrap(literal(text), width)
    assert all(cell_len(line.plain) <= width for line in lines)
    kept = "".join(line.plain for line in lines)
    assert kept.replace(" ", "") == text.replace(" ", "")


def test_no_line_begins_with_a_comma_or_ends_with_an_opening_mark() -> None:
    text = "生产力发展路径，具有“高科技”特征"
    for width in range(4, 30):
        lines = [line.plain for line in wrap(literal(text), width)]
        assert not any(line.startswith(("，", "”")) for line in lines), lines
        assert not any(line.endswith("“") for line in lines), lines


def test_english_breaks_between_words_and_long_words_anywhere() -> None:
    assert [line.plain for line in wrap(literal("new quality forces"), 11)] == [
        "new quality",
        "forces",
    ]
    assert breaks("x" * 25, 10) == [10, 20]


def test_marks_follow_the_text_when_control_characters_are_shown() -> None:
    shown = marked("a\x1b[1mterm\x07", [(5, 9)])
    assert shown.plain == "a␛[1mterm␇"
    assert [(span.start, span.end) for span in shown.spans] == [(5, 9)]


@pytest.mark.parametrize("spans", [[(5, 99)], [(-3, 2)], [(3, 3)], [(0, 3), (2, 4)]])
def test_spans_that_do_not_fit_their_text_do_no_harm(spans: list[tuple[int, int]]) -> None:
    assert marked("terms", spans).plain == "terms"


async def test_markup_and_control_characters_are_shown_and_never_obeyed(start: Start) -> None:
    hostile = "[bold red]x[/] [/oops] [@click=app.quit]q[/]"
    terms = (Term(Language.EN, hostile, TermStatus.PREFERRED, source="[b]s[/b]", note="[i]n"),)
    concept = Concept(
        id="a",
        terms=terms,
        definitions=(Definition(Language.EN, f"{hostile}\x9b31m", source=hostile),),
        contexts=(context_of(None, f"{hostile} \u202e", hostile, en_spans=((0, 44),)),),
        subject=hostile,
        note=hostile,
    )
    async with start(concept, size=(200, 60)) as desk:
        assert desk.text.count(hostile) >= 7
        await desk.press("r")
        assert f"Reject {hostile}" in desk.text
        await desk.press("escape", "e")
        assert f"Edit {hostile}" in desk.text
        await desk.press("escape", "slash")
        await desk.write("[/oops]")
        assert "[/oops]" in desk.lines[1]
        await desk.press("escape", "a")
        assert "approved 1" in desk.lines[0]
        await desk.press("u")
        assert any(hostile in notice for notice in desk.notices)


async def test_no_control_character_reaches_the_terminal(
    start: Start, plain: Plain, opened: Opened
) -> None:
    # The store refuses some of these; a foreign database or an older version may hold them.
    dirty = plain("a", "三\u202e首", "three\u2066 firsts\x85")
    async with start(dirty, size=(120, 30)) as desk:
        for keys in ((), ("r",), ("escape", "e"), ("escape", "question_mark")):
            await desk.press(*keys)
            assert not CONTROLS.search(desk.text)


async def test_pasted_control_characters_become_symbols(start: Start, plain: Plain) -> None:
    async with start(plain("a", "三首", "three firsts")) as desk:
        await desk.press("e")
        line = desk.app.screen.query_one("#subject", Line)
        await desk.paste(line, "a\x1b[31mb")
        note = desk.app.screen.query_one("#note", Paragraph)
        await desk.paste(note, "a\x1b[31mb\r\nc\x00")
        assert line.value == "a␛[31mb"
        assert note.text == "a␛[31mb\nc␀"


async def test_columns_line_up_whatever_is_in_them(start: Start, plain: Plain) -> None:
    concepts = [
        plain("a", "三首", "three firsts", score=0.9),
        plain("b", "绿水青山就是金山银山和更长的话语", "x" * 80, score=0.8),
        plain("c", "ABC与中文", "mixed 中文 text", score=0.7),
        plain("d", "中e\u0323\u0301文e\u0301", "combining", score=0.6),
    ]
    async with start(*concepts, size=(80, 24)) as desk:
        header, *rows = desk.lines[1:6]
        column = cell_len(header.split("English")[0])
        for row, concept in zip(rows, concepts, strict=True):
            before = row.split(concept.terms[1].text[:5])[0]
            assert cell_len(before) == column
            assert cell_len(row) == 80


def test_pictures_give_wide_characters_two_cells_and_load_no_font() -> None:
    svg = (
        "<style>@font-face { src: url('https://example.org/f.woff'); }\n"
        ".r { font-family: Fira Code, monospace; }</style>"
        '<text class="r" x="0" textLength="48.8" clip-path="url(#a)">三首&amp;x</text>'
    )
    made = mended(svg)
    assert 'textLength="73.2"' in made
    assert "https:" not in made
    assert unescape(made).count("三首&x") == 1


async def test_the_applications_own_picture_is_mended(start: Start, five: Concept) -> None:
    async with start(five) as desk:
        picture = desk.app.export_screenshot()
        assert "五位一体" in picture
        assert "url(&quot;https" not in picture
        assert 'url("https' not in picture


def test_literal_keeps_every_character() -> None:
    assert literal("\x07[b]").plain == "␇[b]"
    assert isinstance(literal(""), Content)
