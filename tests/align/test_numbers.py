"""Numbers read from words, numerals and figures, and written in Chinese."""

from __future__ import annotations

import pytest

from align.numbers import chinese, english


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("第三", 3),
        ("1,500万", 15_000_000),
        ("三万五", 35_000),
        ("2万5千公里", 25_000),
        ("十四五", 14),
        ("二十两", 20),
        ("二〇三五年", 2035),
        ("万", 10_000),
        ("亿元", 100_000_000),
        ("0万", 0),
        ("万众", 10_000),
        ("改革", None),
    ],
)
def test_the_number_that_a_chinese_word_begins_with(word: str, value: float | None) -> None:
    assert chinese.leading(word) == value


@pytest.mark.parametrize(
    ("word", "value"),
    [("1,500", 1500), ("22nd", 22), ("10%", 10), ("ninety", 90), ("fortieth", 40), ("half", 0.5)],
)
def test_the_number_that_an_english_word_is(word: str, value: float) -> None:
    assert english.value_of(word) == value


@pytest.mark.parametrize(
    ("text", "style", "written"),
    [
        ("18", 1, "十八"),
        ("18", 2, "壹拾捌"),
        ("0", 1, "〇"),
        ("100010005", 1, "一亿〇一万〇五"),
        ("1.5", 1, "一.五"),
        ("2024", 3, "２０２４"),
        ("2024", 0, "2024"),
    ],
)
def test_a_number_in_chinese_words(text: str, style: int, written: str) -> None:
    assert chinese.in_words(text, style) == written


@pytest.mark.parametrize(
    "number", [3, 10, 15, 20, 101, 110, 1001, 2050, 10_005, 35_000, 120_000_000]
)
def test_what_is_written_in_words_reads_as_it_was(number: int) -> None:
    assert chinese.value_of(chinese.in_words(str(number), 1)) == number
