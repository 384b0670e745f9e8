"""Numbers as texts in a language write them."""

from __future__ import annotations

from math import isclose

from align.model import Language

_LONG = 10_000  #: numbers from here on are shown in groups
_ALL_DIGITS = 1e15  #: from here on a number does not hold all its digits


def written(value: float, language: Language) -> str:
    """A number for people who write in a language: 1.35 billion, 12,345,678, 2012.

    >>> written(2.5e9, Language.EN), written(2.5e9, Language("de")), written(2.5e9, Language("ja"))
    ('2.5 billion', '2,5 Milliarden', '25億')
    """
    lists = language.profile.lists
    scales = lists["written_scales"].values if "written_scales" in lists else {}
    largest_first = sorted(((float(worth), word) for word, worth in scales.items()), reverse=True)
    unit, called = next((each for each in largest_first if value >= each[0]), (1.0, ""))
    short = value / unit
    if called and (value >= _ALL_DIGITS or isclose(round(short, 3), short, rel_tol=1e-12)):
        blank = " " if language.profile.cells == 1 else ""
        return f"{_signed(f'{short:,.10g}', language)}{blank}{called}"
    return _signed(f"{value:,.15g}" if value >= _LONG else f"{value:.10g}", language)


def _signed(figures: str, language: Language) -> str:
    """Figures as English has them with the signs of a language."""
    if figures.isdigit():
        return figures
    from babel.numbers import get_decimal_symbol, get_group_symbol

    signs = {
        ",": get_group_symbol(language.value, numbering_system="latn"),
        ".": get_decimal_symbol(language.value, numbering_system="latn"),
    }
    return "".join(signs.get(each, each) for each in figures)
