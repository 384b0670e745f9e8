"""Numbers in Japanese and Korean, which are written as Chinese ones are and read by their rules.

Lists in `align/languages` say what signs and words of a language are in Chinese notation.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

from align.model import Language
from align.numbers.chinese import NUMBER, value_of
from glossary.check import numbers_zh
from glossary.check.numbers_model import Number, dates_apart
from glossary.language.forms import Folded, fold

_Rule = tuple[re.Pattern[str], Callable[[str], str]]


def numbers(text: str, language: Language) -> list[Number]:
    """The numbers of a text, in order, also those that words hold."""
    folded = fold(text)
    chinese = Folded("".join(map(_digit, folded.text)), folded.origins)
    for pattern, made in _notation(language):
        chinese = _replaced(chinese, pattern, made)
    found = [
        _placed(number, chinese) for number in numbers_zh.read(dates_apart(chinese.text), bare=True)
    ]
    found += _years(chinese, language)
    found += _held(folded, language)
    return sorted(found, key=lambda number: number.start)


def _digit(character: str) -> str:
    return str(unicodedata.decimal(character, character))


@cache
def _notation(language: Language) -> tuple[_Rule, ...]:
    """What is put into Chinese notation, in this order: numerals in words, then signs."""
    lists = language.profile.lists
    digits = {each: str(value) for each, value in lists["numerals"].values.items()}

    def numeral(word: str) -> str:
        return "".join(digits.get(each, each) for each in word)

    def always(sign: str) -> Callable[[str], str]:
        return lambda _: sign

    words = [(re.compile(each), numeral) for each in lists["numeral_words"].patterns]
    signs = [(re.compile(p), always(str(v))) for p, v in lists["notation"].values.items()]
    return (*words, *signs)


def _years(text: Folded, language: Language) -> Iterator[Number]:
    """Years of the eras of emperors: 令和5年 is 2023, 平成元年 1989."""
    eras = language.profile.lists.get("eras")
    pattern = f"({eras.alternatives})(元|{NUMBER.pattern})年" if eras else "(?!)"
    for match in re.finditer(pattern, text.text):
        year = 1.0 if match[2] == "元" else value_of(match[2])
        if eras and year is not None:
            worth = frozenset({float(eras.values[match[1]]) + year})
            yield Number(*text.span(*match.span()), worth, strict=False)


def _held(folded: Folded, language: Language) -> Iterator[Number]:
    """Words that hold a number."""
    for pattern, value in language.profile.lists["holding"].values.items():
        worth = float(value)
        values = frozenset({worth})
        for match in re.finditer(pattern, folded.text):
            yield Number(*folded.span(*match.span()), values, strict=False)


def _placed(number: Number, folded: Folded) -> Number:
    start, end = folded.span(number.start, number.end)
    return replace(number, start=start, end=end)


def _replaced(folded: Folded, pattern: re.Pattern[str], made: Callable[[str], str]) -> Folded:
    """The text with what a pattern finds replaced; each character knows its origin still."""
    texts: list[str] = []
    origins: list[int] = []
    last = 0
    for match in pattern.finditer(folded.text):
        start, end = match.span()
        new = made(match[0])
        texts += (folded.text[last:start], new)
        origins += folded.origins[last:start]
        origins += [folded.origins[min(start + n, end - 1)] for n in range(len(new) - 1)]
        origins += folded.origins[end - 1 : end] if new else ()
        last = end
    if not last:
        return folded
    return Folded("".join((*texts, folded.text[last:])), [*origins, *folded.origins[last:]])
