"""How terms stand in corpora, in words: what is said, and what is not known and not said."""

from __future__ import annotations

from glossary.corpora.standing import Standing, standings
from glossary.corpora.table import About, shipped

NEWS = About("state TV news", "day", ((2022, 365), (2023, 365)), 1000, 500, 5, 20)


def test_years_are_told_with_the_size_of_the_corpus() -> None:
    assert (
        Standing(NEWS, "三首", (0, 41)).told
        == "state TV news: 2022 0 days, 2023 41 (of 365 a year)"
    )


def test_years_of_different_sizes_are_added_up() -> None:
    speeches = About("speeches", "document", ((2023, 1), (2024, 12)), 1000, 500, 2, 20)
    told = Standing(speeches, "三首", (1, 11)).told
    assert told == "speeches: 2023 1 document, 2024 11 (of 13 documents)"


def test_of_many_years_the_first_the_last_and_the_fullest_are_told() -> None:
    years = tuple((year, 300) for year in range(1980, 2000))
    corpus = About("a newspaper", "day", years, 1000, 500, 2, 20)
    told = Standing(corpus, "三首", (0,) * 5 + (3, 40) + (0,) * 3 + (1,) + (0,) * 9).told
    assert told == "a newspaper: 44 of 6,000 days, first 1985, last 1990, most in 1986 (40)"


def test_a_form_below_the_threshold_is_not_said_to_be_absent() -> None:
    assert Standing(NEWS, "三首", None).told == "state TV news: fewer than 5 of 730 days"
    assert Standing(NEWS, "三首", None).as_json["units"] is None


def test_spellings_of_one_form_are_told_once() -> None:
    (found,) = standings(["新质生产力", "“新質生產力”"], [shipped()])
    assert found.form == "新质生产力"
    assert found.as_json["units"] == dict(
        zip(("2022", "2023", "2024", "2025"), shipped().days("新质生产力"), strict=True)
    )


def test_of_what_a_table_cannot_hold_nothing_is_said() -> None:
    sentences = [
        "我们要坚持以人民为中心的发展思想不动摇，一步一个脚印向前走。",
        "首台（套）",
        "？",
        "",
    ]
    assert list(standings(sentences, [shipped()])) == []
    assert [each.units for each in standings(["量子鹦鹉"], [shipped()])] == [None]
