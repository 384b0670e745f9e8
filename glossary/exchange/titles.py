"""What a column of a table of terms holds, told by its title.

Known are plain titles ("Chinese", "术语（中文）", "English term(s)", "备注 / Remarks"), the
languages of Trados MultiTerm and its Glossary Converter ("Chinese (PRC)", ">>L<<English"), and the
columns of memoQ's term bases ("Chinese_PRC", "English_Def", "Term_Info", "Entry_Note"); see
https://docs.memoq.com/current/api-docs/wsapi/memoqservices/tbservice.importexport.csv.html and
https://cerebus.de/glossaryconverter/help/AnnotatedFieldHeaders.html.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from align.titles import ANY_LANGUAGE, BESIDE, EXPLAINS, language_named, lower, told_by, words_of
from align.titles import plain as plain


class Role(StrEnum):
    """What a column holds; the names are those of the mapping option."""

    ZH = "zh"
    EN = "en"
    DEFINITION = "definition"
    DEFINITION_ZH = "definition-zh"
    DEFINITION_EN = "definition-en"
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


_TITLES: Mapping[str, Role] = MappingProxyType(
    {
        **dict.fromkeys(EXPLAINS, Role.DEFINITION),
        **dict.fromkeys(
            ("definition source", "definition from", "定义来源"), Role.DEFINITION_SOURCE
        ),
        **dict.fromkeys(("subject", "subject field", "domain", "field"), Role.SUBJECT),
        **dict.fromkeys(
            ("entry subject", "category", "领域", "主题", "学科", "分类", "类别"), Role.SUBJECT
        ),
        **dict.fromkeys(("note", "notes", "comment", "comments", "remark", "remarks"), Role.NOTE),
        **dict.fromkeys(("entry note", "备注", "注释", "说明", "注"), Role.NOTE),
        **dict.fromkeys(("id", "entry id", "concept id", "concept", "编号"), Role.ID),
        **dict.fromkeys(("kind",), Role.KIND),
        **dict.fromkeys(("revision",), Role.REVISION),
        **dict.fromkeys(("status", "状态"), Role.STATUS),
        **dict.fromkeys(("term info", "term status", "usage status", "usage"), Role.TERM_STATUS),
        **dict.fromkeys(("term source", "source", "来源", "出处"), Role.TERM_SOURCE),
        **dict.fromkeys(("term note", "usage note"), Role.TERM_NOTE),
    }
)
#: Titles of columns that no entry has a place for, and that are titles all the same.
_OTHERS = frozenset(
    [
        *("no", "no.", "number", "nr", "#", "序号", "号", "编码", "pinyin", "拼音", "pos", "词性"),
        *("date", "日期", "author", "作者", "page", "页码", "页", "example", "例句", "例"),
        *("context", "语境"),
    ]
)


def role_of(title: str) -> Role | None:
    """What the column with a plain title holds; None where the title is not known.

    A title may say the same in both languages, as "备注 / Remarks" does.
    """
    return told_by(lower(title), _role)


def holds_terms(title: str) -> bool:
    """Whether a plain title says that its column holds terms, and not in which language."""
    words = words_of(lower(title))
    return bool(words) and {*words} <= BESIDE | ANY_LANGUAGE and not ANY_LANGUAGE.isdisjoint(words)


def is_title(text: str) -> bool:
    """Whether a plain text is one that stands above columns of tables of terms."""
    return role_of(text) is not None or holds_terms(text) or lower(text) in _OTHERS


def _role(title: str) -> Role | None:
    if title in _TITLES:
        return _TITLES[title]
    language, rest = language_named(title)
    if language is None:
        return None
    if rest & EXPLAINS:
        return Role(f"definition-{language}") if rest - EXPLAINS <= BESIDE else None
    return Role(str(language)) if rest <= BESIDE else None
