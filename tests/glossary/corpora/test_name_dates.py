"""Dates in the names of files."""

from __future__ import annotations

from datetime import date

import pytest

from glossary.corpora.name_dates import date_in_name

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
        ("speech-2015.txt", "2015"),
        ("report2024final.docx", "2024"),
        ("GWR_2024_en.txt", "2024"),
        ("gwr2024.txt", "2024"),
        ("政府工作报告（2024）.pdf", "2024"),
        ("国发〔2024〕15号.docx", "2024"),
        ("政府工作报告2024年.pdf", "2024"),
        ("report 2024v2.docx", "2024"),
        ("bulletin_2024Q3.pdf", "2024"),
        ("2021-2025 plan.txt", "2021"),
        ("2020年总结 2021-03-12.txt", "2021-03-12"),
        ("２０２４年报告.txt", "2024"),
        ("二〇二四年政府工作报告.txt", "2024"),
        ("二零二四年七月十八日公报.txt", "2024-07-18"),
        ("公报（二○二四年十二月）.txt", "2024-12"),
        ("一九九八年十月二十日.txt", "1998-10-20"),
        ("一九七八公报.txt", "1978"),
        ("Report July 18, 2024.pdf", "2024-07-18"),
        ("18 July 2024 communique.txt", "2024-07-18"),
        ("communique-jul-2024.txt", "2024-07"),
        ("2024 March 5th.txt", "2024-03-05"),
        ("2024-Mar-05.txt", "2024-03-05"),
        ("18.07.2024 speech.txt", "2024-07-18"),
        ("07-18-2024 speech.txt", "2024-07-18"),
        ("03-04-2024 speech.txt", "2024"),
        ("1920x1080 screenshot 2023.txt", "2023"),
    ],
)
def test_a_date_is_found_in_the_name_of_a_file(name: str, found: str) -> None:
    assert date_in_name(name, TODAY) == found


@pytest.mark.parametrize(
    "name",
    [
        "article.txt",
        "article-12024.txt",
        "20241.txt",
        "screen 1920x1080.txt",
        "screen 1920×1080 px.txt",
        "2000字作文.txt",
        "summary (2000 words).txt",
        "book p2001.txt",
        "pages 1999-2010.txt",
        "no. 2013.txt",
        "第2024号.txt",
        "2000万人.txt",
        "8f2012ab3c.txt",
        "“十四五”规划.txt",
        "二〇三五年远景目标.txt",
        "二千零二十四.txt",
        "Mayor.txt",
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
