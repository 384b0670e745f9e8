"""Tables between delimiters: what divides their cells is told by the whole file."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.delimited import DELIMITERS, Dialect, dialect_of, rows, usual

TABS = Dialect("\t", quoted=False)
COMMAS = Dialect(",", quoted=True)


def told(text: str) -> Dialect:
    return dialect_of(io.StringIO(text, newline=""), lambda head: 1)


def cells(text: str, dialect: Dialect | None = None) -> list[list[str]]:
    lines = io.StringIO(text, newline="")
    return [row.cells for row in rows(lines, dialect or told(text))]


@pytest.mark.parametrize(
    "text",
    [
        '"一。\t"One.\n二。”\tTwo."\n三。\tThree.\n',  # a quotation over two rows
        '甲\t"Three firsts" is a formula.\n乙\tA "quotation".\n',
        '甲\t"Reform."\n乙\t"Opening up."\n丙\tBoth, of course.\n',  # whole sentences quoted
        '0.9\t甲\t"We must.\n0.9\t乙\tWe shall."\n0.9\t丙\n',  # and a row that is cut
        '甲\t"\n乙\t""\n',
        "甲\ta, b; c | d\n乙\te, f; g | h\n",
    ],
)
def test_between_tabs_quotation_marks_are_characters(text: str) -> None:
    assert told(text) == TABS
    assert cells(text) == [line.split("\t") for line in text.splitlines()]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ('"甲"\t"One."\n"乙"\t"Two."\n', [["甲", "One."], ["乙", "Two."]]),
        ('甲\t"He said ""One""."\n乙\tTwo.\n', [["甲", 'He said "One".'], ["乙", "Two."]]),
        ('甲\t"One\nline."\n乙\tTwo.\n丙\tThree.\n', [["甲", "One\nline."], ["乙", "Two."]]),
        (
            '甲\t"Yes, one."\n乙\t"No, two."\n丙\t"Three, too."\n丁\tFour.\n',
            [["甲", "Yes, one."], ["乙", "No, two."]],
        ),
    ],
)
def test_between_tabs_marks_enclose_cells_where_the_whole_file_shows_it(
    text: str, read: list[list[str]]
) -> None:
    assert told(text) == Dialect("\t", quoted=True)
    assert cells(text)[:2] == read


@pytest.mark.parametrize("delimiter", [",", ";", "|"])
def test_between_other_delimiters_marks_enclose_cells(delimiter: str) -> None:
    text = f'甲{delimiter}"One{delimiter} ""two""\nthree."\r\n乙{delimiter}Four.\r\n'
    assert told(text) == Dialect(delimiter, quoted=True)
    assert cells(text) == [["甲", f'One{delimiter} "two"\nthree.'], ["乙", "Four."]]


def test_commas_without_enclosed_cells_are_told_by_quotations_that_begin_cells() -> None:
    text = '甲,"Three firsts" are three.\n乙,"We must.\n丙,We shall."\n'
    assert told(text) == Dialect(",", quoted=False)
    assert cells(text)[0] == ["甲", '"Three firsts" are three.']


def test_a_line_whose_marks_enclose_nothing_costs_no_other_line() -> None:
    text = '"甲","One, ""1""."\n"乙","Two" and "more"\n"丙","never closed\n"丁","Four, 4."\n' * 9
    found = list(rows(io.StringIO(text, newline=""), told(text)))
    assert [row.number for row in found] == list(range(1, 37))
    assert [row.number for row in found if row.is_bad] == [
        n for n in range(1, 37) if n % 4 in {2, 3}
    ]
    assert found[3].cells == ["丁", "Four, 4."]
    assert found[2].cells == ['"丙"', '"never closed']


def test_a_row_says_with_which_line_it_begins() -> None:
    found = list(rows(['甲,"a\n', 'b"\n', "\n", "乙,c\n"], COMMAS))
    assert [(row.number, row.line, row.cells) for row in found] == [
        (1, 1, ["甲", "a\nb"]),
        (2, 3, []),
        (3, 4, ["乙", "c"]),
    ]


def test_only_line_feeds_and_carriage_returns_end_rows() -> None:
    text = "甲\ta\u2028b\x0bc\x0cd\x1ce\x85f\r\n乙\tg\r丙\th\n"
    assert cells(text, TABS) == [["甲", "a\u2028b\x0bc\x0cd\x1ce\x85f"], ["乙", "g"], ["丙", "h"]]


def test_the_limit_of_cells_is_that_of_the_program_again_after_each_row() -> None:
    before = csv.field_size_limit()
    for row in rows([f"甲,{'x' * 200_000}\n", "乙,b\n"], COMMAS):
        assert csv.field_size_limit() == before
        assert not row.is_bad


WORDS = st.lists(
    st.sampled_from(
        ['"', '""', ",", ";", "|", "'", " ", "a", "The", "改革", "。", "\\", "1", "\u2028"]
    ),
    min_size=1,
    max_size=8,
).map("".join)


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=9))
def test_what_stands_between_tabs_comes_back_in_its_dialect(table: list[tuple[str, str]]) -> None:
    text = "".join("\t".join(row) + "\n" for row in table)
    assert cells(text, TABS) == [list(row) for row in table]


@given(
    st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=9),
    st.sampled_from(DELIMITERS),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_csv_writes_comes_back_in_its_dialect(
    table: Sequence[tuple[str, ...]], delimiter: str, end: str
) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, lineterminator=end).writerows(table)
    assert cells(stream.getvalue(), Dialect(delimiter, quoted=True)) == [list(r) for r in table]


def test_a_file_is_read_as_its_suffix_is_usually_written() -> None:
    assert usual(".tsv") == TABS
    assert [usual(suffix) for suffix in (".csv", ".txt", "")] == [COMMAS] * 3


@pytest.mark.parametrize(
    "text",
    [
        "甲;One\n乙;Two\n丙;Three, four, five\n",  # the wider row is but one
        "甲;One\n乙;Two\n丙,Three\n丁\n戊\n",  # cells alone are no rows
        "甲;One\n乙;Two, or more\n丙;Three, too\n丁;Four, too\n戊;a;b;c;d\n",  # a row of many cells
        "甲;一;One\n乙;二;Two\n丙;三;Three, or more\n丁,四,Four\n",
    ],
)
def test_the_delimiter_is_the_one_that_makes_most_rows_alike(text: str) -> None:
    assert told(text).delimiter == ";"
