"""The language that the title of a column names: "English (US)", "繁體中文", "中文术语"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TypeVar

from align.languages import Language, languages
from align.script import simplified
from align.word_lists import word_lists

Told = TypeVar("Told")

_SCRIPTS = re.compile(r"[\u4e00-\u9fff]+|[^\u4e00-\u9fff]+")
_WORD = re.compile(r"[\u4e00-\u9fff]+|(?:(?![\u4e00-\u9fff])[^\W\d_]|')+")


@cache
def titles(*names: str) -> frozenset[str]:
    """The words of some lists of titles."""
    return frozenset[str]().union(*(word_lists("align", "titles")[name].set for name in names))


@cache
def beside() -> frozenset[str]:
    """What else may stand in the title of a column of terms: regions, scripts, words for "term"."""
    return titles("regions", "terms")


@cache
def names_of_languages() -> Mapping[str, Language]:
    """The languages by their codes and names, in lower case and simplified characters."""
    lists = word_lists("align", "titles")
    found: dict[str, Language] = {}
    for language in languages():
        own = (language.value, language.profile.name, language.profile.own_name)
        listed = lists[language].words if language in lists else ()
        found |= dict.fromkeys((*(lower(plain(each)) for each in own), *listed), language)
    return found


@cache
def _known_han() -> re.Pattern[str]:
    known = titles("regions", "terms", "any_language", "explains") | names_of_languages().keys()
    han = (word for word in known if "\u4e00" <= word[0] <= "\u9fff")
    return re.compile("|".join(sorted(han, key=len, reverse=True)))


def plain(title: str) -> str:
    """A title as it is compared: without width, blanks and the Glossary Converter's prefixes."""
    title = unicodedata.normalize("NFKC", title).strip()
    return " ".join(re.sub(r"^>>\w+<<", "", title).split())


def lower(title: str) -> str:
    """A plain title in lower case and simplified characters."""
    return simplified(title.lower().replace("_", " ").replace("(s)", "s").strip())


def told_by(title: str, tell: Callable[[str], Told | None]) -> Told | None:
    """What a title in lower case tells, whole or by its parts where all of them tell the same.

    A title may say the same in both languages, as "备注 / Remarks" does.
    """
    whole = tell(title)
    if whole is not None:
        return whole
    for parts in (re.split("[/|]", title), _SCRIPTS.findall(title)):
        found = {tell(part) for each in parts if (part := each.strip(" /|()[]:-"))}
        if len(found) == 1:
            return found.pop()
    return None


def language_named(title: str) -> tuple[Language | None, frozenset[str]]:
    """The one language that a title in lower case names, and the words that name none."""
    words, known = words_of(title), names_of_languages()
    if words[-2:-1] == ["en"] and len(words) > 2 and words[-1] in known:
        words = [*words[:-2], words[-1]]  # "terme en français" names no English
    named = {known[word] for word in words if word in known}
    if len(named) > 1 and words[0] in known:
        # 英文（英） is the English of England, 中文（中国） says China, and es-AR Argentina.
        named = {known[words[0]]} if {*words[1:]} <= beside() | {"英", "中", "ar"} else set()
    if not named and (words[:1] == ["cn"] or (words and {*words} <= titles("scripts"))):
        named = {Language.ZH}
    rest = frozenset(word for word in words if word not in known)
    return next(iter(named)) if len(named) == 1 else None, rest


def language_titled(title: str) -> Language | None:
    """The language of what stands under a title; None where it says none, or what explains."""

    def tell(part: str) -> Language | None:
        language, rest = language_named(part)
        return language if rest <= beside() else None

    return told_by(lower(plain(title)), tell)


def words_of(title: str) -> Sequence[str]:
    """The words of a title in lower case.

    Of a run of Chinese they are the known ones, or the run where it has others.
    """
    found: list[str] = []
    for word in _WORD.findall(title):
        known = _known_han().findall(word)
        found += known if "".join(known) == word else [word]
    return found
