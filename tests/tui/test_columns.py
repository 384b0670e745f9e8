"""The columns of the queue: hidden, widened, kept, and wide enough for terms."""

from __future__ import annotations

from pathlib import Path

import pytest
from desks import Desk, Drafts, Opened, Plain, Start
from rich.cells import cell_len
from textual.widgets import OptionList

from align.model import Language
from glossary.model import Concept
from tui.app import ReviewApp
from tui.queue import Queue
from tui.screens.columns import ColumnsScreen
from tui.views import Columns, Views
from tui.widgets.queue_list import Shown, columns, orders
from tui.widgets.virtual_list import CURSOR, GAP, widths

ZH, EN = Language.ZH, Language.EN
LONG = "习近平新时代中国特色社会主义思想"


def header(desk: Desk) -> list[str]:
    return desk.lines[1].split("│")[0].split()


async def test_columns_are_hidden_and_the_others_have_their_room(
    start: Start, plain: Plain
) -> None:
    async with start(plain("a", LONG, "Thought"), size=(80, 24)) as desk:
        assert header(desk) == ["Chinese", "English", "Kind", "Uses", "Score"]
        assert LONG not in desk.text.split("\n")[2]
        await desk.press("c")
        listed = desk.app.screen.query_one(OptionList)
        rows = [str(each.prompt).split() for each in listed.options]
        assert [row[1] for row in rows][:4] == ["Status", "Chinese", "English", "Kind"]
        for row in (0, 3, 5, 6):
            listed.highlighted = row
            await desk.press("space")
        await desk.press("enter")
        assert header(desk) == ["Chinese", "English"]


async def test_a_widened_column_is_kept_for_the_next_run(
    opened: Opened, drafts: Drafts, tmp_path: Path, plain: Plain
) -> None:
    with opened() as glossary:
        glossary.save(plain("a", LONG, "Thought"), who="tests")

    for run in range(2):
        views = Views(tmp_path / "views", "glossary")
        app = ReviewApp(opened, "Ana", drafts(), views=views)
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            desk = Desk(pilot, app)
            await desk.settle()
            assert (LONG in desk.lines[2]) == bool(run)
            if not run:
                await desk.press("c", "down", *["right"] * 12, "enter")
                assert LONG in desk.lines[2]
    assert Views(tmp_path / "views", "glossary").view.columns == Columns(wider={"zh": 24})


async def test_the_order_of_the_rows_is_kept_for_the_next_run(
    opened: Opened, drafts: Drafts, tmp_path: Path, plain: Plain
) -> None:
    with opened() as glossary:
        for name, zh, score in (("a", "三农", 0.9), ("b", "双循环", 0.8), ("c", "八项规定", 0.7)):
            glossary.save(plain(name, zh, name, score=score), who="tests")
    for run in range(2):
        app = ReviewApp(opened, "Ana", drafts(), views=Views(tmp_path / "views", "glossary"))
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            desk = Desk(pilot, app)
            await desk.settle()
            if not run:
                assert "三农" in desk.lines[2]
                await desk.press("o", "o", "O")
            assert "Chinese▴" in header(desk)
            assert "三农" in desk.lines[3]
            if run:
                await desk.press("c", "right", "enter")
                assert "Chinese▴" in header(desk)


async def test_one_column_has_to_stay(start: Start, five: Concept) -> None:
    async with start(five) as desk:
        await desk.press("c")
        listed = desk.app.screen.query_one(OptionList)
        for row in range(listed.option_count):
            listed.highlighted = row
            await desk.press("space")
        assert isinstance(desk.app.screen, ColumnsScreen)
        assert any("One column has to stay" in each for each in desk.notices)
        await desk.press("enter")
        assert header(desk)


def test_twelve_chinese_characters_are_read_in_a_window_of_120() -> None:
    shown = Shown((ZH, EN))
    total = 64  # cells that the list has there
    cells = widths(tuple(columns(Queue(), shown, total)), total)
    made = dict(zip(orders(shown), cells, strict=True))
    assert made[ZH] > cell_len("一" * 12)
    assert made[EN] >= 18


@pytest.mark.parametrize("codes", ["zh en", "zh ja", "zh ko", "en fr", "zh ar"])
@pytest.mark.parametrize("total", [60, 64, 79, 109])
def test_two_languages_leave_room_for_what_is_beside_them(codes: str, total: int) -> None:
    shown = Shown(tuple(map(Language, codes.split())), is_chosen=True)
    cells = [each for each in widths(tuple(columns(Queue(), shown, total)), total) if each]
    assert len(CURSOR) + sum(cells) + GAP * (len(cells) - 1) <= total


def test_damaged_columns_are_left_out(tmp_path: Path) -> None:
    views = Views(tmp_path, "g")
    views.arrange(Columns(frozenset({"kind"}), {"zh": 4}))
    views.keep()
    assert Views(tmp_path, "g").view.columns == Columns(frozenset({"kind"}), {"zh": 4})
    (path,) = tmp_path.iterdir()
    path.write_text(
        '{"hidden": [1, "uses", null], "wider": {"en": "x", "zh": 2, "ar": true}, "order": 3}'
    )
    assert Views(tmp_path, "g").view.columns == Columns(frozenset({"uses"}), {"zh": 2})
    path.write_text('{"hidden": 1, "wider": []}')
    assert Views(tmp_path, "g").view.columns == Columns()
