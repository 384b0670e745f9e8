"""Numbers in Chinese texts: digits, numerals, 万, 亿, percentages, fractions, dates, ordinals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.annotate_forms import fold
from glossary.check.numbers_model import Number, dates_apart
from glossary.chinese.words import tag, words

_SIMPLE = str.maketrans("萬億兩幾餘數點個週紀餘畝裡歲", "万亿两几余数点个周纪余亩里岁")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"万": 10**4, "亿": 10**8}

_FIGURES = r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?"
#: 两 is 2 at the beginning and before a unit; behind one it is a weight.
_NUMERALS = "(?:(?:[零〇一二三四五六七八九十百千]|两(?=[百千万亿]))+|两)"
#: 千 and 百 in front of these belong to a unit: 千米.
_SCALED = "(?:[百千](?!比特|字节|米|克|瓦|赫|卡|帕))"
_DECIMALS = "点[零〇一二三四五六七八九]+"
_PART = rf"(?:{_FIGURES}{_SCALED}?|(?<![0-9]){_NUMERALS}(?:{_DECIMALS})?)[多余]?[万亿]{{0,3}}"
_NUMBER = re.compile(
    rf"(?P<before>第|百分之|约?[几数上]|(?P<parts>{_FIGURES}|{_NUMERALS})分之)?"
    rf"(?P<number>(?:{_PART})+)"
    r"(?P<after>%|‰|世纪|年代|个?月|多?(?:亩|公?里|斤|尺)|[年日号倍成折番级])?"
)
_ONE_PART = re.compile(
    rf"(?P<figures>{_FIGURES})?(?P<numerals>{_NUMERALS})?(?:点(?P<decimals>[零〇一二三四五六七八九]+))?"
    r"[多余]?(?P<scales>[万亿]{0,3})"
)
_CENTURY = 100
#: What one of a Chinese unit is in those that translations change it to.
_CONVERTED = {"亩": (1 / 15, 0.1647), "里": (0.5, 0.311), "斤": (0.5, 1.1), "尺": (1 / 3, 1.094)}
_ROUNDING = 0.04  #: of converted units
_ROUND = re.compile("一[百千万亿]")  #: as often figurative as a number
_COUNTED_FROM = 11  #: numerals from here on are numbers wherever they stand
#: Of these there are so many, or so much is left of them, that translations say it in words.
_LOOSE = frozenset("倍成折番")


def numbers(text: str) -> list[Number]:
    """The numbers of a text, in order.

    Numerals within words and idioms (四面八方, 十分) are none, nor is 一, which is mostly an
    article; nor approximations (七八, 几十).
    """
    folded = fold(text)
    plain = dates_apart(folded.text.translate(_SIMPLE))
    spans = _words_with_numerals(plain)
    found = []
    for match in _NUMBER.finditer(plain):
        number = _read(plain, match, spans)
        if number is not None:
            start, end = folded.span(*match.span())
            found.append(Number(start, end, number.values, number.strict, number.low, number.high))
    return found


def _words_with_numerals(text: str) -> dict[int, str]:
    """For each character in a word of the dictionary that is more than a number, the word's tag."""
    cut = words(text)
    found: dict[int, str] = {}
    for word, kind, start, end in zip(cut.texts, cut.tags, cut.starts, cut.ends, strict=True):
        if len(word) > 1 and not kind.startswith(("m", "t", "eng")) and tag(word):
            found.update(dict.fromkeys(range(start, end), kind))
    return found


