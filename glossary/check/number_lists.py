"""What a language says numbers with: the lists of its file in `align/languages` that tell it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from align.languages.profile import Direction
from align.model import Language
from align.word_lists import WordList

#: Words of numbers from here on multiply what stands before them, unless a list says otherwise.
_NEVER = "(?!)"


@dataclass(frozen=True)
class NumberLists:
    """The words and signs of numbers of a language; what it does not have is empty.

    Attributes:
        cardinals: words that add what they are worth, with ordinals that no list has apart.
        ordinals: words that end a number.
        scales: words that multiply: hundred, millions; `short` those that may be another unit.
        parts: ordinals of scales, which are fractions as a rule.
        holding: words that hold a number without saying it as one: decade, February, half.
        loose: words that are numbers, and more often something else (second, neuf).
        under: what parts a whole: fifths, tiers.
        joiners: words between those of a number, and the least number that they follow.
        spans: decade, century.
        multiplied: words that multiply a number of four: quatre-vingts.
        percents: what stands behind a share, in words.
        glued: a word of several of number words, or None.
        prefixes: what is written to a number word before it; `joining` those that join.
        numbered: patterns of Roman numerals beside what they number, in a group of that name.
        phrases: patterns with what they are worth.
        part_of: between the two numbers of "one in five".
        between: between the ends of a range.
        endings: of figures, those of ordinals first.
        teens: the ten that follows a unit, as "teen".
        turned: whether groups of figures may stand in the other order.
        plans: what belongs to a name, as the number of "five-year plan".
        decades, folds: endings of "twenties" and "tenfold".
    """

    decimal: str
    cardinals: Mapping[str, float]
    ordinals: Mapping[str, float]
    scales: Mapping[str, float]
    short: Mapping[str, float]
    parts: Mapping[str, float]
    holding: Mapping[str, float]
    loose: frozenset[str]
    under: Mapping[str, float]
    joiners: Mapping[str, float]
    spans: Mapping[str, float]
    multiplied: Mapping[str, float]
    percents: frozenset[str]
    glued: re.Pattern[str] | None
    prefixes: tuple[str, ...]
    joining: tuple[str, ...]
    numbered: tuple[re.Pattern[str], ...]
    phrases: tuple[tuple[re.Pattern[str], frozenset[float]], ...]
    part_of: re.Pattern[str]
    between: re.Pattern[str]
    ordinal_endings: frozenset[str]
    endings: str
    teens: frozenset[str]
    turned: bool
    plans: re.Pattern[str]
    decades: Mapping[str, str]
    folds: frozenset[str]

    @property
    def said(self) -> Mapping[str, float]:
        """All that adds or multiplies."""
        return {**self.parts, **self.scales, **self.ordinals, **self.cardinals}


@cache
def number_lists(language: Language) -> NumberLists:
    """Those of a language."""
    lists = language.profile.lists
    scales, under = _values(lists, "scales"), _values(lists, "under")
    if "cardinals" in lists:
        cardinals, ordinals = _values(lists, "cardinals"), _values(lists, "ordinals")
    else:
        every = {**_values(lists, "numbers"), **_values(lists, "more_numbers")}
        cardinals = {w: v for w, v in every.items() if v >= 1 or v == 0 if w not in scales}
        ordinals = {}
    said = {**scales, **cardinals}
    return NumberLists(
        decimal=language.profile.decimal,
        cardinals=cardinals,
        ordinals=ordinals,
        scales=scales,
        short=_values(lists, "abbreviations"),
        parts=_values(lists, "parts"),
        holding=_held(lists),
        loose=_words(lists, "loose"),
        under=under,
        joiners=_values(lists, "joiners"),
        spans=_values(lists, "spans"),
        multiplied=_values(lists, "multiplied"),
        percents=_words(lists, "percents"),
        glued=_glued(lists, said),
        prefixes=_ordered(lists, "prefixes"),
        joining=_ordered(lists, "joining"),
        numbered=_numbered(lists),
        phrases=tuple(_phrases(lists)),
        part_of=_pattern(lists, "part_of", r" (?:{}) "),
        between=re.compile(rf" ?[-\u2010-\u2015~] ?| (?:{_either(lists, 'between')}) "),
        ordinal_endings=_words(lists, "ordinal_endings"),
        endings=_either(lists, "ordinal_endings"),
        teens=_words(lists, "teens"),
        turned=language.profile.direction is Direction.RIGHT_TO_LEFT,
        plans=_pattern(lists, "plans", "(?:{})"),
        decades={w: str(v) for w, v in lists["decades"].values.items()}
        if "decades" in lists
        else {},
        folds=_words(lists, "folds"),
    )


def _values(lists: Mapping[str, WordList], name: str) -> dict[str, float]:
    found = lists.get(name)
    return {word: float(value) for word, value in found.values.items()} if found else {}


def _replaced(lists: Mapping[str, WordList], name: str) -> dict[str, str]:
    return {w: str(v) for w, v in lists[name].values.items()} if name in lists else {}


def _ordered(lists: Mapping[str, WordList], name: str) -> tuple[str, ...]:
    return lists[name].words if name in lists else ()


def _words(lists: Mapping[str, WordList], name: str) -> frozenset[str]:
    return frozenset(_ordered(lists, name))


def _either(lists: Mapping[str, WordList], name: str) -> str:
    return lists[name].alternatives if name in lists else _NEVER


def _pattern(lists: Mapping[str, WordList], name: str, template: str) -> re.Pattern[str]:
    return re.compile(template.replace("{}", _either(lists, name)))


def _held(lists: Mapping[str, WordList]) -> dict[str, float]:
    """Words that hold a number, months among them; those in their order also cut to three."""
    months = enumerate(_ordered(lists, "month_names"), 1)
    return {
        **{numeral: roman(numeral) for numeral in _ordered(lists, "roman")},
        **{form: float(number) for number, name in months for form in (name, name[:3])},
        **_values(lists, "holding"),
    }


_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


def roman(numeral: str) -> float:
    """What a Roman numeral in lower case is worth."""
    digits = [_ROMAN[character] for character in numeral]
    signs = (
        -1 if digit < after else 1 for digit, after in zip(digits, [*digits[1:], 0], strict=True)
    )
    return float(sum(sign * digit for sign, digit in zip(signs, digits, strict=True)))


def _numbered(lists: Mapping[str, WordList]) -> tuple[re.Pattern[str], ...]:
    before, behind = _either(lists, "roman_before"), _either(lists, "roman_behind")
    ending = f"(?:{_either(lists, 'ordinal_endings')})?"
    return (
        re.compile(rf"(?<![^\W\d_])(?:{before}) (?P<numeral>[ivxl]+)(?![^\W\d_])"),
        re.compile(rf"(?<![^\W\d_])(?P<numeral>[ivxl]+){ending} (?:{behind})(?![^\W\d_])"),
    )


def _phrases(lists: Mapping[str, WordList]) -> list[tuple[re.Pattern[str], frozenset[float]]]:
    table = lists["phrases"].values if "phrases" in lists else {}
    return [
        (
            re.compile(rf"(?<![^\W\d_]){phrase}(?![^\W\d_])"),
            frozenset(float(each) for each in str(worth).split()),
        )
        for phrase, worth in table.items()
    ]


def _glued(lists: Mapping[str, WordList], said: Mapping[str, float]) -> re.Pattern[str] | None:
    """What takes apart a word of several number words: fünfundzwanzig, ثلاثمائة."""
    if "glue" not in lists:
        return None
    words = "|".join(sorted(map(re.escape, said), key=len, reverse=True))
    joint, ending = lists["glue"].alternatives, _either(lists, "glue_endings")
    return re.compile(rf"(?P<words>(?:(?:{joint})?(?:{words}))+)(?:{ending})?")
