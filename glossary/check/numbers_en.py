"""Numbers in English texts: digits, words, scales, percentages, fractions, dates, ordinals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import prod

from align.numbers.english import names, table
from glossary.check.numbers_model import Number, dates_apart
from glossary.language.forms import Folded, fold

_HALVES = {"half": 2.0, "halve": 2.0, "quarter": 4.0}
#: Phrases that hold a number.
_PHRASES: tuple[tuple[re.Pattern[str], frozenset[float]], ...] = tuple(
    (re.compile(rf"(?<![a-z]){phrase}(?![a-z])"), frozenset(worth))
    for phrase, worth in {
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
_TWENTY = 20
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
    scale = prod(_scale(token.text.removesuffix("s")) or 1.0 for token in tokens)
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
    word, cardinals = token.text, table("cardinals")
    single = f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")
    if word.endswith("ies") and single in cardinals:  # the twenties
        return {cardinals[single], 1900 + cardinals[single]}, 1
    times = cardinals.get(word.removesuffix("fold")) if word.endswith("fold") else None
    held = times or _holding().get(word) or _holding().get(single)
    return ({held}, 1) if held else None


@cache
def _holding() -> Mapping[str, float]:
    """Words that hold a number: both, February, Feb, ii."""
    named = enumerate(names("months"), 1)
    return {
        **{numeral: _roman(numeral) for numeral in names("roman")},
        **{form: float(number) for number, name in named for form in (name, name[:3])},
        **table("holding"),
    }


def _scale(word: str) -> float | None:
    return table("scales", "parts", "abbreviations").get(word)


def _under(word: str) -> float | None:
    """What a word under a fraction parts a whole into: fifths, halves."""
    single = word.removesuffix("s")
    ordinal = table("ordinals").get(single, 0.0)
    return ordinal if ordinal > 2 else _HALVES.get(single)


def _spelled(tokens: Sequence[_Token], place: int) -> tuple[set[float], int] | None:
    """What a number that begins at a token is worth, and of how many tokens it is."""
    if tokens[place].text == "half" and len(tokens) > place + 2 and tokens[place + 1].text == "a":
        scale = _scale(tokens[place + 2].text)
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
    scale = _scale(singular)
    if scale and not (first and len(singular) <= _ABBREVIATION):
        return "scale", scale
    tens = current % 100
    cardinal, ordinal = table("cardinals").get(word), table("ordinals").get(word)
    if cardinal is not None and cardinal >= _TWENTY:
        free = tens == 0 and (first or current == 0 or current >= 100)
        return ("part", cardinal) if free else None
    if not (first or tens == 0 or (tens >= _TWENTY and tens % 10 == 0)):
        return None
    if cardinal is not None:
        return "part", cardinal
    return None if ordinal is None else ("last", ordinal)


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
    return current >= 100 and following in table("cardinals")


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
    under = _under(first)
    if under and value < under:
        return {value / under, 100 * value / under}, count + 1
    values = {value, *_as_part(tokens, place, last, first, value)}
    if [token.text for token in tokens[place + count : place + count + 3]] == _AND_A_HALF:
        unit = "".join(token.text for token in tokens[place + count + 3 : place + count + 4])
        scale = _scale(unit) or 1.0
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
    return token.ending in ("st", "nd", "rd", "th") or token.text in table("ordinals")


def _as_part(
    tokens: Sequence[_Token], place: int, last: _Token, after: str, value: float
) -> set[float]:
    """What an ordinal is worth as a fraction: "a fifth of them", "three thousandths"."""
    scale = _scale(last.text.removesuffix("s"))
    if scale and last.text.rstrip("s").endswith("th"):
        return {1 / value, value / scale**2}
    is_part = value == 3 or _is_part(tokens, place, after)
    return {1 / value, 100 / value} if _is_ordinal(last) and value > 2 and is_part else set()
