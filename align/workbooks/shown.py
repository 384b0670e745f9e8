"""Numbers as a cell shows them: the number formats of spreadsheets (ECMA-376 Part 1, 18.8.31).

The libraries that render such formats have not been kept since 2020 and do not know the Chinese
ones, so this stands here. What depends on the reader's system is shown so that all read it the
same: short dates as 2024-01-05, names of months and days in English unless the format says Chinese.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType

from align.numbers.chinese import in_numerals, in_words
from align.workbooks.dates import Moment, shown_date

GENERAL = "General"
TEXT = "@"

#: Formats that a file names by number only: those of all systems whose look depends on the system,
#: and those of Chinese ones (ECMA-376 Part 1, 18.8.30).
LOCAL = MappingProxyType(
    {
        14: "yyyy-mm-dd",
        22: "yyyy-mm-dd hh:mm",
        **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
        **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
        30: "m-d-yy",
        31: 'yyyy"年"m"月"d"日"',
        32: 'h"时"mm"分"',
        33: 'h"时"mm"分"ss"秒"',
        **dict.fromkeys((34, 55), '上午/下午h"时"mm"分"'),
        **dict.fromkeys((35, 56), '上午/下午h"时"mm"分"ss"秒"'),
    }
)

_TOKEN = re.compile(
    r"""
      "(?P<quoted>[^"]*)"?
    | \\(?P<escaped>.)
    | _.                                  # the width of a character
    | \*.                                 # a character that fills the cell
    | \[(?P<bracket>[^\]]*)\]
    | (?P<general>General)
    | (?P<half>上午/下午|AM/PM|A/P)
    | (?P<power>E[+-])
    | (?P<date>y+|m+|d+|h+|s+|e+|g+|aaaa?)
    | (?P<digit>[0#?])
    | (?P<mark>[.,%/@])
    | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[0-9.]+)")
_CURRENCY = re.compile(r"\$([^-]*)(?:-([0-9A-Fa-f]+))?")
_ELAPSED = re.compile("h+|m+|s+", re.IGNORECASE)
_CHINESE = frozenset({0x804, 0x404, 0xC04, 0x1004, 0x1404, 0x4})

Part = tuple[str, str]  #: what it is ("text", "digit", "mark", "date", …) and its characters


@dataclass(slots=True)
class _Section:
    """One of the up to four formats between semicolons."""

    parts: list[Part] = field(default_factory=list)
    condition: tuple[str, Decimal] | None = None
    numerals: int = 0  #: of DBNum: 1 for 一二三, 2 for 壹贰叁, 3 for full-width digits
    chinese: bool = False

    def has(self, kind: str) -> bool:
        return any(each == kind for each, _ in self.parts)


def shown(value: float | int, code: str, *, since_1904: bool = False) -> str:
    """A number in a format.

    Args:
        since_1904: the workbook counts days from 1904, as those of old Macintoshes.
    """
    if code == GENERAL or not code:
        return general(value)
    sections = _parsed(code)
    section, rest = _chosen(sections, value)
    if section is None:
        return general(value)
    if section.has("date"):
        fine = (("mark", "."), ("digit", "0")) in zip(
            section.parts, section.parts[1:], strict=False
        )
        moment = Moment.of(value, since_1904=since_1904, fine=fine)
        if moment is None:
            return general(value)
        return shown_date(moment, section.parts, section.numerals, chinese=section.chinese)
    if section.has("general"):
        text = in_words(general(rest), section.numerals)
        return "".join(text if kind == "general" else said for kind, said in section.parts)
    try:
        return in_numerals(_number(rest, section), section.numerals)
    except (InvalidOperation, OverflowError):
        return general(value)


def shown_text(text: str, code: str) -> str:
    """A text in a format, whose last part may put something around it, or show nothing."""
    if code in (GENERAL, TEXT):
        return text
    sections = _parsed(code)
    found = (
        sections[3]
        if len(sections) > 3
        else next((s for s in sections if ("mark", "@") in s.parts), None)
    )
    if found is None:
        return text
    return "".join(text if part == ("mark", "@") else part[1] for part in found.parts)


def general(value: float | int) -> str:
    """A number in no format: eleven characters of it, but all digits of a whole one."""
    number = float(value)
    if number != number or number in (float("inf"), float("-inf")):
        return str(value)
    if number.is_integer() and abs(number) < 1e15:
        return str(int(value))
    size = abs(number)
    if not 1e-4 <= size < 1e11:
        mantissa, power = f"{number:.5E}".split("E")
        return f"{_bare(mantissa)}E{power}"
    places = max(0, 10 - len(str(int(size))))
    return _bare(str(_rounded(Decimal(repr(size)), places)), "-" if number < 0 else "")


def _bare(text: str, sign: str = "") -> str:
    return sign + (text.rstrip("0").rstrip(".") if "." in text else text)


@lru_cache(maxsize=512)
def _parsed(code: str) -> tuple[_Section, ...]:
    sections = [_Section()]
    for match in _TOKEN.finditer(code):
        section, kind = sections[-1], match.lastgroup
        said = match[kind] if kind else ""
        if kind == "other" and said == ";":
            sections.append(_Section())
        elif kind == "bracket":
            _bracketed(section, said)
        elif kind is None:
            if match[0].startswith("_"):
                section.parts.append(("text", " "))
        else:
            section.parts.append((_KINDS.get(kind, kind), said))
    return tuple(sections[:4])


_KINDS = MappingProxyType({"quoted": "text", "escaped": "text", "other": "text", "half": "date"})


def _bracketed(section: _Section, said: str) -> None:
    condition, currency = _CONDITION.fullmatch(said), _CURRENCY.fullmatch(said)
    if condition:
        section.condition = (condition[1], Decimal(condition[2]))
    elif currency:
        section.chinese |= bool(currency[2]) and int(currency[2], 16) & 0xFFFF in _CHINESE
        section.parts.append(("text", currency[1]))
    elif said[:5].lower() == "dbnum":
        section.numerals = int(said[5:]) if said[5:].isdigit() else 0
    elif _ELAPSED.fullmatch(said):
        section.parts.append(("date", f"[{said.lower()}]"))


def _chosen(
    sections: tuple[_Section, ...], value: float | int
) -> tuple[_Section | None, float | int]:
    """The format that is for a number, and what of it is shown, with its sign or without."""
    numeric = sections[:3]
    if any(section.condition for section in numeric):
        for section in numeric:
            if section.condition is None or _holds(section.condition, value):
                return section, value
        return None, value
    if len(numeric) == 1:
        return (None if ("mark", "@") in numeric[0].parts else numeric[0]), value
    if value < 0:
        return numeric[1], abs(value)
    if value == 0 and len(numeric) == 3:
        return numeric[2], value
    return numeric[0], value


def _holds(condition: tuple[str, Decimal], value: float | int) -> bool:
    sign, limit = condition
    number = Decimal(repr(value))
    return {
        "<": number < limit,
        ">": number > limit,
        "<=": number <= limit,
        ">=": number >= limit,
        "=": number == limit,
        "<>": number != limit,
    }[sign]


def _rounded(number: Decimal, places: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _number(value: float | int, section: _Section) -> str:
    parts = section.parts
    if not section.has("digit"):
        sign = "-" if value < 0 and parts else ""
        return sign + "".join(said for _, said in parts)
    number = Decimal(repr(value))
    sign, number = ("-" if number < 0 else ""), abs(number)
    number *= 100 ** sum(part == ("mark", "%") for part in parts)
    if any(kind == "power" for kind, _ in parts):
        text = _scientific(number, parts)
    elif _slash(parts) is not None:
        text = _fraction(number, parts)
    else:
        text = _decimal(number, parts)
    return (sign if re.search("[1-9]", text) else "") + text


def _decimal(number: Decimal, parts: list[Part]) -> str:
    whole, point, after = _divided(parts)
    grouped, scale = _commas(whole)
    scale += _commas(after)[1] if point else 0
    number /= Decimal(1000) ** scale
    places = sum(kind == "digit" for kind, _ in after)
    digits, _, decimals = f"{_rounded(number, places):f}".partition(".")
    said = _filled(whole, digits.lstrip("0"), grouped=grouped)
    return said + (_after(after, decimals) if point else "")


def _divided(parts: list[Part]) -> tuple[list[Part], bool, list[Part]]:
    """What stands before the decimal point, whether there is one, and what stands behind it."""
    for place, part in enumerate(parts):
        if part == ("mark", "."):
            return parts[:place], True, parts[place + 1 :]
    return parts, False, []


def _commas(whole: list[Part]) -> tuple[bool, int]:
    """Whether commas part thousands, and by how many thousands the number is shown smaller."""
    last = max((place for place, (kind, _) in enumerate(whole) if kind == "digit"), default=-1)
    scale = 0
    for part in whole[last + 1 :]:
        if part != ("mark", ","):
            break
        scale += 1
    return ("mark", ",") in whole[:last], scale


def _filled(whole: list[Part], digits: str, *, grouped: bool) -> str:
    """The digits in their places from the right; those beyond the first place stand before it."""
    places = [place for place, (kind, _) in enumerate(whole) if kind == "digit"]
    said: list[str] = []
    count = 0

    def put(digit: str) -> None:
        nonlocal count
        if grouped and count and count % 3 == 0:
            said.append(",")
        said.append(digit)
        count += 1

    rest = list(digits)
    for place in range(len(whole) - 1, -1, -1):
        kind, text = whole[place]
        if kind != "digit":
            said.append("" if (kind, text) == ("mark", ",") else text[::-1])
            continue
        if rest:
            put(rest.pop())
        elif text == "0":
            put("0")
        elif text == "?":
            said.append(" ")
        if place == places[0]:
            while rest:
                put(rest.pop())
    return "".join(said)[::-1]


def _after(after: list[Part], decimals: str) -> str:
    """What stands behind the point; # and ? leave out zeros at the end."""
    significant = len(decimals.rstrip("0"))
    said, seen = [], 0
    for kind, text in after:
        if kind != "digit":
            said.append("" if (kind, text) == ("mark", ",") else text)
            continue
        if seen < significant or text == "0":
            said.append(decimals[seen])
        elif text == "?":
            said.append(" ")
        seen += 1
    return "." + "".join(said)


def _scientific(number: Decimal, parts: list[Part]) -> str:
    place = next(place for place, (kind, _) in enumerate(parts) if kind == "power")
    mantissa, exponent = parts[:place], parts[place + 1 :]
    whole, _, after = _divided(mantissa)
    step = max(1, sum(kind == "digit" for kind, _ in whole))
    places = sum(kind == "digit" for kind, _ in after)
    power = (number.adjusted() // step) * step if number else 0
    scaled = _rounded(number.scaleb(-power), places)
    if scaled.adjusted() >= step:
        power += step
        scaled = _rounded(number.scaleb(-power), places)
    sign = "-" if power < 0 else "+" if parts[place][1].endswith("+") else ""
    text = _decimal(scaled, mantissa)
    return f"{text}E{sign}{_filled(exponent, str(abs(power)).lstrip('0'), grouped=False)}"


def _slash(parts: list[Part]) -> int | None:
    return next((place for place, part in enumerate(parts) if part == ("mark", "/")), None)


def _fraction(number: Decimal, parts: list[Part]) -> str:
    """A number as a whole and a fraction: "# ?/?", "# ??/16", "?/?"."""
    slash = _slash(parts)
    if slash is None:
        return _decimal(number, parts)
    above, below = parts[:slash], parts[slash + 1 :]
    start = len(above)
    while start and above[start - 1][0] == "digit":
        start -= 1
    whole = above[:start]
    mixed = any(kind == "digit" for kind, _ in whole)
    fixed = "".join(text for kind, text in below if kind == "digit" or text.isdigit()).strip("#?")
    count = sum(kind == "digit" for kind, _ in below)
    exact = Fraction(number)
    units = int(exact) if mixed else 0
    part = exact - units
    if fixed and int(fixed):
        top, bottom = round(part * int(fixed)), int(fixed)
    else:
        found = part.limit_denominator(10 ** max(count, 1) - 1)
        top, bottom = found.numerator, found.denominator
    if mixed and top == bottom:
        units, top = units + 1, 0
    said = _filled(whole, str(units) if units else "", grouped=False).strip() if mixed else ""
    if top == 0 and mixed:
        return said or "0"
    return f"{said} {top}/{bottom}".strip()
