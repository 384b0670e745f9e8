"""The queue and the list that draws it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult

from glossary.model import ConceptStatus
from tui.queue import Queue, Show
from tui.widgets.virtual_list import CURSOR, GAP, Column, Row, VirtualList, widths

APPROVED = ConceptStatus.APPROVED


@pytest.fixture
def queue(plain) -> Queue:
    queue = Queue()
    queue.add(plain(f"c{n}", f"词{n}", f"term {n}", score=1 - n / 10) for n in range(5))
    return queue


def ids(queue: Queue) -> list[str]:
    return [queue[row].id for row in range(len(queue))]


def test_concepts_stand_best_first_in_whatever_order_they_come(queue, plain):
    queue.add([plain("late", "晚", "late", score=0.85)])
    assert ids(queue) == ["c0", "c1", "late", "c2", "c3", "c4"]
    assert queue.row_of("late") == 2


def test_a_decided_concept_leaves_and_an_undone_one_returns_to_its_place(queue):
    concept = queue[2]
    queue.put(replace(concept, status=APPROVED))
    assert ids(queue) == ["c0", "c1", "c3", "c4"]
    assert (queue.count(Show.PROPOSED), queue.count(Show.APPROVED)) == (4, 1)
    queue.put(concept)
    assert ids(queue) == ["c0", "c1", "c2", "c3", "c4"]


def test_reading_again_does_not_undo_what_is_newer(queue):
    newer = replace(queue[1], note="newer", revision=7)
    queue.put(newer)
    queue.add([replace(newer, note="older", revision=3)])
    assert queue.get("c1").note == "newer"
    queue.add([replace(newer, note="newest", revision=9)])
    assert queue.get("c1").note == "newest"


def test_the_next_open_concept_is_sought_below_then_from_the_top(queue):
    queue.filter(show=Show.ALL)
    for row in (1, 3, 4):
        queue.put(replace(queue[row], status=APPROVED))
    assert queue.next_open(1) == 2
    assert queue.next_open(3) == 0
    for row in (0, 2):
        queue.put(replace(queue[row], status=APPROVED))
    assert queue.next_open(3) is None


def test_what_is_in_review_counts_as_left(queue):
    queue.put(replace(queue[0], status=ConceptStatus.IN_REVIEW))
    assert queue.count(Show.PROPOSED) == 5


COLUMNS = st.lists(
    st.builds(
        Column,
        label=st.just("x"),
        width=st.integers(1, 12),
        share=st.integers(0, 5),
        above=st.sampled_from([0, 40, 90]),
    ),
    min_size=1,
    max_size=6,
)


@given(COLUMNS, st.integers(1, 200))
def test_columns_fill_the_list_exactly_or_keep_their_least_widths(columns, total):
    found = widths(columns, total)
    shown = [width for width in found if width]
    used = len(CURSOR) + sum(shown) + GAP * max(0, len(shown) - 1)
    least = [column.width for column in columns if column.above <= total]
    if any(column.share for column in columns if column.above <= total):
        assert used == max(total, len(CURSOR) + sum(least) + GAP * max(0, len(least) - 1))
    else:
        assert shown == least


class Counted:
    """Many rows, and how many of them were asked for."""

    def __init__(self) -> None:
        self.asked: set[int] = set()

    def __len__(self) -> int:
        return 100_000

    def row(self, index: int) -> Row:
        self.asked.add(index)
        return Row((f"row {index}", "中文"))


class ListApp(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.rows = Counted()
        self.heard: list[int | None] = []
        self.opened: list[int] = []

    def compose(self) -> ComposeResult:
        yield VirtualList((Column("A", 8, share=1), Column("B", 4)), self.rows)

    def on_mount(self) -> None:
        self.query_one(VirtualList).rows_changed()

    def on_virtual_list_row_highlighted(self, event: VirtualList.RowHighlighted) -> None:
        self.heard.append(event.row)

    def on_virtual_list_row_selected(self, event: VirtualList.RowSelected) -> None:
        self.opened.append(event.row)


async def test_a_long_list_asks_for_the_rows_in_sight_only():
    app = ListApp()
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("end", "pageup", "home", "pagedown", "down", "up")
        await pilot.pause()
        assert len(app.rows.asked) < 100
        assert 99_999 in app.rows.asked
        assert app.query_one(VirtualList).cursor == 11
        assert app.heard[:3] == [0, 99_999, 99_988]


async def test_keys_stop_at_both_ends():
    app = ListApp()
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("up", "pageup")
        assert app.query_one(VirtualList).cursor == 0
        await pilot.press("end", "down", "pagedown", "enter")
        assert app.query_one(VirtualList).cursor == 99_999
        await pilot.pause()
        assert app.opened == [99_999]


async def test_a_click_moves_the_cursor_and_a_double_click_opens():
    app = ListApp()
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("end")
        await pilot.click(VirtualList, offset=(3, 2))
        assert app.query_one(VirtualList).cursor == 99_990
        await pilot.click(VirtualList, offset=(3, 0))
        assert app.query_one(VirtualList).cursor == 99_990
        await pilot.click(VirtualList, offset=(3, 4), times=2)
        await pilot.pause()
        assert app.opened == [99_992]
