"""Dates and times as a cell shows them, from the days since 1900 or 1904 that it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from align.numbers.chinese import in_numerals, in_words
from align.numbers.english import names

_MOST_DAYS = 2_958_466  #: the first day of the year 10000
_LEAP_1900 = 60  #: Lotus and Excel take 1900 for a leap year
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEK = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Moment:
    """A date with its time.

    Attributes:
        day: of the month; 29 February 1900 and 0 January 1900 stand in cells and in no calendar.
        weekday: 0 for Monday.
        seconds: of the whole number of days, for formats of elapsed time.
        micro: of the second, in millionths.
    """

    year: int
    month: int
    day: int
    weekday: int
    hour: int
    minute: int
    second: int
    micro: int
    seconds: int

    @classmethod
    def of(cls, value: float | int, *, since_1904: bool, fine: bool) -> Moment | None:
        """What a number of days means; None where no date is so early or so late.

        Args:
            fine: to thousandths of a second, which is what Excel keeps, not to whole ones.
        """
        if not 0 <= value < _MOST_DAYS:
            return None
        parts = 1_000 if fine else 1
        ticks = round(value * 86_400 * parts) * (10**6 // parts)
        days, rest = divmod(ticks, 86_400 * 10**6)
        second, micro = divmod(rest, 10**6)
        minute, second = divmod(second, 60)
        hour, minute = divmod(minute, 60)
        if since_1904:
            days += 1_462
        weekday = (days - 2) % 7
        if days == _LEAP_1900 and not since_1904:
            year, month, day = 1900, 2, 29
        elif days == 0:
            year, month, day = 1900, 1, 0
        else:
            origin = date(1899, 12, 31) if days < _LEAP_1900 else date(1899, 12, 30)
            found = origin + timedelta(days)
            year, month, day = found.year, found.month, found.day
        total = ticks // 10**6
        return cls(year, month, day, weekday, hour, minute, second, micro, total)


def shown_date(
    moment: Moment, parts: Sequence[tuple[str, str]], numerals: int, *, chinese: bool
) -> str:
    """A date in the parts of a format: "date" for its letters, the rest as it stands."""
    halves = any(kind == "date" and "/" in said for kind, said in parts)
    minutes = _minutes(parts)
    said = []
    fraction = False
    for place, (kind, text) in enumerate(parts):
        if kind == "date":
            letters = "n" * len(text) if place in minutes else text.lower()
            said.append(_piece(moment, letters, numerals, halves=halves, chinese=chinese))
        elif kind == "mark" and text == "." and parts[place + 1 : place + 2]:
            zeros = sum(1 for each, _ in _run(parts[place + 1 :]))
            fraction = zeros > 0
            said.append(f".{str(moment.micro).zfill(6)[:zeros]}")
        elif kind == "digit" and fraction:
            continue
        else:
            fraction = False
            said.append(text)
    return "".join(said).strip()


def _run(parts: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    found = []
    for part in parts:
        if part != ("digit", "0"):
            break
        found.append(part)
    return found


def _minutes(parts: Sequence[tuple[str, str]]) -> set[int]:
    """The places where m means minutes: behind hours, or before seconds."""
    dates = [(place, text.lower()) for place, (kind, text) in enumerate(parts) if kind == "date"]
    found = set()
    for at, (place, text) in enumerate(dates):
        if text.strip("m") or len(text) > 2:
            continue
        before = dates[at - 1][1] if at else ""
        after = dates[at + 1][1] if at + 1 < len(dates) else ""
        if before.startswith(("h", "[h")) or after.startswith(("s", "[s")):
            found.add(place)
    return found


def _piece(moment: Moment, text: str, numerals: int, *, halves: bool, chinese: bool) -> str:
    letter, length = text[0], len(text)
    if "/" in text:
        early, late = ("上午", "下午") if "上午" in text else text.upper().split("/")
        return early if moment.hour < 12 else late
    if letter == "[":
        return _elapsed(moment, text[1], length - 2)
    if letter == "a":
        day = _WEEK[moment.weekday]
        return f"星期{day}" if length > 3 else day
    if letter in "md" and length > 2:
        return _named(moment, letter, length, chinese=chinese)
    if letter == "g":
        return ""
    if letter in "ye":
        year = moment.year % 100 if letter == "y" and length < 3 else moment.year
        return in_numerals(str(year).zfill(2 if letter == "y" and length < 3 else 4), numerals)
    hour = (moment.hour % 12 or 12) if halves else moment.hour
    value = {"m": moment.month, "d": moment.day, "h": hour, "n": moment.minute}.get(
        letter, moment.second
    )
    if numerals in (1, 2):
        return in_words(str(value), numerals)
    return in_numerals(str(value).zfill(min(length, 2)), numerals)


def _named(moment: Moment, letter: str, length: int, *, chinese: bool) -> str:
    if letter == "d":
        if chinese:
            return ("星期" if length > 3 else "周") + _WEEK[moment.weekday]
        return _DAYS[moment.weekday][: None if length > 3 else 3]
    if chinese:
        return f"{in_words(str(moment.month), 1)}月" if length > 3 else f"{moment.month}月"
    name = names("months")[moment.month - 1].title()
    return name[:1] if length == 5 else name if length == 4 else name[:3]


def _elapsed(moment: Moment, letter: str, length: int) -> str:
    unit = {"h": 3600, "m": 60}.get(letter, 1)
    return str(moment.seconds // unit).zfill(length)
