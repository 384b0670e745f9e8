"""What the columns of a table of terms hold, told by what is in them where titles do not say it.

The language of a column is that of most of its cells. Of several columns in one language those are
terms whose titles say so ("Translation 1", "译文"); without titles it is the first that could be:
pinyin, codes and parts of speech are none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from align.bitexts.tags import language_of
from align.detection import has_letters
from align.identifying import identify
from align.languages import CHINESE_ENGLISH, Language, languages
from align.tables import Row, letters
from glossary.exchange.columns import Columns
from glossary.exchange.titles import Held, Role, holds_terms, is_title, plain, role_of

_HEADER_WITHIN = 20
_CHINESE = 0.3  #: share of Chinese characters among letters from which a cell is Chinese
_MOST_OF = 0.7  #: cells of a column that are in its language
_COMPLETE = 0.6  #: rows that have both languages, of those with several cells
_FILLED = 0.5  #: of the cells of the fullest column in a language
_DISTINCT = 0.5  #: of the cells of a column, different ones; parts of speech and codes repeat
_WORDS = 0.6  #: of the words of a column that its language is known to have
_TAGGED = 0.9  #: cells of a column of languages that name one
_TELLING = 10  #: cells from which languages of one script are told apart
_SURE_ROWS = 3
_SURE = 0.8

_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003134f]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_WORD = re.compile(r"[^\W\d_]+")
_TONES = re.compile("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]")
_SYLLABLE = (
    "(?:[zcs]h|[bpmfdtnlgkhjqxzcsryw])?(?:i?ang|i?ong|ing|eng|uan[g]?|i?an|in|en|un|i?ao|uai|ai|ei"
    "|ui|i?ou|iu|uo|ua|ue|üe|ve|ia|ie|er|a|o|e|i|u|ü|v)[1-5]?"
)
_PINYIN = re.compile(f"(?:{_SYLLABLE}['’ -]*)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """The columns of a table, told by their content.

    Attributes:
        titles_at: the place of the row of titles among the rows; None where there is none.
        said: what was taken for what, for people.
        is_sure: there are several rows, and nearly all of them have both languages.
    """

    columns: Columns
    titles_at: int | None
    said: str
    is_sure: bool


@dataclass(frozen=True, slots=True)
class _Content:
    """What a column holds: its filled cells, and what most of them are."""

    cells: tuple[str, ...]
    language: Language | None

    @property
    def may_be_terms(self) -> bool:
        if self.language is None or not self.cells:
            return False
        if len({*self.cells}) < _DISTINCT * len(self.cells):
            return False
        if self.language is not Language.EN:
            return True
        latin = sum(len(_LATIN.findall(cell)) for cell in self.cells)
        return latin >= 2 * len(self.cells) and not _is_pinyin(self.cells)


def told_by_content(rows: Sequence[Row]) -> Told | None:
    """The columns of a table, from its first rows; None where they are not those of terms."""
    rows = [row for row in rows if sum(bool(cell.strip()) for cell in row.cells) > 1]
    width = max((len(row.cells) for row in rows), default=0)
    if not rows:
        return None
    at = _titles_at(rows[:_HEADER_WITHIN])
    titles, body = _divided(rows, at)
    found = _told(titles, body, width)
    return None if found is None else _of(*found, titles, body)


def told_by_tags(rows: Sequence[Row]) -> Told | None:
    """The columns of a table whose rows name the languages of their texts, as DeepL's do."""
    rows = [row for row in rows if sum(bool(cell.strip()) for cell in row.cells) > 1]
    if not rows:
        return None
    width = max(len(row.cells) for row in rows)
    for titles, body in ((None, rows), (rows[0], rows[1:])):
        found = _tagged(titles, body, width)
        if found is not None:
            return _of(*found, titles, body)
    return None


def _of(columns: Columns, said: str, titles: Row | None, body: Sequence[Row]) -> Told:
    number = None if titles is None else titles.number
    return Told(columns, number, said, _is_sure(body, columns))


def _divided(rows: Sequence[Row], at: int | None) -> tuple[Row | None, Sequence[Row]]:
    """The titles, where there are any, and the rows under them."""
    if at is not None:
        return rows[at], rows[at + 1 :]
    return (None, rows) if _is_entry(rows) else (rows[0], rows[1:])


