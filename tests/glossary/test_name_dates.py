"""Dates in the names of files."""

from __future__ import annotations

from datetime import date

import pytest

from glossary.name_dates import date_in_name

TODAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("speech-2024-07-18.zh.docx", "2024-07-18"),
        ("20241118_report.txt", "2024-11-18"),
        ("2013.03.17-npc.txt", "2013-03-17"),
        ("讲话2024.7.8.txt", "2024-07-08"),
        ("2024-12-1 speech.txt", "2024-12-01"),
        ("report 2024-7.txt 2023-05.txt", "2023-05"),
        ("2014年5月4日讲话.zh.txt", "2014-05-04"),
        ("讲话（2014年12月）.pdf", "2014-12"),
        ("xinhua_2024_07.html", "2024-07"),
        ("202407 communique.md", "2024-07"),
        ("2024年政府工作报告.pdf", "2024"),
        ("2024 NPC report.txt", "2024"),
        ("2035年远景目标 2021-03-12.txt", "2021-03-12"),
    ],
)
def test_a_date_is_found_in_the_name_of_a_file(name: str, found: str) -> None:
    assert date_in_name(name, TODAY) == found


@pytest.mark.parametrize(
    "name",
    [
        "article.txt",
        "speech-2015.txt",
        "2035年远景目标.txt",
        "report-2026-04-01.txt",
        "report-2024-13-45.txt",
        "report 2023-02-30.txt",
        "no 120240718.txt",
        "12345678.txt",
        "1850-01-01.txt",
    ],
)
def test_a_number_that_is_no_past_date_is_none(name: str) -> None:
    assert date_in_name(name, TODAY) == ""
