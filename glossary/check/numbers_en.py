"""Numbers in English texts: digits, words, scales, percentages, fractions, dates, ordinals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import prod

from align.words.normal import MONTHS
from glossary.check.numbers_model import Number, dates_apart
from glossary.language.forms import Folded, fold


def _list(words: str) -> list[str]:
    return words.split()


_UNITS = {
    word: float(value)
    for value, word in enumerate(
        _list(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
            " fifteen sixteen seventeen eighteen nineteen"
        )
    )
}
_TENS = {
    word: 10.0 * value
    for value, word in enumerate(_list("twenty thirty forty fifty sixty seventy eighty ninety"), 2)
}
_ORDINALS = {
    word: float(value)
    for value, word in enumerate(
        _list(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
            " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
        ),
        1,
    )
} | {
    word: 10.0 * value
    for value, word in enumerate(
        _list("twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"),
        2,
    )
}
_SCALES = {
    "hundred": 1e2, "hundredth": 1e2, "thousand": 1e3, "thousandth": 1e3, "million": 1e6,
    "millionth": 1e6, "billionth": 1e9,
    "mln": 1e6, "m": 1e6, "billion": 1e9, "bln": 1e9, "bn": 1e9, "trillion": 1e12, "dozen": 12.0,
    "tn": 1e12, "trn": 1e12, "mn": 1e6, "k": 1e3, "lakh": 1e5, "crore": 1e7,
}  # fmt: skip
_UNDER = {"half": 2.0, "halve": 2.0, "third": 3.0, "quarter": 4.0} | {
    word: value for word, value in _ORDINALS.items() if value > 3
}
#: Words that hold a number without saying it as one.
_HOLDING = {
    2.0: "both twofold double doubled doubling twice pair couple dual twin bilateral biennial",
    3.0: "triple tripled threefold trilateral trinity trio tripartite thrice",
    4.0: "quadruple quadrupled quadrupling fourfold quadrilateral",
    5.0: "fivefold quintuple",
    0.5: "half halve halved halving",
    0.25: "quarter",
    1.0: "once single sole",
    7.0: "week sevenfold",
    8.0: "eightfold",
    10.0: "decade tenfold",
    14.0: "fortnight",
    60.0: "sexagenarian",
    70.0: "septuagenarian",
    80.0: "octogenarian",
    90.0: "nonagenarian",
    100.0: "century centenary centennial centenarian hundredfold",
    200.0: "bicentenary bicentennial",
    1000.0: "millennium millennia",
}
_DECADES = {word[:-1] + "ies": frozenset({value, 1900 + value}) for word, value in _TENS.items()}
_HELD = {word: value for value, words in _HOLDING.items() for word in words.split()}
_MONTHS = (
    {name: float(number) for number, name in enumerate(MONTHS, 1)}
    | {name[:3]: float(number) for number, name in enumerate(MONTHS, 1)}
    | {"sept": 9.0}
)
#: Roman numerals that are no names or words; behind a word for a part of something any are.
_ROMAN = {
    "ii": 2.0, "iii": 3.0, "iv": 4.0, "vi": 6.0, "vii": 7.0, "viii": 8.0, "ix": 9.0, "xii": 12.0,
    "xiii": 13.0, "xiv": 14.0, "xv": 15.0, "xvi": 16.0, "xvii": 17.0, "xviii": 18.0, "xix": 19.0,
    "xx": 20.0, "xxi": 21.0,
}  # fmt: skip
#: Phrases that hold a number.
_PHRASES: tuple[tuple[re.Pattern[str], frozenset[float]], ...] = tuple(
    (re.compile(rf"(?<![a-z]){phrase}(?![a-z])"), frozenset(values))
    for phrase, values in {
        r"round[- ]the[- ]clock|day and night": {24.0},
        r"half[- ](?:of )?(?:an? )?century": {50.0},
        r"half[- ](?:of )?(?:an? )?decade": {5.0},
        r"(?:an? |one )?quarter[- ](?:of )?(?:an? )?century": {25.0},
        r"(?:an? |one )?decade and a half": {15.0},
        r"(?:an? |one )?century and a half": {150.0},
        r"(?:an? |one )?(?:year|month|week|day|hour|time|half|quarter) and a half": {1.5},
        r"half[- ]past": {30.0},
        r"quarter (?:past|to)": {15.0, 45.0},
        r"generation z|gen z": {95.0, 1995.0},
        r"millennials": {80.0, 1980.0, 90.0, 1990.0},
        r"fortnight": {2.0, 15.0},
    }.items()
)
_NUMBERED = re.compile(
    r"(?<![a-z])(?:chapter|part|section|used|book|war|phase|stage|title|annex|appendix|article|type"
    r"|class|group|table) (?P<numeral>[ivxl]+)(?![a-z])"
)
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50}
#: "One in five" and "two out of three" are fractions.
_PART = re.compile(r" (?:in|out of)(?: every| an?)? ")
_AND_A_HALF = ["and", "a", "half"]
#: Between the ends of a range, of which the last alone may have the scale: 1.2 to 1.5 billion.
_BETWEEN = re.compile(r" ?[-\u2010-\u2015~] ?| to | or | and ")
#: Before figures that belong to a name: COVID-19, F-16, H1N1; not before those of money and time.
_NAME = re.compile(
    r"(?<![A-Za-z])(?!(?:RMB|CNY|USD|EUR|GBP|JPY|HK|US|Q|H|Mid|Post|Pre)-?$)[A-Z][A-Za-z]*-?$"
)
_LONGEST_NAME = 20
_AFTER_PARTS = frozenset(("of", "", ".", ",", ";", ")"))
_PLAN = re.compile("(?:five|5)[- ]year(?= (?:plan|program|blueprint|outline))")
_TOKEN = re.compile(
    r"(?P<figures>(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|(?<![0-9a-z])\.[0-9]+)"
    r"(?P<end>st|nd|rd|th|['’]?s|%|‰)?"
    r"|(?P<word>[a-z]+)|(?P<mark>[^\s\w-])"
)
_YEARS = range(1000, 2200)
_CENTURIES = range(10, 22)
_TENTH = 10
_SPANS = {"decade": 10.0, "decades": 10.0, "century": 100.0, "centuries": 100.0}
_ABBREVIATION = 3  #: letters of a scale that may be another unit


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int
    figure: float | None = None
    ending: str = ""


def numbers(text: str) -> list[Number]:
    """The numbers of a text, in order; also words that hold one, such as "both" and "decade".

    What can be read in several ways is there several times: "one in five" is 1, 5 and a fifth.
    """
    folded = fold(text)
    plain = dates_apart(folded.text.replace("\u2044", "/"))
    tokens = _tokens(plain)
    found: list[Number] = []
    place, last, before = 0, 0, False
    while place < len(tokens):
        said = _spelled(tokens, place)
        read = said or _held(tokens[place])
        if read is None:
            place += 1
            continue
        values, count = read
        start, end = tokens[place].start, tokens[place + count - 1].end
        number = Number(start, end, frozenset(values), strict=said is not None)
        if before:
            found += _together(found, number, plain[last:start], tokens[place : place + count])
        before = said is not None
        found.append(number)
        last = end
        place += count
    for phrase, worth in _PHRASES:
        found += (Number(*match.span(), worth, strict=False) for match in phrase.finditer(plain))
    for match in _NUMBERED.finditer(plain):
        worth = frozenset({_roman(match["numeral"])})
        found.append(Number(*match.span("numeral"), worth, strict=False))
    found.sort(key=lambda number: number.start)
    return [_placed(text, folded, number) for number in found]


def _roman(numeral: str) -> float:
    digits = [_ROMAN_DIGITS[character] for character in numeral]
    signs = (
        -1 if digit < after else 1 for digit, after in zip(digits, [*digits[1:], 0], strict=True)
    )
    return float(sum(sign * digit for sign, digit in zip(signs, digits, strict=True)))


def _placed(text: str, folded: Folded, number: Number) -> Number:
    """The number at its place in the original; one within a name is not said as a number."""
    start, end = folded.span(number.start, number.end)
    named = _PLAN.match(folded.text, number.start) or (
        text[start].isdigit() and _NAME.search(text, max(start - _LONGEST_NAME, 0), start)
    )
    return replace(number, start=start, end=end, strict=number.strict and not named)


def _together(
    found: Sequence[Number], number: Number, between: str, tokens: Sequence[_Token]
) -> Iterator[Number]:
    """What a number says together with the one before it."""
    before = found[-1]
    start, end = before.start, number.end
    one, other = max(before.values), max(number.values)
    if (_PART.fullmatch(between) and one < other) or (between == "/" and one < other):
        yield Number(start, end, frozenset({one / other, 100 * one / other}), strict=False)
    elif between in (" ", "-") and one in _CENTURIES and _TENTH <= other < _TENTH * _TENTH:
        yield Number(start, end, frozenset({100 * one + other}), strict=False)  # nineteen eighty
    scale = prod(_SCALES.get(token.text.removesuffix("s"), 1.0) for token in tokens)
    if scale > 1 and _BETWEEN.fullmatch(between):
        scaled = frozenset(value * scale for value in before.values)
        yield Number(before.start, before.end, scaled, strict=False)


def _tokens(text: str) -> list[_Token]:
    found = []
    for match in _TOKEN.finditer(text):
        figures = match["figures"]
        value = float(figures.replace(",", "")) if figures else None
        ending = (match["end"] or "").strip("'’")
        found.append(_Token(match[0], match.start(), match.end(), value, ending))
    return found


def _held(token: _Token) -> tuple[set[float], int] | None:
    """The value of a word that holds a number or names a month."""
    word = token.text
    if word in _DECADES:
        return {*_DECADES[word]}, 1
    times = word.removesuffix("fold")
    if times != word and (times in _UNITS or times in _TENS):
        return {_UNITS.get(times) or _TENS[times]}, 1
    for table in (_MONTHS, _HELD, _ROMAN):
        for form in (word, word.removesuffix("s"), word.removesuffix("ies") + "y"):
            if form in table:
                return {table[form]}, 1
    return None


def _spelled(tokens: Sequence[_Token], place: int) -> tuple[set[float], int] | None:
    """What a number that begins at a token is worth, and of how many tokens it is."""
    if tokens[place].text == "half" and len(tokens) > place + 2 and tokens[place + 1].text == "a":
        scale = _SCALES.get(tokens[place + 2].text)
        return ({scale / 2}, 3) if scale else None
    total, current, count, ordinal, short = 0.0, 0.0, 0, False, False
    while place + count < len(tokens) and not ordinal:
        token = tokens[place + count]
        step = _step(token, current, first=count == 0)
        if step is None:
            if not (count and token.text == "and" and _goes_on(tokens, place + count, current)):
                break
            count += 1
            continue
        kind, value = step
        if kind == "scale":
            short = short or len(token.text) <= _ABBREVIATION
            if total and not current and value >= 1e3:
                total *= value  # "a thousand billion"
            else:
                current = (current or 1.0) * value
            if value >= 1e3:
                total, current = total + current, 0.0
        else:
            current += value
        ordinal = kind == "last"
        count += 1
    if not count:
        return None
    values, size = _values(tokens, place, count, total + current)
    if short:  # "10m" may be metres
        values.add(tokens[place].figure or 0.0)
    return values, size


def _step(token: _Token, current: float, *, first: bool) -> tuple[str, float] | None:
    """What a token adds to the number that it follows; None where it begins another."""
    if token.figure is not None:
        ends = token.ending in ("st", "nd", "rd", "th", "s", "%", "‰")
        return ("last" if ends else "part", token.figure) if first else None
    word = token.text
    singular = word.removesuffix("s")
    if singular in _SCALES and not (first and len(singular) <= 3):
        return "scale", _SCALES[singular]
    tens, free = current % 100, first or current == 0 or current >= 100
    if word in _TENS and free and tens == 0:
        return "part", _TENS[word]
    if word in _UNITS and (first or tens == 0 or (tens >= 20 and tens % 10 == 0)):
        return "part", _UNITS[word]
    if word in _ORDINALS and (first or tens == 0 or (tens >= 20 and tens % 10 == 0)):
        return "last", _ORDINALS[word]
    return None


def _is_part(tokens: Sequence[_Token], place: int, after: str) -> bool:
    """Whether an ordinal is a fraction, as in "a fifth of them" or "down by a fifth."."""
    return (
        after in _AFTER_PARTS
        and bool(place)
        and tokens[place - 1].text in ("a", "an", "one", "another")
    )


def _goes_on(tokens: Sequence[_Token], at: int, current: float) -> bool:
    """Whether a number goes on behind "and", as in "one hundred and twenty"."""
    following = tokens[at + 1].text if at + 1 < len(tokens) else ""
    return current >= 100 and (following in _UNITS or following in _TENS)


def _values(
    tokens: Sequence[_Token], place: int, count: int, value: float
) -> tuple[set[float], int]:
    """All that a number may be worth, by what follows it, and how many tokens it takes in."""
    after = [token.text for token in tokens[place + count : place + count + 2]]
    last = tokens[place + count - 1]
    first = after[0] if after else ""
    if (
        last.ending in ("%", "‰")
        or first in ("percent", "percentage", "%")
        or (after == ["per", "cent"])
    ):
        return {value, value / 100}, count + bool(first in ("percent", "%"))
    under = _UNDER.get(first.removesuffix("s"), _UNDER.get(first))
    if under and value < under:
        return {value / under, 100 * value / under}, count + 1
    values = {value, *_as_part(tokens, place, last, first, value)}
    if [token.text for token in tokens[place + count : place + count + 3]] == _AND_A_HALF:
        unit = "".join(token.text for token in tokens[place + count + 3 : place + count + 4])
        scale = _SCALES.get(unit, 1.0)
        return values | {(value + 0.5) * scale}, count + 3 + (scale > 1)
    if value < 100 and place and tokens[place].figure is not None:
        before = tokens[place - 1]
        gap = tokens[place].start - before.end
        if before.text in ("'", "’", "‘"):
            values.add(1900 + value)
        elif before.figure in _YEARS and gap == 1:  # 1997-98
            values.add((before.figure or 0.0) // 100 * 100 + value)
    if last.ending == "s" and last.figure is not None and value in _YEARS:
        values.add(value % 100)
    if first not in _SPANS:
        return values, count
    if _is_ordinal(last):  # "the third decade" of a century are its twenties
        return values | {_SPANS[first] * (value - 1)}, count
    return values | {_SPANS[first] * value}, count + (_SPANS[first] == _TENTH)


def _is_ordinal(token: _Token) -> bool:
    return token.ending in ("st", "nd", "rd", "th") or token.text in _ORDINALS


def _as_part(
    tokens: Sequence[_Token], place: int, last: _Token, after: str, value: float
) -> set[float]:
    """What an ordinal is worth as a fraction: "a fifth of them", "three thousandths"."""
    scale = _SCALES.get(last.text.removesuffix("s"))
    if scale and last.text.rstrip("s").endswith("th"):
        return {1 / value, value / scale**2}
    is_part = value == _UNDER["third"] or _is_part(tokens, place, after)
    return {1 / value, 100 / value} if _is_ordinal(last) and value > 2 and is_part else set()