def _titles_at(rows: Sequence[Row]) -> int | None:
    """The place of the first row whose cells are titles: two at least, and most of them."""
    for place, row in enumerate(rows):
        cells = [plain(cell) for cell in row.cells if cell.strip()]
        known = sum(map(is_title, cells))
        if known >= 2 and known * 2 > len(cells):
            return place
    return None


def _is_entry(rows: Sequence[Row]) -> bool:
    """Whether the first row is of the languages of those under it, as an entry is."""
    width = max(len(row.cells) for row in rows)
    contents = [_content(rows[1:], place) for place in range(width)]
    for place, cell in enumerate(rows[0].cells):
        if not cell.strip():
            continue
        language = contents[place].language
        if language is not None and not _is_in(cell, language):
            return False
        if role_of(plain(cell)) is not None:
            return False
    return True


def _told(titles: Row | None, body: Sequence[Row], width: int) -> tuple[Columns, str] | None:
    names = [plain(cell) for cell in titles.cells] if titles is not None else []
    names += [""] * (width - len(names))
    has_target = any(re.match("(?i)target|tgt|trg", name) for name in names)
    says_terms = [
        holds_terms(name) and (has_target or role_of(name) is not Role.TERM_SOURCE)
        for name in names
    ]
    roles = [None if says else role_of(name) for name, says in zip(names, says_terms, strict=True)]
    contents = [_content(body, place) for place in range(width)]
    chosen: dict[Language, list[int]] = {}
    for language in languages():
        said = [place for place, role in enumerate(roles) if role is language]
        said += [
            place
            for place in range(width)
            if says_terms[place] and contents[place].language is language
        ]
        places_of = sorted(said) or _first(contents, roles, language)
        if places_of:
            cells = [cell for place in places_of for cell in contents[place].cells]
            told = language if language in roles else language_told(cells, language)
            chosen[language if told in roles or told in chosen else told] = places_of
    chosen |= _further(contents, names, roles, chosen)
    if len(chosen) < 2 or not _is_complete(body, chosen):
        return None
    for language, places in chosen.items():
        for place in places:
            roles[place] = language
    shown = [name or letters(place) for place, name in enumerate(names)]
    where = ", ".join(
        f"{language.label} in {' and '.join(map(letters, chosen[language]))}" for language in chosen
    )
    return Columns(tuple(roles), tuple(shown)), where


def _further(
    contents: Sequence[_Content],
    names: Sequence[str],
    roles: Sequence[Held | None],
    chosen: dict[Language, list[int]],
) -> dict[Language, list[int]]:
    """Columns of terms in further languages of Latin letters, which their words tell apart."""
    taken = {place for places in chosen.values() for place in places}
    fullest = max((len(contents[place].cells) for place in taken), default=0)
    found: dict[Language, list[int]] = {}
    for place, content in enumerate(contents):
        is_free = place not in taken and roles[place] is None and not is_title(names[place])
        if not is_free or not content.may_be_terms or len(content.cells) < _FILLED * fullest:
            continue
        told = language_told(content.cells, Language.EN)
        if told is not Language.EN and told not in chosen and _are_words(content.cells, told):
            found.setdefault(told, [place])
    return found


def _are_words(cells: Sequence[str], language: Language) -> bool:
    """Whether most of what stands there are words of a language, and no names or codes."""
    from wordfreq import zipf_frequency

    words = [word.lower() for cell in cells for word in _WORD.findall(cell)]
    known: int = sum(zipf_frequency(word, language) > 0 for word in words)
    return known >= _WORDS * len(words)


def _first(
    contents: Sequence[_Content], roles: Sequence[Held | None], language: Language
) -> list[int]:
    """The first column that may hold terms of a language."""
    able = [
        place
        for place, content in enumerate(contents)
        if roles[place] is None and content.language is language and content.may_be_terms
    ]
    fullest = max((len(contents[place].cells) for place in able), default=0)
    return [place for place in able if len(contents[place].cells) >= _FILLED * fullest][:1]


