"""Which columns of a table hold texts in several languages, told by titles or what is in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from align.bitexts.model import Unit
from align.detection import latin_language
from align.identifying import identify
from align.languages import languages
from align.model import Language
from align.remarks import Remarks
from align.tables import letters, shortened
from align.text import counted, numbered, some
from align.titles import language_titled

_SAMPLE = 500  #: rows that are looked at
_MOST_COLUMNS = 256
_SHOWN = 20  #: characters of a title
_LETTERS = {
    "Hani": re.compile("[\u3400-\u9fff\U00020000-\U0003134f]"),
    "Kana": re.compile("[\u3041-\u3096\u30a1-\u30fa]"),
    "Latn": re.compile("[A-Za-z\u00c0-\u024f]"),
    "Cyrl": re.compile("[\u0400-\u052f]"),
    "Arab": re.compile("[\u0620-\u064a\u0671-\u06d3]"),
    "Hang": re.compile("[\u1100-\u11ff\uac00-\ud7a3]"),
}
_CHINESE = 0.3  #: share of Chinese characters among letters from which a cell is Chinese
_KANA = 0.08  #: share of kana among them and kana from which it is Japanese
#: Letters of an alphabet that say as much as a Han character or kana, and as a Korean syllable.
_OF_HAN, _OF_HANGUL = 3, 2
_OF_COLUMN = 0.15  #: share of the letters of a column that are in its language at least
_BESIDE = 0.3  #: share of the letters of the second column that a further one has at least
_LONGEST_TITLE = 40  #: characters
#: Titles above texts that name no language. More words stand above terms, and are terms as well.
_GENERAL = frozenset(
    [
        *("source", "target", "original", "translation", "text", "source text", "target text"),
        *("原文", "译文", "譯文", "源语言", "目标语言", "源语", "目标语"),
    ]
)


def units(
    rows: Iterable[tuple[int, Sequence[str]]], remarks: Remarks, said: Sequence[Language] = ()
) -> Iterator[Unit]:
    """A unit a row; nothing where no two columns are in different languages. Titles are left out.

    Args:
        rows: each with its number; those with another number of cells than most are remarked.
        said: languages that people say it has, or all of which it may have one; where more than one
            is and no two are told, all columns that have letters are given, called as spreadsheets
            call them.
    """
    rows = iter(rows)
    head = [(number, list(row[:_MOST_COLUMNS])) for number, row in islice(rows, _SAMPLE)]
    found = _places([row for _, row in head], with_others=len(said) > 1)
    if len(found) < (1 if len(said) > 1 else 2):
        return
    last = max(found)
    widths = Counter(len(row) for _, row in head)
    usual = max(widths, key=lambda width: (width > last, widths[width], width))
    ragged: list[int] = []
    titles = head[0][1]
    if _is_titles(titles, found):
        usual = len(titles)
        del head[0]
        remarks.said += _beside(titles, found)
    for number, row in chain(head, rows):
        if len(row) != usual and (len(row) <= last or any(row[usual:])) and any(row):
            ragged.append(number)
        yield Unit(
            {
                label: (row[place] if place < len(row) else "").strip()
                for place, label in found.items()
            },
            name=f"row {number}",
        )
    if ragged:
        cells = counted(usual, "cell")
        remarks.said.append(f"{numbered(ragged, 'row')}: not {cells}, look whether all was read")


def has_several(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table has texts in two languages at least."""
    return sum(isinstance(label, Language) for label in _places(rows).values()) > 1


def _beside(titles: Sequence[str], found: Iterable[int]) -> list[str]:
    """What is to be said of the columns that are not read."""
    named = [
        f"{letters(place)} ({shortened(title, _SHOWN)})"
        for place, title in enumerate(titles)
        if place not in found and title.strip()
    ]
    return [f"columns not read: {some(named)}"] if named else []


def _places(rows: Sequence[Sequence[str]], *, with_others: bool = False) -> dict[int, str]:
    """The columns of texts by their places, each with its language or what it is called.

    They are those whose languages the first row names, else those with most in each language. What
    stands under a title may be in another language all the same.

    Args:
        with_others: where these are not two, give all that have letters.
    """
    titles = [_language(cell) for cell in rows[0]] if rows else []
    named: dict[int, str] = {
        titles.index(language): language for language in languages() if language in titles
    }
    if len(named) > 1:
        return dict(sorted(named.items()))
    if not rows:
        return {}
    places = range(max(map(len, rows)))
    texts = rows[1:] if any(map(_may_be_title, rows[0])) else rows
    weights = [_weights([row[place] for row in texts if place < len(row)]) for place in places]
    heaviest = sorted(
        ((weight, -place, label) for place in places for label, weight in weights[place].items()),
        reverse=True,
    )
    found: dict[int, str] = {}
    least = 0.0
    for weight, at, label in heaviest:
        if -at in found or label in found.values() or weight < least:
            continue
        found[-at] = label
        least = _BESIDE * weight if len(found) == 2 else least
    if len([label for label in found.values() if isinstance(label, Language)]) < 2:
        if not with_others:
            return {}
        found |= {
            place: f"column {letters(place)}"
            for place in places
            if place not in found and weights[place]
        }
    return dict(sorted(found.items()))


def _may_be_title(cell: str) -> bool:
    return cell.strip().lower() in _GENERAL or _language(cell) is not None


def _language(title: str) -> Language | None:
    return language_titled(title) if len(title) <= _LONGEST_TITLE else None


def _weights(cells: Sequence[str]) -> dict[str, int]:
    """How much a column has in each language, in letters of cells of that language."""
    found: Counter[str] = Counter()
    texts: dict[str, list[str]] = {}
    for cell in cells:
        script, weight = _script(cell)
        if weight:
            found[script] += weight
            texts.setdefault(script, []).append(cell)
    if found["Kana"] > found["Hani"]:
        found["Kana"] += found.pop("Hani", 0)
    least = _OF_COLUMN * found.total()
    weights: Counter[str] = Counter()
    for script, weight in found.items():
        if weight > least:
            weights[_label(script, "\n".join(texts[script]))] += weight
    return dict(weights)


def _script(cell: str) -> tuple[str, int]:
    """The script of a cell, and how many letters it has, as of an alphabet."""
    count = {script: len(pattern.findall(cell)) for script, pattern in _LETTERS.items()}
    east = count["Hani"] + count["Kana"]
    if east > _CHINESE * (east + count["Latn"]):
        return "Kana" if count["Kana"] > _KANA * east else "Hani", _OF_HAN * east
    script = max(("Latn", "Cyrl", "Arab", "Hang"), key=lambda each: count[each])
    return script, count[script] * (_OF_HANGUL if script == "Hang" else 1)


def _label(script: str, text: str) -> str:
    """The language of a column, or the name of one that is not known."""
    if script == "Latn":
        return _of_latin(text)
    found = identify(text)
    return script if found is None else found.language or found.name


def _of_latin(text: str) -> str:
    """The language of a text in Latin letters: English, unless it plainly is in another."""
    name = latin_language(text)
    if name is None:
        return Language.EN
    found = identify(text)
    return found.language if found and found.language and found.name == name else name


def _is_titles(row: Sequence[str], found: Iterable[int]) -> bool:
    return all(place < len(row) and _may_be_title(row[place]) for place in found)
