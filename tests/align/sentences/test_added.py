"""Headings and notes that only one side has are in beads of their own."""

from __future__ import annotations

import pytest

from align.model import Bead
from align.sentences.added import parted

ZH = "国有企业改革取得明显成效。"
EN = "The reform of state-owned enterprises has clear results."


def found(zh: list[str], en: list[str]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    bead = Bead(tuple(range(len(zh))), tuple(range(len(en))), 0.9)
    return [(each.source, each.target) for each in parted([bead], zh, en)]


@pytest.mark.parametrize(
    "added", ["Chapter 1 Deepening Reform", "Deepening Reform in the Provinces", "III. reform"]
)
def test_a_heading_that_was_added_is_no_part_of_the_sentence_behind(added: str) -> None:
    assert found([ZH], [added, EN]) == [((), (0,)), ((0,), (1,))]


def test_a_heading_before_the_next_sentence_is_no_part_of_the_one_before() -> None:
    assert found([ZH], [EN, "Chapter 2 Opening Up"]) == [((0,), (0,)), ((), (1,))]


@pytest.mark.parametrize(
    "note",
    ["[Translator's note: see the annex.]", "(Note: the term is new.)", "（译者注：见附件。）"],
)
def test_a_note_of_the_translator_is_no_part_of_the_sentence(note: str) -> None:
    assert found([ZH], [EN, note]) == [((0,), (0,)), ((), (1,))]


def test_brackets_of_the_sentence_are_no_note() -> None:
    zh, note = "这是指首台（套）装备。", "[Translator's note: the term is explained in the annex.]"
    assert found([zh], ["This is the first (set).", note]) == [((0,), (0,)), ((), (1,))]


@pytest.mark.parametrize("added", ["第一章 深化改革", "一、深化改革", "深化国有企业改革"])
def test_a_heading_that_the_translation_leaves_out_stands_alone(added: str) -> None:
    assert found([added, ZH], [EN]) == [((0,), ()), ((1,), (0,))]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        (["一、深化改革。国企改革取得成效。"], ["I. Deepening Reform", EN]),
        (["深化改革 国企改革取得成效"], ["Deepening Reform", EN]),
        ([ZH], ["The reform of state-owned enterprises", "has clear results."]),
        ([ZH], ["Wang said:", EN]),
        ([ZH], [EN, "(This is so.)"]),
        (["国企改革（见附件）取得成效。"], [EN, "(Note: see the annex.)"]),
        (["“", ZH], [EN]),
        (["第一章 深化改革", ZH], ["Chapter 1 Deepening Reform", EN]),
    ],
)
def test_what_may_be_translated_stays_where_it_is(zh: list[str], en: list[str]) -> None:
    assert len(found(zh, en)) == 1
