"""Numbers in Chinese texts: what stands around a numeral says what else it may be worth."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import cache

from align.model import Language
from align.numbers.chinese import DIGITS, FIGURES, ONES, plain_numerals, value_of
from glossary.check.numbers_model import Number, dates_apart
from glossary.language.chinese.words import tag, words
from glossary.language.forms import fold
from glossary.language.lists import lists, pattern

_SIMPLE = str.maketrans(
    "萬億兩幾餘數點個週紀餘畝裡歲後時號條屆", "万亿两几余数点个周纪余亩里岁后时号条届"
)
#: 两 is 2 at the beginning and before a unit; behind one it is a weight.
_NUMERALS = f"(?:(?:[零〇{ONES}十百千]|两(?=[百千万亿]))+|两)"
#: 千 and 百 in front of these belong to a unit: 千米.
_SCALED = "(?:[百千](?!比特|字节|米|克|瓦|赫|卡|帕|伏|安|焦|牛|欧|分之))"
#: 三点五, but 三点五十分 is a time.
_DECIMALS = f"点[零〇{ONES}]+(?![十百千]|分(?!之))"
_FIGURES = rf"{FIGURES}(?: (?=[百千万亿]))?{_SCALED}?"
_PART = rf"(?:{_FIGURES}|(?<![0-9]){_NUMERALS}(?:{_DECIMALS})?)[多余]?[万亿]{{0,3}}"
#: Filled with the units of a word list.
_NUMBER = (
    rf"(?P<before>第|翻|百分之|千分之|万分之|约?[几数上]|(?P<parts>{FIGURES}|{_NUMERALS})分之)?"
    rf"(?P<number>(?:{_PART})+)(?P<under>/[0-9]{{1,6}}[万亿]?(?![0-9/]))?"
    r"(?: ?(?P<after>UNITS))?"
    rf"(?P<half>半|(?<=成)[{ONES}](?![{ONES}十百千万亿多]))?"
)
_CENTURY = 100
#: Degrees of either scale in the other.
_WARM, _COLD = (1.8, 32), (1 / 1.8, -32 / 1.8)
_DEGREES = {"摄氏度": _WARM, "°c": _WARM, "华氏度": _COLD, "°f": _COLD}
_ROUNDING = 0.04  #: of converted units
_ROUND = re.compile("一[百千万亿]")  #: as often figurative as a number
_COUNTED_FROM = 11  #: numerals from here on are numbers wherever they stand
_LARGEST_LOOSE = 20  #: multiples up to here are often said in words
#: Behind 第 these number the parts of something; a translation says which part it is.


@cache
def _number() -> re.Pattern[str]:
    """A number with what stands around it."""
    return re.compile(_NUMBER.replace("UNITS", lists(Language.ZH, "numbers")["units"].alternatives))


@cache
def _units(name: str) -> frozenset[str]:
    """The units of a list."""
    return lists(Language.ZH, "numbers")[name].set


@cache
def _form(name: str) -> re.Pattern[str]:
    """What the words of a list look like."""
    return pattern(Language.ZH, "numbers", f"{{{name}}}")


@cache
def _converted() -> Mapping[str, tuple[float, ...]]:
    """What one of a unit is in others."""
    table = lists(Language.ZH, "numbers")["converted"].values
    return {unit: tuple(map(float, str(factors).split())) for unit, factors in table.items()}


@cache
def _shares() -> Mapping[str, float]:
    table = lists(Language.ZH, "numbers")["shares"].values
    return {sign: float(parts) for sign, parts in table.items()}


#: 十四五 is the fourteenth five-year plan.
_PLAN = re.compile(
    rf"(?P<number>十[{ONES}]|二十|[{ONES}十])五"
    r"(?=[\"']|规划|计划|时期|期间|开局|收官|末|以来|目标)"
)


_BETWEEN = re.compile("[—–~～-]+|[至到或]")
_SCALE = re.compile("[百千]?[万亿]+$")


def numbers(text: str) -> list[Number]:
    """The numbers of a text, in order.

    Numerals within words and idioms (四面八方, 十分) are none, nor is 一, which is mostly an
    article; nor approximations (七八, 几十).
    """
    folded = fold(text)
    spans = ((each, folded.span(each.start, each.end)) for each in read(dates_apart(folded.text)))
    return [replace(number, start=start, end=end) for number, (start, end) in spans]


def read(text: str, *, bare: bool = False) -> list[Number]:
    """The numbers of a text in which width and case are folded.

    Args:
        bare: it is in another language, and no Chinese words are looked for in it.
    """
    plain = plain_numerals(text.translate(_SIMPLE))
    found = [
        *(
            Number(*match.span(), frozenset({0.5, 50.0}), strict=False)
            for match in _form("halves").finditer(plain)
        ),
        *(
            Number(*match.span(), frozenset({value_of(match["number"]) or 0.0}), strict=False)
            for match in _PLAN.finditer(plain)
        ),
    ]
    for form in (_form("halves"), _PLAN, _form("named")):
        plain = form.sub(lambda match: "□" * len(match[0]), plain)
    found += _read_all(plain, bare=bare)
    return sorted(found, key=lambda number: number.start)


def _read_all(text: str, *, bare: bool) -> list[Number]:
    """The numerals of a text; of a range such as 3—5万 the first may have the scale of the last."""
    kinds, ends = ({}, range(len(text) + 1)) if bare else _words_with_numerals(text)
    found: list[Number] = []
    last: tuple[int, Number | None] = (0, None)
    for match in _number().finditer(text):
        number = _read(text, match, kinds, ends)
        end, before = last
        scale = _SCALE.search(match["number"])
        if before is not None and scale and _BETWEEN.fullmatch(text, end, match.start()):
            factor = value_of(f"一{scale[0]}") or 1.0
            found[-1] = replace(before, values=before.values | {factor * v for v in before.values})
        if number is not None:
            found.append(number)
        last = match.end(), number
    return found


def _words_with_numerals(text: str) -> tuple[Mapping[int, str], Collection[int]]:
    """For each character in a word of the dictionary that is more than a number, the word's tag.

    Returned are also the places where words end.
    """
    cut = words(text)
    found: dict[int, str] = {}
    for word, kind, start, end in zip(cut.texts, cut.tags, cut.starts, cut.ends, strict=True):
        if len(word) > 1 and not kind.startswith(("m", "t", "eng")) and tag(word):
            found.update(dict.fromkeys(range(start, end), kind))
    return found, set(cut.ends)


def _read(
    text: str, match: re.Match[str], kinds: Mapping[int, str], ends: Collection[int]
) -> Number | None:
    start, end = match.span("number")
    shown, before, after = match["number"], match["before"] or "", match["after"] or ""
    if before[-1:] in ("几", "数", "上") or (end < len(text) and text[end] in "几数"):
        return None
    value = value_of(shown.replace(" ", ""))
    if value is None:
        return None
    written = any(character in "0123456789" for character in shown)
    if after == "分" and not written and (shown == "十" or match.end() not in ends):
        return None  # the adverb, or a part of a word
    if not written and _is_approximate(shown, after):
        return None
    if _ROUND.fullmatch(shown) or (before == "百分之" and shown == "百"):
        return _valued(match, value, before, after, strict=False)
    over = before.endswith("分之")
    plain = written or over or before == "翻"
    big = value >= _COUNTED_FROM and (shown[0] == "十" or any(c in DIGITS for c in shown))
    big = big or (after == "年" and shown[0] in "零〇" and len(shown) > 1)
    within = [kinds[place] for place in (start, end - 1) if place in kinds]
    if not plain and within and (not big or any(kind[0] in "il" for kind in within)):
        return None
    if match.end() not in ends and after in _units("in_words"):
        after = ""  # 三成员
    return _valued(match, value, before, after, strict=plain or big)


def _valued(
    match: re.Match[str], value: float, before: str, after: str, *, strict: bool
) -> Number | None:
    """The number with all that it may be worth, by what stands around it."""
    start, end = match.span()
    if match["under"]:
        return _slashed(match, value)
    if before.endswith("分之") or after in ("%", "‰"):
        return _share(match, value, before, after)
    if (
        value == 1
        and before != "第"
        and not strict
        and after not in ("成", "折")
        and not match["half"]
    ):
        return None
    values, ranges = {value}, []
    if match["half"] and after not in ("后", "成"):
        values.add(value + 0.5)
    unit = after.lstrip("个多")
    if unit in _DEGREES:
        factor, offset = _DEGREES[unit]
        degrees = factor * value + offset
        ranges.append((degrees - 1, degrees + 1))
    if unit in _converted():
        # any of the units that it may be converted to, rounded
        around = [value * factor for factor in _converted()[unit]]
        ranges += [(each * (1 - _ROUNDING), each * (1 + _ROUNDING)) for each in around]
    more, further = _by_unit(match, value, before, unit)
    values |= more
    ranges += further
    if before == "第" and unit in _units("numbered"):
        strict = True
    if unit in _units("multiples"):
        strict = unit == "成" or (strict and value > _LARGEST_LOOSE)
    main = None if unit in _units("tenths") or not (more or further) else value
    return Number(start, end, frozenset(values), strict, tuple(ranges), main)


def _by_unit(
    match: re.Match[str], value: float, before: str, unit: str
) -> tuple[set[float], list[tuple[float, float]]]:
    """What else a number is worth before a unit: values, and ranges of them."""
    shown = match["number"]
    if unit == "世纪":
        low = _CENTURY * (value - 1)
        return set(), [(low, low + _CENTURY)]
    if unit in ("年代", "后") and value < _CENTURY and len(shown) == 2:
        decades = {float(century + value) for century in (1700, 1800, 1900, 2000)}
        return decades, [(each, each + 10) for each in decades if unit == "后"]
    if unit == "年" and value < _CENTURY and len(shown) == 2 and not set(shown) & set("十百"):
        return {1900 + value, 2000 + value}, []
    if unit in ("时", "点"):
        return {value - 12 if value > 12 else value + 12}, []
    if unit in ("百分点", "级", "分"):
        return {value * 100, value * 10, value / 10} if unit == "分" else {value * 100}, []
    if unit in ("成", "折"):
        further = DIGITS.get(match["half"] or "零", 5) / 10
        part = (value + further) / 10 if value < 10 else value / 100
        return {part, 100 * part, 1 - part, 100 * (1 - part)}, []
    if unit == "旬":
        return {10 * value}, []
    if unit == "倍":
        return {value - 1, value + 1, 100 * value, 100 * (value - 1)}, []
    if unit == "番" and value < _LARGEST_LOOSE:
        return {2**value, 100 * (2**value - 1)}, []
    return set(), []


def _share(match: re.Match[str], value: float, before: str, after: str) -> Number | None:
    """百分之五, 5%, 万分之三 or 三分之二."""
    if match["parts"] and before not in _shares():
        under = value_of(match["parts"])
        if not under:
            return None
        values = {value / under, 100 * value / under}
    else:
        under = _shares().get(before or after, 100.0)
        values = {value, value / under, 100 * value / under}
    return Number(*match.span(), frozenset(values))


def _slashed(match: re.Match[str], value: float) -> Number:
    """1/3 and 1/10万; of 2024/25 and 24/7 the first counts."""
    under = value_of(match["under"][1:]) or 1.0
    if value < under:
        return Number(*match.span(), frozenset({value / under, 100 * value / under}))
    return Number(*match.span(), frozenset({value}))


def _is_approximate(shown: str, after: str) -> bool:
    """Whether numerals are vague: 七八, 三五十, or units without a count, as 千万."""
    if not any(character in DIGITS for character in shown):
        return not re.fullmatch("十[万亿]*", shown)
    digits = re.search(f"[两{ONES}]{{2,3}}(?![零〇{ONES}])", shown)
    if digits is None or after in ("年", "年代", "后") or "点" in shown:
        return False
    if re.search(f"[百千万亿][{ONES}]$", shown) and len(digits[0]) == 1:
        return False
    return not re.search(f"[零〇{ONES}]{{4}}", shown)