def _is_sure(body: Sequence[Row], columns: Columns) -> bool:
    full = sum(all(_has(row, place) for place in columns.of_terms[:2]) for row in body)
    return full >= _SURE_ROWS and full >= _SURE * len(body)


def _has(row: Row, place: int) -> bool:
    return place < len(row.cells) and bool(row.cells[place].strip())


def _is_complete(body: Sequence[Row], chosen: dict[Language, list[int]]) -> bool:
    """Whether most rows have two languages."""
    both = sum(
        sum(any(_has(row, place) for place in places) for places in chosen.values()) > 1
        for row in body
    )
    return both > 0 and both >= _COMPLETE * len(body)


def _tagged(titles: Row | None, body: Sequence[Row], width: int) -> tuple[Columns, str] | None:
    """The columns of a table whose rows name the languages of their texts, as DeepL's do."""
    tags, texts = [], []
    for place in range(width):
        cells = _content(body, place).cells
        named = sum(bool(_TAG.fullmatch(cell)) for cell in cells)
        if cells and named >= _TAGGED * len(cells) and any(map(language_of, cells)):
            tags.append(place)
        elif cells:
            texts.append(place)
    if len(tags) != 2 or len(texts) < 2:
        return None
    names = [plain(cell) for cell in titles.cells] if titles is not None else []
    names += [""] * (width - len(names))
    if any(isinstance(role_of(names[place]), Language) for place in texts):
        return None
    pairs = tuple(zip(texts, tags, strict=False))
    if not all(_agree(body, *pair) for pair in pairs):
        return None
    taken = {*tags, *(place for place, _ in pairs)}
    roles = [None if place in taken else role_of(name) for place, name in enumerate(names)]
    shown = [name or letters(place) for place, name in enumerate(names)]
    where = ", ".join(f"{letters(text)} in the language of {letters(tag)}" for text, tag in pairs)
    return Columns(tuple(roles), tuple(shown), pairs), where


def _agree(body: Sequence[Row], text: int, tag: int) -> bool:
    """Whether most texts are in the language that is named beside them."""
    known = [
        _is_in(row.cells[text], language)
        for row in body
        if _has(row, text)
        and _has(row, tag)
        and (language := language_of(row.cells[tag])) is not None
    ]
    return sum(known) > _MOST_OF * len(known)


def _is_in(text: str, language: Language) -> bool:
    if language in CHINESE_ENGLISH:
        return _language_of(text) is language
    return has_letters(text, language)


def _content(rows: Sequence[Row], place: int) -> _Content:
    cells = tuple(
        cell for row in rows if place < len(row.cells) and (cell := row.cells[place].strip())
    )
    found = [_language_of(cell) for cell in cells]
    for language in CHINESE_ENGLISH:
        if found.count(language) > _MOST_OF * len(found):
            return _Content(cells, language)
    other = next((each for each in map(_of_own_script, cells) if each), None)
    if other is None or sum(_is_in(cell, other) for cell in cells) <= _MOST_OF * len(cells):
        return _Content(cells, None)
    return _Content(cells, other)


def _of_own_script(text: str) -> Language | None:
    """The language of a text in a script that one language alone is written in."""
    if _language_of(text) is not None:
        return None
    return next((each for each in languages() if has_letters(text, each)), None)


def language_told(cells: Sequence[str], otherwise: Language) -> Language:
    """The language of terms that their letters say are in one, where they may be in another."""
    found = identify("\n".join(cells))
    if found is None or found.language in (None, Language.ZH, Language.EN):
        return otherwise
    is_sure = len(cells) >= _TELLING or any(map(_of_own_script, cells))
    return found.language if found.language and is_sure else otherwise


def _language_of(cell: str) -> Language | None:
    han, latin = len(_HAN.findall(cell)), len(_LATIN.findall(cell))
    if not han and not latin:
        return None
    return Language.ZH if han > _CHINESE * (han + latin) else Language.EN


def _is_pinyin(cells: Sequence[str]) -> bool:
    toned = sum(bool(_TONES.search(cell)) for cell in cells)
    spelt = sum(bool(_PINYIN.fullmatch(cell)) for cell in cells)
    return max(toned, spelt) > _MOST_OF * len(cells)