def _read(text: str, match: re.Match[str], spans: dict[int, str]) -> Number | None:
    start, end = match.span("number")
    shown, before, after = match["number"], match["before"] or "", match["after"] or ""
    if before[-1:] in ("几", "数", "上") or (end < len(text) and text[end] in "几数"):
        return None
    if shown == "十" and text.startswith("分", end) and text[end + 1 : end + 2] not in ("之", "钟"):
        return None  # the adverb
    parts = list(_values(shown))
    if not parts:
        return None
    value = parts[0]
    written = any(character in "0123456789" for character in shown)
    if not written and _is_approximate(shown, after):
        return None
    if _ROUND.fullmatch(shown):
        return _with_unit(match, value, before, after, strict=False)
    plain = written or before in ("百分之",) or match["parts"] is not None
    big = value >= _COUNTED_FROM and any(c in _DIGITS for c in shown)
    kinds = [spans[place] for place in (start, end - 1) if place in spans]
    if not plain and kinds and (not big or any(kind[0] in "il" for kind in kinds)):
        return None
    if match["parts"] and before != "百分之":
        return _fraction(match, value)
    return _with_unit(match, value, before, after, strict=plain or big)


def _with_unit(
    match: re.Match[str], value: float, before: str, after: str, *, strict: bool
) -> Number | None:
    start, end = match.span()
    if value == 1 and before != "第" and not strict:
        return None
    if before == "百分之" or after in ("%", "‰"):
        return Number(start, end, frozenset({value, value / 100}))
    if after == "世纪":
        low = _CENTURY * (value - 1)
        return Number(start, end, frozenset({value}), strict, low, low + _CENTURY)
    if after == "年代" and value < _CENTURY:
        decades = {float(century + value) for century in (1700, 1800, 1900, 2000)}
        return Number(start, end, frozenset({value, *decades}), strict)
    unit = after[-1:]
    if unit in _CONVERTED and after:
        # any of the units that it may be converted to, rounded
        factor = _CONVERTED[unit][0]
        low, high = value * factor * (1 - _ROUNDING), value * factor * (1 + _ROUNDING)
        return Number(start, end, frozenset({value}), strict, low, high)
    if unit in _LOOSE and after:
        return Number(start, end, frozenset({value, value * 10}), strict=False)
    return Number(start, end, frozenset({value}), strict)


def _fraction(match: re.Match[str], over: float) -> Number | None:
    under = next(_values(match["parts"]), 0.0)
    if not under:
        return None
    return Number(*match.span(), frozenset({over / under, 100 * over / under}))


def _is_approximate(shown: str, after: str) -> bool:
    """Whether numerals are vague: 七八, 三五十, or units without a count, as 千万."""
    if not any(character in _DIGITS for character in shown):
        return shown != "十"
    digits = re.search("[一二两三四五六七八九]{2,3}(?![零〇一二三四五六七八九])", shown)
    if digits is None or after in ("年", "年代") or "点" in shown:
        return False
    return not re.search("[零〇一二三四五六七八九]{4}", shown)


def _values(shown: str) -> Iterator[float]:
    """The value of a number; none where it is written as no number is."""
    total, last = 0.0, 0.0
    for part in _ONE_PART.finditer(shown):
        if not part[0] or (part[0] == "两" and part.start()):
            continue  # behind 万 两 is a weight
        value = _coefficient(part)
        scale = 1
        for character in part["scales"]:
            scale *= _SCALES[character]
        if scale == 1 and total and last < 10:
            return
        total += value * scale
        last = scale
    yield total


def _coefficient(part: re.Match[str]) -> float:
    value = float(part["figures"].replace(",", "")) if part["figures"] else 0.0
    numerals = part["numerals"] or ""
    if part["figures"] and numerals:
        for character in numerals:
            value *= _TENS.get(character, 1)
        return value
    value = _spelled(numerals)
    if part["decimals"]:
        value += float("0." + "".join(str(_DIGITS[c]) for c in part["decimals"]))
    return value if not part["figures"] else float(part["figures"].replace(",", ""))


def _spelled(numerals: str) -> float:
    """三百二十五 is 325, 二〇三五 is 2035."""
    if not any(character in _TENS for character in numerals):
        return float("".join(str(_DIGITS[character]) for character in numerals) or 0)
    total, digit = 0, -1
    for character in numerals:
        if character in _TENS:
            total += (1 if digit < 0 else digit) * _TENS[character]
            digit = -1
        else:
            digit = _DIGITS[character]
    return float(total + max(digit, 0))
