"""Dates within a line of Chinese or English text, and the line with marks in their places."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache

from align.numbers.chinese import ONES, value_of
from align.numbers.english import names

#: What stands in a marked line in the place of a day with its year, and of one without.
DAY, DAY_OF_YEAR = "◆", "◇"
_MARKS = f"{DAY}{DAY_OF_YEAR}"
_FIRST_YEAR = 1900
_WORDS = f"〇零十{ONES}"


@dataclass(frozen=True, slots=True)
class Marked:
    """A line of a text without blanks at its ends, its characters of ordinary width.

    Attributes:
        text: the line, with `DAY` or `DAY_OF_YEAR` in the place of each date.
        dates: what these stand for, in their order: as in ISO 8601, without a year "03-05". What
            can be no date is "".
    """

    text: str
    dates: tuple[str, ...] = ()

    def at(self, place: int) -> str:
        """The date whose mark stands at a place of the text."""
        return self.dates[sum(self.text.count(mark, 0, place) for mark in _MARKS)]


def marked(line: str, today: date) -> Marked:
    """The line with marks in the place of dates; days of the future are none."""
    plain = unicodedata.normalize("NFKC", line).replace("○", "〇").translate(_NO_MARKS)
    dates: list[str] = []

    def mark(match: re.Match[str]) -> str:
        parts = {key: value for key, value in match.groupdict().items() if value}
        year = _value(next((v for k, v in parts.items() if k.startswith("year")), ""))
        month = _value(next(v for k, v in parts.items() if k.startswith("month")))
        day = _value(next(v for k, v in parts.items() if k.startswith("day")))
        dates.append(_iso(year, month, day, today))
        return DAY if year else DAY_OF_YEAR

    text = _forms().sub(mark, " ".join(plain.split()))
    return Marked(text, tuple(dates))


#: Nor are apostrophes told apart.
_NO_MARKS = str.maketrans(dict.fromkeys(_MARKS, "\ufffd") | {"’": "'"})


@cache
def _forms() -> re.Pattern[str]:
    months = "|".join(f"{name}|{name[:3]}t?\\.?" for name in names("months"))  # Sept.
    year, month, day = r"(?:19|20)\d\d", r"[01]?\d", r"[0-3]?\d"
    spelled_year = f"(?:一九|二[〇零])[〇零{ONES}]{{2}}"
    ordinal = "(?:st|nd|rd|th)?"
    in_words = f"[{_WORDS}]{{1,3}}"
    forms = (
        rf"(?<!\d)(?P<year1>{year}) ?年 ?(?P<month1>{month}) ?月 ?(?P<day1>{day}) ?日",
        rf"(?P<year2>{spelled_year}) ?年 ?(?P<month2>{in_words}) ?月 ?(?P<day2>{in_words}) ?日",
        rf"(?<![\d./-])(?P<year3>{year})(?P<by>[-/.])(?P<month3>{month})(?P=by)(?P<day3>{day})(?![\d/-])",
        rf"(?<=\()(?P<year4>{year})(?P<month4>[01]\d)(?P<day4>[0-3]\d)(?=\))",
        rf"(?<![\w-])(?P<day9>{day})-(?P<month9>{months})-(?P<year9>{year})(?![\w-])",
        rf"\b(?P<month5>{months}) (?P<day5>{day}){ordinal}(?:, ?| )(?P<year5>{year})(?!\d)",
        rf"(?<!\d)(?P<day6>{day}){ordinal} (?P<month6>{months}),? (?P<year6>{year})(?!\d)",
        rf"(?<!\d)(?P<month7>{month}) ?月 ?(?P<day7>{day}) ?日",
        rf"\b(?P<month8>{months}) (?P<day8>{day}){ordinal}(?![\d,]\d)\b",
    )
    return re.compile("|".join(forms), re.IGNORECASE)


def _value(written: str) -> int:
    """The number of a year, a month or a day; 0 for nothing."""
    if written[:1].isascii() and written[:1].isalpha():
        short = [name[:3].casefold() for name in names("months")]
        return short.index(written[:3].casefold()) + 1
    return int(written) if written.isascii() and written else int(value_of(written) or 0)


def _iso(year: int, month: int, day: int, today: date) -> str:
    try:
        found = date(year or 2000, month, day)  # a year that has a 29th of February
    except ValueError:
        return ""
    if not year:
        return found.isoformat()[len("2000-") :]
    return found.isoformat() if found <= today and year >= _FIRST_YEAR else ""
