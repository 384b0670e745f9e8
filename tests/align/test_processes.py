"""Work in processes: the same results in the same order, whatever becomes of a process."""

from __future__ import annotations

import pytest

from align.processes import in_processes, spare_cores

ENDS = "__import__('os')._exit(1)"
ITEMS = ["1 + 1", "'a' * 3", "[]", "6 * 7", "None", "0"]


@pytest.mark.parametrize("processes", [1, 3])
def test_results_come_in_the_order_of_the_items(processes: int) -> None:
    assert [*in_processes(eval, ITEMS, processes, str)] == [2, "aaa", [], 42, None, 0]


def test_an_item_that_ends_its_process_is_told_and_the_others_are_done() -> None:
    items = [*ITEMS[:2], ENDS, *ITEMS[2:]]
    made = [*in_processes(eval, items, 2, lambda item: f"lost: {item}")]
    assert made == [2, "aaa", f"lost: {ENDS}", [], 42, None, 0]


def test_an_error_of_the_work_is_raised_and_ends_it() -> None:
    with pytest.raises(ZeroDivisionError):
        [*in_processes(eval, [*ITEMS, "1 / 0"], 2, str)]


def test_one_core_is_left_free_where_there_are_several() -> None:
    assert spare_cores() >= 1
