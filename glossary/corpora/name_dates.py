"""The date that the name of a file gives: "20241118 讲话.docx", "report2024final.pdf"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import cache

from align.numbers.chinese import NUMERALS, ONES, value_of
from align.numbers.english import names

_CHINESE = re.compile(
    rf"(?P<year>(?:一九|二[〇零])[〇零{ONES}]{{2}})(?![{NUMERALS}])"
    rf"(?:年(?:(?P<month>[{ONES}十]{{1,2}})月(?:(?P<day>[{ONES}十]{{1,3}})日)?)?)?"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_APART = r"[-._ ]"
_TWO = "(?P<month>0[1-9]|1[0-2])"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"


@cache
def _figures() -> tuple[re.Pattern[str], ...]:
    """Ways to write a date in figures; between its parts stands the same mark, or 年, 月 and 日."""
    named = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in names("months"))
    month = f"(?P<named>{named})"
    forms = (
        rf"(?<!\d){_YEAR}(?P<mark>[-._])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})(?!\d)",
        rf"(?<!\d){_YEAR}(?P<mark>{_APART}?){_TWO}(?:(?P=mark)(?P<day>[0-3]\d))?(?!\d)",
        rf"(?<!\d){_YEAR}年(?P<month>\d{{1,2}})月(?:(?P<day>\d{{1,2}})日)?",
        rf"(?<!\d)(?P<one>\d{{1,2}})(?P<mark>[-._])(?P<two>\d{{1,2}})(?P=mark){_YEAR}(?!\d)",
        rf"(?<![a-z])(?:(?<!\d){_DAY}{_APART}+)?{month}{_APART}*{_YEAR}(?!\d)",
        rf"(?<!\d){_YEAR}{_APART}*{month}(?:{_APART}*{_DAY})?(?![a-z\d])",
        rf"(?<![a-z]){month}{_APART}*{_DAY}(?:,? |[-._]){_YEAR}(?!\d)",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


#: A year alone: beside it may stand letters, but no other figures, as in 1920x1080.
_ALONE = re.compile(
    rf"(?<![\da-z×])(?:[a-z]*){_YEAR}(?:[-–—~至到]\d{{4}}|[qhv]\d|[a-z]*)(?![\da-z×])",
    re.IGNORECASE,
)
#: What makes a number of four digits none that is a year.
_COUNTS = re.compile(r"第\s*$|(?:^|[^a-z])(?:pp?|pages?|nos?|v|ver|版)\W{0,2}$", re.IGNORECASE)
_COUNTED = re.compile(
    r"\s*(?:页|字|人|个|元|万|亿|米|次|名|条|家|号|亩|公里|吨|句|词|(?:pages?|words?|px|dpi|[kmg]b)\b)"
    r"|,\d{3}",
    re.IGNORECASE,
)


def date_in_name(name: str, today: date) -> str:
    """The date in the name of a file, as in ISO 8601, or "".

    Dates of the future are none (2035年远景目标). Of several the most exact one counts, and of
    those that are as exact the first.
    """
    plain = unicodedata.normalize("NFKC", name).replace("○", "〇")
    found = []
    for place, numbers in _dates(plain):
        try:
            day = date(*(*numbers, 1, 1)[:3])
        except ValueError:
            continue
        if day <= today:
            found.append((-len(numbers), place, numbers))
    if not found:
        return ""
    year, *rest = min(found)[2]
    return "-".join([f"{year}", *(f"{each:02}" for each in rest)])


def _dates(name: str) -> Iterator[tuple[int, tuple[int, ...]]]:
    """All that may be a date: where it stands, and its year, month and day as far as they go."""
    taken: set[int] = set()
    for form in _figures():
        for match in form.finditer(name):
            taken.update(range(*match.span()))
            yield match.start(), _numbers(match.groupdict())
    for match in _CHINESE.finditer(name):
        parts = match.groupdict()
        spelled = [value_of(parts[each]) for each in ("year", "month", "day") if parts[each]]
        yield match.start(), tuple(int(value or 0) for value in spelled)
    for match in _ALONE.finditer(name):
        start, end = match.span("year")
        if (
            start not in taken
            and not _COUNTS.search(name, 0, start)
            and not _COUNTED.match(name, end)
        ):
            yield start, (int(match["year"]),)


def _numbers(parts: dict[str, str | None]) -> tuple[int, ...]:
    year, month, day = parts["year"], parts.get("month"), parts.get("day")
    if parts.get("one"):
        # which of the two is the month is known where the other is too large for one
        one, two = int(parts["one"] or 0), int(parts["two"] or 0)
        known = {(a, b) for a, b in ((one, two), (two, one)) if b <= 12}
        if len(known) != 1:
            return (int(year or 0),)
        (day_, month_) = known.pop()
        return int(year or 0), month_, day_
    if parts.get("named"):
        named = (parts["named"] or "")[:3].lower()
        month = str([name[:3].lower() for name in names("months")].index(named) + 1)
    return tuple(int(each) for each in (year, month, day) if each)
