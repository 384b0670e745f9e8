"""`tifa align-words` writes a line of links for each pair that it reads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from running import Tifa

PAIRS = (
    "农业 是 国民经济 的 基础 。 ||| agriculture is the foundation of the economy .\n"
    "教育 很 重要 。 ||| education is important .\n"
)


def test_links_are_written_in_the_pharaoh_form(tifa: Tifa, tmp_path: Path) -> None:
    (tmp_path / "pairs").write_text(PAIRS, "utf-8")
    answer = tifa("align-words", "pairs")
    assert answer.returncode == 0, answer.stderr
    first, second = answer.stdout.splitlines()
    assert {"0-0", "4-3", "5-7"} <= set(first.split())
    assert {"0-0", "2-2", "3-3"} <= set(second.split())


def test_standard_input_is_read_and_scores_are_written(tifa: Tifa) -> None:
    answer = tifa("align-words", "-", "--scores", input=PAIRS)
    links = answer.stdout.split()
    assert links
    assert all(re.fullmatch(r"\d+-\d+:(0\.\d\d|1\.00)", link) for link in links)


def test_empty_sides_and_lines_give_empty_lines(tifa: Tifa) -> None:
    answer = tifa("align-words", "-", input="教育 |||\n||| education\n|||\n\n" + PAIRS)
    assert answer.returncode == 0, answer.stderr
    assert [bool(line) for line in answer.stdout.split("\n")] == [False] * 4 + [True] * 2 + [False]


def test_an_empty_file_gives_nothing(tifa: Tifa) -> None:
    answer = tifa("align-words", "-")
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")


def test_words_are_parted_by_ascii_spaces_only(tifa: Tifa) -> None:
    answer = tifa(
        "align-words", "-", input="\ufeff\u3000 教育 重要 ||| \u00a0 education matters\r\n"
    )
    assert "1-1" in answer.stdout.split()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"no separator", "line 3: no '|||'"),
        ("一 ||| one ||| two".encode(), "line 3: more than one '|||'"),
        ("一|||one".encode(), "line 3: no '|||'"),
        (b"\xff\xfe ||| one", "line 3: not UTF-8"),
    ],
)
def test_a_malformed_line_is_named_in_one_line(tifa: Tifa, line: bytes, said: str) -> None:
    answer = tifa("align-words", "-", input=PAIRS.encode() + line + b"\n")
    assert answer.returncode == 2
    assert answer.stdout == ""
    assert len(answer.stderr.splitlines()) == 1
    assert f"standard input, {said}" in answer.stderr


def test_a_missing_file_is_named_in_one_line(tifa: Tifa) -> None:
    answer = tifa("align-words", "missing")
    assert answer.returncode == 2
    assert answer.stderr.startswith("tifa: missing: ")
    assert len(answer.stderr.splitlines()) == 1
