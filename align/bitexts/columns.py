"""Which two columns of a table hold Chinese and English, told by what is in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from align.bitexts.model import Unit
from align.model import CHINESE_ENGLISH, Language
from align.remarks import Remarks
from align.tables import letters, shortened
from align.text import counted, numbered, some
from align.titles import language_titled

_SAMPLE = 500  #: rows that are looked at
_MOST_COLUMNS = 256
_SHOWN = 20  #: characters of a title
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003134f]")
_LATIN = re.compile("[A-Za-z]")
_CHINESE = 0.3  #: share of Chinese characters among letters from which a cell is Chinese
_LONGEST_TITLE = 40  #: characters
#: Titles above texts that name no language. More words stand above terms, and are terms as well.
_GENERAL = frozenset(
    [
        *("source", "target", "original", "translation", "text", "source text", "target text"),
        *("原文", "译文", "譯文", "源语言", "目标语言", "源语", "目标语"),
    ]
)


def units(rows: Iterable[tuple[int, Sequence[str]]], remarks: Remarks) -> Iterator[Unit]:
    """A unit a row; nothing where there are no two such columns. A row of titles is left out.

    Args:
        rows: each with its number; those with another number of cells than most are remarked.
    """
    rows = iter(rows)
    head = [(number, list(row[:_MOST_COLUMNS])) for number, row in islice(rows, _SAMPLE)]
    found = pair([row for _, row in head])
    if found is None:
        return
    widths = Counter(len(row) for _, row in head)
    usual = max(widths, key=lambda width: (width > max(found), widths[width], width))
    ragged: list[int] = []
    titles = head[0][1]
    if _is_titles(titles, found):
        usual = len(titles)
        del head[0]
        remarks.said += _beside(titles, found)
    for number, row in chain(head, rows):
        zh, en = ((row[place] if place < len(row) else "") for place in found)
        if len(row) != usual and (len(row) <= max(found) or any(row[usual:])) and any(row):
            ragged.append(number)
        yield Unit(zh.strip(), en.strip())
    if ragged:
        cells = counted(usual, "cell")
        remarks.said.append(f"{numbered(ragged, 'row')}: not {cells}, look whether all was read")


def _beside(titles: Sequence[str], found: tuple[int, int]) -> list[str]:
    """What is to be said of the columns that are not read."""
    named = [
        f"{letters(place)} ({shortened(title, _SHOWN)})"
        for place, title in enumerate(titles)
        if place not in found and title.strip()
    ]
    return [f"columns not read: {some(named)}"] if named else []


def pair(rows: Sequence[Sequence[str]]) -> tuple[int, int] | None:
    """The columns that the first row names, else those with most Chinese and with most English.

    None where either is missing. What stands under a title may be in another language all the same.
    """
    titles = [_language(cell) for cell in rows[0]] if rows else []
    if all(each in titles for each in CHINESE_ENGLISH):
        one, two = (titles.index(each) for each in CHINESE_ENGLISH)
        return one, two
    places = range(max(map(len, rows), default=0))
    weights = [_weight([row[place] for row in rows if place < len(row)]) for place in places]
    one = max(places, key=lambda place: weights[place][0], default=0)
    two = max(places, key=lambda place: weights[place][1], default=0)
    if one != two and weights[one][0] and weights[two][1]:
        return one, two
    return None


def _language(title: str) -> Language | None:
    return language_titled(title) if len(title) <= _LONGEST_TITLE else None


def _weight(cells: Iterable[str]) -> tuple[int, int]:
    """How much Chinese and how much English a column has, in letters of cells of that language."""
    chinese = english = 0
    for cell in cells:
        han, latin = len(_HAN.findall(cell)), len(_LATIN.findall(cell))
        if han > _CHINESE * (han + latin):
            chinese += han
        else:
            english += latin
    return chinese, english


def _is_titles(row: Sequence[str], found: tuple[int, int]) -> bool:
    cells = [row[place].strip().lower() if place < len(row) else "" for place in found]
    return all(cell in _GENERAL or _language(cell) is not None for cell in cells)
