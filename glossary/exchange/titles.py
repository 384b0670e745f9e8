"""What a column of a table of terms holds, told by its title.

Known are plain titles ("Chinese", "术语（中文）", "English term(s)", "备注 / Remarks"), the
languages of Trados MultiTerm and its Glossary Converter ("Chinese (PRC)", ">>L<<English"), and the
columns of memoQ's term bases ("Chinese_PRC", "English_Def", "Term_Info", "Entry_Note"); see
https://docs.memoq.com/current/api-docs/wsapi/memoqservices/tbservice.importexport.csv.html and
https://cerebus.de/glossaryconverter/help/AnnotatedFieldHeaders.html.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import cast

from align.languages import Language
from align.titles import beside, language_named, lower, titles, told_by, words_of
from align.titles import plain as plain
from align.word_lists import word_lists


class Role(StrEnum):
    """What a column holds beside terms; the names are those of the mapping option."""

    DEFINITION = "definition"  #: in a language that is told by its text
    DEFINITION_SOURCE = "definition-source"
    SUBJECT = "subject"
    NOTE = "note"
    STATUS = "status"
    KIND = "kind"
    ID = "id"
    REVISION = "revision"
    TERM_STATUS = "term-status"  #: of the terms in the column before it
    TERM_SOURCE = "term-source"
    TERM_NOTE = "term-note"


@dataclass(frozen=True, slots=True)
class Defined:
    """What a column of definitions holds that are in one language."""

    language: Language


#: What a column holds: terms of a language, definitions in it, or something else of an entry.
Held = Language | Defined | Role


@cache
def _roles() -> Mapping[str, Role]:
    """What plain titles say."""
    known = word_lists("glossary.exchange", "titles").items()
    told = {word: Role(name) for name, own in known if name != "others" for word in own.words}
    return dict.fromkeys(titles("explains"), Role.DEFINITION) | told


def role_of(title: str) -> Held | None:
    """What the column with a plain title holds; None where the title is not known.

    A title may say the same in both languages, as "备注 / Remarks" does.
    """
    return cast("Held | None", told_by(lower(title), _role))


def holds_terms(title: str) -> bool:
    """Whether a plain title says that its column holds terms, and not in which language."""
    words = words_of(lower(title))
    general = titles("any_language")
    return bool(words) and {*words} <= beside() | general and not general.isdisjoint(words)


def is_title(text: str) -> bool:
    """Whether a plain text is one that stands above columns of tables of terms."""
    others = word_lists("glossary.exchange", "titles")["others"].set
    return role_of(text) is not None or holds_terms(text) or lower(text) in others


def _role(title: str) -> Held | None:
    if title in _roles():
        return _roles()[title]
    language, rest = language_named(title)
    if language is None:
        return None
    if explains := rest & titles("explains"):
        return Defined(language) if rest - explains <= beside() else None
    return language if rest <= beside() else None
